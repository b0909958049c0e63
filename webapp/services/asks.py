"""Asks, outcomes and uses: made, corrected and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.evidence import Phase
from webapp.domain.text import clean
from webapp.models import Ask, AskKind, Contact, Interaction, Outcome, OutcomeKind, PhaseChange, Use, utcnow
from webapp.services.errors import NotFound, Refused
from webapp.services.interactions import happened
from webapp.services.relationships import rederive
from webapp.services.scope import owned, part_of, touch

# docs/method.md §2: what may only be asked once something was obtained.
USE_STEPS = frozenset({AskKind.RECOMMENDATION, AskKind.VOUCH})


@dataclass(frozen=True, slots=True)
class AskCard:
    """What the form of an ask says; `made_at` None leaves it drafted, `interaction_id` is the mail that carried it."""

    kind: AskKind
    text: str
    made_at: datetime | None = None
    interaction_id: str = ""
    follow_up_on: date | None = None
    override_note: str = ""


def get(session: Session, user_id: str, ask_id: str) -> Ask:
    """Return the user's ask; raises NotFound."""
    return owned(session, Ask, user_id, ask_id)


def make(session: Session, user_id: str, contact_id: str, card: AskCard) -> Ask:
    """Record an ask, drafted or made. Raises Refused, also for a Use-step that comes too early (docs/method.md §2)."""
    contact = owned(session, Contact, user_id, contact_id)
    ask = Ask(user_id=user_id, contact_id=contact.id)
    _guard(session, contact, card)
    _fill(session, ask, card)
    session.add(ask)
    _mended(session, ask)
    return ask


def change(session: Session, user_id: str, ask_id: str, card: AskCard) -> Ask:
    """Change an ask, or say that a drafted one has been made."""
    ask = get(session, user_id, ask_id)
    contact = owned(session, Contact, user_id, ask.contact_id)
    newly_made = ask.made_at is None and (card.made_at or card.interaction_id)
    if card.kind is not ask.kind or newly_made or (ask.override_note and not card.override_note.strip()):
        _guard(session, contact, card)
    _fill(session, ask, card)
    _mended(session, ask)
    return ask


def confirm(session: Session, user_id: str, interaction_id: str, *, kind: AskKind, text: str, ask_id: str = "") -> Ask:
    """Keep the ask that a sent mail makes, as a new one or as the drafted one that it belongs to.

    It was asked already, so a Use-step that comes too early is kept too; it moves nothing.
    """
    line = owned(session, Interaction, user_id, interaction_id)
    if ask_id:
        ask = part_of(session, Ask, user_id, line.contact_id, ask_id)
    else:
        words = _words(text, "text", "Write what you ask for, in your own words.")
        ask = Ask(user_id=user_id, contact_id=line.contact_id, kind=kind, text=words)
        session.add(ask)
    ask.interaction_id, ask.made_at = line.id, line.at
    _mended(session, ask)
    return ask


def unconfirm(session: Session, user_id: str, ask_id: str, *, drafted: bool) -> Ask:
    """Take back that a sent mail made an ask: one that was drafted before is so again, another is deleted."""
    ask = get(session, user_id, ask_id)
    ask.interaction_id = None
    if drafted:
        ask.made_at = None
    else:
        ask.deleted_at = ask.deleted_at or utcnow()
    _mended(session, ask)
    return ask


def _guard(session: Session, contact: Contact, card: AskCard) -> None:
    if card.kind not in USE_STEPS or card.override_note.strip() or _has_obtained(session, contact):
        return
    raise Refused(
        "override_note",
        "This asks for their good name, and nothing was obtained from them yet. Ask for advice or information "
        "first; or write here why you do it all the same, and it will stand in the timeline.",
    )


def _has_obtained(session: Session, contact: Contact) -> bool:
    reached = select(PhaseChange.id).where(
        PhaseChange.contact_id == contact.id,
        PhaseChange.new == Phase.USE,
        PhaseChange.superseded_at.is_(None),
    )
    return contact.phase is Phase.USE or session.scalar(reached.limit(1)) is not None


def _fill(session: Session, ask: Ask, card: AskCard) -> None:
    ask.kind = card.kind
    ask.text = _words(card.text, "text", "Write what you ask for, in your own words.")
    ask.follow_up_on = card.follow_up_on
    ask.override_note = clean(card.override_note, limit=10_000).strip()
    ask.interaction_id, ask.made_at = None, card.made_at and happened(card.made_at, "made_at")
    if card.interaction_id:
        carrier = part_of(session, Interaction, ask.user_id, ask.contact_id, card.interaction_id)
        ask.interaction_id, ask.made_at = carrier.id, carrier.at


