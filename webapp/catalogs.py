"""The words of other languages: a catalog for each in webapp/translations, told to a process once at its start."""

from __future__ import annotations

import gettext
from pathlib import Path

from webapp.domain import wording

FOLDER = Path(__file__).parent / "translations"
# What is written in the sources.
ENGLISH = "en"


def speak(language: str) -> None:
    """Say everything in this language from now on; what it has no words for is said in English."""
    wording.speak(gettext.translation("messages", FOLDER, [language], fallback=True))


def languages() -> list[str]:
    """Return the languages that can be spoken: English, and each that has a compiled catalog."""
    return sorted({ENGLISH, *(file.parts[-3] for file in FOLDER.glob("*/LC_MESSAGES/messages.mo"))})
