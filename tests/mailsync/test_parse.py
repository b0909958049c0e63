"""Octets to values: limits, tolerance and identity."""

from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailsync.charsets import codec_for, decode
from mailsync.headers import base64_octets, date, message_ids, split_message, words
from mailsync.html import html_text
from mailsync.parse import assemble, envelope, parse
from mailsync.people import people

EMAILS = Path(__file__).parent.parent / "emails"
TOP = b"From: Jane <jane@acme.test>\r\nTo: alex@home.test\r\nSubject: hi\r\n"


def mail(name: str) -> bytes:
    return (EMAILS / name).read_bytes()


def addresses(value: bytes) -> list[str]:
    return [one.address for one in people(value)[0]]


def test_headers_thread_date_and_text_are_read():
    read = parse(mail("reply-with-top-posting.eml"))
    assert read.subject == "Re: Fifteen minutes about logistics?"
    assert read.date == datetime(2026, 3, 3, 9, 15, tzinfo=UTC)
    assert read.envelope.message_id == "<reply-1@acme.test>"
    assert read.envelope.answers == ("<ask-1@home.test>",)
    assert read.envelope.from_[0].name == "Jane Doe"
    assert "pleasure – Thursday" in read.text


def test_html_beside_plain_text_of_the_same_words_is_left_out():
    assert parse(mail("thank-you-in-html-with-plain-alternative.eml")).text.count("helped a lot") == 1


def test_html_replaces_a_plain_part_that_is_only_a_stub():
    body = (
        b"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n\r\nPlease view as HTML.\r\n"
        b"--x\r\nContent-Type: text/html\r\n\r\n"
    )
    read = parse(TOP + body + b"<p>" + b"Real words. " * 40 + b"</p>\r\n--x--")
    assert "Real words." in read.text
    assert "view as HTML" not in read.text


@pytest.mark.parametrize("boundary", [b"", b"; boundary=", b'; boundary="'])
def test_a_multipart_without_a_boundary_is_read_as_text(boundary):
    assert "hello" in parse(TOP + b"Content-Type: multipart/mixed" + boundary + b"\r\n\r\nhello").text


def test_attachments_are_kept_by_name_only_and_a_mail_inside_is_not_walked():
    body = (
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nSee below.\r\n--x\r\n"
        b"Content-Type: message/rfc822; name=inner.eml\r\n\r\nSubject: inner\r\n\r\ninner words\r\n--x\r\n"
        b"Content-Type: application/pdf\r\n"
        b"Content-Disposition: attachment; filename*0*=utf-8''R%C3%A9; filename*1*=sum.pdf\r\n\r\nx\r\n--x--"
    )
    read = parse(TOP + body)
    assert read.attachments == ("inner.eml", "Résum.pdf")
    assert "inner words" not in read.text


def enclosing(inner: bytes, fields: bytes = b"") -> bytes:
    edge = b"edge%d" % len(inner)
    part = b"Content-Type: message/rfc822\r\n" + fields + b"\r\n" + inner
    return TOP + b"Content-Type: multipart/mixed; boundary=%s\r\n\r\n--%s\r\n%s\r\n--%s--" % (edge, edge, part, edge)


INNER = b"From: jane@acme.test\r\nSubject: inner\r\n\r\ninner words"


def test_an_attached_mail_is_read_as_a_mail_of_its_own():
    (inner,) = parse(enclosing(INNER)).enclosed
    assert (inner.subject, inner.text) == ("inner", "inner words")


def test_an_attached_mail_is_read_even_if_it_was_encoded_against_the_rules():
    raw = enclosing(b64encode(INNER), fields=b"Content-Transfer-Encoding: base64\r\n")
    assert [one.subject for one in parse(raw).enclosed] == ["inner"]


def test_a_tower_of_attached_mails_is_opened_two_levels_deep():
    outer = parse(enclosing(enclosing(enclosing(INNER))))
    assert outer.enclosed[0].enclosed[0].enclosed == ()


def test_an_attachment_that_only_claims_to_be_a_mail_is_none():
    assert parse(enclosing(b"\x00\x01 no header here")).enclosed == ()


def test_a_mail_has_the_same_key_whole_and_from_its_parts():
    raw = mail("thank-you-in-html-with-plain-alternative.eml")
    header = raw.partition(b"\r\n\r\n")[0]
    pieces = raw.split(b"--edge")[1:3]
    parts = [tuple(piece[2:].removesuffix(b"\r\n").split(b"\r\n\r\n", 1)) for piece in pieces]
    assert assemble(header, parts) == parse(raw)


def test_a_calendar_among_the_fetched_parts_is_no_text():
    mime = b"Content-Type: text/calendar; name=invite.ics"
    read = assemble(TOP + b"Content-Type: multipart/mixed; boundary=x", [(b"", b"Hello"), (mime, b"BEGIN:VCALENDAR")])
    assert (read.text, read.attachments) == ("Hello", ("invite.ics",))


