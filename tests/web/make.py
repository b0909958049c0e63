"""Rows for the page tests, made the way they come about: through services, mail through mail_arrived."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.agenda import Part
from webapp.domain.evidence import AskState
from webapp.domain.people_list import Named
from webapp.models import (
    AskKind,
    Attendee,
    AttendeeSource,
    Contact,
    Event,
    EventKind,
    Interaction,
    LetterKind,
    Message,
    OutcomeKind,
    Permission,
    Suggestion,
    Through,
    TriageItem,
    User,
    UserSession,
    Way,
    new_id,
    utcnow,
)
from webapp.services import (
    addresses,
    agendas,
    asks,
    attendees,
    captures,
    contacts,
    digests,
    events,
    favours,
    feeds,
    gives,
    goals,
    hours,
    imports,
    knowing,
    letters,
    log_address,
    mailboxes,
    merges,
    quick_notes,
    referred,
    reflections,
    snoozes,
    triage,
)
from webapp.services.asks import AskCard
from webapp.services.captures import Tap
from webapp.services.digests import Wishes
from webapp.services.gives import InterviewCard
from webapp.services.letters import About, Words
from webapp.services.mailboxes import MailboxCard
from webapp.services.messages import Arrival, mail_arrived
from webapp.services.relationships import rederive

PASSWORD = "four cups of tea"
# tests/services/test_users.py sees how passwords are really hashed, which takes longer than most pages.
QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_numbers = count(1)


def ago(**distance: float) -> datetime:
    """The time that long ago, in whole seconds."""
    return utcnow() - timedelta(**distance)


def person(session: Session, user_id: str, name: str = "Jane Doe", **card: Any) -> Contact:
    """A contact with the address first-name@example.org unless told otherwise."""
    card.setdefault("addresses", [f"{name.split(maxsplit=1)[0].lower()}@example.org"])
    return contacts.add(session, user_id, contacts.Card(name=name, **card))


def mail(session: Session, contact: Contact, direction: str, text: str = "Hello", **more: Any) -> Interaction:
    """A mail to or from the contact, an hour ago unless `at` says otherwise; its line on their timeline."""
    address = contacts.addresses_of(session, contact)[0].address
    number = next(_numbers)
    at = more.pop("at", ago(hours=1))
    message_id = more.pop("message_id", f"<{number}@example.org>")
    arrival = Arrival(
        key=f"key {number}", direction=direction, received_at=at, date=at, message_id=message_id,
        from_address=address if direction == "in" else "alice@example.org",
        to=["alice@example.org"] if direction == "in" else [address],
        text=text, new_text=more.pop("new_text", text), counterparts=more.pop("counterparts", [contact.id]), **more,
    )  # fmt: skip
    message, touched = mail_arrived(session, contact.user_id, arrival)
    session.flush()
    for contact_id in touched:
        rederive(session, contact.user_id, contact_id)
    return session.scalars(select(Interaction).where(Interaction.message_row == message.id)).first()  # just made


def exchange(session: Session, contact: Contact, subject: str = "20 minutes?") -> tuple[Interaction, Interaction]:
    """A mail that the user sent three days ago and the contact's answer of an hour ago."""
    sent_id = f"<sent-{next(_numbers)}@example.org>"
    sent = mail(session, contact, "out", "Could we talk?", subject=subject, message_id=sent_id, at=ago(days=3))
    reply = mail(
        session, contact, "in", "Happy to, on Tuesday.\n\n> Could we talk?", new_text="Happy to, on Tuesday.",
        subject=f"Re: {subject}", in_reply_to=[sent_id],
        findings=[{"label": "reply", "sure": True, "reason": "It answers your mail of that day."}],
        match_reasons=["The sender's address is theirs."],
    )  # fmt: skip
    return sent, reply


def gathering(
    session: Session, user_id: str, name: str = "PyData meetup", *people: str, begins: datetime | None = None
) -> tuple[Event, Attendee]:
    """An event of two hours, tomorrow unless told otherwise, and the first on its list."""
    begins = begins or ago(days=-1)
    card = events.EventCard(name, EventKind.GENERAL, begins, begins + timedelta(hours=2))
    event = events.add(session, user_id, card)
    named = [Named(one) for one in people or ("Bo Lind",)]
    added = attendees.add_all(session, user_id, event.id, named, AttendeeSource.TYPED)
    return event, added.new[0]


