"""E-mail addresses: one normal form for forms and mail, and what is shown of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 320
_DOTS = re.compile("[。．｡]")  # full stops that input methods put between the labels of a domain
_EDGES = " \t\r\n<>\u00a0\u200b\ufeff"  # what clings to an address that was copied from a page or a header
_FORBIDDEN = frozenset('"(),:;<>@[]\\')
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ACE = "xn--"


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox as a header or a calendar names it: `address` in the normal form, `name` for display."""

    name: str
    address: str


@lru_cache(maxsize=8192)
def normalise(raw: str) -> str:
    """The normal form: local part NFC and casefolded, domain in A-labels; "" for what is no address."""
    text = raw.strip(_EDGES)
    if len(text) > LONGEST or any(unicodedata.category(char) in _UNPRINTABLE for char in text):
        return ""
    local, at, domain = text.rpartition("@")
    local, domain = _local(local), _domain(domain)
    return local + at + domain if local and domain and len(local + at + domain) <= LONGEST else ""


@lru_cache(maxsize=8192)
def base(address: str) -> str:
    """The normal form without its plus-part: jane+jobs@d is delivered to jane@d."""
    local, at, domain = normalise(address).rpartition("@")
    if local.startswith('"'):
        return local + at + domain
    return (local.partition("+")[0] or local) + at + domain


def same_mailbox(one: str, other: str) -> bool:
    """Whether two addresses are delivered to one mailbox, as far as plus-parts tell."""
    return base(one) == base(other) != ""


def display(address: str) -> str:
    """The address as people write it, with readable domain labels; unchanged where it is none."""
    local, at, domain = normalise(address).rpartition("@")
    return local + at + ".".join(_readable(label) for label in domain.split(".")) if at else address


def looks_mixed(address: str) -> bool:
    """Whether letters of look-alike scripts are mixed within one label, as in "pаypal" with a Cyrillic а."""
    return any(len(_scripts(label)) > 1 for label in re.split("[.@]", display(address)))


def _local(local: str) -> str:
    """The local part's normal form; quotes stay only where they are needed."""
    quoted = _QUOTED.fullmatch(local)
    text = _folded(quoted[1] if quoted else local)
    if _is_plain(text):
        return text
    return f'"{text}"' if quoted and _QUOTED.fullmatch(f'"{text}"') else ""


def _folded(text: str) -> str:
    # Decomposed first: only so is folding what is folded already without effect.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())


def _domain(domain: str) -> str:
    domain = domain.removesuffix(".")
    if domain.startswith("[") and domain.endswith("]"):  # an address literal, as [192.0.2.1]
        return domain.lower() if _is_plain(domain[1:-1].replace(":", "")) and domain.isascii() else ""
    labels = [_a_label(label) for label in _DOTS.sub(".", domain).split(".")]
    return ".".join(labels) if all(labels) else ""


def _a_label(label: str) -> str:
    """A label's ASCII form; "" where there is none.

    The codec "idna" is not used: it knows the rules of 2003 alone, which turn straße.de into another domain.
    """
    # Letter by letter, because lower() writes a Greek sigma differently at the end of a word.
    lowered = "".join(char.lower() for char in unicodedata.normalize("NFKC", label))
    mapped = unicodedata.normalize("NFKC", lowered)
    if "." in mapped or not _is_plain(mapped):
        return ""
    return mapped if mapped.isascii() else _ACE + mapped.encode("punycode").decode("ascii").lower()


def _readable(label: str) -> str:
    """An A-label's Unicode form, where that leads back to the very same label."""
    if not label.startswith(_ACE):
        return label
    try:
        text = label.removeprefix(_ACE).encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label
    hidden = any(unicodedata.category(char) in _UNPRINTABLE for char in text)
    return label if hidden or _a_label(text) != label else text


def _is_plain(text: str) -> bool:
    """Whether text may stand unquoted in an address."""
    return bool(text) and not any(char in _FORBIDDEN or char.isspace() for char in text)


def _scripts(label: str) -> set[str]:
    names = (unicodedata.name(char, "").split() for char in label if char.isalpha())
    return {script for words in names for script in _SCRIPTS if script in words}
