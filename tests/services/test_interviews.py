"""Interviews: the list, the timer, the closing questions, and what mail may not take away."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.make import mail, received, sent
from tests.services.say import owed
from webapp.models import Contact, DutyKind, Interview, InterviewState, Permission, utcnow
from webapp.services import asks, contacts, gives, interactions, interviews, referred, reflections
from webapp.services.audit import audit
from webapp.services.errors import NotFound, Refused
from webapp.services.gives import InterviewCard

# The queries are the same on both databases.
pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def plan(session: Session, contact: Contact, hours: float, held: bool = False, minutes: int = 20) -> Interview:
    card = InterviewCard(f"To learn {hours}", utcnow() + timedelta(hours=hours), minutes, held=held)
    return gives.plan_interview(session, contact.user_id, contact.id, card)


def followed(session: Session, contact: Contact) -> list[object]:
    """What follows from the interviews with somebody."""
    return [contact.meetings, contact.first_met_at, owed(session, DutyKind.PLAN), owed(session, DutyKind.THANKS)]


def test_the_list_tells_what_is_to_come_to_confirm_to_reflect_and_past(session: Session, ana: Contact) -> None:
    later, sooner = plan(session, ana, 48), plan(session, ana, 24)
    unsure = plan(session, ana, -3)
    held, long_ago = plan(session, ana, -30, held=True), plan(session, ana, -24 * 60, held=True)
    cancelled = plan(session, ana, -2)
    gives.cancel_interview(session, ana.user_id, cancelled.id)
    found = interviews.listing(session, ana.user_id)
    rows = ("upcoming", "to_confirm", "to_reflect", "past")
    assert {name: [row for row, _ in getattr(found, name)] for name in rows} == {
        "upcoming": [sooner, later], "to_confirm": [unsure], "to_reflect": [held],
        "past": [cancelled, held, long_ago],
    }  # fmt: skip


def test_what_is_past_comes_in_pages(session: Session, ana: Contact) -> None:
    for number in range(interviews.PAGE + 1):
        plan(session, ana, -30 - number).state = InterviewState.CANCELLED
    session.flush()
    first, last = (interviews.listing(session, ana.user_id, page) for page in (1, 99))
    assert (len(first.past), len(last.past), last.page, last.pages) == (interviews.PAGE, 1, 2, 2)


def test_the_interviews_of_who_was_deleted_rest(session: Session, ana: Contact) -> None:
    kept = plan(session, ana, 3)
    contacts.delete(session, ana.user_id, ana.id)
    assert interviews.listing(session, ana.user_id).upcoming == []
    assert interviews.get(session, ana.user_id, kept.id) is kept


@pytest.mark.parametrize("held", [True, False])
def test_one_that_is_deleted_leaves_nothing_behind_and_comes_back_as_it_was(
    session: Session, ana: Contact, held: bool
) -> None:
    mail(session, ana, sent(1, 0))
    line = mail(session, ana, received(2, 1, refs=(1,)))
    interactions.agrees(session, ana.user_id, line.id, True)
    before = followed(session, ana)
    row = plan(session, ana, -3, held=held)
    planned = followed(session, ana)
    interviews.delete(session, ana.user_id, row.id)
    assert (followed(session, ana), list(audit(session))) == (before, [])
    found = interviews.listing(session, ana.user_id)
    assert [*found.upcoming, *found.to_confirm, *found.past, *found.to_reflect] == []
    for act in (interviews.get, gives.took_place, gives.cancel_interview, gives.plan_again):
        with pytest.raises(NotFound):
            act(session, ana.user_id, row.id)
    interviews.restore(session, ana.user_id, row.id)
    assert (followed(session, ana), list(audit(session))) == (planned, [])
    assert planned != before


def test_a_reflection_is_owed_until_it_is_written(session: Session, ana: Contact) -> None:
    held = plan(session, ana, -3, held=True)
    assert [row for row, _ in interviews.after_talks(session, ana.user_id).to_reflect] == [held]
    reflections.saved(session, ana.user_id, held.id, {"learned": "Much"})
    assert interviews.after_talks(session, ana.user_id).to_reflect == []


def test_the_same_purpose_as_the_last_time_is_told(session: Session, ana: Contact) -> None:
    plan(session, ana, -30)
    now = plan(session, ana, 3)
    assert not interviews.same_purpose(session, now)
    interviews.set_purpose(session, ana.user_id, now.id, "to learn, -30!")
    assert interviews.same_purpose(session, now)


def test_a_purpose_that_is_changed_keeps_the_time_the_place_and_the_timer(session: Session, ana: Contact) -> None:
    row = plan(session, ana, 3)
    interviews.begin(session, ana.user_id, row.id)
    before = (row.starts_at, row.ends_at, row.began_at)
    interviews.set_purpose(session, ana.user_id, row.id, "Another one")
    assert (row.starts_at, row.ends_at, row.began_at) == before


def test_a_timer_that_is_started_on_two_devices_runs_from_the_first(session: Session, ana: Contact) -> None:
    row = plan(session, ana, 0)
    row.began_at = utcnow() - timedelta(minutes=5)
    began = row.began_at
    interviews.begin(session, ana.user_id, row.id)
    assert row.began_at == began
    assert interviews.promised_end(row) == began + timedelta(minutes=20)


@pytest.mark.parametrize("act", [interviews.begin, interviews.finish])
def test_no_timer_runs_for_a_cancelled_interview(session: Session, ana: Contact, act: object) -> None:
    row = plan(session, ana, 0)
    gives.cancel_interview(session, ana.user_id, row.id)
    with pytest.raises(Refused):
        act(session, ana.user_id, row.id)


def test_finishing_says_that_it_took_place_and_when_it_ended(session: Session, ana: Contact) -> None:
    row = plan(session, ana, 24 * 9)  # they met sooner than planned
    interviews.begin(session, ana.user_id, row.id)
    interviews.finish(session, ana.user_id, row.id)
    assert (row.state, ana.first_met_at) == (InterviewState.HELD, row.stopped_at)
    interviews.not_finished(session, ana.user_id, row.id)
    assert (row.state, row.stopped_at, row.interaction_id) == (InterviewState.PLANNED, None, None)
    assert row.began_at is not None


def test_names_that_were_given_become_referrals_once(session: Session, ana: Contact) -> None:
    row = plan(session, ana, -3, held=True)
    text = "Sam Park <sam@acme.example>\nBo Lind"
    assert len(interviews.closed(session, ana.user_id, row.id, who_else=text, may_use_name=True)) == 2
    text += "\nKim Ode"
    interviews.closed(session, ana.user_id, row.id, who_else=text, may_use_name=True)
    found = interviews.referrals_of(session, row)
    assert [(one.name, one.address, one.permission) for one in found] == [
        ("Sam Park", "sam@acme.example", Permission.YES), ("Bo Lind", "", Permission.YES),
        ("Kim Ode", "", Permission.YES),
    ]  # fmt: skip
    assert (row.who_else, row.may_use_name) == (text, True)


@pytest.mark.parametrize("later", ["", "Nobody came to mind"])
def test_a_name_that_is_taken_out_of_the_answer_takes_back_what_it_made(
    session: Session, ana: Contact, later: str
) -> None:
    row = plan(session, ana, -3, held=True)
    interviews.closed(session, ana.user_id, row.id, who_else=later, may_use_name=None)
    before = ana.phase
    for _ in range(2):
        interviews.closed(session, ana.user_id, row.id, who_else="Bo Lind", may_use_name=None)
        assert ana.phase is not before
        interviews.closed(session, ana.user_id, row.id, who_else=later, may_use_name=None)
        assert (interviews.referrals_of(session, row), ana.phase, list(audit(session))) == ([], before, [])


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Bo Lynd", "Bo Lind"),
        ("Bo Lind <b@b.example>", "Bo Lind <bo@b.example>"),
        ("Bo <bo@b.example>", "Bo Lind <BO@b.example>"),
    ],
)
def test_a_name_that_is_corrected_is_one_name(session: Session, ana: Contact, first: str, then: str) -> None:
    row = plan(session, ana, -3, held=True)
    for text in (first, then, then):
        interviews.closed(session, ana.user_id, row.id, who_else=f"Sam Park\n{text}", may_use_name=None)
    address = "bo@b.example" if "@" in then else ""
    assert [(one.name, one.address) for one in interviews.referrals_of(session, row)] == [
        ("Sam Park", ""), ("Bo Lind", address),
    ]  # fmt: skip


@pytest.mark.parametrize("by", ["words", "contact", "use"])
def test_a_name_with_which_something_was_done_stays_whatever_the_answer_says(
    session: Session, ana: Contact, by: str
) -> None:
    row = plan(session, ana, -3, held=True)
    (bo,) = interviews.closed(session, ana.user_id, row.id, who_else="Bo Lind", may_use_name=None)
    if by == "words":
        referred.change(session, ana.user_id, bo.id, permission=bo.permission, done="I called", result="")
    elif by == "contact":
        referred.become_contact(session, ana.user_id, bo.id)
    else:
        asks.used(session, ana.user_id, ana.id, text="Called Bo", outcome_id=bo.outcome_id or "")
    for text in ("", "Bo Lind"):
        interviews.closed(session, ana.user_id, row.id, who_else=text, may_use_name=None)
        assert interviews.referrals_of(session, row) == [bo]


def test_a_name_that_was_deleted_by_itself_is_not_noted_again_by_the_same_answer(
    session: Session, ana: Contact
) -> None:
    row = plan(session, ana, -3, held=True)
    (bo,) = interviews.closed(session, ana.user_id, row.id, who_else="Bo Lind", may_use_name=None)
    referred.delete(session, ana.user_id, bo.id)
    interviews.closed(session, ana.user_id, row.id, who_else="Bo Lind", may_use_name=True)
    assert interviews.referrals_of(session, row) == []


def test_an_answer_about_the_name_that_changes_holds_for_all_who_were_named(session: Session, ana: Contact) -> None:
    row = plan(session, ana, -3, held=True)
    interviews.closed(session, ana.user_id, row.id, who_else="Sam Park", may_use_name=None)
    interviews.closed(session, ana.user_id, row.id, who_else="Sam Park", may_use_name=False)
    assert [one.permission for one in interviews.referrals_of(session, row)] == [Permission.NO]


def test_nobody_named_is_an_answer_too(session: Session, ana: Contact) -> None:
    row = plan(session, ana, -3, held=True)
    interviews.closed(session, ana.user_id, row.id, who_else="", may_use_name=None)
    assert (row.who_else, row.may_use_name) == ("", None)


@pytest.mark.parametrize("text", ["Ana", "ana@people.example", "x" * 100_000])
def test_names_that_lead_nowhere_are_refused_beside_their_field(session: Session, ana: Contact, text: str) -> None:
    row = plan(session, ana, -3, held=True)
    with pytest.raises(Refused) as refusal:
        interviews.closed(session, ana.user_id, row.id, who_else=text, may_use_name=None)
    assert refusal.value.field == "who_else"


def test_what_has_not_taken_place_has_no_answers_and_no_reflection(session: Session, ana: Contact) -> None:
    row = plan(session, ana, 3)
    with pytest.raises(Refused):
        interviews.closed(session, ana.user_id, row.id, who_else="Sam", may_use_name=None)
    with pytest.raises(Refused):
        reflections.saved(session, ana.user_id, row.id, {"learned": "x"})


def test_an_interview_that_went_with_its_invitation_is_not_found(session: Session, ana: Contact) -> None:
    row = plan(session, ana, 3)
    row.deleted_at = utcnow()
    session.flush()
    with pytest.raises(NotFound):
        interviews.get(session, ana.user_id, row.id)


@pytest.mark.parametrize("days", [1, 3])
def test_a_day_of_a_calendar_can_be_saved_as_it_is(session: Session, ana: Contact, days: int) -> None:
    row = plan(session, ana, 3)
    row.ends_at = row.starts_at + timedelta(days=days)
    card = InterviewCard("The fair", row.starts_at, days * 1440)
    gives.change_interview(session, ana.user_id, row.id, card)
    assert (row.purpose, row.ends_at - row.starts_at) == ("The fair", timedelta(days=days))


def test_three_days_that_nobody_said_before_are_refused(session: Session, ana: Contact) -> None:
    row = plan(session, ana, 3)
    with pytest.raises(Refused) as refusal:
        gives.change_interview(session, ana.user_id, row.id, InterviewCard("The fair", row.starts_at, 3 * 1440))
    assert refusal.value.field == "minutes"


def test_the_names_stand_in_the_order_of_the_answer(session: Session, ana: Contact) -> None:
    row = plan(session, ana, -3, held=True)
    interviews.closed(session, ana.user_id, row.id, who_else="Zoe Ash\nAdam Birk\nMo Carr", may_use_name=None)
    assert [one.name for one in interviews.referrals_of(session, row)] == ["Zoe Ash", "Adam Birk", "Mo Carr"]
