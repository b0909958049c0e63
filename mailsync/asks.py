"""Asks: the sender wants the addressee to do, give, answer, decide or attend something; and of which kind that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mailsync.ask_formulas import FOREIGN, RULES
from mailsync.ask_kinds import kind_of
from mailsync.ask_orders import ORDERS, ORDERS_FOREIGN
from mailsync.mail import Request
from mailsync.rules import foreign, heaviest_first, weigh
from mailsync.sentences import Sentence
from webapp.domain.text import line

THRESHOLD = 0.8
REQUESTS_MAX = 3
_RULES, _ALL = heaviest_first((*RULES, *ORDERS)), heaviest_first((*RULES, *ORDERS, *FOREIGN, *ORDERS_FOREIGN))
# What others asked, as quoted or listed here, and what is answered at once.
_QUOTED = re.compile(r"[\"“][^\"”]{2,}\?[\"”]")
_TOLD = re.compile(r"\b(?:ask|said|says|say|wrote|writes|went|goes|shout|wonder|told|yell)(?:s|ed|ing)?\b")
_LIST = re.compile(
    r"\b(?:topics|agenda|people|others|team|members|they|sent in|came up|raised|submitted|faqs?|frequently)\b"
    r"(?!.*\b(?:i have|for you|my)\b).*:(?:\s\(?\d{1,2}[.)])?$"
)
_NUMBER = re.compile(r"\(?\d{1,2}[.)]")
_ANSWER = re.compile(r"(?:because|simple|easy|answer|a:|weil|parce que|porque|perché|omdat)\b")


class Heard(NamedTuple):
    """The weight of all that asks, the sentence that asks most clearly, and every sentence that asks at all."""

    weight: float
    sentence: Sentence
    sentences: tuple[tuple[float, Sentence], ...]


def asks(found: tuple[Sentence, ...]) -> Heard | None:
    """What a mail asks; None where nothing does."""
    weighed = tuple(weigh(_ALL if foreign(found) else _RULES, _own(found)))
    if not weighed:
        return None
    best, sentence = max(weighed, key=lambda pair: pair[0])
    total = best + sum(sorted((weight for weight, _ in weighed), reverse=True)[1:4]) * 0.3
    return Heard(total, sentence, weighed)


def _own(found: tuple[Sentence, ...]) -> Iterator[Sentence]:
    """The sentences that may ask for the sender: not what others asked, nor what is answered at once."""
    listed = False
    for at, sentence in enumerate(found):
        listed = _LIST.search(sentence.low) is not None or (
            listed and ("?" in sentence.text or _NUMBER.fullmatch(sentence.text) is not None)
        )
        told = _QUOTED.search(sentence.text) is not None and _TOLD.search(sentence.low) is not None
        answered = sentence.question and any(_ANSWER.match(one.low) for one in found[at + 1 : at + 2])
        if not (listed or told or answered):
            yield sentence


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
