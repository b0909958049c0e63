"""The pitch of docs/method.md §8: what it needs, how long it is when spoken, and a first draft of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain.wording import _, ngettext

WORDS_A_MINUTE = 150  # of a person who is listened to, not read aloud to
LONGEST = 45
SKILLS = 3
STORIES = (2, 3)


@dataclass(frozen=True, slots=True)
class Pitch:
    """What the user says of themselves; `stories` are the titles of theirs."""

    position: str = ""
    situation: str = ""
    skills: Sequence[str] = ()
    wish: str = ""
    stories: Sequence[str] = ()
    text: str = ""


def seconds(text: str) -> int:
    """Return how long a text takes when it is spoken, in whole seconds."""
    return round(len(text.split()) * 60 / WORDS_A_MINUTE)


def draft(pitch: Pitch) -> str:
    """Return a first pitch made of what is known, "" while neither the position nor a skill is."""
    if not (pitch.position or any(pitch.skills)):
        return ""
    skills = [_inside(skill) for skill in pitch.skills if skill]
    said = [
        _sentence(pitch.situation),
        _("I am looking for work as %(position)s.", position=_inside(pitch.position)) if pitch.position else "",
        _("What I bring: %(skills)s.", skills=_listed(skills)) if skills else "",
        _sentence(pitch.wish),
    ]
    return " ".join(one for one in said if one)


def missing(pitch: Pitch) -> tuple[str, ...]:
    """Return what a pitch still lacks, each as a sentence that says what to do (docs/method.md §8)."""
    skills, spoken = sum(1 for skill in pitch.skills if skill), seconds(pitch.text)
    lacks = {
        _("Name the position that you seek, so that people can picture it."): not pitch.position,
        _("Name your top three skills; %(skills)s of 3 are here.", skills=skills): skills < SKILLS,
        _("Say what you would like from people: a name, twenty minutes, help with one thing."): not pitch.wish,
        _("Write two or three stories that show your skills: people remember them."): len(pitch.stories) < STORIES[0],
        ngettext(
            "Shorten the pitch: it takes %(num)s second, and few listen longer than %(longest)s.",
            "Shorten the pitch: it takes %(num)s seconds, and few listen longer than %(longest)s.",
            spoken,
            longest=LONGEST,
        ): spoken > LONGEST,
    }
    return tuple(sentence for sentence, holds in lacks.items() if holds)


def _sentence(text: str) -> str:
    words = " ".join(text.split())
    return words if not words or words[-1] in ".!?…" else f"{words}."


def _inside(text: str) -> str:
    return " ".join(text.split()).rstrip(".!?…")


def _listed(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return _("%(many)s and %(last)s", many=", ".join(parts[:-1]), last=parts[-1])
