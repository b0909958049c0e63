"""Questions about what a mail says: is it an ask, was it turned down, is it an interview."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.domain.recognised import is_said
from webapp.domain.wording import _
from webapp.models import Message, TriageItem, utcnow
from webapp.services import asks, interactions
from webapp.services.errors import Refused
from webapp.services.invitations import UNPROVEN
from webapp.services.line import VERIFIED
from webapp.services.proposals import ask_kind, request_of
from webapp.services.questions.kind import Question, no_words, nothing
from webapp.services.questions.lines import asks_words
from webapp.services.relationships import rederive
from webapp.services.scope import owned, touch


def settle(session: Session, item: TriageItem) -> None:
    """Note that the user takes up what is proposed, before what follows from it is derived."""
    item.settled_at, item.settlement = utcnow(), "accepted"
    derive(session, item)


def derive(session: Session, item: TriageItem) -> None:
    """Derive anew what follows from an answer."""
    session.flush()
    rederive(session, item.user_id, item.contact_id or "")
    touch(session, item.user_id)


def _keep_ask(session: Session, item: TriageItem, choice: str) -> str:
    request = request_of(owned(session, Message, item.user_id, item.message_row).details)
    if request is None or not item.interaction_id:
        raise Refused("choice", _("This mail holds no ask any more."))
    kind, words = ask_kind(request), str(request["text"])
    return asks.confirm(session, item.user_id, item.interaction_id, kind=kind, text=words, ask_id=choice).id


def _forget_ask(session: Session, item: TriageItem, choice: str) -> None:
    if choice:
        asks.unconfirm(session, item.user_id, choice, drafted=choice in item.candidates)
    derive(session, item)


def _declined(session: Session, item: TriageItem, choice: str) -> None:
    interactions.declines(session, item.user_id, item.interaction_id or "", True)


def _not_declined(session: Session, item: TriageItem) -> None:
    interactions.declines(session, item.user_id, item.interaction_id or "", False)


def _unsay_decline(session: Session, item: TriageItem, choice: str) -> None:
    interactions.declines(session, item.user_id, item.interaction_id or "", None)


def _take_invitation(session: Session, item: TriageItem, choice: str) -> None:
    line = interactions.get(session, item.user_id, item.interaction_id or "")
    if is_said(UNPROVEN, item.reason):
        line.accepted_at = line.accepted_at or utcnow()
    settle(session, item)


def _put_back_invitation(session: Session, item: TriageItem, choice: str) -> None:
    line = interactions.get(session, item.user_id, item.interaction_id or "")
    if is_said(UNPROVEN, item.reason) and line.grade not in VERIFIED:
        line.accepted_at = None
    derive(session, item)


PROPOSED_ASK = Question(_keep_ask, nothing, _forget_ask, asks_words)
DECLINE = Question(_declined, _not_declined, _unsay_decline, no_words)
INVITATION = Question(_take_invitation, nothing, _put_back_invitation, no_words)
