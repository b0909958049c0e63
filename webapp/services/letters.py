"""Letters (docs/method.md §7): drafted from what is known, kept as they are typed, followed up once they are sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain import letters as rules
from webapp.domain.fit import Fit
from webapp.domain.letters import Point
from webapp.domain.wording import _
from webapp.models import Ask, AskKind, Contact, FollowUp, Interaction, Letter, LetterKind, utcnow
from webapp.services import (
    asks,
    contacts,
    fitting,
    gives,
    interactions,
    letter_events,
    letters_drafts,
    letters_sent,
    typed,
)
from webapp.services.asks import AskCard
from webapp.services.errors import NotFound, Refused
from webapp.services.letter_about import MAILED, About, answered, begun
from webapp.services.letter_facts import facts_of
from webapp.services.letters_drafts import failed, saved, wanted
from webapp.services.scope import owned, part_of, present, touch

__all__ = ["About", "failed", "saved", "wanted"]

MOST_LISTED = 500
_ID = 20


@dataclass(frozen=True, slots=True)
class Words:
    """What the user typed; `seen` is the fingerprint of the letter as their page had it."""

    to_address: str = ""
    subject: str = ""
    body: str = ""
    seen: str = ""


def get(session: Session, user_id: str, letter_id: str) -> Letter:
    """Return the user's letter, deleted ones too; raises NotFound."""
    return owned(session, Letter, user_id, letter_id)


def draft(session: Session, user_id: str, contact_id: str, about: About, today: date) -> Letter:
    """Return the first draft of a letter, which is not stored before the user keeps it."""
    letter = begun(session, present(session, user_id, contact_id), about)
    letter.subject, letter.body = rules.draft(letter.kind, facts_of(session, letter, today))
    mail = answered(session, letter)
    if mail and mail.subject and letter.kind in MAILED:
        letter.subject = mail.subject if mail.subject.lower().startswith("re:") else f"Re: {mail.subject}"
    return letter


def check(session: Session, letter: Letter, today: date) -> tuple[Point, ...]:
    """Return the points of a letter as it stands."""
    return rules.check(letter.kind, letter.body, facts_of(session, letter, today))


def fit(session: Session, letter: Letter) -> Fit:
    """Weigh what a letter asks for against the relationship: its ask, else the meeting that an approach is for."""
    if letter.kind not in (LetterKind.APPROACH, LetterKind.PHONE_SCRIPT):
        return Fit(ok=True)
    ask = session.get(Ask, letter.ask_id) if letter.ask_id else None
    if (ask is None or ask.kind is AskKind.MEETING) and letter_events.agreed(session, letter):
        return Fit(ok=True)
    contact = contacts.get(session, letter.user_id, letter.contact_id)
    return fitting.fit_of(session, contact, ask.kind if ask else AskKind.MEETING, ask.text if ask else "")


def fingerprint(letter: Letter) -> str:
    """Return what tells whether a letter was changed since."""
    return sha256("\x00".join((letter.to_address, letter.subject, letter.body)).encode()).hexdigest()[:16]


def write(
    session: Session, user_id: str, contact_id: str, letter_id: str, about: About, words: Words, today: date
) -> tuple[Letter, Letter | None]:
    """Keep a letter as typed, a new one under the id that its page was given; raises Refused.

    What was typed last counts. Where it was changed elsewhere since this page had it, that text is kept as a draft of
    its own, which is returned beside it. A letter that was deleted takes nothing before it is brought back.
    """
    letter = kept(session, user_id, contact_id, letter_id)
    if letter and letter.deleted_at:
        raise Refused("body", _("You deleted this letter. Bring it back to keep what you write."))
    contact = present(session, user_id, contact_id)
    fresh = letter is None
    letter = letter or begun(session, contact, about, letter_id)
    subject = typed.title(words.subject, "subject", limit=300)
    body = typed.text(words.body, "body")
    to_address = words.to_address if words.to_address in _theirs(session, contact) else letter.to_address
    changed = fresh or (letter.to_address, letter.subject, letter.body) != (to_address, subject, body)
    if changed and letter.sent_line:
        raise Refused("body", _("This letter was sent already, so its text stays as it is. Begin another one."))
    other = None if fresh or not changed else _kept_beside(session, letter, words.seen)
    if changed:
        letter.to_address, letter.subject, letter.body = to_address, subject, body
        letter.call_on = rules.call_day(body, today) if letter.kind is LetterKind.APPROACH else None
        letter.updated_at = utcnow()
        session.add(letter)
        session.flush()
        touch(session, user_id)
    return letter, other


def kept(session: Session, user_id: str, contact_id: str, letter_id: str) -> Letter | None:
    """Return the letter of that id, None while it is not stored; raises NotFound where it is no letter of theirs."""
    contact = contacts.get(session, user_id, contact_id)
    if len(letter_id) != _ID or not (letter_id.isascii() and letter_id.isalnum()):
        raise NotFound("Letter")
    if session.scalar(select(Letter.id).where(Letter.id == letter_id)) is None:
        return None
    return part_of(session, Letter, contact.user_id, contact.id, letter_id)


