"""A guess at the language of a text, from its small words."""

from __future__ import annotations

import re

_SMALL = {
    "en": "the and you to of for is it that with have would are this your we be",
    "de": "und ich die der das nicht sie ist mit für auf ein wir auch zu den haben",
    "fr": "et je les vous des pour est que pas une avec nous dans sur bien merci",
    "es": "y que los las para una con por está muy pero como gracias usted su",
    "it": "e che per non una con sono della grazie mi anche ma come di il",
    "nl": "en ik het een van niet voor dat met zijn hebben wij je bedankt ook",
    "pt": "e que não uma para com os você obrigado muito por mas como em do",
    "sv": "och jag det att är inte för på med har tack vi kan du om en",
}
_WORDS = {name: frozenset(words.split()) for name, words in _SMALL.items()}
_WORD = re.compile(r"[^\W\d_]+")
LOOKED_AT = 5000
LEAST = 2


def language(text: str) -> str:
    """The code of the language whose small words are the most frequent; "" where too few are known."""
    found = _WORD.findall(text[:LOOKED_AT].lower())
    counts = {name: sum(word in small for word in found) for name, small in _WORDS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= LEAST else ""
