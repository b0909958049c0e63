"""The schema's history: each version is a step forward from the one before it."""
