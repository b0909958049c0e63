"""Calendars of others (RFC 5545, 5546), read the same way from mail and from a file; values only, and no rows."""
