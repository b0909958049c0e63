"""Another user's id is not found, whichever service gets it: every function is walked, so that a new one is covered."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import exchange, mail, on, person, received, user
from webapp import sealing, services
from webapp.db import make_engine, make_sessions
from webapp.domain.agenda import Part
from webapp.domain.people_list import Named
from webapp.models import (
    AskKind,
    AttendeeSource,
    Base,
    EventKind,
    FolderEpoch,
    LetterKind,
    Message,
    Organisation,
    OutcomeKind,
    Permission,
    Suggestion,
    Through,
    TriageItem,
    UserSession,
    Way,
    new_id,
)
from webapp.services import (
    agendas,
    asks,
    attendees,
    contacts,
    digests,
    events,
    favours,
    feeds,
    gives,
    goals,
    hours,
    imports,
    interactions,
    knowing,
    letters,
    log_address,
    mailboxes,
    merges,
    quick_notes,
    referred,
    snoozes,
    triage,
)
from webapp.services.asks import AskCard
from webapp.services.captures import Tap
from webapp.services.contacts import Card
from webapp.services.digests import Wishes
from webapp.services.errors import NotFound
from webapp.services.events import EventCard
from webapp.services.gives import InterviewCard
from webapp.services.letters import About, Words
from webapp.services.mailboxes import MailboxCard

MAILBOX = MailboxCard("alice@example.org", "imap.example.org", password="secret word")
CARDS = {
    "asks": AskCard(AskKind.ADVICE, "How?", made_at=on(0)),
    "contacts": Card("Somebody"),
    "events": EventCard("A meetup", EventKind.GENERAL, on(1), on(2)),
    "gives": InterviewCard("To learn", on(1)),
    "mailboxes": MAILBOX,
}
VALUES = {
    "at": on(1), "day": on(1).date(), "due_on": on(3).date(), "direction": "in", "summary": "Hello", "text": "Words",
    "is_thanks": True, "is_decline": True, "is_introduction": True, "is_agreed": True, "drafted": True,
    "way": Way.SHARE, "since": on(0), "uidvalidity": 1, "folder": "INBOX", "worker": "w", "fence": 0,
    "search": "", "pattern": "@spam.example", "what": "something", "raw": "", "name": "", "mark": "", "item_ids": [],
    "is_log": False, "take": {}, "contact_ids": [], "on": True, "exchanges": [],
    "is_report": True, "part": Part.ADVICE, "key": "made-on-a-phone", "by": 1, "answers": {"learned": "Much"},
    "purpose": "To learn",
    "who_else": "Bo Lind", "may_use_name": True, "zone": UTC,
    "minutes": 30, "through": Through.PEOPLE, "today": on(0).date(),
    "title": "A story", "deleted_at": on(1), "research_notes": "They ship.", "other": "Kim", "owes": True,
    "wishes": Wishes(),
    "permission": Permission.YES, "done": "I called", "result": "Tea",
    "people": [Named("Bo Lind")], "source": AttendeeSource.TYPED, "now": on(2), "begins": on(0), "ends": on(3),
    "attendee_ids": [], "common_ground": "old maps", "agreed": True,
    "about": About(LetterKind.GIVE), "words": Words(body="Some news."),
    "tap": Tap("made-on-a-phone", on(1), name="Lee Moss"),
}  # fmt: skip
# The rule itself, and what reads for a contact that was found by it.
INNER = {"scope", "evidence"}


@dataclass(frozen=True)
class World:
    """One of everything: ids by the name of the argument that takes them, and rows for the functions that take rows."""

    user_id: str
    ids: dict[str, str]
    rows: dict[str, list[Any]]


def world(session: Session, user_id: str, secrets_dir: Path) -> World:
    """Give a user one of everything."""
    contact = person(session, user_id, "Sam")
    _, reply = exchange(session, contact)
    ask = asks.make(session, user_id, contact.id, CARDS["asks"])
    outcome = asks.obtained(
        session, user_id, contact.id, kind=OutcomeKind.ADVICE, text="Write", interaction_id=reply.id
    )
    use = asks.used(session, user_id, contact.id, text="Wrote", outcome_id=outcome.id)
    interview = gives.plan_interview(session, user_id, contact.id, CARDS["gives"])
    follow_up = gives.follow_up(session, user_id, contact.id, due_on=on(3).date(), text="Call")
    give = gives.given(session, user_id, contact.id, way=Way.SHARE, text="News")
    mail(session, contact, received(9, 3))
    item = session.scalars(select(TriageItem).where(TriageItem.user_id == user_id)).one()
    mailbox = mailboxes.add(session, user_id, MAILBOX, secrets_dir)
    epoch = FolderEpoch(user_id=user_id, mailbox_id=mailbox.id, folder="INBOX", role="inbox", uidvalidity=1)
    drop = log_address.create(session, user_id, mailbox.id)
    feed, _ = feeds.make(session, user_id)
    digests.change(session, user_id, mailbox.id, Wishes(daily=True))
    never = triage.add_never(session, user_id, "@spam.example")
    signed_in = UserSession(user_id=user_id, token_hash=f"token of {user_id}")
    suggested = Suggestion(user_id=user_id, address="bo@else.example")
    session.add_all([epoch, signed_in, suggested])
    imported = imports.ask_for(
        session, user_id, name="a", path="/nowhere", kind="mbox", size=1, sent=False, upload=True
    )
    other, gone = (person(session, user_id, name) for name in ("Kim", "Gone"))
    merge = merges.merge(session, user_id, other.id, gone.id, {})
    referral = referred.refer(session, user_id, contact.id, name="Bo Lind", permission=Permission.YES)
    place = Organisation(user_id=user_id, name="Acme")
    session.add(place)
    owed = favours.note(session, user_id, contact.id, other=other.name, text="A flat", owes=True)
    story = goals.tell(session, user_id, title="A story", text="It went well.")
    pair = knowing.knows(session, user_id, contact.id, other_id=other.id)
    point = agendas.add(session, user_id, interview.id, part=Part.ADVICE, text="How?")
    note = quick_notes.noted(session, user_id, interview.id, key=f"key-of-{user_id}", text="Write first")
    about, words = VALUES["about"], VALUES["words"]
    letter, _ = letters.write(session, user_id, contact.id, new_id(), about, words, on(0).date())
    entry = hours.add(session, user_id, 30, Through.PEOPLE, on(0).date())
    event = events.add(session, user_id, CARDS["events"])
    guest = attendees.add_all(session, user_id, event.id, VALUES["people"], AttendeeSource.TYPED).new[0]
    put_off = snoozes.put_off(session, user_id, "follow-ups", follow_up.id, on(9).date())
    session.flush()
    thread_id = session.scalars(select(Message.thread_id).where(Message.id == reply.message_row)).one()
    ids = {
        "contact_id": contact.id, "interaction_id": reply.id, "ask_id": ask.id, "outcome_id": outcome.id,
        "use_id": use.id, "interview_id": interview.id, "follow_up_id": follow_up.id, "give_id": give.id,
        "item_id": item.id, "mailbox_id": mailbox.id, "epoch_id": epoch.id, "row_id": never.id, "settles": reply.id,
        "session_id": signed_in.id, "log_address_id": drop.id, "feed_id": feed.id, "thread_id": thread_id,
        "address_id": contacts.addresses_of(session, contact)[0].id, "other_id": other.id, "kept_id": contact.id,
        "gone_id": other.id, "merge_id": merge.id, "suggestion_id": suggested.id,
        "event_id": event.id, "attendee_id": guest.id,
        "letter_id": letter.id, "referral_id": referral.id, "referred_id": other.id, "knows_id": pair.id,
        "organisation_id": place.id, "favour_id": owed.id, "story_id": story.id,
        "import_id": imported.id, "entry_id": entry.id, "agenda_item_id": point.id, "quick_note_id": note.id,
        "snooze_id": put_off.id,
    }  # fmt: skip
    return World(user_id, ids, {"asks": [ask, outcome, use], "gives": [give, follow_up]})


def functions() -> list[tuple[str, Callable[..., Any]]]:
    """Every public function of a service that takes a user's id."""
    found = []
    for module in pkgutil.iter_modules(services.__path__):
        loaded = importlib.import_module(f"webapp.services.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            public = function.__module__ == loaded.__name__ and not name.startswith("_")
            if public and "user_id" in inspect.signature(function).parameters:
                found.append((f"{module.name}.{name}", function))
    return found


def foreign(function: Callable[..., Any]) -> list[str]:
    """The parameters of a function that take an id or a row."""
    names = inspect.signature(function).parameters
    return [name for name in names if (name.endswith("_id") and name != "user_id") or name in {"settles", "row"}]


CALLS = [
    pytest.param(name, function, parameter, id=f"{name}({parameter})")
    for name, function in functions()
    if name.partition(".")[0] not in INNER
    for parameter in foreign(function)
]


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, World, World, Path]]:
    """Alice's and Charlie's worlds, made once. SQLite alone: the queries that are tried are the same on both."""
    folder = tmp_path_factory.mktemp("isolation")
    sealing.make_keys(folder)
    engine = make_engine(f"sqlite:///{folder / 'test.db'}")
    Base.metadata.create_all(engine)
    with make_sessions(engine)() as session:
        hers, his = (world(session, user(session, f"{name}@example.org"), folder) for name in ("alice", "charlie"))
        session.commit()
        yield session, hers, his, folder
    engine.dispose()


