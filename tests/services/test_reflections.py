"""What interviews taught: saved in parts, and compared."""

import pytest
from sqlalchemy.orm import Session

from tests.services.make import person
from tests.services.test_interviews import plan
from webapp.models import Contact
from webapp.services import reflections
from webapp.services.errors import NotFound, Refused

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_a_reflection_that_is_saved_in_part_keeps_the_rest(session: Session, ana: Contact) -> None:
    row = plan(session, ana, -3, held=True)
    reflections.saved(session, ana.user_id, row.id, {"learned": "Much", "next": "Read"})
    found = reflections.saved(session, ana.user_id, row.id, {"next": "Write"})
    assert (found.learned, found.next) == ("Much", "Write")


def test_a_reflection_that_is_too_long_is_refused_beside_its_question(session: Session, ana: Contact) -> None:
    row = plan(session, ana, -3, held=True)
    with pytest.raises(Refused) as refusal:
        reflections.saved(session, ana.user_id, row.id, {"advice": "x" * 100_000})
    assert refusal.value.field == "advice"
    assert reflections.of(session, row) is None


def test_up_to_four_interviews_are_compared_in_the_order_that_was_asked_for(
    session: Session, ana: Contact, alice: str
) -> None:
    ben = person(session, alice, "Ben")
    rows = [plan(session, one, -3 - number, held=True) for number, one in enumerate([ana, ben, ana, ben, ana])]
    reflections.saved(session, alice, rows[1].id, {"learned": "Much"})
    ids = [rows[1].id, rows[0].id, rows[1].id, *(row.id for row in rows[2:])]
    found = reflections.compared(session, alice, ids)
    assert [(row, contact.name, taught.learned) for row, contact, taught in found] == [
        (rows[1], "Ben", "Much"), (rows[0], "Ana", ""), (rows[2], "Ana", ""), (rows[3], "Ben", ""),
    ]  # fmt: skip


def test_nothing_is_compared_with_an_interview_that_is_not_there(session: Session, ana: Contact) -> None:
    with pytest.raises(NotFound):
        reflections.compared(session, ana.user_id, ["nowhere"])
