"""From the first mails of a mailbox to the grade A of one that comes later, over a real server."""

from sqlalchemy import select

from tests.conftest import Mailbox
from tests.mailsync.house import JANE, OWNER, STRANGER, House, letter
from webapp.db import reading, transaction
from webapp.models import Interaction, Message
from webapp.services import provider_checks

TOP = (
    "Authentication-Results: mx{number}.mail.test;\r\n dkim=pass header.d=acme.test header.s=s1\r\n"
    "Received: from a by b\r\n"
)


def checked(number: int, *args: str, **more: str) -> bytes:
    """A letter of Jane's as the provider hands it over."""
    return TOP.format(number=number).encode() + letter(*args, **more)


def grades(house: House) -> dict[str, str]:
    """What each incoming mail says → its grade."""
    with reading(house.sessions) as session:
        query = select(Message.text, Interaction.grade).join(Interaction, Interaction.message_row == Message.id)
        return {text.strip(): grade for text, grade in session.execute(query.where(Message.direction == "in"))}


def test_a_provider_is_learned_confirmed_and_believed_from_then_on(house: House, mailbox: Mailbox) -> None:
    mailbox.append("Sent", letter(OWNER, JANE, "Could we talk?", id="ask@x"))
    for number in range(5):
        mailbox.deliver(checked(number % 2, text=f"Before {number}"))
    assert house.once()
    assert set(grades(house).values()) == {"C"}
    proposed = provider_checks.proposal(house.row())
    assert proposed == "mail.test"
    with transaction(house.sessions) as session:
        provider_checks.pin(session, house.alice, house.mailbox, proposed)
    mailbox.deliver(checked(1, text="New"))
    mailbox.deliver(checked(2, answers="ask@x", text="Answer"))
    mailbox.deliver(letter(answers="ask@x", text="Not checked"))
    mailbox.deliver(checked(1, STRANGER, text="Nobody"))
    assert house.once()
    found = grades(house)
    assert (found["New"], found["Answer"], found["Not checked"], found["Before 0"]) == ("B", "A", "B", "C")
    assert house.is_sound()
