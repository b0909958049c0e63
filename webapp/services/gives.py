"""Gives, interviews and follow-ups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from webapp.domain.wording import N_, _
from webapp.models import (
    FollowUp,
    Give,
    Interaction,
    InteractionKind,
    Interview,
    InterviewState,
    Way,
    utcnow,
)
from webapp.services import typed
from webapp.services.errors import NotFound, Refused
from webapp.services.interactions import happened
from webapp.services.relationships import rederive
from webapp.services.scope import owned, part_of, present, touch


def given(
    session: Session, user_id: str, contact_id: str, *, way: Way, text: str, at: datetime | None = None,
    interaction_id: str = "",
) -> Give:  # fmt: skip
    """Note something done for a contact; `interaction_id` is the line of the mail that gave it, or asked for it."""
    contact = present(session, user_id, contact_id)
    behind = part_of(session, Interaction, user_id, contact_id, interaction_id) if interaction_id else None
    give = Give(
        user_id=user_id,
        contact_id=contact.id,
        way=way,
        text=typed.text(text, "text", empty=_("Write what you did for them.")),
        at=happened(at or utcnow(), "on"),
        interaction_id=behind.id if behind else None,
    )
    session.add(give)
    rederive(session, user_id, contact.id)
    touch(session, user_id)
    return give


def the_interview(session: Session, user_id: str, interview_id: str) -> Interview:
    """Return the user's interview; raises NotFound, also for one that was deleted."""
    found = owned(session, Interview, user_id, interview_id)
    if found.deleted_at is not None:
        raise NotFound("Interview")
    return found


NO_PURPOSE = N_("Every one-on-one has its own purpose. What do you want to learn in this one?")
# A whole day has up to 25 hours, where the clocks are set back in it.
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=25)
_COUNTED = 10**9  # minutes: a length beyond that cannot be counted


@dataclass(frozen=True, slots=True)
class InterviewCard:
    """What the form of an interview says."""

    purpose: str
    starts_at: datetime
    minutes: int = 30
    place: str = ""
    notes: str = ""
    held: bool = False


def plan_interview(session: Session, user_id: str, contact_id: str, card: InterviewCard) -> Interview:
    """Record a one-on-one, planned or held."""
    contact = present(session, user_id, contact_id)
    interview = Interview(user_id=user_id, contact_id=contact.id, state=InterviewState.PLANNED)
    _fill(interview, card)
    session.add(interview)
    session.flush()
    if card.held:
        return took_place(session, user_id, interview.id)
    rederive(session, user_id, contact.id)  # one that is planned takes up the agreement before it
    touch(session, user_id)
    return interview


def change_interview(session: Session, user_id: str, interview_id: str, card: InterviewCard) -> Interview:
    """Change an interview; one that was held moves with its timeline line."""
    interview = the_interview(session, user_id, interview_id)
    ended = interview.ends_at
    _fill(interview, card)
    if interview.ends_at != ended:
        interview.began_at = interview.stopped_at = None  # the timer ran for the time before
    if interview.interaction_id:
        held = owned(session, Interaction, user_id, interview.interaction_id)
        held.at = happened(interview.stopped_at or interview.ends_at, "starts_at")
        held.summary = interview.purpose
    elif card.held:
        return took_place(session, user_id, interview_id)
    rederive(session, user_id, interview.contact_id)
    touch(session, user_id)
    return interview


def _fill(interview: Interview, card: InterviewCard) -> None:
    before = _in_calendar(interview)
    interview.purpose = typed.title(card.purpose, "purpose", empty=_(NO_PURPOSE))
    interview.place = typed.title(card.place, "place")
    interview.notes = typed.text(card.notes, "notes")
    length = timedelta(minutes=max(-_COUNTED, min(card.minutes, _COUNTED)))
    # What stands for days in somebody's calendar can be saved as it is.
    if length != length_of(interview) and not SHORTEST <= length <= LONGEST:
        raise Refused("minutes", _("Between 5 minutes and a whole day (1,440 minutes), please."))
    if not 1950 <= card.starts_at.year <= 2200:
        raise Refused("starts_at", _("Please check the year."))
    interview.starts_at, interview.ends_at = card.starts_at, card.starts_at + length
    interview.revision = (interview.revision or 0) + (_in_calendar(interview) != before)


