"""Asks, outcomes and uses: made, corrected and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.evidence import Kind, Phase
from webapp.domain.fit import is_use_step
from webapp.domain.wording import N_, _
from webapp.models import Ask, AskKind, Contact, Interaction, Outcome, OutcomeKind, Use, utcnow
from webapp.services import typed
from webapp.services.contacts import addresses_of
from webapp.services.errors import NotFound, Refused
from webapp.services.evidence import evidence_of, rows_of
from webapp.services.interactions import happened
from webapp.services.mailboxes import owners
from webapp.services.relationships import rederive
from webapp.services.scope import owned, part_of, present, touch

WHO_ELSE = N_("Who else should I speak to?")
_A_DAY = timedelta(days=1)
_WHAT_FOR = N_("Write what you ask for, in your own words.")


@dataclass(frozen=True, slots=True)
class AskCard:
    """What the form of an ask says; `made_at` None leaves it drafted, `interaction_id` is the mail that carried it.

    `all_the_same`: the user was told that it does not fit the relationship yet, or nobody is there to be told.
    """

    kind: AskKind
    text: str
    glad: str = ""
    to_hire: bool = False
    made_at: datetime | None = None
    interaction_id: str = ""
    follow_up_on: date | None = None
    override_note: str = ""
    all_the_same: bool = True


def get(session: Session, user_id: str, ask_id: str) -> Ask:
    """Return the user's ask; raises NotFound."""
    return owned(session, Ask, user_id, ask_id)


def make(session: Session, user_id: str, contact_id: str, card: AskCard) -> Ask:
    """Record an ask, drafted or made. Raises Refused, also for a Use-step that comes too early (docs/method.md §2)."""
    contact = present(session, user_id, contact_id)
    _refuse_oneself(session, contact)
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
    other = (card.kind, card.to_hire) != (ask.kind, ask.to_hire)
    if other or newly_made or (ask.override_note and not card.override_note.strip()):
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
        words = typed.text(text, "text", empty=_(_WHAT_FOR))
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


def ask_who_else(session: Session, user_id: str, contact_id: str, glad: str = "") -> Ask:
    """Draft the ask with which a decline, or an interview, goes on; the one that is drafted already serves as well."""
    drafted = select(Ask).where(Ask.user_id == user_id, Ask.contact_id == contact_id, Ask.text == _(WHO_ELSE))
    there = session.scalars(drafted.where(Ask.made_at.is_(None), Ask.deleted_at.is_(None))).first()
    return there or make(session, user_id, contact_id, AskCard(AskKind.INFORMATION, _(WHO_ELSE), glad))


def _refuse_oneself(session: Session, contact: Contact) -> None:
    own = owners(session, contact.user_id)
    if any(row.address in own for row in addresses_of(session, contact)):
        raise Refused("text", _("This person has your own address, so you would ask yourself. Ask somebody else."))


def _guard(session: Session, contact: Contact, card: AskCard) -> None:
    says = "" if card.override_note.strip() else too_early(session, contact, card.kind, card.to_hire)
    if says:
        raise Refused("override_note", says)


def too_early(session: Session, contact: Contact, kind: AskKind, to_hire: bool) -> str:
    """Return why an ask needs a written note: it is a Use-step that comes too early; "" where it needs none."""
    if not is_use_step(kind, to_hire) or _may_use(session, contact):
        return ""
    return _(
        "This asks for their good name, and nothing was obtained from them yet. Ask for advice or information "
        "first; or write here why you do it all the same, and it will stand in the timeline."
    )


def _may_use(session: Session, contact: Contact) -> bool:
    """Whether Initiate and Obtain have their evidence (docs/method.md §2)."""
    evidence = evidence_of(rows_of(session, contact.user_id, contact.id))
    obtained = any(piece.counts and piece.kind in (Kind.OUTCOME, Kind.INTRODUCTION) for piece in evidence)
    return obtained and contact.phase is not Phase.INITIATE


def _fill(session: Session, ask: Ask, card: AskCard) -> None:
    ask.kind, ask.to_hire = card.kind, card.to_hire and card.kind is AskKind.INTRODUCTION
    ask.text = typed.text(card.text, "text", empty=_(_WHAT_FOR))
    ask.glad = typed.text(card.glad, "glad")
    ask.override_note = typed.text(card.override_note, "override_note")
    ask.interaction_id, ask.made_at = None, card.made_at and happened(card.made_at, "made_at")
    if card.interaction_id:
        carrier = part_of(session, Interaction, ask.user_id, ask.contact_id, card.interaction_id)
        ask.interaction_id, ask.made_at = carrier.id, carrier.at
    if card.follow_up_on != ask.follow_up_on:
        ask.follow_up_on = _day_to_come(card.follow_up_on, ask.made_at or utcnow())


def _day_to_come(day: date | None, asked: datetime) -> date | None:
    if day is not None and not 1950 <= day.year <= 2200:
        raise Refused("follow_up_on", _("Please check the year."))
    # In another zone it may still be the day before.
    if day is not None and day < (asked - _A_DAY).date():
        raise Refused("follow_up_on", _("That was before you asked. Choose a day that comes after it."))
    return day


def _mended(session: Session, row: Ask | Outcome | Use) -> None:
    rederive(session, row.user_id, row.contact_id)
    touch(session, row.user_id)


def decline(session: Session, user_id: str, ask_id: str, at: datetime | None = None) -> Ask:
    """Note that the contact turned the ask down; raises Refused while it is only drafted."""
    ask = get(session, user_id, ask_id)
    if ask.made_at is None:
        raise Refused("at", _("This ask is only drafted: nobody can have turned it down yet."))
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
    contact = present(session, user_id, contact_id)
    source = part_of(session, Interaction, user_id, contact_id, interaction_id) if interaction_id else None
    answered = ask_id or (source.answered_ask if source else "")
    ask = part_of(session, Ask, user_id, contact_id, answered) if answered else None
    outcome = Outcome(
        user_id=user_id,
        contact_id=contact.id,
        kind=kind,
        text=typed.text(text, "text", empty=_("Write what you learned or were given.")),
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
    contact = present(session, user_id, contact_id)
    note = typed.text(override_note, "override_note")
    if not note and not _may_use(session, contact):
        raise Refused(
            "override_note",
            _(
                "Nothing was obtained from them yet, so there is nothing to use. Note first what you obtained; "
                "or write here why you do it all the same, and it will stand in the timeline."
            ),
        )
    outcome = part_of(session, Outcome, user_id, contact_id, outcome_id) if outcome_id else None
    use = Use(
        user_id=user_id,
        contact_id=contact.id,
        text=typed.text(text, "text", empty=_("Write what you did with it.")),
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
