"""Interviews from their plan to what comes after: the list, the timer, and the two closing questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from webapp.domain import agenda, names, purposes
from webapp.domain.addresses import normalise
from webapp.domain.closing import Named, people
from webapp.domain.wording import N_, _
from webapp.models import Contact, Interaction, Interview, InterviewState, Permission, Referral, Reflection, utcnow
from webapp.services import gives, referred, typed
from webapp.services.errors import Refused
from webapp.services.relationships import rederive
from webapp.services.scope import owned, touch

PAGE = 20
# For so long after an interview the pages ask for a reflection on it; one can be written at any time.
REFLECT_FOR = timedelta(days=30)
NOT_HELD = N_("Say first that the interview took place.")
CANCELLED = N_("This interview was cancelled. Plan it again first.")


def get(session: Session, user_id: str, interview_id: str) -> Interview:
    """Return the user's interview; raises NotFound, also for one that was deleted."""
    return gives.the_interview(session, user_id, interview_id)


def delete(session: Session, user_id: str, interview_id: str) -> Interview:
    """Delete an interview as if it had never been, with the line of its meeting; it can be restored."""
    row = owned(session, Interview, user_id, interview_id)
    if row.deleted_at is None:
        row.deleted_at = utcnow()
        line = _line(session, row)
        if line is not None and line.undone_at is None:
            line.undone_at = row.deleted_at
        _derived(session, row)
    return row


def restore(session: Session, user_id: str, interview_id: str) -> Interview:
    """Bring it back; one whose invitation no longer holds is the user's own from now on."""
    row = owned(session, Interview, user_id, interview_id)
    line = _line(session, row)
    if line is not None and line.undone_at == row.deleted_at:
        line.undone_at = None
    row.deleted_at = None
    _derived(session, row)
    if row.deleted_at is not None:
        row.calendar_uid, row.message_row, row.deleted_at = "", None, None
        _derived(session, row)
    return row


def _line(session: Session, interview: Interview) -> Interaction | None:
    held = interview.interaction_id
    return owned(session, Interaction, interview.user_id, held) if held else None


def _derived(session: Session, interview: Interview) -> None:
    rederive(session, interview.user_id, interview.contact_id)
    touch(session, interview.user_id)


@dataclass(frozen=True, slots=True)
class Listing:
    """The interviews as rows (Interview, name of the contact); `past` is one page of `pages`."""

    upcoming: Sequence[Any]
    to_confirm: Sequence[Any]
    to_reflect: Sequence[Any]
    past: Sequence[Any]
    page: int
    pages: int


def _with_names(user_id: str, *where: Any) -> Select[Interview, str]:
    query = select(Interview, Contact.name).join(Contact, Contact.id == Interview.contact_id)
    there = (Interview.user_id == user_id, Interview.deleted_at.is_(None), Contact.deleted_at.is_(None))
    return query.where(*there, *where)


