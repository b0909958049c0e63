"""How pages say what the rows hold: kinds, labels, grades and states in the words of the method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from flask import Flask

from webapp import correction_words, filters
from webapp.domain import names
from webapp.domain.evidence import AskState
from webapp.models import (
    Ask,
    AskKind,
    Contact,
    Interaction,
    InteractionKind,
    Interview,
    InterviewState,
    Message,
    OutcomeKind,
    Way,
)
from webapp.services.proposals import ask_kind, person_of, request_of
from webapp.services.waiting import Clock

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
ASK_GROUPS = {
    AskState.DRAFTED: "Drafted",
    AskState.MADE: "Waiting for an answer",
    AskState.ANSWERED: "They answered: what did you obtain?",
    AskState.DECLINED: "Declined",
    AskState.OBTAINED: "Obtained: what did you do with it?",
    AskState.USED: "To report back",
    AskState.REPORTED_BACK: "Reported back",
}
GRADES = {
    "own": "your own act",
    "A": "sure: it answers a mail you sent, and your provider confirmed the sender",
    "B": "sure: it answers a mail you sent, or your provider confirmed the sender",
    "C": "you accepted it",
}
LABELS = {
    "reply": "reply",
    "thank_you": "thank-you",
    "ask": "ask",
    "introduction": "introduction",
    "meeting_agreed": "meeting agreed",
    "decline": "declined",
    "report_back": "report back",
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
INVITATIONS = {
    ("REQUEST", ""): "invitation",
    ("CANCEL", ""): "meeting cancelled",
    ("REPLY", "ACCEPTED"): "invitation accepted",
    ("REPLY", "DECLINED"): "invitation declined",
    ("REPLY", "TENTATIVE"): "invitation perhaps",
}


def ask_state(ask: Ask, clock: Clock | None = None) -> str:
    """Return where an ask stands; "unanswered" is derived from the day of its follow-up, by the clock of who waits."""
    if ask.made_at and ask.state is AskState.DRAFTED:  # the mail with it came back
        return "did not reach them"
    if ask.made_at and clock and (clock.day is None or clock.day < filters.today()):
        return f"unanswered since {filters.day(ask.made_at)}"
    return ASK_STATES[ask.state]


def follow_up(clock: Clock) -> str:
    """Return when an ask that waits is to be followed up, and that it may rest once that was done twice."""
    today = filters.today()
    if clock.back and clock.back > today:
        return f"away until {filters.day(clock.back)}"
    if clock.day is None:
        return "you came back to it twice; let it rest"
    if clock.named:
        return f"you said you would come back to it {filters.day(clock.day)}"
    which = "the last follow-up" if clock.followed_up else "a short follow-up"
    return f"{which} is fine {'now' if clock.due(today) else f'from {filters.day(clock.day)} on'}"


def met_at(interview: Interview) -> datetime:
    """Return when an interview begins, or began: who met sooner than planned met then."""
    held = interview.state is InterviewState.HELD and interview.began_at
    return min(held, interview.starts_at) if held else interview.starts_at


def labels(line: Interaction, message: Message | None) -> list[str]:
    """Return what a timeline line is, as classified and as the user corrected it."""
    found: dict[str, bool] = {}
    for finding in message.findings if message else ():
        found[finding["label"]] = found.get(finding["label"], False) or finding["sure"]
    told = {
        "decline": line.is_decline, "introduction": line.is_introduction, "meeting_agreed": line.is_agreed,
        "report_back": line.is_report,
    }  # fmt: skip
    if line.kind is not InteractionKind.THANKS:
        told["thank_you"] = line.is_thanks
    for label, holds in told.items():
        if holds is not None:
            found.pop(label, None)
            found |= {label: True} if holds else {}
    named = [("" if sure else "perhaps ") + LABELS.get(label, label) for label, sure in found.items()]
    return [*named, *_details_words(message)]


def _details_words(message: Message | None) -> list[str]:
    """Return what else a mail brought: invitations, and the day of return of who is away."""
    details = message.details if message else {}
    words = [
        INVITATIONS.get((one["method"], one["attendees"][0]["status"] if one["method"] == "REPLY" else ""), "")
        for one in details.get("invitations", ())
        if one["method"] != "REPLY" or one["attendees"]
    ]
    if until := details.get("away_until"):
        words.append(f"away until {filters.day(date.fromisoformat(until))}")
    return [word for word in _unique(words) if word]


def event_of(details: Mapping[str, Any], uid: str) -> dict[str, Any]:
    """Return when and what an event is of which a mail tells, for a question about it."""
    event = next(one for one in details["invitations"] if one["uid"] == uid)
    return {**event, "starts": datetime.fromisoformat(event["starts"]), "cancels": event["method"] == "CANCEL"}


def reasons(line: Interaction, message: Message | None) -> list[str]:
    """Return why a line stands where it stands, how sure that is, and why it may count for nothing."""
    if message is None:
        return ["You noted it here yourself."]
    told = [*message.match_reasons, *(_found(finding) for finding in message.findings)]
    return _unique(sentence(one) for one in (*told, *(_idle(line) or grade(line, message))))


def sentence(reason: str) -> str:
    """Return a reason as a page says it: the stages that read mail write theirs without a full stop."""
    whole = ANSWERS if reason == "Answers a mail that you sent" else reason
    if "@" not in whole.partition(" ")[0]:  # an address stays as it is written
        whole = whole[:1].upper() + whole[1:]
    return whole if whole.endswith((".", "!", "?", "”")) else f"{whole}."


def _found(finding: Mapping[str, Any]) -> str:
    """Return the sentence that earned a label, and whether that settles it."""
    return str(finding["reason"]) + ("" if finding["sure"] else " (only proposed)")


def mail_labels(message: Message) -> list[str]:
    """Return what a mail is, as classified."""
    return labels(Interaction(), message)


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


def namesake(message: Message, contact: Contact) -> bool:
    """Whether the mail is signed with the name of the contact."""
    return names.alike(names.words(message.from_name), names.words(contact.name))


def init_app(app: Flask) -> None:
    """Make the words known to the templates."""
    for function in (
        ask_state,
        follow_up,
        event_of,
        labels,
        met_at,
        namesake,
        person_of,
        reasons,
        request_of,
        sentence,
        mail_labels,
    ):
        app.add_template_filter(function)
    app.add_template_filter(correction_words.said)
    app.add_template_global(mailto)
    app.add_template_global(ask_kind)
    app.jinja_env.globals.update(ASK_KINDS=ASK_KINDS, ASK_GROUPS=ASK_GROUPS, GRADES=GRADES)
    app.jinja_env.globals.update(OUTCOME_KINDS=OUTCOME_KINDS, WAYS=WAYS, THANKS_FOR=THANKS_FOR)
