"""Calendars, as others write them."""
