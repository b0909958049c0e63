"""Rows of one relationship read as evidence: the bridge from what is stored to what the domain understands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from webapp.domain.evidence import Evidence, Kind, Source
from webapp.models import (
    Ask,
    Interaction,
    InteractionKind,
    Interview,
    Message,
    MessageReference,
    Outcome,
    Use,
)
from webapp.services.line import VERIFIED, Line

__all__ = ["VERIFIED", "Line", "Rows", "evidence_of", "last_moved", "rows_of"]


@dataclass(slots=True)
class Rows:
    """Everything stored about one relationship that can be evidence."""

    lines: list[Line] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    interviews: list[Interview] = field(default_factory=list)


def rows_of(session: Session, user_id: str, contact_id: str) -> Rows:
    """Return what is stored about the relationship as it is now, deleted things left out."""

    def of_contact(model: Any) -> list[Any]:
        where = (model.user_id == user_id, model.contact_id == contact_id, model.deleted_at.is_(None))
        return list(session.scalars(select(model).where(*where).execution_options(populate_existing=True)))

    lines = _lines(session, user_id, contact_id)
    return Rows(lines, of_contact(Ask), of_contact(Outcome), of_contact(Use), of_contact(Interview))


def _lines(session: Session, user_id: str, contact_id: str) -> list[Line]:
    found: list[Any] = list(
        session.execute(
            select(
                Interaction,
                Message.message_id,
                Message.findings,
                Message.thanks_for,
                Message.authenticated,
                Message.details,
            )
            .outerjoin(Message, Message.id == Interaction.message_row)
            .where(Interaction.user_id == user_id, Interaction.contact_id == contact_id)
            .execution_options(populate_existing=True)
        )
    )
    references = _references(session, contact_id)
    threads = _threads({row[0].message_row: row[1] for row in found if row[0].message_row}, references)
    answering = _answers_sent(session, user_id, contact_id)
    return [_line(row, threads, answering) for row in found]


def _line(row: Any, threads: dict[str, str], answering: set[str]) -> Line:
    interaction, message_id, findings, thanks_for, authenticated, details = row
    if not interaction.message_row:
        return Line(interaction)
    grade = "CBA"[(interaction.message_row in answering) + authenticated]
    if interaction.direction == "out" or interaction.kind is InteractionKind.NOTE:
        grade = "own"
    thread = threads[interaction.message_row]
    return Line(interaction, message_id, tuple(findings), tuple(thanks_for), thread, grade, details)


def _references(session: Session, contact_id: str) -> list[tuple[str, str]]:
    query = (
        select(MessageReference.message_row, MessageReference.reference)
        .join(Interaction, Interaction.message_row == MessageReference.message_row)
        .where(Interaction.contact_id == contact_id)
    )
    return [(row, reference) for row, reference in session.execute(query)]


def _answers_sent(session: Session, user_id: str, contact_id: str) -> set[str]:
    """Return the message rows that name a Message-ID which the user sent: grade B of docs/mail.md."""
    sent = aliased(Message)
    query = (
        select(MessageReference.message_row)
        .join(Interaction, Interaction.message_row == MessageReference.message_row)
        .join(sent, sent.message_id == MessageReference.reference)
        .where(Interaction.contact_id == contact_id, sent.user_id == user_id, sent.direction == "out")
    )
    return set(session.scalars(query))


def _threads(message_ids: dict[str, str], references: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return message row → thread: mails that references connect are of one thread, in whatever order they came."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = node = parent[parent[node]]
        return node

    def join(one: str, other: str) -> None:
        first, second = sorted((root(one), root(other)))
        parent[second] = first

    for row, message_id in message_ids.items():
        if message_id:
            join(f"row {row}", message_id)
    for row, reference in references:
        join(f"row {row}", reference)
    return {row: root(f"row {row}") for row in message_ids}


def evidence_of(rows: Rows) -> Iterator[Evidence]:
    """Yield what the rows say happened."""
    threads = {line.row.id: line.thread for line in rows.lines}
    undone = {line.row.id for line in rows.lines if line.row.undone_at}
    for line in rows.lines:
        if line.moves:
            yield from _of_line(line)
            yield from _of_words(line)
    yield from _of_machines(rows.lines)
    for interview in rows.interviews:
        # One that was called off shows too that the agreement before it was taken up.
        yield Evidence(id=interview.id, kind=Kind.PLANNED, at=interview.starts_at)
    for ask in rows.asks:
        yield from _of_ask(ask, threads, undone)
    for outcome in rows.outcomes:
        about = outcome.interaction_id or ""
        yield Evidence(
            id=outcome.id,
            kind=Kind.OUTCOME,
            at=outcome.at,
            ask=outcome.ask_id or "",
            about="" if about in undone else about,
        )
    for use in rows.uses:
        yield from _of_use(use)


_KINDS = {
    (InteractionKind.MAIL, "out"): Kind.MESSAGE_OUT,
    (InteractionKind.MAIL, "in"): Kind.MESSAGE_IN,
    (InteractionKind.MESSAGE, "out"): Kind.MESSAGE_OUT,
    (InteractionKind.MESSAGE, "in"): Kind.MESSAGE_IN,
    (InteractionKind.MEETING, ""): Kind.MEETING,
}


def _of_line(line: Line) -> Iterator[Evidence]:
    row = line.row
    kind = _KINDS.get((row.kind, row.direction))
    if kind is not None:
        yield Evidence(
            id=row.id,
            kind=kind,
            at=row.at,
            interaction=row.id,
            thread=line.thread,
            ask=row.told_ask,
            counts=line.verified,
            not_an_answer=row.not_an_answer,
            nothing_obtained=row.nothing_obtained,
        )
    if row.direction == "out" and line.thanks:
        yield Evidence(
            id=f"{row.id}:thanks",
            kind=Kind.THANKS,
            at=row.at,
            interaction=row.id,
            thread=line.thread,
            about=row.settles,
            names=frozenset(Source(name) for name in line.thanks_for),
        )


def _of_words(line: Line) -> Iterator[Evidence]:
    """Yield what the words of a mail say beside that it was written."""
    row = line.row
    said = {Kind.DECLINE: line.declines, Kind.INTRODUCTION: line.introduces, Kind.AGREED: line.agrees}
    for kind, holds in said.items():
        if holds:
            yield Evidence(
                id=f"{row.id}:{kind.value}",
                kind=kind,
                at=row.at,
                interaction=row.id,
                thread=line.thread,
                ask=row.told_ask,
                counts=line.verified,
                nothing_obtained=row.nothing_obtained,
            )


def _of_machines(lines: Iterable[Line]) -> Iterator[Evidence]:
    """Yield what bounces and absence notices say; they move no phase, but clocks."""
    sent = {line.message_id: line.row.id for line in lines if line.row.direction == "out" and line.message_id}
    for line in lines:
        row = line.row
        if not row.automatic or row.undone_at or row.copied:
            continue
        about = sent.get(line.details.get("returned_id", ""), "")
        if about and line.bounce:
            yield Evidence(
                id=row.id, kind=Kind.RETURNED, at=row.at, interaction=row.id, about=about, counts=line.verified
            )
        elif until := line.away_until:
            yield Evidence(id=row.id, kind=Kind.AWAY, at=row.at, interaction=row.id, until=until, counts=line.verified)


def _of_ask(ask: Ask, threads: dict[str, str], undone: set[str]) -> Iterator[Evidence]:
    if ask.made_at is None:
        return
    carrier = "" if (ask.interaction_id or "") in undone else ask.interaction_id or ""
    yield Evidence(
        id=ask.id,
        kind=Kind.ASK,
        at=ask.made_at,
        interaction=carrier,
        ask=ask.id,
        thread=threads.get(carrier, ""),
    )
    if ask.declined_at is not None:
        yield Evidence(id=f"{ask.id}:declined", kind=Kind.DECLINE, at=ask.declined_at, ask=ask.id)


def _of_use(use: Use) -> Iterator[Evidence]:
    about = use.outcome_id or ""
    yield Evidence(id=use.id, kind=Kind.USE, at=use.at, about=about, override=use.override_note)
    if use.reported_at is not None:
        yield Evidence(id=f"{use.id}:reported", kind=Kind.REPORT_BACK, at=use.reported_at, about=about)


def last_moved(rows: Rows) -> datetime | None:
    """Return when something last happened with the contact that counts."""
    times = [line.row.at for line in rows.lines if line.moves and line.verified]
    return max(times, default=None)
