"""What a mail is: automatic mail by headers first, then each label by the sentences that its sender wrote now."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import reduce

from mailsync.appointments import appointments, between_people, sent_for_somebody
from mailsync.asks import THRESHOLD as ASK_THRESHOLD
from mailsync.asks import Heard, asks, requests
from mailsync.automatic import automatic
from mailsync.away import away_until
from mailsync.bulk import bulk
from mailsync.introduction_formulas import INTRODUCTION, INTRODUCTION_FOREIGN
from mailsync.introduction_stated import INTRODUCTION_STATED, INTRODUCTION_STATED_FOREIGN
from mailsync.mail import Direction, Finding, Label, Mail, Verdict
from mailsync.meeting_formulas import MEETING_AGREED, MEETING_AGREED_FOREIGN
from mailsync.meeting_stated import MEETING_STATED, MEETING_STATED_FOREIGN
from mailsync.named import people
from mailsync.quotes import history
from mailsync.refusals import DECLINE, DECLINE_FOREIGN
from mailsync.refusals_indirect import DECLINE_INDIRECT, DECLINE_INDIRECT_FOREIGN
from mailsync.reports import report
from mailsync.rules import Rule, foreign, heaviest_first, weigh
from mailsync.sentences import Sentence, sentences
from mailsync.thanks import Thanks, thanks
from webapp.domain.wording import N_, _

_ENGLISH = ((*DECLINE, *DECLINE_INDIRECT), (*MEETING_AGREED, *MEETING_STATED), (*INTRODUCTION, *INTRODUCTION_STATED))
_FOREIGN = (
    (*DECLINE_FOREIGN, *DECLINE_INDIRECT_FOREIGN),
    (*MEETING_AGREED_FOREIGN, *MEETING_STATED_FOREIGN),
    (*INTRODUCTION_FOREIGN, *INTRODUCTION_STATED_FOREIGN),
)
# By whether the mail may be in another language than English.
_RULES = {
    False: tuple(heaviest_first(one) for one in _ENGLISH),
    True: tuple(heaviest_first((*one, *more)) for one, more in zip(_ENGLISH, _FOREIGN, strict=True)),
}
# What is thanked for.
_SOURCES = {"help": N_("help"), "introduction": N_("an introduction"), "meeting": N_("a meeting")}
TEXT_LIMIT = 12_000
CROWD = 10
_SUBJECT_REPLY = re.compile(r"\s*(?:re|aw|antw|sv|vs|rif|ref|r)\b\s?(?:\[\d+\])?:", re.IGNORECASE)
_SUBJECT_LIST = re.compile(r"\[[\w .-]{2,40}\]")
_BEFORE_TO = re.compile(r"\n[ \t*>]*(?:to|an|à|para|a|aan)\s?:")


def classify(mail: Mail, direction: Direction, *, answers_sent: bool, owners: Collection[str] = ()) -> Verdict:
    """The labels of a mail with the words that earned them.

    `answers_sent` says that its thread headers name a mail which the user sent; `owners` are the user's addresses,
    by which a reply without thread headers is told from its quoted text.
    """
    found = sentences(mail.new_text[:TEXT_LIMIT])
    machine = automatic(mail, found) or bulk(mail, direction == "out")
    reply = _reply(mail, direction, answers_sent, owners)
    if machine is not None and machine.label is Label.BULK and sent_for_somebody(mail):
        # The words beside the calendar part are those of a program.
        return Verdict(_present(reply, *appointments(mail, direction)))
    if machine is not None and not (direction == "out" and machine.label is not Label.BULK):
        return Verdict((machine,), away_until=away_until(mail) if machine.label is Label.AUTO_REPLY else None)
    return _written(mail, found, direction, reply, owners)


def _written(
    mail: Mail, found: tuple[Sentence, ...], direction: Direction, reply: Finding | None, owners: Collection[str]
) -> Verdict:
    """What a mail from person to person is."""
    refusals, meetings, introductions = _RULES[foreign(found)]
    heard = asks(found)
    request = heard.sentence if heard is not None and heard.weight >= ASK_THRESHOLD else None
    decline = _labelled(Label.DECLINE, refusals, found, N_("%(quote)s turns it down"))
    gratitude = thanks(found, mail.subject, request=request, declines=decline is not None)
    introduction = _labelled(Label.INTRODUCTION, introductions, found, N_("%(quote)s introduces or names a person"))
    findings = (
        reply,
        _thank_you(gratitude, crowd=len(mail.envelope.to) + len(mail.envelope.cc) > CROWD),
        _ask(heard),
        introduction,
        # A calendar part says it better than the words beside it.
        None if between_people(mail) else _meeting_agreed(meetings, found, asked=request is not None),
        decline,
        _report_back(found) if direction == "out" else None,
        *(one for one in appointments(mail, direction) if not (decline and one.label is Label.DECLINE)),
    )
    return Verdict(
        _present(*findings),
        gratitude.sources if gratitude else frozenset(),
        requests(heard),
        # Whom the user introduces to others is nobody new to them.
        people(mail, found, introduction, owners) if direction == "in" else (),
    )


def _present(*findings: Finding | None) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one)


def _meeting_agreed(meetings: tuple[Rule, ...], found: tuple[Sentence, ...], *, asked: bool) -> Finding | None:
    return _labelled(
        Label.MEETING_AGREED, meetings, found, N_("%(quote)s agrees to a time"), least=0.8 if asked else 0.6
    )


def _labelled(
    label: Label, rules: tuple[Rule, ...], found: tuple[Sentence, ...], says: str, *, least: float = 0.6
) -> Finding | None:
    """The finding of a label whose rules weigh enough together; what it `says` quotes the heaviest sentence."""
    weighed = list(weigh(rules, found))
    # In a note of a few lines a formula is the message; in a longer mail it may be its closing.
    long = sum(len(one.text.split()) > 2 for one in found) > 3
    if sum(weight for weight, _sentence in weighed) < (1 if long else least):
        return None
    best, sentence = max(weighed, key=lambda pair: pair[0])
    return Finding(label, _(says, quote=sentence.quote), sure=best >= 1)


def _ask(heard: Heard | None) -> Finding | None:
    if heard is None or heard.weight < ASK_THRESHOLD:
        return None
    return Finding(Label.ASK, _("%(quote)s asks for something", quote=heard.sentence.quote), sure=heard.weight >= 1)


def _report_back(found: tuple[Sentence, ...]) -> Finding | None:
    told = report(found)
    if told is None:
        return None
    return Finding(Label.REPORT_BACK, _("%(quote)s tells how it went", quote=told.sentence.quote), sure=told.sure)


def _thank_you(gratitude: Thanks | None, *, crowd: bool) -> Finding | None:
    """The finding of a thank-you; what thanks a crowd settles nothing that is owed to one of them."""
    if gratitude is None:
        return None
    quote = gratitude.sentence.quote
    said = _("%(quote)s thanks", quote=quote)
    if gratitude.sources:
        named = (_(_SOURCES[name]) for name in sorted(gratitude.sources))
        what = reduce(lambda one, other: _("%(one)s and %(other)s", one=one, other=other), named)
        said = _("%(quote)s thanks for %(what)s", quote=quote, what=what)
    return Finding(Label.THANK_YOU, said, sure=gratitude.sure and not crowd)


def _reply(mail: Mail, direction: Direction, answers_sent: bool, owners: Collection[str]) -> Finding | None:
    if direction != "in":
        return None
    if answers_sent:
        return Finding(Label.REPLY, _("It answers a mail that you sent"))
    if mail.envelope.answers or not _SUBJECT_REPLY.match(mail.subject) or _SUBJECT_LIST.search(mail.subject):
        return None
    quoted = next(iter(_quotes_owner(mail, owners)), "")
    if not quoted:
        return None
    return Finding(Label.REPLY, _("It has no thread headers, but quotes %(who)s", who=quoted), sure=False)


def _quotes_owner(mail: Mail, owners: Collection[str]) -> Iterator[str]:
    """The user's address or name at the head of the quoted text, where its author stands."""
    head = _BEFORE_TO.split(history(mail.text)[:400].lower(), maxsplit=1)[0]
    for person in (*mail.envelope.to, *mail.envelope.cc):
        if person.address not in owners:
            continue
        local = re.split(r"[._+@-]", person.address.partition("@")[0])
        if person.address in head or (
            len(local) > 1 and all(re.search(rf"\b{re.escape(part)}", head) for part in local if part)
        ):
            yield person.address
