"""The page of logging by forwarding, what is held, and what has to be asked."""

import re
from datetime import UTC

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from tests.web.make import ago, person
from webapp.models import (
    Contact,
    ContactAddress,
    FollowUp,
    Interaction,
    LogAddress,
    Mailbox,
    Message,
    TriageItem,
    User,
    Via,
)
from webapp.services import handed_over, mailboxes
from webapp.services.handed_over import Handing
from webapp.services.mailboxes import MailboxCard
from webapp.services.messages import Arrival

HTMX = {"HX-Request": "true"}


@pytest.fixture
def mailbox(app, store: Store, alice: User) -> str:
    """Alice's mailbox."""
    with store() as session:
        card = MailboxCard("alice@example.org", "imap.example.org", password="secret word")
        return mailboxes.add(session, alice.id, card, app.config["SETTINGS"].secrets_dir).id


def log(client: FlaskClient, mailbox: str) -> str:
    return client.get(f"/mailboxes/{mailbox}/log").text


def address(page: str) -> str:
    found = re.search(r"<code>(alice\+fc-[a-z2-7]{26}@example\.org)</code>", page)
    return found[1] if found else ""


def addresses(store: Store) -> list[str]:
    with store() as session:
        return list(session.scalars(select(ContactAddress.address)))


def hand_over(store: Store, user: User, *, held: str = "", unsure: str = "", note: str = "", **more) -> str:
    """Let a forward of a mail arrive; return the id of the question about it, "" where there is none."""
    with store() as session:
        arrival = Arrival(
            key="inner", direction="in", received_at=ago(hours=1), from_name="Bob Ray", subject="Coffee?",
            text="Happy to.", new_text="Happy to.", via=Via.FORWARD,
            **{"from_address": "bob@ray.example", "message_id": "<inner@ray.example>"} | more,
        )  # fmt: skip
        handing = Handing("outer", ago(hours=1), "forward", note, ago(days=2), held, unsure)
        message, _ = handed_over.arrive(session, user.id, arrival, handing)
        found = select(TriageItem.id).where(TriageItem.message_row == message.id, TriageItem.settled_at.is_(None))
        return session.scalar(found) or ""


def test_a_log_address_is_made_shown_and_kept(client: FlaskClient, mailbox: str) -> None:
    assert "Make my log address" in log(client, mailbox)
    assert client.post(f"/mailboxes/{mailbox}/log").status_code == 303
    made = address(log(client, mailbox))
    assert made
    client.post(f"/mailboxes/{mailbox}/log")
    assert address(log(client, mailbox)) == made
    assert made in client.get(f"/mailboxes/{mailbox}").text


def test_htmx_gets_the_section_alone(client: FlaskClient, mailbox: str) -> None:
    part = client.get(f"/mailboxes/{mailbox}/log", headers=HTMX).text
    assert part.lstrip().startswith("<section")
    assert "<html" not in part


def test_a_new_address_replaces_the_old_one_until_that_is_undone(
    client: FlaskClient, mailbox: str, store: Store
) -> None:
    client.post(f"/mailboxes/{mailbox}/log")
    old = address(log(client, mailbox))
    page = client.post(f"/mailboxes/{mailbox}/log/new", follow_redirects=True).text
    assert address(page) not in {"", old}
    undo = re.search(r'action="(/log-addresses/\w+/restore)"', page)
    assert undo
    assert address(client.post(undo[1], follow_redirects=True).text) == old
    with store() as session:
        holding = session.scalars(select(LogAddress.token).where(LogAddress.revoked_at.is_(None))).all()
    assert [f"alice+fc-{token}@example.org" for token in holding] == [old]


def test_an_address_is_given_up_and_taken_back(client: FlaskClient, mailbox: str, store: Store) -> None:
    client.post(f"/mailboxes/{mailbox}/log")
    made = address(log(client, mailbox))
    with store() as session:
        row = session.scalars(select(LogAddress.id)).one()
    page = client.post(f"/log-addresses/{row}/revoke", follow_redirects=True).text
    assert made not in page
    assert "Make my log address" in page
    assert address(client.post(f"/log-addresses/{row}/restore", follow_redirects=True).text) == made