def listing(session: Session, user_id: str, page: int = 1) -> Listing:
    """Return what is to come, to confirm and to reflect on, and a page of what is past, the latest first."""
    planned, now = Interview.state == InterviewState.PLANNED, utcnow()
    past = _with_names(user_id, ~planned)
    total = session.scalar(select(func.count()).select_from(past.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = max(1, min(page, pages))
    latest = past.order_by(Interview.starts_at.desc(), Interview.id).limit(PAGE).offset((page - 1) * PAGE)
    by_time = (Interview.starts_at, Interview.id)
    return Listing(
        upcoming=session.execute(_with_names(user_id, planned, Interview.ends_at > now).order_by(*by_time)).all(),
        to_confirm=session.execute(_with_names(user_id, planned, Interview.ends_at <= now).order_by(*by_time)).all(),
        to_reflect=after_talks(session, user_id).to_reflect,
        past=session.execute(latest).all(),
        page=page,
        pages=pages,
    )


class AfterTalks(NamedTuple):
    """The interviews of the last weeks that want a word, as rows (Interview, name of the contact)."""

    to_close: list[tuple[Interview, str]]
    to_reflect: list[tuple[Interview, str]]


def after_talks(session: Session, user_id: str) -> AfterTalks:
    """Return those whose closing questions have no answer yet, and those that nothing was learnt from yet.

    A name that was noted in the talk is no answer: whether it may be used, and who else there is, is still to be said.
    """
    reflected = Interview.id.in_(select(Reflection.interview_id).where(Reflection.user_id == user_id))
    recent = (Interview.state == InterviewState.HELD, Interview.ends_at > utcnow() - REFLECT_FOR)
    wanting = or_(Interview.who_else.is_(None), ~reflected)
    query = _with_names(user_id, *recent, wanting).add_columns(reflected)
    rows = session.execute(query.order_by(Interview.starts_at.desc(), Interview.id)).all()
    return AfterTalks(
        to_close=[(row, name) for row, name, _done in rows if row.who_else is None],
        to_reflect=[(row, name) for row, name, done in rows if not done],
    )


def previous(session: Session, interview: Interview) -> Interview | None:
    """Return the last interview with the same person before this one, that was not cancelled."""
    others = (Interview.contact_id == interview.contact_id, Interview.id != interview.id)
    holds = (Interview.deleted_at.is_(None), Interview.state != InterviewState.CANCELLED)
    query = select(Interview).where(*others, *holds, Interview.starts_at <= interview.starts_at)
    return session.scalars(query.order_by(Interview.starts_at.desc(), Interview.id).limit(1)).first()


def same_purpose(session: Session, interview: Interview) -> bool:
    """Whether an interview has the purpose of the one before it: every one-on-one has its own (docs/method.md §2)."""
    last = previous(session, interview)
    return last is not None and purposes.same_purpose(last.purpose, interview.purpose)


def set_purpose(session: Session, user_id: str, interview_id: str, purpose: str) -> Interview:
    """Give an interview its purpose; raises Refused."""
    interview = get(session, user_id, interview_id)
    minutes = int((interview.ends_at - interview.starts_at).total_seconds() // 60)
    card = gives.InterviewCard(purpose, interview.starts_at, minutes, interview.place, interview.notes)
    return gives.change_interview(session, user_id, interview_id, card)


def begin(session: Session, user_id: str, interview_id: str) -> Interview:
    """Start the timer; where it runs already, it goes on. Raises Refused."""
    interview = get(session, user_id, interview_id)
    if interview.state is not InterviewState.PLANNED:
        raise Refused(
            "timer", _(CANCELLED if interview.state is InterviewState.CANCELLED else N_("It took place already."))
        )
    interview.began_at = interview.began_at or utcnow()
    touch(session, user_id)
    return interview


def not_begun(session: Session, user_id: str, interview_id: str) -> Interview:
    """Set the timer back, as if it had not been started."""
    interview = get(session, user_id, interview_id)
    interview.began_at = interview.stopped_at = None
    touch(session, user_id)
    return interview


def finish(session: Session, user_id: str, interview_id: str) -> Interview:
    """Stop the timer: the interview took place. Raises Refused."""
    interview = get(session, user_id, interview_id)
    if interview.state is InterviewState.CANCELLED:
        raise Refused("timer", _(CANCELLED))
    interview.stopped_at = interview.stopped_at or utcnow()
    return gives.took_place(session, user_id, interview_id)


def not_finished(session: Session, user_id: str, interview_id: str) -> Interview:
    """Take a finish back: the timer goes on."""
    get(session, user_id, interview_id).stopped_at = None
    return gives.plan_again(session, user_id, interview_id)


def promised_end(interview: Interview) -> datetime:
    """Return when an interview is to end."""
    return agenda.promised_end(interview.starts_at, interview.ends_at, interview.began_at)


def referrals_of(session: Session, interview: Interview) -> list[Referral]:
    """Return the names that were given in an interview, in the order of the answer."""
    where = (Referral.interview_id == interview.id, Referral.deleted_at.is_(None))
    rows = session.scalars(select(Referral).where(*where).order_by(Referral.created_at, Referral.id))
    return sorted(rows, key=lambda row: (interview.who_else or "").find(row.name))


_PERMISSION = {None: Permission.NOT_ASKED, True: Permission.YES, False: Permission.NO}


def closed(
    session: Session, user_id: str, interview_id: str, *, who_else: str, may_use_name: bool | None
) -> list[Referral]:
    """Note the answers to the two closing questions. Raises Refused.

    Each new name becomes a referral; one that is no longer in the answer goes again, unless something was done with it.
    """
    interview = get(session, user_id, interview_id)
    if interview.state is not InterviewState.HELD:
        raise Refused("who_else", _(NOT_HELD))
    text = typed.text(who_else, "who_else", limit=5_000)
    before, now = people(interview.who_else or ""), people(text)
    for row in referrals_of(session, interview):
        if row.permission is _PERMISSION[interview.may_use_name]:
            row.permission = _PERMISSION[may_use_name]
    kept = {_key(one) for one in now}
    _take_back(session, interview, [one for one in before if _key(one) not in kept])
    noted, rows = {_key(one) for one in before}, referrals_of(session, interview)
    fresh = [one for one in now if _key(one) not in noted and not any(_is_of(row, one) for row in rows)]
    added = [_refer(session, interview, one.name, one.address, _PERMISSION[may_use_name]) for one in fresh]
    interview.who_else, interview.may_use_name = text, may_use_name
    touch(session, user_id)
    return added


def _take_back(session: Session, interview: Interview, gone: Sequence[Named]) -> None:
    for row in referrals_of(session, interview):
        if any(_is_of(row, one) for one in gone) and referred.is_as_noted(session, row):
            referred.delete(session, interview.user_id, row.id)


def _key(one: Named) -> tuple[names.Words, str]:
    return names.words(one.name), normalise(one.address)


def _is_of(referral: Referral, one: Named) -> bool:
    """Whether a referral was made of that line of the answer."""
    if one.address:
        return referral.address == normalise(one.address)
    return not referral.address and names.words(referral.name) == names.words(one.name)


def _refer(session: Session, interview: Interview, name: str, address: str, permission: Permission) -> Referral:
    try:
        return referred.refer(
            session, interview.user_id, interview.contact_id, name=name, address=address, permission=permission,
            interview_id=interview.id,
        )  # fmt: skip
    except Refused as refused:
        which = _("Write their address behind the name.") if refused.field == "referred_id" else ""
        raise Refused("who_else", " ".join(filter(None, (f"“{name[:80]}”:", refused.sentence, which)))) from refused
