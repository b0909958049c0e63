"""What the calendar parts of a mail say about meeting: agreed, declined, or neither; and the same as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from mailsync.automatic import ROBOT
from mailsync.mail import Direction, Finding, Label, Mail
from webapp.calendars.values import Invitation, Method
from webapp.domain.wording import _, short_day

CROWD = 10
_PERSONAL = frozenset({Method.REQUEST, Method.REPLY, Method.CANCEL})
_MAILING = ("list-id", "list-unsubscribe", "feedback-id")


def between_people(mail: Mail) -> tuple[Invitation, ...]:
    """The invitations, answers and cancellations among a few people.

    A calendar sends them with the headers of a program, for somebody: they are no bulk.
    """
    if any(name in mail.headers for name in _MAILING) or any(ROBOT.search(one) for one in _writers(mail)):
        return ()
    return tuple(one for one in mail.invitations if one.method in _PERSONAL and len(one.attendees) <= CROWD)


def sent_for_somebody(mail: Mail) -> bool:
    """Whether the one in From invites, or is invited, by a calendar part among a few people."""
    return any(
        each.address in _writers(mail)
        for one in between_people(mail)
        for each in (*(who.who for who in one.attendees), *([one.organizer] if one.organizer else []))
    )


def appointments(mail: Mail, direction: Direction) -> Iterator[Finding]:
    """The findings of the calendar: who accepts, or is invited by a counterpart, has agreed; who declines, proposes it.

    Sure where the address that wrote is the one that the calendar names.
    """
    for one in between_people(mail):
        if one.all_day:
            continue  # "Jane is on vacation" is sent as an invitation too
        if one.method is Method.REPLY:
            yield from _answer(mail, one)
        elif one.method is Method.REQUEST and direction == "in":
            sure = one.organizer is not None and one.organizer.address in _writers(mail)
            yield Finding(Label.MEETING_AGREED, _("It invites to %(event)s", event=shown(one)), sure=sure)


def _answer(mail: Mail, one: Invitation) -> Iterator[Finding]:
    own = [each for each in one.attendees if each.who.address in _writers(mail)]
    answers = {each.status for each in own or one.attendees}
    if answers == {"ACCEPTED"}:
        yield Finding(Label.MEETING_AGREED, _("It accepts %(event)s", event=shown(one)), sure=bool(own))
    elif answers == {"DECLINED"}:
        yield Finding(Label.DECLINE, _("It declines %(event)s", event=shown(one)), sure=False)


def _writers(mail: Mail) -> frozenset[str]:
    return frozenset(one.address for one in mail.envelope.from_)


def shown(one: Invitation) -> str:
    """An event in a few words: its name and its time as the clock there shows it."""
    name = f"“{one.summary[:100]}”" if one.summary else _("an event")
    day = short_day(one.starts, year=True)
    if one.all_day:
        return _("%(event)s on %(day)s", event=name, day=day)
    offset = f"{one.starts:%z}".replace("+0000", "")
    return _(
        "%(event)s on %(day)s, %(time)s (UTC%(offset)s)", event=name, day=day, time=f"{one.starts:%H:%M}", offset=offset
    )
