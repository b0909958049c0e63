"""What may not be in a letter: an ask for a job, too big an ask, pressure, a request where none belongs, a gap."""

from __future__ import annotations

import re

from webapp.domain import letter_formulas as says
from webapp.domain.letter_facts import Facts
from webapp.domain.letter_points import Need, Point, Verdict
from webapp.domain.letter_text import Sentence, Text

NO_JOB = "No job is expected"


def no_job(text: Text, _facts: Facts) -> Point:
    """No job is expected, and that is said; none is asked for."""
    if asking := asks_for_a_job(text):
        return Point(
            NO_JOB, Verdict.AGAINST,
            f"{asking.quote} asks for a job. Ask for information or advice; if a job comes up, they will tell you.",
        )  # fmt: skip
    if told := text.find(says.NO_JOB):
        return Point(NO_JOB, Verdict.PRESENT, told.quote)
    return Point(NO_JOB, Verdict.MISSING, "Say that you do not expect a job. It puts them at ease.")


def no_job_ask(text: Text, _facts: Facts) -> Point:
    """No job is asked for, in a letter that needs not say so."""
    return _free("No ask for a job", asks_for_a_job(text), "asks for a job. Leave it out.")


def asks_for_a_job(text: Text) -> Sentence | None:
    """Return the sentence that asks for a job; to say that one does not look for one is no ask."""
    return _meant(text, says.ASKS_FOR_A_JOB)


def no_use_step(text: Text, _facts: Facts) -> Point:
    """Nothing is asked for that needs their good name."""
    found = _meant(text, says.USE_STEP)
    return _free(
        "Nothing too early", found, "asks them to risk their good name. First talk; that comes later, if at all."
    )


def no_pressure(text: Text, _facts: Facts) -> Point:
    """No pressure."""
    return _free("No pressure", _meant(text, says.PRESSURE), "presses them. Leave them room to say no.")


def no_request(text: Text, _facts: Facts) -> Point:
    """Nothing is asked for."""
    found = next(text.all(says.REQUEST, says.OFFER), None) or asks_for_a_job(text) or _meant(text, says.USE_STEP)
    return _free("No request in it", found, "asks for something. Keep that for another letter.")


def no_string(text: Text, _facts: Facts) -> Point:
    """What is given has no string attached."""
    found = _meant(text, says.STRING) or next(text.all(says.REQUEST, says.OFFER), None) or asks_for_a_job(text)
    return _free("No string attached", found, "asks for something back. Give it freely.")


def clear_no(text: Text, _facts: Facts) -> Point:
    """A no that is one."""
    name = "A clear no"
    if found := text.find(says.SAYS_NO):
        return Point(name, Verdict.PRESENT, found.quote)
    perhaps = text.find(says.UNCLEAR_NO)
    said = f"{perhaps.quote} keeps them waiting. " if perhaps else ""
    return Point(name, Verdict.MISSING, f"{said}Say plainly that you cannot, so that they can go on.")


def no_gaps(text: Text, _facts: Facts) -> Point:
    """Nothing is left to be filled in."""
    name = "Nothing left open"
    if not text.gaps:
        return Point(name, Verdict.PRESENT, "No gap is left in it.")
    named = ", ".join(f"“{one or 'a gap'}”" for one in dict.fromkeys(text.gaps))
    return Point(name, Verdict.AGAINST, f"Still to fill in: {named}.")


def _free(name: str, found: Sentence | None, why: str) -> Point:
    if found:
        return Point(name, Verdict.AGAINST, f"{found.quote} {why}")
    return Point(
        name, Verdict.PRESENT, "There is none in it." if name.startswith("No ") else "Nothing of the kind is in it."
    )


def _meant(text: Text, pattern: re.Pattern[str]) -> Sentence | None:
    """Return the first sentence that says it and does not deny it before; a question denies nothing."""
    for one in text.sentences:
        for found in pattern.finditer(one.low):
            turns = [turn.end() for turn in says.TURN.finditer(one.low, 0, found.start())]
            if one.question or not says.DENIED.search(one.low, turns[-1] if turns else 0, found.start()):
                return one
    return None


NOT_TO_DO: tuple[Need, ...] = (no_use_step, no_pressure, no_gaps)
