"""Whose a mail is that the user handed over: by its addresses and their note, and who could be meant in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.domain import notes
from webapp.domain.addresses import normalise
from webapp.domain.wording import N_, _
from webapp.services import contacts
from webapp.services.messages import Arrival


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a mail is, as far as it is sure: contact ids; else why that has to be asked, and who it could be."""

    sure: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    unsure: str = ""
    candidates: tuple[str, ...] = ()


def whose(session: Session, user_id: str, arrival: Arrival, *, person: str, unsure: str, words: str = "") -> Whose:
    """Say whose a mail is. `person` is whom the note names, `unsure` why the mail itself is in doubt.

    `words` is the text of a bare note, in which whole names are looked for.
    """
    people = contacts.names(session, user_id)
    found, copied = tuple(arrival.counterparts), tuple(arrival.copied)
    if person:
        sure, alike = notes.named(person, people)
        sure = sure or contacts.address_book(session, user_id).get(normalise(person), "")
        if sure and found in {(), (sure,)}:
            return Whose((sure,), tuple(one for one in copied if one != sure))
        theirs = N_("You wrote that it is with “%(person)s”, but the mail is somebody else’s.")
        reason = _(theirs if found else N_("You wrote that it is with “%(person)s”."), person=person)
        return Whose(unsure=reason, candidates=_each((sure,) if sure else alike, found))
    if words:
        return Whose(unsure=_("The note does not say whose it is."), candidates=_spoken_of(words, people))
    _sure, alike = notes.named(arrival.from_name, people) if arrival.direction == "in" else ("", ())
    if unsure:
        return Whose(unsure=unsure, candidates=_each(found, alike))
    if not found:
        return Whose(unsure=_nobody(arrival), candidates=alike, copied=copied)
    return Whose(found, copied)


def _nobody(arrival: Arrival) -> str:
    address = arrival.from_address if arrival.direction == "in" else ", ".join(arrival.to)
    return _("Nobody you know has the address %(address)s.", address=address) if address else _("It names no address.")


def _each(*ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for some in ids for one in some))


def _spoken_of(text: str, people: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the ids of those whose whole name stands in a text."""
    folded = f" {' '.join(text.casefold().split())} "
    return tuple(key for key, name in people if " " in name and " ".join(name.casefold().split()) in folded)
