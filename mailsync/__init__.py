"""The worker that reads mail and says what happened."""
