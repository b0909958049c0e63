"""The chain as its page reads it: who is in it, whoever is deleted; warm paths through it; and the cups."""

import pytest
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, person
from tests.services.make_referrals import NOW, led, met, refer
from webapp.domain.chains import YOU
from webapp.domain.strength import Tier
from webapp.models import Contact, Permission
from webapp.services import chain, contacts, interactions, knowing, merges, referred
from webapp.services.chain import Drawn
from webapp.services.contacts import Card
from webapp.services.errors import NotFound, Refused

pytestmark = SQLITE_ALONE


def rows(drawn: Drawn) -> list[tuple[int, str]]:
    return [(depth, one.name) for depth, one in drawn.rows()]


def steps(path: chain.Path) -> list[str]:
    return [step.name for step in path.steps]


@pytest.fixture
def bo(session: Session, ana: Contact) -> Contact:
    """Ana, who was met, named Bo, who named Cy; a name so far."""
    met(session, ana, days=40)
    bo = led(session, ana, "Bo", days=30)
    refer(session, bo, "Cy", days=20)
    return bo


def test_the_chain_goes_from_whom_the_user_knows_to_mere_names(session: Session, ana: Contact, bo: Contact) -> None:
    drawn = chain.read(session, ana.user_id)
    assert rows(drawn) == [(1, "Ana"), (2, "Bo"), (3, "Cy")]
    assert (drawn.members[ana.id].met, drawn.members[ana.id].tier) == (True, Tier.ACQUAINTED)
    assert [one.of for _, one in drawn.rows()] == ["", "", bo.id]


def test_who_is_deleted_inside_a_chain_leaves_their_place_and_comes_back_to_it(
    session: Session, ana: Contact, bo: Contact
) -> None:
    before = rows(chain.read(session, ana.user_id))
    assert (chain.hangs_on(session, ana), chain.hangs_on(session, bo)) == (2, 1)
    contacts.delete(session, ana.user_id, bo.id)
    assert rows(chain.read(session, ana.user_id)) == [(1, "Ana"), (2, "somebody you deleted"), (3, "Cy")]
    contacts.restore(session, ana.user_id, bo.id)
    assert rows(chain.read(session, ana.user_id)) == before


def test_who_is_deleted_at_the_end_of_a_chain_is_not_in_it(session: Session, ana: Contact) -> None:
    contacts.delete(session, ana.user_id, led(session, ana, "Bo").id)
    drawn = chain.read(session, ana.user_id)
    assert (rows(drawn), drawn.rest) == ([], 1)


def test_who_can_hire_is_shown_also_while_nobody_leads_there(session: Session, ana: Contact, bo: Contact) -> None:
    boss = person(session, ana.user_id, "Boss")
    boss.can_hire = bo.can_hire = True
    drawn = chain.read(session, ana.user_id)
    assert [one.name for one in drawn.apart] == ["Boss"]
    assert drawn.worth().keys() == {bo.id}


def test_whoever_named_somebody_already_known_is_told_beside_them(session: Session, ana: Contact, bo: Contact) -> None:
    refer(session, bo, "Ana", days=5)
    drawn = chain.read(session, ana.user_id)
    assert rows(drawn) == [(1, "Ana"), (2, "Bo"), (3, "Cy")]
    assert drawn.members[ana.id].others == ("Bo",)


def test_a_picture_begins_with_nobody_who_is_not_in_the_chain(session: Session, ana: Contact) -> None:
    drawn = chain.read(session, ana.user_id)
    assert chain.root_of(drawn, YOU) == YOU
    with pytest.raises(NotFound):
        chain.root_of(drawn, ana.id)


def test_two_who_are_merged_lead_no_longer_to_themselves_and_undo_brings_it_back(
    session: Session, ana: Contact, bo: Contact
) -> None:
    before = rows(chain.read(session, ana.user_id))
    row = merges.merge(session, ana.user_id, ana.id, bo.id, {})
    assert rows(chain.read(session, ana.user_id)) == [(1, "Ana"), (2, "Cy")]
    assert referred.referrer_of(session, ana) is None
    merges.undo(session, ana.user_id, row.id)
    assert rows(chain.read(session, ana.user_id)) == before


def test_acquaintances_go_with_a_merge_and_no_pair_is_there_twice(session: Session, ana: Contact) -> None:
    bo, cy = (person(session, ana.user_id, name) for name in ("Bo", "Cy"))
    mine = knowing.knows(session, ana.user_id, ana.id, other_id=cy.id)
    knowing.delete(session, ana.user_id, mine.id)
    knowing.knows(session, ana.user_id, bo.id, other_id=cy.id)
    knowing.knows(session, ana.user_id, bo.id, other_id=ana.id)
    row = merges.merge(session, ana.user_id, ana.id, bo.id, {})
    assert knowing.known_to(session, ana.user_id, ana.id) == [cy]
    merges.undo(session, ana.user_id, row.id)
    assert knowing.known_to(session, ana.user_id, bo.id) == [ana, cy]
    assert knowing.known_to(session, ana.user_id, ana.id) == [bo]


