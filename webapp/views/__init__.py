"""The pages, one blueprint a noun: read the request, call one service, render."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    """Return every blueprint of the application."""
    from webapp.views import contacts, gives, health, lines, pulse, relationship, today

    return [today.bp, contacts.bp, relationship.bp, lines.bp, gives.bp, health.bp, pulse.bp]
