"""Measurements run by hand and, in a small size, by the checks."""
