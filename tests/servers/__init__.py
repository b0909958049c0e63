"""Throw-away servers on loopback that the tests talk to for real."""
