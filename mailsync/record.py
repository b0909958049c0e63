"""One transaction: the facts of a mail, what follows from them, and the cursor of its folder. All of it or nothing."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from mailsync.authentication import checker, confirmed_by
from mailsync.details import details
from mailsync.errors import where
from mailsync.log_mail import Door, Handed, Handover
from mailsync.mail import Book, Mail, Match, Verdict
from webapp.db import reading, transaction
from webapp.domain.addresses import base
from webapp.domain.wording import _
from webapp.models import Fate, FolderEpoch, Mailbox, Message, User, Via
from webapp.services import (
    contacts,
    handed_over,
    ledger,
    log_address,
    mailboxes,
    messages,
    provider_checks,
    suggestions,
    triage,
)
from webapp.services.handed_over import Handing
from webapp.services.relationships import rederive
from webapp.services.suggestions import Exchange

log = logging.getLogger(__name__)

# The database does not answer, or another worker reads this mailbox by now: no mail is to blame.
_NOT_THE_MAIL = (OperationalError, InterfaceError, ledger.LeaseLost)

# Raise it when reading or classifying changed so that quarantined mail is worth another try.
READER = "2"


@dataclass(frozen=True, slots=True)
class Unrelated:
    """A mail that concerns nobody: only counted. `exchange` is with whom it was, where the user wants that proposed."""

    uid: int
    exchange: Exchange | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """A UID that the server proved to hold nothing."""

    uid: int


@dataclass(frozen=True, slots=True)
class Ours:
    """A digest that we put there ourselves."""

    uid: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A mail that could not be read; it costs itself alone."""

    uid: int
    reason: str