def test_the_card_is_for_a_phone(client: FlaskClient, mailbox: str) -> None:
    assert client.get(f"/mailboxes/{mailbox}/log.vcf").status_code == 404
    client.post(f"/mailboxes/{mailbox}/log")
    card = client.get(f"/mailboxes/{mailbox}/log.vcf")
    assert card.mimetype == "text/vcard"
    assert "attachment" in card.headers["Content-Disposition"]
    lines = card.text.split("\r\n")
    assert (lines[0], lines[1], lines[-2]) == ("BEGIN:VCARD", "VERSION:3.0", "END:VCARD")
    assert f"EMAIL;TYPE=INTERNET:{address(log(client, mailbox))}" in lines
    assert "FN:Fifty Cups log" in lines


def test_an_address_that_can_take_no_secret_is_told(client: FlaskClient, mailbox: str, store: Store) -> None:
    with store() as session:
        session.get_one(Mailbox, mailbox).address = f"{'a' * 50}@example.org"
    answer = client.post(f"/mailboxes/{mailbox}/log")
    assert answer.status_code == 422
    assert "a mailbox of its own" in answer.text


@pytest.mark.parametrize(("folder", "fine"), [("To log", True), ("", True), ("INBOX", False)])
def test_the_folder_is_named(client: FlaskClient, mailbox: str, store: Store, folder: str, fine: bool) -> None:
    answer = client.post(f"/mailboxes/{mailbox}/log/ways", data={"log_folder": folder, "is_log": "y"})
    assert answer.status_code == (303 if fine else 422)
    with store() as session:
        row = session.get_one(Mailbox, mailbox)
        assert (row.log_folder, row.is_log) == ((folder, True) if fine else ("Fifty Cups", False))
    assert fine or 'value="INBOX"' in answer.text


def test_another_user_has_no_part_in_it(client: FlaskClient, charlie: Stranger) -> None:
    his, row = charlie.ids["mailbox_id"], charlie.ids["log_address_id"]
    for path in (f"/mailboxes/{his}/log", f"/mailboxes/{his}/log.vcf"):
        assert client.get(path).status_code == 404
    for path in ("log", "log/new", "log/ways"):
        assert client.post(f"/mailboxes/{his}/{path}").status_code == 404
    for act in ("revoke", "restore"):
        assert client.post(f"/log-addresses/{row}/{act}").status_code == 404