def test_every_function_of_a_user_is_walked() -> None:
    assert len(functions()) > 50
    assert len(CALLS) > 40


def not_found(function: Callable[..., Any], *given: Any, **more: Any) -> bool:
    """Whether the function says so, or has an empty list for what it was asked for."""
    try:
        return function(*given, **more) == []
    except NotFound:
        return True


@pytest.mark.parametrize(("name", "function", "parameter"), CALLS)
def test_another_users_id_is_not_found(
    worlds: tuple[Session, World, World, Path], name: str, function: Callable[..., Any], parameter: str
) -> None:
    session, hers, his, folder = worlds
    module = name.partition(".")[0]
    for row in hers.rows[module] if parameter == "row" else [None]:
        arguments = {}
        for one, spec in inspect.signature(function).parameters.items():
            if one == parameter:
                arguments[one] = row or hers.ids[parameter]
            elif one not in {"session", "user_id"} and (spec.default is spec.empty or one in his.ids):
                arguments[one] = _value(one, module, his, folder)
        assert not_found(function, session, his.user_id, **arguments)
        assert row is None or row.deleted_at is None
    session.rollback()


def _value(name: str, module: str, world: World, secrets_dir: Path) -> Any:
    if name == "kind":
        return OutcomeKind.ADVICE
    special = {"card": CARDS.get(module), "secrets_dir": secrets_dir, "row": world.rows.get(module, [None])[0]}
    return {**VALUES, **special, **world.ids}[name]


