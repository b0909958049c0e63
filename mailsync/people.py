"""Address headers: a tolerant reader in one linear pass that says when a header is not what it seems."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from mailsync.headers import collapsed, words
from webapp.domain.addresses import Address, normalise
from webapp.domain.text import line

ADDRESS_LIMIT = 500

_PLAIN = re.compile(r'(?:"?([\w.\'& -]*)"?\s*<)?([A-Za-z0-9_.+\'=-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)>?', re.ASCII)
# Encoded words and quoted strings first: a comma or an angle bracket inside them separates nothing.
_TOKEN = re.compile(
    r'(=\?[^?\s]*\?[bBqQ]\?[^?]*\?=)|"((?:[^"\\]|\\.)*)"?|<([^<>]*)>?|([,;:()>])|([^",;:()<>=]+|=)', re.DOTALL
)


def people(value: bytes) -> tuple[tuple[Address, ...], bool]:
    """The mailboxes of a header, at most 500, and whether it is sound: every entry read without a guess."""
    return _cached(value) if len(value) < 300 else _read(value)


def _read(value: bytes) -> tuple[tuple[Address, ...], bool]:
    text = collapsed(value).decode("utf-8", "replace")
    plain = _PLAIN.fullmatch(text)
    if plain is not None and text.count("<") == text.count(">"):
        one = _address(plain[1] or "", plain[2])
        return ((one,), True) if one else ((), False)
    reader = _Reader()
    for token in _TOKEN.finditer(text):
        reader.take(*token.groups())
        if len(reader.found) >= ADDRESS_LIMIT:
            break
    reader.flush()
    return tuple(islice(dict.fromkeys(reader.found), ADDRESS_LIMIT)), reader.sound


_cached = lru_cache(maxsize=4096)(_read)


def _address(name: str, address: str) -> Address | None:
    normal = normalise(address)
    return Address(line(words(name), 200).strip("' "), normal) if normal else None


class _Reader:
    """Collects the tokens of one entry and turns them into an address at each separator."""

    def __init__(self) -> None:
        self.found: list[Address] = []
        self.sound = True
        self._depth = 0
        self._clear()

    def _clear(self) -> None:
        self._words: list[str] = []
        self._comment: list[str] = []
        self._angle: str | None = None

    def take(
        self, encoded: str | None, quoted: str | None, angle: str | None, mark: str | None, text: str | None
    ) -> None:
        if mark in ("(", ")"):
            self._parenthesis(mark)
        elif self._depth:
            self._comment.append(encoded or quoted or text or "")
        elif mark in (",", ";"):
            self._separator()
        elif mark == ":":
            self._words.clear()  # the name of a group, or "mailto"
        elif mark == ">":
            self.sound = False
        elif angle is not None:
            self.sound = self.sound and self._angle is None
            self._angle = angle
        else:
            self._words.append(quoted.replace("\\", "") if quoted is not None else encoded or text or "")
            # "<a@x>b@y" and "a@x <b@y>" outside quotes name two people at once: which one wrote is a guess.
            self.sound = self.sound and not (self._angle is not None and "@" in self._words[-1])

    def _parenthesis(self, mark: str) -> None:
        self._depth += 1 if mark == "(" else -1
        if self._depth < 0:
            self._depth, self.sound = 0, False

    def _separator(self) -> None:
        # "Doe, Jane <jane@acme.test>" without quotes is one person.
        if self._angle is None and "@" not in "".join(self._words):
            self._words.append(", ")
        else:
            self.flush()

    def flush(self) -> None:
        """End the entry at hand."""
        name = " ".join("".join(self._words).split()).strip(", ")
        address, self_named = self._angle, False
        if address is None:
            address, self_named = name.replace(" ", ""), True
        address = address.rsplit(":", 1)[-1].strip()
        read = _address(" ".join(self._comment) if self_named or not name else name, address)
        if read is not None and address.count("@") == 1:
            self.found.append(read)
        elif address or name:
            self.sound = False
        self._clear()