def test_a_held_mail_is_logged_with_one_tap_and_held_again_by_undo(
    client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        jane = person(session, alice.id).id
    item = hand_over(
        store, alice, held="Nobody confirms it.", note="remind in 2 weeks", from_address="jane@example.org",
        counterparts=[jane],
    )  # fmt: skip
    page = client.get("/triage").text
    assert "nothing shows that you sent it" in page
    assert "It would go to Jane Doe" in page
    assert "Happy to." not in client.get(f"/people/{jane}").text
    client.post(f"/triage/{item}/accept")
    page = client.get(f"/people/{jane}").text
    assert "You forwarded it" in page
    assert "remind in 2 weeks" in page
    with store() as session:
        assert session.scalars(select(Message)).one().message_id == "<inner@ray.example>"
        assert session.scalars(select(FollowUp)).one().deleted_at is None
    client.post(f"/triage/{item}/reopen")
    assert "nothing shows that you sent it" in client.get("/triage").text
    with store() as session:
        assert session.scalars(select(Message)).one().message_id == ""
        assert session.scalars(select(FollowUp)).one().deleted_at is not None
    assert "taken back" in client.get(f"/people/{jane}").text


def test_a_held_mail_that_is_not_mine_stays_off_all_timelines(client: FlaskClient, store: Store, alice: User) -> None:
    item = hand_over(store, alice, held="Nobody confirms it.")
    client.post(f"/triage/{item}/not-this")
    assert "bob@ray.example" not in client.get("/triage").text
    client.post(f"/triage/{item}/reopen")
    assert "bob@ray.example" in client.get("/triage").text


def test_a_held_mail_of_nobody_known_is_asked_about_once_it_is_approved(
    client: FlaskClient, store: Store, alice: User
) -> None:
    item = hand_over(store, alice, held="Nobody confirms it.")
    client.post(f"/triage/{item}/accept")
    assert "Whose is it?" in client.get("/triage").text


def test_somebody_new_becomes_a_contact_with_one_tap(client: FlaskClient, store: Store, alice: User) -> None:
    item = hand_over(store, alice, note="remind tomorrow to call")
    assert "Add Bob Ray &lt;bob@ray.example&gt;" in client.get("/triage").text
    client.post(f"/triage/{item}/accept", data={"choice": "new"})
    with store() as session:
        bob = session.scalars(select(Contact)).one()
        assert (bob.name, bob.deleted_at) == ("Bob Ray", None)
        assert session.scalars(select(FollowUp.text)).one() == "call"
    assert "You forwarded it" in client.get(f"/people/{bob.id}").text
    client.post(f"/triage/{item}/reopen")
    with store() as session:
        assert session.scalars(select(Contact)).one().deleted_at is not None
    assert "Whose is it?" in client.get("/triage").text


def test_taking_back_that_somebody_new_was_added_deletes_nobody_who_has_a_history(
    client: FlaskClient, store: Store, alice: User
) -> None:
    item = hand_over(store, alice, note="remind tomorrow to call")
    client.post(f"/triage/{item}/accept", data={"choice": "new"})
    with store() as session:
        bob = session.scalars(select(Contact.id)).one()
    client.post(f"/people/{bob}/note", data={"note": "Plays the cello"})
    page = client.post(f"/triage/{item}/reopen", follow_redirects=True)
    assert "Bob Ray has a history by now." in page.text
    with store() as session:
        assert session.get_one(Contact, bob).deleted_at is None


@pytest.mark.parametrize("always", ["", "always "])
def test_it_is_put_on_the_person_who_is_chosen(client: FlaskClient, store: Store, alice: User, always: str) -> None:
    with store() as session:
        jane = person(session, alice.id).id
    item = hand_over(store, alice, unsure="Two people could be meant.")
    page = client.post(f"/triage/{item}/accept", data={"choice": always + jane}, follow_redirects=True).text
    assert "It is on Jane Doe’s timeline." in page
    page = client.get(f"/people/{jane}").text
    assert "You forwarded it" in page
    assert ("bob@ray.example" in addresses(store)) == bool(always)
    client.post(f"/triage/{item}/reopen")
    assert "bob@ray.example" not in addresses(store)
    assert "Whose is it?" in client.get("/triage").text


def test_nobody_is_chosen_without_a_choice(client: FlaskClient, store: Store, alice: User, charlie: Stranger) -> None:
    item = hand_over(store, alice, unsure="Two people could be meant.")
    assert "Choose whose it is." in client.post(f"/triage/{item}/accept", follow_redirects=True).text
    taken = client.post(f"/triage/{item}/accept", data={"choice": charlie.ids["contact_id"]})
    assert taken.status_code == 404


def test_what_a_note_asks_for_in_vain_is_said_on_the_line(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        jane = person(session, alice.id).id
    note = "remind someday; ask: would you write a recommendation?"
    hand_over(store, alice, note=note, from_address="jane@example.org", counterparts=[jane])
    page = client.get(f"/people/{jane}").text
    assert "remind: no coming day was found" in page
    assert "This asks for their good name" in page
    assert "would you write a recommendation?" in page


@pytest.mark.parametrize(
    ("moment", "said"), [(ago(days=2).replace(tzinfo=None), "those that stand in it"), (None, "names no date")]
)
def test_a_date_that_is_not_sure_is_never_shown_as_one(
    client: FlaskClient, store: Store, alice: User, moment, said: str
) -> None:
    with store() as session:
        jane = person(session, alice.id).id
        arrival = Arrival(
            key="inner", direction="in", received_at=ago(hours=1), from_address="jane@example.org", subject="Coffee?",
            via=Via.FORWARD, counterparts=[jane],
        )  # fmt: skip
        message, _ = handed_over.arrive(
            session, alice.id, arrival, Handing("outer", ago(hours=1), "forward", "", moment)
        )
        assert message.at == (moment.replace(tzinfo=UTC) if moment else arrival.received_at)
    assert said in client.get(f"/people/{jane}").text


def test_undo_on_the_timeline_takes_the_note_s_day_back_and_its_undo_brings_it(
    client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        jane = person(session, alice.id).id
    hand_over(store, alice, note="remind in 2 days to call", from_address="jane@example.org", counterparts=[jane])
    with store() as session:
        line = session.scalars(select(Interaction.id)).one()
    page = client.post(f"/lines/{line}/undo", follow_redirects=True).text
    with store() as session:
        assert session.scalars(select(FollowUp).where(FollowUp.deleted_at.is_(None))).all() == []
    back = re.search(r'action="(/lines/\w+/redo[^"]*)"', page)
    assert back
    client.post(back[1])
    with store() as session:
        assert session.scalars(select(FollowUp).where(FollowUp.deleted_at.is_(None))).one().text == "call"
