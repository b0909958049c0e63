"""What a letter has to say, point by point: each a question to the text that answers present, missing or against."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.domain import letter_formulas as says
from webapp.domain.letter_days import days, wrong_weekday
from webapp.domain.letter_facts import CALL_WITHIN, LONGEST, MINUTES, Facts
from webapp.domain.letter_text import Sentence, Text, words
from webapp.domain.wording import N_, _, long_day, weekday


class Verdict(StrEnum):
    """What became of a point: it is there, it is not, or what is there breaks the rule."""

    PRESENT = "present"
    MISSING = "missing"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Point:
    """One point: `says` is the sentence that has it, or what to do where it is missing or against the rule."""

    name: str
    verdict: Verdict
    says: str


Need = Callable[[Text, Facts], Point]
_NUMBERS = {
    "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40, "forty-five": 45,
    "sixty": 60, "ninety": 90,
}  # fmt: skip
_ACRONYM_OR_NAME = re.compile(r"[^\W\d_][\w'’-]+")


def formula(name: str, pattern: re.Pattern[str], todo: str, *, unless: re.Pattern[str] | None = None) -> Need:
    """Return the need for a sentence of that form; its name and what to do are given as marked."""

    def need(text: Text, _facts: Facts) -> Point:
        return _found(_(name), text.find(pattern, unless), _(todo))

    return need


def _found(name: str, sentence: Sentence | None, todo: str) -> Point:
    return Point(name, Verdict.PRESENT, sentence.quote) if sentence else Point(name, Verdict.MISSING, todo)


def _against(name: str, todo: str) -> Point:
    return Point(name, Verdict.AGAINST, todo)


def dated(day: date) -> str:
    """Return a near day as the page says it: with the day of the week, and no year."""
    return _("%(weekday)s %(day)s", weekday=weekday(day), day=long_day(day))


def referrer(text: Text, facts: Facts) -> Point:
    """Who referred the user; by name only with permission."""
    name = _("Who referred you")
    named = _naming(text, facts)
    if facts.referrer and not facts.may_name:
        if named:
            todo = _("%(name)s has not said that you may use their name. Ask first.", name=facts.referrer)
            return _against(name, todo)
        return _found(
            name,
            text.find(says.REFERRED),
            _(
                "Ask %(name)s whether you may use their name; until then, say how you came to write.",
                name=facts.referrer,
            ),
        )
    if facts.referrer:
        todo = _("Say in the first lines that %(name)s gave you their name.", name=facts.referrer)
        return _found(name, named, todo)
    return _found(
        name,
        text.find(says.REFERRED),
        _(
            "Say who suggested that you write, or where you found their name. If nobody did, look first for "
            "somebody who knows them."
        ),
    )


def _naming(text: Text, facts: Facts) -> Sentence | None:
    """The sentence that names the referrer, by a name that is not the contact's or the user's own."""
    others = {word.lower() for one in (facts.to, facts.name) for word in _ACRONYM_OR_NAME.findall(one)}
    names = [word.lower() for word in _ACRONYM_OR_NAME.findall(facts.referrer)]
    wanted = {word for word in names if word not in others} or set(names)
    return next((one for one in text.sentences if wanted & set(re.findall(r"[^\W\d_][\w'-]+", one.low))), None)


def who(text: Text, facts: Facts) -> Point:
    """Who the user is."""
    found = text.find(says.WHO, re.compile(r"\bi am (?:writing|not|calling)\b(?!.*\bi am an?\b)")) or _told(text, facts)
    return _found(_("Who you are"), found, _("Say in one sentence who you are and what you do."))


def _told(text: Text, facts: Facts) -> Sentence | None:
    return text.shares(facts.situation, 3)


def situation(text: Text, facts: Facts) -> Point:
    """Where the user stands at present."""
    own = re.compile(r"\bi\b|\bmy\b|\bi'm\b")
    found = next((one for one in text.all(says.SITUATION, says.NO_JOB) if own.search(one.low)), None)
    todo = _("Say where you stand at present: at work, looking, changing fields.")
    return _found(_("Your situation"), found or _told(text, facts), todo)


def wanted(text: Text, facts: Facts) -> Point:
    """What specific information is asked for."""
    name = _("What you want to know")
    vague = text.find(says.VAGUE)
    if found := text.shares(facts.ask) or next(filter(_specific, text.all(says.WANTS, says.VAGUE)), None):
        return Point(name, Verdict.PRESENT, found.quote)
    if vague:
        todo = _("%(quote)s could be anything. Ask for one specific thing.", quote=vague.quote)
        return Point(name, Verdict.MISSING, todo)
    return Point(name, Verdict.MISSING, _("Ask for one specific thing: what do you want to learn from them?"))


def _specific(sentence: Sentence) -> bool:
    return any(words(found["what"] or found["named"]) for found in says.TOPIC.finditer(sentence.low))


def minutes(text: Text, _facts: Facts) -> Point:
    """How much time is asked for: 15 to 20 minutes, and never more than 30."""
    name = _("How much time")
    asking = list(text.all(says.OF_YOUR_TIME))
    if long := next((one for one in asking if says.HOURS.search(one.low) or _longest(one) > LONGEST), None):
        todo = _(
            "%(quote)s is much to ask of somebody busy. Ask for %(minutes)s.", quote=long.quote, minutes=_(MINUTES)
        )
        return _against(name, todo)
    todo = _("Say how much time you ask for: %(minutes)s.", minutes=_(MINUTES))
    if some := text.find(says.SOME_TIME):
        todo = _(
            "%(quote)s can mean anything. Say how much time you ask for: %(minutes)s.",
            quote=some.quote, minutes=_(MINUTES),
        )  # fmt: skip
    return _found(name, next(iter(asking), None), todo)


def _longest(sentence: Sentence) -> int:
    found = [number for match in says.MINUTE.finditer(sentence.low) for number in match.groups() if number]
    return max((_NUMBERS.get(one.replace(" ", "-"), 0) or int(one) for one in found), default=0)


def help_wanted(text: Text, _facts: Facts) -> Point:
    """How the contact can help."""
    return _found(
        _("How they can help"), text.find(says.THEIR_HELP), _("Say what their answer would help you with, or decide.")
    )


def research(text: Text, facts: Facts) -> Point:
    """Something that the user found out about the contact's employer."""
    of_them = facts.organisation.lower()
    read = next((one for one in text.all(says.RESEARCH) if (of_them and of_them in one.low) or "your" in one.low), None)
    # To name the place, or what they are there, shows nothing of what was found out.
    found_out = words(facts.research) - words(f"{facts.organisation} {facts.role}")
    name, todo = _RESEARCH[bool(facts.organisation), bool(facts.research)]
    where = {"organisation": facts.organisation}
    return _found(_(name, **where), text.shares(" ".join(found_out)) or read, _(todo, **where))


