"""The pages, one blueprint a noun: read the request, call one service, render."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    """Return every blueprint of the application."""
    from webapp.views import (
        account,
        addresses,
        auth,
        contacts,
        deleted,
        duplicates,
        gives,
        goal,
        health,
        hours,
        imports,
        insights,
        lines,
        log_address,
        mailboxes,
        meaning,
        more,
        organisations,
        pulse,
        relationship,
        suggestions,
        threads,
        today,
        triage,
    )

    return [
        auth.bp,
        today.bp,
        contacts.bp,
        addresses.bp,
        duplicates.bp,
        suggestions.bp,
        mailboxes.bp,
        log_address.bp,
        triage.bp,
        account.bp,
        relationship.bp,
        lines.bp,
        meaning.bp,
        threads.bp,
        gives.bp,
        imports.bp,
        goal.bp,
        organisations.bp,
        deleted.bp,
        more.bp,
        hours.bp,
        insights.bp,
        health.bp,
        pulse.bp,
    ]
