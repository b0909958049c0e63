"""A letter on its way into the Drafts folder, as its rows say it."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.services.make import on, user
from webapp import sealing
from webapp.models import Contact, Letter, LetterKind, Mailbox, utcnow
from webapp.services import letters_drafts, mailboxes
from webapp.services.errors import NotFound
from webapp.services.mailboxes import MailboxCard


@pytest.fixture
def mailbox(session: Session, alice: str, tmp_path: Path) -> Mailbox:
    sealing.make_keys(tmp_path)
    card = MailboxCard("alice@example.org", "imap.example.org", password="secret word")
    return mailboxes.add(session, alice, card, tmp_path)


@pytest.fixture
def letter(session: Session, ana: Contact) -> Letter:
    row = Letter(
        user_id=ana.user_id, contact_id=ana.id, kind=LetterKind.GIVE, message_id=letters_drafts.message_id(),
        updated_at=on(0),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def is_wanted(session: Session, mailbox: Mailbox, letter: Letter) -> bool:
    wanted = letters_drafts.wanted(session, mailbox.id) == [letter]
    assert (mailbox.id in letters_drafts.mailboxes_waiting(session)) is wanted
    return wanted


def test_a_letter_is_wanted_until_it_is_saved(session: Session, mailbox: Mailbox, letter: Letter) -> None:
    assert not is_wanted(session, mailbox, letter)
    letters_drafts.want(session, letter, mailbox.id)
    assert is_wanted(session, mailbox, letter)
    letters_drafts.saved(session, letter, "Drafts")
    assert not is_wanted(session, mailbox, letter)
    assert letter.saved_in == "Drafts"


def test_a_letter_that_failed_waits_for_the_user_unless_it_is_tried_again(
    session: Session, mailbox: Mailbox, letter: Letter
) -> None:
    letters_drafts.want(session, letter, mailbox.id)
    letters_drafts.failed(session, letter, "The line broke.", again=True)
    assert is_wanted(session, mailbox, letter)
    letters_drafts.failed(session, letter, "It is full.")
    assert not is_wanted(session, mailbox, letter)
    letters_drafts.want(session, letter, mailbox.id)
    assert (is_wanted(session, mailbox, letter), letter.trouble) == (True, "")


def test_a_letter_that_was_changed_since_it_was_saved_is_another_mail(
    session: Session, mailbox: Mailbox, letter: Letter
) -> None:
    first = letter.message_id
    for changed_at, same in ((on(0), True), (utcnow(), False)):
        letter.saved_at, letter.updated_at = on(1), changed_at
        letters_drafts.want(session, letter, mailbox.id)
        assert (letter.message_id == first) is same


def test_a_deleted_letter_is_not_put_anywhere(session: Session, mailbox: Mailbox, letter: Letter) -> None:
    letters_drafts.want(session, letter, mailbox.id)
    letter.deleted_at = utcnow()
    assert not is_wanted(session, mailbox, letter)


def test_a_letter_does_not_wait_for_a_mailbox_that_is_gone(session: Session, mailbox: Mailbox, letter: Letter) -> None:
    letters_drafts.want(session, letter, mailbox.id)
    mailboxes.remove(session, letter.user_id, mailbox.id)
    session.flush()
    session.refresh(letter)
    assert (letter.wanted_at, letter.mailbox_id) == (None, None)
    assert "Choose another one" in letter.trouble


def test_nobody_puts_a_letter_into_another_users_mailbox(session: Session, mailbox: Mailbox, letter: Letter) -> None:
    letter.user_id = user(session, "eve@example.org")
    with pytest.raises(NotFound):
        letters_drafts.want(session, letter, mailbox.id)