def test_the_only_part_of_a_plain_mail_needs_no_header_of_its_own():
    raw = mail("reply-with-top-posting.eml")
    header, _, body = raw.partition(b"\r\n\r\n")
    assert assemble(header, [(b"", body)]) == parse(raw)


def test_copies_that_travelled_differently_are_one_mail():
    raw = mail("reply-with-top-posting.eml")
    folded = raw.replace(b"To: Alex Muster <", b"To: Alex\r\n Muster <")
    assert parse(b"Received: from x\r\n" + folded).key == parse(raw).key


def test_mails_that_share_a_message_id_but_not_their_words_are_two():
    raw = mail("reply-with-top-posting.eml")
    assert parse(raw.replace(b"Thursday", b"Friday")).key != parse(raw).key


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"Jane Doe <jane@acme.test>", ["jane@acme.test"]),
        (b'"Doe, Jane" <Jane@ACME.test>, bob@x.test', ["jane@acme.test", "bob@x.test"]),
        (b"Doe, Jane <jane@acme.test>", ["jane@acme.test"]),
        (b"=?utf-8?q?Doe=2C_Jane?= <jane@acme.test>", ["jane@acme.test"]),
        (b"jane@acme.test (Jane (the planner) Doe)", ["jane@acme.test"]),
        (b"Team: a@x.test, b@x.test;", ["a@x.test", "b@x.test"]),
        (b"undisclosed-recipients:;", []),
        ("Jörg <j@bücher.test>".encode(), ["j@xn--bcher-kva.test"]),
    ],
)
def test_sound_address_headers_give_their_addresses(value, expected):
    assert addresses(value) == expected
    assert people(value)[1]


@pytest.mark.parametrize(
    "value",
    [b"alice@good.test)bob@evil.test", b"<a@x.test> <b@x.test>", b"<a@x.test>b@evil.test", b"Jane", b"<a@b@c.test>"],
)
def test_a_from_that_needs_a_guess_is_a_defect(value):
    assert "unreadable From" in envelope(b"From: " + value + b"\r\n").defects


def test_several_senders_and_no_sender_are_defects():
    assert "several From addresses" in envelope(b"From: a@x.test, b@x.test\r\n").defects
    assert "several From addresses" in envelope(b"From: a@x.test\r\nFrom: a@x.test\r\n").defects
    assert "no From address" in envelope(b"To: a@x.test\r\n").defects


def test_encoded_words_of_one_charset_are_joined_before_decoding():
    assert words("=?utf-8?b?w6Q=?= =?utf-8?b?w7w=?= x") == "äü x"
    assert words("=?utf-8?q?=C3?= =?utf-8?q?=A4?=") == "ä"


def test_a_newline_hidden_in_an_encoded_word_does_not_survive():
    assert parse(b"Subject: =?utf-8?q?a=0ABcc:_evil@x.test?=\r\n\r\n").subject == "a Bcc: evil@x.test"


@pytest.mark.parametrize("charset", ["hex", "zip", "a\0b", "x" * 5000, "uft-8", "1", "", "utf-7"])
def test_no_charset_can_raise(charset):
    assert decode(b"plain words", charset) == "plain words"
    assert codec_for("hex") == ""


def test_a_wrong_charset_falls_back_to_the_one_that_fits():
    assert decode("Grüße".encode(), "us-ascii") == "Grüße"
    assert decode("Grüße".encode("cp1252"), "utf-8") == "Grüße"


@pytest.mark.parametrize("data", [b"aGVsbG8=", b"aGVs\r\nbG8", b"aGVs!!bG8=", b"aGVs====bG8="])
def test_damaged_base64_is_read_as_far_as_it_goes(data):
    assert base64_octets(data) == b"hello"


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"x",
        b"Mon, 32 Foo 2020",
        b"Mon, 1 Jan 0101 00:00:00 +0000",
        b"Mon, 1 Jan 99999 0:0:0",
        b"1 Jan 2020 00:00:00 +999999",
        b"1 Jan 1985 10:00:00 +0000",
        b"\xff\0" * 90,
    ],
)
def test_an_implausible_date_is_none(value):
    assert date(value) is None


def test_dates_without_a_zone_are_aware():
    assert date(b"Mon, 2 Mar 2026 10:00:00 -0000") == datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_message_ids_lose_their_folding_and_come_once():
    assert message_ids(b"<a\r\n b@c>  <a b@c> junk <d@e>") == ("<ab@c>", "<d@e>")
    assert message_ids(b"bare@id.test") == ("<bare@id.test>",)
    assert message_ids(b"none at all") == ()


def test_html_shows_what_a_reader_sees():
    html = (
        "<head><style>p{}</style></head><p>Hello&nbsp;<b>J&ouml;rg</b></p>"
        "<div style='display:none'>preheader</div><ul><li>one<li>two</ul><blockquote>old</blockquote>new"
    )
    assert html_text(html) == "Hello Jörg\n\n- one\n- two\n\n> old\n\nnew"


