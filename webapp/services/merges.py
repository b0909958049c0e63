"""Two contacts made one, field by field, with every change noted: so that it can be undone later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import Session, load_only

from webapp.domain.wording import _
from webapp.models import (
    AgendaItem,
    Ask,
    AskChange,
    Attendee,
    Base,
    Contact,
    Correction,
    Duty,
    Event,
    Favour,
    FollowUp,
    Give,
    Interaction,
    InteractionKind,
    Interview,
    Knows,
    Letter,
    Merge,
    Message,
    NotTheSame,
    Outcome,
    PhaseChange,
    QuickNote,
    Referral,
    Reflection,
    TimeEntry,
    TriageItem,
    Use,
    utcnow,
)
from webapp.models.base import OfContact, UtcDateTime
from webapp.services import merged, met
from webapp.services.errors import Refused
from webapp.services.relationships import DERIVED, rederive
from webapp.services.scope import owned, touch
from webapp.services.users import note

KEPT, GONE, BOTH = "kept", "gone", "both"
# What the user chooses between; texts can be kept both, one under the other.
FIELDS = ("name", "role", "organisation_id", "phone", "source", "can_hire", "cadence_days", "common_ground", "note")
TEXTS = frozenset({"common_ground", "note"})
_GAVE_WAY = (Attendee.__tablename__, "deleted_at")

# Of these, what holds is derived anew for either contact; all other rows of a contact go to the one that is kept.
_DERIVED = (PhaseChange, AskChange, Duty)
_PLACES: list[tuple[Any, str]] = [
    *((model, "contact_id") for model in OfContact.__subclasses__() if model not in _DERIVED),
    (TriageItem, "contact_id"),
    (Referral, "referred_id"),
    (TimeEntry, "contact_id"),
    (Attendee, "contact_id"),
    (Event, "host_id"),
]
# What hangs on what: a row of a contact names another one of the same contact.
_HANGS: tuple[tuple[Any, str, Any], ...] = (
    (Ask, "interaction_id", Interaction), (Outcome, "interaction_id", Interaction), (Outcome, "ask_id", Ask),
    (Use, "outcome_id", Outcome), (Interview, "interaction_id", Interaction), (Give, "interaction_id", Interaction),
    (TriageItem, "interaction_id", Interaction), (Referral, "outcome_id", Outcome),
    (Referral, "interview_id", Interview), (AgendaItem, "interview_id", Interview),
    (QuickNote, "interview_id", Interview), (Reflection, "interview_id", Interview),
    (Letter, "ask_id", Ask), (Letter, "use_id", Use), (Letter, "answers", Interaction),
    (Letter, "sent_line", Interaction), (Attendee, "interaction_id", Interaction), (Attendee, "follow_up_id", FollowUp),
)  # fmt: skip
_TABLES: dict[str, Any] = {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}  # type: ignore[attr-defined]  # a Table, as all here


@dataclass(slots=True)
class _Changes:
    """Each value that was set: table, row, column, what stood there, and what stands there now."""

    made: list[list[Any]] = field(default_factory=list)

    def set(self, row: Any, column: str, value: Any) -> None:
        before = getattr(row, column)
        if before != value:
            setattr(row, column, value)
            self.made.append([row.__tablename__, row.id, column, _plain(before), _plain(value)])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def merge(session: Session, user_id: str, kept_id: str, gone_id: str, take: Mapping[str, str]) -> Merge:
    """Make two contacts one. `take` says of a field whose value is kept: KEPT, GONE, or BOTH for texts.

    Whatever belonged to `gone` is `kept`'s afterwards; a mail on both timelines becomes one line.
    """
    kept, gone = _two(session, user_id, kept_id, gone_id)
    changes = _Changes()
    _choose(changes, kept, gone, take)
    _join_lines(session, changes, kept, gone)
    _hand_over(session, changes, kept, gone)
    _rename(session, changes, kept, gone)
    changes.set(gone, "deleted_at", utcnow())
    before = merged.into(session, user_id, kept.id)
    moved = {"changes": changes.made, "previous": before[0].id if before else ""}
    row = Merge(user_id=user_id, kept_id=kept.id, gone_id=gone.id, moved=moved)
    session.add(row)
    _mended(session, row)
    note(session, user_id, "contacts merged", kept=kept.id, gone=gone.id)
    return row


def _two(session: Session, user_id: str, kept_id: str, gone_id: str) -> tuple[Contact, Contact]:
    """Return both, locked in the order of their ids, so that of two writers one comes after the other."""
    for one in (kept_id, gone_id):
        owned(session, Contact, user_id, one)
    both = select(Contact).where(Contact.user_id == user_id, Contact.id.in_((kept_id, gone_id))).order_by(Contact.id)
    now = both.with_for_update(key_share=True).execution_options(populate_existing=True)
    rows = {row.id: row for row in session.scalars(now)}
    if len(rows) < 2:
        raise Refused("other", _("This is one and the same already."))
    if any(row.deleted_at for row in rows.values()):
        raise Refused("other", _("One of the two is deleted. Bring them back first."))
    return rows[kept_id], rows[gone_id]


def _choose(changes: _Changes, kept: Contact, gone: Contact, take: Mapping[str, str]) -> None:
    for name in FIELDS:
        chosen = take.get(name, KEPT)
        theirs = getattr(gone, name)
        if chosen == GONE:
            changes.set(kept, name, theirs)
        elif chosen == BOTH and name in TEXTS:
            changes.set(kept, name, "\n\n".join(filter(None, (getattr(kept, name), theirs))))


def _join_lines(session: Session, changes: _Changes, kept: Contact, gone: Contact) -> None:
    """Let one line stand for a mail that is on both timelines; the other rests with the one who goes."""
    mine = {line.message_row: line for line in _lines(session, kept) if line.message_row}
    for other in _lines(session, gone):
        line = mine.get(other.message_row) if other.message_row else None
        if line is None:
            continue
        for column, value in _joined(line, other).items():
            changes.set(line, column, value)
        for model, name, target in _HANGS:
            if target is Interaction:
                _point(session, changes, model, name, other, line)
        for owing in (Interaction, Letter):
            for row in session.scalars(select(owing).where(owing.settles == other.id)):
                changes.set(row, "settles", line.id)


def _lines(session: Session, contact: Contact) -> list[Interaction]:
    return list(session.scalars(select(Interaction).where(Interaction.contact_id == contact.id)))


_WORDS_OF_THE_USER = frozenset(
    {"accepted_at", "settles", "told_ask", "not_an_answer", "nothing_obtained", *(
        column.key for column in inspect(Interaction).columns if column.key.startswith("is_")
    )}
)  # fmt: skip


def _joined(line: Interaction, other: Interaction) -> dict[str, Any]:
    """What holds of either: the user's words on it, and that it is more than a copy, or not taken back."""
    values: dict[str, Any] = {"copied": line.copied and other.copied}
    if not other.undone_at:
        values |= {"undone_at": None, "undone_with": ""}
    for column in _WORDS_OF_THE_USER:
        said = getattr(line, column)
        values[column] = getattr(other, column) if said in (None, "", False) else said
    return values


