"""The grammar of Authentication-Results (RFC 8601): a value is read whole or not at all.

A sender's text that a server copied into it, in quotes or into a comment, must not be able to say anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from webapp.domain.domains import UNNAMED

LONGEST = 8 * 1024

_SPACE = re.compile(r"[ \t\r\n]*")
_COMMENT_TEXT = re.compile(r'(?:[^()\\"]|\\.)*', re.DOTALL)
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`{|}~-]+")
_QUOTED_NAME = re.compile(r'"([A-Za-z0-9._-]+)"')
_KEYWORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_VERSION = re.compile(r"[0-9]+")
_VALUE = re.compile(r'"(?:[^"\\]|\\.)*+"(?:@[^\s;()"\\<>,@]+)?|<[^\s;()"\\<>,]*>|[^\s;()"\\<>,]*', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Check:
    """One method's result; the names of properties are in lower case, as "header.from", their values as written."""

    method: str
    result: str
    properties: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Results:
    """One field: who checked (in lower case; UNNAMED where it does not say) and what came of it."""

    authserv_id: str
    checks: tuple[Check, ...]


def parse_results(value: str) -> Results | None:
    """A field's value, unfolded or not; None where any part of it is malformed."""
    if len(value) > LONGEST:
        return None  # it may have been cut, and "bank.example" be the beginning of another name
    try:
        return _results(_Reader(value))
    except _Malformed:
        return None


class _Malformed(ValueError):
    """The value is not what RFC 8601 says, as far as we tolerate what is not."""


class _Reader:
    """A value with the place up to which it is read; every step goes forward, so the time is linear."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    @property
    def ended(self) -> bool:
        """Whether the check that is read ends here."""
        return self.at == len(self.text) or self.text[self.at] == ";"

    def next(self, mark: str) -> bool:
        """Step over a mark if it comes next."""
        found = self.text.startswith(mark, self.at)
        self.at += len(mark) * found
        return found

    def take(self, pattern: re.Pattern[str]) -> str:
        """Read what the pattern matches, "" for nothing."""
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return match[match.lastindex or 0] if match else ""

    def need(self, pattern: re.Pattern[str]) -> str:
        """Read what must be there, in lower case."""
        found = self.take(pattern)
        if not found:
            raise _Malformed
        return found.lower()

    def skip(self) -> bool:
        """Step over white space and comments; return whether there was any."""
        begun = self.at
        self.take(_SPACE)
        while self.next("("):
            self._comment()
            self.take(_SPACE)
        return self.at > begun

    def _comment(self) -> None:
        depth = 1
        while depth:
            self.take(_COMMENT_TEXT)
            if self.next("("):
                depth += 1
            elif self.next(")"):
                depth -= 1
            else:
                # The end, or a quotation mark: a sender's quoted local part was copied in, and may close the comment.
                raise _Malformed


def _results(reader: _Reader) -> Results:
    authserv_id = _authserv_id(reader)
    checks: list[Check] = []
    none = False
    while reader.next(";") or (authserv_id == UNNAMED and not reader.at):
        reader.skip()
        if reader.ended:
            continue  # many end with a semicolon
        begun = reader.at
        word = reader.need(_NAME)
        reader.skip()
        if not reader.ended:
            reader.at = begun
            checks.append(_check(reader))
        elif authserv_id != UNNAMED and word != "none":
            raise _Malformed
        else:
            # Microsoft puts the domain of the recipient in between.
            none = none or authserv_id != UNNAMED
    if none == bool(checks):
        raise _Malformed
    return Results(authserv_id, tuple(checks))


def _authserv_id(reader: _Reader) -> str:
    """Read the name and the version; a value that begins with a result has none."""
    reader.skip()
    name = (reader.take(_QUOTED_NAME) or reader.need(_NAME)).lower()
    reader.skip()
    if reader.next("="):
        reader.at = 0
        return UNNAMED
    if reader.take(_VERSION) not in {"", "1"}:
        raise _Malformed
    reader.skip()
    return name


def _check(reader: _Reader) -> Check:
    method = reader.need(_KEYWORD)
    reader.skip()
    if reader.next("/"):
        reader.skip()
        if reader.need(_VERSION) != "1":
            raise _Malformed
        reader.skip()
    _equals(reader)
    result = reader.need(_KEYWORD)
    properties: dict[str, str] = {}
    apart = reader.skip()
    while not reader.ended:
        name = _property(reader)
        if not apart or name in properties:
            raise _Malformed
        properties[name] = reader.take(_VALUE)
        apart = reader.skip()
    return Check(method, result, properties)


def _property(reader: _Reader) -> str:
    """Read a property's name; the reason and what some servers add have no type before a dot."""
    name = reader.need(_KEYWORD)
    reader.skip()
    if reader.next("."):
        reader.skip()
        name = f"{name}.{reader.need(_KEYWORD)}"
        reader.skip()
    _equals(reader)
    return name


def _equals(reader: _Reader) -> None:
    if not reader.next("="):
        raise _Malformed
    reader.skip()
