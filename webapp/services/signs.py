"""What led to a decision about a mail, without a word of it: no address, no subject, no text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.languages import language
from webapp.domain.recognised import is_said
from webapp.domain.wording import N_
from webapp.models import Interaction, Message, MessageReference

# The sentences of the matching stage, by the rule that says them.
_RULES = {
    N_("From %(address)s, an address of this contact"): "address",
    N_("Answers a mail that you sent"): "answers_sent",
    N_("You wrote to %(address)s"): "to",
    N_("Copied to %(address)s"): "copied",
    N_("The sender is unclear: %(why)s"): "unclear_sender",
    N_("It names you as its sender, but was not found in your Sent folder"): "not_in_sent",
}
_TELLING = (
    "auto-submitted", "feedback-id", "list-id", "list-unsubscribe", "precedence", "x-auto-response-suppress",
    "x-autoreply", "x-campaign-id", "x-failed-recipients", "x-mailer", "reply-to", "authentication-results",
)  # fmt: skip


def signs_of(session: Session, message: Message, line: Interaction | None = None) -> dict[str, Any]:
    """Return the signs of a mail, and of its line on one timeline."""
    direct = select(MessageReference.id).where(MessageReference.message_row == message.id, MessageReference.direct)
    return {
        "direction": message.direction,
        "labels": {one["label"]: bool(one["sure"]) for one in message.findings},
        "rules": sorted({_rule(reason) for reason in message.match_reasons}),
        "thanks_for": list(message.thanks_for),
        "grade": line.grade if line is not None else "",
        "role": "" if line is None else "copied" if line.copied else "counterpart",
        "automatic": message.automatic,
        "authenticated": message.authenticated,
        "via": message.via.value,
        "in_reply_to": session.scalar(direct.limit(1)) is not None,
        "headers": _present(message.header),
        "recipients": len(message.to_addresses) + len(message.cc_addresses),
        "attachments": len(message.attachments),
        "words": len(message.new_text.split()),
        "language": language(message.new_text),
    }


def _rule(reason: str) -> str:
    return next((rule for text, rule in _RULES.items() if is_said(text, reason)), "other")


def _present(header: str) -> list[str]:
    names = {line.partition(":")[0].strip().lower() for line in header.splitlines() if ":" in line[:80]}
    return [name for name in _TELLING if name in names]
