"""How pages say what the rows hold: kinds, labels, grades and states in the words of the method."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote

from flask import Flask

from webapp import filters
from webapp.domain.duties import follow_up_day
from webapp.domain.evidence import AskState
from webapp.models import Ask, AskKind, Interaction, InteractionKind, Message, OutcomeKind, Way

ASK_KINDS = {
    AskKind.EXPERIENCE: ("Experience", "their own story, always welcome"),
    AskKind.INFORMATION: ("Information", "something they know, costs little"),
    AskKind.MEETING: ("Meeting", "15 to 30 minutes of their time"),
    AskKind.ADVICE: ("Advice", "they think about your case"),
    AskKind.FEEDBACK: ("Feedback", "honest words on your pitch, résumé or goal"),
    AskKind.INTRODUCTION: ("Introduction", "they risk their reputation"),
    AskKind.RECOMMENDATION: ("Recommendation", "they put their good name to yours"),
    AskKind.VOUCH: ("Vouch", "they speak up for you for a job"),
}
OUTCOME_KINDS = {kind: kind.value.capitalize() for kind in OutcomeKind}
WAYS = {
    Way.SHARE: "Share what you learn",
    Way.SHOW: "Let them see how you do it",
    Way.HONOUR: "Honour their expertise",
    Way.BREAK: "A break from routine",
    Way.FAVOUR: "Help them repay a favour",
    Way.COMPANY: "Company in a hard time",
    Way.CUSTOMERS: "Refer customers to them",
    Way.INTRODUCTION: "An introduction",
    Way.RETURN: "A direct return of the favour",
}
ASK_STATES = {
    AskState.DRAFTED: "not asked yet",
    AskState.MADE: "waiting for an answer",
    AskState.ANSWERED: "answered",
    AskState.DECLINED: "declined",
    AskState.OBTAINED: "obtained",
    AskState.USED: "used",
    AskState.REPORTED_BACK: "reported back",
}
LABELS = {
    "reply": "reply",
    "thank_you": "thank-you",
    "ask": "ask",
    "introduction": "introduction",
    "meeting_agreed": "meeting agreed",
    "decline": "declined",
    "auto_reply": "automatic answer",
    "bounce": "not delivered",
    "bulk": "mailing",
}
ANSWERS = "It answers a mail that you sent."
UNVERIFIED = "Address only: unverified. It counts once you accept it."
THANKS_FOR = {
    "meeting": "Thank you for your time",
    "introduction": "Thank you for the introduction",
    "help": "Thank you for your help",
}
PATIENCE = 3  # business days before a follow-up is suggested


def ask_state(ask: Ask) -> str:
    """Return where an ask stands; "unanswered" is derived from the day by which an answer can be expected."""
    if ask.state is AskState.MADE and ask.made_at and filters.today() > due_day(ask):
        return f"unanswered since {filters.day(ask.made_at)}"
    return ASK_STATES[ask.state]


def due_day(ask: Ask) -> date:
    """Return the day by which an answer can be expected."""
    made = filters.local(ask.made_at).date() if ask.made_at else filters.today()
    return ask.follow_up_on or follow_up_day(made, PATIENCE)


def labels(line: Interaction, message: Message | None) -> list[str]:
    """Return what a timeline line is, as classified and as the user corrected it."""
    found: dict[str, bool] = {}
    for finding in message.findings if message else ():
        found[finding["label"]] = found.get(finding["label"], False) or finding["sure"]
    if line.is_thanks is not None and line.kind is not InteractionKind.THANKS:
        found.pop("thank_you", None)
        found |= {"thank_you": True} if line.is_thanks else {}
    return [("" if sure else "perhaps ") + LABELS.get(label, label) for label, sure in found.items()]


def reasons(line: Interaction, message: Message | None) -> list[str]:
    """Return why a line stands where it stands, how sure that is, and why it may count for nothing."""
    if message is None:
        return ["You noted it here yourself."]
    told = [*_unique(message.match_reasons), *_unique(finding["reason"] for finding in message.findings)]
    return [*told, *(_idle(line) or grade(line, message))]


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def grade(line: Interaction, message: Message) -> list[str]:
    """Return how sure we are that this is really from them, and what that rests on."""
    if line.direction == "out":
        return ["You sent it, so it counts fully."]
    if line.accepted_at is not None:
        return ["You said that it is theirs."]
    domain = message.from_address.rpartition("@")[2]
    found = {
        ANSWERS: line.grade in {"A", "B"} and not (line.grade == "B" and message.authenticated),
        f"Your provider confirmed that it comes from {domain}.": message.authenticated,
    }
    return [text for text, holds in found.items() if holds] or [UNVERIFIED]


def _idle(line: Interaction) -> list[str]:
    why = {
        "It was written by a machine, so it moves nothing.": line.automatic,
        "They were only copied in, so it moves nothing.": line.copied,
        "You took it back, so it moves nothing.": line.undone_at is not None,
    }
    return [text for text, holds in why.items() if holds]


def mailto(address: str, subject: str) -> str:
    """Return the link that opens the user's mail program; everything in it is percent-encoded."""
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}"


def init_app(app: Flask) -> None:
    """Make the words known to the templates."""
    for function in (ask_state, labels, reasons):
        app.add_template_filter(function)
    app.add_template_global(mailto)
    app.jinja_env.globals.update(ASK_KINDS=ASK_KINDS, OUTCOME_KINDS=OUTCOME_KINDS, WAYS=WAYS, THANKS_FOR=THANKS_FOR)
