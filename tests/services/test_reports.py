"""A sent mail that tells how it went: what it settles by itself, what it asks, and how it is put right."""

import pytest
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, exchange, mail, on, questions, received, sent
from tests.services.say import found, owed, waiting
from webapp.domain.evidence import Phase
from webapp.models import Contact, Corrected, Correction, DutyKind, Interaction, OutcomeKind, TriageKind, Use
from webapp.services import asks, interactions, settlements, triage

pytestmark = SQLITE_ALONE


def used(session: Session, ana: Contact, text: str = "Wrote.", about: str = "") -> Use:
    outcome = asks.obtained(
        session, ana.user_id, ana.id, kind=OutcomeKind.ADVICE, text=f"For: {text}", at=on(2), interaction_id=about
    )
    return asks.used(session, ana.user_id, ana.id, text=text, outcome_id=outcome.id, at=on(3))


def told(session: Session, ana: Contact, *, sure: bool = True, day: float = 4, **more) -> Interaction:
    return mail(session, ana, sent(40, day, **found("report_back", sure=sure), **more))


def due(session: Session) -> list[str]:
    return owed(session, DutyKind.REPORT_BACK)


@pytest.fixture
def used_once(session: Session, ana: Contact) -> Use:
    exchange(session, ana)
    return used(session, ana)


def test_a_sure_report_settles_the_only_thing_that_is_to_be_told(
    session: Session, ana: Contact, used_once: Use
) -> None:
    line = told(session, ana)
    assert (due(session), questions(session, ana.user_id), line.phase) == ([], [], Phase.USE)


def test_a_report_tells_of_what_came_out_of_its_conversation(session: Session, ana: Contact, used_once: Use) -> None:
    advice = mail(session, ana, received(20, 2, refs=(1,)))
    talk = used(session, ana, "Called.", advice.id)
    told(session, ana, refs=(20,))
    assert due(session) == [used_once.id]
    assert talk.reported_at is None


def test_a_report_that_could_tell_of_several_things_asks_which(session: Session, ana: Contact, used_once: Use) -> None:
    other = used(session, ana, "Called.")
    told(session, ana)
    (item,) = waiting(session, TriageKind.REPORT_BACK)
    assert set(item.candidates) == {used_once.id, other.id}
    triage.accept(session, ana.user_id, item.id, other.id)
    assert due(session) == [used_once.id]
    settlements.reopen(session, ana.user_id, item.id)
    assert set(due(session)) == {used_once.id, other.id}
    assert len(waiting(session, TriageKind.REPORT_BACK)) == 1


def test_words_that_only_hint_are_proposed_while_something_is_to_be_told(
    session: Session, ana: Contact, used_once: Use
) -> None:
    told(session, ana, sure=False)
    (item,) = waiting(session, TriageKind.REPORT_BACK)
    triage.not_this(session, ana.user_id, item.id)
    assert (due(session), questions(session, ana.user_id)) == ([used_once.id], [])


def test_a_report_with_nothing_to_tell_of_asks_nothing_and_moves_nothing(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    line = told(session, ana)
    assert (questions(session, ana.user_id), line.phase) == ([], Phase.OBTAIN)


def test_a_report_before_the_use_tells_nothing_of_it(session: Session, ana: Contact, used_once: Use) -> None:
    told(session, ana, day=2.5)
    assert due(session) == [used_once.id]


def test_what_the_user_says_of_a_mail_goes_before_its_words(session: Session, ana: Contact, used_once: Use) -> None:
    line = told(session, ana)
    interactions.reports(session, ana.user_id, line.id, False)
    assert due(session) == [used_once.id]
    word = session.query(Correction).one()
    assert (word.what, word.was, word.said) == (Corrected.REPORT_BACK, "yes", "no")
    assert word.effect == "They are to be told how it went."
    interactions.reports(session, ana.user_id, line.id, True)
    assert due(session) == []


def test_an_undone_report_tells_nothing(session: Session, ana: Contact, used_once: Use) -> None:
    line = told(session, ana)
    interactions.undo(session, ana.user_id, line.id)
    assert due(session) == [used_once.id]


def test_what_stands_on_nothing_obtained_is_told_by_its_own_name(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    first, second = (
        asks.used(session, ana.user_id, ana.id, text=text, at=on(3), override_note="She offered it.")
        for text in ("First", "Second")
    )
    asks.reported_back(session, ana.user_id, first.id, at=on(4))
    assert due(session) == [second.id]


def test_mail_of_theirs_is_no_report_of_the_users(session: Session, ana: Contact, used_once: Use) -> None:
    mail(session, ana, received(40, 4, **found("report_back")))
    assert due(session) == [used_once.id]
