"""Use-steps that came before their time (docs/method.md §2), as the timeline shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.domain.wording import _
from webapp.models import Ask, Contact, Interaction, Use


@dataclass(frozen=True, slots=True)
class EarlyStep:
    """A step that was made all the same, with the user's note why, or that moved no phase because there is none."""

    id: str
    what: str
    text: str
    at: datetime
    note: str
    skipped: bool


def of(session: Session, contact: Contact) -> list[EarlyStep]:
    """Return the early steps of a relationship, the latest first."""
    asks = select(Ask).where(Ask.contact_id == contact.id, Ask.deleted_at.is_(None), Ask.made_at.is_not(None))
    uses = select(Use).where(Use.contact_id == contact.id, Use.deleted_at.is_(None))
    found = [
        *(
            EarlyStep(ask.id, _("You asked"), ask.text, ask.made_at or ask.created_at, ask.override_note, ask.skipped)
            for ask in session.scalars(asks.where(or_(Ask.override_note != "", Ask.skipped.is_(True))))
        ),
        *(
            EarlyStep(use.id, _("You used"), use.text, use.at, use.override_note, use.skipped)
            for use in session.scalars(uses.where(or_(Use.override_note != "", Use.skipped.is_(True))))
        ),
    ]
    return sorted(found, key=lambda step: (step.at, step.id), reverse=True)


def placed(steps: Sequence[EarlyStep], lines: Sequence[Interaction], whole: bool) -> dict[str, list[EarlyStep]]:
    """Return line → the steps that stand right above it on a timeline with the newest first, "" for below all.

    Without the `whole` timeline those that are older than what is shown wait for the rest of it.
    """
    above: defaultdict[str, list[EarlyStep]] = defaultdict(list)
    for step in steps:
        line = next((one.id for one in lines if one.at <= step.at), "")
        if line or whole:
            above[line].append(step)
    return dict(above)
