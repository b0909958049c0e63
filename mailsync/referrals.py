"""Referrals: the people whom a mail names for its reader to approach."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from mailsync.mail import Named
from mailsync.referral_formulas import (
    BEFORE_NAMES,
    CLEAR,
    CLEAR_SUBJECT,
    CUES,
    ITS_ADDRESS,
    NAME,
    NO_PERSON,
    NO_REFERRAL,
    REFERS,
    ROLE,
)
from mailsync.sentences import Sentence
from webapp.domain.addresses import normalise
from webapp.domain.text import line

PEOPLE_MAX = 10
OPEN_FOR = 5  # so many sentences after "you should talk to these people:" may name them

_ADDRESS = re.compile(r"[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_ANY_NAME = re.compile(rf"(?<![\w@.]){NAME}")


def referrals(found: tuple[Sentence, ...], known: Collection[str], names: Collection[str]) -> tuple[Named, ...]:
    """The people whom a mail names for its reader to approach, each with the sentence that does.

    `known` are the addresses of those who wrote and read it, `names` theirs in lower case: none of them is referred to.
    """
    people: dict[str, Named] = {}
    for one in _named(found, known):
        # Whoever writes may give another address of their own.
        if one.name.casefold() not in names and not any(_called(one.address, name) for name in names):
            people.setdefault(one.address or one.name.casefold(), one)
    told = {one.name for one in people.values() if one.address}
    return tuple(one for one in people.values() if one.address or one.name not in told)[:PEOPLE_MAX]


def _called(address: str, name: str) -> bool:
    """Whether the local part of an address is made of the words of a name."""
    words = [word for word in re.split(r"\W+", name) if len(word) > 2]
    return len(words) > 1 and all(word in address.partition("@")[0] for word in words)


def _named(found: tuple[Sentence, ...], known: Collection[str]) -> Iterator[Named]:
    addressed = any("@" in one.text for one in found)
    open_for, pending, quote = 0, "", ""
    for sentence in found:
        told = not CUES.isdisjoint(sentence.cues)
        if not told and not open_for:
            pending = ""
            continue
        if NO_REFERRAL.search(sentence.low):
            open_for, pending = 0, ""
            continue
        clear = _clear(sentence.text) if told else ""
        refers = bool(clear) or (told and addressed and REFERS.search(sentence.low) is not None)
        open_for = OPEN_FOR if refers else max(0, open_for - 1)
        addresses = [*_addresses(sentence.text, known)] if open_for and "@" in sentence.text else []
        for start, address in addresses:
            # "Talk to Bob Ray. His address is bob@acme.test."
            alone = len(addresses) == 1 and (ITS_ADDRESS.search(sentence.low) or len(sentence.low.split()) <= 3)
            earlier = pending if alone else ""
            name = _name_before(sentence.text[:start]) or clear or earlier
            yield Named(name, address, quote if name == earlier != clear else line(sentence.text))
        if clear and not addresses:
            yield Named(clear, "", line(sentence.text))
        pending, quote = clear or (_name_of(sentence.text) if addressed and refers else ""), line(sentence.text)


def _clear(text: str) -> str:
    """The full name of somebody whom a sentence refers to beyond doubt."""
    for pattern in (CLEAR, CLEAR_SUBJECT):
        found = pattern.search(text)
        name = _trimmed(found["name"]) if found else ""
        if " " in name:
            return name
    return ""


def _name_of(text: str) -> str:
    """The last full name in a sentence."""
    return next((name for one in reversed(_ANY_NAME.findall(text)) if " " in (name := _trimmed(one))), "")


def _addresses(text: str, known: Collection[str]) -> Iterator[tuple[int, str]]:
    """The addresses of people in a sentence, and where each begins."""
    seen = set(known)
    for found in _ADDRESS.finditer(text):
        address = normalise(found[0].strip("'.%"))
        if address and address not in seen and not ROLE.match(address) and not address[:3].isdigit():
            seen.add(address)
            yield found.start(), address


def _name_before(text: str) -> str:
    """The name in front of an address: "Bob Ray, bob@…", "Bob Ray (e-mail: bob@…)", "Bob at bob@…"."""
    text = _ADDRESS.split(text)[-1][-80:]
    for found in reversed([*_ANY_NAME.finditer(text)]):
        name = _trimmed(found[0])
        if name and len(text) - found.end() <= 40:
            return name
    return ""


def _trimmed(name: str) -> str:
    """A name without what only looks like its beginning; "" for what is no person."""
    words = line(name, 120).rstrip(".,").split()
    while words and words[0].strip(".,'’").lower() in BEFORE_NAMES:
        words.pop(0)
    return (
        "" if not words or NO_PERSON.search(" ".join(words)) else " ".join(words).removesuffix("'s").removesuffix("’s")
    )