def _point(session: Session, changes: _Changes, model: Any, name: str, old: Interaction, new: Interaction) -> None:
    for row in session.scalars(select(model).where(getattr(model, name) == old.id)):
        if isinstance(row, TriageItem) and row.kind in DERIVED:
            continue  # whether that is a question of the other line follows from its own evidence
        changes.set(row, name, new.id)


def _hand_over(session: Session, changes: _Changes, kept: Contact, gone: Contact) -> None:
    session.flush()
    present = select(Interaction.message_row).where(Interaction.contact_id == kept.id)
    shared = set(session.scalars(present.where(Interaction.message_row.is_not(None))))
    resting = {line.id for line in _lines(session, gone) if line.message_row in shared}
    for model, column in _PLACES:
        for row in session.scalars(select(model).where(getattr(model, column) == gone.id)):
            rests = row.id in resting or (isinstance(row, TriageItem) and row.interaction_id in resting)
            if not rests:
                changes.set(row, column, kept.id)


def _rename(session: Session, changes: _Changes, kept: Contact, gone: Contact) -> None:
    """Put the one who is kept where questions and their answers, and pairs of two people, name the other."""
    _rename_pairs(session, changes, kept, gone)
    _rename_lists(session, changes, kept, gone)
    named_there = or_(TriageItem.settled_at.is_(None), TriageItem.settlement.contains(gone.id))
    for item in session.scalars(select(TriageItem).where(TriageItem.user_id == kept.user_id, named_there)):
        if gone.id in item.candidates:
            named = dict.fromkeys(kept.id if one == gone.id else one for one in item.candidates)
            changes.set(item, "candidates", list(named))
        changes.set(item, "settlement", item.settlement.replace(gone.id, kept.id))
    moved_to = (Correction.user_id == kept.user_id, Correction.said == gone.id)
    for word in session.scalars(select(Correction).where(*moved_to)):
        changes.set(word, "said", kept.id)
    of_either = select(Interaction.message_row).where(Interaction.contact_id.in_((kept.id, gone.id)))
    handed = select(Message).where(Message.id.in_(of_either)).options(load_only(Message.handed_over))
    for message in session.scalars(handed):
        changes.set(message, "handed_over", [_renamed(entry, kept, gone) for entry in message.handed_over])


