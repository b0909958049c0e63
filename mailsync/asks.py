"""Asks: the sender wants the addressee to do, give, answer, decide or attend something; and of which kind that is."""

from __future__ import annotations

from typing import NamedTuple

from mailsync.ask_formulas import FOREIGN, RULES
from mailsync.ask_kinds import kind_of
from mailsync.ask_orders import ORDERS
from mailsync.mail import Request
from mailsync.rules import foreign, heaviest_first, weigh
from mailsync.sentences import Sentence
from webapp.domain.text import line

THRESHOLD = 0.8
REQUESTS_MAX = 3
_RULES, _ALL = heaviest_first((*RULES, *ORDERS)), heaviest_first((*RULES, *ORDERS, *FOREIGN))


class Heard(NamedTuple):
    """The weight of all that asks, the sentence that asks most clearly, and every sentence that asks at all."""

    weight: float
    sentence: Sentence
    sentences: tuple[tuple[float, Sentence], ...]


def asks(found: tuple[Sentence, ...]) -> Heard | None:
    """What a mail asks; None where nothing does."""
    weighed = tuple(weigh(_ALL if foreign(found) else _RULES, found))
    if not weighed:
        return None
    best, sentence = max(weighed, key=lambda pair: pair[0])
    total = best + sum(sorted((weight for weight, _ in weighed), reverse=True)[1:4]) * 0.3
    return Heard(total, sentence, weighed)


def requests(heard: Heard | None) -> tuple[Request, ...]:
    """The asks of a mail, one of a kind; what names no kind is for information, and counts where nothing else is."""
    if heard is None or heard.weight < THRESHOLD:
        return ()
    found: dict[str, Request] = {}
    for weight, sentence in heard.sentences:
        kind = kind_of(sentence.low)
        if kind and weight >= THRESHOLD:
            found.setdefault(kind, _request(kind, sentence, heard))
    if not found:
        found["information"] = _request(kind_of(heard.sentence.low) or "information", heard.sentence, heard)
    return tuple(found.values())[:REQUESTS_MAX]


def _request(kind: str, sentence: Sentence, heard: Heard) -> Request:
    return Request(kind, line(sentence.text), sure=heard.weight >= 1)
