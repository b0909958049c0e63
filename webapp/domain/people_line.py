"""One entry of a pasted list, told apart into name, role, organisation and address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain import names
from webapp.domain.addresses import normalise


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LONGEST_NAME, MOST_WORDS = 100, 7
PARTICLES = _set("al ap bin da das de del della den der di do dos du el la le te ten ter van von y zu zum")

_ADDRESS = re.compile(r"(?:mailto:)?([^\s<>()\[\],;:\"“”|]+@[^\s<>()\[\],;:\"“”|@]+\.[^\s<>()\[\],;:\"“”|@]+)", re.I)
_LINK = re.compile(r"https?://\S+|\bwww\.\S+|\blinkedin\.com/\S+", re.IGNORECASE)
_ASIDE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|<([^<>]*)>")
_BREAK = re.compile(r"\s+[-–—|·•/]+\s+|\s*[–—|\t]\s*")
_AT = re.compile(r"\s+(?:@|at|bei|chez|from)\s+|\s*@\s*(?=\w)")
_PHONE = re.compile(r"\+?\(?\d[\d\s()/.-]{6,}")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W_]+")
# What lists note of people that is neither their job nor where they work.
_REMARKS = _set(
    "1st 2nd 3rd accepted confirmed declined elle er going he her hers him his il maybe me no one optional plus"
    " required she sie tbc tentative their theirs them they yes you"
)
_DEGREES = _set("ba bsc cfa cpa dphil esq frsa ii iii jr ma mba md msc phd pmp sr")
# Words of a job that are no names; and those that are a name too, as in Dean Smith.
_JOBS = _set(
    "accountant adviser advisor analyst architect assistant associate attorney berater beraterin ceo cfo chief"
    " cio cmo cofounder consultant coo coordinator counsel cpo cto designer developer directeur director"
    " directrice economist editor engineer entrepreneur entwickler entwicklerin executive expert founder freelance"
    " freelancer geschäftsführer geschäftsführerin hr ingénieur inhaber inhaberin journalist lawyer leiter"
    " leiterin manager officer organiser organizer owner president producer professor programmer recruiter"
    " recruitment representative researcher retired scientist secretary specialist svp teacher technician trainee"
    " trainer translator treasurer vp writer"
)
_ROLE_WORDS = _JOBS | _set(
    "author chair coach dean doctor fellow graduate head host intern lead leader lecturer nurse partner principal"
    " senior speaker student"
)
_LEGAL_FORMS = _set("ab ag bv co corp gmbh inc kg limited llc llp ltd nv plc se")
_PLACES = _LEGAL_FORMS | _set(
    "bank college company council group hospital institute school university université universität"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody on a list; `name` is the address where nothing else was written."""

    name: str
    role: str = ""
    organisation: str = ""
    address: str = ""


def read(entry: str, *, surname_first: bool = False) -> Named | None:
    """Return who an entry names; None where it does not look like a name.

    `surname_first`: the list writes surnames first, with a comma behind them.
    """
    text, address = _without_address(_PHONE.sub(" ", _LINK.sub(" ", entry)))
    text, asides = _without_asides(text)
    head, *rest = [part for part in _BREAK.split(text) if part.strip(" ,")] or [""]
    name, more = _name(_cells(head), address, surname_first)
    name, *behind = _AT.split(name, maxsplit=1)
    name = _tidy(name)
    if not _LETTER.search(name):
        name = _name_in(address)
    if name != address and not is_name(name):
        return None
    said = [*behind, *more, *(cell for part in (*rest, *asides) for cell in _cells(part))]
    return Named(name, *_role_and_place(said), address) if name else None


def is_name(text: str) -> bool:
    """Whether a text may be a name: it has letters, is as short as names are, and is neither a job nor a sentence."""
    words = _words(text)
    is_job = bool(words) and (words[-1] in _JOBS or (is_role(text) and not {"of", "for"}.isdisjoint(words)))
    small = [word for word in text.split() if word.islower() and word not in PARTICLES]
    is_sentence = len(words) > MOST_WORDS or len(small) > (3 if text.islower() else 2)
    return bool(_LETTER.search(text)) and len(text) <= LONGEST_NAME and not is_job and not is_sentence


def is_role(text: str) -> bool:
    """Whether a text says what somebody does."""
    return not _ROLE_WORDS.isdisjoint(_words(text))


