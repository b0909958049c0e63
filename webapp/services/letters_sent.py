"""Letters found again among sent mail: surely by their Message-ID, else by their likeness, and what follows from it."""

from __future__ import annotations

from datetime import timedelta

from rapidfuzz.fuzz import ratio
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.recognised import is_said
from webapp.domain.threads import base_subject
from webapp.domain.wording import N_, _
from webapp.models import Ask, FollowUp, Interaction, Letter, LetterKind, Message, utcnow
from webapp.services.relationships import rederive
from webapp.services.scope import owned, touch

WITHIN = timedelta(days=30)
SKEW = timedelta(hours=1)  # by which the clock of a mail program may be behind ours
ALIKE = 80
COMPARED = 20_000  # signs; what two long letters have in common shows at their beginning
TO_CALL = N_("Call them, as your letter said")


def link(session: Session, user_id: str, line: Interaction, message: Message) -> Letter | None:
    """Link a mail that was found in Sent to the letter that it is, and return that; whoever recorded it derives.

    By its Message-ID it is surely the letter, and what the letter was for is done. A letter to the same person under
    the same subject and with nearly the same words is linked too, but only proposes.
    """
    if line.direction != "out" or line.copied or line.automatic or line.undone_at is not None:
        return None
    session.flush()  # a line that was just made gets its id
    letters = _unsent(session, line)
    ids = {message.message_id, message.original_id} - {""}
    found = next((one for one in letters if one.message_id in ids), None)
    if found is not None:
        _link(session, found, line, sure=True)
        return found
    found = _likest([one for one in letters if one.sent_line is None], message)
    if found is not None:
        _link(session, found, line, sure=False)
    return found


def of_line(session: Session, line: Interaction) -> Letter | None:
    """Return the letter that a sent mail is linked to."""
    where = (Letter.user_id == line.user_id, Letter.sent_line == line.id, Letter.deleted_at.is_(None))
    return session.scalars(select(Letter).where(*where).limit(1)).first()


def confirm(session: Session, user_id: str, letter_id: str) -> Letter:
    """Say that the mail which looks like a letter is that letter."""
    letter = owned(session, Letter, user_id, letter_id)
    if letter.sent_line and not letter.sent_sure:
        _link(session, letter, owned(session, Interaction, user_id, letter.sent_line), sure=True)
        _derive(session, letter)
    return letter


def unlink(session: Session, user_id: str, letter_id: str) -> Letter:
    """Say that a mail is not that letter: what followed from it no longer holds, and the letter was not sent yet."""
    letter = owned(session, Letter, user_id, letter_id)
    if letter.sent_line:
        _let_go(session, letter, owned(session, Interaction, user_id, letter.sent_line))
        _derive(session, letter)
    return letter


def line_undone(session: Session, line: Interaction) -> None:
    """Let go of the letter that a line is, which was taken back; whoever does that derives."""
    letter = of_line(session, line)
    if letter is not None:
        _let_go(session, letter, line)


def line_redone(session: Session, line: Interaction) -> None:
    """Link a line again that was brought back; whoever does that derives."""
    if line.message_row and of_line(session, line) is None:
        link(session, line.user_id, line, session.get_one(Message, line.message_row))


def _derive(session: Session, letter: Letter) -> None:
    session.flush()
    rederive(session, letter.user_id, letter.contact_id)
    touch(session, letter.user_id)


def _unsent(session: Session, line: Interaction) -> list[Letter]:
    """Return the letters to a contact of which it is not known that they were sent, the latest first."""
    where = (
        Letter.user_id == line.user_id,
        Letter.contact_id == line.contact_id,
        Letter.kind != LetterKind.PHONE_SCRIPT,
        Letter.sent_sure.is_(False),
        Letter.deleted_at.is_(None),
    )
    return list(session.scalars(select(Letter).where(*where).order_by(Letter.created_at.desc(), Letter.id)))


