"""What the sender wrote now, set apart from what the mail carries along, and the mail that it forwards."""

from __future__ import annotations

from dataclasses import replace

from mailsync.forwards import inline
from mailsync.mail import Forwarded, Mail
from mailsync.quotes import new_text
from mailsync.separators import Prefix, Says, prefix
from mailsync.written_dates import moment
from webapp.domain.addresses import Address
from webapp.domain.wording import N_, _

SEVERAL = N_("several mails are attached")
NO_PREFIX = N_("nothing but the attached mail says that it is a forward")
NO_SENDER = N_("the attached mail does not name one sender")
_REPORTS = frozenset({"multipart/report", "multipart/digest"})


def unwrap(mail: Mail) -> Mail:
    """The mail with `new_text` narrowed to its sender's own words, and `forwarded` where it forwards a mail.

    The own words of a forward are the note above it: forwarded text is somebody else's.
    """
    forwarded = inline(mail.subject, mail.text) or _attached(mail)
    own = new_text(mail.text) if forwarded is None else forwarded.note
    return replace(mail, new_text=own, forwarded=forwarded)


def _attached(mail: Mail) -> Forwarded | None:
    """The mail that is attached to this one; an answer may bring a mail along without being a forward."""
    first = prefix(mail.subject)
    listed = "list-id" in mail.headers and first.says is not Says.FORWARD  # a digest carries the mails of a list
    if not mail.enclosed or first.says is Says.REPLY or mail.content_type in _REPORTS or listed:
        return None
    inner = mail.enclosed[0]
    doubts = [_doubt(mail, first, inner), "" if _one_sender(inner) else NO_SENDER]
    sender = inner.envelope.from_[0] if _one_sender(inner) else Address("", "")
    return Forwarded(
        from_name=sender.name,
        from_addr=sender.address,
        to=_written(inner.envelope.to),
        cc=_written(inner.envelope.cc),
        subject=inner.subject,
        date=inner.date_text,
        body=inner.text.strip(),
        note=new_text(mail.text),
        moment=moment(inner.date_text, frozenset({"en"})),
        recipients=(*inner.envelope.to, *inner.envelope.cc),
        unsure="; ".join(_(doubt) for doubt in doubts if doubt),
    )


def _doubt(mail: Mail, first: Prefix, inner: Mail) -> str:
    if len(mail.enclosed) > 1:
        return SEVERAL
    told = first.says is Says.FORWARD or not mail.subject or mail.subject in (inner.subject, f"{inner.subject}.eml")
    return "" if told or not mail.text.strip() else NO_PREFIX


def _one_sender(inner: Mail) -> bool:
    return len(inner.envelope.from_) == 1 and not inner.envelope.defects


def _written(people: tuple[Address, ...]) -> str:
    return ", ".join(f"{one.name} <{one.address}>" if one.name else one.address for one in people)
