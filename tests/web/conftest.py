"""The web application on a fresh SQLite file: alice is signed in, charlie is a stranger who has one of everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.web.make import PASSWORD, ago, exchange, mail, person
from webapp.app import create_app
from webapp.config import Settings
from webapp.domain.evidence import AskState
from webapp.extensions import db
from webapp.models import AskKind, Base, OutcomeKind, TriageItem, User, UserSession, Way, utcnow
from webapp.services import asks, gives, mailboxes, triage, users
from webapp.services.gives import InterviewCard
from webapp.services.mailboxes import MailboxCard

Store = Callable[[], AbstractContextManager[Session]]


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """The application with an empty database; forms need no token unless `csrf_client` is asked for."""
    settings = Settings(
        data_dir=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'test.db'}",
        secret_key="0123456789abcdef0123456789abcdef",
        testing=True,
    )
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        Base.metadata.create_all(db.engine)
    return app


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
    secrets_dir: Path = app.config["SETTINGS"].secrets_dir
    with store() as session:
        user = users.create(session, "charlie@example.org", PASSWORD, "Charlie")
        users.sign_in(session, user)
        contact = person(session, user.id, "Sam Park", organisation="Park & Sons", note="Sings in a choir.")
        ask = asks.make(
            session, user.id, contact.id, asks.AskCard(AskKind.ADVICE, "Charlie's ask", made_at=ago(days=4))
        )
        _, reply = exchange(session, contact, "Charlie's mail")
        outcome = asks.obtained(
            session, user.id, contact.id, kind=OutcomeKind.ADVICE, text="Charlie's outcome", interaction_id=reply.id
        )
        use = asks.used(session, user.id, contact.id, text="Charlie's use", outcome_id=outcome.id)
        give = gives.given(session, user.id, contact.id, way=Way.SHARE, text="Charlie's give")
        card = InterviewCard("Charlie's interview", utcnow() - timedelta(hours=2))
        interview = gives.plan_interview(session, user.id, contact.id, card)
        follow_up = gives.follow_up(session, user.id, contact.id, due_on=utcnow().date(), text="Charlie's follow-up")
        mail(session, contact, "in", "An unverified mail", subject="Charlie's question")
        item = session.scalars(select(TriageItem).where(TriageItem.user_id == user.id)).first()
        mailbox_card = MailboxCard("charlie@example.org", "imap.example.org", password="secret word")
        mailbox = mailboxes.add(session, user.id, mailbox_card, secrets_dir)
        never = triage.add_never(session, user.id, "@spam.example.org")
        signed_in = session.scalars(select(UserSession).where(UserSession.user_id == user.id)).one()
        assert item is not None
        assert ask.state is not AskState.DRAFTED
        return Stranger(
            user.id,
            {
                "contact_id": contact.id, "ask_id": ask.id, "interaction_id": reply.id, "outcome_id": outcome.id,
                "use_id": use.id, "give_id": give.id, "interview_id": interview.id, "follow_up_id": follow_up.id,
                "item_id": item.id, "mailbox_id": mailbox.id, "never_id": never.id, "session_id": signed_in.id,
            },
        )  # fmt: skip
