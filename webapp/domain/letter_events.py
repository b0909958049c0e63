"""What a letter says of an event at which both were, or will be: which, when, and what was talked about."""

from __future__ import annotations

import re

from webapp.domain.letter_days import days
from webapp.domain.letter_facts import Facts
from webapp.domain.letter_points import Need, Point, Verdict, dated
from webapp.domain.letter_text import Sentence, Text
from webapp.domain.wording import N_, _

_NAMING = frozenset({"approach", "reconnect", "phone_script"})
_MET = re.compile(
    r"\b(?:we (?:have )?(?:met|spoke|spoken|talked|sat|stood|chatted)|(?:good|nice|great|glad|pleasure|lovely) "
    r"(?:to (?:meet|see|talk to)|meeting|seeing|talking to) you|our (?:talk|conversation|chat)|having me)\b"
)
_TALKED = re.compile(
    r"\b(?:(?:talked|talking|spoke|spoken|speaking) (?:about|of|on)|we (?:laughed|found|discovered|compared|both|share)"
    r"|you (?:told|said|mentioned|asked|showed|explained)|our (?:talk|conversation|chat) (?:about|on)|in common)\b"
)
EVENT, TALK = N_("The event"), N_("What you talked about")


def needs(kind: str, facts: Facts) -> tuple[Need, ...]:
    """Return what a letter of that kind needs beside its other points because of its event; nothing without one.

    A thank-you needs it where it is for the event, and not where it is for something else.
    """
    if kind == "thank_you":
        was_there = facts.event and (facts.met_there or facts.hosted)
        return (event,) if was_there and not (facts.thanks_for or facts.turned_down) else ()
    if not facts.event or kind not in _NAMING:
        return ()
    return (event, talked_about) if facts.met_there else (event,)


def event(text: Text, facts: Facts) -> Point:
    """The event is named; nobody was met who is yet to come, and on no other day than its own."""
    named = _naming(text, facts.event)
    if named is None:
        return Point(_(EVENT), Verdict.MISSING, _todo(facts))
    said = {"quote": named.quote, "when": _when(facts)}
    over = facts.met_there or facts.hosted
    if not over and _MET.search(named.low):
        todo = _("%(quote)s says that you met. It is still to come, %(when)s.", **said)
        return Point(_(EVENT), Verdict.AGAINST, todo)
    if _other_day(named, facts):
        was = _("%(quote)s names another day. It was %(when)s.", **said)
        todo = was if over else _("%(quote)s names another day. It is %(when)s.", **said)
        return Point(_(EVENT), Verdict.AGAINST, todo)
    return Point(_(EVENT), Verdict.PRESENT, named.quote)


def talked_about(text: Text, facts: Facts) -> Point:
    """What the two talked about, by which one is remembered."""
    found = text.shares(facts.shared_there) or text.find(_TALKED)
    if found:
        return Point(_(TALK), Verdict.PRESENT, found.quote)
    return Point(_(TALK), Verdict.MISSING, _("Remind them in half a sentence of what you talked about there."))


def _naming(text: Text, name: str) -> Sentence | None:
    """The sentence that names the event, whole or by its telling words; one that says that you met comes first."""
    said = text.named(name)
    return next((one for one in said if _MET.search(one.low)), said[0] if said else text.shares(name))


def _todo(facts: Facts) -> str:
    if facts.hosted:
        return _("Say what they had you at: %(event)s.", event=facts.there)
    if facts.met_there:
        return _("Say where you met: at %(event)s.", event=facts.there)
    return _("Say where you will both be: at %(event)s.", event=facts.there)


def _other_day(sentence: Sentence, facts: Facts) -> bool:
    """Whether a sentence about the meeting names days, and none of them is the event's."""
    about = _MET.search(sentence.low) or not (facts.met_there or facts.hosted)
    named = {day.weekday() for day in days(sentence.low, facts.today)} if about else set[int]()
    return bool(named) and facts.event_on is not None and facts.event_on.weekday() not in named


def _when(facts: Facts) -> str:
    return _("on %(day)s", day=dated(facts.event_on)) if facts.event_on else _("to come")