# By whether the place is known, and whether something was found out about it.
_RESEARCH = {
    (True, True): (
        N_("Something about %(organisation)s"),
        N_("Mention one thing that you found out about %(organisation)s. It shows that you mean them."),
    ),
    (True, False): (
        N_("Something about %(organisation)s"),
        N_("Find out one thing about %(organisation)s and mention it; note it with the organisation, too."),
    ),
    (False, True): (
        N_("Something about their employer"),
        N_("Mention one thing that you found out about their employer. It shows that you mean them."),
    ),
    (False, False): (
        N_("Something about their employer"),
        N_("Find out one thing about their employer and mention it; note it with the organisation, too."),
    ),
}


def call(text: Text, facts: Facts) -> Point:
    """When the user will call: a specific day, within a week."""
    name = _("When you will call")
    sentence, day = call_day(text, facts.today)
    better = dated(facts.calls)
    if sentence is None:
        todo = _("Name the day on which you will call, such as %(day)s.", day=better)
        return Point(name, Verdict.MISSING, todo)
    if day is None:
        todo = _("%(quote)s names no day. Name one within a week, such as %(day)s.", quote=sentence.quote, day=better)
        return Point(name, Verdict.MISSING, todo)
    if day < facts.today:
        todo = _("%(past)s is past. Name a day within a week, such as %(day)s.", past=dated(day), day=better)
        return _against(name, todo)
    if day - facts.today > CALL_WITHIN:
        todo = _(
            "%(far)s is more than a week away. Name a day within a week, such as %(day)s.",
            far=dated(day), day=better,
        )  # fmt: skip
        return _against(name, todo)
    if other := wrong_weekday(sentence.low, day):
        todo = _("%(day)s is a %(weekday)s, not a %(other)s.", day=long_day(day), weekday=weekday(day), other=other)
        return _against(name, todo)
    return Point(name, Verdict.PRESENT, sentence.quote)


