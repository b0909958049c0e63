"""New text cut into sentences: wrapped lines joined, greeting and closing formula recognised, abbreviations no ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Thanks, requests and refusals stand where a mail opens and closes; what lies between in a longer one is a document.
FIRST, LAST = 60, 20
LENGTH_LIMIT = 600
CUE_LENGTH = 4

# It begins with a set of characters, which is searched ten times as quick as a look behind.
_END = re.compile(
    r"[.!?…](?:[\"')\]]{0,2}\s+(?=[\"'(]?[A-Z0-9ÀÖØÄÜ¿¡-])|(?<=[!?])\s+|(?<=\w[.!?])(?=[A-Z][a-z])|(?<=\.)\.{3,})"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:messrs|mr|mrs|ms|dr|prof|st|jr|sr|no|nos|vs|approx|e\.g|i\.e|bzw|z\.b|inc|corp|dept|ext|jan"
    r"|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|tel|fr|hr|[a-z])\.|\b[ap]\.m\.)$",
    re.IGNORECASE,
)
# "am 16. Mai": the full stop of an ordinal ends no sentence.
_ORDINAL = re.compile(r"\b\d{1,2}\.\s+(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)")
# Typed in haste: "i dont think i can".
_HASTE = re.compile(r"\b(do|does|did|is|are|was|were|ca|wo|could|would|should|have|has|had)nt\b|\b(you|they)re\b")
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_BULLET = re.compile(r"\s*(?:[-*•?]\s|\d{1,2}[.)]\s|\(?[a-z][.)]\s)")
_GREETING = re.compile(
    r"(?:(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|greetings|hallo|liebe[rs]?"
    r"|sehr geehrte[rs]?|guten (?:tag|morgen)|bonjour|ch(?:er|ère|ers)|"
    r"hola|estimad[oa]s?|querid[oa]|buenos días|buongiorno|ciao|gentile|caro|cara|beste|geachte"
    r"|dag)\b[^.!?;]{0,60}|(?:mr|ms|mrs|dr)\.? [^.!?,;:]{1,40})\s{0,2}[,:;!–—-]{1,3}\s*",
    re.IGNORECASE,
)
_NAME_GREETING = re.compile(r"[A-Z][\w'’-]*(?: (?:and |& )?[A-Z][\w'’.-]*){0,4}\s{0,2}(?:[,:–—]|--|-(?=\s|$))\s*")
# What opens a sentence with a capital and a comma and is no name: thanks, a label, a yes or a no.
_NO_NAME = re.compile(
    r"(?:Thank|\w+ Dank|Dank|Merci|\w+ merci|Gracias|Grazie|Bedankt"
    r"|Many|Muchas|Mille|Please|Again|However|Also|Unfort|Sorry|Yes|No\b|Date|Time|Place|When|Where|What|Who"
    r"|Rsvp|RSVP|Re\b|Subject|In\b|Im\b|Cc\b|CC\b"
    r"|(?:Yep|Yeah|Sure|Great|Perfect|Deal|Done|Agreed|Fine|Good|Super|Lovely|Excellent|Brilliant|Wonderful|Confirmed"
    r"|Ok|OK|Okay|Absolutely|Certainly|Sadly|Alas|Regrettably|Regretfully|Honestly|Nope|Apologies"
    r"|Ja|Nein|Passt|Prima|Perfekt|Gut|Gern|Gerne|Klar|Abgemacht|Einverstanden|Bestätigt|Leider|Schade|Bitte"
    r"|Oui|Non|Parfait|Entendu|Convenu|Noté|Malheureusement|Hélas|Désolée?|Confirmé"
    r"|Sí|Si|Vale|Claro|Perfecto|Confirmado|Hecho|Lamentablemente|Desgraciadamente"
    r"|Sì|Certo|Perfetto|Ottimo|Confermato|Purtroppo|Nee|Goed|Helaas|Akkoord|Afgesproken|Geen|Kein)\b)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written; `first` opens the mail, `alone` has hardly another one beside it."""

    text: str
    first: bool = False
    alone: bool = False
    low: str = field(init=False)
    cues: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        low = self.text.lower().replace("’", "'")
        object.__setattr__(self, "low", _HASTE.sub(_spelled, low))
        object.__setattr__(self, "cues", _cues(self.low))

    @property
    def question(self) -> bool:
        """Whether it ends as a question."""
        return self.text.rstrip(" \"')").endswith("?")

    @property
    def quote(self) -> str:
        """The sentence in quotation marks, short enough for a reason."""
        shown = self.text if len(self.text) <= 160 else self.text[:157].rstrip() + "…"
        return f"“{shown}”"


def _spelled(word: re.Match[str]) -> str:
    return f"{word[1]}n't" if word[1] else f"{word[2]}'re"


def _cues(low: str) -> frozenset[str]:
    """The beginnings of its words, "?" where it asks and "0" where it has a number: an index that rules ask first."""
    found = {word[:CUE_LENGTH] for word in _WORD.findall(low)}
    if "?" in low:
        found.add("?")
    if _DIGIT.search(low):
        found.add("0")
    return frozenset(found)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a mail's new text, greeting removed: its first 60 and its last 20."""
    found = [piece for block in _blocks(text) for part in block.split(" -- ") for piece in _split(part)]
    if len(found) > FIRST + LAST:
        found = found[:FIRST] + found[-LAST:]
    found = [one for one in (_without_greeting(piece) for piece in found) if one]
    alone = sum(len(one.split()) > 3 for one in found) <= 2
    return tuple(Sentence(one, number == 0, alone) for number, one in enumerate(found))


def _blocks(text: str) -> list[str]:
    """Paragraphs and list items, each on one line."""
    blocks: list[str] = []
    width = max((len(row) for row in text.split("\n")[:400]), default=0)
    fresh = True
    previous = ""
    for row in text.split("\n"):
        line = row.strip()
        wrapped = len(previous) >= min(width, 76) - 22 or not line[:1].isupper()
        if not line:
            fresh = True
        elif fresh or _BULLET.match(row) or not wrapped:
            blocks.append(line)
            fresh = False
        else:
            blocks[-1] += f" {line}"
        previous = line
    return blocks


def _split(block: str) -> list[str]:
    pieces: list[str] = []
    start = 0
    for end in _END.finditer(block):
        if _ABBREVIATION.search(block[max(start, end.start() - 11) : end.start() + 1]):
            continue
        if _ORDINAL.search(block, max(start, end.start() - 3), end.end() + 4):
            continue
        pieces.append(block[start : end.end()].strip()[:LENGTH_LIMIT])
        start = end.end()
    pieces.append(block[start:].strip()[:LENGTH_LIMIT])
    return [piece for piece in pieces if piece]


def _without_greeting(piece: str) -> str:
    if (
        _GREETING.fullmatch(piece)
        and len(piece.split()) <= 6
        and not re.match(r"(?:many )?thank", piece, re.IGNORECASE)
    ):
        return ""
    named = _NAME_GREETING.match(piece)
    return piece[named.end() :] if named and not _NO_NAME.match(piece) else piece
