"""People who may be one: side by side, two people after all, merged field by field, undone, and old addresses."""

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from tests.web.conftest import Store, Stranger
from tests.web.make import mail, person
from webapp.models import Contact, User
from webapp.services import contacts

HTMX = {"HX-Request": "true"}
NEW, SIDES = ("can_hire", "cadence_days"), ("kept", "gone")


@pytest.fixture
def pair(store: Store, alice: User) -> tuple[Contact, Contact]:
    """Two who have one phone number; the first was added first."""
    with store() as session:
        one = person(session, alice.id, "Jane Doe", phone="030 1234567", role="engineer", note="Met at PyData")
        other = person(session, alice.id, "J. D.", addresses=["jd@home.example"], phone="+49 30 1234567", role="head")
        mail(session, other, "out", subject="From home")
        for_order = sorted([one, other], key=lambda row: (row.created_at, row.id))
        return for_order[0], for_order[1]


def shown(client: FlaskClient, path: str) -> LexborHTMLParser:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status
    return LexborHTMLParser(answer.text)


def merge(client: FlaskClient, pair: tuple[Contact, Contact], **chosen: str) -> str:
    kept, gone = pair
    answer = client.post(f"/people/{kept.id}/merge/{gone.id}", data=chosen)
    assert (answer.status_code, answer.location) == (303, f"/people/{kept.id}")
    undo = shown(client, answer.location).css_first(".notice form").attributes["action"]
    assert undo
    return undo


def test_two_who_may_be_one_stand_side_by_side_with_the_reason(
    client: FlaskClient, pair: tuple[Contact, Contact]
) -> None:
    page = shown(client, "/people/duplicates")
    assert {side.css_first("h2").text() for side in page.css(".pair-side")} == {"Jane Doe", "J. D."}
    assert "the same phone number" in page.css_first(".triage-guess").text()


def test_nobody_twice_is_said_and_leads_back(client: FlaskClient) -> None:
    assert shown(client, "/people/duplicates").css_first(".empty a").attributes["href"] == "/people"


def test_htmx_gets_the_pairs_alone(client: FlaskClient) -> None:
    assert "<html" not in client.get("/people/duplicates", headers=HTMX).text


def test_two_people_are_asked_about_no_more_until_undo(client: FlaskClient, pair: tuple[Contact, Contact]) -> None:
    answer = client.post(f"/people/{pair[0].id}/not/{pair[1].id}")
    assert (answer.status_code, answer.location) == (303, "/people/duplicates")
    page = shown(client, answer.location)
    assert not page.css(".pair")
    client.post(page.css_first(".notice form").attributes["action"])
    assert shown(client, "/people/duplicates").css(".pair")


def test_what_differs_is_chosen_and_what_one_alone_says_needs_no_choice(
    client: FlaskClient, store: Store, pair: tuple[Contact, Contact]
) -> None:
    kept, gone = pair
    page = shown(client, f"/people/{kept.id}/merge/{gone.id}")
    assert {radio.attributes["name"] for radio in page.css("input[type=radio]")} == {"name", "role", "phone"}
    assert all(address in page.body.text() for address in ("jane@example.org", "jd@home.example"))
    chosen = {"name": "gone" if kept.name == "J. D." else "kept", "role": "gone", "phone": "nonsense"}
    merge(client, pair, **chosen)
    with store() as session:
        row = session.get_one(Contact, kept.id)
        assert (row.name, row.role, row.note) == ("Jane Doe", gone.role, "Met at PyData")
        assert len(contacts.addresses_of(session, row)) == 2


def test_the_power_to_hire_and_a_cadence_are_chosen_where_they_differ_and_come_back(
    client: FlaskClient, store: Store, pair: tuple[Contact, Contact]
) -> None:
    with store() as session:
        kept, gone = (session.get_one(Contact, one.id) for one in pair)
        kept.cadence_days, gone.cadence_days, gone.can_hire = 30, 0, True
    page = shown(client, f"/people/{kept.id}/merge/{gone.id}")
    words = {f"{name}-{side}": page.css_first(f"label[for={name}-{side}]").text() for name in NEW for side in SIDES}
    assert words == {
        "can_hire-kept": "No", "can_hire-gone": "Yes",
        "cadence_days-kept": "every month", "cadence_days-gone": "never remind me",
    }  # fmt: skip
    undo = merge(client, pair, can_hire="gone", cadence_days="gone")
    with store() as session:
        row = session.get_one(Contact, kept.id)
        assert (row.can_hire, row.cadence_days) == (True, 0)
    client.post(undo)
    with store() as session:
        row = session.get_one(Contact, kept.id)
        assert (row.can_hire, row.cadence_days) == (False, 30)


