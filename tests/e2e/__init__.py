"""The product as its user meets it: the real processes, a real mail server, a real browser."""