@dataclass(frozen=True, slots=True)
class Understood:
    """A mail with all that the stages found out."""

    uid: int
    received: datetime
    header: str
    mail: Mail
    match: Match
    verdict: Verdict
    too_large: bool = False

    @property
    def addresses(self) -> frozenset[str]:
        """Whom it is from and to, also without plus-parts."""
        who = self.mail.envelope
        written = {one.address for one in (*who.from_, *who.to, *who.cc, *who.bcc)}
        return frozenset(written | {base(address) for address in written})


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A mail with which the user hands over others to be logged, or itself."""

    uid: int
    received: datetime
    header: str
    handover: Handover
    too_large: bool = False


Item = Unrelated | Gone | Ours | Broken | Understood | HandedOver


@dataclass(frozen=True, slots=True)
class Recorder:
    """Writes for one mailbox under one lease. `fence` makes a worker that lost its lease unable to write."""

    sessions: sessionmaker[Session]
    user_id: str
    mailbox_id: str
    fence: int

    def book(self) -> Book:
        """Return whom the user knows; mail of files is of no mailbox."""
        with reading(self.sessions) as session:
            mailbox = session.get_one(Mailbox, self.mailbox_id) if self.mailbox_id else None
            return Book(
                owners=mailboxes.owners(session, self.user_id),
                contacts=contacts.address_book(session, self.user_id),
                sent_ids=messages.sent_ids(session, self.user_id),
                never_log=frozenset(row.pattern for row in triage.never_logged(session, self.user_id)),
                log_tokens=log_address.tokens(session, self.user_id),
                log_mailboxes=log_address.log_mailboxes(session, self.user_id),
                is_log=mailbox is not None and mailbox.is_log,
                suggest_people=session.get_one(User, self.user_id).suggest_people,
                pinned=mailbox.authserv_id if mailbox is not None else "",
            )

    def record(self, epoch_id: str, items: Sequence[Item], cursor: int | None = None, *, later: bool = False) -> None:
        """Write the items and move the cursor, in one transaction; what was written before is not written twice.

        With `later` the people concerned are marked, for derive_due to say once what all their mail means. A mail that
        cannot be written down, whatever the reason in ours, costs itself alone: it is put aside as unreadable.
        """
        try:
            self._write(epoch_id, items, cursor, later)
        except _NOT_THE_MAIL:
            raise
        except Exception as error:
            if len(items) > 1:
                for item in items:
                    self.record(epoch_id, [item], None if cursor is None else item.uid, later=later)
                return
            if isinstance(items[0], Broken):
                raise
            log.error("a mail could not be written down: %s", where(error))
            broken = Broken(items[0].uid, _("it could not be written down (%(error)s)", error=type(error).__name__))
            self._write(epoch_id, [broken], cursor, later)

    def _write(self, epoch_id: str, items: Sequence[Item], cursor: int | None, later: bool) -> None:
        with transaction(self.sessions) as session:
            mailbox = ledger.check_fence(session, self.mailbox_id, self.fence)
            epoch = ledger.epoch(session, self.user_id, epoch_id)
            touched: set[str] = set()
            for item in items:
                touched |= self._enter(session, mailbox, epoch, item)
            if cursor is not None:
                epoch.cursor = max(epoch.cursor, cursor)
            if later:
                contacts.derive_later(session, self.user_id, touched)
            else:
                for contact_id in sorted(touched):
                    rederive(session, self.user_id, contact_id)
            self._notice(session, items)

    def notice(self, items: Sequence[Item]) -> None:
        """Keep with whom the user exchanged mail that concerns nobody, and nothing else of it."""
        with transaction(self.sessions) as session:
            ledger.check_fence(session, self.mailbox_id, self.fence)
            self._notice(session, items)

    def _notice(self, session: Session, items: Sequence[Item]) -> None:
        # Last, because it locks the user's row, for which those who write a relationship wait at their end.
        exchanges = [item.exchange for item in items if isinstance(item, Unrelated) and item.exchange]
        if exchanges:
            suggestions.noticed(session, self.user_id, exchanges)

    def derive_due(self) -> None:
        """Say what the mail of a catching-up means, one person a transaction; also after one that was cut short."""
        with reading(self.sessions) as session:
            due = contacts.derive_due(session, self.user_id)
        for contact_id in due:
            try:
                with transaction(self.sessions) as session:
                    rederive(session, self.user_id, contact_id)
            except _NOT_THE_MAIL:
                raise
            except Exception as error:  # the mark stays, and what others wrote goes on
                log.error("what the mail of contact %s means could not be said: %s", contact_id, where(error))

    def _enter(self, session: Session, mailbox: Mailbox, epoch: FolderEpoch, item: Item) -> set[str]:
        match item:
            case Unrelated(uid):
                ledger.unrelated(session, epoch, uid)
            case Gone(uid):
                ledger.gone(session, epoch, uid)
            case Ours(uid):
                ledger.ours(session, epoch, uid, by=READER)
            case Broken(uid, reason):
                ledger.read(session, epoch, uid, Fate.QUARANTINED, message=None, by=READER, reason=reason)
            case Understood():
                if epoch.role == "inbox" and item.match.direction == "in" and not item.verdict.automatic:
                    provider_checks.seen(session, mailbox, checker(item.mail.authentication))
                found = arrival(item, mailbox.authserv_id)
                message, touched = messages.mail_arrived(session, self.user_id, found)
                ledger.read(session, epoch, item.uid, fate(item), message=message.id, by=READER)
                return touched
            case HandedOver():
                message, touched = self._hand_over(session, item)
                ledger.read(
                    session,
                    epoch,
                    item.uid,
                    Fate.TOO_LARGE if item.too_large else Fate.LOGGED,
                    message=message.id,
                    by=READER,
                )
                return touched
        return set()

    def _hand_over(self, session: Session, item: HandedOver) -> tuple[Message, set[str]]:
        """Write down all that a mail hands over; return the first of it, beside which the mail itself is entered."""
        over, touched, rows = item.handover, set[str](), []
        held = over.held
        if not held and over.door is not Door.FOLDER and log_address.too_many(session, self.user_id, item.received):
            held = _(
                "More than %(number)s mails were logged by your log address within an hour.",
                number=log_address.MOST_AN_HOUR,
            )
        for one in over.mails:
            handing = Handing(over.key, item.received, one.what, over.note, one.moment, held, one.unsure)
            message, more = handed_over.arrive(session, self.user_id, _handed(item, one), handing)
            rows.append(message)
            touched |= more
        log_address.used(session, self.user_id, over.token, item.received)
        return rows[0], touched


def _handed(item: HandedOver, one: Handed) -> messages.Arrival:
    """Say of one mail that was handed over what is said of a mail that came by itself."""
    found = arrival(Understood(item.uid, item.received, item.header, one.mail, one.match, one.verdict))
    via = {"forward": Via.FORWARD, "folder": Via.FOLDER}.get(one.what, Via.COPY)
    # A note to oneself was written to nobody.
    return replace(found, via=via, stranger="", direction="" if one.what == "note" else found.direction)


def fate(item: Understood) -> Fate:
    """Return what becomes of a mail that was understood."""
    if item.too_large:
        return Fate.TOO_LARGE
    return Fate.AUTOMATIC if item.verdict.automatic else Fate.LOGGED


def arrival(item: Understood, pinned: str = "") -> messages.Arrival:
    """Say in the services' words what the stages found; `pinned` is the provider whose checks are believed."""
    mail, envelope, match = item.mail, item.mail.envelope, item.match
    sender = envelope.from_[0] if envelope.from_ else None
    return messages.Arrival(
        key=mail.key,
        direction=match.direction,
        received_at=item.received,
        date=mail.date,
        date_text=mail.date_text,
        message_id=envelope.message_id,
        original_id=envelope.original_id,
        # A bounce says in what it returns which mail it answers.
        in_reply_to=(*envelope.in_reply_to, mail.returned_id),
        references=envelope.answers,
        thread_index=envelope.thread_index,
        from_name=sender.name if sender else "",
        from_address=sender.address if sender else "",
        to=[one.address for one in envelope.to],
        cc=[one.address for one in envelope.cc],
        subject=mail.subject,
        header=item.header,
        text=mail.text,
        new_text=mail.new_text,
        attachments=mail.attachments,
        automatic=item.verdict.automatic,
        findings=[
            {"label": finding.label.value, "reason": finding.reason, "sure": finding.sure}
            for finding in item.verdict.findings
        ],
        thanks_for=sorted(item.verdict.thanks_for),
        match_reasons=match.reasons,
        counterparts=match.counterparts,
        copied=match.copied,
        stranger=match.stranger.address if match.stranger else "",
        details=details(mail, item.verdict),
        authenticated=match.direction == "in" and confirmed_by(pinned, mail),
    )
