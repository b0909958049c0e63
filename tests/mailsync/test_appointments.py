"""What a calendar part says about meeting, and what the mail around it then is."""

from pathlib import Path

import pytest

from mailsync.appointments import shown
from mailsync.classify import classify
from mailsync.mail import Finding, Label, Verdict
from mailsync.parse import parse
from mailsync.unwrap import unwrap

CALENDARS = Path(__file__).parent.parent / "emails" / "calendars"


def verdict(ics: str, *headers: str, sender="jane@acme.test", text="See the calendar.", direction="in") -> Verdict:
    top = [f"From: Jane Doe <{sender}>", "To: alex@home.test", "Subject: Coffee", *headers]
    parts = f"--b\r\nContent-Type: text/plain\r\n\r\n{text}\r\n--b\r\nContent-Type: text/calendar\r\n\r\n{ics}\r\n--b--"
    head = "\r\n".join([*top, "Content-Type: multipart/alternative; boundary=b"])
    mail = unwrap(parse(f"{head}\r\n\r\n{parts}".encode()))
    return classify(mail, direction, answers_sent=False, owners={"alex@home.test"})


def event(*lines: str, method="REQUEST") -> str:
    rows = ["BEGIN:VCALENDAR", f"METHOD:{method}", "BEGIN:VEVENT", "UID:1", "DTSTART:20260310T150000Z", *lines]
    return "\r\n".join([*rows, "END:VEVENT", "END:VCALENDAR"])


INVITED = ("ORGANIZER:mailto:jane@acme.test", "ATTENDEE:mailto:alex@home.test")


def found(one: Verdict) -> list[tuple[Label, bool]]:
    return [(each.label, each.sure) for each in one.findings]


@pytest.mark.parametrize("name", ["google-request", "outlook-request", "apple-request", "zoom-request"])
def test_an_invitation_from_the_counterpart_is_a_meeting_agreed(name):
    assert found(verdict((CALENDARS / f"{name}.ics").read_text())) == [(Label.MEETING_AGREED, True)]


def test_an_answer_that_accepts_is_a_meeting_agreed():
    one = verdict((CALENDARS / "google-reply.ics").read_text())
    assert one.findings == (
        Finding(
            Label.MEETING_AGREED,
            "It accepts “Fifteen minutes” on 10 Mar 2026, 19:00 (UTC)",
            sure=True,
        ),
    )


def test_an_answer_that_declines_proposes_a_decline():
    one = verdict((CALENDARS / "outlook-reply-declined.ics").read_text())
    assert found(one) == [(Label.DECLINE, False)]


@pytest.mark.parametrize("status", ["TENTATIVE", "NEEDS-ACTION", "DELEGATED"])
def test_an_answer_that_leaves_it_open_is_neither(status):
    assert found(verdict(event(f"ATTENDEE;PARTSTAT={status}:mailto:jane@acme.test", method="REPLY"))) == []


def test_an_invitation_that_the_user_sends_is_not_agreed_yet():
    assert found(verdict(event(*INVITED), direction="out")) == []


def test_a_cancellation_agrees_to_nothing_whatever_is_written_beside_it():
    assert found(verdict(event(*INVITED, method="CANCEL"), text="Our meeting on Monday at 3:00 pm is confirmed.")) == []


def test_an_invitation_in_the_name_of_somebody_else_is_only_proposed():
    assert found(verdict(event(*INVITED), sender="bob@acme.test")) == [(Label.MEETING_AGREED, False)]


def test_a_day_and_a_calendar_that_is_published_agree_to_nothing():
    assert found(verdict(event(*INVITED).replace("DTSTART:20260310T150000Z", "DTSTART;VALUE=DATE:20260310"))) == []
    assert found(verdict(event(*INVITED, method="PUBLISH"))) == []


def test_an_invitation_of_a_crowd_agrees_to_nothing():
    crowd = [f"ATTENDEE:mailto:p{number}@acme.test" for number in range(20)]
    assert found(verdict(event(*INVITED, *crowd))) == []


def test_what_a_calendar_sends_for_a_person_is_no_bulk():
    one = verdict(event(*INVITED), "Auto-Submitted: auto-generated", "Sender: calendar-notification@google.com")
    assert found(one) == [(Label.MEETING_AGREED, True)]
    assert not one.automatic


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        ("List-Unsubscribe: <https://acme.test/u>", "jane@acme.test"),
        ("Auto-Submitted: auto-generated", "noreply@acme.test"),
    ],
)
def test_an_invitation_of_a_mailing_stays_bulk(header, sender):
    assert verdict(event(f"ORGANIZER:mailto:{sender}", INVITED[1]), header, sender=sender).automatic


def test_the_words_beside_an_invitation_still_count():
    one = verdict(event(*INVITED), text="Thank you for lunch on Tuesday, it was very helpful.")
    assert {label.value for label in one.labels} == {"thank_you", "meeting_agreed"}


def test_an_event_is_shown_with_the_clock_of_its_place():
    ics = event("SUMMARY:Coffee", *INVITED).replace(
        "DTSTART:20260310T150000Z", "DTSTART;TZID=Europe/Berlin:20260710T150000"
    )
    read = parse(f"From: jane@acme.test\r\nContent-Type: text/calendar\r\n\r\n{ics}".encode()).invitations[0]
    assert shown(read) == "“Coffee” on 10 Jul 2026, 15:00 (UTC+0200)"
