"""What the user says about logged mail, as rows: what was read, what they said instead, and what followed from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import func, inspect, or_, select
from sqlalchemy.orm import Session

from webapp.domain.evidence import Phase, phase_word
from webapp.domain.wording import _
from webapp.models import (
    Contact,
    Corrected,
    Correction,
    Duty,
    DutyKind,
    Interaction,
    Message,
    TriageItem,
    TriageKind,
    utcnow,
)
from webapp.services.signs import signs_of

# The columns of a line in which a word of the user is kept, by what it is about.
_WORDS = {
    Corrected.UNDONE: ("undone_at",),
    Corrected.ACCEPTED: ("accepted_at",),
    Corrected.THANK_YOU: ("is_thanks",),
    Corrected.DECLINE: ("is_decline",),
    Corrected.INTRODUCTION: ("is_introduction",),
    Corrected.MEETING_AGREED: ("is_agreed",),
    Corrected.REPORT_BACK: ("is_report",),
    Corrected.ANSWER: ("told_ask", "not_an_answer"),
}
_LABELS = {
    Corrected.THANK_YOU: "thank_you",
    Corrected.DECLINE: "decline",
    Corrected.INTRODUCTION: "introduction",
    Corrected.MEETING_AGREED: "meeting_agreed",
    Corrected.REPORT_BACK: "report_back",
}
# Questions about no line; what is answered to the others is kept in a line.
_OF_QUESTION = {
    TriageKind.STRANGER: Corrected.PERSON,
    TriageKind.PERSON: Corrected.PERSON,
    TriageKind.ALIAS: Corrected.LEARNED,
    TriageKind.PROPOSED_ASK: Corrected.ASK,
    TriageKind.INVITATION: Corrected.INVITATION,
    TriageKind.FORWARD: Corrected.HANDED_OVER,
    TriageKind.HELD: Corrected.HANDED_OVER,
}


@contextmanager
def noted(session: Session, line: Interaction, moved_to: str = "", put: bool = False) -> Iterator[None]:
    """Keep the words of the user that were just put into a line, around what derives anew what follows from them.

    `moved_to` is the contact on whom the mail was put instead; with `put` it is the line that it got there, which the
    other one tells of. A word that is taken out again is marked as taken back.
    """
    words = [what for what in _changed(line) if not (put and what is Corrected.ACCEPTED)]
    before = _standing(session, line.contact_id) if words else None
    rows = [row for what in words if (row := _word(session, line, what, moved_to)) is not None]
    yield
    if before is not None and rows:
        effect = _effect(before, _standing(session, line.contact_id))
        for row in rows:
            row.effect = effect


def _changed(line: Interaction) -> Iterator[Corrected]:
    state = inspect(line)
    if not (line.message_row and state.persistent):
        return
    for what, columns in _WORDS.items():
        if any(state.attrs[column].history.has_changes() for column in columns):
            yield what


def _word(session: Session, line: Interaction, what: Corrected, moved_to: str) -> Correction | None:
    same = (Corrected.UNDONE, Corrected.MOVED) if what is Corrected.UNDONE else (what,)
    message = session.get_one(Message, line.message_row)
    earlier = take_back(session, message, *same, line=line)
    said = _said(line, what)
    was = earlier[0].was if earlier else _read(line, message, what)
    if not said or said == was:
        return None
    if what is Corrected.UNDONE and moved_to:
        what, said = Corrected.MOVED, moved_to
    return say(session, message, what, was=was, said=said, line=line)


def _said(line: Interaction, what: Corrected) -> str:
    """Return the word that a line keeps, "" for none."""
    values = [getattr(line, column) for column in _WORDS[what]]
    if what is Corrected.ANSWER:
        return "answer" if line.told_ask else "no answer" if line.not_an_answer else ""
    if what in _LABELS:
        return "" if values[0] is None else "yes" if values[0] else "no"
    return "" if values[0] is None else {Corrected.UNDONE: "taken back", Corrected.ACCEPTED: "theirs"}[what]


def _read(line: Interaction, message: Message, what: Corrected) -> str:
    """Return what was read of a mail, before anybody said anything."""
    if what in _LABELS:
        found = [one["sure"] for one in message.findings if one["label"] == _LABELS[what]]
        return "no" if not found else "yes" if any(found) else "perhaps"
    if what is Corrected.ANSWER:
        return "answer" if line.answered_ask else "no answer"
    if what is Corrected.ACCEPTED:
        return f"grade {line.grade}"
    return "automatic" if line.automatic else "copied in" if line.copied else "logged"


def say(
    session: Session, message: Message, what: Corrected, *, was: str, said: str, line: Interaction | None = None
) -> Correction:
    """Write down one word of the user about one mail."""
    row = Correction(
        user_id=message.user_id, what=what, message_row=message.id, interaction_id=line.id if line else None,
        was=was, said=said, signs=signs_of(session, message, line),
    )  # fmt: skip
    session.add(row)
    return row


def take_back(
    session: Session, message: Message, *what: Corrected, line: Interaction | None = None
) -> Sequence[Correction]:
    """Mark what the user said of a mail as taken back; return it, the first word first."""
    where = [Correction.message_row == message.id, Correction.what.in_(what), Correction.taken_back_at.is_(None)]
    if line is not None:
        where.append(Correction.interaction_id == line.id)
    rows = session.scalars(select(Correction).where(*where).order_by(Correction.at, Correction.id)).all()
    for row in rows:
        row.taken_back_at = utcnow()
    return rows


def settled(session: Session, item: TriageItem, how: str) -> None:
    """Keep the answer to a question of triage, where no line keeps it; `how` is what its settlement begins with."""
    message = session.get(Message, item.message_row) if item.message_row else None
    if message is None:
        return
    for what in _answered(item, how):
        say(session, message, what, was="proposed" if item.kind in _OF_QUESTION else "logged", said=how)


def reopened(session: Session, item: TriageItem, how: str) -> None:
    """Mark the answer to a question as taken back."""
    message = session.get(Message, item.message_row) if item.message_row else None
    if message is not None and (what := _answered(item, how)):
        take_back(session, message, *what)


def _answered(item: TriageItem, how: str) -> list[Corrected]:
    own = _OF_QUESTION.get(item.kind)
    more = {"never": Corrected.NEVER, "learned": Corrected.LEARNED}.get(how)
    return list(dict.fromkeys(one for one in (own, more) if one is not None))


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a relationship stands, in four values."""

    phase: Phase
    thanks: int
    waiting: int
    reports: int


