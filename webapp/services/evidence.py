"""Rows of one relationship read as evidence: the bridge from what is stored to what the domain understands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select, union
from sqlalchemy.orm import Session, aliased

from webapp.domain.evidence import Evidence, Kind, Source
from webapp.domain.fit import is_use_step
from webapp.models import (
    Ask,
    Interaction,
    InteractionKind,
    Interview,
    Letter,
    Message,
    MessageReference,
    Outcome,
    Thread,
    Use,
)
from webapp.services.line import Line, came_back


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
                Message.thread_id,
                Thread.silenced_at,
            )
            .outerjoin(Message, Message.id == Interaction.message_row)
            .outerjoin(Thread, Thread.id == Message.thread_id)
            .where(Interaction.user_id == user_id, Interaction.contact_id == contact_id)
            .execution_options(populate_existing=True)
        )
    )
    answering = _answers_sent(session, user_id, contact_id)
    letters = _likely_letters(session, user_id, contact_id)
    return [_line(row, answering, letters.get(row[0].id)) for row in found]


def _likely_letters(session: Session, user_id: str, contact_id: str) -> dict[str, Letter]:
    """Return line → the letter that it looks like, where that is not sure."""
    where = (Letter.user_id == user_id, Letter.contact_id == contact_id, Letter.sent_sure.is_(False))
    query = select(Letter).where(*where, Letter.sent_line.is_not(None), Letter.deleted_at.is_(None))
    return {letter.sent_line or "": letter for letter in session.scalars(query)}


def _line(row: Any, answering: set[str], letter: Letter | None) -> Line:
    interaction, message_id, findings, thanks_for, authenticated, details, thread, silenced_at = row
    if not interaction.message_row:
        return Line(interaction)
    grade = "CBA"[(interaction.message_row in answering) + authenticated]
    if interaction.direction == "out" or interaction.kind is InteractionKind.NOTE:
        grade = "own"
    said = (tuple(findings), tuple(thanks_for))
    likely = (letter.kind.value, letter.ask_id or "") if letter else ("", "")
    return Line(interaction, message_id, *said, thread or "", grade, details, silenced_at is not None, *likely)


def _answers_sent(session: Session, user_id: str, contact_id: str) -> set[str]:
    """Return the message rows that answer a mail which the user sent: In-Reply-To alone, References by the subject."""
    answer, sent = aliased(Message), aliased(Message)
    # One look for each of the two ids, so that each has its index.
    looks = [
        select(answer.id)
        .join(Interaction, Interaction.message_row == answer.id)
        .join(MessageReference, MessageReference.message_row == answer.id)
        .join(sent, and_(sent.user_id == user_id, named == MessageReference.reference))
        .where(Interaction.contact_id == contact_id, sent.direction == "out")
        .where(or_(MessageReference.direct, sent.subject_key == answer.subject_key))
        for named in (sent.message_id, sent.original_id)
    ]
    return set(session.scalars(union(*looks)))


def evidence_of(rows: Rows) -> Iterator[Evidence]:
    """Yield what the rows say happened."""
    threads = {line.row.id: line.thread for line in rows.lines}
    of_use = {use.id: use.outcome_id or use.id for use in rows.uses}
    gone = {line.row.id for line in rows.lines if line.gone}
    for line in rows.lines:
        if line.moves:
            yield from _of_line(line)
            yield from _of_words(line)
            yield from _of_report(line, of_use)
    yield from _of_machines(rows.lines)
    for interview in rows.interviews:
        # One that was called off shows too that the agreement before it was taken up.
        yield Evidence(id=interview.id, kind=Kind.PLANNED, at=interview.starts_at)
    for ask in rows.asks:
        yield from _of_ask(ask, threads, gone)
    for outcome in rows.outcomes:
        about = outcome.interaction_id or ""
        yield Evidence(
            id=outcome.id,
            kind=Kind.OUTCOME,
            at=outcome.at,
            ask=outcome.ask_id or "",
            about="" if about in gone else about,
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


def _of_report(line: Line, of_use: Mapping[str, str]) -> Iterator[Evidence]:
    """Yield that a mail told how it went; `of_use` gives what a use was made of."""
    row = line.row
    if line.reports:
        yield Evidence(
            id=f"{row.id}:report",
            kind=Kind.REPORT_BACK,
            at=row.at,
            interaction=row.id,
            thread=line.thread,
            about=of_use.get(row.reports, ""),
        )


def _of_machines(lines: Sequence[Line]) -> Iterator[Evidence]:
    """Yield what bounces and absence notices say; they move no phase, but clocks."""
    for about, back in came_back(lines).items():
        row = back.row
        yield Evidence(id=f"{row.id}:returned", kind=Kind.RETURNED, at=row.at, interaction=row.id, about=about)
    for line in lines:
        row, until = line.row, line.away_until
        if until and row.automatic and not (line.gone or row.copied):
            yield Evidence(id=row.id, kind=Kind.AWAY, at=row.at, interaction=row.id, until=until, counts=line.verified)


def _of_ask(ask: Ask, threads: dict[str, str], gone: set[str]) -> Iterator[Evidence]:
    if ask.made_at is None:
        return
    carrier = "" if (ask.interaction_id or "") in gone else ask.interaction_id or ""
    yield Evidence(
        id=ask.id,
        kind=Kind.ASK,
        at=ask.made_at,
        interaction=carrier,
        ask=ask.id,
        thread=threads.get(carrier, ""),
        use_step=is_use_step(ask.kind, ask.to_hire),
        override=ask.override_note,
    )
    if ask.declined_at is not None:
        yield Evidence(id=f"{ask.id}:declined", kind=Kind.DECLINE, at=ask.declined_at, ask=ask.id)


def _of_use(use: Use) -> Iterator[Evidence]:
    about = use.outcome_id or ""
    yield Evidence(id=use.id, kind=Kind.USE, at=use.at, about=about, override=use.override_note)
    if use.reported_at is not None:
        # One that stands on nothing obtained is named itself.
        yield Evidence(id=f"{use.id}:reported", kind=Kind.REPORT_BACK, at=use.reported_at, about=about or use.id)


def last_moved(rows: Rows) -> datetime | None:
    """Return when something last happened with the contact that counts."""
    times = [line.row.at for line in rows.lines if line.moves and line.verified]
    return max(times, default=None)
