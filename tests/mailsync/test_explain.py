"""A line for every mail, whatever it is."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailsync.explain import explain

EMAILS = Path(__file__).parent.parent / "emails"
KEYS = {
    "file", "direction", "labels", "evidence", "reasons", "new_text", "subject", "date", "from", "to", "cc",
    "message_id", "in_reply_to", "references", "forwarded", "error",
}  # fmt: skip
ASK = b"From: alex@home.test\r\nTo: jane@acme.test\r\nMessage-ID: <ask-1@home.test>\r\n\r\nCould you help me?\r\n"


def lines(*names: str, owners=("alex@home.test",), contacts=()):
    mails = [(name, (EMAILS / name).read_bytes()) for name in names]
    return list(explain([*mails, ("ask.eml", ASK)], owners, contacts))


def test_every_line_has_the_same_keys_and_is_json():
    for line in [*lines("reply-with-top-posting.eml", "newsletter.eml"), *explain([("empty", b"")], [], [])]:
        assert set(line) == KEYS
        assert json.loads(json.dumps(line)) == line


def test_what_has_no_header_is_said_to_be_no_mail():
    found = explain([("empty", b""), ("noise", b"\0\xff" * 500), ("ask.eml", ASK)], [], [])
    assert [line["error"] for line in found] == ["This is no mail: it has no header."] * 2 + [None]


def test_a_mail_of_the_owner_later_in_the_call_counts_as_sent_before():
    reply, ask = lines("reply-with-top-posting.eml")
    assert (ask["direction"], ask["labels"], ask["evidence"]) == ("out", ["ask"], "own")
    assert reply["direction"] == "in"
    assert "reply" in reply["labels"]
    assert reply["evidence"] == "B"
    assert "Answers a mail that you sent" in reply["reasons"]


@pytest.mark.parametrize(
    ("owners", "provider", "grade"),
    [(["alex@home.test"], "mx.home.test", "A"), ([], "mx.home.test", "B"), (["alex@home.test"], "", "B"),
     (["alex@home.test"], "mx.evil.test", "B"), ([], "", "C")],
)  # fmt: skip
def test_the_word_of_the_provider_is_worth_a_grade(owners, provider, grade):
    top = b"Authentication-Results: mx.home.test; dmarc=pass header.from=acme.test\r\nReceived: by mx.home.test\r\n"
    reply = top + b"From: jane@acme.test\r\nIn-Reply-To: <ask-1@home.test>\r\n\r\nGladly.\r\n"
    found, _ = explain([("reply", reply), ("ask", ASK)], owners, [], provider)
    assert found["evidence"] == grade
    confirmed = "mx.home.test confirms that it comes from acme.test" in found["reasons"]
    assert confirmed is (provider == "mx.home.test")


def reasons(text: str, *headers: str) -> list[str]:
    top = ["From: jane@acme.test", "To: alex@home.test", "Date: Tue, 1 Dec 2026 10:00:00 +0100", *headers]
    raw = "\r\n".join(top) + "\r\n\r\n" + text
    return next(explain([("one.eml", raw.encode())], ["alex@home.test"], []))["reasons"]


def test_what_was_read_besides_the_labels_is_said():
    calendar = (EMAILS / "calendars" / "outlook-request.ics").read_text()
    assert "Calendar REQUEST: “Gespräch über Logistik” on 7 Jul 2026, 14:00 (UTC+0200)" in reasons(
        calendar, "Content-Type: text/calendar"
    )
    assert "Back on 2026-12-07" in reasons("Back on Monday 7 December.", "Auto-Submitted: auto-replied")
    assert "Asks for meeting: “Could we meet for coffee?”" in reasons("Could we meet for coffee?")
    sentence = "You should talk to Bob Ray, bob@acme.test."
    assert f"Names Bob Ray <bob@acme.test>: “{sentence}”" in reasons(sentence)
    returned = reasons("Message-ID: <sent-1@home.test>", "X-Failed-Recipients: bob@acme.test")
    assert "Returns the mail <sent-1@home.test>" in returned


def test_without_an_owner_all_mail_is_incoming():
    assert {line["direction"] for line in lines("reply-with-top-posting.eml", owners=())} == {"in"}


def test_named_contacts_alone_are_contacts():
    reply, _ = lines("reply-with-top-posting.eml", contacts=["tom@rail.test"])
    assert not any("address of this contact" in reason for reason in reply["reasons"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=300), max_size=3))
def test_no_octets_raise(raws):
    found = list(explain([(str(number), raw) for number, raw in enumerate(raws)], ["alex@home.test"], []))
    assert [line["file"] for line in found] == [str(number) for number in range(len(raws))]


def test_a_forward_is_told_with_whose_it_is_and_what_is_not_sure():
    block = b"---- Forwarded message ----\nFrom: Doe, Jane\nDate: Monday\nSubject: Lunch\nTo: Alex\n\nShall we?"
    (found,) = explain([("fwd", b"From: alex@home.test\nSubject: Fwd: Lunch\n\nFor you.\n\n" + block)], [], [])
    assert found["forwarded"] == {
        "from_name": "Doe, Jane", "from_addr": "", "to": "Alex", "cc": "", "subject": "Lunch", "date": "Monday",
        "body": "Shall we?", "note": "For you.",
    }  # fmt: skip
    assert "Forwards a mail of Doe, Jane" in found["reasons"]
    assert "Not sure whose mail is forwarded: its From line names no address" in found["reasons"]


def test_a_mail_that_forwards_nothing_says_so():
    assert lines("reply-with-top-posting.eml")[0]["forwarded"] is None
