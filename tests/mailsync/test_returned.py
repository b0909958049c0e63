"""Bounces of many mail servers: which mail came back."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsync.parse import assemble, parse
from mailsync.unwrap import unwrap

SENT = "From: alex@home.test\r\nTo: gone@acme.test\r\nSubject: Coffee\r\nMessage-ID: <sent-1@home.test>\r\n"
STATUS = "Reporting-MTA: dns; mx.home.test\r\n\r\nFinal-Recipient: rfc822; gone@acme.test\r\nAction: failed\r\n"
REPORT = "multipart/report; report-type=delivery-status; boundary=b"


def bounce(*parts: tuple[str, str], kind: str = REPORT, sender: str = "MAILER-DAEMON@mx.home.test", top: str = ""):
    """A bounce whole and as it is fetched by parts."""
    head = f"From: Mail Delivery System <{sender}>\r\nTo: alex@home.test\r\nSubject: Undelivered\r\n{top}"
    head += f"Content-Type: {kind}\r\n"
    body = "".join(f"--b\r\n{mime}\r\n\r\n{text}\r\n" for mime, text in parts) + "--b--\r\n"
    whole = parse(f"{head}\r\n{body}".encode())
    fetched = assemble(head.encode(), [(mime.encode(), text.encode()) for mime, text in parts])
    assert whole.returned_id == fetched.returned_id
    return whole.returned_id


WORDS = ("Content-Type: text/plain", "The mail could not be delivered.")
DELIVERY = ("Content-Type: message/delivery-status", STATUS)


@pytest.mark.parametrize(
    ("mime", "text"),
    [
        ("Content-Type: message/rfc822", f"{SENT}\r\nShall we meet?"),
        ("Content-Type: message/rfc822", f"\r\n{SENT}\r\nShall we meet?"),
        ("Content-Type: message/rfc822\r\nContent-Disposition: attachment", f"{SENT}\r\nShall we meet?"),
        ("Content-Type: text/rfc822-headers", SENT),
        ("Content-Type: message/global-headers", SENT),
        (
            "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64",
            b64encode(f"{SENT}\r\nShall we meet?".encode()).decode(),
        ),
        ("Content-Type: text/rfc822-headers", SENT.replace("Message-ID: <", "Message-ID:\r\n <")),
        (
            "Content-Type: text/rfc822-headers",
            SENT.replace("<sent-1@", "<other@") + "X-Microsoft-Original-Message-ID: <sent-1@home.test>\r\n",
        ),
    ],
)
def test_the_part_that_brings_the_mail_back_names_it(mime, text):
    assert bounce(WORDS, DELIVERY, (mime, text)) == "<sent-1@home.test>"


@pytest.mark.parametrize(
    "text",
    [
        f"I'm sorry.\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <alex@home.test>\n{SENT}\nHello",
        f"------ This is a copy of the message, including all the headers. ------\n\n{SENT}\n\nHello",
        f"   ----- Original message follows -----\n\n{SENT}\nHello",
        "| Message header follows\n|From: alex@home.test\n|Message-Id: <sent-1@home.test>\n|Subject: Coffee",
        "> From: alex@home.test\n> message-id:\n  <sent-1@home.test>\n",
    ],
)
def test_a_header_quoted_in_the_text_of_the_report_names_it(text):
    mail = f"From: MAILER-DAEMON@qmail.test\r\nTo: alex@home.test\r\nSubject: failure notice\r\n\r\n{text}"
    assert parse(mail.encode()).returned_id == "<sent-1@home.test>"


def test_without_the_mail_its_thread_names_it():
    assert bounce(WORDS, DELIVERY, top="In-Reply-To: <sent-1@home.test>\r\n") == "<sent-1@home.test>"


def test_exim_says_by_its_header_that_it_is_a_report():
    parts = (WORDS, ("Content-Type: message/rfc822", f"{SENT}\r\nHello"))
    mixed = "multipart/mixed; boundary=b"
    failed = "X-Failed-Recipients: gone@acme.test\r\n"
    assert bounce(*parts, kind=mixed, sender="jane@acme.test", top=failed) == "<sent-1@home.test>"


@pytest.mark.parametrize("report", ["disposition-notification", "feedback-report"])
def test_a_receipt_and_a_complaint_return_nothing(report):
    kind = REPORT.replace("delivery-status", report)
    assert bounce(WORDS, ("Content-Type: message/rfc822", SENT), kind=kind) == ""


def test_what_a_person_forwards_returns_nothing():
    parts = (WORDS, ("Content-Type: message/rfc822", f"{SENT}\r\nHello"))
    assert bounce(*parts, kind="multipart/mixed; boundary=b", sender="jane@acme.test") == ""


def test_a_report_that_does_not_say_returns_nothing():
    assert bounce(WORDS, DELIVERY) == ""


@given(st.binary(max_size=300))
def test_no_report_makes_it_fail(octets):
    head = b"From: postmaster@home.test\r\nContent-Type: " + REPORT.encode() + b"\r\n\r\n--b\r\nContent-Type: "
    unwrap(parse(head + b"message/rfc822\r\n\r\n" + octets))
    unwrap(parse(b"From: mailer-daemon@home.test\r\n\r\nMessage-ID:" + octets))


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_is_late_or_was_delivered_after_all_did_not_come_back(action: str):
    status = ("Content-Type: message/delivery-status", STATUS.replace("failed", action))
    assert bounce(WORDS, status, ("Content-Type: text/rfc822-headers", SENT)) == ""


@pytest.mark.parametrize(
    "text",
    ["This is a warning message only. It will be retried.", "Delivery is delayed to these recipients."],
)
def test_without_fields_a_delay_is_told_by_its_words(text: str):
    assert bounce(("Content-Type: text/plain", text), ("Content-Type: text/rfc822-headers", SENT)) == ""