HOSTILE = {
    "nested": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(1000)),
    "parts": b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n\r\nhi\r\n" * 100_000,
    "spaces": b"\r\n" + b" " * 100_000,
    "brackets": b"Content-Type: text/html\r\n\r\n" + b"<" * 50_000,
    "open tags": b"Content-Type: text/html\r\n\r\n" + b'<a "' * 50_000,
    "quotes in a tag": b"Content-Type: text/html\r\n\r\n<a " + b'"' * 100_000,
    "deep html": b"Content-Type: text/html\r\n\r\n" + b"<div><b><blockquote>" * 15_000,
    "nul": b"\r\n" + b"\0" * 100_000,
    "parameters": b"Content-Type: text/plain" + b';a="' * 2000 + b"\r\n\r\nx",
    "subject": b"Subject: " + b"=?utf-8?q?a?= " * 80_000 + b"\r\n\r\nx",
    "recipients": b"To: " + b", ".join(b'"P, %d" <p%d@x.test>' % (n, n) for n in range(20_000)) + b"\r\n\r\nx",
    "parentheses": b"Cc: " + b"(" * 60_000 + b"\r\n\r\nx",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_is_read_within_the_limits(name):
    read = parse(b"From: jane@acme.test\r\n" + HOSTILE[name])
    assert read.envelope.from_[0].address == "jane@acme.test"
    assert len(read.text) <= 200_000
    assert len(read.envelope.to) <= 500
    assert len(read.subject) <= 500


SEEDS = sorted(path.read_bytes() for path in EMAILS.glob("*.eml"))


@st.composite
def mutated(draw) -> bytes:
    raw = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(raw)))
        raw[at : at + draw(st.integers(0, 9))] = draw(st.binary(max_size=12))
    return bytes(raw)


@settings(max_examples=150, deadline=None)
@given(st.one_of(mutated(), st.binary(max_size=400)))
def test_no_octets_raise_and_no_text_holds_what_a_database_refuses(raw):
    read = parse(raw)
    for text in (
        read.subject,
        read.text,
        read.date_text,
        *read.attachments,
        *(one.name for one in read.envelope.from_),
    ):
        text.encode("utf-8")
        assert "\0" not in text
        assert not any(ord(char) < 32 and char not in "\n\t" for char in text)
    assert read.date is None or read.date.tzinfo is UTC
    assert parse(raw) == read


@pytest.mark.parametrize("end", [b"\n\n", b"\r\n\r\n", b"\n\r\n", b"\r\n\n", b"\r\r"])
def test_the_first_empty_line_however_it_is_written_ends_the_header(end):
    head, body = split_message(b"Subject: a" + end + b"b\n\nc\r\n\r\nd\r\re")
    assert (head, body) == (b"Subject: a", b"b\n\nc\r\n\r\nd\r\re")


@pytest.mark.parametrize("start", [b"\n", b"\r\n"])
def test_an_empty_line_at_the_very_start_means_that_there_is_no_header(start):
    assert split_message(start + b"Subject: a\n\nb") == (b"", b"Subject: a\n\nb")


def test_of_many_references_the_first_and_the_last_are_kept():
    header = b"References: " + b" ".join(b"<%d@x>" % number for number in range(5000)) + b"\r\n"
    found = envelope(header).references
    assert len(found) == 100
    assert found[-1] == "<4999@x>"
    assert envelope(header[: header.index(b"<300@x>")]).references[0] == "<0@x>"


def test_a_message_id_that_is_too_long_or_none_is_left_out():
    long = b"<" + b"a" * 989 + b"@x.test>"
    assert envelope(b"Message-ID: " + long + b"\r\n").message_id == long.decode()
    assert envelope(b"Message-ID: " + b"<" + b"a" * 990 + b"@x.test>\r\n").message_id == ""
    assert envelope(b"Message-ID: <>\r\nIn-Reply-To: <\r\nReferences: > <\r\n").answers == ()


def test_the_signs_of_a_conversation_are_read_from_the_header_alone():
    index = b64encode(bytes(range(1, 28)))
    found = envelope(
        b"Subject: =?utf-8?q?AW=3A_=5Bext=5D_20_Minuten=3F?=\r\nThread-Index: " + index[:20] + b"\r\n " + index[20:]
        + b"\r\nX-Microsoft-Original-Message-ID: <mine@home.test>\r\n"
    )  # fmt: skip
    assert (found.base_subject, found.thread_index) == ("20 minuten?", bytes(range(1, 23)).hex())
    assert found.original_id == "<mine@home.test>"


def test_where_servers_delivered_a_mail_is_read_from_each_of_their_fields() -> None:
    names = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To")
    header = "".join(f"{name}: <me+{place}@home.test>\r\n" for place, name in enumerate(names))
    found = envelope((header + "Subject: me+9@home.test\r\n").encode()).delivered_to
    assert [one.address for one in found] == [f"me+{place}@home.test" for place in range(5)]
