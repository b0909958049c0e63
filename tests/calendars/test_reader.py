"""Calendar parts to invitations: as the well-known calendars write them, and as nobody should."""

from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailsync.parse import assemble, parse
from webapp.calendars.reader import EVENTS_MAX, invitations
from webapp.calendars.values import Invitation, Method
from webapp.domain.addresses import Address

CALENDARS = Path(__file__).parent.parent / "emails" / "calendars"
TOP = b"From: Jane <jane@acme.test>\r\nTo: alex@home.test\r\nSubject: Invitation\r\nMIME-Version: 1.0\r\n"


def written(name: str) -> str:
    return (CALENDARS / f"{name}.ics").read_text()


def calendar(*lines: str, method: str = "REQUEST") -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", f"METHOD:{method}", *lines, "END:VCALENDAR", ""])


def event(*lines: str, uid: str = "one@acme.test") -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"]


def only(text: str, method: str = "") -> Invitation:
    found, defects = invitations([(text, method)])
    assert defects == ()
    assert len(found) == 1
    return found[0]


def refused(text: str) -> str:
    found, defects = invitations([(text, "")])
    assert found == ()
    assert len(defects) == 1
    return defects[0]


@pytest.mark.parametrize(
    ("name", "method", "starts", "minutes", "sequence"),
    [
        ("google-request", Method.REQUEST, datetime(2026, 3, 10, 19, tzinfo=UTC), 30, 0),
        ("outlook-request", Method.REQUEST, datetime(2026, 7, 7, 12, tzinfo=UTC), 30, 2),
        ("exchange-custom-zone", Method.REQUEST, datetime(2026, 1, 15, 14, 30, tzinfo=UTC), 30, 0),
        ("apple-request", Method.REQUEST, datetime(2026, 4, 14, 10, tzinfo=UTC), 30, 1),
        ("nextcloud-cancel", Method.CANCEL, datetime(2026, 5, 11, 14, tzinfo=UTC), 45, 3),
        ("zoom-request", Method.REQUEST, datetime(2026, 6, 9, 17, tzinfo=UTC), 40, 0),
        ("calendly-request", Method.REQUEST, datetime(2026, 6, 4, 13, tzinfo=UTC), 30, 0),
        ("google-reply", Method.REPLY, datetime(2026, 3, 10, 19, tzinfo=UTC), 30, 0),
        ("outlook-reply-declined", Method.REPLY, datetime(2026, 7, 16, 13, tzinfo=UTC), 15, 1),
    ],
)
def test_the_well_known_calendars_are_read(name, method, starts, minutes, sequence):
    read = only(written(name))
    assert (read.method, read.starts, read.sequence) == (method, starts, sequence)
    assert (read.ends - read.starts).total_seconds() == minutes * 60
    assert read.stamp is not None
    assert not read.all_day
    assert not read.repeats


@pytest.mark.parametrize(
    ("name", "organizer", "attendees"),
    [
        (
            "google-request",
            Address("Jane Doe", "jane@acme.test"),
            [("alex@home.test", "NEEDS-ACTION"), ("jane@acme.test", "ACCEPTED")],
        ),
        ("outlook-request", Address("Doe, Jane", "jane@acme.test"), [("alex@home.test", "NEEDS-ACTION")]),
        (
            "apple-request",
            Address("Jane Doe", "jane@acme.test"),
            [("jane@acme.test", "ACCEPTED"), ("alex@home.test", "NEEDS-ACTION")],
        ),
        ("google-reply", Address("Alex Smith", "alex@home.test"), [("jane@acme.test", "ACCEPTED")]),
        ("outlook-reply-declined", None, [("jane@acme.test", "DECLINED")]),
    ],
)
def test_who_invites_and_what_the_others_said_is_read_without_rooms_and_alarms(name, organizer, attendees):
    read = only(written(name))
    assert read.organizer == organizer
    assert [(one.who.address, one.status) for one in read.attendees] == attendees


def test_texts_lose_their_escapes_and_line_breaks():
    read = only(written("apple-request"))
    assert read.summary == "Catch-up, at last"
    assert read.place == "Café Nero 1 High Street London"


def test_the_clock_at_the_place_is_kept_as_an_offset():
    assert only(written("outlook-request")).starts.isoformat() == "2026-07-07T14:00:00+02:00"


