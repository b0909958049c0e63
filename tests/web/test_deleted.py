"""What is deleted for more than thirty days is gone, whatever it was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.web.conftest import Store
from tests.web.make import everything_of
from webapp.models import Base, User, utcnow
from webapp.services import deleted
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


def test_all_that_is_listed_as_deleted_has_its_way_back() -> None:
    assert {model.__tablename__ for model in deleted.WORDS} == set(KINDS)
