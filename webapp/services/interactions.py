"""Timeline lines: logged by hand, accepted, undone and explained by the user."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.wording import _
from webapp.models import Ask, Contact, Interaction, InteractionKind, Message, Outcome, Use, utcnow
from webapp.services import corrections, letters_sent, typed
from webapp.services.errors import NotFound, Refused
from webapp.services.relationships import rederive
from webapp.services.scope import owned, part_of, present, touch

LATEST_FUTURE = timedelta(days=1)


def get(session: Session, user_id: str, interaction_id: str) -> Interaction:
    """Return the user's interaction; raises NotFound."""
    return owned(session, Interaction, user_id, interaction_id)


def happened(at: datetime, field: str = "at") -> datetime:
    """Return a time at which something can have happened, in UTC; raises Refused."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone says nothing")
    if at > utcnow() + LATEST_FUTURE:
        raise Refused(field, _("This day is still to come. Note it once it has happened."))
    if at.year < 1950:
        raise Refused(field, _("This is too long ago to be right. Please check the year."))
    return at.astimezone(UTC)


def log_message(
    session: Session, user_id: str, contact_id: str, *, direction: str, at: datetime, summary: str
) -> Interaction:
    """Log a letter, a chat or a message of another kind that the mailbox does not see."""
    contact = present(session, user_id, contact_id)
    if direction not in {"in", "out"}:
        raise Refused("direction", _("Say who wrote: you or they."))
    return _log(session, contact, InteractionKind.MESSAGE, direction, happened(at), _said(summary))


def log_meeting(session: Session, user_id: str, contact_id: str, *, at: datetime, summary: str) -> Interaction:
    """Log a one-on-one, in person or by phone."""
    contact = present(session, user_id, contact_id)
    return _log(session, contact, InteractionKind.MEETING, "", happened(at), _said(summary))


def log_thanks(
    session: Session, user_id: str, contact_id: str, *, settles: str, at: datetime | None = None
) -> Interaction:
    """Note that the user has thanked by other means: settles that one duty."""
    contact = present(session, user_id, contact_id)
    source = _thanked_for(session, user_id, contact_id, settles)
    return _log(
        session,
        contact,
        InteractionKind.THANKS,
        "out",
        max(happened(at or utcnow()), source.at),
        _("Thanked"),
        settles=settles,
        is_thanks=True,
    )


def _thanked_for(session: Session, user_id: str, contact_id: str, subject: str) -> Interaction | Outcome:
    """Return what thanks are owed for: a line, or an outcome that stands on none. Raises NotFound."""
    try:
        return part_of(session, Interaction, user_id, contact_id, subject)
    except NotFound:
        return part_of(session, Outcome, user_id, contact_id, subject)


def _said(summary: str) -> str:
    return typed.text(summary, "summary", empty=_("Write in a few words what it was about."))


def _log(
    session: Session,
    contact: Contact,
    kind: InteractionKind,
    direction: str,
    at: datetime,
    summary: str,
    **more: Any,
) -> Interaction:
    line = Interaction(
        user_id=contact.user_id,
        contact_id=contact.id,
        kind=kind,
        direction=direction,
        at=at,
        summary=summary,
        **more,
    )
    session.add(line)
    _mended(session, line)
    return line


def _mended(session: Session, line: Interaction, *, moved_to: str = "", put: bool = False) -> None:
    with corrections.noted(session, line, moved_to, put):
        _derived(session, line)


def _derived(session: Session, line: Interaction) -> None:
    rederive(session, line.user_id, line.contact_id)
    touch(session, line.user_id)


def accept(session: Session, user_id: str, interaction_id: str) -> Interaction:
    """Take an unverified mail as really theirs."""
    line = get(session, user_id, interaction_id)
    line.accepted_at = line.accepted_at or utcnow()
    _mended(session, line)
    return line


def unaccept(session: Session, user_id: str, interaction_id: str) -> Interaction:
    """Take an acceptance back."""
    line = get(session, user_id, interaction_id)
    line.accepted_at = None
    _mended(session, line)
    return line


def undo(session: Session, user_id: str, interaction_id: str) -> Interaction:
    """Take a line back: what followed from it no longer holds. The line stays, struck through."""
    line = get(session, user_id, interaction_id)
    letters_sent.line_undone(session, line)
    line.undone_at = line.undone_at or utcnow()
    _mended(session, line)
    return line


def take_off(session: Session, user_id: str, interaction_id: str) -> Interaction:
    """Take a line off which an answer of the user had put there, and which they now take back."""
    line = get(session, user_id, interaction_id)
    line.undone_at = line.undone_at or utcnow()
    _derived(session, line)
    return line


def redo(session: Session, user_id: str, interaction_id: str) -> Interaction:
    """Take an undo back."""
    line = get(session, user_id, interaction_id)
    line.undone_at, line.undone_with = None, ""
    with corrections.noted(session, line):
        letters_sent.line_redone(session, line)
        _derived(session, line)
    return line


def thanks(session: Session, user_id: str, interaction_id: str, is_thanks: bool, settles: str = "") -> Interaction:
    """Say whether a mail was a thank-you, and for which interaction."""
    line = get(session, user_id, interaction_id)
    if settles:
        _thanked_for(session, user_id, line.contact_id, settles)
    line.is_thanks, line.settles = is_thanks, settles if is_thanks else ""
    _mended(session, line)
    return line


def reports(
    session: Session, user_id: str, interaction_id: str, is_report: bool | None, use_id: str = ""
) -> Interaction:
    """Say whether a mail told how it went, and with which use; None leaves it as classified."""
    line = get(session, user_id, interaction_id)
    if use_id:
        part_of(session, Use, user_id, line.contact_id, use_id)
    line.is_report, line.reports = is_report, use_id if is_report else ""
    _mended(session, line)
    return line


def declines(session: Session, user_id: str, interaction_id: str, is_decline: bool | None) -> Interaction:
    """Say whether a mail turned an ask down; None leaves it as classified."""
    line = get(session, user_id, interaction_id)
    line.is_decline = is_decline
    _mended(session, line)
    return line


def introduces(session: Session, user_id: str, interaction_id: str, is_introduction: bool | None) -> Interaction:
    """Say whether a mail introduced somebody; None leaves it as classified."""
    line = get(session, user_id, interaction_id)
    line.is_introduction = is_introduction
    _mended(session, line)
    return line


def agrees(session: Session, user_id: str, interaction_id: str, is_agreed: bool | None) -> Interaction:
    """Say whether a time to meet was agreed in a mail; None leaves it as classified."""
    line = get(session, user_id, interaction_id)
    line.is_agreed = is_agreed
    _mended(session, line)
    return line


def answers(session: Session, user_id: str, interaction_id: str, ask_id: str) -> Interaction:
    """Say which ask a mail answers; "" for none yet, which starts its clock again."""
    line = get(session, user_id, interaction_id)
    if ask_id:
        part_of(session, Ask, user_id, line.contact_id, ask_id)
    line.told_ask, line.not_an_answer = ask_id, not ask_id
    _mended(session, line)
    return line


def nothing_obtained(session: Session, user_id: str, interaction_id: str, nothing: bool = True) -> Interaction:
    """Say that an answer or a meeting brought nothing to note."""
    line = get(session, user_id, interaction_id)
    line.nothing_obtained = nothing
    _mended(session, line)
    return line


def move(session: Session, user_id: str, interaction_id: str, contact_id: str) -> Interaction:
    """Put a mail on another person; return its line there. Raises Refused where it is there already.

    The line that it had stays, undone: a copy of the mail that is seen later finds it, and is not logged again.
    """
    line = get(session, user_id, interaction_id)
    other = present(session, user_id, contact_id)
    if not line.message_row:
        raise Refused("contact", _("Only mail can be moved. Undo this line, and log it with the other person."))
    message = owned(session, Message, user_id, line.message_row)
    there = _line_of(session, message, other)
    if there is not None and not (there.copied or there.undone_at):
        raise Refused("contact", _("This mail is on %(name)s's timeline already.", name=other.name))
    letters_sent.line_undone(session, line)
    line.undone_at = line.undone_at or utcnow()
    _mended(session, line, moved_to=other.id)
    return put_on(session, message, other.id)


def _line_of(session: Session, message: Message, contact: Contact) -> Interaction | None:
    where = (Interaction.contact_id == contact.id, Interaction.message_row == message.id)
    return session.scalar(select(Interaction).where(*where))


def put_on(session: Session, message: Message, contact_id: str) -> Interaction:
    """Put a mail of an unknown sender on the person whom the user named, as accepted."""
    contact = present(session, message.user_id, contact_id)
    line = _line_of(session, message, contact) or Interaction(
        user_id=message.user_id,
        contact_id=contact.id,
        kind=InteractionKind.MAIL if message.direction else InteractionKind.NOTE,
        direction=message.direction,
        message_row=message.id,
        at=message.at,
        automatic=message.automatic,
    )
    line.accepted_at, line.copied, line.undone_at, line.undone_with = utcnow(), False, None, ""
    session.add(line)
    _mended(session, line, put=True)
    return line
