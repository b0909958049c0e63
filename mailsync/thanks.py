"""Thank-yous: gratitude to the addressee that names what was done or given, told from formulas and receipts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailsync import thanks_formulas as words
from mailsync.rules import foreign, heaviest_first, weigh
from mailsync.sentences import Sentence
from mailsync.thanks_shown import THANKS_SHOWN, THANKS_SHOWN_FOREIGN

_SHOWN, _SHOWN_ANYWHERE = heaviest_first(THANKS_SHOWN), heaviest_first((*THANKS_SHOWN, *THANKS_SHOWN_FOREIGN))


@dataclass(frozen=True, slots=True)
class Thanks:
    """A sentence that thanks, whether it is plain enough to act on, and the sources that its words name."""

    sentence: Sentence
    sure: bool
    sources: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What stands around a thanks sentence: a subject that thanks, a refusal, the place of the clearest request."""

    subject: bool
    declines: bool
    asks: bool
    request_at: int

    def follows_request(self, at: int) -> bool:
        """Whether the sentence with this number stands below the request."""
        return self.asks and at > self.request_at


def thanks(
    found: tuple[Sentence, ...], subject: str = "", *, request: Sentence | None = None, declines: bool = False
) -> Thanks | None:
    """The clearest thank-you of a mail; what stands under a request or opens a refusal is none.

    `request` is the sentence that asks most clearly.
    """
    at = found.index(request) if request in found else -1
    setting = _Setting(words.SUBJECT.match(subject) is not None, declines, request is not None, at)
    judged = [one for number, sentence in enumerate(found) if (one := _judge(sentence, number, setting)) is not None]
    judged.extend(one for number, sentence in enumerate(found) if (one := _indebted(sentence, number, setting)))
    judged.extend(_shown(found, setting))
    best = max(judged, key=lambda one: one.sure, default=None)
    praise = _praised(found, setting) if best is None or not best.sure else None
    if best is None or praise is not None:
        return praise
    return Thanks(best.sentence, best.sure, frozenset().union(*(one.sources for one in judged)))


def _judge(sentence: Sentence, at: int, setting: _Setting) -> Thanks | None:
    if not any(cue in sentence.low for cue in words.CUES) or words.NEVER.search(sentence.text):
        return None
    match = words.GRATITUDE.search(sentence.text) or words.FOREIGN.search(sentence.text)
    if match is None:
        # "Thank you so much." names nothing; without a request it is gratitude all the same.
        bare = words.BARE.match(sentence.text) and not setting.asks and not setting.declines
        sure = bool(bare) and setting.subject
        return Thanks(sentence, sure, frozenset()) if bare or words.RECEIVED.search(sentence.text) else None
    if match.re is words.GRATITUDE and match["what"] is None and not words.YOU.search(sentence.text):
        return None
    what = next((group for name, group in match.groupdict().items() if group and name != "much"), "")
    parts = words.COORDINATED.split(what)
    named = [one for one in parts if not _thanks_for_nothing(one, sentence, at, setting)]
    if not named:
        return None
    # Half a receipt, or said to a whole team, it is gratitude, but settles nothing that is owed to one person.
    plain = len(named) == len(parts) and not words.TO_ALL.search(match.groupdict().get("much") or "")
    return Thanks(sentence, plain and _plain(match, what, at, setting), _sources(" and ".join(named)))


def _thanks_for_nothing(what: str, sentence: Sentence, at: int, setting: _Setting) -> bool:
    if not what:
        return False
    if words.RECEIPT.match(what):
        return True
    if words.OPENER.match(what):
        return setting.declines or not words.DONE.search(what)
    # "Thanks for taking care of it": what the request above asked for is still to be done.
    if setting.follows_request(at) and words.ANAPHORA.search(what) and not words.PAST.search(what):
        return True
    # The bare formula thanks for what it expects, unless it opens the mail or is all there is.
    closing = setting.asks or not (sentence.first or sentence.alone or setting.subject)
    formula = closing and words.FORMULA.match(what) is not None
    return formula and not words.PAST.search(what) and "again" not in sentence.low


def _plain(match: re.Match[str], what: str, at: int, setting: _Setting) -> bool:
    """Whether nothing but gratitude for what was done can be meant, so that it may settle what is owed."""
    # "I appreciate your …" in a mail that asks is as often a courtesy as gratitude.
    if setting.declines or (setting.asks and match[0].lower().startswith("appreciate ")):
        return False
    if words.EXPECTED.match(what) and not words.PAST.search(what):
        return False
    if setting.follows_request(at) or (setting.asks and words.FORMULA.match(what)):
        return bool(words.PAST.search(what) or (words.EVENT.search(what) and not words.FORMULA.match(what)))
    return True


def _indebted(sentence: Sentence, at: int, setting: _Setting) -> Thanks | None:
    """A sentence that shows gratitude without naming it; flattery around a request is none."""
    if words.INDEBTED_CUES.isdisjoint(sentence.cues):
        return None
    closing = words.CLOSING.search(sentence.low, words.CLOSES_AFTER)
    said = closing or words.INDEBTED.search(sentence.low)
    if said is None or setting.declines or (at >= setting.request_at >= 0 and said[0].strip()[:4] != "pass"):
        return None
    if (closing is None and words.NOT_INDEBTED.search(sentence.low)) or words.NEVER.search(sentence.low):
        return None
    return Thanks(sentence, not setting.asks, _sources(sentence.text))


def _shown(found: tuple[Sentence, ...], setting: _Setting) -> Iterator[Thanks]:
    """Gratitude told from what somebody did or was: beside a refusal only for a deed, never below a request."""
    for weight, sentence in weigh(_SHOWN_ANYWHERE if foreign(found) else _SHOWN, found):
        if setting.follows_request(found.index(sentence)) or words.NEVER.search(sentence.text):
            continue
        if not setting.declines or weight >= 1:
            yield Thanks(sentence, weight >= 1 and not (setting.asks or setting.declines), _sources(sentence.text))


def _praised(found: tuple[Sentence, ...], setting: _Setting) -> Thanks | None:
    """What was done is praised beside a bare thank-you, or under a subject that is one."""
    for before, sentence in enumerate(found):
        near = (sentence, *found[before + 1 : before + 2])
        said = any(
            "than" in one.cues and words.SAID.search(one.text) and not words.NEVER.search(one.text) for one in near
        )
        if not (said or setting.subject) or sentence.question or setting.declines:
            continue
        if words.PRAISE.search(sentence.text) or (setting.subject and words.ENJOYED.search(sentence.text)):
            return Thanks(sentence, not setting.asks, _sources(sentence.text))
    return None


def _sources(what: str) -> frozenset[str]:
    """What is thanked for, by its head words: in "advice on the interview" no meeting is meant."""
    found: set[str] = set()
    for part in re.split(r"\band\b|,|;", what):
        head = words.ASIDE.split(part, maxsplit=1)[0]
        found |= _named(head) or _named(part)
    return frozenset(found)


def _named(head: str) -> set[str]:
    named = (("introduction", words.INTRODUCTION), ("meeting", words.MEETING), ("help", words.HELP))
    return {name for name, pattern in named if pattern.search(head)}
