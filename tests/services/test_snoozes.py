"""Lines of Today that are put off: gone until their day, and only the user's own."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, exchange, on, person, version
from tests.services.test_afterwards import evening, hosted
from webapp.models import AskKind, Contact, Permission, TriageItem, TriageKind, utcnow
from webapp.services import asks, gives, interactions, referred, snoozes
from webapp.services.asks import AskCard
from webapp.services.errors import NotFound
from webapp.services.gives import InterviewCard
from webapp.services.today import Today, today

pytestmark = SQLITE_ALONE

DAY = on(8).date()
SOON = DAY + timedelta(days=3)


def lived(session: Session, ana: Contact) -> Today:
    """The day of somebody who has a line of most kinds."""
    user_id = ana.user_id
    exchange(session, ana)
    interactions.log_meeting(session, user_id, ana.id, at=on(2), summary="Coffee")
    asks.make(session, user_id, ana.id, AskCard(AskKind.ADVICE, "How?", made_at=on(3)))
    gives.follow_up(session, user_id, ana.id, due_on=DAY, text="Call")
    gives.plan_interview(session, user_id, ana.id, InterviewCard("To learn", utcnow() - timedelta(hours=2)))
    bo = person(session, user_id, "Bo")
    named = referred.refer(session, user_id, ana.id, name="Bo", referred_id=bo.id, permission=Permission.YES)
    named.at = utcnow() - timedelta(days=2)
    gives.plan_interview(session, user_id, bo.id, InterviewCard("To ask", utcnow() - timedelta(hours=5), held=True))
    evening(session, user_id, ago=-0.3)
    hosted(session, user_id)
    session.add(TriageItem(user_id=user_id, kind=TriageKind.STRANGER, contact_id=ana.id, at=on(3)))
    return today(session, user_id, DAY)


def lines(page: Today) -> dict[str, list[str]]:
    """The subjects of the lines by section, of the sections that have any."""
    found = {
        "thanks": [due.subject for due in page.thanks],
        "to-note": [due.subject for due in page.to_note],
        "waiting": [due.subject for due in page.waiting],
        "follow-ups": [row.id for row, _ in page.follow_ups],
        "to-confirm": [row.id for row, _ in page.to_confirm],
        "to-close": [row.id for row, _ in page.to_close],
        "to-reflect": [row.id for row, _ in page.to_reflect],
        "tidings": [one.link.id for one in page.tidings],
        "events-soon": [event.id for event in page.events.coming],
        "events-after": [event.id for event in page.events.to_look_back],
        "hosts": [host.event.id for host in page.events.hosts],
        "triage": [item.row.id for item in page.triage],
    }
    assert all(found.values()), found
    return found


def test_a_line_of_any_section_is_put_off_and_comes_back_on_its_day(session: Session, ana: Contact) -> None:
    before = lines(lived(session, ana))
    for kind, subjects in before.items():
        row = snoozes.put_off(session, ana.user_id, kind, subjects[0], SOON)
        page = today(session, ana.user_id, DAY)
        assert [(one.snooze_id, one.kind, one.until) for one in page.put_off] == [(row.id, kind, SOON)]
        assert page.put_off[0].name in {"Ana", "Bo", "Kim Berg", "PyData meetup"}
        assert today(session, ana.user_id, SOON).put_off == []
        snoozes.take_back(session, ana.user_id, row.id, DAY)
        assert lines(today(session, ana.user_id, DAY)) == before


def test_an_old_question_that_was_put_off_is_counted_among_what_comes_back(session: Session, ana: Contact) -> None:
    asked = [
        TriageItem(user_id=ana.user_id, kind=TriageKind.STRANGER, contact_id=ana.id, at=on(number / 10))
        for number in range(8)
    ]
    session.add_all(asked)
    session.flush()
    oldest, *_others, newest = asked
    for row in (oldest, newest):
        snoozes.put_off(session, ana.user_id, "triage", row.id, SOON)
    page = today(session, ana.user_id, DAY)
    assert [item.row.id for item in page.triage] == [row.id for row in reversed(asked[2:7])]
    assert {one.subject for one in page.put_off} == {oldest.id, newest.id}


def test_what_was_settled_meanwhile_is_no_longer_put_off(session: Session, ana: Contact) -> None:
    follow_up = gives.follow_up(session, ana.user_id, ana.id, due_on=DAY, text="Call")
    snoozes.put_off(session, ana.user_id, "follow-ups", follow_up.id, SOON)
    gives.followed_up(session, ana.user_id, follow_up.id)
    assert today(session, ana.user_id, DAY).put_off == []


def test_a_line_is_put_off_once_and_the_last_word_counts(session: Session, ana: Contact) -> None:
    follow_up = gives.follow_up(session, ana.user_id, ana.id, due_on=DAY, text="Call")
    before = version(session, ana.user_id)
    first, second = (
        snoozes.put_off(session, ana.user_id, "follow-ups", follow_up.id, day)
        for day in (SOON, DAY + timedelta(days=1))
    )
    assert (first.id, second.until) == (second.id, DAY + timedelta(days=1))
    assert version(session, ana.user_id) > before


def test_to_bring_back_what_is_back_already_changes_nothing(session: Session, ana: Contact) -> None:
    follow_up = gives.follow_up(session, ana.user_id, ana.id, due_on=DAY, text="Call")
    row = snoozes.put_off(session, ana.user_id, "follow-ups", follow_up.id, SOON)
    for day in (DAY, SOON):
        assert snoozes.take_back(session, ana.user_id, row.id, day).until == DAY


@pytest.mark.parametrize(
    ("kind", "subject"),
    [("nonsense", "x"), ("thanks", "nothing"), ("follow-ups", "nothing"), ("thanks", "a\0b"), ("waiting", "")],
)
def test_what_is_no_line_cannot_be_put_off(session: Session, alice: str, kind: str, subject: str) -> None:
    with pytest.raises(NotFound):
        snoozes.put_off(session, alice, kind, subject, SOON)


def test_a_strangers_lines_cannot_be_put_off(session: Session, ana: Contact, charlie: str) -> None:
    for kind, subjects in lines(lived(session, ana)).items():
        with pytest.raises(NotFound):
            snoozes.put_off(session, charlie, kind, subjects[0], SOON)
    assert snoozes.hidden(session, charlie, DAY) == {}
