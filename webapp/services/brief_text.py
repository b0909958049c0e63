"""The brief of an event in plain text, for a mail on the evening before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from webapp.domain import spans
from webapp.domain.evidence import phase_word
from webapp.domain.wording import _
from webapp.models import EventKind
from webapp.services.brief import IN_FULL, Brief, BriefPerson


def in_words(brief: Brief, zone: tzinfo) -> str:
    """Return it as lines: the event, what is owed, whom to talk to first, the others in a line each, the pitch."""
    pitch = list(_pitch(brief))
    early = pitch if brief.event.kind is EventKind.TRANSITION else []
    lines = [*_head(brief, zone), *early, *_people(brief), *([] if early else pitch)]
    return "\n".join(lines).rstrip() + "\n"


def _head(brief: Brief, zone: tzinfo) -> Iterator[str]:
    event = brief.event
    yield event.name
    when = spans.in_words(event.starts_at.astimezone(zone), event.ends_at.astimezone(zone))
    yield f"{when}, {event.place}" if event.place else when
    yield f"{brief.size}."
    if brief.aim:
        yield _("Your aim: %(aim)s.", aim=brief.aim)
    if brief.unsure:
        yield _("Names that may be people you know: %(number)s. Say on the list who they are.", number=brief.unsure)
    if brief.owed:
        yield _("You owe something to %(names)s.", names=brief.owed_to)
    yield ""


def _people(brief: Brief) -> Iterator[str]:
    if not brief.people:
        yield _("Nobody is on the list yet.")
        yield ""
        return
    yield _("TALK TO FIRST")
    for number, one in enumerate(brief.people[:IN_FULL], 1):
        yield from (f"{number}. {_who(one)}", f"   {one.why}", "   " + _("Say: “%(opener)s”", opener=one.opener))
        yield from (f"   {name}: {words}" for name, words in one.facts)
        yield ""
    if others := brief.people[IN_FULL:]:
        yield _("THEN")
        yield from (f"{number}. {_who(one)}: {one.why}" for number, one in enumerate(others, IN_FULL + 1))
        yield ""


def _who(one: BriefPerson) -> str:
    phase = f" ({phase_word(one.phase)})" if one.phase else ""
    return f"{one.name}, {one.where}{phase}" if one.where else f"{one.name}{phase}"


def _pitch(brief: Brief) -> Iterator[str]:
    if brief.pitch:
        yield _("YOUR PITCH, %(number)s SECONDS", number=brief.seconds)
        yield from brief.pitch.splitlines()
        yield ""
    if brief.stories:
        yield _("Your stories: %(titles)s.", titles="; ".join(story.title for story in brief.stories))
        yield ""
