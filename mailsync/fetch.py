"""Reads mail over a connection: which there is, the address headers of all, the text of what concerns us.

Only PEEK, nothing by sequence number. An answer counts for the UID that it names, if it was asked for; that a mail
is not answered says nothing about it (silence is not evidence): it is asked for alone, and then looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby, islice
from typing import TypeVar

from mailsync import structure
from mailsync.connection import Connection
from mailsync.responses import Value, fetched, moment, numbers
from mailsync.structure import MAIL_MAX, Structure, Text, Unreadable

WINDOW = 10_000
TRIES = 3
ADDRESSES_A_SEARCH = 20
HEADER_MAX = 256 * 1024
ADDRESSES_MAX = 64 * 1024
TEXTS_AT_ONCE = 8_000_000
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_FIELDS = (
    "FROM SENDER REPLY-TO TO CC BCC MESSAGE-ID IN-REPLY-TO REFERENCES "
    "SUBJECT THREAD-INDEX X-MICROSOFT-ORIGINAL-MESSAGE-ID "
    "LIST-ID PRECEDENCE AUTO-SUBMITTED "
    "DELIVERED-TO X-ORIGINAL-TO ENVELOPE-TO X-ENVELOPE-TO X-DELIVERED-TO"
)
_HEADER_ITEMS = f"(UID RFC822.SIZE INTERNALDATE BODY.PEEK[HEADER.FIELDS ({_FIELDS})]<0.{ADDRESSES_MAX}>)"
_STRUCTURE_ITEMS = f"(UID BODYSTRUCTURE BODY.PEEK[HEADER]<0.{HEADER_MAX}>)"

_KEYS = ("FROM", "TO", "CC", "BCC")

Items = dict[str, Value]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Header:
    """What is read of every mail. `received` is in UTC: when it came, or now where the server does not know."""

    uid: int
    size: int
    received: datetime
    header: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """The text of one mail: whole `header`, and of each text part its own header and content, still encoded.

    Where the structure cannot be read, `whole` is the mail as it stands (cut at the limit) and `parts` is empty.
    Names of attachments come from outside and have not passed the text choke point.
    """

    uid: int
    header: bytes
    parts: tuple[tuple[bytes, bytes], ...] = ()
    attachments: tuple[str, ...] = ()
    whole: bytes | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A mail that the server does not hand out, though asked for alone; `present` tells whether it is there."""

    uid: int
    present: bool


def new_uids(connection: Connection, after: int, upto: int | None = None) -> list[int]:
    """UIDs above `after` in ascending order; `upto` is the highest possible one (UIDNEXT - 1) where known."""
    if upto is None:
        upto = max(_search(connection, "UID *"), default=0)
    found: set[int] = set()
    start, width = after + 1, WINDOW
    while start <= upto:
        end = min(start + width - 1, upto)
        window = {uid for uid in _search(connection, f"UID {start}:{end}") if start <= uid <= end}
        found |= window
        # UIDs can jump by billions: a thin window makes the next one wider.
        width = width * 2 if len(window) < WINDOW // 10 else WINDOW
        start = end + 1
    return sorted(found)


def search_from(connection: Connection, addresses: Sequence[str], since: date | None = None) -> list[int]:
    """UIDs of mail from or to any of the addresses. Servers look for parts of words: check each mail again."""
    limit = f"SINCE {since.day}-{MONTHS[since.month - 1]}-{since.year} " if since else ""
    found: set[int] = set()
    for some in _chunks(addresses, ADDRESSES_A_SEARCH):
        needles = [_needle(address) for address in some]
        found |= _search(connection, limit + _any_of([f"{key} {needle}" for needle in needles for key in _KEYS]))
    return sorted(found)


def since(connection: Connection, day: date) -> list[int]:
    """UIDs of mail that came on that day or later, as the server dates it."""
    return sorted(_search(connection, f"SINCE {day.day}-{MONTHS[day.month - 1]}-{day.year}"))


def headers(connection: Connection, uids: Iterable[int], batch: int = 1000) -> Iterator[list[Header | Missing]]:
    """Address and thread headers of the UIDs, one list a batch, in ascending order."""
    for some in _chunks(sorted(set(uids)), batch):
        read = _read_headers(connection, some)
        yield [read.get(uid) or _header_alone(connection, uid) for uid in some]


def bodies(
    connection: Connection,
    uids: Iterable[int],
    *,
    batch: int = 100,
    cap: int = 25_000_000,
    text_cap: int = 200_000,
) -> Iterator[Body | Missing]:
    """Header and text parts of the UIDs in ascending order: no attachment is fetched, nor more than the limits."""
    for some in _chunks(sorted(set(uids)), batch):
        read = _read_bodies(connection, some, text_cap)
        for uid in some:
            yield read.pop(uid) if uid in read else _body_alone(connection, uid, cap, text_cap)


def exists(connection: Connection, uid: int) -> bool:
    """Whether the mail is still in the folder."""
    return uid in _search(connection, f"UID {uid}")


def _search(connection: Connection, criteria: str) -> set[int]:
    answer = connection.ask("SEARCH", criteria)
    if not answer.ok:
        raise connection.broken(f"SEARCH refused: {answer.text}")
    return numbers(answer.data)


def _any_of(keys: Sequence[str]) -> str:
    """The keys joined by OR, which takes two: a balanced tree, since servers limit its depth."""
    if len(keys) == 1:
        return keys[0]
    half = len(keys) // 2
    return f"OR {_any_of(keys[:half])} {_any_of(keys[half:])}"


