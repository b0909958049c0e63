"""The text of a letter as its rules read it: sentences, what stands in them, and the gaps that are left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LONGEST_SENTENCE = 600
GAP = "…"
_GAP = re.compile(r"\[(?:…|\.{3})([^\]\[\n]{0,200})\]|\[…|_{4,}")
# What a gap asks for, where only its brackets were taken away.
_STILL_A_GAP = re.compile(
    r"(?:what you will do with it|when you last spoke, or what you have in common|what is new with you"
    r"|what you did with it|how it went, so far|what you give, and why it may be of use"
    r"|who suggested it, or where you found their name|who you are, and where you stand at present"
    r"|what you talked about there|something that you found out about\b)"
)
_MARK = "\x00"
_END = re.compile(r"[.!?…]+[\"”’')]{0,2}\s+")
_SHORT_FORM = re.compile(r"(?:\b(?:mr|mrs|ms|dr|prof|st|no|e\.g|i\.e|approx|[a-z])\.)\s*$", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening))\b[^.!?,]{0,80}[,:!–-]?$", re.IGNORECASE
)
_BULLET = re.compile(r"(?:[-*•]|\d{1,2}[.)])\s")
_WORD = re.compile(r"[^\W_]{4,}")
_WORD_LIMIT = 5000
# What every letter says anyway proves nothing about this one.
_WORDS = (
    "about also always because been being could does doing even from give given going gave good have having hear "
    "here "
    "into just know like made make many more most much must need only other over people really said same should some "
    "such take than thank thanks that their them then there these they thing think this those through time very want "
    "well were what when where which while will with work would write year years your yours company firm minutes help "
    "helped today tomorrow mail mails advice them which meeting call letter"
)
_COMMON = frozenset(_WORDS.split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written; `low` is what rules search."""

    text: str
    low: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", self.text.lower().replace("’", "'"))

    @property
    def question(self) -> bool:
        """Whether it ends as a question."""
        return self.text.rstrip(" \"'”’)").endswith("?")

    @property
    def quote(self) -> str:
        """The sentence in quotation marks, short enough to stand beside the letter."""
        return f"“{self.text if len(self.text) <= 140 else self.text[:137].rstrip() + '…'}”"


@dataclass(frozen=True, slots=True)
class Text:
    """What a letter says (sentences in which nothing is left open), and its gaps in the order of the letter."""

    sentences: tuple[Sentence, ...]
    gaps: tuple[str, ...]

    def find(self, says: re.Pattern[str], unless: re.Pattern[str] | None = None) -> Sentence | None:
        """Return the first sentence that says it."""
        return next(self.all(says, unless), None)

    def all(self, says: re.Pattern[str], unless: re.Pattern[str] | None = None) -> Iterator[Sentence]:
        """Yield the sentences that say it."""
        for one in self.sentences:
            if says.search(one.low) and not (unless and unless.search(one.low)):
                yield one

    def named(self, name: str) -> list[Sentence]:
        """Return the sentences that hold a name as a whole."""
        whole = " ".join(name.lower().replace("’", "'").split()).rstrip(" .,;:")
        return [one for one in self.sentences if whole and whole in " ".join(one.low.split())]

    def shares(self, known: str, least: int = 2) -> Sentence | None:
        """Return the sentence that has `least` of the telling words of what is known, or all of fewer."""
        wanted = words(known)
        enough = min(least, len(wanted))
        return next((one for one in self.sentences if enough and len(words(one.text) & wanted) >= enough), None)


def read(text: str) -> Text:
    """Read a letter; the greeting and what is quoted of another mail are no part of it."""
    gaps = tuple((found[1] or "").strip(" :") for found in _GAP.finditer(text))
    marked = _GAP.sub(_MARK, text)
    gaps += tuple(found[0] for found in _STILL_A_GAP.finditer(marked))
    return Text(tuple(Sentence(one) for one in _sentences(marked) if _MARK not in one), gaps)


def gap(what: str) -> str:
    """Return the mark for what is not known and has to be filled in."""
    return f"[{GAP} {what}]"


def words(text: str) -> frozenset[str]:
    """Return the telling words of a text, in lower case."""
    found = (one.group().lower() for _, one in zip(range(_WORD_LIMIT), _WORD.finditer(text), strict=False))
    return frozenset(found) - _COMMON


def _sentences(text: str) -> Iterator[str]:
    for block in _blocks(text.split("\n")):
        start = 0
        for end in _END.finditer(block):
            if _SHORT_FORM.search(block, max(start, end.start() - 7), end.end()):
                continue
            yield from _pieces(block[start : end.end()])
            start = end.end()
        yield from _pieces(block[start:])


def _pieces(sentence: str) -> Iterator[str]:
    """Yield a sentence; one without an end in pieces, so that a rule is never asked about a whole book."""
    for start in range(0, len(sentence), LONGEST_SENTENCE):
        if piece := sentence[start : start + LONGEST_SENTENCE].strip():
            yield piece


def _blocks(rows: Iterable[str]) -> Iterator[str]:
    """Yield paragraphs and list items, each joined to one line."""
    block: list[str] = []
    for row in rows:
        line = row.strip()
        begins = not line or _BULLET.match(line) is not None
        alone = line.startswith(">") or (len(line) < 120 and _GREETING.match(line) is not None)
        if block and (begins or alone):
            yield " ".join(block)
            block = []
        if line and not alone:
            block.append(line)
    if block:
        yield " ".join(block)
