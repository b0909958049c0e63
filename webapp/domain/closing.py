"""The answer to "Who else should I speak to?": one person a line, the address behind the name if there is one."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"[^\s<>(),;:\"]+@[^\s<>(),;:\"]+\.[^\s<>(),;:\"]+")
_EDGES = ' \t<>(),;:-–—•*"“”'


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who was named; `name` is the address where nothing else was written."""

    name: str
    address: str = ""


def people(text: str) -> list[Named]:
    """Return who is named in a text, one a line."""
    return [one for line in text.splitlines() if (one := _named(line)).name]


def _named(line: str) -> Named:
    found = _ADDRESS.search(line)
    address = found.group().rstrip(".") if found else ""
    name = _ADDRESS.sub(" ", line, count=1).strip(_EDGES)
    return Named(" ".join(name.split()) or address, address)
