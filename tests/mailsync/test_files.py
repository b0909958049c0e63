"""Mail is found in files of every kind, in order, and again from where an earlier reading ended."""

from __future__ import annotations

import mailbox
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsync import files
from mailsync.files import Kind

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def letter(number: int, text: str = "Hello\n") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "jane@acme.example", "me@home.example", f"Mail {number}"
    mail.set_content(text)
    return mail


def an_mbox(path: Path, *letters: EmailMessage) -> Path:
    box = mailbox.mbox(path)
    for one in letters:
        box.add(one)
    box.close()
    return path


def subjects(found: list[files.Found]) -> list[bytes]:
    return [one.raw.partition(b"Subject: ")[2].partition(b"\n")[0].strip() for one in found]


def test_an_mbox_is_read_mail_by_mail_from_any_of_its_beginnings(tmp_path: Path) -> None:
    path = an_mbox(tmp_path / "a.mbox", *(letter(number) for number in range(5)))
    whole = list(files.mails(path, Kind.MBOX))
    assert subjects(whole) == [f"Mail {number}".encode() for number in range(5)]
    assert whole[-1].after == path.stat().st_size
    for number, one in enumerate(whole):
        assert subjects(list(files.mails(path, Kind.MBOX, one.position))) == subjects(whole[number:])
        assert subjects(list(files.mails(path, Kind.MBOX, one.after))) == subjects(whole[number + 1 :])


def test_a_line_of_the_text_that_looks_like_a_beginning_is_no_beginning(tmp_path: Path) -> None:
    text = "Dear Alice,\n\nFrom where I stand it is 10:20 in 2024.\nFrom all of us\n"
    path = an_mbox(tmp_path / "a.mbox", letter(1, text), letter(2))
    first, _ = files.mails(path, Kind.MBOX)
    assert b"\nFrom where I stand" in first.raw.replace(b"\r\n", b"\n")
    assert b">From" not in first.raw


def test_an_unquoted_line_after_an_empty_one_that_names_no_time_is_no_beginning(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(
        b"From jane@acme.example Mon Jun  1 10:00:00 2026\nSubject: One\n\nDear,\n\nFrom Monday on I am away.\n"
    )
    assert subjects(list(files.mails(path, Kind.MBOX))) == [b"One"]


def test_mail_too_large_is_cut_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1000)
    path = an_mbox(tmp_path / "a.mbox", letter(1, "x" * 60 + "\n"), letter(2, ("x" * 60 + "\n") * 40), letter(3))
    assert [one.too_large for one in files.mails(path, Kind.MBOX)] == [False, True, False]
    assert all(len(one.raw) <= 1000 for one in files.mails(path, Kind.MBOX))


def test_a_maildir_is_read_in_the_order_of_its_names_whatever_their_flags_become(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "m")
    for number in range(4):
        box.add(letter(number))
    found = list(files.mails(tmp_path / "m", Kind.FOLDER))
    second = found[1]
    for file in (tmp_path / "m" / "new").iterdir():
        file.rename(tmp_path / "m" / "cur" / f"{file.name}:2,S")
    # Read mail lies elsewhere and has another name on the disk; what was read of it stays read.
    assert [one.name for one in files.mails(tmp_path / "m", Kind.FOLDER)] == [one.name for one in found]
    rest = list(files.mails(tmp_path / "m", Kind.FOLDER, second.after, second.name))
    assert [one.position for one in rest] == [2, 3]


def test_a_folder_of_eml_is_read_with_its_folders_inside(tmp_path: Path) -> None:
    for name in ("b.eml", "a/z.EML", "a/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(letter(1).as_bytes())
    assert [one.name for one in files.mails(tmp_path, Kind.FOLDER)] == ["a/z.EML", "b.eml"]
    assert files.size_of(tmp_path, Kind.FOLDER) == 2


def test_kinds_are_told_by_what_a_file_begins_with(tmp_path: Path) -> None:
    eml = tmp_path / "mail"
    eml.write_bytes(b"\xef\xbb\xbf" + letter(1).as_bytes())
    assert files.kind_of(eml) is Kind.EML
    assert files.kind_of(an_mbox(tmp_path / "box", letter(1))) is Kind.MBOX


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\0\0", b"just words\nand more\n", b"PK\x03\x04zip"])
def test_what_is_no_mail_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.eml"
    path.write_bytes(content)
    with pytest.raises(files.NoMail):
        files.kind_of(path)


def test_a_folder_without_mail_is_refused(tmp_path: Path) -> None:
    with pytest.raises(files.NoMail):
        files.kind_of(tmp_path)


def test_a_mail_arrived_when_its_last_server_says(tmp_path: Path) -> None:
    header = (
        b"Received: from a by mx.home.example;\n Tue, 2 Jun 2026 12:00:00 +0200\n"
        b"Received: from b by a; Mon, 1 Jun 2026 01:00:00 +0000\nDate: Sun, 31 May 2026 10:00:00 +0000\n"
    )
    assert files.received(header, NOW) == datetime(2026, 6, 2, 10, tzinfo=UTC)
    assert files.received(b"Date: Sun, 31 May 2026 10:00:00 +0000\n", NOW) == datetime(2026, 5, 31, 10, tzinfo=UTC)
    assert files.received(b"Received: from nowhere; some day\n", NOW) == NOW


@pytest.mark.parametrize(
    ("header", "own"),
    [
        (b"From: me@home.example\n", True),
        (b"Received: by mx; Tue, 2 Jun 2026 12:00:00 +0200\nFrom: me@home.example\n", False),
        (b"X-Gmail-Labels: Sent,Opened\nReceived: by mx; Tue, 2 Jun 2026 12:00:00 +0200\n", True),
        (b"X-Gmail-Labels: Inbox\nFrom: me@home.example\n", False),
        # A stranger's own line stands below the one that the export puts on top.
        (b"X-Gmail-Labels: Inbox\nX-Gmail-Labels: Sent\nFrom: me@home.example\n", False),
    ],
)
def test_only_what_no_server_handed_on_is_taken_for_sent(header: bytes, own: bool) -> None:
    assert files.never_travelled(header) is own


@given(st.binary(max_size=3000))
def test_whatever_bytes_an_mbox_holds_none_is_read_twice(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("mbox") / "a.mbox"
    path.write_bytes(b"From a@b.example Mon Jun  1 10:00:00 2026\n" + data)
    found = list(files.mails(path, Kind.MBOX))
    assert [one.position for one in found] == [0, *(one.after for one in found[:-1])]
    assert found[-1].after == path.stat().st_size
