"""The look for past mail of new addresses: how far it is, how many mails of each it found, and never one twice."""

import pytest
from sqlalchemy import select

from mailsync import watch
from mailsync.watch import Watch
from tests.conftest import Mailbox
from tests.mailsync.house import JANE, OWNER, STRANGER, House, letter
from webapp.db import reading, transaction
from webapp.models import Backfill, ContactAddress
from webapp.services import addresses, contacts, mailboxes

HOME = "jane@home.test"


def give(house: House, *new: str) -> str:
    """Give Jane these addresses."""
    with transaction(house.sessions) as session:
        jane = contacts.address_book(session, house.alice)[JANE]
        for address in new:
            addresses.give(session, house.alice, jane, address)
        return jane


def looks(house: House, contact_id: str) -> dict[str, addresses.Look]:
    with reading(house.sessions) as session:
        contact = contacts.get(session, house.alice, contact_id)
        return {look.address: look for look in addresses.looks(session, contact)}


def fill(mailbox: Mailbox) -> None:
    for _ in range(3):
        mailbox.deliver(letter(HOME))
    mailbox.append("Sent", letter(OWNER, HOME))
    mailbox.append("Sent", letter(OWNER, f"{HOME}, {STRANGER}"))
    mailbox.deliver(letter("jane@home.test.elsewhere.test"))  # which the server finds too, since it holds the words


def test_each_address_is_told_how_many_mails_are_from_or_to_it(house: House, mailbox: Mailbox) -> None:
    fill(mailbox)
    assert house.once()
    jane = give(house, HOME, STRANGER)
    assert {look.under_way for address, look in looks(house, jane).items() if address != JANE} == {True}
    assert house.once()
    found = looks(house, jane)
    assert (found[HOME].found, found[STRANGER].found) == (5, 1)
    assert found[HOME].done == found[HOME].total == 6
    assert not any(look.under_way for look in found.values())
    assert len(house.texts()) == 5
    assert house.is_sound()


def test_the_line_moves_while_it_is_read(house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(mailbox)
    assert house.once()
    jane = give(house, HOME)
    seen: list[tuple[int, int]] = []
    before = mailboxes.backfilling

    def noting(session: object, mailbox: object, ids: object, done: int, total: int) -> None:
        seen.append((done, total))
        before(session, mailbox, ids, done, total)

    monkeypatch.setattr(watch.mailboxes, "backfilling", noting)
    monkeypatch.setattr("mailsync.pipeline.FEW", 2)
    assert house.once()
    assert seen[0] == (0, 6)
    assert seen[-1] == (6, 6)
    assert seen == sorted(set(seen))
    assert len(seen) > 2
    assert looks(house, jane)[HOME].found == 5


def test_a_look_that_was_cut_short_is_made_again_and_finds_nothing_twice(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(mailbox)
    assert house.once()
    jane = give(house, HOME)

    def dies(*_: object) -> None:
        raise OSError("the line is cut")

    with monkeypatch.context() as cut:
        cut.setattr(Watch, "_read_again", dies)
        assert not house.once()
    assert looks(house, jane)[HOME].under_way
    house.check_now()
    assert house.once()
    assert looks(house, jane)[HOME].found == 5
    assert len(house.texts()) == 5
    assert house.is_sound()


def test_an_address_that_is_taken_away_meanwhile_ends_its_look(house: House, mailbox: Mailbox) -> None:
    fill(mailbox)
    assert house.once()
    jane = give(house, HOME)
    with transaction(house.sessions) as session:
        row = session.scalars(select(ContactAddress).where(ContactAddress.address == HOME)).one()
        addresses.take_away(session, house.alice, jane, row.id)
    assert house.once()
    assert house.texts() == []
    with reading(house.sessions) as session:
        assert not session.scalars(select(Backfill).where(Backfill.done_at.is_(None))).all()
