"""Notes taken while an interview runs, also by a phone that loses its connection: each is kept once."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.domain.wording import _
from webapp.models import Interview, QuickNote, utcnow
from webapp.services import interviews, typed
from webapp.services.errors import Refused
from webapp.services.scope import owned, touch

LONGEST_KEY = 64
# A clock that is further off is wrong; the time at which the note came in then stands for it.
_FAR_OFF = timedelta(days=30)


def of(session: Session, interview: Interview) -> list[QuickNote]:
    """Return the notes of an interview, the first first."""
    where = (QuickNote.interview_id == interview.id, QuickNote.deleted_at.is_(None))
    return list(session.scalars(select(QuickNote).where(*where).order_by(QuickNote.at, QuickNote.id)))


def noted(
    session: Session, user_id: str, interview_id: str, *, key: str, text: str, at: datetime | None = None
) -> QuickNote:
    """Keep a note; one with a key that is known is the same note sent again. Raises Refused.

    The key is made on the device. A page that was gone back to sends other words with it: those are another note.
    """
    interview = interviews.get(session, user_id, interview_id)
    words = typed.text(text, "text", empty=_("Write a few words."), limit=10_000)
    if not 8 <= len(key) <= LONGEST_KEY or not key.replace("-", "").isalnum():
        raise Refused("text", _("This page is too old. Reload it, and send the note again."))
    known = _with_key(session, interview, key)
    if known is not None and known.text != words:
        key = f"{key[:32]}-{hashlib.sha256(words.encode()).hexdigest()[:16]}"
        known = _with_key(session, interview, key)
    return known or _kept(session, interview, key, words, _sound(at))


def _with_key(session: Session, interview: Interview, key: str) -> QuickNote | None:
    return session.scalar(select(QuickNote).where(QuickNote.interview_id == interview.id, QuickNote.key == key))


def _sound(at: datetime | None) -> datetime:
    now = utcnow()
    return at if at is not None and abs(at - now) < _FAR_OFF else now


def _kept(session: Session, interview: Interview, key: str, text: str, at: datetime) -> QuickNote:
    row = QuickNote(
        user_id=interview.user_id, contact_id=interview.contact_id, interview_id=interview.id, key=key, text=text, at=at
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the same note came twice at the same moment
        found = _with_key(session, interview, key)
        assert found is not None, "what stood in the way is the same note"
        return found
    touch(session, interview.user_id)
    return row


def delete(session: Session, user_id: str, quick_note_id: str) -> QuickNote:
    """Delete a note; it can be restored."""
    return _mark(session, user_id, quick_note_id, utcnow())


def restore(session: Session, user_id: str, quick_note_id: str) -> QuickNote:
    """Bring it back."""
    return _mark(session, user_id, quick_note_id, None)


def _mark(session: Session, user_id: str, quick_note_id: str, at: datetime | None) -> QuickNote:
    row = owned(session, QuickNote, user_id, quick_note_id)
    row.deleted_at = at
    touch(session, user_id)
    return row