def _likest(letters: list[Letter], message: Message) -> Letter | None:
    scores = {
        one.id: ratio(_plain(one.body), _plain(message.new_text or message.text))
        for one in letters
        if base_subject(one.subject) == base_subject(message.subject)
        and one.created_at - SKEW <= message.at <= max(one.created_at, one.updated_at) + WITHIN
    }
    best = max(letters, key=lambda one: scores.get(one.id, 0.0), default=None)
    return best if best is not None and scores.get(best.id, 0.0) >= ALIKE else None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()[:COMPARED]


def _link(session: Session, letter: Letter, line: Interaction, *, sure: bool) -> None:
    letter.sent_line, letter.sent_sure = line.id, sure
    if sure:
        _done(session, letter, line)
    touch(session, letter.user_id)


def _done(session: Session, letter: Letter, line: Interaction) -> None:
    """Let hold what a sent letter does; what the user said of its mail before is left as it is."""
    if letter.kind is LetterKind.APPROACH:
        _asked(session, letter, line)
    elif letter.kind is LetterKind.THANK_YOU and line.is_thanks is None:
        line.is_thanks, line.settles = True, letter.settles
    elif letter.kind is LetterKind.REPORT_BACK and line.is_report is None:
        line.is_report, line.reports = True, letter.use_id or ""


def _asked(session: Session, letter: Letter, line: Interaction) -> None:
    """Let the mail make the ask that was drafted, whose clock ends on the day of the call.

    Without an ask the call is a follow-up; with one it is none, since an answer that comes first makes it needless.
    """
    ask = session.get(Ask, letter.ask_id) if letter.ask_id else None
    if ask is None:
        _call(session, letter)
    elif ask.deleted_at is None and ask.made_at is None:
        ask.made_at, ask.interaction_id = line.at, line.id
        ask.follow_up_on = letter.call_on or ask.follow_up_on


def _call(session: Session, letter: Letter) -> None:
    """Note the day on which the user said that they would call, unless something stands on it."""
    found = _follow_ups(session, letter) if letter.call_on is not None else []
    if letter.call_on is None or any(one.deleted_at is None for one in found):
        return
    resting = next((one for one in found if is_said(TO_CALL, one.text)), None)
    if resting is not None:
        resting.deleted_at = None
        return
    session.add(FollowUp(user_id=letter.user_id, contact_id=letter.contact_id, due_on=letter.call_on, text=_(TO_CALL)))


def _follow_ups(session: Session, letter: Letter) -> list[FollowUp]:
    where = (FollowUp.contact_id == letter.contact_id, FollowUp.due_on == letter.call_on)
    return list(session.scalars(select(FollowUp).where(FollowUp.user_id == letter.user_id, *where)))


def _let_go(session: Session, letter: Letter, line: Interaction) -> None:
    sure = letter.sent_sure
    letter.sent_line, letter.sent_sure = None, False
    touch(session, letter.user_id)
    if sure:
        _undone(session, letter, line)


def _undone(session: Session, letter: Letter, line: Interaction) -> None:
    """Take back what `_done` did, where nobody has said otherwise since."""
    if letter.kind is LetterKind.APPROACH:
        ask = session.get(Ask, letter.ask_id) if letter.ask_id else None
        if ask is not None and ask.interaction_id == line.id:
            ask.made_at = ask.interaction_id = None
        if ask is None and letter.call_on is not None:
            for one in _follow_ups(session, letter):
                one.deleted_at = utcnow() if is_said(TO_CALL, one.text) and one.done_at is None else one.deleted_at
    elif letter.kind is LetterKind.THANK_YOU and (line.is_thanks, line.settles) == (True, letter.settles):
        line.is_thanks, line.settles = None, ""
    elif letter.kind is LetterKind.REPORT_BACK and (line.is_report, line.reports) == (True, letter.use_id or ""):
        line.is_report, line.reports = None, ""
