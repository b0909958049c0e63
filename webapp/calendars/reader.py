"""Calendar parts (RFC 5545, 5546): the events that a mail invites to, answers, moves or cancels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from webapp.calendars.values import Attendee, Invitation, Method
from webapp.calendars.zones import offset
from webapp.domain.addresses import Address, normalise
from webapp.domain.text import line
from webapp.domain.wording import _

# The library is imported where it is needed: it takes 0.25 s and 11 MB, and most mail brings no calendar.

EVENTS_MAX = 20
ATTENDEES_MAX = 500
KINDS = frozenset({"text/calendar", "application/ics"})

_SINGLE = frozenset({"UID", "SEQUENCE", "DTSTART", "DTEND", "DURATION", "STATUS", "RECURRENCE-ID"})
_WANTED = _SINGLE | {
    "DTSTAMP", "SUMMARY", "LOCATION", "ORGANIZER", "ATTENDEE", "RRULE", "RDATE", "X-MICROSOFT-CDO-ALLDAYEVENT",
}  # fmt: skip
_ANSWERS = frozenset({"ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"})
_THINGS = frozenset({"ROOM", "RESOURCE"})


class Unreadable(ValueError):
    """An event lacks, or contradicts itself in, what it takes to tell which it is and when."""


@dataclass(frozen=True, slots=True)
class _Property:
    """A content line: its parameters by name in capitals, and its value with escapes undone."""

    parameters: Mapping[str, str]
    value: str


@dataclass(slots=True)
class _Calendar:
    """The lines of a calendar, apart: its events, the zones that it defines by their names, and what stands outside.

    `here` is the zone of times that name none, where somebody knows it.
    """

    events: list[list[str]] = field(default_factory=list)
    zones: dict[str, list[str]] = field(default_factory=dict)
    outside: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    here: tzinfo | None = None


Properties = Mapping[str, list[_Property]]


def invitations(
    calendars: Iterable[tuple[str, str]], *, most: int = EVENTS_MAX, here: tzinfo | None = None
) -> tuple[tuple[Invitation, ...], tuple[str, ...]]:
    """The events of calendar parts, each given as its text and the method of its Content-Type, and what was unreadable.

    Many mails carry one calendar twice, as a part and as an attachment: an event counts once. `here` is the zone in
    which a time that names none is read; without it such an event is unreadable.
    """
    found: dict[tuple[str, int, Method], Invitation] = {}
    defects: list[str] = []
    for text, method in calendars:
        for one in _events(text, method, most, here):
            if isinstance(one, Invitation):
                found.setdefault((one.uid, one.sequence, one.method), one)
            else:
                defects.append(one)
    return tuple(found.values())[:most], tuple(dict.fromkeys(defects))[:5]


def _events(text: str, method: str, most: int, here: tzinfo | None) -> Iterator[Invitation | str]:
    """Each event, or a sentence on why it is not read."""
    calendar = _taken_apart(text)
    calendar.here = here
    said = (calendar.outside.get("METHOD", "") or method or Method.PUBLISH).strip().upper()
    if said not in Method.__members__:
        yield line(_("a calendar with the method %(method)s is not read", method=said[:40]), 200)
        return
    for lines in calendar.events[:most]:
        try:
            yield _event(_properties(lines), Method(said), calendar)
        except Unreadable as reason:
            yield line(_("an event of its calendar is not read: %(reason)s", reason=reason), 200)
        except Exception as error:  # what a library raises for broken values costs this event and nothing else
            yield line(_("an event of its calendar is not read: %(reason)s", reason=type(error).__name__), 200)
    if len(calendar.events) > most:
        yield _("a calendar with more than %(most)s events", most=most)
    if calendar.cut or not (calendar.events or calendar.zones or calendar.outside):
        yield _("a calendar that breaks off")


def _taken_apart(text: str) -> _Calendar:
    found = _Calendar()
    kind = ""
    lines: list[str] = []
    for row in text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "").split("\n"):
        edge = row[:20].strip().upper()
        if edge in ("BEGIN:VEVENT", "BEGIN:VTIMEZONE"):
            kind, lines = edge.partition(":")[2], []
        elif kind and edge == f"END:{kind}":
            if kind == "VEVENT":
                found.events.append(lines)
            else:
                found.zones.setdefault(next(_values("TZID", lines), ""), lines)
            kind = ""
        elif kind:
            lines.append(row)
        elif ":" in row:
            name, _colon, value = row.partition(":")
            found.outside.setdefault(name.partition(";")[0].strip().upper()[:40], value.strip()[:200])
    found.cut = bool(kind)
    return found


def _values(name: str, lines: Iterable[str]) -> Iterator[str]:
    return (row.partition(":")[2].strip() for row in lines if row[: len(name)].upper() == name)


def _properties(lines: Iterable[str]) -> Properties:
    """The properties of an event that matter, without those of the alarms inside it."""
    from icalendar.parser import Contentline

    found: dict[str, list[_Property]] = {}
    depth = 0
    for row in lines:
        name = row[:40].partition(":")[0].partition(";")[0].strip().upper()
        depth += (name == "BEGIN") - (name == "END")
        if depth or name not in _WANTED or len(found.get(name, ())) >= ATTENDEES_MAX:
            continue
        try:
            _name, parameters, value = Contentline(row).parts()
        except ValueError:
            if name in _SINGLE:
                raise Unreadable(_("its %(name)s", name=name)) from None
            continue  # of many people one that cannot be read is lost
        words = {key.upper(): value if isinstance(value, str) else str(value[0]) for key, value in parameters.items()}
        found.setdefault(name, []).append(_Property(words, value.strip()))
    return found


def _event(event: Properties, method: Method, calendar: _Calendar) -> Invitation:
    if double := [name for name in sorted(_SINGLE) if len(event.get(name, ())) > 1]:
        raise Unreadable(_("it has two of %(name)s", name=double[0]))
    uid = line(_value(event, "UID"), 255)
    if not uid:
        raise Unreadable(_("it has no UID"))
    if "RECURRENCE-ID" in event:
        # One occurrence that differs from its series is an event of its own: what moves it must not move the series.
        uid = line(f"{uid[:220]} {_value(event, 'RECURRENCE-ID')}", 255)
    starts, all_day = _start(event, calendar)
    sequence = _value(event, "SEQUENCE")
    return Invitation(
        method=Method.CANCEL if _value(event, "STATUS").upper() == "CANCELLED" else method,
        uid=uid,
        sequence=int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 10 else 0,
        starts=starts,
        ends=_end(event, starts, all_day, calendar),
        stamp=_stamp(event, calendar),
        summary=line(_value(event, "SUMMARY")),
        place=line(_value(event, "LOCATION")),
        organizer=next((who for one in event.get("ORGANIZER", ()) if (who := _person(one))), None),
        attendees=tuple(_attendees(event)),
        all_day=all_day,
        repeats="RRULE" in event or "RDATE" in event,
    )


def _value(event: Properties, name: str) -> str:
    return event[name][0].value if name in event else ""


def _start(event: Properties, calendar: _Calendar) -> tuple[datetime, bool]:
    if "DTSTART" not in event:
        raise Unreadable(_("it does not say when"))
    starts, all_day = _moment(event["DTSTART"][0], calendar)
    # Exchange writes a day as a time from midnight to midnight.
    if _value(event, "X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE" and starts.time() == time():
        starts, all_day = starts.replace(tzinfo=UTC), True
    return starts, all_day


def _end(event: Properties, starts: datetime, all_day: bool, calendar: _Calendar) -> datetime:
    ends = starts + timedelta(days=1) if all_day else starts
    if "DTEND" in event:
        ends = _moment(event["DTEND"][0], calendar)[0]
        ends = ends.replace(tzinfo=UTC) if all_day else ends
    elif "DURATION" in event:
        from icalendar.prop import vDuration

        ends = starts + vDuration.from_ical(_value(event, "DURATION"))
    return max(starts, ends)


def _moment(one: _Property, calendar: _Calendar) -> tuple[datetime, bool]:
    """The moment as the clock there shows it, with its offset from UTC; and whether it is a day, at midnight UTC."""
    from icalendar.prop import vDDDTypes

    read = vDDDTypes.from_ical(one.value)
    if isinstance(read, date) and not isinstance(read, datetime):
        return _plausible(datetime.combine(read, time(), UTC)), True
    if not isinstance(read, datetime):
        raise Unreadable(_("its time is no time"))
    if read.tzinfo is None:
        name = one.parameters.get("TZID", "") or calendar.outside.get("X-WR-TIMEZONE", "")
        if not name and calendar.here is not None:
            return _plausible(read.replace(tzinfo=calendar.here)), False
        ahead = offset(name, read, calendar.zones)
        if ahead is None:
            unknown = _("the time zone “%(name)s” is unknown", name=name[:80])
            raise Unreadable(unknown if name else _("its time has no zone"))
        read = read.replace(tzinfo=timezone(ahead))
    return _plausible(read), False


def _stamp(event: Properties, calendar: _Calendar) -> datetime | None:
    """When this version was written; it only orders versions of one number, and is not worth losing the event."""
    try:
        return _moment(event["DTSTAMP"][0], calendar)[0].astimezone(UTC) if "DTSTAMP" in event else None
    except ValueError:
        return None


def _plausible(moment: datetime) -> datetime:
    if not 1990 <= moment.year < 2100:
        raise Unreadable(_("its year is implausible"))
    return moment


def _attendees(event: Properties) -> Iterator[Attendee]:
    for one in event.get("ATTENDEE", ()):
        who = _person(one)
        if who is not None and one.parameters.get("CUTYPE", "").upper() not in _THINGS:
            status = one.parameters.get("PARTSTAT", "").upper()
            yield Attendee(who, status) if status in _ANSWERS else Attendee(who)


def _person(one: _Property) -> Address | None:
    written = one.value[7:] if one.value[:7].lower() == "mailto:" else one.parameters.get("EMAIL", "")
    address = normalise(written)
    return Address(line(one.parameters.get("CN", ""), 200).strip("\"' "), address) if address else None
