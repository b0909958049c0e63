"""What the columns of a list of people are called, in the languages of those who keep such lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum


class Column(StrEnum):
    """What a column holds."""

    NAME = "name"
    FIRST = "first"
    LAST = "last"
    ORGANISATION = "organisation"
    ROLE = "role"
    ADDRESS = "address"
    NOTHING = "nothing"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# In this order, because "company name" is no name of a person.
_CALLED: tuple[tuple[Column, frozenset[str]], ...] = (
    (
        Column.ADDRESS,
        _set("email emails mail mails mailadresse emailadresse courriel correo posta mailadres emailadres"),
    ),
    (
        Column.ORGANISATION,
        _set(
            "company companies organisation organization org employer firm affiliation institution institute university"
            " school firma unternehmen arbeitgeber hochschule universitat einrichtung verein societe entreprise"
            " organisme employeur organizacion empresa compania azienda organizzazione societa ditta bedrijf"
            " organisatie werkgever instelling"
        ),
    ),
    (
        Column.ROLE,
        _set(
            "title role position job occupation profession function designation jobtitle titel rolle funktion beruf"
            " stelle tatigkeit poste fonction metier titre cargo puesto profesion ruolo posizione qualifica mansione"
            " functie rol functietitel beroep"
        ),
    ),
    (Column.FIRST, _set("first given forename firstname vorname vornamen rufname prenom prenoms nombre nome voornaam")),
    (
        Column.LAST,
        _set(
            "last surname family lastname familienname nachname zuname nom apellido apellidos cognome achternaam"
            " familienaam"
        ),
    ),
    (
        Column.NAME,
        _set(
            "name names fullname attendee attendees guest guests participant participants person people delegate"
            " speaker member teilnehmer teilnehmerin teilnehmende gast gaste mitglied personen participante"
            " asistente invitado participants invite invites partecipante invitato ospite naam deelnemer gasten"
        ),
    ),
)
# A column that is called after one of these names no guest.
_OTHER = _set(
    "ticket event order invoice user file session sponsor organizer organiser host phone status veranstaltung"
    " bestellung evento evenement rechnung"
)
_WHOLE = _set("full complete complet completo vollstandiger ganzer display")
_WORD = re.compile(r"[^\W\d_]+")


def called(heading: str) -> Column:
    """What a column holds by its heading; NOTHING where that is not known."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    words = set(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))
    found = [column for column, names in _CALLED if words & names]
    if not found or words & _OTHER:
        return Column.NOTHING
    if {Column.FIRST, Column.LAST} <= set(found) or (words & _WHOLE and found[0] in {Column.FIRST, Column.LAST}):
        return Column.NAME
    return found[0]


def by_headings(headings: Sequence[str]) -> list[Column]:
    """What each column holds by its heading, each at most once, and the name in one way alone."""
    columns: list[Column] = []
    for heading in headings:
        column = called(heading)
        columns.append(Column.NOTHING if column in columns else column)
    return _one_way_to_a_name(columns)


def _one_way_to_a_name(columns: list[Column]) -> list[Column]:
    """In German "Name" beside "Vorname" is the last one; and half a name alone is all there is of it."""
    has = set(columns)
    if {Column.FIRST, Column.LAST} <= has:
        return [Column.NOTHING if one is Column.NAME else one for one in columns]
    if Column.FIRST in has and Column.NAME in has:
        return [Column.LAST if one is Column.NAME else one for one in columns]
    if Column.NAME in has:
        return [Column.NOTHING if one is Column.LAST else one for one in columns]
    return [Column.NAME if one in {Column.FIRST, Column.LAST} else one for one in columns]
