"""With whom the user writes of those whom they do not know here: addresses alone, from headers of unrelated mail."""

from __future__ import annotations

import re

from mailsync.headers import fields
from mailsync.mail import Book, Envelope
from mailsync.match import is_owner, never_logged
from webapp.domain.addresses import Address, base

# Who writes to more at once writes to nobody in particular.
MOST_RECIPIENTS = 5

_NOBODY = re.compile(
    r"(?:^|[._+-])(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer-daemon|postmaster|bounces?|notif\w*|newsletters?|news"
    r"|alerts?|updates?|info|office|contact|support|help(?:desk)?|service|sales|marketing|billing|invoices?|orders?"
    r"|accounts?|admin\w*|webmaster|hostmaster|abuse|security|jobs|careers?|hr|recruiting|talent|applications?"
    r"|team|staff|all|everyone|lists?|listserv|majordomo|owner|request|subscribe|unsubscribe|confirm|tickets?|bot"
    r"|automat\w*|system|calendar|feedback|survey|press|events?|members?|noc|root|daemon|kontakt|bewerbung|rechnung"
    r"|kundenservice|contacto|ventas|contatti)(?:[._+-]|\d*$)"
)
_MACHINES = frozenset({b"bulk", b"list", b"junk", b"auto_reply"})


def wrote_to(envelope: Envelope, book: Book) -> tuple[str, ...]:
    """The people to whom a mail of the user's goes, without plus-parts; nobody where it goes to many."""
    if len(envelope.to) + len(envelope.cc) + len(envelope.bcc) > MOST_RECIPIENTS:
        return ()
    return tuple(dict.fromkeys(base(one.address) for one in envelope.to if _may_be_somebody(one, book)))


def answered_by(envelope: Envelope, header: bytes, book: Book) -> str:
    """The person who writes in answer to something; "" for a list, a machine, or what answers nothing."""
    sender = envelope.from_[0] if len(envelope.from_) == 1 and not envelope.defects else None
    if sender is None or not envelope.answers or not _may_be_somebody(sender, book) or _by_machine(header):
        return ""
    return base(sender.address)


def _may_be_somebody(address: Address, book: Book) -> bool:
    strange = is_owner(address, book) or never_logged(address, book)
    return not strange and not _NOBODY.search(address.address.rpartition("@")[0])


def _by_machine(header: bytes) -> bool:
    head = fields(header)
    automatic = any(value.lower() != b"no" for value in head.get("auto-submitted", ()))
    return automatic or "list-id" in head or any(value.lower() in _MACHINES for value in head.get("precedence", ()))
