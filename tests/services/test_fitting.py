"""Does an ask fit, why may they be glad of it, and what is no ask at all."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, exchange, mail, on, person, sent
from webapp.domain.evidence import AskState, Phase
from webapp.models import AskKind, Contact, Favour, OutcomeKind, Referral, User, Way, utcnow
from webapp.services import asks, contacts, fitting, gives
from webapp.services.asks import AskCard
from webapp.services.errors import Refused
from webapp.services.glad import glad_of

pytestmark = SQLITE_ALONE

CARD = AskCard(AskKind.ADVICE, "How did you change?", all_the_same=False)
HIRE = AskCard(AskKind.INTRODUCTION, "Could I meet your director?", to_hire=True)


def referred(session: Session, giver: Contact, whom: Contact) -> None:
    session.add(Referral(user_id=giver.user_id, contact_id=giver.id, referred_id=whom.id, name=whom.name, at=on(0)))
    session.flush()


@pytest.fixture
def bob(session: Session, ana: Contact) -> Contact:
    return person(session, ana.user_id, "Bob")


def test_an_ask_above_the_tier_is_warned_about_until_the_user_asks_all_the_same(session: Session, ana: Contact) -> None:
    with pytest.raises(Refused) as refusal:
        fitting.warn(session, ana, CARD)
    assert refusal.value.field == "all_the_same"
    assert "ask for advice after that" in refusal.value.sentence
    fitting.warn(session, ana, replace(CARD, all_the_same=True))


def test_an_ask_that_fits_is_not_warned_about(session: Session, ana: Contact) -> None:
    fitting.warn(session, ana, replace(CARD, kind=AskKind.EXPERIENCE))


def test_an_ask_to_somebody_who_is_left_in_peace_is_warned_about(session: Session, ana: Contact) -> None:
    story = replace(CARD, kind=AskKind.EXPERIENCE)
    for number in (1, 2):
        mail(session, ana, sent(number, number))
    fitting.warn(session, ana, story)
    mail(session, ana, sent(3, 3))
    with pytest.raises(Refused) as refusal:
        fitting.warn(session, ana, story)
    assert "Let it rest" in refusal.value.sentence


def test_whoever_wrote_why_is_not_warned_again(session: Session, ana: Contact) -> None:
    fitting.warn(session, ana, replace(CARD, kind=AskKind.VOUCH, override_note="She offered"))


def test_an_ask_that_asks_for_the_same_as_before_is_not_warned_about(session: Session, ana: Contact) -> None:
    fitting.warn(session, ana, CARD, (CARD.kind, CARD.text))
    with pytest.raises(Refused):
        fitting.warn(session, ana, CARD, (AskKind.EXPERIENCE, CARD.text))


def test_a_meeting_fits_whoever_the_user_was_referred_to(session: Session, ana: Contact, bob: Contact) -> None:
    assert not fitting.fit_of(session, bob, AskKind.MEETING).ok
    referred(session, ana, bob)
    assert fitting.fit_of(session, bob, AskKind.MEETING).ok


def test_whoever_was_silent_for_long_is_reconnected_with_first(session: Session, ana: Contact) -> None:
    ana.exchanges, ana.last_in_at = 1, utcnow() - timedelta(days=400)
    assert "Reconnect first" in fitting.fit_of(session, ana, AskKind.EXPERIENCE).says


def test_they_may_be_glad_to_repay_a_favour_to_somebody_whom_the_user_knows(
    session: Session, ana: Contact, bob: Contact
) -> None:
    session.add(Favour(user_id=ana.user_id, owed_by_id=ana.id, owed_to_id=bob.id, text="a bed", at=on(0)))
    assert glad_of(session, ana, AskKind.ADVICE)[0].startswith("They owe Bob a favour (a bed)")


def test_a_favour_that_is_repaid_is_no_reason(session: Session, ana: Contact, bob: Contact) -> None:
    done = {"text": "a bed", "at": on(0), "repaid_at": on(1)}
    session.add(Favour(user_id=ana.user_id, owed_by_id=ana.id, owed_to_id=bob.id, **done))
    assert "favour" not in " ".join(glad_of(session, ana, AskKind.ADVICE))


def test_they_may_be_glad_to_do_their_referrer_a_good_turn(session: Session, ana: Contact, bob: Contact) -> None:
    referred(session, ana, bob)
    assert glad_of(session, bob, AskKind.ADVICE)[0].startswith("They do Ana, who gave you their name")


def test_they_may_be_glad_of_what_is_known_of_them(session: Session, ana: Contact) -> None:
    card = contacts.Card("Ana", role="head of data", organisation="Acme", source="alumni", common_ground="Leeds")
    contacts.change(session, ana.user_id, ana.id, card)
    gives.given(session, ana.user_id, ana.id, way=Way.SHARE, text="an article")
    reasons = " ".join(glad_of(session, ana, AskKind.ADVICE))
    for known in ("an article", "head of data at Acme", "the same school", "Leeds"):
        assert known in reasons


@pytest.mark.parametrize("kind", AskKind)
def test_there_is_always_a_reason_and_never_many(session: Session, ana: Contact, kind: AskKind) -> None:
    assert 1 <= len(glad_of(session, ana, kind)) <= 4


def test_an_introduction_to_somebody_who_can_hire_needs_the_evidence(session: Session, ana: Contact) -> None:
    with pytest.raises(Refused) as refusal:
        asks.make(session, ana.user_id, ana.id, HIRE)
    assert refusal.value.field == "override_note"
    assert not asks.make(session, ana.user_id, ana.id, replace(HIRE, to_hire=False)).to_hire


def test_an_introduction_cannot_become_one_to_somebody_who_can_hire(session: Session, ana: Contact) -> None:
    ask = asks.make(session, ana.user_id, ana.id, replace(HIRE, to_hire=False))
    with pytest.raises(Refused):
        asks.change(session, ana.user_id, ask.id, HIRE)


def test_who_else_is_an_obtain_ask_and_drafted_once(session: Session, ana: Contact) -> None:
    ask = asks.ask_who_else(session, ana.user_id, ana.id, "They like to help.")
    assert (ask.state, ask.glad, ask.skipped) == (AskState.DRAFTED, "They like to help.", False)
    assert asks.ask_who_else(session, ana.user_id, ana.id).id == ask.id


def test_a_use_step_found_in_sent_mail_is_kept_flagged_and_moves_no_phase(session: Session, ana: Contact) -> None:
    line, _ = exchange(session, ana)
    ask = asks.confirm(session, ana.user_id, line.id, kind=AskKind.VOUCH, text="Will you vouch for me?")
    assert (ask.skipped, ask.state, ana.phase) == (True, AskState.ANSWERED, Phase.OBTAIN)


def test_the_flag_goes_when_something_turns_out_to_have_been_obtained_before(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    line = mail(session, ana, sent(3, 3))
    ask = asks.confirm(session, ana.user_id, line.id, kind=AskKind.VOUCH, text="Will you vouch for me?")
    assert ask.skipped
    asks.obtained(session, ana.user_id, ana.id, kind=OutcomeKind.ADVICE, text="Write.", at=on(2))
    assert not ask.skipped


def test_nobody_asks_who_was_deleted(session: Session, ana: Contact) -> None:
    contacts.delete(session, ana.user_id, ana.id)
    with pytest.raises(Refused, match="Bring them back first"):
        asks.make(session, ana.user_id, ana.id, CARD)


def test_nobody_asks_themselves(session: Session, ana: Contact) -> None:
    session.get_one(User, ana.user_id).email = "ana@people.example"
    with pytest.raises(Refused, match="you would ask yourself"):
        asks.make(session, ana.user_id, ana.id, CARD)


def test_nobody_is_added_with_the_users_own_address(session: Session, ana: Contact) -> None:
    own = session.get_one(User, ana.user_id).email
    with pytest.raises(Refused, match="is your own address"):
        person(session, ana.user_id, "Me", own)


def test_a_text_that_is_too_long_is_refused_beside_its_field(session: Session, ana: Contact) -> None:
    assert len(asks.make(session, ana.user_id, ana.id, replace(CARD, text="x" * 100_000)).text) == 100_000
    for field in ("text", "glad", "override_note"):
        with pytest.raises(Refused) as refusal:
            asks.make(session, ana.user_id, ana.id, replace(CARD, **{field: "x" * 100_001}))
        assert refusal.value.field == field


@pytest.mark.parametrize("day", [date(1815, 6, 18), date(2999, 1, 1), utcnow().date() - timedelta(days=3)])
def test_the_day_to_come_back_to_an_ask_is_one_to_come(session: Session, ana: Contact, day: date) -> None:
    with pytest.raises(Refused) as refusal:
        asks.make(session, ana.user_id, ana.id, replace(CARD, follow_up_on=day))
    assert refusal.value.field == "follow_up_on"


def test_a_day_that_was_set_once_may_pass(session: Session, ana: Contact) -> None:
    asked = utcnow() - timedelta(days=20)
    card = replace(CARD, made_at=asked, follow_up_on=asked.date() + timedelta(days=2))
    ask = asks.make(session, ana.user_id, ana.id, card)
    assert asks.change(session, ana.user_id, ask.id, replace(card, text="Shorter")).follow_up_on == card.follow_up_on
