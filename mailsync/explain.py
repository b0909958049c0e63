"""What would be done with mails, and why: the whole understanding of mail on values, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from mailsync.appointments import shown
from mailsync.authentication import confirmed_by
from mailsync.classify import classify
from mailsync.headers import fields, split_message
from mailsync.limits import TooLong, time_limit
from mailsync.mail import Book, Envelope, Forwarded, Grade, Mail, Match, Verdict
from mailsync.match import is_owner, match
from mailsync.parse import envelope, parse
from mailsync.unwrap import unwrap
from webapp.domain.addresses import normalise
from webapp.domain.threads import subject_key

_UNREAD: dict[str, Any] = {
    "direction": "in", "labels": [], "evidence": "C", "reasons": [], "new_text": "", "subject": "", "date": None,
    "from": "", "to": [], "cc": [], "message_id": "", "in_reply_to": "", "references": [], "forwarded": None,
}  # fmt: skip
_CARRIED = ("from_name", "from_addr", "to", "cc", "subject", "date", "body", "note")
_NO_MAIL = _UNREAD | {"error": "This is no mail: it has no header."}


def explain(
    mails: Iterable[tuple[str, bytes]], owners: Sequence[str], contacts: Sequence[str], provider: str = ""
) -> Iterator[dict[str, Any]]:
    """One plain dictionary a mail, in order; a mail that cannot be read has its `error` and costs no other.

    Mails from an owner in the same call count as sent before. Without contacts everybody but the owners is one.
    `provider` is the name of the one whose Authentication-Results are believed.
    """
    held = list(mails)
    own = frozenset(normalise(one) for one in owners)
    known = {normalise(one): normalise(one) for one in contacts}
    sent = dict(_sent_ids((raw for _, raw in held), Book(own, {})))
    for name, raw in held:
        try:
            with time_limit():
                is_mail = fields(split_message(raw)[0])
                found = _line(unwrap(parse(raw)), own, known, sent, provider) if is_mail else _NO_MAIL
            yield {"file": name, **found, "error": found.get("error")}
        except (Exception, TooLong) as error:  # a line for every mail is the promise, whatever is wrong with it
            yield {"file": name, **_UNREAD, "error": f"{type(error).__name__}: {error}"[:300]}


def _sent_ids(raws: Iterable[bytes], book: Book) -> Iterator[tuple[str, str]]:
    for raw in raws:
        # A mail that cannot be read is reported when it is explained itself.
        with suppress(Exception):
            seen = envelope(split_message(raw)[0])
            if any(is_owner(one, book) for one in seen.from_):
                yield from ((one, subject_key(seen.base_subject)) for one in (seen.message_id, seen.original_id) if one)


def _line(
    mail: Mail, own: frozenset[str], known: Mapping[str, str], sent: Mapping[str, str], provider: str
) -> dict[str, Any]:
    who = mail.envelope
    contacts = known or {one.address: one.address for one in (*who.from_, *who.to, *who.cc, *who.bcc)}
    matched = _graded(match(who, Book(own, contacts, sent)), mail, provider)
    verdict = classify(mail, matched.direction, answers_sent=bool(matched.answers_sent), owners=own)
    return {
        "direction": matched.direction,
        "labels": [label.value for label in verdict.labels],
        "evidence": matched.grade.value,
        "reasons": _reasons(matched, verdict, mail),
        "new_text": mail.new_text,
        "subject": mail.subject,
        "date": mail.date.isoformat() if mail.date else None,
        **_people(who),
        "message_id": who.message_id,
        "in_reply_to": next(iter(who.in_reply_to), ""),
        "references": list(who.references),
        "forwarded": _carried(mail.forwarded),
    }


def _carried(forwarded: Forwarded | None) -> dict[str, str] | None:
    return None if forwarded is None else {name: getattr(forwarded, name) for name in _CARRIED}


def _graded(matched: Match, mail: Mail, provider: str) -> Match:
    """The match with the word of the provider, which is worth one grade."""
    if matched.direction != "in" or not confirmed_by(provider, mail):
        return matched
    reason = f"{provider} confirms that it comes from {mail.envelope.from_[0].address.rpartition('@')[2]}"
    grade = Grade.A if matched.answers_sent else Grade.B
    return replace(matched, grade=grade, reasons=(*matched.reasons, reason))


def _reasons(matched: Match, verdict: Verdict, mail: Mail) -> list[str]:
    proposals = (f"{one.reason}{'' if one.sure else ' (only proposed)'}" for one in verdict.findings)
    unread = (f"Noticed: {defect}" for defect in mail.defects)
    return [*matched.reasons, *_forward_reasons(mail.forwarded), *proposals, *_read(mail, verdict), *unread]


def _read(mail: Mail, verdict: Verdict) -> Iterator[str]:
    """What was read besides the labels."""
    for one in mail.invitations:
        yield f"Calendar {one.method}: {shown(one)}"
    for ask in verdict.requests:
        yield f"Asks for {ask.kind}: “{ask.text}”"
    for person in verdict.people:
        who = f"{person.name} <{person.address}>".strip() if person.address else person.name
        yield f"{'Introduces' if person.introduced else 'Names'} {who}: “{person.quote}”"
    if verdict.away_until:
        yield f"Back on {verdict.away_until:%Y-%m-%d}"
    if mail.returned_id:
        yield f"Returns the mail {mail.returned_id}"


def _forward_reasons(forwarded: Forwarded | None) -> Iterator[str]:
    if forwarded is None:
        return
    sender = f"{forwarded.from_name} <{forwarded.from_addr}>" if forwarded.from_addr else forwarded.from_name
    yield f"Forwards a mail of {sender.strip() or 'somebody who is not named'}"
    if forwarded.unsure:
        yield f"Not sure whose mail is forwarded: {forwarded.unsure}"


def _people(who: Envelope) -> dict[str, Any]:
    return {
        "from": who.from_[0].address if who.from_ else "",
        "to": [one.address for one in who.to],
        "cc": [one.address for one in who.cc],
    }
