"""What may be read or changed, one noun a module: functions named by what happened, that flush and never commit."""