def test_a_cadence_that_was_chosen_for_one_alone_is_kept(
    client: FlaskClient, store: Store, pair: tuple[Contact, Contact]
) -> None:
    with store() as session:
        session.get_one(Contact, pair[1].id).cadence_days = 45
    merge(client, pair)
    with store() as session:
        assert session.get_one(Contact, pair[0].id).cadence_days == 45


def test_a_merge_is_undone_from_the_page_of_the_one_who_was_kept(
    client: FlaskClient, store: Store, pair: tuple[Contact, Contact]
) -> None:
    merge(client, pair)
    page = shown(client, f"/people/{pair[0].id}")
    assert pair[1].name in page.css_first("#merged").text()
    answer = client.post(page.css_first("#merged form").attributes["action"])
    assert answer.location == f"/people/{pair[0].id}"
    assert shown(client, f"/people/{pair[1].id}").css_first("h1").text() == pair[1].name
    assert not shown(client, answer.location).css_first("#merged")


def test_the_undo_of_the_notice_does_the_same_and_twice_is_once(
    client: FlaskClient, pair: tuple[Contact, Contact]
) -> None:
    undo = merge(client, pair)
    assert [client.post(undo).status_code for _ in range(2)] == [303, 303]
    assert shown(client, "/people/duplicates").css(".pair")


def test_an_old_address_of_the_page_leads_to_the_one_who_was_kept(
    client: FlaskClient, store: Store, pair: tuple[Contact, Contact]
) -> None:
    kept, gone = pair
    merge(client, pair)
    for path in ("", "/edit", "/track"):
        answer = client.get(f"/people/{gone.id}{path}")
        assert (answer.status_code, answer.location) == (303, f"/people/{kept.id}{path}")
    answer = client.post(f"/people/{gone.id}/delete")
    assert (answer.status_code, answer.location) == (303, f"/people/{kept.id}")
    assert "was not saved" in client.get(answer.location).text
    with store() as session:
        assert session.get_one(Contact, kept.id).deleted_at is None


def test_an_early_merge_waits_for_the_later_one_to_be_undone(
    client: FlaskClient, store: Store, alice: User, pair: tuple[Contact, Contact]
) -> None:
    early = merge(client, pair)
    with store() as session:
        third = person(session, alice.id, "Third", addresses=[])
    merge(client, (pair[0], third))
    assert len(shown(client, f"/people/{pair[0].id}").css("#merged form")) == 1
    answer = client.post(early)
    assert answer.status_code == 409
    assert "Undo that first" in answer.text


def test_nobody_is_merged_with_themselves_or_with_somebody_deleted(
    client: FlaskClient, pair: tuple[Contact, Contact]
) -> None:
    one, other = pair
    assert client.get(f"/people/{one.id}/merge/{one.id}").status_code == 404
    client.post(f"/people/{other.id}/delete")
    assert client.post(f"/people/{one.id}/merge/{other.id}").status_code == 404


def test_a_strangers_contact_can_be_neither_side(
    client: FlaskClient, charlie: Stranger, pair: tuple[Contact, Contact]
) -> None:
    theirs = charlie.ids["contact_id"]
    for one, other in ((pair[0].id, theirs), (theirs, pair[0].id)):
        for act in ("merge", "not", "perhaps"):
            assert client.post(f"/people/{one}/{act}/{other}").status_code == 404
    assert client.post(f"/people/merges/{charlie.ids['merge_id']}/undo").status_code == 404


def test_what_they_are_called_is_text_and_nothing_else(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        for name in ("<b>Jane</b>", "<script>x</script>"):
            person(session, alice.id, name, addresses=[], phone="030 1234567", role=name)
    text = client.get("/people/duplicates").text
    assert "<b>Jane" not in text
    assert "<script>x" not in text
