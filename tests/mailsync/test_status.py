"""What the user reads of their mailbox: one of five states, with a sentence that says what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mailsync import errors, status
from mailsync.record import Recorder
from mailsync.status import Interrupted, NeedsUser, Status
from tests.conftest import Mailbox
from tests.mailsync.house import House, ago, letter
from tests.servers import certificates
from tests.servers.liar import Liar, NotConnected, OverQuota
from webapp.db import transaction
from webapp.models import MailboxState, utcnow
from webapp.services import mailboxes


@pytest.fixture
def spoken(house: House) -> Status:
    """What a worker with a lease on the mailbox says of it."""
    return Status(Recorder(house.sessions, house.alice, house.mailbox, house.row().fence))


class Refusing(Liar):
    login_answer = b"NO [AUTHENTICATIONFAILED] Authentication failed."

    @property
    def logins(self) -> int:
        return sum(line.startswith(b"LOGIN") for line in self.commands)


def again_and_again(house: House, rounds: int, worker: Callable[[], bool]) -> None:
    for _ in range(rounds):
        if house.row().next_try_at is not None:
            house.change(next_try_at=ago(seconds=1))
        worker()


def test_a_wrong_password_is_tried_three_times_and_never_again(empty_house: House) -> None:
    with Refusing() as server:
        empty_house.add_mailbox(server.port, "plain")
        again_and_again(empty_house, 6, empty_house.once)
        assert server.logins == 3
        row = empty_house.row()
        assert row.state is MailboxState.NEEDS_YOU
        assert row.state_reason == status.THREE_TIMES
        assert row.next_try_at is None


def test_after_two_refusals_it_says_what_to_do_and_tries_again(empty_house: House) -> None:
    with Refusing() as server:
        empty_house.add_mailbox(server.port, "plain")
        again_and_again(empty_house, 2, empty_house.once)
    row = empty_house.row()
    assert row.state is MailboxState.WAITING
    assert "app password" in row.state_reason
    assert row.next_try_at is not None


def test_a_refusal_that_was_a_mistake_of_the_server_is_forgotten(house: House, mailbox: Mailbox) -> None:
    house.change(password_failures=2)
    assert house.once()
    assert house.row().password_failures == 0


def test_the_right_password_and_check_now_mend_it(house: House, mailbox: Mailbox) -> None:
    card = mailboxes.MailboxCard("alice@home.test", "localhost", mailbox.user, "wrong", mailbox.server.imaps_port)
    with transaction(house.sessions) as session:
        mailboxes.change(session, house.alice, house.mailbox, card, house.settings.secrets_dir)
    again_and_again(house, 3, house.once)
    assert house.is_in(MailboxState.NEEDS_YOU)
    right = mailboxes.MailboxCard(
        "alice@home.test", "localhost", mailbox.user, mailbox.password, mailbox.server.imaps_port
    )
    with transaction(house.sessions) as session:
        mailboxes.change(session, house.alice, house.mailbox, right, house.settings.secrets_dir)
    assert house.once()
    assert house.up_to_date()


def test_a_host_that_does_not_exist_is_named(house: House) -> None:
    house.change(host="nowhere.invalid")
    assert not house.once()
    assert house.is_in(MailboxState.WAITING)
    assert "no server named nowhere.invalid" in house.row().state_reason


def test_a_port_where_nobody_answers_is_said(house: House) -> None:
    house.change(port=1)
    assert not house.once()
    assert house.is_in(MailboxState.WAITING)
    assert "No mail server answers" in house.row().state_reason


def test_a_certificate_of_somebody_else_needs_the_user(empty_house: House, tmp_path: Path) -> None:
    with Liar(certificates.issue(tmp_path / "tls"), tls=True) as server:
        empty_house.add_mailbox(server.port)
        assert not empty_house.once()
        assert not any(line.startswith(b"LOGIN") for line in server.commands)
    row = empty_house.row()
    assert row.state is MailboxState.NEEDS_YOU
    assert "Your password was not sent" in row.state_reason


def test_a_server_over_its_limit_is_left_alone_for_an_hour(empty_house: House) -> None:
    with OverQuota() as server:
        empty_house.add_mailbox(server.port, "plain")
        empty_house.meet("alice@example.test")
        assert not empty_house.once()
    row = empty_house.row()
    assert row.state is MailboxState.WAITING
    assert "come back later" in row.state_reason
    assert row.next_try_at is not None
    assert row.next_try_at > ago(minutes=-55)


def test_a_mailbox_that_is_not_open_to_us_needs_the_user(empty_house: House) -> None:
    with NotConnected() as server:
        empty_house.add_mailbox(server.port, "plain")
        assert not empty_house.once()
    assert empty_house.is_in(MailboxState.NEEDS_YOU)
    assert "Switch IMAP on" in empty_house.row().state_reason


class NoSent(Liar):
    list_answer = b'* LIST () "/" INBOX\r\n'


def test_a_missing_sent_folder_is_said_and_found_when_it_comes(empty_house: House) -> None:
    with NoSent() as server:
        empty_house.add_mailbox(server.port, "plain")
        assert empty_house.once()
        assert empty_house.row().sent_folder_missing
        server.list_answer = Liar.list_answer
        assert empty_house.once()
        assert not empty_house.row().sent_folder_missing


def test_a_sent_folder_that_the_user_names_is_read(house: House, mailbox: Mailbox) -> None:
    mailbox.append("Written", letter("alice@home.test", "jane@acme.test", "Hello"))
    worker = house.worker()
    worker._lease()
    slot = worker.slots[house.mailbox]
    assert worker._round(slot)
    assert house.texts() == []
    house.change(sent_folder="Written")
    assert worker._round(slot)
    assert house.texts() == ["Hello"]
    worker._give_up()


def test_a_lost_key_asks_for_the_password_and_sends_nothing(house: House) -> None:
    house.change(sealed_password=b"sealed with another key")
    assert not house.once()
    assert house.is_in(MailboxState.NEEDS_YOU)
    assert "Enter the password again" in house.row().state_reason


def test_a_mailbox_that_is_paused_while_it_fails_stays_paused(house: House, spoken: Status) -> None:
    house.pause()
    spoken.failed(errors.from_exception(TimeoutError(), "h"), utcnow())
    assert house.is_in(MailboxState.PAUSED)


def test_a_mailbox_that_is_paused_while_it_catches_up_stays_paused(house: House, spoken: Status) -> None:
    house.pause()
    with pytest.raises(Interrupted):
        spoken.catching_up(1, 100)
    assert house.is_in(MailboxState.PAUSED)


def test_a_check_that_was_asked_for_during_a_failure_is_made(house: House, spoken: Status) -> None:
    house.change(check_requested_at=ago(seconds=1))
    spoken.failed(NeedsUser("Do something."), ago(seconds=5))
    row = house.row()
    assert (row.state, row.next_try_at) == (MailboxState.WAITING, None)


def test_a_check_asked_for_before_is_answered_by_the_failure(house: House, spoken: Status) -> None:
    house.change(check_requested_at=ago(seconds=9))
    spoken.failed(NeedsUser("Do something."), ago(seconds=5))
    row = house.row()
    assert (row.state, row.state_reason) == (MailboxState.NEEDS_YOU, "Do something.")
    assert row.check_requested_at is None


def test_a_check_asked_for_after_the_round_began_is_still_owed(house: House, spoken: Status) -> None:
    house.change(check_requested_at=ago())
    spoken.up_to_date(ago(seconds=5))
    assert house.row().check_requested_at is not None


def test_the_pauses_grow_up_to_a_limit(house: House, spoken: Status) -> None:
    pauses = []
    for _ in range(12):
        spoken.failed(errors.from_exception(TimeoutError(), "h"), utcnow())
        row = house.row()
        assert row.next_try_at is not None
        pauses.append((row.next_try_at - utcnow()).total_seconds())
    assert pauses[0] <= 3
    assert pauses[-1] > 200
    assert max(pauses) <= 1.3 * status.LONGEST_PAUSE


def test_failures_are_forgotten_only_when_the_line_has_held(house: House, spoken: Status) -> None:
    spoken.failures = 3
    spoken.up_to_date(utcnow(), steady=False)
    assert spoken.failures == 3
    spoken.up_to_date(utcnow())
    assert spoken.failures == 0
