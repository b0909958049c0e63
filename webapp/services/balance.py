"""The ledger of one relationship (docs/method.md §4): each take and give with the ask or the mail behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.ledger import Balance, balance
from webapp.domain.wording import _
from webapp.models import Ask, Contact, Give, Interaction, Message, Outcome, Referral, Way

TAKE, GIVE = "take", "give"


@dataclass(frozen=True, slots=True)
class Entry:
    """A take or a give: `kind` is the kind of outcome or the way, `behind` what stands behind it in words, or "".

    `line` is the timeline line of the mail or meeting behind it, "" for none.
    """

    side: str
    id: str
    at: datetime
    kind: str
    text: str
    behind: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """The entries, the latest first, and their balance."""

    entries: Sequence[Entry]
    balance: Balance

    def last_given(self) -> dict[Way, datetime]:
        """Return when each way was given last."""
        return {Way(one.kind): one.at for one in reversed(self.entries) if one.side == GIVE}


def account(session: Session, contact: Contact, now: datetime, zone: tzinfo) -> Account:
    """Return the ledger of a relationship."""
    entries = sorted(
        [*_takes(session, contact), *_introductions(session, contact), *_gives(session, contact)],
        key=lambda one: (one.at, one.id),
        reverse=True,
    )
    times = {side: [one.at for one in entries if one.side == side] for side in (TAKE, GIVE)}
    return Account(entries, balance(times[TAKE], times[GIVE], now, zone))


def _takes(session: Session, contact: Contact) -> Iterator[Entry]:
    query = (
        select(Outcome, Ask.text, Interaction.summary, Message.subject)
        .outerjoin(Ask, Ask.id == Outcome.ask_id)
        .outerjoin(Interaction, Interaction.id == Outcome.interaction_id)
        .outerjoin(Message, Message.id == Interaction.message_row)
        .where(Outcome.contact_id == contact.id, Outcome.deleted_at.is_(None))
    )
    for row, asked, summary, subject in session.execute(query):
        behind = _("you asked: %(asked)s", asked=asked) if asked else _mail(subject) or summary or ""
        yield Entry(TAKE, row.id, row.at, row.kind.value, row.text, behind, row.interaction_id or "")


def _introductions(session: Session, contact: Contact) -> Iterator[Entry]:
    """Yield the introductions by mail that nobody noted as an outcome as well."""
    query = (
        select(Referral, Interaction.id, Message.subject)
        .join(Message, Message.id == Referral.message_row)
        .outerjoin(
            Interaction, (Interaction.message_row == Message.id) & (Interaction.contact_id == Referral.contact_id)
        )
        .where(Referral.contact_id == contact.id, Referral.deleted_at.is_(None), Referral.introduced.is_(True))
        .where(Referral.outcome_id.is_(None))
    )
    for row, line, subject in session.execute(query):
        yield Entry(TAKE, row.id, row.at, "introduction", row.name or row.address, _mail(subject), line or "")


def _gives(session: Session, contact: Contact) -> Iterator[Entry]:
    query = (
        select(Give, Interaction.summary, Message.subject)
        .outerjoin(Interaction, Interaction.id == Give.interaction_id)
        .outerjoin(Message, Message.id == Interaction.message_row)
        .where(Give.contact_id == contact.id, Give.deleted_at.is_(None))
    )
    for row, summary, subject in session.execute(query):
        yield Entry(
            GIVE, row.id, row.at, row.way.value, row.text, _mail(subject) or summary or "", row.interaction_id or ""
        )


def _mail(subject: Any) -> str:
    return f"“{subject[:60]}”" if subject else ""
