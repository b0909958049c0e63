"""A round through the folders, whatever numbers the server gives to its mail."""

from datetime import timedelta

from mailsync import watch
from tests.conftest import Mailbox
from tests.mailsync.house import JANE, OWNER, House, ago, letter
from tests.servers.liar import Expunged, Leaping, Liar, NilBody, NoUidnext
from webapp.db import reading
from webapp.models import FolderEpoch, MailboxState
from webapp.services import mailboxes


def read_from(house: House, server: Liar) -> House:
    house.meet("alice@example.test", "Alice")
    house.add_mailbox(server.port, "plain")
    assert house.once()
    return house


def test_a_server_that_does_not_tell_its_next_number_is_read(empty_house: House) -> None:
    with NoUidnext() as server:
        assert read_from(empty_house, server).books().seen == 6


def test_numbers_with_wide_gaps_are_read(empty_house: House) -> None:
    with Leaping() as server:
        assert read_from(empty_house, server).books().logged == 6


def test_a_mail_that_is_listed_but_not_handed_out_is_put_aside_and_the_next_is_read(empty_house: House) -> None:
    with NilBody() as server:
        books = read_from(empty_house, server).books()
    assert (books.logged, books.quarantined) == (4, 2)
    assert empty_house.is_sound()


def test_a_mail_that_vanished_between_two_answers_is_gone(empty_house: House) -> None:
    with Expunged() as server:
        assert read_from(empty_house, server).books().seen == 4


class Rewound(Liar):
    uids = (3, 5, 8)


def test_numbers_that_go_back_without_a_word_are_read_anew(empty_house: House) -> None:
    with Rewound() as server:
        read_from(empty_house, server)
        server.uids = (1, 2)
        assert empty_house.once()
    assert empty_house.books().seen == 4
    assert "renumbered" in empty_house.row().notice
    assert len(empty_house.texts()) == 1
    assert empty_house.is_sound()


class Restless(Liar):
    number = 7

    def examine(self) -> bytes:
        return super().examine().replace(b"UIDVALIDITY 7", b"UIDVALIDITY %d" % self.number)


def test_a_folder_renumbered_again_and_again_needs_the_user(empty_house: House) -> None:
    with Restless() as server:
        empty_house.add_mailbox(server.port, "plain")
        with empty_house.sessions.begin() as session:
            for number in range(watch.RENUMBERED_OFTEN):
                session.add(
                    FolderEpoch(
                        user_id=empty_house.alice, mailbox_id=empty_house.mailbox, folder="INBOX", role="inbox",
                        uidvalidity=number + 100, current=False,
                    )
                )  # fmt: skip
        assert not empty_house.once()
    assert empty_house.is_in(MailboxState.NEEDS_YOU)
    assert "again and again" in empty_house.row().state_reason


def test_a_folder_that_is_read_after_each_renumbering_goes_on(empty_house: House) -> None:
    with Restless() as server:
        empty_house.meet("alice@example.test", "Alice")
        empty_house.add_mailbox(server.port, "plain")
        for number in range(watch.RENUMBERED_OFTEN + 3):
            server.number = 100 + number
            assert empty_house.once()
    assert len(empty_house.texts()) == 1
    assert empty_house.is_sound()


def test_the_numbers_of_a_former_sent_folder_are_not_used_in_the_new_one(house: House, mailbox: Mailbox) -> None:
    mailbox.append("Written", letter(OWNER, JANE, "Written"))
    mailbox.append("Sent", letter(OWNER, "new@acme.test", "Sent"))
    for folder in ("Written", "Sent"):
        mailbox.server.set_uidvalidity(mailbox.user, folder, 4711)
    assert house.once()
    house.change(sent_folder="Written")
    assert house.once()
    house.meet("new@acme.test", "New")
    assert house.once()
    assert house.texts() == ["Written"]
    assert house.is_sound()


def test_what_was_compared_today_is_not_compared_again(house: House, mailbox: Mailbox) -> None:
    assert house.once()
    with house.sessions.begin() as session:
        for epoch in mailboxes.epochs_of(session, house.row()):
            epoch.reconciled_at = ago(days=2)
    assert house.once()
    with reading(house.sessions) as session:
        for epoch in mailboxes.epochs_of(session, house.row()):
            assert epoch.reconciled_at is not None
            assert epoch.reconciled_at > ago() - timedelta(hours=1)
