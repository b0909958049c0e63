"""The values passed between the stages of the pipeline: plain, frozen, already through the text choke point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from webapp.calendars.values import Invitation
from webapp.domain.addresses import Address
from webapp.domain.wording import N_

Direction = Literal["in", "out"]

# What can be wrong with a From line: defects of an envelope, compared as they are written here.
NO_FROM, SEVERAL_FROM, UNREADABLE_FROM = N_("no From address"), N_("several From addresses"), N_("unreadable From")


class Label(StrEnum):
    """What a mail is; several may hold, but the last three exclude all others."""

    REPLY = "reply"
    THANK_YOU = "thank_you"
    ASK = "ask"
    INTRODUCTION = "introduction"
    MEETING_AGREED = "meeting_agreed"
    DECLINE = "decline"
    REPORT_BACK = "report_back"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    BULK = "bulk"


AUTOMATIC = frozenset({Label.AUTO_REPLY, Label.BOUNCE, Label.BULK})


class Grade(StrEnum):
    """How sure we are who acted (docs/mail.md): OWN is the user's own act, C an address match alone."""

    OWN = "own"
    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who wrote to whom and in which thread: all that is read of a mail that turns out not to concern a contact.

    Message-IDs keep their angle brackets; "" where there is none. `defects` says what was unreadable, e.g. "several
    From addresses", and a mail with a defective From is never matched without asking. `delivered_to` are the
    mailboxes that servers on the way wrote down (Delivered-To, X-Original-To and the like): the only trace of a BCC.
    `original_id` is the Message-ID that a server on the way replaced, `thread_index` what the mails of an Outlook
    conversation share (the first 22 bytes, in hex), `base_subject` the subject without its Re and Fwd.
    """

    from_: tuple[Address, ...] = ()
    sender: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    message_id: str = ""
    original_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    delivered_to: tuple[Address, ...] = ()
    thread_index: str = ""
    base_subject: str = ""
    defects: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[str, ...]:
        """Message-IDs that this mail says it answers, In-Reply-To first, each once."""
        return tuple(dict.fromkeys((*self.in_reply_to, *reversed(self.references))))


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The mail inside a forward, and the note that the forwarder put above it. Texts are as written there.

    `from_addr` is in the normal form, "" where it is not told for sure; `recipients` are the addresses of To and Cc
    that could be read. `moment` is aware where the text names its zone, naive where it does not, None where the date
    cannot be read for sure. `unsure` says why a person has to look at it, "" where nothing is in doubt.
    """

    from_name: str = ""
    from_addr: str = ""
    to: str = ""
    cc: str = ""
    subject: str = ""
    date: str = ""
    body: str = ""
    note: str = ""
    moment: datetime | None = None
    recipients: tuple[Address, ...] = ()
    unsure: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, read: values only.

    `key` is its identity (stable headers and text, not the octets). `date` is aware and in UTC, or None
    where the header is missing or implausible; `date_text` is the header as written. `text` is the whole readable
    body, `new_text` what its sender wrote now (no quotes, no signature). `headers` holds the few that tell automatic
    mail, names in lower case. `authentication` are the Authentication-Results fields that the own provider can have
    written, the topmost first; `enclosed` the mails that came as attachments, `invitations` its calendar parts, and
    `returned_id` the Message-ID of the mail that a bounce returns.
    """

    envelope: Envelope
    key: str
    subject: str = ""
    date: datetime | None = None
    date_text: str = ""
    content_type: str = "text/plain"
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    new_text: str = ""
    attachments: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()
    forwarded: Forwarded | None = None
    authentication: tuple[str, ...] = ()
    enclosed: tuple[Mail, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    returned_id: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """What match needs to know of the user: own addresses, contacts' (address → contact id), Message-IDs sent.

    `sent_ids` gives each Message-ID the key of its base subject (webapp.domain.threads).
    `log_tokens` are the secrets of their log addresses that hold, `log_mailboxes` the addresses of mailboxes that are
    for nothing else, `is_log` whether the one that is read is such. `pinned` is the provider of the mailbox whose
    Authentication-Results are believed, "" for none.
    """

    owners: frozenset[str]
    contacts: Mapping[str, str]
    sent_ids: Mapping[str, str] = field(default_factory=dict)
    never_log: frozenset[str] = frozenset()
    log_tokens: frozenset[str] = frozenset()
    log_mailboxes: frozenset[str] = frozenset()
    is_log: bool = False
    suggest_people: bool = False
    pinned: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Whose mail it is.

    `counterparts` are the contact ids that the mail moves (the sender of incoming, the To of outgoing mail),
    `copied` those that only get a line. `stranger` is the unknown sender of a mail in a known thread, for triage.
    `answers_sent` is the Message-ID, sent by the user, that it answers. `reasons` are sentences for the page.
    """

    direction: Direction
    counterparts: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    answers_sent: str = ""
    stranger: Address | None = None
    grade: Grade = Grade.C
    reasons: tuple[str, ...] = ()

    @property
    def concerns_us(self) -> bool:
        """Whether anything of this mail is to be read or kept."""
        return bool(self.counterparts or self.copied or self.stranger)


@dataclass(frozen=True, slots=True)
class Finding:
    """One label with the sentence that says why; `sure` is False where it may only propose."""

    label: Label
    reason: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """An ask that a mail makes: its kind (docs/method.md §3), and the sentence that makes it."""

    kind: str
    text: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A person whom a mail introduces (they read it too) or refers to (they are only named in it)."""

    name: str
    address: str
    quote: str
    introduced: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a mail is, with reasons. `thanks_for`: the sources that a thank-you's words name.

    `requests` are the asks that it makes, `people` those whom it introduces or names, `away_until` the first day on
    which the sender of an out-of-office is back.
    """

    findings: tuple[Finding, ...] = ()
    thanks_for: frozenset[str] = frozenset()
    requests: tuple[Request, ...] = ()
    people: tuple[Named, ...] = ()
    away_until: date | None = None

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels in the order they were found, each once."""
        return tuple(dict.fromkeys(finding.label for finding in self.findings))

    @property
    def automatic(self) -> bool:
        """Whether a machine or a mailing wrote it: such mail never moves anything."""
        return any(finding.label in AUTOMATIC for finding in self.findings)

    def sure(self, label: Label) -> bool:
        """Whether the label was found and may act by itself."""
        return any(finding.label is label and finding.sure for finding in self.findings)
