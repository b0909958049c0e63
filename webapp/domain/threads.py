"""Which mails are one conversation: a rule on what their headers say, the same in whatever order they are read.

In-Reply-To joins by itself. References, and the index that Outlook gives a conversation, join only mails of an equal
base subject, since some clients take an old mail for a new conversation. A subject alone joins nothing, nor does a
Message-ID that two mails share.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

SUBJECT_LIMIT = 500
INDEX_OCTETS = 22
INDEX_LETTERS = 32  # in which these octets and two more are written

# What mail programs put before the subject of an answer or a forward, by language; some number it: Re[2]:, RE(3):.
_WORDS = (
    "re|r|fw|fwd|forward|"  # English, Italian
    "aw|antw|antwort|wg|"  # German, Dutch
    "ré|tr|ref|réf|"  # French
    "rv|enc|res|"  # Spanish, Portuguese
    "rif|i|inoltra|"  # Italian
    "betr|doorst|"  # Dutch
    "sv|vs|vb|vl|ang|vid|"  # Swedish, Danish, Norwegian, Finnish
    "odp|pd|"  # Polish
    "vá|továbbítás|"  # Hungarian
    "răsp|redirecționat|"  # Romanian
    "ynt|ilt|i̇lt|"  # Turkish
    "atb|bls|"  # Welsh
    "odg|proslijeđeno|edasi|vast|"  # Croatian, Estonian
    "απ|σχετ|πρθ|"  # Greek
    "ha|на|отв|ответ|пер|пересл|відп|"  # Russian, Ukrainian
    "השב|הועבר|תגובה|רד|إعادة توجيه|"  # Hebrew, Arabic
    "رد|"
    "回复|回覆|答复|答覆|转发|轉寄|轉發|返信|転送|회신|전달"  # Chinese, Japanese, Korean
)
_PREFIX = re.compile(rf"(?:{_WORDS})\s?(?:\[\d{{1,3}}\]|\(\d{{1,3}}\)|\^\d{{1,3}}|\d{{1,2}})?\s?[:：]\s*")
_TAG = re.compile(r"\[[^\[\]]{1,60}\]\s*")
_FORWARDED = re.compile(r"\s*\(fwd?\)$")
ROUNDS = 30


def base_subject(subject: str) -> str:
    """The subject in lower case without the prefixes of answers and forwards and the tags of lists."""
    text = " ".join(subject[:SUBJECT_LIMIT].casefold().split())
    for _ in range(ROUNDS):
        found = _PREFIX.match(text) or _TAG.match(text)
        if found is None:
            break
        text = text[found.end() :]
    return _FORWARDED.sub("", text).strip()


def subject_key(base: str) -> str:
    """A short sign by which base subjects are compared; "" for the empty one."""
    return blake2b(base.encode("utf-8", "replace"), digest_size=8).hexdigest() if base else ""


def conversation_index(value: str) -> str:
    """What the mails of an Outlook conversation share of their Thread-Index, in hex; "" where it is none."""
    try:
        index = b64decode("".join(value[:SUBJECT_LIMIT].split())[:INDEX_LETTERS], validate=True)
    except (Base64Error, ValueError):
        return ""
    return index[:INDEX_OCTETS].hex() if len(index) >= INDEX_OCTETS else ""


@dataclass(frozen=True, slots=True)
class Headers:
    """What a mail says of its conversation: its own Message-IDs, those that it answers, and those before them."""

    ids: tuple[str, ...] = ()
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    index: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Keys:
    """Signs of one length. A mail is of the conversation of every mail that holds one of those that it looks for."""

    holds: frozenset[str]
    looks_for: frozenset[str]


def keys(headers: Headers) -> Keys:
    """The signs by which a mail finds its conversation, and by which later ones find it."""
    own = _signs("own", headers.ids)
    answered = _signs("own", headers.in_reply_to)
    wanted = _signs("answered", headers.in_reply_to)
    subject = subject_key(headers.subject)
    with_subject = _signs(f"of {subject}", (*headers.ids, *headers.in_reply_to, *headers.references))
    with_subject |= _signs(f"index {subject}", filter(None, [headers.index]))
    return Keys(own | wanted | with_subject, answered | wanted | with_subject | _signs("answered", headers.ids))


def _signs(kind: str, values: Iterable[str]) -> frozenset[str]:
    return frozenset(
        blake2b(f"{kind} {value}".encode("utf-8", "replace"), digest_size=16).hexdigest() for value in values
    )
