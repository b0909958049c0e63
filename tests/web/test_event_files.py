"""Lists and invitations from files: looked at, put right, taken; or refused beside the field with what to do."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from webapp.models import Attendee, AttendeeSource, Event, EventKind, User, utcnow
from webapp.services import events
from webapp.services.events import EventCard

LIST = "Name;Firma;Funktion;E-Mail;Essen\nÅda Ek;Acme;Head of Data;ada@acme.example;vegan\nBo Lind;;;;\n"
DINNER = "\r\n".join([
    "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REQUEST", "BEGIN:VEVENT", "UID:dinner@circle.test",
    "DTSTART;TZID=Europe/Berlin:20270310T190000", "DTEND;TZID=Europe/Berlin:20270310T220000", "SUMMARY:Circle dinner",
    "LOCATION:Café Gold", "ORGANIZER;CN=Data Circle:mailto:dinners@circle.test",
    "ATTENDEE;CN=Alice:mailto:alice@example.org", "ATTENDEE;CN=Jane Doe:mailto:jane@acme.example",
    "ATTENDEE;CUTYPE=ROOM;CN=Room 5:mailto:room5@circle.test", "END:VEVENT", "END:VCALENDAR", "",
])  # fmt: skip


@pytest.fixture
def meetup(store: Store, alice: User) -> str:
    """An event to come; its id."""
    with store() as session:
        begins = utcnow() + timedelta(days=3)
        card = EventCard("PyData meetup", EventKind.GENERAL, begins, begins + timedelta(hours=2))
        return events.add(session, alice.id, card).id


def upload(client: FlaskClient, url: str, content: bytes | str, name: str = "list.csv", **more: str):
    octets = content if isinstance(content, bytes) else content.encode()
    data = {"file": (io.BytesIO(octets), name)} | more
    return client.post(url, data=data, content_type="multipart/form-data")


def fields(page: str) -> dict[str, str]:
    """What the form on a page would send."""
    form = LexborHTMLParser(page).css("form.form")[0]
    found = {
        one.attributes["name"]: one.attributes.get("value") or ""
        for one in form.css("input")
        if one.attributes.get("type") not in {"radio", "checkbox"} or "checked" in one.attributes
    }
    for select_ in form.css("select"):
        chosen = select_.css_first("option[selected]") or select_.css_first("option")
        found[select_.attributes["name"]] = chosen.attributes["value"]
    found |= {one.attributes["name"]: one.text() for one in form.css("textarea")}
    return found


def action(page: str) -> str:
    return LexborHTMLParser(page).css("form.form")[0].attributes["action"]


def listed(store: Store) -> list[tuple[str, str, str, str]]:
    with store() as session:
        rows = session.scalars(select(Attendee).order_by(Attendee.place))
        return [(one.name, one.role, one.organisation, one.address) for one in rows]


def test_a_list_that_is_sent_twice_makes_one_event(client: FlaskClient, store: Store) -> None:
    page = upload(client, "/events/import", LIST).text
    sent = fields(page) | {"name": "Fair", "starts_at": "2027-03-10T19:00"}
    places = {client.post(action(page), data=sent).location for _ in "12"}
    assert len(places) == 1
    with store() as session:
        assert len(session.scalars(select(Event)).all()) == 1
    assert len(listed(store)) == 2


def test_a_list_is_looked_at_and_then_taken(client: FlaskClient, meetup: str, store: Store) -> None:
    looked = upload(client, f"/events/{meetup}/import", LIST.encode("cp1252"))
    assert looked.status_code == 200
    assert "Åda Ek" in looked.text
    assert "Put 2 people on the list" in looked.text
    assert listed(store) == []
    sent = fields(looked.text)
    assert [sent[f"columns-{at}"] for at in range(5)] == ["name", "organisation", "role", "address", "nothing"]
    answer = client.post(action(looked.text), data=sent, follow_redirects=True)
    assert "2 people added." in answer.text
    assert listed(store) == [("Åda Ek", "Head of Data", "Acme", "ada@acme.example"), ("Bo Lind", "", "", "")]
    again = client.post(action(looked.text), data=sent, follow_redirects=True)
    assert "2 stood there already." in again.text
    assert len(listed(store)) == 2


def test_the_user_says_which_column_is_what(client: FlaskClient, meetup: str, store: Store) -> None:
    looked = upload(client, f"/events/{meetup}/import", "Wer,Wo\nJane Doe,Acme\nBo Lind,Initech\n")
    sent = fields(looked.text) | {"columns-0": "organisation", "columns-1": "name", "look": "1"}
    put_right = client.post(action(looked.text), data=sent)
    assert "Put 3 people on the list" in put_right.text
    sent = fields(put_right.text) | {"columns-0": "name", "columns-1": "organisation", "heading": "y"}
    assert client.post(action(put_right.text), data=sent).status_code == 303
    assert listed(store) == [("Jane Doe", "", "Acme", ""), ("Bo Lind", "", "Initech", "")]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (("nothing", "nothing"), "Say which column holds the names."),
        (("name", "name"), "Another column is that already."),
        (("name", "first"), "Choose the whole name, or first and last name"),
        (("nothing", "nonsense"), "Choose one of those that are offered."),
    ],
)
def test_columns_that_name_nobody_say_so_beside_themselves(
    client: FlaskClient, meetup: str, store: Store, columns: tuple[str, str], sentence: str
) -> None:
    looked = upload(client, f"/events/{meetup}/import", "Name,Company\nJane Doe,Acme\n")
    sent = fields(looked.text) | {f"columns-{at}": column for at, column in enumerate(columns)}
    answer = client.post(action(looked.text), data=sent)
    assert answer.status_code == 422
    assert any(sentence in one.text() for one in LexborHTMLParser(answer.text).css(".field-error, .notice"))
    assert fields(answer.text)["carried"] == sent["carried"]
    assert listed(store) == []


NASTY = {
    "nothing chosen": (b"", "", "Choose a file first."),
    "empty": (b"", "a.csv", "This file is empty."),
    "blank": (b" \r\n;;\r\n\r\n", "a.csv", "holds no names"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\1\2", "a.png", "no list in plain text"),
    "spreadsheet": (b"PK\x03\x04rest", "a.xlsx", "CSV UTF-8"),
    "pdf": (b"%PDF-1.7 rest", "a.pdf", "paste them"),
    "10 MB": (b"Jane Doe,Acme\n" * 720_000, "a.csv", "more than 1 MB"),
    "10,000 rows": (b"Name\n" + b"".join(b"Guest No %d\n" % one for one in range(10_000)), "a.csv", "500 people"),
    "no event": (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "a.ics", "Add it by hand"),
    "no start": (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR", "a.ics", "does not say when"),
}


@pytest.mark.parametrize("case", NASTY)
@pytest.mark.parametrize("where", ["new", "into"])
def test_what_is_no_list_is_refused_beside_the_field(client: FlaskClient, meetup: str, case: str, where: str) -> None:
    content, name, sentence = NASTY[case]
    url = "/events/import" if where == "new" else f"/events/{meetup}/import"
    answer = upload(client, url, content, name)
    assert answer.status_code == 422
    assert sentence in LexborHTMLParser(answer.text).css_first("#file-error").text()


def test_what_is_larger_than_any_list_is_refused_in_words(csrf_client: FlaskClient, meetup: str) -> None:
    answer = upload(csrf_client, f"/events/{meetup}/import", b"x" * 13_000_000)
    assert answer.status_code == 413
    assert "1 MB and 500 people" in answer.text


def test_an_invitation_makes_an_event_with_its_people(client: FlaskClient, store: Store, alice: User) -> None:
    looked = upload(client, "/events/import", DINNER, "invite.ics")
    sent = fields(looked.text)
    assert (sent["name"], sent["place"], sent["host"]) == ("Circle dinner", "Café Gold", "Data Circle")
    assert (sent["starts_at"], sent["ends_at"]) == ("2027-03-10T18:00", "2027-03-10T21:00")
    assert "Jane Doe" in looked.text
    assert "Room 5" not in looked.text
    assert client.post(action(looked.text), data=sent | {"name": "The dinner"}).status_code == 303
    with store() as session:
        event = session.scalars(select(Event)).one()
        assert (event.name, event.calendar_uid) == ("The dinner", "dinner@circle.test")
        assert session.scalars(select(Attendee)).one().source is AttendeeSource.CALENDAR
        events.delete(session, alice.id, event.id)
    client.post(action(looked.text), data=sent)
    with store() as session:
        event = session.scalars(select(Event)).one()
        assert (event.name, event.deleted_at) == ("Circle dinner", None)
    assert len(listed(store)) == 1


def test_the_same_invitation_again_says_whom_it_takes_off_before_and_after_and_undoes_it(
    client: FlaskClient, store: Store
) -> None:
    both = DINNER.replace("END:VEVENT", "ATTENDEE;CN=Bo Lind:mailto:bo@acme.example\r\nSEQUENCE:1\r\nEND:VEVENT")
    looked = upload(client, "/events/import", both, "invite.ics")
    client.post(action(looked.text), data=fields(looked.text) | {"aim": "Two names", "notes": "Ask Bo"})
    declined = both.replace("CN=Bo Lind", "PARTSTAT=DECLINED;CN=Bo Lind").replace("SEQUENCE:1", "SEQUENCE:2")
    again = upload(client, "/events/import", declined, "invite.ics")
    assert "You have this event already: “Circle dinner”." in again.text
    assert "1 person no longer comes" in again.text
    said = client.post(action(again.text), data=fields(again.text), follow_redirects=True).text
    assert "Nobody new; 1 stood there already. 1 person no longer comes." in said
    undo = LexborHTMLParser(said).css_first('.notice form[action*="put-back"]').attributes["action"]
    assert "1 person is on the list again." in client.post(undo, follow_redirects=True).text
    assert "on the list again" not in client.post(undo, follow_redirects=True).text
    with store() as session:
        event = session.scalars(select(Event)).one()
        assert (event.aim, event.notes) == ("Two names", "Ask Bo")
    older = upload(client, "/events/import", both, "invite.ics")
    assert older.status_code == 422
    assert "You have a newer version of this invitation already." in older.text


def test_the_last_guest_of_an_invitation_may_go(client: FlaskClient, store: Store) -> None:
    sent = fields(upload(client, "/events/import", DINNER, "invite.ics").text)
    event_url = client.post("/events/import/event", data=sent).location
    declined = DINNER.replace("CN=Jane", "PARTSTAT=DECLINED;CN=Jane")
    looked = upload(client, f"{event_url}/import", declined, "invite.ics")
    assert "Bring the list up to date" in looked.text
    said = client.post(action(looked.text), data=fields(looked.text), follow_redirects=True).text
    assert "1 person no longer comes." in said


def test_an_invitation_brings_its_people_into_an_event(client: FlaskClient, meetup: str, store: Store) -> None:
    looked = upload(client, f"/events/{meetup}/import", DINNER, "invite.ics")
    assert "Put 1 person on the list" in looked.text
    client.post(action(looked.text), data=fields(looked.text))
    assert listed(store) == [("Jane Doe", "", "", "jane@acme.example")]
    with store() as session:
        assert session.get_one(Event, meetup).name == "PyData meetup"
    alone = DINNER.replace("ATTENDEE;CN=Jane Doe:mailto:jane@acme.example\r\n", "")
    answer = upload(client, f"/events/{meetup}/import", alone, "invite.ics")
    assert "names nobody but you" in answer.text


def test_of_several_events_one_is_chosen(client: FlaskClient, store: Store) -> None:
    another = (
        DINNER.replace("dinner@", "lunch@").replace("Circle dinner", "Circle lunch").replace("20270310", "20200310")
    )
    both = DINNER.replace("END:VCALENDAR\r\n", another.partition("METHOD:REQUEST\r\n")[2])
    choose = upload(client, "/events/import", both, "all.ics")
    offered = [one.text() for one in LexborHTMLParser(choose.text).css(".choice label")]
    assert offered == ["Circle dinner, Wednesday 10 March 2027, 18:00", "Circle lunch, Tuesday 10 March 2020, 18:00"]
    looked = upload(client, "/events/import", b"", "", **(fields(choose.text) | {"which": "1"}))
    assert fields(looked.text)["name"] == "Circle lunch"


def test_whole_days_and_what_repeats_are_pointed_out(client: FlaskClient) -> None:
    days = DINNER.replace(";TZID=Europe/Berlin:20270310T190000", ";VALUE=DATE:20270310")
    days = days.replace("DTEND;TZID=Europe/Berlin:20270310T220000", "RRULE:FREQ=WEEKLY")
    looked = upload(client, "/events/import", days, "invite.ics")
    assert "It repeats in that calendar." in looked.text
    assert "Put in the times" in looked.text
    assert fields(looked.text)["starts_at"] == "2027-03-10T00:00"


def test_what_the_form_lacks_is_said_beside_it_and_all_is_kept(client: FlaskClient, store: Store) -> None:
    looked = upload(client, "/events/import", LIST)
    sent = fields(looked.text) | {"place": "Town hall"}
    answer = client.post(action(looked.text), data=sent)
    assert answer.status_code == 422
    assert "Choose the day and the time." in answer.text
    assert fields(answer.text)["place"] == "Town hall"
    sent = fields(answer.text) | {"name": "Fair", "starts_at": "2027-03-10T18:00"}
    assert client.post(action(answer.text), data=sent).status_code == 303
    assert len(listed(store)) == 2


@pytest.mark.parametrize("carried", ["", "{", "[1]", '[["a"],"b"]', "[" * 100_000, '[["' + "=cmd|'/c calc'!A1" + '"]]'])
def test_a_list_that_was_tampered_with_is_refused(client: FlaskClient, meetup: str, store: Store, carried: str) -> None:
    sent = {"carried": carried, "columns-0": "name", "source": "csv"}
    answer = client.post(f"/events/{meetup}/import/people", data=sent)
    assert answer.status_code == 422
    assert "Choose the file again." in answer.text
    assert listed(store) == []


def test_a_stranger_s_event_is_not_found(client: FlaskClient, charlie: Stranger) -> None:
    event_id = charlie.ids["event_id"]
    assert client.get(f"/events/{event_id}/import").status_code == 404
    assert client.post(f"/events/{event_id}/import/people", data={"carried": '[["Jane Doe"]]'}).status_code == 404
