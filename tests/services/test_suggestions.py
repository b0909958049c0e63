"""People the user writes with: kept only where asked for, addresses alone, dismissed for good, and forgotten."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from tests.services.make import person
from tests.services.test_contacts import add_mailbox
from webapp.models import FolderEpoch, Suggestion, User, utcnow
from webapp.services import contacts, suggestions
from webapp.services.suggestions import Exchange

BO, CY = "bo@else.example", "cy@else.example"


def ago(days: float) -> datetime:
    return utcnow() - timedelta(days=days)


@pytest.fixture
def on(session: Session, alice: str) -> str:
    """Alice, who switched it on."""
    suggestions.switch(session, alice, on=True)
    session.flush()
    return alice


def wrote(session: Session, user_id: str, days: float, *addresses: str) -> None:
    suggestions.noticed(session, user_id, [Exchange(ago(days), wrote_to=addresses)])
    session.flush()


def answered(session: Session, user_id: str, days: float, address: str = BO) -> None:
    suggestions.noticed(session, user_id, [Exchange(ago(days), answered_by=address)])
    session.flush()


def waiting(session: Session, user_id: str) -> list[str]:
    return [row.address for row in suggestions.waiting(session, user_id)]


def kept(session: Session) -> list[str]:
    return sorted(session.scalars(select(Suggestion.address)))


def test_who_answers_a_mail_of_the_users_is_proposed(session: Session, on: str) -> None:
    wrote(session, on, 5, BO, CY)
    assert waiting(session, on) == []
    answered(session, on, 4)
    assert waiting(session, on) == [BO]


def test_in_one_batch_and_read_twice_it_is_the_same(session: Session, on: str) -> None:
    both = [Exchange(ago(5), wrote_to=(BO,)), Exchange(ago(4), answered_by=BO)]
    for _ in range(2):
        suggestions.noticed(session, on, both)
    (row,) = suggestions.waiting(session, on)
    assert (row.wrote_at, row.answered_at) == (both[0].at, both[1].at)


def test_the_last_answer_comes_first(session: Session, on: str) -> None:
    wrote(session, on, 9, BO, CY)
    answered(session, on, 3, CY)
    answered(session, on, 2, BO)
    assert waiting(session, on) == [BO, CY]


def test_of_whoever_only_writes_to_the_user_nothing_is_kept(session: Session, on: str) -> None:
    answered(session, on, 1)
    assert kept(session) == []


def test_a_mail_from_before_the_user_wrote_is_no_answer(session: Session, on: str) -> None:
    wrote(session, on, 3, BO)
    answered(session, on, 4)
    assert waiting(session, on) == []


def test_nothing_is_kept_unless_it_is_switched_on(session: Session, alice: str) -> None:
    wrote(session, alice, 3, BO)
    assert kept(session) == []


def test_nothing_is_kept_that_is_older_than_a_year(session: Session, on: str) -> None:
    wrote(session, on, 400, BO)
    assert kept(session) == []


def test_addresses_and_days_are_all_there_is() -> None:
    columns = {column.key for column in inspect(Suggestion).columns}
    assert columns == {"id", "user_id", "address", "wrote_at", "answered_at", "dismissed_at", "created_at"}


def test_who_is_dismissed_is_not_proposed_again_though_they_write_on(session: Session, on: str) -> None:
    wrote(session, on, 5, BO)
    answered(session, on, 4)
    (row,) = suggestions.waiting(session, on)
    suggestions.dismiss(session, on, row.id)
    wrote(session, on, 3, BO)
    answered(session, on, 2)
    assert waiting(session, on) == []
    suggestions.propose_again(session, on, row.id)
    assert waiting(session, on) == [BO]


def test_who_became_a_contact_is_proposed_no_longer(session: Session, on: str) -> None:
    wrote(session, on, 5, BO)
    answered(session, on, 4)
    person(session, on, "Bo", "bo+work@else.example")
    assert (waiting(session, on), kept(session)) == ([], [])


def test_whoever_was_deleted_as_a_contact_is_not_proposed(session: Session, on: str) -> None:
    bo = person(session, on, "Bo", BO)
    contacts.delete(session, on, bo.id)
    wrote(session, on, 5, BO)
    assert kept(session) == []


def test_switching_it_off_deletes_all_and_switching_it_on_looks_at_the_last_year(session: Session, on: str) -> None:
    box = add_mailbox(session, on)
    roles = ("inbox", "sent", "drag")
    session.add_all(FolderEpoch(user_id=on, mailbox_id=box.id, folder=role, role=role, uidvalidity=1) for role in roles)
    wrote(session, on, 5, BO)
    suggestions.switch(session, on, on=False)
    assert (kept(session), session.get_one(User, on).suggest_people) == ([], False)
    suggestions.switch(session, on, on=True)
    session.expire_all()
    due = select(FolderEpoch.role).where(FolderEpoch.people_due.is_(True)).order_by(FolderEpoch.role)
    assert session.scalars(due).all() == ["inbox", "sent"]


def test_there_are_never_more_than_the_cap_and_who_answered_or_was_dismissed_stays(
    session: Session, on: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "MOST", 3)
    wrote(session, on, 9, BO)
    answered(session, on, 8)
    wrote(session, on, 7, "a@x.example")
    wrote(session, on, 6, "b@x.example")
    wrote(session, on, 5, "c@x.example", "d@x.example")
    assert kept(session) == [BO, "c@x.example", "d@x.example"]
    for address in ("c@x.example", "d@x.example"):
        answered(session, on, 4, address)
    wrote(session, on, 1, "e@x.example")
    assert kept(session) == [BO, "c@x.example", "d@x.example"]


def test_another_users_addresses_are_their_own(session: Session, on: str, charlie: str) -> None:
    suggestions.switch(session, charlie, on=True)
    wrote(session, on, 5, BO)
    answered(session, charlie, 4)
    assert waiting(session, charlie) == waiting(session, on) == []
