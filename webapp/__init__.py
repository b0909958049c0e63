"""Fifty Cups: a networking tracker that reads your mail."""