def _words(text: str, field: str, empty: str) -> str:
    words = clean(text, limit=100_000).strip()
    if not words:
        raise Refused(field, empty)
    return words


def _mended(session: Session, row: Ask | Outcome | Use) -> None:
    rederive(session, row.user_id, row.contact_id)
    touch(session, row.user_id)


def decline(session: Session, user_id: str, ask_id: str, at: datetime | None = None) -> Ask:
    """Note that the contact turned the ask down; raises Refused while it is only drafted."""
    ask = get(session, user_id, ask_id)
    if ask.made_at is None:
        raise Refused("at", "This ask is only drafted: nobody can have turned it down yet.")
    ask.declined_at = max(happened(at or utcnow()), ask.made_at)
    _mended(session, ask)
    return ask


def undecline(session: Session, user_id: str, ask_id: str) -> Ask:
    """Take a decline back."""
    ask = get(session, user_id, ask_id)
    ask.declined_at = None
    _mended(session, ask)
    return ask


def obtained(
    session: Session, user_id: str, contact_id: str, *, kind: OutcomeKind, text: str,
    at: datetime | None = None, interaction_id: str = "", ask_id: str = "",
) -> Outcome:  # fmt: skip
    """Note what was obtained: dated as the answer or meeting that brought it, for the ask that it answered."""
    contact = owned(session, Contact, user_id, contact_id)
    source = part_of(session, Interaction, user_id, contact_id, interaction_id) if interaction_id else None
    answered = ask_id or (source.answered_ask if source else "")
    ask = part_of(session, Ask, user_id, contact_id, answered) if answered else None
    outcome = Outcome(
        user_id=user_id,
        contact_id=contact.id,
        kind=kind,
        text=_words(text, "text", "Write what you learned or were given."),
        at=source.at if source else happened(at or utcnow()),
        interaction_id=source.id if source else None,
        ask_id=ask.id if ask else None,
    )
    session.add(outcome)
    _mended(session, outcome)
    return outcome


def used(
    session: Session, user_id: str, contact_id: str, *, text: str, at: datetime | None = None,
    outcome_id: str = "", override_note: str = "",
) -> Use:  # fmt: skip
    """Note what was done with something obtained; refused without Initiate and Obtain unless overridden in writing."""
    contact = owned(session, Contact, user_id, contact_id)
    note = clean(override_note, limit=10_000).strip()
    if not note and not _has_obtained(session, contact):
        raise Refused(
            "override_note",
            "Nothing was obtained from them yet, so there is nothing to use. Note first what you obtained; "
            "or write here why you do it all the same, and it will stand in the timeline.",
        )
    outcome = part_of(session, Outcome, user_id, contact_id, outcome_id) if outcome_id else None
    use = Use(
        user_id=user_id,
        contact_id=contact.id,
        text=_words(text, "text", "Write what you did with it."),
        at=happened(at or utcnow()),
        outcome_id=outcome.id if outcome else None,
        override_note=note,
    )
    session.add(use)
    _mended(session, use)
    return use


def reported_back(session: Session, user_id: str, use_id: str, at: datetime | None = None) -> Use:
    """Note that the giver was told how it went."""
    use = owned(session, Use, user_id, use_id)
    use.reported_at = max(happened(at or utcnow()), use.at)
    _mended(session, use)
    return use


def not_reported(session: Session, user_id: str, use_id: str) -> Use:
    """Take a report back: the giver is still to be told."""
    use = owned(session, Use, user_id, use_id)
    use.reported_at = None
    _mended(session, use)
    return use


def delete(session: Session, user_id: str, row: Ask | Outcome | Use) -> None:
    """Take an ask, outcome or use back; it can be restored."""
    _mark(session, user_id, row, utcnow())


def restore(session: Session, user_id: str, row: Ask | Outcome | Use) -> None:
    """Bring it back."""
    _mark(session, user_id, row, None)


def _mark(session: Session, user_id: str, row: Ask | Outcome | Use, deleted_at: datetime | None) -> None:
    if row.user_id != user_id:
        raise NotFound(type(row).__name__)
    row.deleted_at = deleted_at
    _mended(session, row)