def _theirs(session: Session, contact: Contact) -> set[str]:
    return {row.address for row in contacts.addresses_of(session, contact)}


def _kept_beside(session: Session, letter: Letter, seen: str) -> Letter | None:
    if not seen or seen == fingerprint(letter):
        return None
    kept = Letter(
        user_id=letter.user_id, contact_id=letter.contact_id, kind=letter.kind, to_address=letter.to_address,
        subject=letter.subject, body=letter.body, ask_id=letter.ask_id, use_id=letter.use_id, call_on=letter.call_on,
        referral_id=letter.referral_id, event_id=letter.event_id, settles=letter.settles, answers=letter.answers,
        message_id=letters_drafts.message_id(),
    )  # fmt: skip
    session.add(kept)
    session.flush()
    return kept


def want(session: Session, user_id: str, letter_id: str, mailbox_id: str) -> Letter:
    """Ask for a letter in the Drafts of a mailbox; raises Refused for one that is no mail, or that says nothing."""
    letter = get(session, user_id, letter_id)
    if letter.kind not in MAILED:
        raise Refused("body", _("A phone script is read aloud; it is no mail."))
    if not letter.body:
        raise Refused("body", _("Write the letter first."))
    present(session, user_id, letter.contact_id)
    letters_drafts.want(session, letter, mailbox_id)
    return letter


def note_ask(
    session: Session, user_id: str, letter_id: str, *, kind: AskKind, text: str, override_note: str = ""
) -> Ask:
    """Draft the ask that a letter makes, so that the answer to it is waited for; raises Refused."""
    letter = get(session, user_id, letter_id)
    card = AskCard(kind=kind, text=text, follow_up_on=letter.call_on, override_note=override_note)
    ask = asks.make(session, user_id, letter.contact_id, card)
    letter.ask_id = ask.id
    session.flush()
    return ask


def remember_call(session: Session, user_id: str, letter_id: str) -> date:
    """Put the call that a letter promises on its day, with its ask or as a follow-up; raises Refused without one."""
    letter = get(session, user_id, letter_id)
    if letter.call_on is None:
        raise Refused("body", _("The letter names no day for a call yet."))
    if letter.ask_id:
        owned(session, Ask, user_id, letter.ask_id).follow_up_on = letter.call_on
        touch(session, user_id)
    elif not remembers(session, letter):
        gives.follow_up(session, user_id, letter.contact_id, due_on=letter.call_on, text=_(letters_sent.TO_CALL))
    return letter.call_on


def remembers(session: Session, letter: Letter) -> bool:
    """Return whether the call that a letter promises stands on its day already."""
    if letter.ask_id:
        ask = session.get(Ask, letter.ask_id)
        return ask is not None and ask.follow_up_on == letter.call_on
    where = (FollowUp.contact_id == letter.contact_id, FollowUp.due_on == letter.call_on)
    open_ones = select(FollowUp.id).where(*where, FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None))
    return session.scalar(open_ones.limit(1)) is not None


def sent_by_hand(session: Session, user_id: str, letter_id: str) -> Interaction:
    """Note that the user sent a letter where no mailbox here sees it, and let hold what follows; return the line."""
    letter = get(session, user_id, letter_id)
    if letter.sent_line:
        return owned(session, Interaction, user_id, letter.sent_line)
    summary = letter.subject or _("A letter")
    line = interactions.log_message(session, user_id, letter.contact_id, direction="out", at=utcnow(), summary=summary)
    letter.sent_line = line.id
    session.flush()
    letters_sent.confirm(session, user_id, letter.id)
    return line


def delete(session: Session, user_id: str, letter_id: str) -> Letter:
    """Delete a letter; it can be restored."""
    return _mark(session, user_id, letter_id, deleted=True)


def restore(session: Session, user_id: str, letter_id: str) -> Letter:
    """Bring it back."""
    return _mark(session, user_id, letter_id, deleted=False)


def _mark(session: Session, user_id: str, letter_id: str, *, deleted: bool) -> Letter:
    letter = get(session, user_id, letter_id)
    letter.deleted_at = utcnow() if deleted else None
    touch(session, user_id)
    return letter


def listing(session: Session, user_id: str) -> Sequence[Any]:
    """Return the user's letters as rows (Letter, name), the latest first."""
    query = select(Letter, Contact.name).join(Contact, Contact.id == Letter.contact_id)
    where = (Letter.user_id == user_id, Letter.deleted_at.is_(None), Contact.deleted_at.is_(None))
    return session.execute(query.where(*where).order_by(Letter.updated_at.desc(), Letter.id).limit(MOST_LISTED)).all()


def unsent(session: Session, contact: Contact) -> list[Letter]:
    """Return the letters to a contact that are not sent yet, the latest first."""
    where = (Letter.contact_id == contact.id, Letter.deleted_at.is_(None), Letter.sent_line.is_(None))
    return list(session.scalars(select(Letter).where(*where).order_by(Letter.updated_at.desc(), Letter.id).limit(20)))
