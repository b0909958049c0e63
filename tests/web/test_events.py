"""The pages of events: typed and kept, listed, pasted, picked, decided, added, and taken back."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from tests.web.make import gathering, person
from webapp.models import Attendee, Contact, Event, User, utcnow

HTMX = {"HX-Request": "true"}
TYPED = {
    "name": "PyData meetup", "starts_at": "2026-11-24T18:30", "kind": "general", "place": "Leeds", "host": "Kim Roe",
    "aim_count": "3", "aim": "people who agree to meet", "notes": "Bring the laptop.",
}  # fmt: skip


def on_the_list(store: Store, user: User, *people: str, **more: object) -> tuple[str, dict[str, str]]:
    """An event of tomorrow with these on its list; its id, and name → id of each."""
    with store() as session:
        event, _ = gathering(session, user.id, "PyData meetup", *people, **more)
        rows = session.scalars(select(Attendee).where(Attendee.event_id == event.id))
        return event.id, {row.name: row.id for row in rows}


def contact(store: Store, user: User, name: str, **card: object) -> str:
    with store() as session:
        return person(session, user.id, name, **{"addresses": [], **card}).id


def test_without_events_the_page_says_what_to_do(client: FlaskClient) -> None:
    text = client.get("/events").text
    assert "No event is noted." in text
    assert "Forward it to the log address" in text
    assert 'href="/events/new"' in text


def test_an_event_is_added_and_lasts_two_hours(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        session.get_one(User, alice.id).timezone = "Europe/Berlin"
    answer = client.post("/events/new", data=TYPED)
    assert answer.status_code == 303
    with store() as session:
        event = session.scalars(select(Event)).one()
        assert answer.location == f"/events/{event.id}"
        assert (event.starts_at.isoformat(), event.ends_at - event.starts_at) == (
            "2026-11-24T17:30:00+00:00", timedelta(hours=2),
        )  # fmt: skip
    text = client.get(answer.location).text
    assert "Tuesday 24 November 2026, 18:30" in text
    for word in ("20:30", "Leeds", "Kim Roe", "</strong> 3 people who agree to meet", "Bring the laptop."):
        assert word in text


def test_the_form_of_a_new_event_can_be_sent_twice(client: FlaskClient, store: Store) -> None:
    key = LexborHTMLParser(client.get("/events/new").text).css_first("input[name=key]").attributes["value"]
    refused = client.post("/events/new", data=TYPED | {"key": key, "name": ""})
    assert f'value="{key}"' in refused.text
    first, again = (client.post("/events/new", data=TYPED | {"key": key}) for _ in "12")
    assert (first.status_code, again.location) == (303, first.location)
    with store() as session:
        assert len(session.scalars(select(Event)).all()) == 1


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"name": ""}, "name", "Give the event a name."),
        ({"starts_at": ""}, "starts_at", "Choose the day and the time."),
        ({"starts_at": "0202-11-24T18:30"}, "starts_at", "Please check the year."),
        ({"starts_at": "9999-12-31T23:30"}, "starts_at", "Please check the year."),
        ({"starts_at": "0001-01-01T00:00"}, "starts_at", "Please check the year."),
        ({"ends_at": "2026-11-24T18:00"}, "ends_at", "It would end before it begins."),
        ({"ends_at": "2027-11-24T18:00"}, "ends_at", "It would last more than a month."),
        ({"aim_count": "1000"}, "aim_count", "Between 1 and 100"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    client: FlaskClient, wrong: dict[str, str], field: str, sentence: str
) -> None:
    answer = client.post("/events/new", data=TYPED | wrong)
    assert answer.status_code == 422
    assert f'id="{field}-error">{sentence}' in answer.text
    assert "Bring the laptop." in answer.text
    assert wrong[field] in answer.text


def test_a_form_without_name_and_day_says_both_at_once(client: FlaskClient) -> None:
    refused = client.post("/events/new", data=TYPED | {"name": "", "starts_at": ""})
    assert [words in refused.text for words in ("Give the event a name.", "Choose the day and the time.")] == [True] * 2


def test_an_event_is_changed_in_the_users_zone(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        session.get_one(User, alice.id).timezone = "America/New_York"
    location = client.post("/events/new", data=TYPED | {"ends_at": "2026-11-24T21:15"}).location
    form = client.get(f"{location}/edit").text
    assert 'value="2026-11-24T18:30"' in form
    assert 'value="2026-11-24T21:15"' in form
    changed = TYPED | {"ends_at": "2026-11-24T22:00", "kind": "transition", "name": "PyData night"}
    assert client.post(f"{location}/edit", data=changed).location == location
    text = client.get(location).text
    assert "PyData night" in text
    assert "22:00" in text
    assert client.post(f"{location}/edit", data=TYPED | {"name": ""}).status_code == 422


def test_what_is_to_come_and_what_is_past(client: FlaskClient, store: Store, alice: User) -> None:
    contact(store, alice, "Jane Doe")
    event_id, _ = on_the_list(store, alice, "Jane Doe", "Bo Lind")
    past_id, _ = on_the_list(store, alice, "Sam Park", begins=utcnow() - timedelta(days=2))
    text = client.get("/events").text
    coming, over = text.index(f"/events/{event_id}/brief"), text.index(f"/events/{past_id}/after")
    assert text.index("To come") < coming < text.index(">Past") < over
    assert "2 people, 1 known" in text
    assert "1 person, 0 known" in text


def test_a_deleted_event_is_brought_back(client: FlaskClient, store: Store, alice: User) -> None:
    event_id, _ = on_the_list(store, alice, "Jane Doe")
    answer = client.post(f"/events/{event_id}/delete", follow_redirects=True)
    assert f'action="/events/{event_id}/restore"' in answer.text
    assert client.get(f"/events/{event_id}").status_code == 404
    assert f'action="/events/{event_id}/restore"' in client.get("/deleted").text
    assert "Jane Doe" in client.post(f"/events/{event_id}/restore", follow_redirects=True).text


def test_a_pasted_list_is_told_apart(client: FlaskClient, store: Store, alice: User) -> None:
    contact(store, alice, "Jane Doe", organisation="Acme", role="Head of Data")
    contact(store, alice, "Sam Park", organisation="Acme")
    event_id, _ = on_the_list(store, alice, "Bo Lind")
    people = "Jane Doe\nSam Park, Globex\n• Bo Lind\nMaria Silva – Product Manager, Initech\n"
    people += "See you all there at half past six this evening"
    answer = client.post(f"/events/{event_id}/people", data={"people": people})
    assert answer.status_code == 303
    text = client.get(answer.location).text
    assert "3 people added; 4 in all. 1 stood there already. 1 line was left out" in text
    assert "“See you all there at half past six this evening”" in text
    assert "4 people, 1 known" in text
    assert "Is this Sam Park (Acme)?" in text
    assert "Product Manager, Initech" in text


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [("", "Write or paste who will be there."), ("-- 12 --", "No name was found"), ("x" * 100_001, "longer than")],
)
def test_a_list_without_a_name_is_refused_and_kept(
    client: FlaskClient, store: Store, alice: User, pasted: str, sentence: str
) -> None:
    event_id, _ = on_the_list(store, alice)
    answer = client.post(f"/events/{event_id}/people", data={"people": pasted})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert pasted in answer.text


def test_whoever_is_chosen_from_ones_people_is_on_the_list(client: FlaskClient, store: Store, alice: User) -> None:
    jane, sam, omar = (contact(store, alice, name) for name in ("Jane Doe", "Sam Park", "Omar Reyes"))
    event_id, _ = on_the_list(store, alice, "Jane Doe")
    page = client.get(f"/events/{event_id}/pick").text
    assert f'value="{jane}" checked disabled' in page
    assert omar not in client.get(f"/events/{event_id}/pick?q=park").text
    answer = client.post(f"/events/{event_id}/pick", data={"contact_id": [sam, omar], "q": "a"})
    assert answer.location == f"/events/{event_id}/pick?q=a"
    assert "3 people, 3 known" in client.get(f"/events/{event_id}").text


def act(client: FlaskClient, attendee_id: str, what: str) -> str:
    """Do something about somebody on a list without JavaScript; return the page after it."""
    answer = client.post(f"/attendees/{attendee_id}/{what}")
    assert answer.status_code == 303
    return client.get(answer.location).text


def test_who_is_asked_about_is_decided_and_asked_again(client: FlaskClient, store: Store, alice: User) -> None:
    sam = contact(store, alice, "Samuel Park", role="Engineer")
    _, ids = on_the_list(store, alice, "Sam Park")
    text = act(client, ids["Sam Park"], f"is/{sam}")
    assert "Sam Park is Samuel Park." in text
    assert "1 person, 1 known" in text
    assert f'action="/attendees/{ids["Sam Park"]}/ask-again"' in text
    assert "Is this Samuel Park (Engineer)?" in act(client, ids["Sam Park"], "ask-again")
    text = act(client, ids["Sam Park"], "nobody")
    assert "Sam Park is new to you." in text
    assert "Who is this?" not in text


def test_somebody_else_is_looked_for(client: FlaskClient, store: Store, alice: User) -> None:
    contact(store, alice, "Samuel Park")
    bo = contact(store, alice, "Bo Lind")
    _, ids = on_the_list(store, alice, "Sam Park")
    page = f"/attendees/{ids['Sam Park']}/who"
    assert "Who is Sam Park?" in client.get(page).text
    found = client.get(f"{page}?q=lind").text
    assert f'action="/attendees/{ids["Sam Park"]}/is/{bo}"' in found
    assert "Samuel" not in found


def test_a_name_becomes_a_contact_and_a_name_again(client: FlaskClient, store: Store, alice: User) -> None:
    _, ids = on_the_list(store, alice, "Bo Lind")
    text = act(client, ids["Bo Lind"], "to-contact")
    assert "Bo Lind is among your people now." in text
    assert "1 person, 1 known" in text
    assert "1 person, 0 known" in act(client, ids["Bo Lind"], "not-a-contact")
    with store() as session:
        assert session.scalars(select(Contact.deleted_at)).one() is not None


def test_what_cannot_be_done_is_said(client: FlaskClient, store: Store, alice: User) -> None:
    jane = contact(store, alice, "Jane Doe")
    event_id, ids = on_the_list(store, alice, "Jane Doe")
    act(client, ids["Jane Doe"], "remove")
    client.post(f"/events/{event_id}/pick", data={"contact_id": jane})
    assert "Jane Doe stands on the list already." in act(client, ids["Jane Doe"], "restore")


def test_with_htmx_the_list_alone_is_answered(client: FlaskClient, store: Store, alice: User) -> None:
    _, ids = on_the_list(store, alice, "Bo Lind", "Ada Ek")
    answer = client.post(f"/attendees/{ids['Bo Lind']}/remove", headers=HTMX, follow_redirects=True)
    assert answer.text.startswith('<div id="list"')
    assert "Ada Ek" in answer.text
    assert "Bo Lind is off the list." in answer.text


def test_a_long_list_is_shown_in_parts(client: FlaskClient, store: Store, alice: User) -> None:
    event_id, _ = on_the_list(store, alice, *(f"Person{number} Doe" for number in range(103)))
    short, whole = client.get(f"/events/{event_id}").text, client.get(f"/events/{event_id}?all=1").text
    assert "Show all 103" in short
    assert (short.count('id="attendee-'), whole.count('id="attendee-')) == (100, 103)


def test_after_the_event_one_looks_back(client: FlaskClient, store: Store, alice: User) -> None:
    event_id, _ = on_the_list(store, alice, "Bo Lind", begins=utcnow() - timedelta(hours=3))
    assert f'<a class="button is-primary" href="/events/{event_id}/after">' in client.get(f"/events/{event_id}").text


def test_whom_the_invitation_took_off_is_named_and_put_back(client: FlaskClient, store: Store, alice: User) -> None:
    event_id, ids = on_the_list(store, alice, "Bo Lind", "Cy Dahl")
    with store() as session:
        row = session.get_one(Attendee, ids["Cy Dahl"])
        row.deleted_at = row.dropped_at = utcnow()
    assert "1 person no longer comes, says the invitation" in client.get(f"/events/{event_id}").text
    back = client.post(f"/attendees/{ids['Cy Dahl']}/restore", follow_redirects=True).text
    assert "Cy Dahl is on the list again." in back
    assert "no longer comes" not in back


def test_a_host_who_is_a_contact_is_linked(client: FlaskClient, store: Store, alice: User) -> None:
    kim = contact(store, alice, "Kim Roe")
    location = client.post("/events/new", data=TYPED).location
    assert f'<a href="/people/{kim}">Kim Roe</a>' in client.get(location).text


@pytest.mark.parametrize("path", ["", "/edit", "/pick", "/delete", "/restore", "/people"])
def test_an_event_of_another_users_or_of_nobodys_is_not_found(
    client: FlaskClient, charlie: Stranger, path: str
) -> None:
    method = client.get if path in {"", "/edit", "/pick"} else client.post
    assert method(f"/events/{charlie.ids['event_id']}{path}").status_code == 404
    assert method(f"/events/nothing{path}").status_code == 404


def test_a_strangers_contact_is_nobody_on_a_list(
    client: FlaskClient, store: Store, alice: User, charlie: Stranger
) -> None:
    event_id, ids = on_the_list(store, alice, "Bo Lind")
    theirs = charlie.ids["contact_id"]
    assert client.post(f"/attendees/{ids['Bo Lind']}/is/{theirs}").status_code == 404
    assert client.post(f"/events/{event_id}/pick", data={"contact_id": theirs}).status_code == 404


def test_what_names_are_made_of_stays_text(client: FlaskClient, store: Store, alice: User) -> None:
    event_id, _ = on_the_list(store, alice, "Bo Lind")
    client.post(f"/events/{event_id}/people", data={"people": "Kim <script>alert(1)</script> Roe, {{ 777 * 777 }}"})
    text = client.get(f"/events/{event_id}").text
    assert "<script>alert" not in text
    assert "603729" not in text.split('id="list"')[1].split("</main>")[0]
