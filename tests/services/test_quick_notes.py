"""Quick notes: each is kept once, however often it is sent."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, on
from tests.services.test_interviews import plan
from webapp.models import Contact, utcnow
from webapp.services import quick_notes
from webapp.services.errors import Refused

pytestmark = SQLITE_ALONE


def test_a_note_that_is_sent_again_is_one_note(session: Session, ana: Contact) -> None:
    row = plan(session, ana, 0)
    one, again = (
        quick_notes.noted(session, ana.user_id, row.id, key="made-here-1", text="Ask Sam", at=utcnow()) for _ in "12"
    )
    assert one is again
    assert quick_notes.of(session, row) == [one]


def test_other_words_under_the_same_key_are_another_note_and_one_too(session: Session, ana: Contact) -> None:
    row = plan(session, ana, 0)
    for text in ("Ask Sam", "Ask Bo", "Ask Bo", "Ask Sam"):
        quick_notes.noted(session, ana.user_id, row.id, key="made-here-1", text=text)
    assert sorted(note.text for note in quick_notes.of(session, row)) == ["Ask Bo", "Ask Sam"]


def test_a_deleted_note_that_comes_again_stays_deleted_until_it_is_restored(session: Session, ana: Contact) -> None:
    row = plan(session, ana, 0)
    note = quick_notes.noted(session, ana.user_id, row.id, key="made-here-1", text="Ask Sam")
    quick_notes.delete(session, ana.user_id, note.id)
    quick_notes.noted(session, ana.user_id, row.id, key="made-here-1", text="Ask Sam")
    assert quick_notes.of(session, row) == []
    quick_notes.restore(session, ana.user_id, note.id)
    assert quick_notes.of(session, row) == [note]


def test_a_note_of_a_clock_that_is_wrong_has_the_time_of_now(session: Session, ana: Contact) -> None:
    row = plan(session, ana, 0)
    note = quick_notes.noted(session, ana.user_id, row.id, key="made-here-1", text="Ask Sam", at=on(-9000))
    assert abs(note.at - utcnow()) < timedelta(minutes=1)


@pytest.mark.parametrize(("key", "text"), [("k" * 65, "x"), ("short", "x"), ("made-here;1", "x"), ("made-here-1", " ")])
def test_a_note_without_words_or_of_no_page_of_ours_is_refused(
    session: Session, ana: Contact, key: str, text: str
) -> None:
    row = plan(session, ana, 0)
    with pytest.raises(Refused):
        quick_notes.noted(session, ana.user_id, row.id, key=key, text=text)
