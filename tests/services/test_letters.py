"""Letters as rows: what they are drafted from, how they are kept as typed, and what follows once they are sent."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import exchange, mail, on, person, received, sent, user
from webapp.domain.evidence import AskState
from webapp.models import (
    Ask,
    AskKind,
    Contact,
    Duty,
    DutyKind,
    FollowUp,
    Letter,
    LetterKind,
    Organisation,
    OutcomeKind,
    Permission,
    User,
    new_id,
    utcnow,
)
from webapp.services import asks, contacts, gives, goals, letters, merges, referred
from webapp.services.asks import AskCard
from webapp.services.contacts import Card
from webapp.services.errors import NotFound, Refused
from webapp.services.gives import InterviewCard
from webapp.services.goals import GoalCard
from webapp.services.letters import About, Words

TODAY = date(2026, 11, 23)
BODY = "Dear Ana,\n\nI will call you on Thursday 26 November."


# The queries of letters are the same on both databases.
pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def draft(session: Session, contact: Contact, kind: LetterKind, **about: str) -> Letter:
    return letters.draft(session, contact.user_id, contact.id, About(kind, **about), TODAY)


def keep(
    session: Session, contact: Contact, kind: LetterKind = LetterKind.APPROACH, body: str = BODY, **about: str
) -> Letter:
    about_it = About(kind, **about)
    return letters.write(session, contact.user_id, contact.id, new_id(), about_it, Words(body=body), TODAY)[0]


def change(session: Session, letter: Letter, **words: str) -> Letter | None:
    """Change a letter as its page does; the other text where two pages had it."""
    about = About(letter.kind)
    return letters.write(session, letter.user_id, letter.contact_id, letter.id, about, Words(**words), TODAY)[1]


def test_an_approach_letter_is_drafted_from_all_that_is_known(session: Session, alice: str) -> None:
    session.get_one(User, alice).name = "Alice Moss"
    goals.write(session, alice, GoalCard(position="data analyst", situation="a geologist", skills=["maps"]))
    jane = contacts.add(
        session, alice, Card("Jane Doe", ["jane@acme.example"], role="head of data", organisation="Acme")
    )
    session.get_one(Organisation, jane.organisation_id).research_notes = "Opened an office in Leeds"
    omar = person(session, alice, "Omar")
    referred.refer(session, alice, omar.id, name="Jane Doe", permission=Permission.YES, referred_id=jane.id)
    ask = asks.make(session, alice, jane.id, AskCard(AskKind.MEETING, "20 minutes on moving into data"))
    letter = draft(session, jane, LetterKind.APPROACH)
    assert letter.ask_id == ask.id
    assert letter.to_address == "jane@acme.example"
    for known in ("Omar", "a geologist", "data analyst", "maps", "Leeds", "head of data at Acme", "moving into data"):
        assert known in letter.body
    assert [point for point in letters.check(session, letter, TODAY) if point.verdict != "present"] == []
    assert session.scalars(select(Letter)).all() == []


def test_a_referrer_who_was_not_asked_is_not_named(session: Session, alice: str, ana: Contact) -> None:
    omar = person(session, alice, "Omar")
    referred.refer(session, alice, omar.id, name="Ana", permission=Permission.NOT_ASKED, referred_id=ana.id)
    letter = draft(session, ana, LetterKind.APPROACH)
    assert "Omar" not in letter.subject + letter.body
    assert "Ask Omar" in next(
        one.says for one in letters.check(session, letter, TODAY) if one.name == "Who referred you"
    )


def test_a_thank_you_takes_the_oldest_that_is_owed_and_what_it_brought(
    session: Session, alice: str, ana: Contact
) -> None:
    held = gives.plan_interview(session, alice, ana.id, InterviewCard("How they hire", on(3), held=True))
    line = held.interaction_id or ""
    asks.obtained(session, alice, ana.id, kind=OutcomeKind.ADVICE, text="Begin with maps", interaction_id=line)
    letter = draft(session, ana, LetterKind.THANK_YOU)
    assert letter.settles == line
    assert "your time on Thursday 5 March" in letter.body
    assert "Begin with maps" in letter.body
    assert "Within a day" in {one.name for one in letters.check(session, letter, TODAY) if one.verdict == "missing"}


def test_a_thank_you_for_a_name_says_whose(session: Session, alice: str, ana: Contact) -> None:
    referred.refer(session, alice, ana.id, name="Bo Lind", permission=Permission.YES)
    letter = draft(session, ana, LetterKind.THANK_YOU)
    assert letter.subject == "Thank you for giving me the name of Bo Lind"
    assert "Thank you for giving me the name of Bo Lind." in letter.body
    assert "What stayed with me" not in letter.body


def test_a_thank_you_for_a_mail_goes_into_its_conversation(session: Session, alice: str, ana: Contact) -> None:
    _, reply = exchange(session, ana)
    letter = draft(session, ana, LetterKind.THANK_YOU, settles=reply.id)
    assert letter.answers == reply.id
    assert letter.subject == "Re: Mail 2"


def test_after_a_decline_the_thank_you_asks_who_else(session: Session, alice: str, ana: Contact) -> None:
    first = mail(session, ana, sent(1, 0))
    asks.make(session, alice, ana.id, AskCard(AskKind.ADVICE, "How?", interaction_id=first.id))
    no = mail(session, ana, received(2, 1, refs=(1,), findings=[{"label": "decline", "reason": "No.", "sure": True}]))
    assert session.scalars(select(Duty.subject).where(Duty.kind == DutyKind.DECLINED)).all() == [no.id]
    letter = draft(session, ana, LetterKind.THANK_YOU, answers=no.id)
    assert "someone else" in letter.body


def test_a_report_back_tells_of_the_use_and_what_it_rests_on(session: Session, alice: str, ana: Contact) -> None:
    _, reply = exchange(session, ana)
    advice = asks.obtained(session, alice, ana.id, kind=OutcomeKind.ADVICE, text="Ask twice", interaction_id=reply.id)
    use = asks.used(session, alice, ana.id, text="Asked them twice", outcome_id=advice.id)
    letter = draft(session, ana, LetterKind.REPORT_BACK)
    assert (letter.use_id, letter.answers) == (use.id, reply.id)
    assert "Ask twice" in letter.body
    assert "Asked them twice" in letter.body


def test_a_follow_up_answers_the_mail_that_asked(session: Session, alice: str, ana: Contact) -> None:
    first = mail(session, ana, sent(1, 0))
    ask = asks.make(session, alice, ana.id, AskCard(AskKind.ADVICE, "How one begins", interaction_id=first.id))
    letter = draft(session, ana, LetterKind.FOLLOW_UP)
    assert (letter.ask_id, letter.answers) == (ask.id, first.id)
    assert "How one begins" in letter.body


def test_to_reconnect_the_last_time_is_told(session: Session, alice: str, ana: Contact) -> None:
    exchange(session, ana)
    assert "when we wrote to each other in March 2026" in draft(session, ana, LetterKind.RECONNECT).body


@pytest.mark.parametrize("kind", LetterKind)
def test_of_somebody_of_whom_nothing_is_known_each_kind_can_be_drafted(
    session: Session, ana: Contact, kind: LetterKind
) -> None:
    letter = draft(session, ana, kind)
    assert letter.body
    assert letters.check(session, letter, TODAY)


def test_what_is_of_another_contact_is_not_found(session: Session, alice: str, ana: Contact) -> None:
    bo = person(session, alice, "Bo")
    ask = asks.make(session, alice, bo.id, AskCard(AskKind.ADVICE, "How?"))
    with pytest.raises(NotFound):
        draft(session, ana, LetterKind.APPROACH, ask_id=ask.id)
    theirs = keep(session, bo)
    with pytest.raises(NotFound):
        letters.write(session, alice, ana.id, theirs.id, About(LetterKind.GIVE), Words(body="x"), TODAY)


def test_the_id_of_a_strangers_letter_makes_none(session: Session, alice: str, ana: Contact) -> None:
    charlie = user(session, "charlie@example.org")
    theirs = keep(session, person(session, charlie, "Sam"))
    with pytest.raises(NotFound):
        letters.write(session, alice, ana.id, theirs.id, About(LetterKind.GIVE), Words(body="x"), TODAY)
    assert theirs.body == BODY


@pytest.mark.parametrize("odd", ["", "x", "a" * 19 + "/", "é" * 20, "a" * 200, "\x00" * 20])
def test_what_is_no_id_makes_no_letter(session: Session, alice: str, ana: Contact, odd: str) -> None:
    with pytest.raises(NotFound):
        letters.write(session, alice, ana.id, odd, About(LetterKind.GIVE), Words(body="x"), TODAY)


def test_the_day_of_the_call_is_that_of_the_text(session: Session, ana: Contact) -> None:
    letter = keep(session, ana)
    assert letter.call_on == date(2026, 11, 26)
    change(session, letter, body="I will call you on Friday.")
    assert letter.call_on == date(2026, 11, 27)
    change(session, letter, body="I will call you soon.")
    assert letter.call_on is None


def test_what_is_kept_twice_changes_nothing(session: Session, ana: Contact) -> None:
    letter = keep(session, ana)
    letter.updated_at = on(0)
    change(session, letter, body=BODY)
    assert letter.updated_at == on(0)


def test_a_letter_without_a_word_is_kept_as_any_other(session: Session, ana: Contact) -> None:
    letter = keep(session, ana, body="")
    assert (letter.subject, letter.body) == ("", "")
    assert letter.updated_at is not None


def test_a_text_of_a_hundred_thousand_characters_is_taken_and_a_longer_one_refused(
    session: Session, ana: Contact
) -> None:
    letter = keep(session, ana, body="x" * 100_000)
    assert len(letter.body) == 100_000
    with pytest.raises(Refused) as refused:
        change(session, letter, body="x" * 100_001)
    assert refused.value.field == "body"


def test_of_two_pages_the_newer_counts_and_the_other_text_is_kept(session: Session, ana: Contact) -> None:
    letter = keep(session, ana)
    seen = letters.fingerprint(letter)
    assert change(session, letter, body="One window", seen=seen) is None
    other = change(session, letter, body="The other window", seen=seen)
    assert letter.body == "The other window"
    assert other is not None
    assert (other.body, other.kind, other.message_id == letter.message_id) == ("One window", letter.kind, False)


def test_an_address_that_is_not_theirs_is_not_taken(session: Session, ana: Contact) -> None:
    letter = keep(session, ana)
    change(session, letter, body=BODY, to_address="spam@else.example")
    assert letter.to_address == "ana@people.example"


def test_the_call_goes_onto_the_ask(session: Session, alice: str, ana: Contact) -> None:
    letter = keep(session, ana)
    ask = letters.note_ask(session, alice, letter.id, kind=AskKind.MEETING, text="20 minutes")
    assert (letter.ask_id, ask.state, ask.follow_up_on) == (ask.id, AskState.DRAFTED, date(2026, 11, 26))
    assert session.scalars(select(FollowUp)).all() == []


def test_without_an_ask_the_call_is_a_follow_up_once(session: Session, alice: str, ana: Contact) -> None:
    letter = keep(session, ana)
    for _ in range(2):
        letters.remember_call(session, alice, letter.id)
    assert session.scalars(select(FollowUp.text)).all() == ["Call them, as your letter said"]
    assert letters.remembers(session, letter)


def test_a_letter_that_was_sent_makes_its_ask_and_sets_the_day(session: Session, alice: str, ana: Contact) -> None:
    ask = asks.make(session, alice, ana.id, AskCard(AskKind.MEETING, "20 minutes"))
    letter = keep(session, ana)
    letters.sent_by_hand(session, alice, letter.id)
    again = session.get_one(Ask, ask.id)
    assert letter.sent_line
    assert (again.state, again.interaction_id, again.follow_up_on) == (
        AskState.MADE,
        letter.sent_line,
        date(2026, 11, 26),
    )
    assert letters.sent_by_hand(session, alice, letter.id).id == letter.sent_line


def test_the_text_of_a_letter_that_was_sent_stays(session: Session, alice: str, ana: Contact) -> None:
    letter = keep(session, ana)
    letters.sent_by_hand(session, alice, letter.id)
    with pytest.raises(Refused):
        change(session, letter, body="Another text")


def test_a_thank_you_that_was_sent_settles_what_it_is_for(session: Session, alice: str, ana: Contact) -> None:
    gives.plan_interview(session, alice, ana.id, InterviewCard("How they hire", on(3), held=True))
    letter = keep(session, ana, LetterKind.THANK_YOU, "Thank you!")
    letters.sent_by_hand(session, alice, letter.id)
    settled = select(Duty.settled_at).where(Duty.kind == DutyKind.THANKS, Duty.superseded_at.is_(None))
    assert session.scalars(settled).one() is not None


def test_a_report_back_that_was_sent_is_told(session: Session, alice: str, ana: Contact) -> None:
    _, reply = exchange(session, ana)
    advice = asks.obtained(session, alice, ana.id, kind=OutcomeKind.ADVICE, text="Ask", interaction_id=reply.id)
    asks.used(session, alice, ana.id, text="Asked", outcome_id=advice.id)
    letter = keep(session, ana, LetterKind.REPORT_BACK, "It went well.")
    letters.sent_by_hand(session, alice, letter.id)
    still_due = (Duty.kind == DutyKind.REPORT_BACK, Duty.superseded_at.is_(None), Duty.settled_at.is_(None))
    assert session.scalars(select(Duty).where(*still_due)).all() == []


def test_a_phone_script_goes_into_no_mailbox(session: Session, alice: str, ana: Contact) -> None:
    script = keep(session, ana, LetterKind.PHONE_SCRIPT)
    with pytest.raises(Refused):
        letters.want(session, alice, script.id, "whichever")


def test_a_deleted_letter_is_listed_no_more_until_it_is_brought_back(
    session: Session, alice: str, ana: Contact
) -> None:
    letter = keep(session, ana)
    letters.delete(session, alice, letter.id)
    assert letters.listing(session, alice) == []
    letters.restore(session, alice, letter.id)
    assert [row.name for row in letters.listing(session, alice)] == ["Ana"]


def test_letters_go_along_when_two_contacts_are_made_one_and_back_again(
    session: Session, alice: str, ana: Contact
) -> None:
    bo = person(session, alice, "Bo")
    letter = keep(session, bo)
    merge = merges.merge(session, alice, ana.id, bo.id, {})
    assert letter.contact_id == ana.id
    merges.undo(session, alice, merge.id)
    assert letter.contact_id == bo.id


def test_what_a_letter_was_about_may_be_gone(session: Session, alice: str, ana: Contact) -> None:
    ask = asks.make(session, alice, ana.id, AskCard(AskKind.MEETING, "20 minutes"))
    letter = keep(session, ana)
    ask.deleted_at = utcnow()
    session.flush()
    assert "What you want to know" in {
        one.name for one in letters.check(session, letter, TODAY) if one.verdict != "present"
    }
    letters.sent_by_hand(session, alice, letter.id)
    assert ask.made_at is None
