"""A mail found in Sent and the letter that it is: what follows surely, what is only proposed, and both taken back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, exchange, mail, on, person, questions, received, sent
from tests.services.say import asking, owed
from webapp.domain.evidence import AskState
from webapp.models import (
    Ask,
    AskKind,
    Contact,
    DutyKind,
    FollowUp,
    Interaction,
    Letter,
    LetterKind,
    OutcomeKind,
    Use,
)
from webapp.services import asks, interactions, letters_sent
from webapp.services.asks import AskCard

pytestmark = SQLITE_ALONE

BODY = "Dear Ana, I am moving from teaching to data, and would like to ask you for fifteen minutes of your time."


def letter(session: Session, contact: Contact, kind: LetterKind = LetterKind.APPROACH, **more: Any) -> Letter:
    """A letter of day 2, which is mail 7 where it is sent as it is."""
    row = Letter(
        user_id=contact.user_id, contact_id=contact.id, kind=kind,
        **{"message_id": "<7>", "subject": "Mail 7", "body": BODY, "created_at": on(2), "updated_at": on(2)} | more,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def drafted(session: Session, contact: Contact) -> Ask:
    return asks.make(session, contact.user_id, contact.id, AskCard(AskKind.INFORMATION, "How did you begin?"))


def post(session: Session, contact: Contact, number: int = 7, text: str = BODY, **more: Any) -> Interaction:
    subject = more.pop("subject", "Mail 7")
    return mail(session, contact, replace(sent(number, 3, text=text, new_text=text, **more), subject=subject))


def posted_alike(session: Session, contact: Contact, **more: Any) -> Interaction:
    """The letter with another Message-ID and a word changed, as a mail program sends what was copied into it."""
    return post(session, contact, 8, BODY.replace("fifteen", "twenty"), subject="Re: Mail 7", **more)


def used(session: Session, contact: Contact, text: str = "Wrote.") -> Use:
    outcome = asks.obtained(
        session, contact.user_id, contact.id, kind=OutcomeKind.ADVICE, text=f"Advice: {text}", at=on(1)
    )
    return asks.used(session, contact.user_id, contact.id, text=text, outcome_id=outcome.id, at=on(2))


def test_a_mail_with_the_message_id_of_a_letter_is_that_letter_however_it_was_changed(
    session: Session, ana: Contact
) -> None:
    row = letter(session, ana)
    line = post(session, ana, text="Something else.", subject="Another subject")
    assert (row.sent_line, row.sent_sure) == (line.id, True)


def test_a_sent_approach_letter_makes_its_ask_until_the_day_of_the_call(session: Session, ana: Contact) -> None:
    ask = drafted(session, ana)
    letter(session, ana, ask_id=ask.id, call_on=on(8).date())
    line = post(session, ana, **asking("How did you begin?", "information"))
    assert (ask.state, ask.interaction_id, ask.follow_up_on) == (AskState.MADE, line.id, on(8).date())
    assert questions(session, ana.user_id) == []
    assert session.scalars(select(FollowUp)).all() == []


def test_a_call_without_an_ask_is_a_follow_up_on_its_day(session: Session, ana: Contact) -> None:
    letter(session, ana, call_on=on(8).date())
    line = post(session, ana)
    (call,) = session.scalars(select(FollowUp))
    assert (call.due_on, call.deleted_at) == (on(8).date(), None)
    interactions.undo(session, ana.user_id, line.id)
    assert call.deleted_at is not None
    interactions.redo(session, ana.user_id, line.id)
    assert session.scalars(select(FollowUp)).all() == [call]
    assert call.deleted_at is None


def test_a_sent_thank_you_letter_settles_what_it_is_for(session: Session, ana: Contact) -> None:
    first, second = (
        interactions.log_meeting(session, ana.user_id, ana.id, at=on(day), summary="Coffee") for day in (1, 1.5)
    )
    letter(session, ana, LetterKind.THANK_YOU, settles=first.id)
    post(session, ana)
    assert owed(session, DutyKind.THANKS) == [second.id]


def test_a_sent_report_tells_of_its_use(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    first, second = used(session, ana), used(session, ana, "Called.")
    letter(session, ana, LetterKind.REPORT_BACK, use_id=first.id)
    post(session, ana)
    assert owed(session, DutyKind.REPORT_BACK) == [second.id]


def test_the_undone_line_of_a_letter_lets_go_of_all_that_followed_and_takes_it_up_again(
    session: Session, ana: Contact
) -> None:
    ask = drafted(session, ana)
    row = letter(session, ana, ask_id=ask.id)
    line = post(session, ana)
    interactions.undo(session, ana.user_id, line.id)
    assert (row.sent_line, row.sent_sure, ask.state, ask.made_at) == (None, False, AskState.DRAFTED, None)
    interactions.redo(session, ana.user_id, line.id)
    assert (row.sent_line, row.sent_sure, ask.state) == (line.id, True, AskState.MADE)


def test_a_mail_that_is_nearly_the_letter_is_linked_and_only_proposes(session: Session, ana: Contact) -> None:
    ana.created_at = on(0)  # of what is long past nothing is asked
    ask = drafted(session, ana)
    row = letter(session, ana, ask_id=ask.id)
    line = posted_alike(session, ana, **asking())
    assert (row.sent_line, row.sent_sure, ask.state) == (line.id, False, AskState.DRAFTED)
    assert questions(session, ana.user_id) == [("proposed_ask", [ask.id])]


def test_what_looks_like_a_thank_you_letter_is_asked_about(session: Session, ana: Contact) -> None:
    met = interactions.log_meeting(session, ana.user_id, ana.id, at=on(1), summary="Coffee")
    letter(session, ana, LetterKind.THANK_YOU, settles=met.id)
    line = posted_alike(session, ana)
    assert questions(session, ana.user_id) == [("thank_you", [met.id])]
    interactions.thanks(session, ana.user_id, line.id, False)
    assert questions(session, ana.user_id) == []


def test_what_looks_like_a_report_is_asked_about(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    use = used(session, ana)
    letter(session, ana, LetterKind.REPORT_BACK, use_id=use.id)
    posted_alike(session, ana)
    assert questions(session, ana.user_id) == [("report_back", [use.id])]


def test_the_user_can_say_that_it_is_the_letter_and_that_it_is_not(session: Session, ana: Contact) -> None:
    ask = drafted(session, ana)
    row = letter(session, ana, ask_id=ask.id)
    line = posted_alike(session, ana)
    letters_sent.confirm(session, ana.user_id, row.id)
    assert (row.sent_sure, ask.state) == (True, AskState.MADE)
    letters_sent.unlink(session, ana.user_id, row.id)
    assert (row.sent_line, row.sent_sure, ask.state) == (None, False, AskState.DRAFTED)
    assert line.undone_at is None


def test_the_letter_itself_takes_the_place_of_a_mail_that_only_looked_like_it(session: Session, ana: Contact) -> None:
    row = letter(session, ana)
    posted_alike(session, ana)
    line = post(session, ana, text="As sent")
    assert (row.sent_line, row.sent_sure) == (line.id, True)


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Another thing"},
        {"body": "Quite another text, about the weather and the cup that we did not have."},
        {"created_at": on(-60), "updated_at": on(-40)},
        {"created_at": on(4), "updated_at": on(4)},
        {"kind": LetterKind.PHONE_SCRIPT},
        {"deleted_at": on(2)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_no_other_mail_is_taken_for_the_letter(session: Session, ana: Contact, change: dict[str, Any]) -> None:
    row = letter(session, ana, **change)
    posted_alike(session, ana)
    assert row.sent_line is None


def test_a_mail_to_somebody_else_is_not_the_letter(session: Session, ana: Contact) -> None:
    row = letter(session, ana)
    posted_alike(session, person(session, ana.user_id, "Bob"))
    assert row.sent_line is None


def test_what_comes_in_is_no_letter_of_the_user(session: Session, ana: Contact) -> None:
    row = letter(session, ana)
    mail(session, ana, replace(received(8, 3, text=BODY, new_text=BODY), subject="Mail 7"))
    assert row.sent_line is None


def test_of_two_letters_a_mail_is_the_one_that_it_is_most_like(session: Session, ana: Contact) -> None:
    letter(session, ana, message_id="<70>", body=BODY.replace("data", "gardens"), created_at=on(2) + timedelta(1 / 24))
    row = letter(session, ana)
    posted_alike(session, ana)
    assert row.sent_line is not None
