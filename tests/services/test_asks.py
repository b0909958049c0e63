"""Asks, outcomes and uses: the order of the phases is kept, or broken in writing."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.make import exchange, mail, on, sent
from webapp.domain.evidence import AskState, Phase
from webapp.domain.fit import USE_STEPS
from webapp.models import Ask, AskKind, Contact, OutcomeKind, utcnow
from webapp.services import asks
from webapp.services.asks import AskCard
from webapp.services.errors import Refused

CARD = AskCard(AskKind.ADVICE, "How did you change?", made_at=on(0))


def make(session: Session, contact: Contact, card: AskCard = CARD) -> Ask:
    return asks.make(session, contact.user_id, contact.id, card)


def obtain(session: Session, contact: Contact) -> None:
    exchange(session, contact)
    asks.obtained(session, contact.user_id, contact.id, kind=OutcomeKind.ADVICE, text="Write.", at=on(2))


@pytest.mark.parametrize("kind", sorted(USE_STEPS))
def test_a_use_step_is_refused_before_anything_was_obtained(session: Session, ana: Contact, kind: AskKind) -> None:
    with pytest.raises(Refused) as refusal:
        make(session, ana, AskCard(kind, "Will you vouch for me?"))
    assert refusal.value.field == "override_note"


def test_a_use_step_is_allowed_after_something_was_obtained(session: Session, ana: Contact) -> None:
    obtain(session, ana)
    assert make(session, ana, AskCard(AskKind.VOUCH, "Will you?", made_at=on(3))).state is AskState.MADE


def test_a_use_step_is_allowed_with_a_written_note_that_is_kept(session: Session, ana: Contact) -> None:
    ask = make(session, ana, AskCard(AskKind.VOUCH, "Will you?", made_at=on(0), override_note=" She offered\x00 "))
    assert ask.override_note == "She offered"


def test_the_note_of_a_use_step_cannot_be_taken_away_later(session: Session, ana: Contact) -> None:
    card = AskCard(AskKind.VOUCH, "Will you?", made_at=on(0), override_note="She offered")
    ask = make(session, ana, card)
    with pytest.raises(Refused):
        asks.change(session, ana.user_id, ask.id, replace(card, override_note=""))


def test_an_ask_cannot_become_a_use_step_that_comes_too_early(session: Session, ana: Contact) -> None:
    ask = make(session, ana)
    with pytest.raises(Refused):
        asks.change(session, ana.user_id, ask.id, replace(CARD, kind=AskKind.RECOMMENDATION))


def test_a_drafted_ask_moves_nothing_until_it_is_made(session: Session, ana: Contact) -> None:
    obtain(session, ana)
    ask = make(session, ana, replace(CARD, made_at=None))
    assert (ask.state, ana.phase) == (AskState.DRAFTED, Phase.USE)
    asks.change(session, ana.user_id, ask.id, replace(CARD, made_at=on(3)))
    assert (ask.state, ana.phase) == (AskState.MADE, Phase.OBTAIN)


def test_an_ask_is_dated_by_the_mail_that_carried_it(session: Session, ana: Contact) -> None:
    carrier = mail(session, ana, sent(1, 1))
    ask = make(session, ana, replace(CARD, interaction_id=carrier.id))
    assert (ask.made_at, ask.interaction_id) == (on(1), carrier.id)


def test_an_ask_is_declined_and_the_decline_taken_back(session: Session, ana: Contact) -> None:
    ask = make(session, ana)
    asks.decline(session, ana.user_id, ask.id)
    assert ask.state is AskState.DECLINED
    asks.undecline(session, ana.user_id, ask.id)
    assert ask.state is AskState.MADE


def test_a_decline_dated_before_its_ask_counts_from_the_ask(session: Session, ana: Contact) -> None:
    ask = make(session, ana)
    assert asks.decline(session, ana.user_id, ask.id, at=on(-1)).declined_at == on(0)
    assert ask.state is AskState.DECLINED


def test_nobody_declines_what_is_only_drafted(session: Session, ana: Contact) -> None:
    ask = make(session, ana, replace(CARD, made_at=None))
    with pytest.raises(Refused):
        asks.decline(session, ana.user_id, ask.id)


def test_an_ask_goes_its_whole_way(session: Session, ana: Contact) -> None:
    ask = make(session, ana)
    _, reply = exchange(session, ana)
    states = [ask.state]
    outcome = asks.obtained(
        session, ana.user_id, ana.id, kind=OutcomeKind.ADVICE, text="Write.", interaction_id=reply.id
    )
    states.append(ask.state)
    use = asks.used(session, ana.user_id, ana.id, text="Wrote.", outcome_id=outcome.id, at=on(2))
    states.append(ask.state)
    asks.reported_back(session, ana.user_id, use.id)
    assert [*states, ask.state] == [AskState.ANSWERED, AskState.OBTAINED, AskState.USED, AskState.REPORTED_BACK]
    assert (outcome.ask_id, outcome.at) == (ask.id, reply.at)


def test_a_use_of_nothing_is_refused_unless_overridden_in_writing(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    with pytest.raises(Refused):
        asks.used(session, ana.user_id, ana.id, text="Wrote.", at=on(3))
    asks.used(session, ana.user_id, ana.id, text="Wrote.", at=on(3), override_note="Read it in her book")
    assert ana.phase is Phase.USE


@pytest.mark.parametrize("which", ["outcome", "use"])
def test_what_is_deleted_moves_nothing_and_can_be_restored(session: Session, ana: Contact, which: str) -> None:
    ask = make(session, ana)
    _, reply = exchange(session, ana)
    outcome = asks.obtained(session, ana.user_id, ana.id, kind=OutcomeKind.ADVICE, text="x", interaction_id=reply.id)
    use = asks.used(session, ana.user_id, ana.id, text="y", outcome_id=outcome.id, at=on(2))
    row = {"outcome": outcome, "use": use}[which]
    before = (ana.phase, ask.state)
    asks.delete(session, ana.user_id, row)
    assert (ana.phase, ask.state) != before
    asks.restore(session, ana.user_id, row)
    assert (ana.phase, ask.state) == before


def test_a_deleted_ask_is_answered_by_nothing_and_can_be_restored(session: Session, ana: Contact) -> None:
    ask = make(session, ana)
    _, reply = exchange(session, ana)
    asks.delete(session, ana.user_id, ask)
    assert reply.answered_ask == ""
    asks.restore(session, ana.user_id, ask)
    assert (reply.answered_ask, ask.state) == (ask.id, AskState.ANSWERED)


@pytest.mark.parametrize("text", ["", "  ", "\x00\u202e"])
def test_words_are_needed(session: Session, ana: Contact, text: str) -> None:
    with pytest.raises(Refused) as refusal:
        make(session, ana, replace(CARD, text=text))
    assert refusal.value.field == "text"


@pytest.mark.parametrize("at", [utcnow() + timedelta(days=2), on(0).replace(year=1815)])
def test_an_ask_was_made_at_a_time_that_can_have_been(session: Session, ana: Contact, at: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        make(session, ana, replace(CARD, made_at=at))
    assert refusal.value.field == "made_at"


def test_a_time_without_a_zone_is_an_error(session: Session, ana: Contact) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        make(session, ana, replace(CARD, made_at=datetime(2026, 3, 2)))
