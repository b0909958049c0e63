"""The folders of a mailbox, whatever they are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imapclient import imap_utf7

from mailsync.folders import SENT_NAMES, Folder, find_named, find_sent, from_list

INBOX = Folder("INBOX", "INBOX", frozenset(), "/")


def named(display: str, flags: str = "", delimiter: str = "/") -> Folder:
    return Folder(display, display, frozenset(flags.split()), delimiter)


@pytest.mark.parametrize("name", SENT_NAMES)
def test_each_known_name_is_found_also_below_the_inbox(name: str) -> None:
    assert find_sent([INBOX, named(name.upper())]) == named(name.upper())
    below = named(f"INBOX.{name}", delimiter=".")
    assert find_sent([INBOX, below]) == below


def test_a_flag_beats_a_name() -> None:
    flagged = named("Whatever", "\\sent")
    assert find_sent([named("Sent"), flagged]) == flagged


def test_the_shortest_path_wins() -> None:
    assert find_sent([named("Old/Sent"), named("Sent")]) == named("Sent")


@pytest.mark.parametrize("folders", [[], [INBOX], [named("Sent", "\\noselect")], [named("Unsent")]])
def test_where_none_is_the_user_is_asked(folders: list[Folder]) -> None:
    assert find_sent(folders) is None


def test_flags_count_in_any_case_and_names_come_in_every_form() -> None:
    data = [
        b'(\\HasNoChildren \\sENT) "." "INBOX.Envoy&AOk-s"',
        (b'() "/" {7}', b'a "b\\ c'),
        b"",
        b'() NIL "top"',
        "() / Gelöscht".encode(),
    ]
    folders = from_list(data)
    assert [folder.display for folder in folders] == ["INBOX.Envoyés", 'a "b\\ c', "top", "Gelöscht"]
    assert find_sent(folders) == folders[0]


def test_a_senseless_line_costs_that_folder_only() -> None:
    data = [b'(\\x "/', b"nonsense", b'() "/" ""', None, b'() "/" "Work"']
    assert [folder.name for folder in from_list(data)] == ["Work"]


@pytest.mark.parametrize("raw", [b"&2AA-", b"&", b"&AA", b"\xff\xfe", b"&&-&"])
def test_a_broken_name_can_be_shown_and_stored(raw: bytes) -> None:
    (folder,) = from_list([(b'() "/" {9}', raw), b""])
    folder.display.encode("utf-8")
    assert folder.name.encode("latin-1") == raw


@given(st.text(min_size=1, max_size=30))
def test_every_name_is_shown_as_it_was_given(name: str) -> None:
    (folder,) = from_list([(b'() "/" {9}', imap_utf7.encode(name)), b""])
    assert folder.display == name


@pytest.mark.parametrize(
    ("names", "wanted", "found"),
    [
        (["INBOX", "Fifty Cups"], "Fifty Cups", "Fifty Cups"),
        (["INBOX", "INBOX/fifty cups"], "Fifty Cups", "INBOX/fifty cups"),
        (["Archive/Fifty Cups", "Fifty Cups"], "Fifty Cups", "Fifty Cups"),
        (["INBOX", "Fifty Cups 2"], "Fifty Cups", ""),
        (["INBOX", ""], "", ""),
    ],
)
def test_a_folder_is_found_by_the_name_that_the_user_gave(names: list[str], wanted: str, found: str) -> None:
    folders = [Folder(name, name, delimiter="/") for name in names]
    one = find_named(folders, wanted)
    assert (one.display if one else "") == found
