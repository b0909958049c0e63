"""What is deleted for more than thirty days is gone, whatever it was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select, update

from tests.web.conftest import Store
from tests.web.make import everything_of, person
from webapp.domain.agenda import Part
from webapp.models import Base, User, new_id, utcnow
from webapp.services import agendas, deleted, gives, knowing, quick_notes
from webapp.services.gives import InterviewCard
from webapp.views.deleted import KINDS

MARKED: list[Any] = [one.class_ for one in Base.registry.mappers if "deleted_at" in one.columns]


def test_whatever_can_be_deleted_is_gone_for_good_in_the_end(
    app: Flask, client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        everything_of(session, alice, "Lee Moss", app.config["SETTINGS"].secrets_dir)
    kept = []
    for model in MARKED:
        with store() as session:
            standing = session.scalars(select(model.id).where(model.deleted_at.is_(None))).all()
            session.execute(update(model).where(model.id.in_(standing)).values(deleted_at=utcnow()))
            deleted.purge(session, utcnow() + timedelta(days=4000))
            kept += [model.__name__ for one in session.scalars(select(model.id)) if one in standing]
            session.rollback()
    assert len(MARKED) > 15
    assert kept == []


def test_a_note_a_question_and_who_knows_whom_are_listed_and_come_back(
    client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        ana, bo = person(session, alice.id, "Ana"), person(session, alice.id, "Bo")
        talk = gives.plan_interview(session, alice.id, ana.id, InterviewCard("Data", utcnow()))
        asked = agendas.add(session, alice.id, talk.id, part=Part.ADVICE, text="What would you do?")
        agendas.remove(session, alice.id, asked.id)
        noted = quick_notes.noted(session, alice.id, talk.id, key=new_id(), text="They moved")
        quick_notes.delete(session, alice.id, noted.id)
        knowing.delete(session, alice.id, knowing.knows(session, alice.id, ana.id, other_id=bo.id).id)
    page = LexborHTMLParser(client.get("/deleted").text)
    listed = {one.css_first(".row-name").text().strip(): one for one in page.css("main li.row")}
    pair = next(name for name in listed if "Ana" in name)
    assert (set(listed), set(pair.split(" – "))) == ({"What would you do?", "They moved", pair}, {"Ana", "Bo"})
    for one in listed.values():
        assert client.post(one.css_first("form").attributes["action"], follow_redirects=True).status_code == 200
    assert "Nothing is deleted." in client.get("/deleted").text


def test_all_that_is_listed_as_deleted_has_its_way_back() -> None:
    assert {model.__tablename__ for model in deleted.WORDS} == set(KINDS)
