"""The ledger, favours and ways to give as they are read from the rows."""

from __future__ import annotations

from datetime import UTC

import pytest
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, exchange, mail, on, person, received, sent
from webapp.domain.strength import Tier
from webapp.models import AskKind, Contact, OutcomeKind, Way, utcnow
from webapp.services import asks, balance, contacts, favours, gives, giving, knowing, strengths
from webapp.services.asks import AskCard
from webapp.services.errors import NotFound, Refused

pytestmark = SQLITE_ALONE

ASKS = {"label": "ask", "sure": True, "reason": "It asks."}


def ways(session: Session, contact: Contact) -> dict[Way, str]:
    return {one.way: f"{one.text} {one.why}" for one in giving.ways(session, contact, on(10))}


def test_each_take_and_give_names_the_ask_or_the_mail_behind_it(session: Session, ana: Contact) -> None:
    user_id = ana.user_id
    _, reply = exchange(session, ana)
    ask = asks.make(session, user_id, ana.id, AskCard(AskKind.ADVICE, "Where to begin", made_at=on(1)))
    asks.obtained(session, user_id, ana.id, kind=OutcomeKind.ADVICE, text="With SQL", at=on(2), ask_id=ask.id)
    asks.obtained(session, user_id, ana.id, kind=OutcomeKind.INFORMATION, text="They hire", interaction_id=reply.id)
    gives.given(session, user_id, ana.id, way=Way.SHARE, text="An article", at=on(3), interaction_id=reply.id)
    found = balance.account(session, ana, on(10), UTC)
    behind = {one.text: (one.side, one.behind) for one in found.entries}
    assert behind["With SQL"] == ("take", "you asked: Where to begin")
    assert behind["They hire"][1].startswith("“Mail")
    assert behind["An article"][0] == "give"
    assert behind["An article"][1].startswith("“Mail")
    assert (found.balance.taken, found.balance.given) == (2, 1)
    assert found.last_given() == {Way.SHARE: on(3)}


def test_what_is_taken_back_is_not_in_the_ledger(session: Session, ana: Contact) -> None:
    give = gives.given(session, ana.user_id, ana.id, way=Way.SHARE, text="An article")
    gives.delete(session, ana.user_id, give)
    assert list(balance.account(session, ana, utcnow(), UTC).entries) == []


def test_what_they_asked_for_is_a_way_to_give_until_it_is_answered(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    mail(session, ana, received(8, 8, refs=(2,), findings=[ASKS]))
    assert "Mail 8" in ways(session, ana)[Way.RETURN]
    mail(session, ana, sent(9, 9, refs=(8,)))
    assert Way.RETURN not in ways(session, ana)


def test_a_favour_owed_among_mutual_contacts_is_a_way_to_give(session: Session, ana: Contact) -> None:
    sam = person(session, ana.user_id, "Sam")
    favour = favours.note(session, ana.user_id, ana.id, other="sam", text="Found her a flat", owes=True)
    assert "Sam" in ways(session, ana)[Way.FAVOUR]
    assert "Ask Ana" in ways(session, sam)[Way.FAVOUR]
    assert favours.between(session, ana.user_id, [ana.id, sam.id]) == [favour]
    favours.repaid(session, ana.user_id, favour.id, utcnow())
    assert Way.FAVOUR not in ways(session, ana)
    assert favours.between(session, ana.user_id, [ana.id, sam.id]) == []


@pytest.mark.parametrize(("other", "words"), [("Ana", "Ana again"), ("Nobody", "called so"), ("", "Write the name")])
def test_a_favour_needs_two_people_of_ones_own(session: Session, ana: Contact, other: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        favours.note(session, ana.user_id, ana.id, other=other, text="A flat", owes=True)


def test_the_favour_of_another_user_is_not_found(session: Session, ana: Contact, charlie: str) -> None:
    cem = person(session, charlie, "Cem")
    person(session, charlie, "Dana")
    favour = favours.note(session, charlie, cem.id, other="Dana", text="A flat", owes=False)
    with pytest.raises(NotFound):
        favours.mark(session, ana.user_id, favour.id, None)


def known_well(session: Session, user_id: str, name: str, **card: str) -> Contact:
    contact = contacts.add(session, user_id, contacts.Card(name, [f"{name.lower()}@people.example"], **card))
    for number in range(3):
        start = 1000 * ord(name[0]) + 10 * number
        mail(session, contact, sent(start, number))
        reply = received(start + 1, number + 0.5, refs=(start,), from_address=f"{name.lower()}@people.example")
        mail(session, contact, reply)
    assert strengths.tier_of(contact, on(10)).rank >= Tier.ACQUAINTED.rank
    return contact


def test_people_with_something_in_common_who_do_not_know_each_other_can_be_introduced(
    session: Session, alice: str
) -> None:
    bo = known_well(session, alice, "Bob", common_ground="Sings in a choir", organisation="Acme")
    known_well(session, alice, "Cleo", common_ground="choir on Mondays", organisation="Bolt")
    known_well(session, alice, "Dora", common_ground="the choir", organisation="Acme")  # a colleague of Bob's
    assert "Cleo" in ways(session, bo)[Way.INTRODUCTION]
    assert "choir" in ways(session, bo)[Way.INTRODUCTION]
    assert "Dora" not in ways(session, bo)[Way.INTRODUCTION]


def test_who_knows_whom_no_longer_keeps_two_from_being_introduced(session: Session, alice: str) -> None:
    bo = known_well(session, alice, "Bob", common_ground="Sings in a choir", organisation="Acme")
    known_well(session, alice, "Cleo", common_ground="choir on Mondays", organisation="Bolt")
    row = knowing.knows(session, alice, bo.id, name="Cleo")
    assert Way.INTRODUCTION not in ways(session, bo)
    knowing.delete(session, alice, row.id)
    assert "Cleo" in ways(session, bo)[Way.INTRODUCTION]