def _rename_pairs(session: Session, changes: _Changes, kept: Contact, gone: Contact) -> None:
    """Let what is said of two people be said of the one who is kept; what would name one person twice stays behind."""
    for model in (NotTheSame, Knows):
        rows: list[Any] = list(session.scalars(select(model).where(model.user_id == kept.user_id)))
        pairs = {(row.one_id, row.other_id): row for row in rows}
        for row in rows:
            pair = tuple(sorted({kept.id if one == gone.id else one for one in (row.one_id, row.other_id)}))
            if gone.id not in {row.one_id, row.other_id} or len(pair) < 2:
                continue
            same = pairs.get((pair[0], pair[1]))
            if same is None:
                changes.set(row, "one_id", pair[0])
                changes.set(row, "other_id", pair[1])
            elif isinstance(row, Knows) and row.deleted_at is None:
                changes.set(same, "deleted_at", None)
    either = or_(Favour.owed_by_id == gone.id, Favour.owed_to_id == gone.id)
    for favour in session.scalars(select(Favour).where(either)):
        if kept.id not in {favour.owed_by_id, favour.owed_to_id}:
            changes.set(favour, "owed_by_id", kept.id if favour.owed_by_id == gone.id else favour.owed_by_id)
            changes.set(favour, "owed_to_id", kept.id if favour.owed_to_id == gone.id else favour.owed_to_id)


def _rename_lists(session: Session, changes: _Changes, kept: Contact, gone: Contact) -> None:
    """Let nobody stand twice on the list of an event, and ask about the one who is kept."""
    there = (Attendee.user_id == kept.user_id, Attendee.deleted_at.is_(None))
    found = select(Attendee).where(*there, or_(Attendee.contact_id == kept.id, Attendee.contact_id.is_(None)))
    lists: dict[str, Attendee] = {}
    for row in session.scalars(found.order_by(Attendee.met_at.is_(None), Attendee.place, Attendee.id)):
        if gone.id in row.candidates:
            named = dict.fromkeys(kept.id if one == gone.id else one for one in row.candidates)
            changes.set(row, "candidates", list(named))
        elif row.contact_id == kept.id and (first := lists.setdefault(row.event_id, row)) is not row:
            changes.set(row, "deleted_at", utcnow())
            _one_line(session, changes, kept, row, first)


