"""Who a line of text names as the author of a mail: name and address, or the doubt about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from mailsync.headers import words
from mailsync.people import people
from webapp.domain.addresses import Address, normalise
from webapp.domain.text import line
from webapp.domain.wording import N_

VALUE_LIMIT = 1000
RECIPIENTS_LIMIT = 8000

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"*|«»„“”]{1,64}@[^\s<>()\[\],;:\"'*|«»„“”@/]{1,253}")
_MAILTO = re.compile(r"mailto:\s?", re.IGNORECASE)
_BEHALF = re.compile(
    r"\b(?:on behalf of|im auftrag von|de la part de|en nombre de|per conto di|namens|em nome de|p[åa] vegne af"
    r"|på vegne av|för|w imieniu|от имени|от имени пользователя)\b\s{0,2}:?",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"<\s{0,3}>|\[\s{0,3}\]|\(\s{0,3}\)|«\s{0,3}»")
_LAST = re.compile(r"<[^<>\s]{3,320}>[\s;,]{0,3}\Z")
_QUOTES = "\"'“”„‟«»‘’`´*"
_EDGES = " \t,;:<>[]|*-"
_NOTES_NAME = re.compile(r"^(?:CN=)?([^/@=<>]{2,80})/(?:[^@<>]{1,80})(?:@\S{1,80})?$")


@dataclass(frozen=True, slots=True)
class Author:
    """Name and address in its normal form, "" where it is not told for sure; `unsure` says why, not yet translated."""

    name: str = ""
    address: str = ""
    unsure: str = ""


def author(value: str) -> Author:
    """The author that the value of a From line names; never an address that could be somebody else's."""
    value = unescape(value[:VALUE_LIMIT]) if "&" in value else value[:VALUE_LIMIT]
    value = _MAILTO.sub("", words(value))
    sender, behalf, behind = _split_behalf(value)
    if behalf:
        written = author(behind)
        if written.address or not addresses(sender):
            return written
        return Author(written.name, "", N_("it was sent on behalf of somebody whose address is not given"))
    found = addresses(value)
    angled = _LAST.search(value)
    if len(found) > 1 and angled and value.count("<") == 1 and addresses(angled[0]):
        # “Desk of a@b.example <c@d.example>”: what stands in brackets at the end is the address, all else a name.
        return Author(_bare(line(value[: angled.start()], 200)), *addresses(angled[0]))
    name = _name(value)
    if len(found) == 1:
        return Author("" if normalise(name) == found[0] else name, found[0])
    if found:
        return Author(name, "", N_("its From line names several addresses"))
    return Author(name, "", N_("its From line names no address"))


def addresses(text: str) -> tuple[str, ...]:
    """The addresses in a text in their normal form, each once, in order."""
    found = (_normal(one) for one in _ADDRESS.findall(text[:RECIPIENTS_LIMIT]))
    return tuple(dict.fromkeys(one for one in found if one))


def _normal(written: str) -> str:
    """The normal form; "" also for what is an address within one company's server only."""
    address = normalise(written.strip("'.‘’“”«»"))
    return "" if address.startswith("imceaex-") or "." not in address.rpartition("@")[2] else address


def recipients(*values: str) -> tuple[Address, ...]:
    """Those of To and Cc whose address can be read."""
    found: list[Address] = []
    for value in values:
        some, _ = people(_MAILTO.sub("", value[:RECIPIENTS_LIMIT]).replace("[", "<").replace("]", ">").encode())
        known = {one.address: one for one in some}
        found += (known.get(address) or Address("", address) for address in addresses(_MAILTO.sub("", value)))
    return tuple(dict.fromkeys(found))[:100]


def _split_behalf(value: str) -> tuple[str, bool, str]:
    mark = _BEHALF.search(value)
    # Without an address before it, the words belong to a name.
    if mark is None or not addresses(value[: mark.start()]):
        return value, False, ""
    return value[: mark.start()], True, value[mark.end() :]


def _name(value: str) -> str:
    bare = _ADDRESS.sub(lambda one: "" if _normal(one[0]) else one[0], value)
    for _ in range(2):
        bare = _EMPTY.sub("", bare)
    name = _bare(line(bare, 200))
    if name.startswith("(") and name.endswith(")"):
        name = _bare(name[1:-1])
    # “Jane Doe/Acme@Acme” is how Lotus Notes writes names.
    notes = _NOTES_NAME.match(name)
    name = notes[1] if notes else name.partition("@")[0].partition("<")[0]
    return _bare(name.replace("\\", ""))


def _bare(name: str) -> str:
    """A name without the marks around it; quotation marks go only in pairs."""
    name = name.strip(_EDGES)
    while len(name) > 1 and name[0] in _QUOTES and name[-1] in _QUOTES:
        name = name[1:-1].strip(_EDGES)
    return name.strip('"') if name.count('"') == 1 else name