def length_of(interview: Interview) -> timedelta | None:
    """Return how long an interview is to last, None for one without its times yet."""
    return interview.ends_at - interview.starts_at if interview.starts_at else None


def _in_calendar(interview: Interview) -> tuple[object, ...]:
    return (interview.purpose, interview.place, interview.starts_at, interview.ends_at)


def took_place(session: Session, user_id: str, interview_id: str) -> Interview:
    """Confirm that an interview took place: from its end on a thank-you is owed."""
    interview = the_interview(session, user_id, interview_id)
    if interview.state is InterviewState.HELD:
        return interview
    meeting = Interaction(
        user_id=user_id,
        contact_id=interview.contact_id,
        kind=InteractionKind.MEETING,
        at=happened(interview.stopped_at or interview.ends_at, "starts_at"),
        summary=interview.purpose,
    )
    session.add(meeting)
    session.flush()
    interview.state, interview.interaction_id = InterviewState.HELD, meeting.id
    rederive(session, user_id, interview.contact_id)
    touch(session, user_id)
    return interview


def cancel_interview(session: Session, user_id: str, interview_id: str) -> Interview:
    """Cancel an interview."""
    return _not_held(session, user_id, interview_id, InterviewState.CANCELLED)


def plan_again(session: Session, user_id: str, interview_id: str) -> Interview:
    """Take back that an interview was cancelled or held: it is planned, as before."""
    return _not_held(session, user_id, interview_id, InterviewState.PLANNED)


def _not_held(session: Session, user_id: str, interview_id: str, state: InterviewState) -> Interview:
    interview = the_interview(session, user_id, interview_id)
    interview.revision += interview.state is not state
    interview.state = state
    if interview.interaction_id:
        owned(session, Interaction, user_id, interview.interaction_id).undone_at = utcnow()
        interview.interaction_id = None
        rederive(session, user_id, interview.contact_id)
    touch(session, user_id)
    return interview


def follow_up(session: Session, user_id: str, contact_id: str, *, due_on: date, text: str) -> FollowUp:
    """Set a day on which to come back to a contact."""
    contact = present(session, user_id, contact_id)
    _check_day(due_on)
    words = typed.title(text, "text") or _("Come back to %(name)s", name=contact.name)
    row = FollowUp(user_id=user_id, contact_id=contact.id, due_on=due_on, text=words)
    session.add(row)
    session.flush()
    touch(session, user_id)
    return row


def move_follow_up(session: Session, user_id: str, follow_up_id: str, due_on: date) -> FollowUp:
    """Move a follow-up to another day; raises Refused."""
    row = owned(session, FollowUp, user_id, follow_up_id)
    _check_day(due_on)
    row.due_on = due_on
    touch(session, user_id)
    return row


def _check_day(due_on: date) -> None:
    if not 2000 <= due_on.year <= 2200:
        raise Refused("due_on", _("Please check the year."))


def followed_up(session: Session, user_id: str, follow_up_id: str, done: bool = True) -> FollowUp:
    """Note that a follow-up is done, or take that back."""
    row = owned(session, FollowUp, user_id, follow_up_id)
    row.done_at = utcnow() if done else None
    touch(session, user_id)
    return row


def delete(session: Session, user_id: str, row: Give | FollowUp) -> None:
    """Take a give or a follow-up back; it can be restored."""
    _mark(session, user_id, row, utcnow())


def restore(session: Session, user_id: str, row: Give | FollowUp) -> None:
    """Bring it back."""
    _mark(session, user_id, row, None)


def _mark(session: Session, user_id: str, row: Give | FollowUp, deleted_at: datetime | None) -> None:
    if row.user_id != user_id:
        raise NotFound(type(row).__name__)
    row.deleted_at = deleted_at
    if isinstance(row, Give):
        rederive(session, user_id, row.contact_id)
    touch(session, user_id)
