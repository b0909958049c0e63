"""The way of a mail: headers of what is new, whose it is, the text of what concerns somebody, what it is, recorded."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mailsync import fetch, log_mail
from mailsync.classify import classify
from mailsync.connect import Connection
from mailsync.correspondence import answered_by, wrote_to
from mailsync.errors import where
from mailsync.limits import TooLong, time_limit
from mailsync.log_mail import Role
from mailsync.mail import Book, Envelope, Mail, Match
from mailsync.match import match
from mailsync.parse import assemble, envelope, parse
from mailsync.post import is_digest
from mailsync.record import Broken, Gone, HandedOver, Item, Ours, Recorder, Understood, Unrelated
from mailsync.returned import by_server
from mailsync.unwrap import unwrap
from webapp.domain.text import clean
from webapp.domain.wording import _
from webapp.services.suggestions import Exchange

log = logging.getLogger(__name__)

LARGEST = 25_000_000
HEADER_KEPT = 64_000
# Small batches while catching up, whose meaning follows at the end; a mail that comes now is a transaction of its own.
BATCH = 100
FEW = 20


@dataclass(slots=True)
class Reader:
    """Reads one folder over one connection, as its role asks: in Sent the user's own address proves itself."""

    connection: Connection
    recorder: Recorder
    epoch_id: str
    role: Role
    book: Book
    progress: Callable[[int], None] = lambda _done: None
    tally: Counter[str] = field(default_factory=Counter)  # by address: mails of the past that are from or to it

    @property
    def sent(self) -> bool:
        """Whether it is the folder of what the user sent."""
        return self.role == "sent"

    def read_new(self, uids: Sequence[int]) -> int:
        """Read UIDs beyond the cursor in ascending order, each step with its cursor. Return how many."""
        catching_up = len(uids) > FEW
        for chunk in chunks(self._understand(uids), BATCH if catching_up else 1):
            self.recorder.record(self.epoch_id, chunk, cursor=chunk[-1].uid, later=catching_up)
            self.progress(len(chunk))
        self.recorder.derive_due()
        return len(uids)

    def read_again(self, uids: Sequence[int]) -> int:
        """Read UIDs behind the cursor: for a new address, or after quarantine. Return how many concern us."""
        found = 0
        for chunk in chunks(self._understand(uids), FEW):  # few, because somebody may be looking how far it is
            self.recorder.record(self.epoch_id, chunk, later=True)
            concern_us = [item for item in chunk if isinstance(item, Understood)]
            found += len(concern_us)
            self.tally.update(address for item in concern_us for address in item.addresses)
            self.progress(len(chunk))
        self.recorder.derive_due()
        return found

    def _understand(self, uids: Sequence[int]) -> Iterator[Item]:
        for headers in fetch.headers(self.connection, uids):
            yield from self._batch(headers)

    def _batch(self, headers: Sequence[fetch.Header | fetch.Missing]) -> Iterator[Item]:
        """Yield an item for each header in its order; bodies are asked for only where somebody is concerned."""
        first: dict[int, Item | fetch.Header] = {one.uid: self._sift(one) for one in headers}
        wanted = [uid for uid, one in first.items() if isinstance(one, fetch.Header)]
        bodies = iter(fetch.bodies(self.connection, wanted, cap=LARGEST))
        for uid, one in first.items():
            if isinstance(one, fetch.Header):
                body = next(bodies)
                assert body.uid == uid, "bodies come in the order in which they were asked for"
                yield self._read(body, one)
            else:
                yield one

    def _sift(self, header: fetch.Header | fetch.Missing) -> Item | fetch.Header:
        if isinstance(header, fetch.Missing):
            return _missing(header)
        try:
            with time_limit():
                if is_digest(header.header, self.recorder.user_id):
                    return Ours(header.uid)
                who = envelope(header.header)
                return header if self._concerns_us(who) else Unrelated(header.uid, self._exchange(who, header))
        except (Exception, TooLong) as error:
            return _broken(header.uid, error)

    def _exchange(self, who: Envelope, header: fetch.Header) -> Exchange | None:
        """Return with whom the user exchanged a mail that concerns nobody; None where they do not want that kept."""
        if not self.book.suggest_people or self.role == "drag":
            return None
        if self.sent:
            return Exchange(header.received, wrote_to=wrote_to(who, self.book))
        return Exchange(header.received, answered_by=answered_by(who, header.header, self.book))

    def notice(self, uids: Sequence[int]) -> None:
        """Read the headers of mail behind the cursor once more, for the people with whom the user writes."""
        for headers in fetch.headers(self.connection, uids):
            self.recorder.notice([item for one in headers if isinstance(item := self._sift(one), Unrelated)])
            self.progress(len(headers))

    def _concerns_us(self, envelope: Envelope) -> bool:
        handed_over = log_mail.door(envelope, self.book, self.role) is not None
        returns = bool(self.book.sent_ids) and by_server(envelope)
        return handed_over or returns or whose(envelope, self.book, in_sent=self.sent) is not None

    def _read(self, body: fetch.Body | fetch.Missing, header: fetch.Header) -> Item:
        if isinstance(body, fetch.Missing):
            return _missing(body)
        try:
            with time_limit():
                return self._understood(body, header)
        except (Exception, TooLong) as error:
            return _broken(body.uid, error)

    def _understood(self, body: fetch.Body, header: fetch.Header) -> Item:
        mail = parse(body.whole) if body.whole is not None else assemble(body.header, body.parts, body.attachments)
        copy = Copy(body.uid, header.received, body.header, body.whole is not None and header.size > LARGEST)
        door = log_mail.door(mail.envelope, self.book, self.role)
        over = log_mail.handover(unwrap(mail), self.book, door, self.role) if door is not None else None
        if over is not None:
            return HandedOver(copy.uid, copy.received, _header(copy), over, copy.too_large)
        return understood(copy, mail, self.book, in_sent=self.sent)


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a mail as it was found: its number there, when it arrived, its header, and whether it was cut."""

    uid: int
    received: datetime
    header: bytes
    too_large: bool = False


def understood(copy: Copy, mail: Mail, book: Book, *, in_sent: bool) -> Unrelated | Understood:
    """Say all that the stages find out of a mail that was read."""
    mail = unwrap(mail)
    found = whose(mail.envelope, book, in_sent=in_sent) or _returned(mail, book)
    if found is None:
        return Unrelated(copy.uid)
    verdict = classify(mail, found.direction, answers_sent=bool(found.answers_sent), owners=book.owners)
    return Understood(copy.uid, copy.received, _header(copy), mail, found, verdict, copy.too_large)


def _returned(mail: Mail, book: Book) -> Match | None:
    """Return the match of a bounce that returns a mail which the user sent: it is theirs whom that did not reach."""
    returns = by_server(mail.envelope) and mail.returned_id in book.sent_ids
    return Match("in", answers_sent=mail.returned_id, reasons=(_("Returns a mail that you sent"),)) if returns else None


def _header(copy: Copy) -> str:
    return clean(copy.header[:HEADER_KEPT].decode("utf-8", "replace"), limit=HEADER_KEPT)


def understand(raw: bytes, copy: Copy, book: Book, *, in_sent: bool) -> Item:
    """Read a whole mail; one that cannot be read costs itself alone."""
    try:
        with time_limit():
            return understood(copy, parse(raw), book, in_sent=in_sent)
    except (Exception, TooLong) as error:
        return _broken(copy.uid, error)


def whose(envelope: Envelope, book: Book, *, in_sent: bool) -> Match | None:
    """Return whose mail it is, None where it concerns nobody."""
    found = match(envelope, book, in_sent=in_sent)
    # A From line can be forged: only the Sent folder proves that the user wrote a mail.
    forged = found.direction == "out" and not in_sent
    return found if found.concerns_us and not forged else None


def _missing(one: fetch.Missing) -> Item:
    return Broken(one.uid, _("the mail server lists it, but does not hand it over")) if one.present else Gone(one.uid)


def _broken(uid: int, error: BaseException) -> Broken:
    log.warning("mail %d is put into quarantine: %s", uid, where(error))
    return Broken(uid, clean(f"{type(error).__name__}: {error}", limit=300))


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Group the items so that each group has at most `size` that are more than a count."""
    chunk: list[Item] = []
    heavy = 0
    for item in items:
        chunk.append(item)
        heavy += not isinstance(item, Unrelated)
        if heavy >= size or len(chunk) >= 1000:
            yield chunk
            chunk, heavy = [], 0
    if chunk:
        yield chunk
