"""The people of a room, from what is stored: why each is worth talking to, what to say, and what is open with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain import cadence, giving, introducing, openers
from webapp.domain.brief import Guest, Reason, said, worth
from webapp.domain.evidence import Phase
from webapp.domain.giving import Known
from webapp.domain.introducing import How, Link
from webapp.domain.strength import Tier
from webapp.domain.wording import N_, _, month
from webapp.models import Attendee, Contact, Event
from webapp.services import contacts, goals, introducers, strengths
from webapp.services.brief_open import Open, day_words
from webapp.services.brief_rows import Rows
from webapp.services.giving import first_line, in_transition
from webapp.services.introducers import Sought, folded
from webapp.services.meetable import Meetable

_NOTHING = Open()
LONGEST_NAME, LONGEST_PLACE, LONGEST_GROUND = 80, 60, 160
_NEAR = timedelta(days=60)
_WAYS_IN = 2
# The reasons that name what is owed, in the order in which it is listed.
_OWED = frozenset({Reason.THANK, Reason.REPORT, Reason.ANSWER, Reason.COME_BACK})


@dataclass(frozen=True, slots=True)
class BriefPerson:
    """Somebody who will be there. `why` is the reason to talk to them; of two, the lower `rank` comes first.

    `last_on` is the day of what was said last, as it stays right when it is read tomorrow. `may_be` are the names of
    whom somebody may be while the user was not asked.
    """

    attendee: Attendee
    contact_id: str | None
    name: str
    where: str
    phase: Phase | None
    reason: Reason
    why: str
    rank: int
    common_ground: str
    last_said: str
    last_at: datetime | None
    last_on: str
    open_asks: tuple[str, ...]
    you_owe: tuple[str, ...]
    they_owe: tuple[str, ...]
    give: str
    opener: str
    next_step: str
    introducers: tuple[str, ...]
    may_be: tuple[str, ...]

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is to be known beside the reason and the opener, as (name, words), in the order of the page.

        What the reason says already is not said again.
        """
        said_already = self.reason in _OWED
        asks = self.open_asks[1:] if self.reason is Reason.FOLLOW_UP else self.open_asks
        all_of = (
            (N_("Aim"), self.next_step),
            (N_("Perhaps"), _(" or ").join(self.may_be)),
            (N_("You owe"), "; ".join(self.you_owe[said_already:])),
            (N_("Awaited"), "; ".join(self.they_owe)),
            (N_("Asks"), "; ".join(asks)),
            (N_("In common"), self.common_ground),
            (N_("Last"), f"{self.last_on}: {self.last_said}" if self.last_said else ""),
            (N_("Way in"), " ".join(self.introducers)),
            (N_("Give"), self.give),
        )
        return tuple((_(name), words) for name, words in all_of if words)


