"""Which mail a bounce returns: the Message-ID in the part that brings it back, or quoted in the report's text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailsync.headers import Fields, fields, first, message_ids, raw_text, split_message, words
from mailsync.mail import Envelope
from mailsync.mime import Part, media_type
from mailsync.people import people

_HEADERS = frozenset({"text/rfc822-headers", "message/global-headers"})
# A provider that numbers mail anew keeps the number under which the user's program sent it.
_NAMES = ("x-microsoft-original-message-id", "message-id")
_DAEMON = re.compile(r"(?:mailer-?daemon|postmaster|mail-?daemon|maildelivery|microsoftexchange\w+)@")
_STATUS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_ACTION = re.compile(rb"^action:[ \t]{0,20}(\w+)", re.IGNORECASE | re.MULTILINE)
_LATE = re.compile(
    r"\(delay(?:ed)?\)|delayed mail|warning message only|(?:has|have) been delayed|delivery (?:is )?delayed"
    r"|will (?:keep|continue) (?:trying|to try)|will be retried|successful(?:ly)? (?:delivered|relayed|mail)",
    re.IGNORECASE,
)
_OTHER_REPORTS = frozenset({"disposition-notification", "feedback-report"})
# qmail, Exim and old sendmail put the returned header under their own words, some with a mark before each line.
_QUOTED = re.compile(r"^[>|* \t]{0,6}message-id:\s{0,80}(<[^<>\s]{1,998}>)", re.IGNORECASE | re.MULTILINE)


def returned_id(head: Fields, leaves: Sequence[Part], text: str) -> str:
    """The Message-ID of the mail that a bounce returns, in angle brackets; "" where it is no bounce or not told.

    What is only late, or was delivered after all, is not returned.
    """
    if not _is_report(head) or _is_on_its_way(head, leaves, text):
        return ""
    for leaf in leaves:
        if leaf.is_mail or leaf.kind in _HEADERS:
            found = _id(fields(split_message(leaf.mail().lstrip())[0]), _NAMES)
            if found:
                return found
    quoted = _QUOTED.search(text)
    return quoted[1] if quoted else _id(head, ("in-reply-to", "references"))


def _is_on_its_way(head: Fields, leaves: Sequence[Part], text: str) -> bool:
    """Whether the report is of a delay or of success: by its fields where they are at hand, else by its words."""
    actions = [action for leaf in leaves if leaf.kind in _STATUS for action in _ACTION.findall(leaf.mail())]
    if actions:
        return b"failed" not in {action.lower() for action in actions}
    return _LATE.search(words(raw_text(first(head, "subject")))) is not None or _LATE.search(text[:4000]) is not None


def by_server(envelope: Envelope) -> bool:
    """Whether the address of its From is one by which mail servers write: what they say is in the body."""
    return any(_DAEMON.match(one.address) for one in envelope.from_)


def _is_report(head: Fields) -> bool:
    """Whether it comes from a mail server, by what servers write and no person: else a forward would be a bounce."""
    kind, parameters = media_type(head)
    if kind == "multipart/report":
        return parameters.get("report-type", "").lower() not in _OTHER_REPORTS
    # A null Return-Path tells nothing: absence notices have it too, and return nothing.
    return "x-failed-recipients" in head or any(_DAEMON.match(one.address) for one in people(first(head, "from"))[0])


def _id(head: Fields, names: Sequence[str]) -> str:
    return next((found[-1] for name in names if (found := message_ids(first(head, name)))), "")