def call_day(text: Text, today: date) -> tuple[Sentence | None, date | None]:
    """Return the sentence that promises a call and the day that it names."""
    found = list(text.all(says.WILL_CALL))
    named = ((one, days(one.low, today)) for one in found)
    return next(((one, there[0]) for one, there in named if there), (found[0] if found else None, None))


def thanked_for(text: Text, facts: Facts) -> Point:
    """What thanks are given for, specifically."""
    name = _("What you thank them for")
    thanks = list(text.all(says.THANKS))
    if not thanks:
        return Point(name, Verdict.MISSING, _("Say thank you, and for what."))
    given = (found for one in thanks for found in says.THANKS_FOR.finditer(one.low))
    telling = any(_telling(found["what"] or found["that"] or found["kind"] or "") for found in given)
    known = f"{facts.thanks_for} {facts.obtained}"
    if telling or text.shares(known) or text.find(says.LEARNED):
        return Point(name, Verdict.PRESENT, thanks[0].quote)
    return Point(name, Verdict.MISSING, _("This thank-you could be for anything. Name what they did or said."))


def _telling(what: str) -> bool:
    return bool(set(re.findall(r"[\w'-]+", what)) - says.HOLLOW)


def plan(text: Text, facts: Facts) -> Point:
    """What the user will do with it."""
    todo = _("Say what you will do with it: they like to know that it was of use.")
    found = text.find(says.WILL_DO, says.OFFER) or text.shares(facts.plan, 3)
    return _found(_("What you will do with it"), found, todo)


def in_time(_text: Text, facts: Facts) -> Point:
    """Whether thanks come within a day."""
    name = _("Within a day")
    if facts.late:
        return Point(name, Verdict.MISSING, _("More than a day has passed. It is still welcome: send it today."))
    return Point(name, Verdict.PRESENT, _("Thanks are best while both of you remember it well."))


def used(text: Text, facts: Facts) -> Point:
    """What was done with what the contact gave."""
    todo = _("Say what you did with what they gave you.")
    return _found(_("What you did with it"), text.shares(facts.used) or text.find(says.USED), todo)


def went(text: Text, facts: Facts) -> Point:
    """How it went."""
    todo = _("Say how it went, also where nothing has come of it yet.")
    return _found(_("How it went"), text.shares(facts.went, 3) or text.find(says.WENT), todo)


def last_time(text: Text, facts: Facts) -> Point:
    """The last time, or the common ground."""
    known = text.shares(f"{facts.common_ground} {facts.last}") or text.shares(facts.event)
    # The words of a name can be too short to tell of anything: "The AI 24".
    found = known or text.find(says.LAST_TIME) or next(iter(text.named(facts.event)), None)
    todo = _("Begin with the last time that you spoke, or with what you have in common.")
    return _found(_("What you share"), found, todo)


def news(text: Text, facts: Facts) -> Point:
    """The user's news."""
    found = text.find(says.NEWS) or _told(text, facts)
    return _found(_("Your news"), found, _("Tell in a sentence or two what is new with you."))


def giving(text: Text, facts: Facts) -> Point:
    """What is given."""
    found = text.shares(facts.giving) or text.find(says.GIVES)
    return _found(_("What you give"), found, _("Say what it is, and why it may be of use to them."))


def reminded(text: Text, facts: Facts) -> Point:
    """What was asked before."""
    found = text.shares(facts.ask) or text.find(says.REMINDS)
    return _found(_("What you asked"), found, _("Remind them in half a sentence of what you asked."))