def is_full_name(text: str) -> bool:
    """Whether a text is surely a name in full: two to four words with capitals, none of which belongs to a job."""
    words = text.split()
    capital = all(word[0].isupper() or word.casefold() in PARTICLES for word in words)
    return 2 <= len(words) <= 4 and capital and not is_role(text) and not _is_place(text) and "@" not in text


def _is_place(text: str) -> bool:
    """Whether a text is an organisation by its looks."""
    shouted = text.isupper() and text.isascii() and len(text) >= 3 and " " not in text
    return shouted or any(char.isdigit() or char == "&" for char in text) or not _PLACES.isdisjoint(_words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("co-founder", "cofounder"))


def _without_address(text: str) -> tuple[str, str]:
    """Return the text without its first address, and that address in its normal form."""
    found = _ADDRESS.search(text)
    address = normalise(found[1].rstrip(".'")) if found else ""
    if not found or not address:
        return text, ""
    before, after = text[: found.start()].rstrip("<([ "), text[found.end() :].lstrip(">)] ")
    return f"{before} {after}".strip(), address


def _without_asides(text: str) -> tuple[str, list[str]]:
    """Return the text without what stands in brackets behind the name, and that; "Samuel (Sam) Park" stays as it is."""
    found: list[str] = []
    for aside in _ASIDE.finditer(text):
        words = next((group for group in aside.groups() if group), "")
        behind = text[aside.end() :].lstrip()
        nickname = bool(behind) and behind[0].isalpha() and not _is_remark(words)
        if not nickname:
            found.append(words)
            text = text[: aside.start()] + " " * (aside.end() - aside.start()) + text[aside.end() :]
    return text, found


def _is_remark(text: str) -> bool:
    return all(word in _REMARKS or word.isdigit() for word in _words(text))


def _cells(text: str) -> list[str]:
    """What commas part; the legal form of an organisation belongs to its name, and a degree says nothing."""
    found: list[str] = []
    for cell in (cell for part in text.split(",") if (cell := _tidy(part))):
        if found and set(_words(cell)) <= _LEGAL_FORMS:
            found[-1] = f"{found[-1]}, {cell}"
        elif not found or not set(_words(cell)) <= _DEGREES:
            found.append(cell)
    return found


def _name(cells: Sequence[str], address: str, surname_first: bool) -> tuple[str, list[str]]:
    """Return the name that the cells of a line begin with, and the cells behind it."""
    if len(cells) < 2:
        return (cells[0] if cells else ""), []
    turned = surname_first or _says_the_address(cells[1], address)
    if _is_surname(cells[0], turned) and _is_given(cells[1], cells[0]):
        return f"{cells[1]} {cells[0]}", list(cells[2:])
    return cells[0], list(cells[1:])


def _says_the_address(given: str, address: str) -> bool:
    """Whether an address has what stands behind the comma for its name: Doe, Jane <jane.doe@…>."""
    local = names.words(re.sub(r"[\W_\d]+", " ", address.partition("@")[0]))
    return not set(local).isdisjoint(names.words(given))


def _is_surname(text: str, surname_first: bool) -> bool:
    words = [word for word in text.split() if word.casefold() not in PARTICLES]
    return (len(words) == 1 and not names.whole(words[0])) or (surname_first and 1 < len(words) <= 3)


def _is_given(text: str, surname: str) -> bool:
    shouted = _is_place(text) and not surname.isupper()
    return 1 <= len(text.split()) <= 2 and not shouted and not is_role(text) and not _AT.search(text)


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" \"“”„«»'‘’`,;:|-–—*•·<>[]()\\")


def _name_in(address: str) -> str:
    """The name that an address is made of, as in jane.doe@…; the address itself where that is not clear."""
    words = re.split(r"[._-]", address.partition("@")[0].partition("+")[0])
    clear = len(words) > 1 and all(word.isalpha() and len(word) > 1 for word in words)
    return " ".join(word.capitalize() for word in words) if clear else address


def _role_and_place(said: Sequence[str]) -> tuple[str, str]:
    """Tell apart what was written behind a name: what they do, and where."""
    parts = [_tidy(part) for one in said for part in _AT.split(one)]
    parts = list(dict.fromkeys(part for part in parts if _LETTER.search(part) and not _is_remark(part)))
    roles = [part for part in parts if is_role(part) and _PLACES.isdisjoint(_words(part))]
    places = [part for part in parts if part not in roles]
    if len(places) > 1 and not roles:  # of two unknown words the last one is where, but for one that looks like it
        place = next(filter(_is_place, places), places[-1])
        return ", ".join(part for part in places if part != place), place
    return ", ".join([*roles, *places[1:]]), places[0] if places else ""
