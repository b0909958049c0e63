"""What strength is measured from follows the evidence: mail, meetings, outcomes, gives and merges, undone ones too."""

from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.services.make import arrive, exchange, on, person, received, sent
from webapp.domain.strength import Tier
from webapp.models import Contact, OutcomeKind, Way
from webapp.services import asks, gives, interactions, merges, strengths
from webapp.services.relationships import rederive


def counts(contact: Contact) -> tuple[int, int, int, int]:
    return contact.exchanges, contact.meetings, contact.received, contact.given


def test_what_happened_is_counted_and_what_is_taken_back_is_not(session: Session, ana: Contact) -> None:
    _, answer = exchange(session, ana)
    meeting = interactions.log_meeting(session, ana.user_id, ana.id, at=on(3), summary="Coffee")
    words = {"kind": OutcomeKind.ADVICE, "text": "Start small", "interaction_id": meeting.id}
    outcome = asks.obtained(session, ana.user_id, ana.id, **words)
    give = gives.given(session, ana.user_id, ana.id, way=Way.SHARE, text="A report", at=on(4))
    assert counts(ana) == (1, 1, 1, 1)
    assert (ana.first_met_at, ana.last_in_at, ana.last_out_at) == (on(3), on(3), on(0))
    gives.delete(session, ana.user_id, give)
    asks.delete(session, ana.user_id, outcome)
    interactions.undo(session, ana.user_id, meeting.id)
    interactions.undo(session, ana.user_id, answer.id)
    assert counts(ana) == (0, 0, 0, 0)
    assert (ana.first_met_at, ana.last_in_at, ana.unanswered) == (None, None, 1)
    gives.restore(session, ana.user_id, give)
    assert ana.given == 1


def test_a_tier_is_read_from_the_contact_alone(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    assert strengths.tier_of(ana, on(2)) is Tier.ACQUAINTED
    assert strengths.tier_of(ana, on(2000)) is Tier.DISTANT


def test_of_two_made_one_all_is_counted_and_apart_again_each_their_own(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    bo = person(session, ana.user_id, "Bo")
    interactions.log_meeting(session, ana.user_id, bo.id, at=on(3), summary="Coffee")
    gives.given(session, ana.user_id, bo.id, way=Way.SHARE, text="A report")
    merged = merges.merge(session, ana.user_id, ana.id, bo.id, {})
    assert (counts(ana), counts(bo)) == ((1, 1, 0, 1), (0, 0, 0, 0))
    merges.undo(session, ana.user_id, merged.id)
    assert (counts(ana), counts(bo)) == ((1, 0, 0, 0), (0, 1, 0, 1))


def test_to_measure_takes_no_statement_of_its_own(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    statements: list[str] = []
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda *args: statements.append(args[2]))
    rederive(session, ana.user_id, ana.id)
    assert ["contact.name" in one for one in statements if "FROM give" in one] == [True]  # beside the contact's own row
    arrive(session, ana.user_id, sent(5, 5, counterparts=[ana.id]))
    arrive(session, ana.user_id, received(6, 6, refs=(5,), counterparts=[ana.id]))
    assert ana.exchanges == 2
