"""Users: passwords, set-up, log-ins that are counted, and sessions that end."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from tests.servers.system import PATIENCE
from webapp.db import transaction
from webapp.models import AuditEntry, LoginAttempt, SetupToken, User, UserSession, utcnow
from webapp.services import users
from webapp.services.errors import NotFound, Refused

PASSWORD = "correct horse battery"
HERE = "192.0.2.1"


@pytest.fixture
def dora(session: Session) -> User:
    """A user who can log in."""
    return users.create(session, "Dora@Example.org", PASSWORD, " Dora\x00 ")


def test_a_user_is_kept_without_the_password(dora: User) -> None:
    assert (dora.email, dora.name) == ("dora@example.org", "Dora")
    assert dora.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORD not in dora.password_hash


@pytest.mark.parametrize(
    "password",
    [
        "",
        "short",
        "x" * 11,
        "x" * 257,
        "password1234",
        "PASSWORD1234",
        "aaaaaaaaaaaaaa",
        "abababababab",
        "nul\x00 in between",
    ],
)
def test_a_password_that_is_easy_to_guess_or_cannot_be_typed_is_refused(session: Session, password: str) -> None:
    with pytest.raises(Refused) as refusal:
        users.create(session, "eve@example.org", password)
    assert refusal.value.field == "password"


@pytest.mark.parametrize(
    "email", ["", "eve", "dora@example.org", "DORA@EXAMPLE.ORG", "a\x00@example.org", "a\u200d@x\u200d.example"]
)
def test_an_address_that_is_none_or_taken_is_refused(session: Session, dora: User, email: str) -> None:
    with pytest.raises(Refused) as refusal:
        users.create(session, email, PASSWORD)
    assert refusal.value.field == "email"


def test_the_right_password_is_known_in_any_writing_of_the_address(session: Session, dora: User) -> None:
    assert users.verify(session, " DORA@example.org ", PASSWORD, HERE) is dora
    assert users.by_email(session, "DORA@example.org") is dora


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("dora@example.org", "wrong"),
        ("nobody@example.org", PASSWORD),
        ("", ""),
        ("\x00", "\x00"),
        ("dora@example.org", "\ud800"),
    ],
)
def test_an_unknown_user_and_a_wrong_password_get_the_same_answer(
    session: Session, dora: User, email: str, password: str
) -> None:
    assert users.verify(session, email, password, HERE) is None
    session.flush()


def test_a_megabyte_of_password_is_not_hashed_whole(session: Session, dora: User) -> None:
    assert users.verify(session, "dora@example.org", PASSWORD + "x" * 1_000_000, HERE) is None


def test_an_unknown_user_costs_a_hash_too(session: Session, dora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = list[str]()
    real = users._matches
    monkeypatch.setattr(users, "_matches", lambda stored, password: (hashed.append(stored), real(stored, password))[1])
    users.verify(session, "nobody@example.org", PASSWORD, HERE)
    assert hashed[0].startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def fail(session: Session, who: str, times: int, age: timedelta = timedelta()) -> None:
    session.add_all(LoginAttempt(who=who, at=utcnow() - age) for _ in range(times))
    session.flush()


@pytest.mark.parametrize("who", ["dora@example.org", HERE])
def test_too_many_failures_shut_the_account_and_the_network_address(session: Session, dora: User, who: str) -> None:
    fail(session, who, users.ATTEMPTS_PER_HOUR - 1)
    assert users.verify(session, "dora@example.org", PASSWORD, HERE) is dora
    fail(session, who, 1)
    assert users.verify(session, "dora@example.org", PASSWORD, HERE) is None


def test_the_failures_of_others_shut_nobody_out(session: Session, dora: User) -> None:
    fail(session, "198.51.100.1", 99)
    fail(session, "nobody@example.org", 99)
    assert users.verify(session, "dora@example.org", PASSWORD, HERE) is dora


def test_failures_are_forgotten_after_an_hour(session: Session, dora: User) -> None:
    fail(session, HERE, 99, age=timedelta(minutes=61))
    assert users.verify(session, "dora@example.org", PASSWORD, HERE) is dora
    assert session.scalar(select(func.count()).select_from(LoginAttempt)) == 0


def test_each_failure_counts_for_both_sides(session: Session, dora: User) -> None:
    users.verify(session, "dora@example.org", "wrong", HERE)
    assert sorted(session.scalars(select(LoginAttempt.who))) == [HERE, "dora@example.org"]


def test_a_session_is_known_by_its_token_of_which_only_the_hash_is_kept(session: Session, dora: User) -> None:
    token = users.sign_in(session, dora, "Browser\x00 " * 100)
    row = users.session_of(session, token)
    assert row is not None
    assert row.user_id == dora.id
    assert token not in str(vars(row))
    assert users.session_of(session, token + "x") is None
    assert users.session_of(session, "") is None


def test_a_session_ends_with_the_log_out(session: Session, dora: User) -> None:
    token, other = users.sign_in(session, dora), users.sign_in(session, dora)
    users.sign_out(session, token)
    assert users.session_of(session, token) is None
    assert users.session_of(session, other) is not None
    users.sign_out(session, token)


def test_a_new_password_ends_every_session_of_that_user(session: Session, dora: User) -> None:
    eve = users.create(session, "eve@example.org", PASSWORD)
    tokens = [users.sign_in(session, dora) for _ in range(2)]
    hers = users.sign_in(session, eve)
    users.set_password(session, dora, "another long word")
    session.expire_all()
    assert [users.session_of(session, token) for token in tokens] == [None, None]
    assert users.session_of(session, hers) is not None
    assert users.verify(session, dora.email, PASSWORD, HERE) is None
    assert users.verify(session, dora.email, "another long word", HERE) is dora


@pytest.mark.parametrize(
    ("column", "limit"), [("last_seen_at", users.IDLE_LIMIT), ("created_at", users.LIFETIME)], ids=["idle", "lifetime"]
)
def test_a_session_ends_by_itself(session: Session, dora: User, column: str, limit: timedelta) -> None:
    token = users.sign_in(session, dora)
    row = session.scalars(select(UserSession)).one()
    setattr(row, column, utcnow() - limit + timedelta(minutes=1))
    assert users.session_of(session, token) is row
    setattr(row, column, utcnow() - limit - timedelta(minutes=1))
    assert users.session_of(session, token) is None


def test_a_page_that_is_open_is_noted_for_its_user(session: Session, dora: User) -> None:
    users.sign_in(session, dora)
    row = session.scalars(select(UserSession)).one()
    row.last_seen_at = utcnow() - timedelta(hours=1)
    just_now = utcnow() - timedelta(seconds=10)
    assert users.page_open_since(session, just_now) == set()
    users.seen(session, row.id)
    assert users.page_open_since(session, just_now) == {dora.id}


def test_nobody_is_found_by_an_unknown_address(session: Session, dora: User) -> None:
    with pytest.raises(NotFound):
        users.by_email(session, "nobody@example.org")


def test_the_set_up_makes_the_first_user_and_uses_its_token_up(session: Session) -> None:
    token = users.make_setup_token(session)
    assert users.setup_token(session, token) is not None
    assert not users.has_users(session)
    first = users.set_up(session, token, "first@example.org", PASSWORD, "First")
    assert (first.email, first.name) == ("first@example.org", "First")
    assert users.setup_token(session, token) is None
    with pytest.raises(Refused):
        users.set_up(session, token, "second@example.org", PASSWORD)


def test_a_set_up_with_a_field_that_is_wrong_leaves_the_token_good(session: Session) -> None:
    token = users.make_setup_token(session)
    with pytest.raises(Refused) as refusal:
        users.set_up(session, token, "first@example.org", "short")
    assert refusal.value.field == "password"
    assert users.setup_token(session, token) is not None


def test_a_token_ends_after_its_time_and_with_the_next_one(session: Session) -> None:
    old = users.make_setup_token(session)
    new = users.make_setup_token(session)
    assert users.setup_token(session, old) is None
    session.scalars(select(SetupToken)).one().expires_at = utcnow() - timedelta(seconds=1)
    session.flush()
    assert users.setup_token(session, new) is None
    for token in (old, new, "", "\x00", "guess"):
        with pytest.raises(Refused) as refusal:
            users.set_up(session, token, "first@example.org", PASSWORD)
        assert refusal.value.field == "token"


def test_of_two_set_ups_at_once_one_makes_the_first_user(sessions: sessionmaker[Session]) -> None:
    with transaction(sessions) as session:
        tokens = ["one", "two"]  # as two processes leave them that started at the same moment
        later = utcnow() + timedelta(minutes=5)
        session.add_all(SetupToken(token_hash=users.hash_token(token), expires_at=later) for token in tokens)
    barrier, refused = Barrier(2), list[str]()

    def set_up(token: str) -> None:
        try:
            with transaction(sessions) as session:
                barrier.wait(timeout=PATIENCE)
                users.set_up(session, token, f"{token}@example.org", PASSWORD)
        except Refused as refusal:
            refused.append(refusal.field)

    threads = [Thread(target=set_up, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["token"]
    with transaction(sessions) as session:
        assert len(session.scalars(select(User)).all()) == 1


def test_what_matters_for_trust_is_noted(session: Session, dora: User) -> None:
    token = users.sign_in(session, dora)
    users.verify(session, dora.email, "wrong", HERE)
    users.sign_out(session, token)
    users.set_password(session, dora, "another long word")
    session.flush()
    noted = sorted(session.scalars(select(AuditEntry.what)))
    assert noted == ["log-in refused", "password changed", "signed in", "signed out", "user made"]
