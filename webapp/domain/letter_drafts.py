"""First drafts, from what is known: short, in plain words, with a marked gap for what is not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from webapp.domain.letter_facts import MINUTES, Facts, written
from webapp.domain.letter_text import gap

_LONGEST = 300
_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "sir", "frau", "herr"})
_MINUTES_ON = re.compile(
    r"(?:about |some )?\d{1,3}(?: ?(?:-|–|to) ?\d{1,3})? ?min(?:ute)?s?\b(?: of your time)?(?: to talk)?"
    r"(?: (?P<on>on|about|to talk about|to hear about|to learn about) |[:,] ?)?",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:i|i'm|i’m|my|we|since|after|until|for|as|at|currently|having)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:an?|the|between|on|in|about|just|now|new|still|currently)\b", re.IGNORECASE)
_FOR = re.compile(r"(?:your|our|the|their|having|taking|introducing|giving|being)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:i|we|you|he|she|they|it|both|also|same|her|his|their|is|are|was|were|has|have|had|from|not|used|loves?|likes?|"
    r"knows?|grew|lives?|lived|works?|worked|studie[sd]|plays?|sings?|speaks?|went|met)\b",
    re.IGNORECASE,
)


def approach(facts: Facts) -> tuple[str, str]:
    """The letter by which an informational interview is asked for."""
    known = facts.referrer and facts.may_name
    subject = f"I have your name from {_phrase(facts.referrer)}" if known else "May I ask you a question?"
    return f"We met at {_phrase(facts.occasion)}" if _met(facts) else subject, _letter(
        facts, facts.to.strip(),
        _opening(facts, f"{_referred(facts)[:-1]}, who told me that I may say so." if known else _referred(facts)),
        f"{_about_me(facts)} {_aim(facts)}",
        f"{_researched(facts)} {_why_you(facts)}",
        f"{_topic(facts)} Would you have {MINUTES} for me, on the phone or over a coffee? I am not asking for a job, "
        "and do not expect you to know of one: what would help me is what you have learned yourself.",
        f"I will call you on {written(facts.calls)} to find a time that suits you. If another way is easier for you, a "
        "short answer to this mail is all it takes.",
    )  # fmt: skip


def thank_you(facts: Facts) -> tuple[str, str]:
    """Thanks for something, and what the user will do with it; no request."""
    if facts.turned_down:
        return who_else(facts)
    learned = f"What stayed with me: {_line(facts.obtained)}" if facts.obtained else ""
    what_for = _what_for(facts, facts.there)
    named = what_for and _FOR.match(what_for)
    return f"Thank you for {_phrase(_what_for(facts, facts.occasion))}" if named else "Thank you", _letter(
        facts, _first(facts.to),
        f"Thank you for {_thanked(what_for)} {learned}",
        f"I will put it to use: {_line(facts.plan) or gap('what you will do with it') + '.'}",
        "I will let you know how it goes.",
    )  # fmt: skip


def who_else(facts: Facts) -> tuple[str, str]:
    """Thanks for an answer that was a no, and whether they can suggest someone else."""
    asked = f" This is what I would ask them: {_line(facts.ask)}" if facts.ask else ""
    return "Thank you, and one more question", _letter(
        facts, _first(facts.to),
        "Thank you for your answer. Of course I understand.",
        f"May I ask one thing more: is there someone else whom you think I could talk to?{asked} If nobody comes to "
        "mind, that is fine too.",
        "I wish you all the best.",
    )  # fmt: skip


def reconnect(facts: Facts) -> tuple[str, str]:
    """The letter to somebody who has not been heard of for long: news and no request."""
    last = f"It has been a while: the last time was {_line(facts.last)}" if facts.last else "It has been a while."
    shared = f" What we have in common: {_line(facts.common_ground)}" if facts.common_ground else ""
    if _met(facts):
        last, shared = f"It was good to see you at {facts.there}.", _shared(facts)
    elif not (facts.last or facts.common_ground):
        last = f"It has been a while since {gap('when you last spoke, or what you have in common')}."
    own = f"My news: {_about_me(facts) if facts.situation else gap('what is new with you') + '.'}"
    return "How are you?", _letter(
        facts, _first(facts.to),
        f"{_coming(facts)} {last}{shared}",
        own,
        "There is nothing that I need. I would simply like to hear how you are, and what you are working on.",
    )  # fmt: skip


def report_back(facts: Facts) -> tuple[str, str]:
    """What was done with what the contact gave, and how it went."""
    gave = f"You helped me with this: {_line(facts.obtained)} " if facts.obtained else ""
    return "How it went", _letter(
        facts, _first(facts.to),
        f"{gave}I want to tell you what became of it.",
        f"This is what I did: {_line(facts.used) or gap('what you did with it') + '.'} "
        f"This is how it went: {_line(facts.went) or gap('how it went, so far') + '.'}",
        "Thank you for your part in it.",
    )  # fmt: skip


def give(facts: Facts) -> tuple[str, str]:
    """Something for the contact, with no string attached."""
    return "Something for you", _letter(
        facts, _first(facts.to),
        f"This may be of use to you: {_line(facts.giving) or gap('what you give, and why it may be of use') + '.'}",
        "There is nothing that you need to do with it, and it needs no answer.",
    )  # fmt: skip


def decline(facts: Facts) -> tuple[str, str]:
    """A no to something that the contact asked, with thanks and a wish."""
    about = f" It was about this: {_line(facts.asked)}" if facts.asked else ""
    return "Thank you for asking", _letter(
        facts, _first(facts.to),
        f"Thank you for thinking of me.{about}",
        "I am sorry, but I cannot do it, and I would rather tell you plainly now than keep you waiting.",
        "I wish you every success with it.",
    )  # fmt: skip


def follow_up(facts: Facts) -> tuple[str, str]:
    """A kind reminder of an ask that nobody answered."""
    return "Coming back to my question", _letter(
        facts, _first(facts.to),
        f"Not long ago I asked you about this: {_line(facts.ask) or gap('what you asked') + '.'}",
        "There is no hurry. If it is not a good time, a short no is fine, and I will understand.",
        "Thank you for reading this.",
    )  # fmt: skip


def phone_script(facts: Facts) -> tuple[str, str]:
    """What to say on the phone, to be read aloud."""
    name = facts.name.strip() or gap("your name")
    paragraphs = (
        f"Hello, my name is {name}. Do you have a couple of minutes now, or is there a better time to call?",
        _opening(facts, _referred(facts)),
        f"{_about_me(facts)} {_aim(facts)}",
        f"{_topic(facts)} I am not calling about a job.",
        f"Could we talk for {MINUTES}, at a time that suits you?",
        "(Agree on the day and the time, and say them once more.)",
        "Thank you for your time. I look forward to our conversation.",
    )
    return "", "\n\n".join(_tidy(one) for one in paragraphs)


DRAFTS: Mapping[str, Callable[[Facts], tuple[str, str]]] = {
    "approach": approach, "thank_you": thank_you, "reconnect": reconnect, "report_back": report_back, "give": give,
    "decline": decline, "follow_up": follow_up, "phone_script": phone_script,
}  # fmt: skip


def _letter(facts: Facts, to: str, *paragraphs: str) -> str:
    name = facts.signature.strip() or facts.name.strip() or gap("your name")
    whole = (f"Dear {to or gap('their name')},", *paragraphs, f"With kind regards,\n{name}")
    return "\n\n".join(_tidy(one) for one in whole)


def _referred(facts: Facts) -> str:
    if facts.referrer and facts.may_name:
        return f"I have your name from {_phrase(facts.referrer)}."
    return gap("who suggested it, or where you found their name")


def _opening(facts: Facts, referred: str) -> str:
    """How one came to write: the event first, which they remember, then who gave the name."""
    if not _met(facts):
        return f"{_coming(facts)} {referred}"
    met = f"We met at {facts.there}.{_shared(facts)}"
    return f"{met} {referred}" if facts.referrer and facts.may_name else met


def _met(facts: Facts) -> bool:
    return bool(facts.event) and facts.met_there


def _coming(facts: Facts) -> str:
    if not facts.event or facts.met_there:
        return ""
    return f"We will both be at {facts.there}, and I would be glad to say hello to you there."


def _shared(facts: Facts) -> str:
    """What was found to share at an event; what somebody does is no thing that one talks about."""
    said = _line(facts.shared_there)
    if _CLAUSE.match(said):
        return f" What we found to share: {said}"
    if said[:1].isupper():  # a name, or a line that a phone began with a capital
        return f" What we talked about: {said}"
    return f" We talked about {said or gap('what you talked about there') + '.'}"


def _what_for(facts: Facts, event: str) -> str:
    """What thanks are for: what is known to be owed, else the event."""
    if facts.thanks_for or not facts.event:
        return facts.thanks_for
    if facts.hosted:
        return f"having me at {event}"
    return f"our conversation at {event}" if facts.met_there else ""


def _about_me(facts: Facts) -> str:
    said = _line(facts.situation)
    if not said:
        return gap("who you are, and where you stand at present")
    if _WHOLE.match(said):
        return said
    return f"I am {said[:1].lower()}{said[1:]}" if _ARTICLE.match(said) else f"A word about me: {said}"


def _aim(facts: Facts) -> str:
    skills = [one for one in (_phrase(skill) for skill in facts.skills[:3]) if one]
    able = f" What I bring: {', '.join(skills)}." if skills else ""
    return (f"What I am aiming for: {_line(facts.position)}" if facts.position else "") + able


def _researched(facts: Facts) -> str:
    place = _phrase(facts.organisation)
    if found := _line(facts.research):
        return f"I have been reading about {place}: {found}" if place else f"I have been reading: {found}"
    return gap(f"something that you found out about {place or 'their employer'}")


def _why_you(facts: Facts) -> str:
    role, place = _phrase(facts.role), _phrase(facts.organisation)
    at = f" at {place}" if place else ""
    why = f", as {role}{at}, you know this from the inside" if role else f" you know this from your work{at}"
    if not (role or place):
        why = f" {gap('why them')}"
    return f"I am writing to you because{why}, and your view would help me see how realistic my plans are."


def _topic(facts: Facts) -> str:
    asked = _line(facts.ask)
    on = _MINUTES_ON.match(asked)
    if not asked or (on and not asked[on.end() :].strip(" .?!")):
        return f"What I would like to learn from you: {gap('one specific thing')}."
    if on and on["on"]:
        return f"I would like to hear from you about {asked[on.end() :]}"
    return f"What I would like to learn from you: {asked[on.end() :] if on else asked}"


def _thanked(what_for: str) -> str:
    said = _line(what_for)
    if not said:
        return gap("what for") + "."
    return said if _FOR.match(said) else f"your time. I mean this: {said}"


def _line(text: str) -> str:
    """Return the first line of a text that is no address, ended as a sentence."""
    lines = (row.strip(" \t-*•") for row in text.split("\n"))
    first = next((row for row in lines if row and "://" not in row), "")
    if len(first) > _LONGEST:
        first = first[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:")
    return first if not first or first.endswith((".", "!", "?")) else f"{first}."


def _phrase(text: str) -> str:
    return " ".join(text.split()).rstrip(" .,;:")[:_LONGEST]


def _first(name: str) -> str:
    """Return the name by which somebody one knows is greeted."""
    parts = name.split()
    return name.strip() if not parts or parts[0].rstrip(".").lower() in _TITLES else parts[0]


def _tidy(paragraph: str) -> str:
    return "\n".join(" ".join(row.split()) for row in paragraph.split("\n")).strip()