@pytest.mark.parametrize("odd", ["", "\x00", "../..", "a b", "'; --", "é" * 40, "\ud800"])
def test_what_is_no_id_at_all_is_not_found(session: Session, alice: str, odd: str) -> None:
    with pytest.raises(NotFound):
        contacts.get(session, alice, odd)


def test_a_row_of_another_contact_is_not_found(worlds: tuple[Session, World, World, Path]) -> None:
    session, sam, _, _ = worlds
    alice, other = sam.user_id, person(session, sam.user_id, "Other")
    kind = OutcomeKind.ADVICE
    for act in (
        lambda: interactions.log_thanks(session, alice, other.id, settles=sam.ids["interaction_id"]),
        lambda: asks.used(session, alice, other.id, text="x", outcome_id=sam.ids["outcome_id"], override_note="y"),
        lambda: asks.obtained(session, alice, other.id, kind=kind, text="x", ask_id=sam.ids["ask_id"]),
        lambda: asks.obtained(session, alice, other.id, kind=kind, text="x", interaction_id=sam.ids["interaction_id"]),
        lambda: asks.make(
            session, alice, other.id, AskCard(AskKind.ADVICE, "x", interaction_id=sam.ids["interaction_id"])
        ),
    ):
        with pytest.raises(NotFound):
            act()
    session.rollback()
