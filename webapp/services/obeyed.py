"""What a note asks for, done at once: asks, days to come back, thanks; and taken back with what it stood above."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.notes import Note
from webapp.domain.wording import N_, _
from webapp.models import Ask, AskKind, Duty, DutyKind, FollowUp, Interaction, InteractionKind
from webapp.services import asks, gives, interactions
from webapp.services.asks import AskCard
from webapp.services.errors import Refused
from webapp.services.scope import owned


def obey(session: Session, line: Interaction, note: Note, about: str) -> tuple[list[str], list[str]]:
    """Do what a note asks for with the person of a line; return what was made, and sentences on what was not."""
    made: list[str] = []
    problems: list[str] = []
    for kind, words in note.asks:
        try:
            made.append(f"ask {_ask(session, line, kind, words).id}")
        except Refused as refused:
            problems.append(_("ask: %(why)s It was: “%(words)s”", why=refused.sentence, words=words))
    for reminder in note.reminders:
        text = reminder.text or about or _("Come back to them")
        row = gives.follow_up(session, line.user_id, line.contact_id, due_on=reminder.on, text=text)
        made.append(f"follow_up {row.id}")
    if note.thanks:
        _thank(session, line, made, problems)
    return made, problems


def _ask(session: Session, line: Interaction, kind: str, words: str) -> Ask:
    carried = line.direction == "out"
    card = AskCard(
        AskKind(kind), words, made_at=None if carried else line.at, interaction_id=line.id if carried else ""
    )
    return asks.make(session, line.user_id, line.contact_id, card)


def _thank(session: Session, line: Interaction, made: list[str], problems: list[str]) -> None:
    """A mail is said to be a thank-you; a note says that the user has thanked, where only one thing is owed for."""
    if line.kind is InteractionKind.MAIL:
        interactions.thanks(session, line.user_id, line.id, True)
        made.append(f"thanks {line.id}")
        return
    where = (Duty.contact_id == line.contact_id, Duty.superseded_at.is_(None), Duty.settled_at.is_(None))
    owed = list(session.scalars(select(Duty.subject).where(*where, Duty.kind == DutyKind.THANKS)))
    if len(owed) == 1:
        thanked = interactions.log_thanks(session, line.user_id, line.contact_id, settles=owed[0], at=line.at)
        made.append(f"line {thanked.id}")
    else:
        several = N_("thanks: you owe them thanks for several things. Say on their page which are done.")
        none = N_("thanks: you owe them none at the moment, so nothing was noted.")
        problems.append(_(several if owed else none))


def take_back(session: Session, user_id: str, made: Iterable[str]) -> None:
    """Undo what was made, the last first."""
    for one in reversed(list(made)):
        what, _, row_id = one.partition(" ")
        if what == "ask":
            asks.delete(session, user_id, asks.get(session, user_id, row_id))
        elif what == "follow_up":
            gives.delete(session, user_id, owned(session, FollowUp, user_id, row_id))
        elif what == "thanks":
            interactions.get(session, user_id, row_id).is_thanks = None
        elif what == "accepted":
            interactions.unaccept(session, user_id, row_id)
        else:
            interactions.undo(session, user_id, row_id)
