"""The answer to "Who else should I speak to?": one person a line, the address behind the name if there is one."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"[^\s<>(),;:\"]+@[^\s<>(),;:\"]+\.[^\s<>(),;:\"]+")
_EDGES = ' \t<>(),;:-–—•*"“”'

# Said of nobody; "nobody but Bo Lind" names somebody.
_NOBODY = re.compile(
    r"""(?!.*\b(?:nobody|no[ -]one|anybody|anyone)\ (?:but|except|besides|other\ than)\b)
    (?: (?:nobody|no[ -]one|none|nothing)\b.*
      | not\ (?:now|yet|today|right|at|this|for|sure|really|asked|any)\b.*
      | no\W* | no,.* | no\ (?:names?|idea|contacts?|suggestions?|answer)\b.* | n/a
      | .*\b(?:nobody|no[ -]one|anybody|anyone)\b.*
      | (?:.*\ )?(?:did\ not|didn['’]?t|forgot\ to)\ ask\b.* )""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who was named; `name` is the address where nothing else was written."""

    name: str
    address: str = ""


def people(text: str) -> list[Named]:
    """Return who is named in a text, one a line; a line that says that nobody was names nobody."""
    return [one for line in text.splitlines() if (one := _named(line)).name and not _nobody(one)]


def _nobody(one: Named) -> bool:
    return not one.address and _NOBODY.fullmatch(one.name) is not None


def _named(line: str) -> Named:
    found = _ADDRESS.search(line)
    address = found.group().rstrip(".") if found else ""
    name = _ADDRESS.sub(" ", line, count=1).strip(_EDGES)
    return Named(" ".join(name.split()) or address, address)
