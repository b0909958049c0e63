"""What of a mail is text, told by its BODYSTRUCTURE alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsync.responses import Value, values
from mailsync.structure import MAIL_MAX, PARTS_MAX, TEXTS_MAX, Structure, Text, Unreadable, read

PLAIN = b'("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "7BIT" 10 1 NIL NIL NIL NIL)'
HTML = b'("text" "html" NIL NIL NIL "7bit" 20 1)'
PDF = b'("APPLICATION" "PDF" ("NAME" "old.pdf") NIL NIL "BASE64" 99 NIL ("ATTACHMENT" ("FILENAME" "new.pdf")) NIL)'
VALUES = st.recursive(
    st.one_of(st.none(), st.sampled_from([b"TEXT", b"PLAIN", b"10", b"attachment"]), st.binary(max_size=5)),
    lambda inner: st.lists(inner, max_size=12),
    max_leaves=60,
)


def parsed(text: bytes) -> Value:
    return values([text])[0]


def test_a_mail_of_one_part_is_part_one() -> None:
    assert read(parsed(PLAIN)) == Structure((Text("1", 10),), (), multipart=False)


def test_parts_are_numbered_as_the_server_numbers_them() -> None:
    structure = read(parsed(b'((%s%s "ALTERNATIVE") %s "MIXED" ("BOUNDARY" "b"))' % (PLAIN, HTML, PDF)))
    assert [text.number for text in structure.texts] == ["1.1", "1.2"]
    assert structure.attachments == ("new.pdf",)
    assert structure.multipart


def attached_mail(size: int) -> bytes:
    envelope = b"(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)"
    attached = b'("MESSAGE" "RFC822" NIL NIL NIL "7BIT" %d %s %s 9 NIL ("attachment" NIL))' % (size, envelope, PLAIN)
    return b'(%s %s "MIXED")' % (PLAIN, attached)


def test_an_attached_mail_is_fetched_whole_and_its_inside_stays_closed() -> None:
    structure = read(parsed(attached_mail(300)))
    assert structure.texts == (Text("1", 10), Text("2", 300, whole=True))
    assert structure.attachments == ()


def test_an_attached_mail_that_is_large_is_only_named() -> None:
    structure = read(parsed(attached_mail(MAIL_MAX + 1)))
    assert [text.number for text in structure.texts] == ["1"]
    assert structure.attachments == ("message/rfc822",)


def test_a_mail_attached_as_a_file_is_a_mail() -> None:
    file = b'("APPLICATION" "OCTET-STREAM" ("NAME" "Plans.EML") NIL NIL "BASE64" 99)'
    assert read(parsed(b'(%s %s "MIXED")' % (PLAIN, file))).texts[1] == Text("2", 99, whole=True)


def test_a_calendar_is_read_even_if_attached() -> None:
    calendar = b'("TEXT" "CALENDAR" NIL NIL NIL "7BIT" 30 1 NIL ("ATTACHMENT" ("FILENAME" "invite.ics")))'
    assert [text.number for text in read(parsed(b'(%s%s "MIXED")' % (PLAIN, calendar))).texts] == ["1", "2"]


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        (b'("FILENAME" "=?utf-8?q?Pl=C3=A4ne?=")', "Pläne"),
        (b'("FILENAME*" "utf-8\'\'Pl%C3%A4ne")', "Pläne"),
        (b'("FILENAME*0" "Pl" "FILENAME*1" "an")', "Plan"),
        (b'("FILENAME" "a \\"b\\" ; c=d")', 'a "b" ; c=d'),
        (b'("FILENAME" "=?nonsense?q?x?=")', "image/png"),
        (b"(NIL NIL)", "image/png"),
        (b'("FILENAME")', "image/png"),
    ],
)
def test_an_attachment_is_named_however_its_name_is_written(parameters: bytes, name: str) -> None:
    image = b'("IMAGE" "PNG" NIL NIL NIL "BASE64" 9 NIL ("ATTACHMENT" %s))' % parameters
    assert read(parsed(image)).attachments == (name,)


def test_there_are_limits() -> None:
    assert len(read(parsed(b'(%s "MIXED")' % (PLAIN * 100))).texts) == TEXTS_MAX
    with pytest.raises(Unreadable):
        read(parsed(b'(%s "MIXED")' % (PLAIN * (PARTS_MAX + 1))))
    with pytest.raises(Unreadable):
        read(parsed(b"(" * 5000 + PLAIN))


@given(VALUES)
def test_a_structure_is_read_or_unreadable(value: Value) -> None:
    try:
        structure = read(value)
    except Unreadable:
        return
    assert all(text.number.replace(".", "").isdigit() for text in structure.texts)
