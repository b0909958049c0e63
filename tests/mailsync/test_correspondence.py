"""Who is somebody the user writes with: people, never machines, lists, offices, or the user themselves."""

import pytest
from sqlalchemy import select

from mailsync.correspondence import answered_by, wrote_to
from mailsync.mail import Book
from mailsync.parse import envelope
from tests.conftest import Mailbox
from tests.mailsync.house import JANE, OWNER, STRANGER, House, ago, letter
from webapp.db import reading, transaction
from webapp.models import FolderEpoch, Suggestion
from webapp.services import suggestions

BOOK = Book(owners=frozenset({OWNER}), contacts={}, never_log=frozenset({"@spam.test", "x@never.test"}))


def head(**fields: str) -> bytes:
    return "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items()).encode() + b"\r\n"


def to(*addresses: str) -> tuple[str, ...]:
    return wrote_to(envelope(head(From=OWNER, To=", ".join(addresses))), BOOK)


def answer(sender: str = STRANGER, **fields: str) -> str:
    header = head(**{"From": sender, "To": OWNER, "In_Reply_To": "<1@x>"} | fields)
    return answered_by(envelope(header), header, BOOK)


def test_the_people_of_to_are_written_to_without_plus_parts() -> None:
    assert to("Bo <Bo+x@else.test>", "cy@else.test", "bo@else.test") == ("bo@else.test", "cy@else.test")


def test_who_is_only_copied_is_not_written_to() -> None:
    assert wrote_to(envelope(head(From=OWNER, To="bo@else.test", Cc="cy@else.test")), BOOK) == ("bo@else.test",)


def test_a_mail_to_many_is_to_nobody() -> None:
    assert to(*(f"p{number}@else.test" for number in range(6))) == ()


NOBODIES = [
    "no-reply@x.test", "noreply@x.test", "do_not_reply@x.test", "bo.noreply@x.test", "MAILER-DAEMON@x.test",
    "bounces+abc@x.test", "newsletter@x.test", "support@x.test", "info@x.test", "jobs@x.test", "hr@x.test",
    "list-request@x.test", "team@x.test", "notifications@x.test", "billing2@x.test", "recruiting@x.test",
    "any@spam.test", "x@never.test", OWNER, "alice+jobs@home.test",
]  # fmt: skip


@pytest.mark.parametrize("address", NOBODIES)
def test_machines_offices_lists_and_the_user_are_nobody(address: str) -> None:
    assert to(address) == ()
    assert answer(address) == ""


@pytest.mark.parametrize(
    "address", ["teamara@x.test", "allison@x.test", "jobst@x.test", "hrvoje@x.test", "newsome@x.test"]
)
def test_a_person_whose_name_begins_like_an_office_is_somebody(address: str) -> None:
    assert to(address) == (address,)


def test_who_answers_is_somebody() -> None:
    assert answer() == STRANGER


@pytest.mark.parametrize("fields", [
    {"List_Id": "<l.x.test>"}, {"Precedence": "Bulk"}, {"Precedence": "list"}, {"Auto_Submitted": "auto-replied"},
    {"In_Reply_To": ""},
])  # fmt: skip
def test_lists_machines_and_what_answers_nothing_are_no_answer(fields: dict[str, str]) -> None:
    assert answer(**fields) == ""


@pytest.mark.parametrize("sender", ["a@x.test, b@x.test", "", "nonsense", "a@x.test)b@evil.test"])
def test_a_sender_that_is_unclear_is_nobody(sender: str) -> None:
    assert answer(sender) == ""


def test_a_mail_that_says_it_is_not_automatic_is_an_answer() -> None:
    assert answer(Auto_Submitted="no") == STRANGER


def switch(house: House, on: bool) -> None:
    with transaction(house.sessions) as session:
        suggestions.switch(session, house.alice, on=on)


def proposed(house: House) -> list[str]:
    with reading(house.sessions) as session:
        return [row.address for row in suggestions.waiting(session, house.alice)]


def correspond(mailbox: Mailbox, with_: str = STRANGER) -> None:
    mailbox.append("Sent", letter(OWNER, with_, "Could we talk?", id="q@x", at=ago(days=3)), ago(days=3))
    mailbox.append("INBOX", letter(with_, text="Gladly.", answers="q@x", at=ago(days=2)), ago(days=2))


def test_a_stranger_who_answers_is_proposed_and_nothing_else_of_them_is_kept(house: House, mailbox: Mailbox) -> None:
    switch(house, on=True)
    correspond(mailbox)
    mailbox.deliver(letter("shop@store.test", text="Buy now"))
    assert house.once()
    assert proposed(house) == [STRANGER]
    with reading(house.sessions) as session:
        assert session.scalars(select(Suggestion.address)).all() == [STRANGER]
    assert house.texts() == []
    assert (house.books().unrelated, house.is_sound()) == (3, True)


def test_unless_it_is_switched_on_nobody_is_kept(house: House, mailbox: Mailbox) -> None:
    correspond(mailbox)
    assert house.once()
    assert house.count(Suggestion) == 0


def test_switched_on_later_the_last_year_is_looked_through_once(house: House, mailbox: Mailbox) -> None:
    correspond(mailbox)
    mailbox.append("Sent", letter(OWNER, "old@else.test", id="o@x", at=ago(days=500)), ago(days=500))
    mailbox.append("Sent", letter(OWNER, JANE))
    assert house.once()
    before = house.dump()
    switch(house, on=True)
    assert house.once()
    assert proposed(house) == [STRANGER]
    assert house.dump() == before
    assert house.is_sound()
    with reading(house.sessions) as session:
        assert not session.scalars(select(FolderEpoch).where(FolderEpoch.people_due.is_(True))).all()


def test_switched_off_all_are_forgotten_and_nobody_is_kept_any_more(house: House, mailbox: Mailbox) -> None:
    switch(house, on=True)
    correspond(mailbox)
    assert house.once()
    switch(house, on=False)
    correspond(mailbox, "cy@else.test")
    assert house.once()
    assert house.count(Suggestion) == 0
