"""Tests of the services, each on SQLite and on PostgreSQL."""