def _standing(session: Session, contact_id: str) -> _Standing:
    open_ = (Duty.contact_id == contact_id, Duty.superseded_at.is_(None), Duty.settled_at.is_(None))
    query = select(Duty.kind, func.count().label("number")).where(*open_).group_by(Duty.kind)
    with session.no_autoflush:
        phase = session.scalars(select(Contact.phase).where(Contact.id == contact_id)).one()
        counts = {row.kind: row.number for row in session.execute(query)}
    return _Standing(
        phase, *(counts.get(kind, 0) for kind in (DutyKind.THANKS, DutyKind.WAITING, DutyKind.REPORT_BACK))
    )


def _effect(before: _Standing, after: _Standing) -> str:
    told = []
    if before.phase is not after.phase:
        told.append(
            _("The phase is %(new)s now; it was %(old)s.", new=phase_word(after.phase), old=phase_word(before.phase))
        )
    if after.thanks != before.thanks:
        told.append(
            _("A thank-you is owed by it.") if after.thanks > before.thanks else _("A thank-you is owed no longer.")
        )
    if after.waiting != before.waiting:
        told.append(_("An ask waits again.") if after.waiting > before.waiting else _("An ask waits no longer."))
    if after.reports != before.reports:
        told.append(
            _("They are to be told how it went.") if after.reports > before.reports else _("They know how it went.")
        )
    return " ".join(told) or _("Nothing else changed.")


def of_lines(session: Session, user_id: str, lines: Sequence[Interaction]) -> dict[str, list[Correction]]:
    """Return line → what the user said of it or of its mail and holds, the first word first."""
    rows = {line.id: line.message_row for line in lines if line.message_row}
    about = or_(Correction.interaction_id.in_(rows), Correction.message_row.in_(set(rows.values())))
    query = select(Correction).where(Correction.user_id == user_id, about).order_by(Correction.at, Correction.id)
    found: dict[str, list[Correction]] = {line_id: [] for line_id in rows}
    for row in session.scalars(query):
        for line_id, message_row in rows.items():
            if row.interaction_id == line_id or (row.interaction_id is None and row.message_row == message_row):
                found[line_id].append(row)
    return found
