"""The agenda of an interview: proposed, written by hand, put in order, ticked (docs/method.md §6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain import agenda
from webapp.domain.agenda import Part, Trait
from webapp.domain.wording import _
from webapp.models import AgendaItem, Contact, Goal, Interview, InterviewState, Organisation, utcnow
from webapp.services import interviews, typed
from webapp.services.errors import Refused
from webapp.services.referred import referrer_of
from webapp.services.scope import owned, touch

MOST = 60


def of(session: Session, interview: Interview) -> list[AgendaItem]:
    """Return the agenda in its order; the closing questions close it."""
    where = (AgendaItem.interview_id == interview.id, AgendaItem.deleted_at.is_(None))
    rows = session.scalars(select(AgendaItem).where(*where).order_by(AgendaItem.place, AgendaItem.id))
    return sorted(rows, key=lambda row: row.part == Part.CLOSING)


def traits(session: Session, interview: Interview) -> frozenset[Trait]:
    """Return what is known of the contact as far as it makes a question fit them."""
    contact = session.get_one(Contact, interview.contact_id)
    organisation = session.get(Organisation, contact.organisation_id) if contact.organisation_id else None
    position = session.scalar(select(Goal.position).where(Goal.user_id == interview.user_id)) or ""
    same = agenda.same_occupation(contact.role, position)
    holds = {
        Trait.FIRST: not _met_before(session, interview),
        Trait.AGAIN: _met_before(session, interview),
        Trait.CAN_HIRE: contact.can_hire,
        Trait.SAME_OCCUPATION: same is True,
        Trait.OTHER_OCCUPATION: same is False,
        Trait.ALUMNI: contact.source in {"alumni", "classmate"},
        Trait.COLLEAGUE: contact.source == "former colleague",
        Trait.REFERRED: contact.source == "referred" or referrer_of(session, contact) is not None,
        Trait.RESEARCHED: bool(organisation and organisation.research_notes),
        Trait.TARGET: bool(organisation and organisation.target_since),
    }
    return frozenset(trait for trait, applies in holds.items() if applies)


def _met_before(session: Session, interview: Interview) -> bool:
    before = (Interview.contact_id == interview.contact_id, Interview.id != interview.id)
    held = select(Interview.id).where(*before, Interview.state == InterviewState.HELD, Interview.deleted_at.is_(None))
    return session.scalar(held.where(Interview.starts_at < interview.starts_at).limit(1)) is not None


def asked(session: Session, interview: Interview) -> list[str]:
    """Return what this person was asked in other interviews."""
    where = (AgendaItem.contact_id == interview.contact_id, AgendaItem.interview_id != interview.id)
    ticked = (AgendaItem.asked_at.is_not(None), AgendaItem.deleted_at.is_(None))
    return list(session.scalars(select(AgendaItem.text).where(*where, *ticked)))


def bank(session: Session, user_id: str, interview_id: str) -> list[agenda.Question]:
    """Return the questions of the bank that suit this person and are neither on the agenda nor were asked before."""
    interview = interviews.get(session, user_id, interview_id)
    known = [*asked(session, interview), *(row.text for row in of(session, interview))]
    return agenda.suited(traits(session, interview), known)


def propose(session: Session, user_id: str, interview_id: str, minutes: int) -> list[AgendaItem]:
    """Fill the agenda up for so many minutes; return what was added. Raises Refused."""
    interview = interviews.get(session, user_id, interview_id)
    if not 5 <= minutes <= 600:
        raise Refused("minutes", _("Between 5 minutes and 10 hours, please. 15 to 20 are what one asks for."))
    present = [(Part(row.part), row.text) for row in of(session, interview)]
    known = asked(session, interview)
    picked = agenda.pick(traits(session, interview), minutes, asked=known, present=present)
    return _added(session, interview, [(one.part, one.text) for one in picked])


def add(session: Session, user_id: str, interview_id: str, *, part: Part, text: str) -> AgendaItem:
    """Put a question on the agenda, after the others of its part. Raises Refused."""
    interview = interviews.get(session, user_id, interview_id)
    words = typed.title(text, "text", empty=_("Write the question, or another point."))
    present = of(session, interview)
    if agenda.key(words) in {agenda.key(row.text) for row in present}:
        raise Refused("text", _("This is on the agenda already."))
    if len(present) >= MOST:
        raise Refused("text", _("%(most)s questions are more than anybody can answer. Take one off first.", most=MOST))
    wanted = [] if present else [(one.part, one.text) for one in agenda.CLOSING]
    return _added(session, interview, [(part, words), *wanted])[0]


def _added(session: Session, interview: Interview, wanted: Iterable[tuple[Part, str]]) -> list[AgendaItem]:
    rows, added = of(session, interview), []
    for part, text in wanted:
        row = AgendaItem(
            user_id=interview.user_id, contact_id=interview.contact_id, interview_id=interview.id, part=part.value,
            text=text, place=0,
        )  # fmt: skip
        later = (at for at, one in enumerate(rows) if agenda.before(part, Part(one.part)))
        rows.insert(next(later, len(rows)), row)
        added.append(row)
    session.add_all(added)
    _number(session, interview, rows)
    return added


def _number(session: Session, interview: Interview, rows: Sequence[AgendaItem]) -> None:
    for place, row in enumerate(rows):
        row.place = place
    session.flush()
    touch(session, interview.user_id)


def get(session: Session, user_id: str, agenda_item_id: str) -> AgendaItem:
    """Return the user's agenda item; raises NotFound."""
    return owned(session, AgendaItem, user_id, agenda_item_id)


