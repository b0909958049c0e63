"""Reports back: the user tells somebody what came of what that gave them, told from formulas."""

from __future__ import annotations

from dataclasses import dataclass

from mailsync import report_formulas as words
from mailsync.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence that reports back, and whether it is plain enough to act on."""

    sentence: Sentence
    sure: bool


def report(found: tuple[Sentence, ...]) -> Report | None:
    """The clearest report of a mail: one sentence that says it, else what was done beside what was given."""
    for one in found:
        if (words.TOLD.search(one.low) and not words.NOT_TOLD.search(one.low)) or words.FOREIGN.search(one.low):
            return Report(one, sure=True)
    done = next((one for one in found if words.DONE.search(one.low) and not words.STILL_TO_DO.search(one.low)), None)
    if done is None or not any(words.LINKED.search(one.low) for one in found):
        return None
    return Report(done, sure=False)