class Room:
    """Everybody who will be there, each once, beside what is stored of them."""

    def __init__(
        self, session: Session, event: Event, there: Sequence[Attendee], rows: Rows, now: datetime, zone: tzinfo
    ) -> None:
        self.there, self.rows, self.now, self.zone = there, rows, now, zone
        self.today = now.astimezone(zone).date()
        self.targets = {folded(one.name) for one in goals.targets(session, event.user_id)}
        here = {one.id: one for one in map(self._contact, there) if one}
        sought = [self._sought(one) for one in there if not self._in_touch(self._contact(one))]
        places = {id_: rows.places[id_] for id_ in here if id_ in rows.places}
        around = introducers.Room(event, here, places, now)
        ties = introducers.of_all(session, sought, around)
        self.links = ties.links
        self.tiers = {id_: strengths.tier_of(one, now) for id_, one in here.items()}
        self.meet = Meetable(here.values(), places, ties.acquainted, self.tiers)
        self.perhaps = _perhaps(session, there)

    def people(self) -> list[BriefPerson]:
        """Return them in the order in which they are worth talking to: by reason, then the stronger tie."""
        found = [self._person(one) for one in self.there]
        found.sort(key=lambda one: (one[0].rank, -one[1].rank, one[0].attendee.place, one[0].attendee.id))
        return [person for person, _ in found]

    def _may_be(self, attendee: Attendee) -> list[str]:
        if attendee.contact_id or attendee.decided_at:
            return []
        return [self.perhaps[one] for one in attendee.candidates if one in self.perhaps]

    def _contact(self, attendee: Attendee) -> Contact | None:
        return self.rows.contacts.get(attendee.contact_id or "")

    def _in_touch(self, contact: Contact | None) -> bool:
        return bool(contact and (contact.exchanges or contact.meetings or contact.last_in_at))

    def _place(self, attendee: Attendee) -> str:
        place = self.rows.places.get(attendee.contact_id or "")
        return place.name if place else attendee.organisation

    def _sought(self, attendee: Attendee) -> Sought:
        contact = self._contact(attendee)
        contact_id = contact.id if contact else None
        return Sought(attendee.id, contact_id, attendee.name, attendee.address, self._place(attendee))

    def _person(self, attendee: Attendee) -> tuple[BriefPerson, Tier]:
        contact = self._contact(attendee)
        links = introducing.best(self.links.get(attendee.id, ()))
        guest = self._guest(attendee, contact, links)
        found = worth(guest)
        opened = self._open(contact)
        last = self.rows.said.get(contact.id) if contact else None
        return BriefPerson(
            attendee=attendee,
            contact_id=contact.id if contact else None,
            name=said(contact.name if contact else attendee.name, LONGEST_NAME),
            where=", ".join(filter(None, (guest.role, guest.organisation))),
            phase=guest.phase,
            reason=found.reason,
            why=found.why,
            rank=found.rank,
            common_ground=said(_common_ground(attendee, contact), LONGEST_GROUND),
            last_said=last.text if last else "",
            last_at=last.at if last else None,
            last_on=day_words(last.at, self.zone, self.today) if last else "",
            open_asks=tuple(opened.asks[:2]),
            you_owe=_you_owe(opened),
            they_owe=tuple(opened.awaited[:2]),
            give=self._give(contact) if contact else "",
            opener=openers.opener(guest, found.reason),
            next_step=found.step,
            introducers=tuple(
                introducing.in_words(one, guest.organisation, guest.can_hire) for one in links[:_WAYS_IN]
            ),
            may_be=tuple(self._may_be(attendee)),
        ), guest.tier

    def _open(self, contact: Contact | None) -> Open:
        return self.rows.open.get(contact.id, _NOTHING) if contact else _NOTHING

    def _guest(self, attendee: Attendee, contact: Contact | None, links: Sequence[Link]) -> Guest:
        place = self._place(attendee)
        guest: dict[str, Any] = {
            "role": said((contact.role if contact else "") or attendee.role, LONGEST_PLACE),
            "organisation": said(place, LONGEST_PLACE),
            "common_ground": said(_common_ground(attendee, contact)),
            "target": folded(place) in self.targets,
            "may_be": _(" or ").join(self._may_be(attendee)[:2]),
            **_tied(links, to_hire=bool(contact and contact.can_hire)),
        }
        if contact is None:
            return Guest(**guest)
        opened = self._open(contact)
        return Guest(
            phase=contact.phase,
            tier=self.tiers[contact.id],
            in_touch=self._in_touch(contact),
            rests=cadence.rests(contact.unanswered) or opened.rests or contact.archived_at is not None,
            dormant=cadence.dormant(self.tiers[contact.id], contact.last_in_at, self.now, contact.cadence_days),
            can_hire=contact.can_hire,
            last=self._since(contact.last_in_at),
            thanks=_first(opened.thanks),
            heard=_first(opened.heard),
            report=_first(opened.reports),
            asked_you=_first(opened.asked_you),
            promised=_first(opened.promised),
            waiting=_first(opened.waiting),
            agreed=opened.agreed,
            declined=_first(opened.declined),
            returned=opened.returned,
            meets=opened.meets,
            **guest,
        )

    def _since(self, moment: datetime | None) -> str:
        """When they were heard of last: the day while that is near, then the month."""
        if moment is None:
            return ""
        there = moment.astimezone(self.zone).date()
        if self.now - moment < _NEAR:
            return day_words(there, self.zone, self.today)
        return month(there, year=there.year != self.today.year)

    def _give(self, contact: Contact) -> str:
        """What one could give beside what is owed, which stands by itself."""
        place = self.rows.places.get(contact.id)
        known = Known(
            organisation=said(place.name, LONGEST_PLACE) if place else "",
            research=first_line(place.research_notes) if place else "",
            owes=self.rows.owes.get(contact.id, ()),
            owed_by=self.rows.owed_by.get(contact.id, ()),
            to_meet=self.meet.of(contact),
            in_transition=in_transition(contact),
            tier=self.tiers[contact.id],
            last_at=contact.last_at,
            given=self.rows.given.get(contact.id, {}),
        )
        return giving.best(known, self.now)


def _perhaps(session: Session, there: Sequence[Attendee]) -> Mapping[str, str]:
    """The names of those of whom somebody may be one."""
    ids = {id_ for one in there if not one.decided_at for id_ in one.candidates}
    found = contacts.names_of(session, there[0].user_id, ids) if ids else {}
    return {id_: said(name, LONGEST_NAME) for id_, name in found.items()}


def _common_ground(attendee: Attendee, contact: Contact | None) -> str:
    return (contact.common_ground if contact else "") or attendee.common_ground


def _first(words: Sequence[str]) -> str:
    return words[0] if words else ""


def _tied(links: Sequence[Link], *, to_hire: bool) -> Mapping[str, Any]:
    """What those who are tied to somebody mean for the user: who introduces them, who may be named, who works there."""
    named = [one for one in links if one.how is How.NAMED]
    return {
        "introducer": next((one.name for one in links if one.here and one.can_introduce(to_hire)), ""),
        "named": bool(named),
        "referrer": next((one.name for one in named if one.may_name), ""),
        "colleague": next((one.name for one in links if one.how is How.COLLEAGUE), ""),
    }


def _you_owe(opened: Open) -> tuple[str, ...]:
    owed = (
        *(_("thanks for %(help)s", help=one) for one in opened.thanks),
        *(_("word of what came of it: %(what)s", what=one) for one in opened.reports),
        *(_("an answer to %(what)s", what=one) for one in opened.asked_you),
        *(_("to come back: %(what)s", what=one) for one in opened.promised),
    )
    return owed[:3]
