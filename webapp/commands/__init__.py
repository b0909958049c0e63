"""The commands of `fiftycups`. What a command needs is imported when it is called, so that each starts quickly."""
