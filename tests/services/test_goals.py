"""The goal, its stories and its targets; and the organisations."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, person, user
from webapp.models import Contact, utcnow
from webapp.services import contacts, goals, organisations
from webapp.services.errors import NotFound, Refused
from webapp.services.goals import GoalCard

pytestmark = SQLITE_ALONE

LONG = "word " * 20_000


def test_nobody_has_a_goal_before_they_write_one(session: Session, alice: str) -> None:
    assert goals.get(session, alice).position == ""
    goals.write(session, alice, GoalCard(position="Data analyst", skills=["SQL", "", "Patience"]))
    assert (goals.get(session, alice).position, goals.get(session, alice).skills) == (
        "Data analyst",
        ["SQL", "Patience"],
    )
    assert goals.get(session, user(session, "bo@example.org")).position == ""


@pytest.mark.parametrize("field", ["position", "situation", "wish", "pitch", "signature"])
def test_what_is_too_long_is_refused_and_not_cut_off(session: Session, alice: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        goals.write(session, alice, GoalCard(**{field: LONG}))
    assert refused.value.field == field


def test_a_story_of_a_hundred_thousand_characters_is_kept_whole(session: Session, alice: str) -> None:
    text = LONG.strip()
    assert goals.tell(session, alice, title="Long", text=text).text == text


def test_stories_stay_in_their_order(session: Session, alice: str) -> None:
    first, second = (goals.tell(session, alice, title=title, text="…") for title in "AB")
    goals.tell(session, alice, title="A again", text="…", story_id=first.id)
    assert [one.title for one in goals.stories(session, alice)] == ["A again", "B"]
    goals.mark_story(session, alice, second.id, utcnow())
    assert [one.title for one in goals.stories(session, alice)] == ["A again"]


def test_a_target_says_how_many_are_known_there(session: Session, alice: str) -> None:
    goals.aim_at(session, alice, "Acme")
    contacts.add(session, alice, contacts.Card("Ana", organisation="ACME"))
    contacts.delete(session, alice, contacts.add(session, alice, contacts.Card("Bo", organisation="acme")).id)
    assert [(one.organisation.name, one.people) for one in goals.targets_with_people(session, alice)] == [("Acme", 1)]
    with pytest.raises(Refused):
        goals.aim_at(session, alice, "acme")


def test_a_target_taken_off_can_be_taken_up_again(session: Session, alice: str) -> None:
    acme = goals.aim_at(session, alice, "Acme", "They teach.")
    goals.aim_elsewhere(session, alice, acme.id)
    assert goals.targets(session, alice) == []
    goals.aim_again(session, alice, acme.id)
    assert [one.target_note for one in goals.targets(session, alice)] == ["They teach."]


def test_two_organisations_do_not_get_one_name(session: Session, alice: str, ana: Contact) -> None:
    acme, bolt = (organisations.named(session, alice, name) for name in ("Acme", "Bolt"))
    with pytest.raises(Refused) as refused:
        organisations.write(session, alice, bolt.id, name="ACME", research_notes="")
    assert refused.value.field == "name"
    assert organisations.write(session, alice, acme.id, name="ACME", research_notes="They ship.").name == "ACME"


def test_the_goal_of_another_user_is_not_found(session: Session, alice: str, charlie: str) -> None:
    acme = goals.aim_at(session, charlie, "Acme")
    story = goals.tell(session, charlie, title="A", text="B")
    person(session, alice, "Ana")
    for act in (
        lambda: goals.aim_elsewhere(session, alice, acme.id),
        lambda: goals.mark_story(session, alice, story.id, None),
        lambda: organisations.get(session, alice, acme.id),
    ):
        with pytest.raises(NotFound):
            act()
    assert organisations.listing(session, alice) == []