def _needle(address: str) -> str:
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in address):
        raise ValueError("a control character in an address")
    # Other letters would need a literal and a charset; the domain finds them too, and more, which is checked again.
    text = address if address.isascii() else "@" + address.rpartition("@")[2].encode("idna").decode("ascii")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _fetch(connection: Connection, uids: Sequence[int], items: str) -> dict[int, Items]:
    """What was answered, by UID; answers without a UID or for another one are ignored."""
    answer = connection.ask("FETCH", _uid_set(uids), items)
    wanted = set(uids)
    found: dict[int, Items] = {}
    for one in fetched(answer.data):
        uid = _number(one.get("UID"))
        if uid in wanted:
            found.setdefault(uid, {}).update(one)
    return found


def _read_headers(connection: Connection, uids: Sequence[int]) -> dict[int, Header]:
    found = {}
    for uid, items in _fetch(connection, uids, _HEADER_ITEMS).items():
        header = items.get("BODY[HEADER.FIELDS]")
        if isinstance(header, bytes):
            received = moment(items.get("INTERNALDATE")) or datetime.now(UTC)
            found[uid] = Header(uid, _number(items.get("RFC822.SIZE")), received, header)
    return found


def _header_alone(connection: Connection, uid: int) -> Header | Missing:
    for _ in range(TRIES):
        if read := _read_headers(connection, [uid]).get(uid):
            return read
    return Missing(uid, exists(connection, uid))


def _read_bodies(connection: Connection, uids: Sequence[int], text_cap: int) -> dict[int, Body]:
    """The bodies that were answered in full; those that were not are left out."""
    structures: dict[int, Structure] = {}
    heads: dict[int, bytes] = {}
    for uid, items in _fetch(connection, uids, _STRUCTURE_ITEMS).items():
        head = items.get("BODY[HEADER]")
        try:
            structures[uid] = structure.read(items.get("BODYSTRUCTURE"))
        except Unreadable:
            continue
        if isinstance(head, bytes):
            heads[uid] = head
    found = {}
    for some in _alike(heads, structures, text_cap):
        numbered = structures[some[0]]
        contents = _fetch(connection, some, _part_items(numbered, text_cap)) if numbered.texts else {}
        for uid in some:
            parts = _parts(structures[uid], heads[uid], contents.get(uid, {}))
            if parts is not None:
                found[uid] = Body(uid, heads[uid], parts, structures[uid].attachments)
    return found


def _alike(uids: Iterable[int], structures: dict[int, Structure], text_cap: int) -> Iterator[list[int]]:
    """The UIDs in groups whose text parts have the same numbers, so that one command asks for all of a group."""

    def shape(uid: int) -> tuple[bool, tuple[tuple[str, bool], ...]]:
        one = structures[uid]
        return one.multipart, tuple((text.number, text.whole) for text in one.texts)

    for _, group in groupby(sorted(uids, key=shape), key=shape):
        some: list[int] = []
        weight = 0
        for uid in group:
            weight += sum(min(text.size, _cap(text, text_cap)) for text in structures[uid].texts)
            if some and weight > TEXTS_AT_ONCE:
                yield some
                some, weight = [], 0
            some.append(uid)
        yield some


def _part_items(one: Structure, text_cap: int) -> str:
    items = ["UID"]
    for text in one.texts:
        items += [f"BODY.PEEK[{text.number}.MIME]"] if one.multipart else []
        items.append(f"BODY.PEEK[{text.number}]<0.{_cap(text, text_cap)}>")
    return f"({' '.join(items)})"


def _cap(text: Text, text_cap: int) -> int:
    return MAIL_MAX if text.whole else text_cap


def _parts(one: Structure, head: bytes, items: Items) -> tuple[tuple[bytes, bytes], ...] | None:
    """Each text part with its own header (the mail's, where it is the only one); None if one was not answered."""
    parts = []
    for text in one.texts:
        mime = items.get(f"BODY[{text.number}.MIME]") if one.multipart else head
        content = items.get(f"BODY[{text.number}]", b"" if text.size == 0 else None)
        if not (isinstance(mime, bytes) and isinstance(content, bytes)):
            return None
        parts.append((mime, content))
    return tuple(parts)


def _body_alone(connection: Connection, uid: int, cap: int, text_cap: int) -> Body | Missing:
    """One mail that did not come in its batch: again by its parts, then as a whole."""
    for _ in range(TRIES):
        if read := _read_bodies(connection, [uid], text_cap).get(uid):
            return read
        whole = _fetch(connection, [uid], f"(UID BODY.PEEK[]<0.{cap}>)").get(uid, {}).get("BODY[]")
        if isinstance(whole, bytes):
            return Body(uid, whole[:HEADER_MAX].partition(b"\r\n\r\n")[0] + b"\r\n\r\n", whole=whole)
    return Missing(uid, exists(connection, uid))


def _uid_set(uids: Sequence[int]) -> str:
    """Ascending UIDs in the short form "1:5,9": a thousand numbers are too long a line for some servers."""
    runs = [[uid for _, uid in run] for _, run in groupby(enumerate(uids), key=lambda place: place[1] - place[0])]
    return ",".join(f"{run[0]}:{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _number(value: Value) -> int:
    return int(value) if isinstance(value, bytes) and value.isdigit() else 0


def _chunks(values: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some