def test_a_zone_of_ones_own_is_not_taken_for_the_next_calendar():
    first = written("exchange-custom-zone")
    second = first.replace("-0400", "+0900").replace("-0500", "+0900")
    assert only(first).starts.utcoffset() != only(second).starts.utcoffset()
    bare = calendar(*event('DTSTART;TZID="Customized Time Zone":20260115T093000'))
    assert "Customized Time Zone" in refused(bare)


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("Europe/Berlin", "+0100"),
        ("/citadel.org/20070227_1/Europe/Berlin", "+0100"),
        ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", "-0300"),
        ('"Tokyo Standard Time"', "+0900"),
        ("UTC", "+0000"),
    ],
)
def test_zones_are_known_by_their_names(zone, offset):
    read = only(calendar(*event(f"DTSTART;TZID={zone}:20260115T093000")))
    assert read.starts.strftime("%H:%M%z") == f"09:30{offset}"


def test_a_time_without_a_zone_is_no_fact():
    assert "no zone" in refused(calendar(*event("DTSTART:20260115T093000")))


def test_a_calendar_may_name_the_zone_of_all_its_times():
    read = only(calendar("X-WR-TIMEZONE:Europe/Paris", *event("DTSTART:20260115T093000")))
    assert read.starts == datetime(2026, 1, 15, 8, 30, tzinfo=UTC)


def test_a_zone_by_the_second_is_not_counted_out():
    zone = ["BEGIN:VTIMEZONE", "TZID:X", "BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETFROM:+0000"]
    zone += ["TZOFFSETTO:+0100", "RRULE:FREQ=SECONDLY", "END:STANDARD", "END:VTIMEZONE"]
    assert "unknown" in refused(calendar(*zone, *event("DTSTART;TZID=X:20260115T093000")))


def test_a_day_is_a_day():
    read = only(calendar(*event("DTSTART;VALUE=DATE:20260115")))
    assert read.all_day
    assert (read.starts, read.ends) == (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 1, 16, tzinfo=UTC))


def test_a_day_of_exchange_is_a_day():
    times = ["DTSTART;TZID=Romance Standard Time:20260115T000000", "DTEND;TZID=Romance Standard Time:20260116T000000"]
    read = only(calendar(*event(*times, "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE")))
    assert read.all_day
    assert (read.starts, read.ends) == (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 1, 16, tzinfo=UTC))


def test_a_series_says_so_and_one_changed_occurrence_is_an_event_of_its_own():
    series = event("DTSTART:20260115T093000Z", "RRULE:FREQ=WEEKLY")
    moved = event("DTSTART:20260123T093000Z", "RECURRENCE-ID:20260122T093000Z", "SEQUENCE:1")
    found, defects = invitations([(calendar(*series, *moved), "")])
    assert defects == ()
    assert [(one.uid, one.repeats) for one in found] == [
        ("one@acme.test", True),
        ("one@acme.test 20260122T093000Z", False),
    ]


def test_an_event_that_is_cancelled_by_its_status_is_cancelled():
    assert only(calendar(*event("DTSTART:20260115T093000Z", "STATUS:CANCELLED"))).method is Method.CANCEL


def test_the_method_comes_from_the_calendar_then_from_the_part_then_it_is_only_told():
    text = calendar(*event("DTSTART:20260115T093000Z"))
    assert only(text, "CANCEL").method is Method.REQUEST
    assert only(text.replace("METHOD:REQUEST\r\n", ""), "cancel").method is Method.CANCEL
    assert only(text.replace("METHOD:REQUEST\r\n", "")).method is Method.PUBLISH


def test_a_counter_proposal_is_neither_accepted_nor_invited():
    assert "COUNTER" in refused(calendar(*event("DTSTART:20260115T093000Z"), method="COUNTER"))


def test_a_broken_event_costs_no_other():
    good = event("DTSTART:20260115T093000Z", uid="good")
    for bad in ("DTSTART:tomorrow", "DTSTART:00010101T000000Z", "DTSTART;X:1", "SUMMARY:no time", "DTSTART:PT1H"):
        found, defects = invitations([(calendar(*event(bad, uid="bad"), *good), "")])
        assert [one.uid for one in found] == ["good"]
        assert len(defects) == 1


def test_an_event_with_two_beginnings_is_a_guess():
    assert "two of DTSTART" in refused(calendar(*event("DTSTART:20260115T093000Z", "DTSTART:20260116T093000Z")))


def test_one_attendee_that_cannot_be_read_is_lost_alone():
    lines = ["DTSTART:20260115T093000Z", "ATTENDEE;CN=", "ATTENDEE:mailto:nobody", "ATTENDEE:mailto:b@acme.test"]
    assert [one.who.address for one in only(calendar(*event(*lines))).attendees] == ["b@acme.test"]


