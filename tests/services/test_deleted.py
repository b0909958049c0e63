"""What is deleted can be brought back for 30 days, and is really gone then."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.services.make import mail, on, person, received, sent
from webapp.models import (
    AskKind,
    Contact,
    Fate,
    FolderEpoch,
    Mailbox,
    Message,
    MessageLocation,
    OutcomeKind,
    Thread,
    utcnow,
)
from webapp.services import asks, contacts, deleted, goals, merges
from webapp.services.asks import AskCard
from webapp.services.audit import audit

MONTH = deleted.KEPT_FOR + timedelta(minutes=1)


def listed(session: Session, user_id: str) -> list[tuple[str, str]]:
    return [(one.table, one.words) for one in deleted.listing(session, user_id)]


def test_what_hangs_on_a_deleted_person_is_not_listed_beside_them(session: Session, ana: Contact) -> None:
    asks.delete(session, ana.user_id, asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, "Advice")))
    story = goals.tell(session, ana.user_id, title="The tills", text="They stood still.")
    goals.mark_story(session, ana.user_id, story.id, utcnow())
    assert sorted(listed(session, ana.user_id)) == [("ask", "Advice"), ("story", "The tills")]
    contacts.delete(session, ana.user_id, ana.id)
    assert sorted(listed(session, ana.user_id)) == [("contact", "Ana"), ("story", "The tills")]


def test_it_is_kept_for_thirty_days_and_no_longer(session: Session, ana: Contact) -> None:
    person(session, ana.user_id, "Ben")
    contacts.delete(session, ana.user_id, ana.id)
    deleted_at = ana.deleted_at
    assert deleted_at is not None
    assert deleted.purge(session, deleted_at + deleted.KEPT_FOR) == 0
    assert deleted.purge(session, deleted_at + MONTH) == 1
    assert session.scalars(select(Contact.name)).all() == ["Ben"]


def test_who_was_merged_away_is_kept_so_that_it_can_be_undone(session: Session, ana: Contact) -> None:
    ben = person(session, ana.user_id, "Ben")
    row = merges.merge(session, ana.user_id, ana.id, ben.id, {})
    deleted.purge(session, utcnow() + MONTH)
    merges.undo(session, ana.user_id, row.id)
    assert ben.deleted_at is None


def test_mail_about_nobody_else_goes_with_the_person_and_the_books_still_balance(
    session: Session, ana: Contact
) -> None:
    ben = person(session, ana.user_id, "Ben")
    mailbox = Mailbox(user_id=ana.user_id, address="alice@example.org", host="imap.example.org", username="alice")
    session.add(mailbox)
    session.flush()
    epoch = FolderEpoch(
        user_id=ana.user_id, mailbox_id=mailbox.id, folder="INBOX", role="inbox", uidvalidity=1, cursor=3, seen=3,
        unrelated=1, current=True,
    )  # fmt: skip
    session.add(epoch)
    session.flush()
    hers = mail(session, ana, received(1, 0))
    theirs = mail(session, ana, sent(2, 1))
    mail(session, ben, sent(2, 1))  # the same mail on both timelines
    for uid, line in enumerate((hers, theirs), 1):
        place = MessageLocation(
            user_id=ana.user_id, epoch_id=epoch.id, uid=uid, message_row=line.message_row, fate=Fate.LOGGED
        )
        session.add(place)
    session.flush()
    assert list(audit(session)) == []
    kept, gone = theirs.message_row, hers.message_row
    contacts.delete(session, ana.user_id, ana.id)
    deleted.purge(session, utcnow() + MONTH)
    assert set(session.scalars(select(Message.id))) == {kept}
    assert gone not in set(session.scalars(select(MessageLocation.message_row)))
    assert session.scalar(select(func.count()).select_from(Thread)) == 1
    assert session.get_one(FolderEpoch, epoch.id).unrelated == 2
    assert list(audit(session)) == []


def test_what_is_really_deleted_leaves_the_meaning_as_it_was(session: Session, ana: Contact) -> None:
    ask = asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, "Advice", made_at=on(0)))
    outcome = asks.obtained(session, ana.user_id, ana.id, kind=OutcomeKind.ADVICE, text="Go", at=on(1), ask_id=ask.id)
    asks.used(session, ana.user_id, ana.id, text="Went", outcome_id=outcome.id, override_note="It was told me.")
    asks.delete(session, ana.user_id, outcome)
    deleted.purge(session, utcnow() + MONTH)
    assert list(audit(session)) == []