def everything_of(session: Session, user: User, name: str, secrets_dir: Path) -> dict[str, str]:
    """Give a signed-in user one of everything, around a contact of that name; return argument of a route → id."""
    contact = person(session, user.id, name, organisation=f"{user.name} & Sons", note=f"{user.name}'s note")
    ask = asks.make(session, user.id, contact.id, AskCard(AskKind.ADVICE, f"{user.name}'s ask", made_at=ago(days=4)))
    _, reply = exchange(session, contact, f"{user.name}'s mail")
    about = {"text": f"{user.name}'s outcome", "interaction_id": reply.id}
    outcome = asks.obtained(session, user.id, contact.id, kind=OutcomeKind.ADVICE, **about)
    use = asks.used(session, user.id, contact.id, text=f"{user.name}'s use", outcome_id=outcome.id)
    give = gives.given(session, user.id, contact.id, way=Way.SHARE, text=f"{user.name}'s give")
    card = InterviewCard(f"{user.name}'s interview", utcnow() - timedelta(hours=2))
    interview = gives.plan_interview(session, user.id, contact.id, card)
    point = agendas.add(session, user.id, interview.id, part=Part.ADVICE, text=f"{user.name}'s question?")
    note = quick_notes.noted(session, user.id, interview.id, key=f"key-of-{user.id}", text=f"{user.name}'s quick note")
    gives.took_place(session, user.id, interview.id)
    reflections.saved(session, user.id, interview.id, {"learned": f"{user.name}'s reflection"})
    text = f"{user.name}'s follow-up"
    follow_up = gives.follow_up(session, user.id, contact.id, due_on=utcnow().date(), text=text)
    mail(session, contact, "in", f"{user.name}'s unverified mail", subject=f"{user.name}'s question")
    item = session.scalars(select(TriageItem).where(TriageItem.user_id == user.id)).first()
    mailbox_card = MailboxCard(user.email, "imap.example.org", password="secret word")
    mailbox = mailboxes.add(session, user.id, mailbox_card, secrets_dir)
    drop = log_address.create(session, user.id, mailbox.id)
    feed, _ = feeds.make(session, user.id)
    digests.change(session, user.id, mailbox.id, Wishes(daily=True))
    digests.ask_now(session, user.id)
    never = triage.add_never(session, user.id, f"@{user.name.lower()}.spam.example.org")
    imported = imports.ask_for(
        session, user.id, name=f"{user.name}.mbox", path="/nowhere", kind="mbox", size=1, sent=False, upload=True
    )
    address = addresses.give(session, user.id, contact.id, f"second.{contact.id}@example.org")
    other, gone = (person(session, user.id, f"{user.name}’s {who}", addresses=[]) for who in ("other", "gone"))
    merge = merges.merge(session, user.id, other.id, gone.id, {})
    suggested = Suggestion(
        user_id=user.id, address=f"bo@{user.name.lower()}.example", wrote_at=ago(days=3), answered_at=ago(days=2)
    )
    session.add(suggested)
    session.get_one(User, user.id).suggest_people = True
    name_given = referred.refer(session, user.id, contact.id, name=f"{user.name}'s referral", permission=Permission.YES)
    known = knowing.knows(session, user.id, contact.id, other_id=other.id, text=f"{user.name}'s choir")
    owed = favours.note(session, user.id, contact.id, other=other.name, text=f"{user.name}'s favour", owes=True)
    story = goals.tell(session, user.id, title=f"{user.name}'s story", text="It went well.")
    target = goals.aim_at(session, user.id, f"{user.name}'s target")
    words = {"text": f"{user.name}'s hour", "contact_id": contact.id}
    entry = hours.add(session, user.id, 60, Through.PEOPLE, utcnow().date(), **words)
    # As of one that was proposed: it can be proposed again.
    entry.source = f"interview:{interview.id}"
    about, typed = About(LetterKind.GIVE), Words(subject="News", body=f"{user.name}'s letter")
    letter, _ = letters.write(session, user.id, contact.id, new_id(), about, typed, utcnow().date())
    event, attendee = gathering(session, user.id, f"{user.name}'s event", f"{user.name}'s guest")
    tap = Tap(f"key-of-{user.id}", None, attendee_id=attendee.id, common_ground=f"{user.name}'s ground")
    captures.take(session, user.id, event.id, tap)
    put_off = snoozes.put_off(session, user.id, "follow-ups", follow_up.id, utcnow().date() + timedelta(days=9))
    session.flush()
    signed_in = session.scalars(select(UserSession).where(UserSession.user_id == user.id)).one()
    thread_id = session.scalars(select(Message.thread_id).where(Message.id == reply.message_row)).one()
    assert item is not None
    assert thread_id
    assert ask.state is not AskState.DRAFTED
    return {
        "contact_id": contact.id, "ask_id": ask.id, "interaction_id": reply.id, "outcome_id": outcome.id,
        "use_id": use.id, "give_id": give.id, "interview_id": interview.id, "follow_up_id": follow_up.id,
        "item_id": item.id, "mailbox_id": mailbox.id, "never_id": never.id, "session_id": signed_in.id,
        "import_id": imported.id, "log_address_id": drop.id, "feed_id": feed.id, "thread_id": thread_id,
        "address_id": address.id, "other_id": other.id, "merge_id": merge.id, "suggestion_id": suggested.id,
        "favour_id": owed.id, "story_id": story.id, "organisation_id": target.id,
        "referral_id": name_given.id, "knows_id": known.id,
        "event_id": event.id, "attendee_id": attendee.id,
        "letter_id": letter.id, "entry_id": entry.id, "agenda_item_id": point.id, "quick_note_id": note.id,
        "snooze_id": put_off.id,
    }  # fmt: skip
