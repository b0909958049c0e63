"""The web application on a fresh SQLite file: alice is signed in, charlie is a stranger who has one of everything."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.schema import lay
from tests.web.make import PASSWORD, QUICK_HASHER, everything_of
from webapp import sealing
from webapp.app import create_app
from webapp.config import Settings
from webapp.extensions import db
from webapp.models import User
from webapp.services import users

Store = Callable[[], AbstractContextManager[Session]]


@pytest.fixture(scope="session")
def kept_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application of all tests: making its routes, templates and statements anew takes longer than most tests."""
    folder = tmp_path_factory.mktemp("web")
    settings = Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'test.db'}",
        secret_key="0123456789abcdef0123456789abcdef",
        testing=True,
    )
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def app(kept_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The application with an empty database; forms need no token unless `csrf_client` is asked for."""
    monkeypatch.setattr(users, "_HASHER", QUICK_HASHER)
    settings: Settings = kept_app.config["SETTINGS"]
    config, views = dict(kept_app.config), dict(kept_app.view_functions)
    sealing.make_keys(settings.secrets_dir)
    with kept_app.app_context():
        lay(db.engine)
    yield kept_app
    with kept_app.app_context():
        db.engine.dispose()
    shutil.rmtree(settings.data_dir)
    settings.data_dir.mkdir()
    for changed, before in ((kept_app.config, config), (kept_app.view_functions, views)):
        changed.clear()
        changed.update(before)


@pytest.fixture
def store(app: Flask) -> Store:
    """`with store() as session:` is one transaction on the application's database."""

    @contextmanager
    def transaction() -> Iterator[Session]:
        with app.app_context():
            yield db.session()
            db.session.commit()

    return transaction


@pytest.fixture
def alice(store: Store) -> User:
    """The user whose browser `client` is."""
    with store() as session:
        return users.create(session, "alice@example.org", PASSWORD, "Alice")


@pytest.fixture
def anonymous(app: Flask) -> FlaskClient:
    """A browser that nobody is signed in with."""
    return app.test_client()


@pytest.fixture
def client(app: Flask, store: Store, alice: User) -> FlaskClient:
    """Alice's browser."""
    with store() as session:
        token = users.sign_in(session, alice)
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    return browser


@pytest.fixture
def csrf_client(app: Flask, client: FlaskClient) -> FlaskClient:
    """Alice's browser, and forms without a token are refused."""
    app.config["WTF_CSRF_ENABLED"] = True
    return client


@dataclass(frozen=True)
class Stranger:
    """Another user; `ids` has one of their ids for each name of an argument that routes take."""

    user_id: str
    ids: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def charlie(app: Flask, store: Store) -> Stranger:
    """A stranger with full data: whatever of theirs is asked for must not be found."""
    with store() as session:
        user = users.create(session, "charlie@example.org", PASSWORD, "Charlie")
        users.sign_in(session, user)
        ids = everything_of(session, user, "Sam Park", app.config["SETTINGS"].secrets_dir)
        return Stranger(user.id, ids)
