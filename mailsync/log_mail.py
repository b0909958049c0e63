"""Mail that the user hands over to be logged: whether it is, whose word that is, and what it is that is to be logged.

It comes to a log address, into a mailbox that is for nothing else, or into the folder for it. Only the user's own
mail to nobody else is opened: what it carries, or its note, is what they mean. All other mail is meant as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Literal

from mailsync.authentication import aligned_pass
from mailsync.classify import classify
from mailsync.mail import NO_FROM, SEVERAL_FROM, UNREADABLE_FROM, Book, Envelope, Forwarded, Mail, Match, Verdict
from mailsync.match import is_owner, match
from mailsync.quotes import new_text
from mailsync.unwrap import unwrap
from webapp.domain.addresses import Address
from webapp.domain.log_addresses import token_in
from webapp.domain.threads import base_subject
from webapp.domain.wording import _

Role = Literal["inbox", "sent", "drag"]
What = Literal["forward", "copy", "folder", "note"]


class Door(StrEnum):
    """By which way the user hands a mail over."""

    ADDRESS = "address"
    MAILBOX = "mailbox"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Handed:
    """One mail to be logged. `moment` is when it says it was written, naive where it names no zone.

    `unsure` says why a person has to look at it first, "" where nothing is in doubt.
    """

    mail: Mail
    match: Match
    verdict: Verdict
    what: What
    moment: datetime | None = None
    unsure: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """What one mail hands over: `key` is that mail's identity, `note` what the user wrote above.

    `held` says why it waits for the user's word, "" where it is theirs already; `token` is the secret that it carries.
    """

    mails: tuple[Handed, ...]
    key: str
    door: Door
    note: str = ""
    held: str = ""
    token: str = ""


def door(envelope: Envelope, book: Book, role: Role) -> Door | None:
    """By which way a mail is handed over; None where it is mail like any other."""
    if role == "drag":
        return Door.FOLDER
    if _token(envelope, book):
        return Door.ADDRESS
    to_mailbox = any(one.address in book.log_mailboxes for one in _recipients(envelope))
    return Door.MAILBOX if to_mailbox or (book.is_log and role == "inbox") else None


def handover(mail: Mail, book: Book, way: Door, role: Role) -> Handover | None:
    """What is to be logged of a mail that came by that way; None where it is mail like any other after all."""
    envelope = mail.envelope
    own = _is_owners(envelope, book)
    given = Handover((), mail.key, way, token=_token(envelope, book))
    if own and _to_nobody_else(envelope, book):
        note = mail.forwarded.note if mail.forwarded else mail.new_text
        # Their own words: a signature below them is none.
        return replace(given, mails=tuple(_opened(mail, book)), note=new_text(note), held=_doubt(mail, book, way, role))
    if way is Door.FOLDER:
        reason = _("It lies in your log folder, where only you can have put it")
        return replace(given, mails=(_as_it_stands(mail, book, "folder", reason),))
    if _is_ordinary(mail, book, own, way, role):
        return None
    copy = _as_it_stands(mail, book, "copy", _("A copy of it came to your log address"))
    return replace(given, mails=(copy,), held=_doubt(mail, book, way, role))


def _is_ordinary(mail: Mail, book: Book, own: bool, way: Door, role: Role) -> bool:
    """Whether it needs no log address to be logged, or did not mean to use it: as the answer of somebody to all."""
    if own:
        return role == "sent" and match(mail.envelope, book).concerns_us
    return way is Door.MAILBOX or any(
        is_owner(one, book) and not _is_log(one, book) for one in (*mail.envelope.to, *mail.envelope.cc)
    )


def _doubt(mail: Mail, book: Book, way: Door, role: Role) -> str:
    """Why the secret alone is not enough, "" where it is known that the user wrote the mail."""
    if not _is_owners(mail.envelope, book):
        return _("It carries your log address, but does not come from an address of yours.")
    if way is Door.FOLDER or role == "sent":
        return ""
    domain = mail.envelope.from_[0].address.rpartition("@")[2]
    if not book.pinned:
        return _("It names you as its sender. Your mailbox uses no sender checks yet, so nothing proves that.")
    if aligned_pass(mail.authentication, book.pinned, domain):
        return ""
    return _("It names you as its sender, but your provider does not confirm that.")


def _opened(mail: Mail, book: Book) -> Iterator[Handed]:
    for enclosed in mail.enclosed:
        yield _as_it_stands(unwrap(enclosed), book, "forward", _("You forwarded it"))
    if mail.forwarded is not None and mail.forwarded.body not in {enclosed.text.strip() for enclosed in mail.enclosed}:
        inner = _inner(mail, mail.forwarded)
        found = _as_it_stands(inner, book, "forward", _("You forwarded it"))
        yield replace(found, moment=mail.forwarded.moment, unsure=mail.forwarded.unsure)
    elif not (mail.forwarded or mail.enclosed):
        matched = Match("out", reasons=(_("You sent it to nobody but your log address: it is a note"),))
        yield Handed(mail, matched, Verdict(), "note", mail.date)


def _as_it_stands(mail: Mail, book: Book, what: What, reason: str) -> Handed:
    found = match(mail.envelope, book)
    found = replace(found, reasons=(reason, *found.reasons))
    verdict = classify(mail, found.direction, answers_sent=bool(found.answers_sent), owners=book.owners)
    return Handed(mail, found, verdict, what, mail.date)


def _inner(outer: Mail, forwarded: Forwarded) -> Mail:
    """The mail inside a forward, as far as it is written there; what hangs on the forward came with it."""
    sender = (Address(forwarded.from_name, forwarded.from_addr),) if forwarded.from_addr else ()
    subject = base_subject(forwarded.subject)
    signs = (forwarded.from_addr or forwarded.from_name, subject, forwarded.date, forwarded.body)
    return Mail(
        envelope=Envelope(
            from_=sender,
            to=forwarded.recipients,
            base_subject=subject,
            defects=() if sender else (NO_FROM,),
        ),
        key=sha256("\n".join(" ".join(sign.split()) for sign in signs).encode("utf-8", "replace")).hexdigest(),
        subject=forwarded.subject,
        date=forwarded.moment if forwarded.moment and forwarded.moment.tzinfo else None,
        date_text=forwarded.date,
        text=forwarded.body,
        new_text=new_text(forwarded.body),
        attachments=outer.attachments,
        invitations=outer.invitations,
    )


def _is_owners(envelope: Envelope, book: Book) -> bool:
    """Whether the From names the user and nobody else, and can be read without a guess."""
    return len(envelope.from_) == 1 and not _unclear(envelope) and is_owner(envelope.from_[0], book)


def _unclear(envelope: Envelope) -> bool:
    return bool({SEVERAL_FROM, UNREADABLE_FROM} & set(envelope.defects))


def _to_nobody_else(envelope: Envelope, book: Book) -> bool:
    return all(is_owner(one, book) or _is_log(one, book) for one in (*envelope.to, *envelope.cc, *envelope.bcc))


def _is_log(one: Address, book: Book) -> bool:
    return one.address in book.log_mailboxes or bool(token_in(one.address, book.log_tokens))


def _token(envelope: Envelope, book: Book) -> str:
    found = (token_in(one.address, book.log_tokens) for one in _recipients(envelope)) if book.log_tokens else iter(())
    return next(filter(None, found), "")


def _recipients(envelope: Envelope) -> tuple[Address, ...]:
    return (*envelope.to, *envelope.cc, *envelope.bcc, *envelope.delivered_to)
