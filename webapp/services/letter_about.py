"""What a letter hangs on: the ask, use, referral, event and the mail that it answers, as told or as they are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.evidence import AskState
from webapp.domain.wording import _
from webapp.models import (
    Ask,
    Contact,
    Duty,
    DutyKind,
    Interaction,
    Letter,
    LetterKind,
    Message,
    Outcome,
    Referral,
    Use,
    new_id,
)
from webapp.services import contacts, hosts, letter_events, referred
from webapp.services.errors import NotFound, Refused
from webapp.services.letters_drafts import message_id
from webapp.services.scope import owned, part_of
from webapp.services.timeline import latest_mails

# Scripts are read aloud; the others leave by mail.
MAILED = frozenset(LetterKind) - {LetterKind.PHONE_SCRIPT}
ASKING = frozenset({LetterKind.APPROACH, LetterKind.PHONE_SCRIPT})


@dataclass(frozen=True, slots=True)
class About:
    """What the user wants to write, and about what: ids of rows, "" where they did not say."""

    kind: LetterKind
    ask_id: str = ""
    use_id: str = ""
    referral_id: str = ""
    settles: str = ""
    answers: str = ""
    event_id: str = ""


def begun(session: Session, contact: Contact, about: About, letter_id: str = "") -> Letter:
    """Return a letter about that which is not stored yet; raises NotFound for what is not of this contact."""
    letter = Letter(
        id=letter_id or new_id(), user_id=contact.user_id, contact_id=contact.id, kind=about.kind,
        message_id=message_id(), subject="", body="", to_address="", settles="", trouble="", saved_in="",
    )  # fmt: skip
    _tie(session, contact, letter, about)
    addresses = contacts.addresses_of(session, contact)
    letter.to_address = addresses[0].address if addresses and about.kind in MAILED else ""
    return letter


def _tie(session: Session, contact: Contact, letter: Letter, about: About) -> None:
    """Hang a letter on what was told, else on what is open with the contact."""
    match about.kind:
        case LetterKind.APPROACH | LetterKind.PHONE_SCRIPT:
            letter.ask_id = _ask(session, contact, about.ask_id) or _drafted(session, contact)
            letter.referral_id = _referral(session, contact, about.referral_id)
            letter.event_id = _event(session, contact, about.event_id)
        case LetterKind.THANK_YOU:
            letter.answers = _line(session, contact, about.answers)
            letter.event_id, letter.settles = _thanked_for(session, contact, about)
            letter.answers = letter.answers or _mail(session, letter.settles)
        case LetterKind.REPORT_BACK:
            opened = "" if about.referral_id else _open(session, contact, DutyKind.REPORT_BACK)
            letter.use_id = _use(session, contact, about.use_id) or opened or None
            letter.answers = _line(session, contact, about.answers) or _mail(session, _brought_by(session, letter))
            letter.referral_id = _given(session, contact, about.referral_id)
        case LetterKind.FOLLOW_UP:
            letter.ask_id = _ask(session, contact, about.ask_id) or _open(session, contact, DutyKind.WAITING) or None
            ask = session.get(Ask, letter.ask_id) if letter.ask_id else None
            carrier = ask.interaction_id if ask else None
            letter.answers = _line(session, contact, about.answers) or _mail(session, carrier)
        case LetterKind.DECLINE:
            latest = latest_mails(session, contact, "in", limit=1)
            letter.answers = _line(session, contact, about.answers) or (latest[0][0].id if latest else None)
        case LetterKind.RECONNECT:
            letter.answers = _line(session, contact, about.answers)
            letter.event_id = _event(session, contact, about.event_id)
        case LetterKind.GIVE:
            letter.answers = _line(session, contact, about.answers)


def _ask(session: Session, contact: Contact, ask_id: str) -> str | None:
    return part_of(session, Ask, contact.user_id, contact.id, ask_id).id if ask_id else None


def _use(session: Session, contact: Contact, use_id: str) -> str | None:
    return part_of(session, Use, contact.user_id, contact.id, use_id).id if use_id else None


def _line(session: Session, contact: Contact, line_id: str) -> str | None:
    return part_of(session, Interaction, contact.user_id, contact.id, line_id).id if line_id else None


def _referral(session: Session, contact: Contact, referral_id: str) -> str | None:
    if not referral_id:
        found = referred.referrer_of(session, contact)
        return found.id if found else None
    referral = owned(session, Referral, contact.user_id, referral_id)
    if referral.referred_id != contact.id:
        raise NotFound("Referral")
    return referral.id


def _given(session: Session, contact: Contact, referral_id: str) -> str | None:
    return part_of(session, Referral, contact.user_id, contact.id, referral_id).id if referral_id else None


def _event(session: Session, contact: Contact, event_id: str) -> str | None:
    """The event that a letter names: the one that was told, else the one at which they were met lately."""
    found = letter_events.told(session, contact, event_id) if event_id else letter_events.of_itself(session, contact)
    return found.id if found else None


def _thanked_for(session: Session, contact: Contact, about: About) -> tuple[str | None, str]:
    """The event that a thank-you names, and what it settles: a host is thanked for the event itself."""
    event = letter_events.told(session, contact, about.event_id)
    if event is not None and event.host_id == contact.id:
        return event.id, event.id
    settles = _source(session, contact, about.settles)
    if not (settles or about.answers or event):
        settles = _open(session, contact, DutyKind.THANKS)
        event = None if settles else hosts.owed_to(session, contact)
        settles = event.id if event else settles
    return event.id if event else None, settles


def _source(session: Session, contact: Contact, source: str) -> str:
    """The line, or the outcome, that thanks are for."""
    if not source:
        return ""
    try:
        return part_of(session, Interaction, contact.user_id, contact.id, source).id
    except NotFound:
        return part_of(session, Outcome, contact.user_id, contact.id, source).id


def _drafted(session: Session, contact: Contact) -> str | None:
    where = (Ask.contact_id == contact.id, Ask.state == AskState.DRAFTED, Ask.deleted_at.is_(None))
    return session.scalar(select(Ask.id).where(*where).order_by(Ask.created_at.desc(), Ask.id).limit(1))


def _open(session: Session, contact: Contact, kind: DutyKind) -> str:
    where = (Duty.contact_id == contact.id, Duty.kind == kind, Duty.superseded_at.is_(None), Duty.settled_at.is_(None))
    return session.scalar(select(Duty.subject).where(*where).order_by(Duty.at, Duty.id).limit(1)) or ""


def _brought_by(session: Session, letter: Letter) -> str | None:
    """The line that brought what was used."""
    query = select(Outcome.interaction_id).join(Use, Use.outcome_id == Outcome.id).where(Use.id == letter.use_id)
    return session.scalar(query) if letter.use_id else None


def _mail(session: Session, line_id: str | None) -> str | None:
    """Return the line if a mail stands on it that is still there: an answer goes into its conversation."""
    where = (Interaction.id == line_id, Interaction.message_row.is_not(None), Interaction.undone_at.is_(None))
    return session.scalar(select(Interaction.id).where(*where)) if line_id else None


def answered(session: Session, letter: Letter) -> Message | None:
    """Return the mail that a letter answers, None where it answers none."""
    line = session.get(Interaction, letter.answers) if letter.answers else None
    return session.get(Message, line.message_row) if line and line.message_row else None


def kind_of(word: str) -> LetterKind:
    """Return the kind of that name; raises Refused."""
    try:
        return LetterKind(word)
    except ValueError:
        raise Refused("kind", _("There is no such letter.")) from None


def addresses(session: Session, letter: Letter) -> Sequence[str]:
    """Return the addresses to which a letter can go, the one that it has first."""
    contact = session.get_one(Contact, letter.contact_id)
    found = [letter.to_address, *(row.address for row in contacts.addresses_of(session, contact))]
    return list(dict.fromkeys(one for one in found if one))
