"""Names of people, folded so that one name in two spellings is one: order, marks, titles, initials, small slips."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

Words = tuple[str, ...]

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_MARKS = re.compile("[\u0300-\u036f’ʼ]")  # accents once they stand alone, and apostrophes
_PLAIN = (("'", ""), ("`", ""), ("ae", "a"), ("oe", "o"), ("ue", "u"))  # Mueller is Müller
_ASIDE = re.compile(r"[(\[].*?[)\]]")
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff]+")
_WHOLE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset(
    {"dr", "prof", "mr", "mrs", "ms", "miss", "ing", "dipl", "phd", "mba", "jr", "sr", "herr", "frau", "ii", "iii"}
)


@lru_cache(maxsize=8192)
def words(name: str) -> Words:
    """The words of a name, folded and in alphabetical order; titles and what stands in brackets left out."""
    folded = _ASIDE.sub(" ", name.casefold()) if "(" in name or "[" in name else name.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded).translate(_LETTERS)
        folded = unicodedata.normalize("NFC", _MARKS.sub("", folded))
    for seen, plain in _PLAIN:
        folded = folded.replace(seen, plain)
    found = [word for word in _WORD.findall(folded) if word not in _TITLES]
    # Where names are written without spaces, a space between family and given name says nothing.
    if found and not folded.isascii() and all(_IDEOGRAPHS.fullmatch(word) for word in found):
        found = ["".join(found)]
    return tuple(sorted(found))


def whole(word: str) -> bool:
    """Whether one word is a name in full, as where names are written without spaces."""
    return bool(_WHOLE.fullmatch(word))


def variants(name: Words) -> Iterator[Words]:
    """Shorter ways to write a name: a middle word left out, or a word cut to its initial."""
    for at, word in enumerate(name):
        rest = name[:at] + name[at + 1 :]
        if len(rest) >= 2:
            yield rest
        if rest and len(word) > 1:
            yield tuple(sorted((*rest, word[0])))


def alike(one: Words, other: Words) -> bool:
    """Whether two names are one name, written in full or shorter."""
    return bool(one) and (one == other or other in variants(one) or one in variants(other))


def spelled_alike(one: Words, other: Words) -> bool:
    """Whether the names differ in one word, and there as by a slip of the pen.

    Two letters that changed places, or a difference inside a word of five letters or more. Another first or last
    letter makes another name (Parker and Barker, Martin and Martina), and so does any in a short one (Jan and Jon).
    """
    left, right = sorted(set(one) - set(other)), sorted(set(other) - set(one))
    if len(left) != 1 or len(right) != 1 or len(one) != len(other) or len(one) < 2:
        return False
    a, b = left[0], right[0]
    return _swapped(a, b) or (min(len(a), len(b)) >= 5 and a[0] == b[0] and a[-1] == b[-1])


def _swapped(a: str, b: str) -> bool:
    differ = [at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    return len(a) == len(b) and len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(a) == sorted(b)


def another(one: Words, other: Words) -> bool:
    """Whether both are names in full that share nothing: two people, as far as names tell."""
    shared = any(a == b or (1 in {len(a), len(b)} and a[0] == b[0]) for a in one for b in other)
    return len(one) >= 2 and bool(other) and not shared
