"""Log addresses: a user's own address with a secret in its plus-part, made and recognised."""

from __future__ import annotations

import base64
import hmac
import re
import secrets
from collections.abc import Collection

from webapp.domain.addresses import normalise
from webapp.domain.wording import _

SECRET_OCTETS = 16
LONGEST_LOCAL = 64  # RFC 5321
_TOKEN = re.compile(r"fc-([a-z2-7]{26})")


def new_token() -> str:
    """Return 128 random bits as 26 letters and digits that survive being read aloud, and any change of case."""
    return base64.b32encode(secrets.token_bytes(SECRET_OCTETS)).decode("ascii").rstrip("=").lower()


def with_token(address: str, token: str) -> str:
    """Return the log address; it goes behind a plus-part that is there. "" where the address can take none."""
    local, at, domain = normalise(address).rpartition("@")
    whole = f"{local}+fc-{token}"
    if not at or local.startswith('"') or len(whole.encode()) > LONGEST_LOCAL:
        return ""
    return f"{whole}@{domain}"


def token_in(address: str, tokens: Collection[str]) -> str:
    """Return which of the tokens an address carries, "" for none; how long it takes tells nothing of them."""
    last = normalise(address).rpartition("@")[0].rpartition("+")[2]
    found = _TOKEN.fullmatch(last)
    if found is None:
        return ""
    same = [token for token in tokens if hmac.compare_digest(token.encode(), found[1].encode())]
    return same[0] if same else ""


def vcard(address: str) -> str:
    """Return the card of a log address for a phone's contacts (RFC 2426, which all of them read)."""
    fields = (
        "BEGIN:VCARD", "VERSION:3.0", "N:Log;Fifty Cups;;;", f"FN:{_escaped(_('Fifty Cups log'))}",
        f"EMAIL;TYPE=INTERNET:{address}",
        f"NOTE:{_escaped(_('Forward mail here to log it. Keep this address to yourself.'))}", "END:VCARD", "",
    )  # fmt: skip
    return "\r\n".join(fields)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