def test_the_warm_path_says_why_each_can_lead_on(session: Session, ana: Contact) -> None:
    met(session, ana)
    bo = led(session, ana, "Bo")
    cy = person(session, ana.user_id, "Cy")
    knowing.knows(session, ana.user_id, cy.id, other_id=bo.id, text="from school")
    path = chain.path_to_contact(session, ana.user_id, cy.id)
    assert [(step.name, step.why) for step in path.steps] == [
        ("Ana", "You are acquainted"),
        ("Bo", "Ana gave you the name of Bo, and you may say so"),
        ("Cy", "Bo and Cy know each other: from school"),
    ]


def test_a_colleague_is_a_weak_way_and_a_way_all_the_same(session: Session, ana: Contact) -> None:
    met(session, ana)
    contacts.change(session, ana.user_id, ana.id, Card("Ana", organisation="Acme"))
    bo = contacts.add(session, ana.user_id, Card("Bo", organisation="Acme"))
    path = chain.path_to_contact(session, ana.user_id, bo.id)
    assert steps(path) == ["Ana", "Bo"]
    assert path.steps[1].why == "Both are at Acme: ask whether they know each other"


def test_an_organisation_is_reached_over_whoever_is_nearest_there(session: Session, ana: Contact) -> None:
    met(session, ana)
    bo = contacts.add(session, ana.user_id, Card("Bo", organisation="Acme"))
    contacts.add(session, ana.user_id, Card("Cy", organisation="Acme"))
    knowing.knows(session, ana.user_id, ana.id, other_id=bo.id)
    assert bo.organisation_id
    assert steps(chain.path_to_organisation(session, ana.user_id, bo.organisation_id)) == ["Ana", "Bo"]


def test_who_knew_the_user_before_anything_was_logged_can_lead_on(session: Session, ana: Contact) -> None:
    assert steps(chain.path_to_contact(session, ana.user_id, ana.id)) == []
    ana.source = "classmate"
    assert steps(chain.path_to_contact(session, ana.user_id, ana.id)) == ["Ana"]


def test_who_does_not_want_to_be_named_is_gone_round(session: Session, ana: Contact) -> None:
    met(session, ana)
    dan = person(session, ana.user_id, "Dan")
    met(session, dan)
    bo = person(session, ana.user_id, "Bo")
    refer(session, ana, "Bo", permission=Permission.NO)
    assert "rather not be named" in chain.path_to_contact(session, ana.user_id, bo.id).steps[-1].why
    refer(session, dan, "Bo", permission=Permission.NOT_ASKED)
    assert steps(chain.path_to_contact(session, ana.user_id, bo.id)) == ["Dan", "Bo"]


def test_a_search_that_means_one_is_clear_and_others_are_offered(session: Session, ana: Contact) -> None:
    contacts.add(session, ana.user_id, Card("Anabel", organisation="Anatomy"))
    assert chain.seek(session, ana.user_id, "ana").people == [ana]
    found = chain.seek(session, ana.user_id, "an")
    assert ([one.name for one in found.people], [one.name for one in found.organisations]) == (
        ["Ana", "Anabel"], ["Anatomy"],
    )  # fmt: skip
    assert not chain.seek(session, ana.user_id, "%").alone
    assert not [*chain.seek(session, ana.user_id, "").people, *chain.seek(session, ana.user_id, "").organisations]


def test_a_cup_is_a_person_who_was_met_however_often(session: Session, ana: Contact) -> None:
    met(session, ana, days=5)
    met(session, ana, days=1)
    line = interactions.log_meeting(
        session, ana.user_id, person(session, ana.user_id, "Bo").id, at=ana.first_met_at, summary="Tea"
    )
    assert chain.cups(session, ana.user_id) == 2
    interactions.undo(session, ana.user_id, line.id)
    assert [name for name, _ in chain.drunk(session, ana.user_id)] == ["Ana"]


@pytest.mark.parametrize("goal", [0, -3, 501, 10**9])
def test_a_goal_that_nobody_can_have_is_refused(session: Session, alice: str, goal: int) -> None:
    with pytest.raises(Refused):
        chain.aim(session, alice, goal)
    assert chain.aim(session, alice, 12).cups_goal == 12


def test_another_users_person_is_not_found_through_the_chain(
    session: Session, charlie: str, ana: Contact, bo: Contact
) -> None:
    assert rows(chain.read(session, charlie)) == []
    with pytest.raises(NotFound):
        chain.path_to_contact(session, charlie, ana.id)


def test_the_example_of_the_method_over_who_is_close(session: Session, ana: Contact) -> None:
    bo, cy = (person(session, ana.user_id, name) for name in ("Bo", "Cy"))
    refer(session, ana, "Bo").introduced = True
    knowing.knows(session, ana.user_id, cy.id, other_id=bo.id)
    cy.source = "classmate"
    ana.exchanges, ana.meetings, ana.received, ana.given, ana.last_in_at = 6, 3, 1, 1, NOW
    path = chain.path_to_contact(session, ana.user_id, bo.id)
    assert [(step.name, step.tier) for step in path.steps] == [("Ana", Tier.CLOSE), ("Bo", Tier.DISTANT)]
    assert path.steps[1].why == "Ana introduced you to Bo"
