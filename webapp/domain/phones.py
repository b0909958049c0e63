"""Phone numbers: compared by their last digits, so that a country code or a zero in front makes no other number."""

from __future__ import annotations

import re

LEAST = 7  # fewer digits are an extension
_COMPARED = 8
_TRUNK = re.compile(r"\(0\)")
_EXTENSION = re.compile(r"(?:ext\.?|x|#|durchwahl|dw)\s*\d{1,6}\s*$", re.IGNORECASE)


def digits(phone: str) -> str:
    """The digits of a number, without the zero that is dialled only inside the country and without zeros in front."""
    return re.sub(r"\D", "", _TRUNK.sub("", _EXTENSION.sub("", phone))).lstrip("0")


def key(phone: str) -> str:
    """What equal numbers share; "" for what is too short to be one."""
    found = digits(phone) if phone else ""
    return found[-_COMPARED:] if len(found) >= LEAST else ""
