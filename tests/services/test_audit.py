"""The audit: whatever does not add up is found, with its place, and nothing is found where all fits."""

import sqlite3

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.services.make import exchange, on
from webapp.domain.evidence import Phase
from webapp.models import (
    Contact,
    Duty,
    Fate,
    FolderEpoch,
    Interaction,
    Mailbox,
    Message,
    MessageLocation,
    PhaseChange,
)
from webapp.services import interactions
from webapp.services.audit import audit


@pytest.fixture
def epoch(session: Session, ana: Contact) -> FolderEpoch:
    """A folder in which two mails with Ana were seen, and one of nobody's."""
    exchange(session, ana)
    box = Mailbox(user_id=ana.user_id, address="alice@example.org", host="imap.example.org", username="alice")
    session.add(box)
    session.flush()
    row = FolderEpoch(
        user_id=ana.user_id, mailbox_id=box.id, folder="INBOX", role="inbox", uidvalidity=1, cursor=3, seen=3,
        unrelated=1,
    )  # fmt: skip
    session.add(row)
    session.flush()
    for uid, message in enumerate(session.scalars(select(Message)), start=1):
        session.add(
            MessageLocation(
                user_id=ana.user_id, epoch_id=row.id, uid=uid, fate=Fate.LOGGED, message_row=message.id, tried_at=on(1)
            )
        )
    session.flush()
    return row


def found(session: Session) -> list[tuple[str, str]]:
    """What the audit says: check and problem."""
    return [(finding["check"], finding["problem"]) for finding in audit(session)]


def test_where_all_fits_nothing_is_found(session: Session, epoch: FolderEpoch) -> None:
    assert found(session) == []


def test_a_mail_that_is_unaccounted_for_is_found(session: Session, epoch: FolderEpoch) -> None:
    epoch.seen = 4
    assert found(session) == [("books", "4 mails were seen, 3 are accounted for")]


def test_a_mail_beyond_the_cursor_is_found(session: Session, epoch: FolderEpoch) -> None:
    epoch.cursor = 1
    assert found(session) == [("locations", "lies beyond the cursor 1")]


def test_a_logged_mail_without_its_row_is_found(session: Session, epoch: FolderEpoch) -> None:
    session.execute(update(MessageLocation).where(MessageLocation.uid == 1).values(message_row=None))
    assert found(session) == [("locations", "is logged but has no message")]


def test_a_phase_that_nothing_led_to_is_found(session: Session, ana: Contact, epoch: FolderEpoch) -> None:
    ana.phase = Phase.USE
    assert ("phases", f"contact {ana.id}: phase was use, is obtain") in found(session)


def test_a_change_of_phase_that_went_missing_is_found(session: Session, epoch: FolderEpoch) -> None:
    session.execute(delete(PhaseChange))
    assert [check for check, _ in found(session)] == ["phases"]


def test_evidence_that_went_missing_is_found(session: Session, ana: Contact, epoch: FolderEpoch) -> None:
    session.execute(delete(Interaction).where(Interaction.direction == "in"))
    assert ("phases", f"contact {ana.id}: phase was obtain, is initiate") in found(session)


def test_a_thank_you_that_is_settled_by_nothing_is_found(session: Session, ana: Contact, epoch: FolderEpoch) -> None:
    interactions.log_meeting(session, ana.user_id, ana.id, at=on(2), summary="Coffee")
    session.execute(update(Duty).values(settled_at=on(3)))
    assert {check for check, _ in found(session)} == {"phases"}


def test_a_row_that_names_one_that_is_gone_is_found(session: Session, epoch: FolderEpoch, database_url: str) -> None:
    if not database_url.startswith("sqlite"):
        with pytest.raises(IntegrityError):
            session.execute(update(MessageLocation).values(message_row="gone"))
        return
    session.commit()
    with sqlite3.connect(database_url.removeprefix("sqlite:///")) as elsewhere:  # where no foreign key is enforced
        elsewhere.execute("DELETE FROM message WHERE direction = 'in'")
    assert ("references", "names a message that is not there") in found(session)