def remove(session: Session, user_id: str, agenda_item_id: str) -> AgendaItem:
    """Take a question off the agenda; it can be restored. Raises Refused for the closing questions."""
    row = get(session, user_id, agenda_item_id)
    if row.part == Part.CLOSING:
        raise Refused("agenda", _("Every interview ends with these two questions."))
    row.deleted_at = row.deleted_at or utcnow()
    touch(session, user_id)
    return row


def restore(session: Session, user_id: str, agenda_item_id: str) -> AgendaItem:
    """Bring it back to where it was."""
    row = get(session, user_id, agenda_item_id)
    row.deleted_at = None
    touch(session, user_id)
    return row


def step(session: Session, user_id: str, agenda_item_id: str, by: int) -> AgendaItem:
    """Move a question up (-1) or down (+1) by one place."""
    row = get(session, user_id, agenda_item_id)
    interview = interviews.get(session, user_id, row.interview_id)
    rows = [one for one in of(session, interview) if one.part != Part.CLOSING]
    if row in rows:
        at = rows.index(row)
        rows.insert(max(0, at + by), rows.pop(at))
        reorder(session, user_id, interview.id, [one.id for one in rows])
    return row


def reorder(session: Session, user_id: str, interview_id: str, item_ids: Sequence[str]) -> list[AgendaItem]:
    """Put the agenda in the order of these ids; what came elsewhere meanwhile follows, what is gone is left out."""
    interview = interviews.get(session, user_id, interview_id)
    wanted = {item_id: place for place, item_id in enumerate(item_ids)}
    rows = of(session, interview)
    last = len(wanted)
    _number(session, interview, sorted(rows, key=lambda row: wanted.get(row.id, last)))
    return of(session, interview)


def tick(session: Session, user_id: str, agenda_item_id: str, at: datetime | None = None) -> AgendaItem:
    """Note that a question was asked; on two devices at once it is asked once."""
    row = get(session, user_id, agenda_item_id)
    row.asked_at = row.asked_at or at or utcnow()
    touch(session, user_id)
    return row


def untick(session: Session, user_id: str, agenda_item_id: str) -> AgendaItem:
    """Take a tick back."""
    row = get(session, user_id, agenda_item_id)
    row.asked_at = None
    touch(session, user_id)
    return row
