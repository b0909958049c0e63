"""A rule for one label: what a sentence must say, what it must not, and how much that weighs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mailsync.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that speak for a label with a weight of 1 (decisive) or less, and words that take it back."""

    says: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    weight: float = 1.0

    def weighs(self, sentence: Sentence) -> float:
        """Its weight if it holds for the sentence, else 0."""
        if self.says.search(sentence.text) is None:
            return 0.0
        return 0.0 if self.unless is not None and self.unless.search(sentence.text) else self.weight


def rule(says: str, unless: str = "", weight: float = 1.0, *, cased: bool = False) -> Rule:
    """A rule from two expressions; case is ignored, but in `says` of a `cased` one, where a capital tells a name."""
    says_pattern = re.compile(says, re.NOFLAG if cased else re.IGNORECASE)
    return Rule(says_pattern, re.compile(unless, re.IGNORECASE) if unless else None, weight)


def weigh(rules: Iterable[Rule], sentences: Iterable[Sentence]) -> Iterator[tuple[float, Sentence]]:
    """For each sentence that any rule holds for, the weight of its heaviest rule."""
    rules = tuple(rules)
    for sentence in sentences:
        weight = max((one.weighs(sentence) for one in rules), default=0.0)
        if weight:
            yield weight, sentence
