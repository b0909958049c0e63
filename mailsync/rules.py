"""A rule for one label: what a sentence must say, what it must not, and how much that weighs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mailsync.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that speak for a label with a weight of 1 (decisive) or less, and words that take it back.

    They are written in lower case and searched in lower case, which is twice as quick as ignoring case; only a
    `cased` rule sees the sentence as written, where a capital tells a name. `cues` are groups of beginnings of
    words; it needs one of each group, which most sentences have not, and those cost no search.
    """

    says: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    weight: float = 1.0
    cased: bool = False
    cues: tuple[frozenset[str], ...] = ()

    def weighs(self, sentence: Sentence) -> float:
        """Its weight if it holds for the sentence, else 0."""
        for group in self.cues:
            if group.isdisjoint(sentence.cues):
                return 0.0
        if self.says.search(sentence.text if self.cased else sentence.low) is None:
            return 0.0
        return 0.0 if self.unless is not None and self.unless.search(sentence.low) else self.weight


def rule(says: str, unless: str = "", weight: float = 1.0, *, cased: bool = False, cues: str = "") -> Rule:
    """A rule from two expressions; its cues have spaces between them, and "&" between groups."""
    groups = tuple(frozenset(group.split()) for group in cues.split("&") if group.strip())
    return Rule(re.compile(says), re.compile(unless) if unless else None, weight, cased, groups)


_COMMON_WORDS = (
    "ich und der das nicht sie du für mit bitte je vous votre nous les une pour que est por para usted el los una "
    "muy con il che per non sono un ik een het van voor niet te en ti vi "
    # What the shortest notes have.
    "dir uns wir bis zum dass bei auch nicht ist danke dank leider liebe lieber hallo passt uhr montag dienstag"
    " mittwoch "
    "donnerstag freitag samstag sonntag du des merci avec suis pas bonjour lundi mardi mercredi jeudi vendredi samedi "
    "gracias hola te lo lunes martes jueves viernes mi ci di alle grazie ciao lunedì martedì mercoledì giovedì venerdì "
    "perfetto bedankt hoi groet helaas maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "ihr mich mir ohne muss müsst müssen kann können habe haben bin sind noch schon aber oder wenn doch eine einen "
    "dieser ihnen ihre deine heute "
    "moi toi cette fois très bien chez mais dans nos sont vais votre demain "
    "esta vez está pero nos qué más las los  contigo conmigo cuando tengo tu su como mañana hoy "
    "questa volta sono ho hai siamo anche allora tua domani oggi più del della "
    "deze graag mij jou jullie wij maar ook nog hebben heb kan naar "
)
_WORD = re.compile(r"\w+")
_FOREIGN_WORDS = frozenset(_COMMON_WORDS.split())


def foreign(sentences: Iterable[Sentence]) -> bool:
    """Whether a mail may be in another language than English, so that the rules for those are worth asking."""
    words = [word for sentence in sentences for word in _WORD.findall(sentence.low)]
    return len(_FOREIGN_WORDS.intersection(words)) >= (1 if len(words) < 30 else 3)


def heaviest_first(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Rules in the order in which `weigh` wants them."""
    return tuple(sorted(rules, key=lambda one: -one.weight))


def weigh(rules: tuple[Rule, ...], sentences: Iterable[Sentence]) -> Iterator[tuple[float, Sentence]]:
    """For each sentence that any rule holds for, the weight of the first; the rules come heaviest first."""
    for sentence in sentences:
        cues = sentence.cues
        for one in rules:
            # Asked here too, as a call for each rule and sentence costs more than most of the searches.
            if one.cues and one.cues[0].isdisjoint(cues):
                continue
            if weight := one.weighs(sentence):
                yield weight, sentence
                break
