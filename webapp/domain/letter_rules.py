"""What may not be in a letter: an ask for a job, too big an ask, pressure, a request where none belongs, a gap."""

from __future__ import annotations

import re

from webapp.domain import letter_formulas as says
from webapp.domain.letter_facts import Facts
from webapp.domain.letter_points import Need, Point, Verdict
from webapp.domain.letter_text import Sentence, Text
from webapp.domain.wording import N_, _

NO_JOB = N_("No job is expected")


def no_job(text: Text, _facts: Facts) -> Point:
    """No job is expected, and that is said; none is asked for."""
    if asking := asks_for_a_job(text):
        return Point(
            _(NO_JOB),
            Verdict.AGAINST,
            _(
                "%(words)s asks for a job. Ask for information or advice; if a job comes up, they will tell you.",
                words=asking.quote,
            ),
        )
    if told := text.find(says.NO_JOB):
        return Point(_(NO_JOB), Verdict.PRESENT, told.quote)
    return Point(_(NO_JOB), Verdict.MISSING, _("Say that you do not expect a job. It puts them at ease."))


def no_job_ask(text: Text, _facts: Facts) -> Point:
    """No job is asked for, in a letter that needs not say so."""
    return _none(_("No ask for a job"), asks_for_a_job(text), N_("%(words)s asks for a job. Leave it out."))


def asks_for_a_job(text: Text) -> Sentence | None:
    """Return the sentence that asks for a job; to say that one does not look for one is no ask."""
    return _meant(text, says.ASKS_FOR_A_JOB)


def no_use_step(text: Text, _facts: Facts) -> Point:
    """Nothing is asked for that needs their good name."""
    found = _meant(text, says.USE_STEP)
    why = N_("%(words)s asks them to risk their good name. First talk; that comes later, if at all.")
    return _free(_("Nothing too early"), found, why, _("Nothing of the kind is in it."))


def no_pressure(text: Text, _facts: Facts) -> Point:
    """No pressure."""
    found = _meant(text, says.PRESSURE)
    return _none(_("No pressure"), found, N_("%(words)s presses them. Leave them room to say no."))


def no_request(text: Text, _facts: Facts) -> Point:
    """Nothing is asked for."""
    found = next(text.all(says.REQUEST, says.OFFER), None) or asks_for_a_job(text) or _meant(text, says.USE_STEP)
    return _none(_("No request in it"), found, N_("%(words)s asks for something. Keep that for another letter."))


def no_string(text: Text, _facts: Facts) -> Point:
    """What is given has no string attached."""
    found = _meant(text, says.STRING) or next(text.all(says.REQUEST, says.OFFER), None) or asks_for_a_job(text)
    return _none(_("No string attached"), found, N_("%(words)s asks for something back. Give it freely."))


def clear_no(text: Text, _facts: Facts) -> Point:
    """A no that is one."""
    name = _("A clear no")
    if found := text.find(says.SAYS_NO):
        return Point(name, Verdict.PRESENT, found.quote)
    perhaps = text.find(says.UNCLEAR_NO)
    todo = _("Say plainly that you cannot, so that they can go on.")
    if perhaps:
        todo = f"{_('%(words)s keeps them waiting.', words=perhaps.quote)} {todo}"
    return Point(name, Verdict.MISSING, todo)


def no_gaps(text: Text, _facts: Facts) -> Point:
    """Nothing is left to be filled in."""
    name = _("Nothing left open")
    if not text.gaps:
        return Point(name, Verdict.PRESENT, _("No gap is left in it."))
    gap = _("a gap")
    named = ", ".join(f"“{one or gap}”" for one in dict.fromkeys(text.gaps))
    return Point(name, Verdict.AGAINST, _("Still to fill in: %(gaps)s.", gaps=named))


def _none(name: str, found: Sentence | None, why: str) -> Point:
    return _free(name, found, why, _("There is none in it."))


def _free(name: str, found: Sentence | None, why: str, free: str) -> Point:
    if found:
        return Point(name, Verdict.AGAINST, _(why, words=found.quote))
    return Point(name, Verdict.PRESENT, free)


def _meant(text: Text, pattern: re.Pattern[str]) -> Sentence | None:
    """Return the first sentence that says it and does not deny it before; a question denies nothing."""
    for one in text.sentences:
        for found in pattern.finditer(one.low):
            turns = [turn.end() for turn in says.TURN.finditer(one.low, 0, found.start())]
            if one.question or not says.DENIED.search(one.low, turns[-1] if turns else 0, found.start()):
                return one
    return None


NOT_TO_DO: tuple[Need, ...] = (no_use_step, no_pressure, no_gaps)
