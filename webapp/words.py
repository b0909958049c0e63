"""How pages say what the rows hold: kinds, labels, grades and states in the words of the method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from flask import Flask

from webapp import correction_words, filters
from webapp.domain import names
from webapp.domain.evidence import AskState, phase_word
from webapp.domain.recognised import is_said
from webapp.domain.strength import TIERS
from webapp.domain.whose_words import the_mail, yours
from webapp.domain.wording import N_, _, capital
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
from webapp.services import messages
from webapp.services.contacts import source_words
from webapp.services.proposals import ask_kind, person_of, request_of
from webapp.services.waiting import Clock

ASK_KINDS = {
    AskKind.EXPERIENCE: (N_("Experience"), N_("their own story, always welcome")),
    AskKind.INFORMATION: (N_("Information"), N_("something they know, costs little")),
    AskKind.MEETING: (N_("Meeting"), N_("15 to 30 minutes of their time")),
    AskKind.ADVICE: (N_("Advice"), N_("they think about your case")),
    AskKind.FEEDBACK: (N_("Feedback"), N_("honest words on your pitch, résumé or goal")),
    AskKind.INTRODUCTION: (N_("Introduction"), N_("they risk their reputation")),
    AskKind.RECOMMENDATION: (N_("Recommendation"), N_("they put their good name to yours")),
    AskKind.VOUCH: (N_("Vouch"), N_("they speak up for you for a job")),
}
OUTCOME_KINDS = {
    OutcomeKind.ADVICE: N_("Advice"),
    OutcomeKind.INFORMATION: N_("Information"),
    OutcomeKind.SUGGESTION: N_("Suggestion"),
    OutcomeKind.FEEDBACK: N_("Feedback"),
    OutcomeKind.REFERRAL: N_("Referral"),
    OutcomeKind.INTRODUCTION: N_("Introduction"),
}
WAYS = {
    Way.SHARE: N_("Share what you learn"),
    Way.SHOW: N_("Let them see how you do it"),
    Way.HONOUR: N_("Honour their expertise"),
    Way.BREAK: N_("A break from routine"),
    Way.FAVOUR: N_("Help them repay a favour"),
    Way.COMPANY: N_("Company in a hard time"),
    Way.CUSTOMERS: N_("Refer customers to them"),
    Way.INTRODUCTION: N_("An introduction"),
    Way.RETURN: N_("A direct return of the favour"),
}
ASK_STATES = {
    AskState.DRAFTED: N_("not asked yet"),
    AskState.MADE: N_("waiting for an answer"),
    AskState.ANSWERED: N_("answered"),
    AskState.DECLINED: N_("declined"),
    AskState.OBTAINED: N_("obtained"),
    AskState.USED: N_("used"),
    AskState.REPORTED_BACK: N_("reported back"),
}
ASK_GROUPS = {
    AskState.DRAFTED: N_("Drafted"),
    AskState.MADE: N_("Waiting for an answer"),
    AskState.ANSWERED: N_("They answered: what did you obtain?"),
    AskState.DECLINED: N_("Declined"),
    AskState.OBTAINED: N_("Obtained: what did you do with it?"),
    AskState.USED: N_("To report back"),
    AskState.REPORTED_BACK: N_("Reported back"),
}
GRADES = {
    "own": N_("your own act"),
    "A": N_("sure: it answers a mail you sent, and your provider confirmed the sender"),
    "B": N_("sure: it answers a mail you sent, or your provider confirmed the sender"),
    "C": N_("you accepted it"),
}
LABELS = {
    "reply": N_("reply"),
    "thank_you": N_("thank-you"),
    "ask": N_("ask"),
    "introduction": N_("introduction"),
    "meeting_agreed": N_("meeting agreed"),
    "decline": N_("declined"),
    "report_back": N_("report back"),
    "auto_reply": N_("automatic answer"),
    "bounce": N_("not delivered"),
    "bulk": N_("mailing"),
}
ANSWERS = N_("It answers a mail that you sent.")
UNVERIFIED = N_("Address only: unverified. It counts once you accept it.")
THANKS_FOR = {
    "meeting": N_("Thank you for your time"),
    "introduction": N_("Thank you for the introduction"),
    "help": N_("Thank you for your help"),
}
INVITATIONS = {
    ("REQUEST", ""): N_("invitation"),
    ("CANCEL", ""): N_("meeting cancelled"),
    ("REPLY", "ACCEPTED"): N_("invitation accepted"),
    ("REPLY", "DECLINED"): N_("invitation declined"),
    ("REPLY", "TENTATIVE"): N_("invitation perhaps"),
}


def ask_state(ask: Ask, clock: Clock | None = None) -> str:
    """Return where an ask stands."""
    if ask.made_at and ask.state is AskState.DRAFTED:  # the mail with it came back
        return _("did not reach them")
    if ask.made_at and unanswered(ask, clock):
        return _("unanswered since %(day)s", day=filters.day(ask.made_at))
    return _(ASK_STATES[ask.state])


def unanswered(ask: Ask, clock: Clock | None) -> bool:
    """Whether an ask that reached them waits since longer than its follow-up, by the clock of who waits."""
    reached = ask.made_at and ask.state is not AskState.DRAFTED
    return bool(reached and clock and (clock.day is None or clock.day < filters.today()))


def follow_up(clock: Clock) -> str:
    """Return when an ask that waits is to be followed up, and that it may rest once that was done twice."""
    today = filters.today()
    if clock.back and clock.back > today:
        return _("away until %(day)s", day=filters.day(clock.back))
    if clock.day is None:
        return _("you came back to it twice; let it rest")
    if clock.named:
        return _("you said you would come back to it %(day)s", day=filters.day(clock.day))
    if clock.due(today):
        return _("the last follow-up is fine now") if clock.followed_up else _("a short follow-up is fine now")
    day = filters.day(clock.day)
    if clock.followed_up:
        return _("the last follow-up is fine from %(day)s on", day=day)
    return _("a short follow-up is fine from %(day)s on", day=day)


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
    named = [
        said if sure else _("perhaps %(label)s", label=said)
        for label, sure in found.items()
        if (said := _(LABELS.get(label, label)))
    ]
    return [*named, *_details_words(message)]


def _details_words(message: Message | None) -> list[str]:
    """Return what else a mail brought: invitations, and the day of return of who is away."""
    details = message.details if message else {}
    words = [
        _(said)
        for one in details.get("invitations", ())
        if one["method"] != "REPLY" or one["attendees"]
        if (said := INVITATIONS.get((one["method"], one["attendees"][0]["status"] if one["method"] == "REPLY" else "")))
    ]
    if until := details.get("away_until"):
        words.append(_("away until %(day)s", day=filters.day(date.fromisoformat(until))))
    return _unique(words)


def event_of(details: Mapping[str, Any], uid: str) -> dict[str, Any]:
    """Return when and what an event is of which a mail tells, for a question about it."""
    event = next(one for one in details["invitations"] if one["uid"] == uid)
    return {**event, "starts": datetime.fromisoformat(event["starts"]), "cancels": event["method"] == "CANCEL"}


def reasons(line: Interaction, message: Message | None) -> list[str]:
    """Return why a line stands where it stands, how sure that is, and why it may count for nothing."""
    if message is None:
        return [_("You noted it here yourself.")]
    told = [*message.match_reasons, *(_found(finding) for finding in message.findings)]
    return _unique(sentence(one) for one in (*told, *(_idle(line) or grade(line, message))))


def sentence(reason: str) -> str:
    """Return a reason as a page says it: the stages that read mail write theirs without a full stop."""
    whole = _(ANSWERS) if is_said(messages.ANSWERS, reason) else reason
    if "@" not in whole.partition(" ")[0]:  # an address stays as it is written
        whole = capital(whole)
    return whole if whole.endswith((".", "!", "?", "”")) else f"{whole}."


def _found(finding: Mapping[str, Any]) -> str:
    """Return the sentence that earned a label, and whether that settles it."""
    reason = _(str(finding["reason"]))
    return reason if finding["sure"] else _("%(reason)s (only proposed)", reason=reason)


def mail_labels(message: Message) -> list[str]:
    """Return what a mail is, as classified."""
    return labels(Interaction(), message)


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def grade(line: Interaction, message: Message) -> list[str]:
    """Return how sure we are that this is really from them, and what that rests on."""
    if line.direction == "out":
        return [_("You sent it, so it counts fully.")]
    if line.accepted_at is not None:
        return [_("You said that it is theirs.")]
    domain = message.from_address.rpartition("@")[2]
    found = {
        _(ANSWERS): line.grade in {"A", "B"} and not (line.grade == "B" and message.authenticated),
        _("Your provider confirmed that it comes from %(domain)s.", domain=domain): message.authenticated,
    }
    return [text for text, holds in found.items() if holds] or [_(UNVERIFIED)]


def _idle(line: Interaction) -> list[str]:
    why = {
        _("It was written by a machine, so it moves nothing."): line.automatic,
        _("They were only copied in, so it moves nothing."): line.copied,
        _("You took it back, so it moves nothing."): line.undone_at is not None,
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
        source_words,
        mail_labels,
        unanswered,
    ):
        app.add_template_filter(function)
    app.jinja_env.filters.update(capital=capital, the_mail=the_mail, yours=yours)
    app.add_template_filter(correction_words.said)
    app.add_template_global(mailto)
    app.add_template_global(ask_kind)
    app.jinja_env.globals.update(ASK_KINDS=ASK_KINDS, ASK_GROUPS=ASK_GROUPS, GRADES=GRADES, TIERS=TIERS)
    app.jinja_env.globals.update(OUTCOME_KINDS=OUTCOME_KINDS, WAYS=WAYS, THANKS_FOR=THANKS_FOR, phase_word=phase_word)
