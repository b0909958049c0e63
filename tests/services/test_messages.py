"""Mail that arrived: once, wherever its copies lie, and where the user put it."""

from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from sqlite3 import Connection

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.services.make import arrive, line, mail, on, person, questions, received, sent, user
from webapp.db import make_engine, make_sessions
from webapp.domain.evidence import Phase
from webapp.models import Base, Contact, Interaction, Message, MessageReference, TriageItem
from webapp.services import interactions, messages
from webapp.services.errors import Refused
from webapp.services.messages import when_written


@pytest.mark.parametrize(
    ("date", "counts"),
    [(None, on(5)), (on(3), on(3)), (on(5), on(5)), (on(6), on(5)), (on(5) - timedelta(days=366 * 31), on(5))],
)
def test_a_mail_counts_from_its_date_where_that_can_be_true(date: object, counts: object) -> None:
    assert when_written(date, on(5)) == counts


def test_a_second_copy_adds_nothing(session: Session, ana: Contact) -> None:
    arrival = received(1, 1, refs=(7, 8, 7), counterparts=[ana.id])
    assert arrive(session, ana.user_id, arrival).id == arrive(session, ana.user_id, replace(arrival)).id
    for model, number in ((Message, 1), (Interaction, 1), (MessageReference, 2)):
        assert session.scalar(select(func.count()).select_from(model)) == number


def test_a_mail_without_a_date_is_dated_by_its_first_copy_on_every_timeline(session: Session, ana: Contact) -> None:
    ben = person(session, ana.user_id, "Ben")
    copy = replace(received(1, 3, counterparts=[ana.id], copied=[ben.id]), date=None)
    message = arrive(session, ana.user_id, copy)
    arrive(session, ana.user_id, replace(copy, received_at=on(2), copied=[]))
    arrive(session, ana.user_id, replace(copy, received_at=on(9)))
    assert {message.at, line(session, message, ana).at, line(session, message, ben).at} == {on(2)}
    assert session.scalars(select(TriageItem)).one().at == on(2)


def test_a_mail_that_names_no_message_answers_nothing(session: Session, ana: Contact) -> None:
    mail(session, ana, replace(sent(1, 0), message_id=""))
    stray = mail(session, ana, replace(received(2, 1), references=["", ""]))
    assert (stray.grade, ana.phase) == ("C", Phase.INITIATE)


def test_a_mail_that_was_moved_stays_where_the_user_put_it(session: Session, ana: Contact) -> None:
    ben = person(session, ana.user_id, "Ben")
    mail(session, ana, sent(1, 0))
    stray = mail(session, ana, received(2, 1, refs=(1,)))
    moved = interactions.move(session, ana.user_id, stray.id, ben.id)
    mail(session, ana, received(2, 1, refs=(1,), later=3))
    assert (ana.phase, stray.undone_at is not None) == (Phase.INITIATE, True)
    assert (moved.contact_id, moved.accepted_at is not None, moved.undone_at) == (ben.id, True, None)


def test_a_mail_can_be_moved_back(session: Session, ana: Contact) -> None:
    ben = person(session, ana.user_id, "Ben")
    mail(session, ana, sent(1, 0))
    first = mail(session, ana, received(2, 1, refs=(1,)))
    there = interactions.move(session, ana.user_id, first.id, ben.id)
    back = interactions.move(session, ana.user_id, there.id, ana.id)
    assert (back.id, back.undone_at, ana.phase) == (first.id, None, Phase.OBTAIN)


def test_a_mail_is_not_moved_to_where_it_is(session: Session, ana: Contact) -> None:
    here = mail(session, ana, received(2, 1))
    with pytest.raises(Refused):
        interactions.move(session, ana.user_id, here.id, ana.id)


def test_what_was_logged_by_hand_is_not_moved(session: Session, ana: Contact) -> None:
    ben = person(session, ana.user_id, "Ben")
    meeting = interactions.log_meeting(session, ana.user_id, ana.id, at=on(1), summary="Coffee")
    with pytest.raises(Refused):
        interactions.move(session, ana.user_id, meeting.id, ben.id)


def test_a_person_in_copy_can_be_made_the_one_who_wrote(session: Session, ana: Contact) -> None:
    ben = person(session, ana.user_id, "Ben")
    message = arrive(session, ana.user_id, received(2, 1, counterparts=[ana.id], copied=[ben.id]))
    moved = interactions.move(session, ana.user_id, line(session, message, ana).id, ben.id)
    assert (moved.copied, line(session, message, ana).undone_at is not None) == (False, True)


def test_a_stranger_in_a_known_thread_is_asked_about_once(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    stranger = received(
        2, 1, refs=(1,), from_address="x@else.example", stranger="x@else.example", from_name="Carla Ruiz"
    )
    arrive(session, ana.user_id, stranger)
    arrive(session, ana.user_id, stranger)
    assert questions(session, ana.user_id) == [("stranger", [ana.id])]


def test_an_automatic_mail_of_a_stranger_is_not_asked_about(session: Session, ana: Contact) -> None:
    arrive(session, ana.user_id, received(2, 1, refs=(1,), stranger="x@else.example", automatic=True))
    assert questions(session, ana.user_id) == []


def test_a_stranger_whose_address_became_somebodys_is_asked_about_no_longer(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    arrive(session, ana.user_id, received(2, 1, refs=(1,), stranger="ana@people.example"))
    mail(session, ana, received(2, 1, refs=(1,)))
    assert (questions(session, ana.user_id), ana.phase) == ([], Phase.OBTAIN)


def test_the_ids_of_sent_mail_are_those_of_the_user(session: Session, ana: Contact, charlie: str) -> None:
    mail(session, ana, sent(1, 0))
    mail(session, ana, replace(sent(2, 0), message_id=""))
    mail(session, ana, received(3, 1))
    arrive(session, charlie, sent(4, 0))
    assert messages.sent_ids(session, ana.user_id).keys() == {"<1>"}


def test_a_mail_is_found_among_many_of_its_sender_without_looking_at_each(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'test.db'}")
    Base.metadata.create_all(engine)
    with make_sessions(engine)() as session:
        alice = user(session, "alice@example.org")

        def steps(number: int) -> int:
            """How much the database has to do for one more mail, in hundreds of its steps."""
            done = count()
            connection = session.connection().connection.driver_connection
            assert isinstance(connection, Connection)
            connection.set_progress_handler(lambda: next(done) < 0, 100)
            messages.mail_arrived(session, alice, received(number, number / 100))
            session.flush()
            connection.set_progress_handler(None, 0)
            return next(done)

        for number in range(10):
            steps(number)
        few = steps(10)
        for number in range(11, 400):
            steps(number)
        assert steps(400) <= few + 2
    engine.dispose()