def _one_line(session: Session, changes: _Changes, kept: Contact, gives_way: Attendee, stands: Attendee) -> None:
    """Let one line of a list have all that was tapped about two, and note what that changes besides the lines."""
    rows: list[tuple[Any, str]] = [(kept, "common_ground"), (gives_way, "ground_added"), (stands, "ground_added")]
    before = [getattr(row, column) for row, column in rows]
    for line in (gives_way, stands):
        met.stand(session, line)
    for (row, column), was in zip(rows, before, strict=True):
        if getattr(row, column) != was:
            changes.made.append([row.__tablename__, row.id, column, was, getattr(row, column)])


def _renamed(entry: dict[str, Any], kept: Contact, gone: Contact) -> dict[str, Any]:
    """An entry of what was handed over, with the people on whose timelines it put the mail."""
    named = {key: entry[key] for key in ("on", "candidates") if gone.id in (entry.get(key) or ())}
    renamed = {
        key: list(dict.fromkeys(kept.id if one == gone.id else one for one in ids)) for key, ids in named.items()
    }
    return entry | renamed


def _mended(session: Session, row: Merge) -> None:
    session.flush()
    for contact_id in sorted((row.kept_id, row.gone_id)):
        rederive(session, row.user_id, contact_id)
    touch(session, row.user_id)


def undo(session: Session, user_id: str, merge_id: str) -> Merge:
    """Take a merge back: each value is as before, unless it was changed since. Raises Refused.

    What came after stays with the one who was kept, but for what hangs on a row that goes back.
    """
    row = owned(session, Merge, user_id, merge_id)
    if row.undone_at:
        return row
    last = merged.into(session, user_id, row.kept_id)[0]
    if last is not row or merged.standing(session, user_id, [row.kept_id]):
        raise Refused("merge", _("They were merged with somebody else since. Undo that first."))
    for change in reversed(row.moved["changes"]):
        _restore(session, *change)
    session.flush()
    _part_lines(session, row)
    _follow(session, row.gone_id, row.kept_id)
    row.undone_at = utcnow()
    _mended(session, row)
    note(session, user_id, "merge undone", kept=row.kept_id, gone=row.gone_id)
    return row


def _restore(session: Session, table: str, row_id: str, column: str, before: Any, after: Any) -> None:
    row = session.get(_TABLES[table], row_id)
    if row is None or _plain(getattr(row, column)) != after:
        return
    is_time = isinstance(inspect(type(row)).columns[column].type, UtcDateTime)
    setattr(row, column, datetime.fromisoformat(before) if is_time and before else before)


def _part_lines(session: Session, merge: Merge) -> None:
    """Let each line of a list have again what was tapped about it alone."""
    ids = {row_id for table, row_id, column, *_values in merge.moved["changes"] if (table, column) == _GAVE_WAY}
    for line in session.scalars(select(Attendee).where(Attendee.id.in_(ids))).all():
        there = (Attendee.event_id == line.event_id, Attendee.contact_id == merge.kept_id)
        for other in session.scalars(select(Attendee).where(*there, Attendee.deleted_at.is_(None))).all():
            met.stand(session, other)
        met.stand(session, line)


def _follow(session: Session, back: str, kept: str) -> None:
    """Let rows that came after go with what they hang on, and let nothing name a row of the other contact."""
    for model, name, target in _HANGS:
        query = select(model, target.contact_id).join(target, target.id == getattr(model, name))
        apart = (model.contact_id.in_((back, kept)), target.contact_id != model.contact_id)
        for row, where in session.execute(query.where(*apart)).all():
            if where == back:
                row.contact_id = back
            elif isinstance(row, Interview):
                _meeting_of(session, row).contact_id = back
            else:
                setattr(row, name, None)
        session.flush()


def _meeting_of(session: Session, interview: Interview) -> Interaction:
    line = session.get_one(Interaction, interview.interaction_id)
    assert line.kind is InteractionKind.MEETING, "an interview stands on the line of its meeting"
    return line