def test_an_end_before_the_beginning_is_none():
    read = only(calendar(*event("DTSTART:20260115T093000Z", "DTEND:20260114T093000Z")))
    assert read.ends == read.starts


def test_a_calendar_that_breaks_off_says_so():
    text = calendar(*event("DTSTART:20260115T093000Z"), *event("DTSTART:20260116T093000Z", uid="two")[:-1])
    found, defects = invitations([(text.removesuffix("END:VCALENDAR\r\n"), "")])
    assert len(found) == 1
    assert defects == ("a calendar that breaks off",)


def test_more_events_than_the_limit_are_told_of():
    events = [row for number in range(EVENTS_MAX + 5) for row in event("DTSTART:20260115T093000Z", uid=str(number))]
    found, defects = invitations([(calendar(*events), "")])
    assert len(found) == EVENTS_MAX
    assert defects == ("a calendar with more than 20 events",)


def mixed() -> tuple[list[tuple[bytes, bytes]], bytes]:
    """An invitation as Google sends it: the calendar as a part and again as an attachment."""
    ics = written("google-request").encode()
    parts = [
        (b"Content-Type: text/plain", b"You are invited."),
        (b"Content-Type: text/calendar; charset=UTF-8; method=REQUEST", ics),
        (
            b"Content-Type: application/ics; name=invite.ics\r\nContent-Transfer-Encoding: base64\r\n"
            b"Content-Disposition: attachment; filename=invite.ics",
            b64encode(ics),
        ),
    ]
    return parts, b"".join(b"--b\r\n" + mime + b"\r\n\r\n" + body + b"\r\n" for mime, body in parts) + b"--b--\r\n"


def test_a_mail_brings_its_invitation_once_whole_and_by_parts():
    parts, body = mixed()
    head = TOP + b"Content-Type: multipart/mixed; boundary=b\r\n"
    whole, fetched = parse(head + b"\r\n" + body), assemble(head, parts)
    assert [one.summary for one in whole.invitations] == ["Coffee and logistics"]
    assert whole == fetched
    assert whole.attachments == ("invite.ics",)
    assert "VCALENDAR" not in whole.text


def test_a_mail_that_is_nothing_but_a_calendar_brings_it():
    head = TOP + b"Content-Type: text/calendar; method=REPLY\r\n"
    ics = written("google-reply").replace("METHOD:REPLY\n", "").encode()
    assert parse(head + b"\r\n" + ics).invitations[0].method is Method.REPLY
    assert assemble(head, [(b"", ics)]).invitations == parse(head + b"\r\n" + ics).invitations


def test_what_is_wrong_with_a_calendar_is_a_defect_of_its_mail_and_not_of_its_sender():
    head = TOP + b"Content-Type: text/calendar\r\n"
    read = parse(head + b"\r\n" + calendar(*event("DTSTART:20260115T093000")).encode())
    assert any("no zone" in defect for defect in read.defects)
    assert read.envelope.defects == ()


PIECES = st.sampled_from(
    [
        *written("exchange-custom-zone").splitlines(),
        "DTSTART:", "DTSTART;TZID=:1", "DTEND:99999999T999999Z", "DURATION:P99999999999D", "RRULE:", "RDATE:x", "END:",
        "SEQUENCE:-1", "SEQUENCE:" + "9" * 400, "ORGANIZER:mailto:", 'ATTENDEE;CN="', "TZOFFSETTO:+9999", "\x00", " ",
        "RRULE:FREQ=YEARLY;BYMONTH=99", "BEGIN:VEVENT", "END:VEVENT", "DTSTART;TZID=Europe:20260101T000000",
        "DTSTART;TZID=../../etc/passwd:20260101T000000", "UID:two", "DTSTART:20260101T000000Z",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_calendar_makes_it_fail(rows):
    found, defects = invitations([("\r\n".join(rows), ""), ("\r\n".join([*event(), *rows, "END:VEVENT"]), "REPLY")])
    assert all(one.starts.tzinfo and one.ends >= one.starts and one.uid for one in found)
    assert all("\n" not in defect for defect in defects)


def test_a_time_without_a_zone_is_read_where_somebody_knows_it():
    bare = calendar(*event("DTSTART:20260710T150000"))
    assert "no zone" in refused(bare)
    found, defects = invitations([(bare, "")], here=ZoneInfo("Europe/Berlin"))
    assert (found[0].starts.astimezone(UTC), defects) == (datetime(2026, 7, 10, 13, tzinfo=UTC), ())
