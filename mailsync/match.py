"""Whose mail it is: the From address picks the person, the thread picks the evidence, and who is unsure asks."""

from __future__ import annotations

from collections.abc import Iterable

from mailsync.mail import NO_FROM, SEVERAL_FROM, UNREADABLE_FROM, Book, Envelope, Grade, Match
from webapp.domain.addresses import Address, base
from webapp.domain.threads import subject_key
from webapp.domain.wording import _

_UNCLEAR = frozenset({NO_FROM, SEVERAL_FROM, UNREADABLE_FROM})


def match(envelope: Envelope, book: Book, *, in_sent: bool = True) -> Match:
    """Direction, the contacts concerned and the grade, with reasons.

    `in_sent` is False for a mail found elsewhere than in the Sent folder: a From line alone can be forged, so
    there the user's own address is no proof of the user's own act.
    """
    if _UNCLEAR & set(envelope.defects):
        return _unclear(envelope, book)
    sender = envelope.from_[0]
    if is_owner(sender, book):
        return _outgoing(envelope, book, in_sent)
    if never_logged(sender, book):
        return Match("in", reasons=(_("Mail from %(address)s is never logged", address=sender.address),))
    return _incoming(envelope, sender, book)


def _incoming(envelope: Envelope, sender: Address, book: Book) -> Match:
    answered = _answered(envelope, book)
    contact = _contact(sender, book)
    others = _contacts((*envelope.to, *envelope.cc), book, without=contact)
    reasons = []
    if contact:
        reasons.append(_("From %(address)s, an address of this contact", address=sender.address))
    elif answered:
        reasons.append(_("%(address)s is unknown, but writes in a thread of yours", address=sender.address))
    if answered:
        reasons.append(_("Answers a mail that you sent"))
    reasons += [_("Copied to %(address)s", address=address) for address in others.values()]
    return Match(
        "in",
        counterparts=(contact,) if contact else (),
        copied=tuple(others),
        answers_sent=answered,
        stranger=sender if answered and not contact else None,
        grade=Grade.B if answered else Grade.C,
        reasons=tuple(reasons),
    )


def _outgoing(envelope: Envelope, book: Book, in_sent: bool) -> Match:
    moved = _contacts(envelope.to, book)
    copied = {
        contact: address
        for contact, address in _contacts((*envelope.cc, *envelope.bcc), book).items()
        if contact not in moved
    }
    reasons = [_("You wrote to %(address)s", address=address) for address in moved.values()]
    reasons += [_("Copied to %(address)s", address=address) for address in copied.values()]
    if not in_sent:
        reasons.append(_("It names you as its sender, but was not found in your Sent folder"))
    answered = _answered(envelope, book)
    grade = Grade.OWN if in_sent else Grade.C
    return Match("out", tuple(moved), tuple(copied), answered, grade=grade, reasons=tuple(reasons))


def _unclear(envelope: Envelope, book: Book) -> Match:
    """A From line that names several people or none moves nobody; a contact in it makes it a matter for triage."""
    known = next((one for one in envelope.from_ if _contact(one, book)), None)
    why = ", ".join(_(defect) for defect in envelope.defects if defect in _UNCLEAR)
    return Match("in", stranger=known, reasons=(_("The sender is unclear: %(why)s", why=why),))


def _answered(envelope: Envelope, book: Book) -> str:
    """The Message-ID that the user sent and this mail answers, "" for none.

    In-Reply-To is trusted alone; of References the last that is known and has the same base subject.
    """
    direct = next((one for one in envelope.in_reply_to if one in book.sent_ids), "")
    subject = subject_key(envelope.base_subject)
    return direct or next((one for one in reversed(envelope.references) if book.sent_ids.get(one) == subject), "")


def is_owner(address: Address, book: Book) -> bool:
    """Whether an address is the user's own, as it is or with a plus-part."""
    if address.address in book.owners:
        return True
    plain = base(address.address)
    return any(base(owner) == plain for owner in book.owners)


def _contact(address: Address, book: Book) -> str:
    """The contact who has this address, or has it without its plus-part; "" for nobody and for the user."""
    if is_owner(address, book) or never_logged(address, book):
        return ""
    return book.contacts.get(address.address) or book.contacts.get(base(address.address), "")


def _contacts(addresses: Iterable[Address], book: Book, without: str = "") -> dict[str, str]:
    """Contact id → the address by which it was found, in order, each once."""
    found: dict[str, str] = {}
    for address in addresses:
        contact = _contact(address, book)
        if contact and contact != without:
            found.setdefault(contact, address.address)
    return found


def never_logged(address: Address, book: Book) -> bool:
    """Whether the user never wants mail of this address, or of its domain, to be logged."""
    domain = "@" + address.address.rpartition("@")[2]
    return address.address in book.never_log or domain in book.never_log or base(address.address) in book.never_log
