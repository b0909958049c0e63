"""Two contacts made one, and two again: nothing is lost, nothing is told twice, and undo brings back the same rows."""

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, arrive, line, mail, on, person, questions, received, sent, user
from tests.services.test_relationships import dump
from webapp.domain.evidence import Phase
from webapp.models import (
    AskKind,
    Base,
    Contact,
    Corrected,
    Correction,
    Interaction,
    InterviewState,
    Merge,
    Message,
    NotTheSame,
    OutcomeKind,
    Referral,
    TriageItem,
    Way,
)
from webapp.services import asks, contacts, deleted, duplicates, gives, interactions, merged, merges, triage
from webapp.services.asks import AskCard
from webapp.services.audit import audit
from webapp.services.contacts import Card
from webapp.services.errors import NotFound, Refused
from webapp.services.gives import InterviewCard
from webapp.services.merges import BOTH, GONE, KEPT
from webapp.services.relationships import rederive

_DERIVED = {"phase_change", "ask_change", "duty", "contact_merge", "audit_entry", "user"}


@pytest.fixture
def ben(session: Session, alice: str) -> Contact:
    """Another contact of Alice's."""
    return person(session, alice, "Ben")


def join(session: Session, kept: Contact, gone: Contact, **take: str) -> Merge:
    return merges.merge(session, kept.user_id, kept.id, gone.id, take)


def raw(session: Session, user_id: str) -> dict[str, list[str]]:
    """Every row of a user as it stands, but for what is derived anew, and questions that are no longer asked."""
    session.flush()
    found = {}
    for mapper in Base.registry.mappers:
        table: Any = mapper.local_table
        if table.name in _DERIVED or "user_id" not in table.c:
            continue
        rows = [dict(row._mapping) for row in session.execute(select(table).where(table.c.user_id == user_id))]
        if table.name == "triage_item":
            rows = [_question(row) for row in rows if row["settlement"] != "no longer asked"]
        found[table.name] = sorted(map(str, rows))
    return found


def _question(row: dict[str, Any]) -> dict[str, Any]:
    """A question that is derived may be asked anew: as another row, of another moment."""
    return {key: value for key, value in row.items() if key not in {"id", "opened_at"}}


def lines(session: Session, contact: Contact) -> list[str]:
    """The timeline as the days of its lines that hold."""
    query = select(Interaction).where(Interaction.contact_id == contact.id, Interaction.undone_at.is_(None))
    return sorted((row.at - on(0)).days.__str__() for row in session.scalars(query))


def test_all_that_belonged_to_either_is_on_the_one_that_is_kept(session: Session, ana: Contact, ben: Contact) -> None:
    mail(session, ana, sent(1, 0))
    reply = mail(session, ben, received(2, 1, refs=(1,)))
    asks.make(session, ben.user_id, ben.id, AskCard(AskKind.ADVICE, "How?", made_at=on(0)))
    about = {"kind": OutcomeKind.ADVICE, "text": "Write", "interaction_id": reply.id}
    outcome = asks.obtained(session, ben.user_id, ben.id, **about)
    asks.used(session, ben.user_id, ben.id, text="Wrote", outcome_id=outcome.id, override_note="y")
    gives.given(session, ben.user_id, ben.id, way=Way.SHARE, text="News")
    gives.follow_up(session, ben.user_id, ben.id, due_on=on(5).date(), text="Call")
    gives.plan_interview(session, ben.user_id, ben.id, InterviewCard("To learn", on(3)))
    join(session, ana, ben)
    assert lines(session, ana) == ["0", "1"]
    assert (ana.phase, ana.last_at) == (Phase.USE, on(1))
    for mapper in Base.registry.mappers:
        model = mapper.class_
        if "contact_id" in mapper.columns and mapper.local_table.name not in _DERIVED:
            assert session.scalars(select(model).where(model.contact_id == ben.id)).all() == [], model
    assert contacts.address_book(session, ana.user_id) == dict.fromkeys(
        ["ana@people.example", "ben@people.example"], ana.id
    )
    assert [row.name for row in contacts.listing(session, ana.user_id).rows] == ["Ana"]


def test_the_fields_are_as_chosen(session: Session, alice: str) -> None:
    one = contacts.add(session, alice, Card("Bob", role="a", organisation="Acme", note="met", common_ground="choir"))
    other = contacts.add(session, alice, Card("Bob Lind", role="b", phone="030 1", note="tall", common_ground="Leeds"))
    before = raw(session, alice)
    row = join(
        session, one, other, name=GONE, role=KEPT, phone=GONE, note=BOTH, common_ground=GONE, organisation_id=KEPT
    )
    assert (one.name, one.role, one.phone, one.note, one.common_ground) == (
        "Bob Lind",
        "a",
        "030 1",
        "met\n\ntall",
        "Leeds",
    )
    assert contacts.organisation_of(session, one).name == "Acme"
    merges.undo(session, alice, row.id)
    assert raw(session, alice) == before


def test_a_mail_on_both_timelines_becomes_one_line(session: Session, ana: Contact, ben: Contact) -> None:
    arrival = sent(1, 0, counterparts=[ana.id], copied=[ben.id])
    message = arrive(session, ana.user_id, arrival)
    row = join(session, ben, ana)
    assert lines(session, ben) == ["0"]
    assert line(session, message, ben).copied is False
    merges.undo(session, ana.user_id, row.id)
    assert line(session, message, ben).copied is True
    assert lines(session, ana) == lines(session, ben) == ["0"]


def test_what_hangs_on_a_line_that_was_joined_hangs_on_the_other(session: Session, ana: Contact, ben: Contact) -> None:
    mail(session, ana, sent(1, 0))
    message = arrive(session, ana.user_id, received(2, 1, refs=(1,), counterparts=[ana.id], copied=[ben.id]))
    theirs = line(session, message, ana)
    outcome = asks.obtained(
        session, ana.user_id, ana.id, kind=OutcomeKind.ADVICE, text="Write", interaction_id=theirs.id
    )
    row = join(session, ben, ana)
    assert outcome.interaction_id == line(session, message, ben).id
    merges.undo(session, ana.user_id, row.id)
    assert outcome.interaction_id == theirs.id


def test_mail_that_comes_after_it_is_on_the_one_that_is_kept_and_stays_there(
    session: Session, ana: Contact, ben: Contact
) -> None:
    mail(session, ben, sent(1, 0))
    before = dump(session, ana.user_id)["contact"]
    row = join(session, ana, ben)
    later = arrive(session, ana.user_id, sent(2, 5, counterparts=[ben.id]))  # by a reader that did not know yet
    assert (line(session, later, ana).copied, lines(session, ana)) == (False, ["0", "5"])
    merges.undo(session, ana.user_id, row.id)
    assert (lines(session, ana), lines(session, ben)) == (["5"], ["0"])
    assert [str(ben.last_at)] == [str(on(0))]
    assert before != dump(session, ana.user_id)["contact"]


def test_what_came_after_goes_with_what_it_hangs_on(session: Session, ana: Contact, ben: Contact) -> None:
    ask = asks.make(session, ben.user_id, ben.id, AskCard(AskKind.ADVICE, "How?", made_at=on(0)))
    interview = gives.plan_interview(session, ben.user_id, ben.id, InterviewCard("To learn", on(1)))
    row = join(session, ana, ben)
    outcome = asks.obtained(session, ana.user_id, ana.id, kind=OutcomeKind.ADVICE, text="Write", ask_id=ask.id)
    use = asks.used(session, ana.user_id, ana.id, text="Wrote", outcome_id=outcome.id, override_note="y")
    gives.took_place(session, ana.user_id, interview.id)
    later = mail(session, ana, sent(3, 2))
    carried = AskCard(AskKind.ADVICE, "How?", made_at=on(0), interaction_id=later.id)
    asks.change(session, ana.user_id, ask.id, carried)
    merges.undo(session, ana.user_id, row.id)
    assert {ask.contact_id, outcome.contact_id, use.contact_id, interview.contact_id} == {ben.id}
    assert session.get_one(Interaction, interview.interaction_id).contact_id == ben.id
    assert interview.state is InterviewState.HELD
    assert (later.contact_id, ask.interaction_id) == (ana.id, None)
    assert list(audit(session)) == []


def test_what_the_user_changed_since_stays_changed(session: Session, ana: Contact, ben: Contact) -> None:
    ben.role = "engineer"
    row = join(session, ana, ben, role=GONE)
    contacts.change(session, ana.user_id, ana.id, Card("Ana", role="head"))
    merges.undo(session, ana.user_id, row.id)
    assert (ana.role, ben.role) == ("head", "engineer")


def test_questions_name_the_one_that_is_kept(session: Session, ana: Contact, ben: Contact) -> None:
    mail(session, ana, sent(1, 0))
    mail(session, ben, sent(1, 0))
    signed = {"from_address": "x@else.example", "stranger": "x@else.example", "from_name": "Carla Ruiz"}
    arrive(session, ana.user_id, received(2, 1, refs=(1,), **signed))
    assert questions(session, ana.user_id) == [("stranger", sorted([ana.id, ben.id]))]
    row = join(session, ana, ben)
    assert questions(session, ana.user_id) == [("stranger", [ana.id])]
    assert [name for _, name in triage.waiting(session, ana.user_id)[0].candidates] == ["Ana"]
    merges.undo(session, ana.user_id, row.id)
    assert questions(session, ana.user_id) == [("stranger", sorted([ana.id, ben.id]))]


def test_an_answer_that_named_the_other_can_still_be_taken_back(session: Session, ana: Contact, ben: Contact) -> None:
    mail(session, ana, sent(1, 0))
    signed = {"from_address": "x@else.example", "stranger": "x@else.example", "from_name": "Carla Ruiz"}
    arrive(session, ana.user_id, received(2, 1, refs=(1,), **signed))
    (shown,) = triage.waiting(session, ana.user_id)
    triage.another(session, ana.user_id, shown.row.id, ben.id)
    join(session, ana, ben)
    assert session.get_one(TriageItem, shown.row.id).settlement == f"moved {ana.id}"


def test_what_was_handed_over_and_corrected_names_the_one_that_is_kept(
    session: Session, ana: Contact, ben: Contact
) -> None:
    moved = mail(session, ana, received(1, 0))
    message = session.get_one(Message, moved.message_row)
    message.handed_over = [{"key": "k", "on": [ben.id], "candidates": [ben.id, ana.id], "held": ""}]
    word = Correction(user_id=ana.user_id, what=Corrected.MOVED, message_row=message.id, said=ben.id)
    session.add(word)
    before = raw(session, ana.user_id)
    row = join(session, ana, ben)
    entry = message.handed_over[0]
    assert (entry["on"], entry["candidates"], word.said) == ([ana.id], [ana.id], ana.id)
    merges.undo(session, ana.user_id, row.id)
    assert raw(session, ana.user_id) == before


def test_referrals_name_the_one_that_is_kept(session: Session, ana: Contact, ben: Contact) -> None:
    cem = person(session, ana.user_id, "Cem")
    referral = Referral(user_id=ana.user_id, contact_id=cem.id, referred_id=ben.id, name="Ben", at=on(0))
    session.add(referral)
    row = join(session, ana, ben)
    assert referral.referred_id == ana.id
    merges.undo(session, ana.user_id, row.id)
    assert referral.referred_id == ben.id


def test_two_people_stay_two_under_the_name_that_is_kept(session: Session, ana: Contact, ben: Contact) -> None:
    cem = person(session, ana.user_id, "Cem")
    duplicates.two_people(session, ana.user_id, ben.id, cem.id)
    row = join(session, ana, ben)
    (two,) = session.scalars(select(NotTheSame)).all()
    assert {two.one_id, two.other_id} == {ana.id, cem.id}
    assert two.one_id < two.other_id
    merges.undo(session, ana.user_id, row.id)
    assert {two.one_id, two.other_id} == {ben.id, cem.id}


def test_merges_are_undone_the_last_first(session: Session, ana: Contact, ben: Contact) -> None:
    cem, dee = person(session, ana.user_id, "Cem"), person(session, ana.user_id, "Dee")
    before = raw(session, ana.user_id)
    first, second = join(session, ana, ben), join(session, ana, cem)
    third = join(session, dee, ana)
    assert merged.standing(session, ana.user_id, [ben.id, cem.id, ana.id, dee.id]) == dict.fromkeys(
        [ben.id, cem.id, ana.id], dee.id
    )
    for early in (first, second):
        with pytest.raises(Refused):
            merges.undo(session, ana.user_id, early.id)
    merges.undo(session, ana.user_id, third.id)
    with pytest.raises(Refused):
        merges.undo(session, ana.user_id, first.id)
    assert [(one.name, one.undoable) for one in merged.history(session, ana)] == [("Cem", True), ("Ben", False)]
    merges.undo(session, ana.user_id, second.id)
    merges.undo(session, ana.user_id, first.id)
    assert merges.undo(session, ana.user_id, first.id).undone_at is not None
    assert raw(session, ana.user_id) == before
    assert merged.history(session, ana) == []


def test_who_was_merged_is_no_deleted_person_and_cannot_be_brought_back_alone(
    session: Session, ana: Contact, ben: Contact
) -> None:
    join(session, ana, ben)
    assert deleted.listing(session, ana.user_id) == []
    with pytest.raises(Refused):
        contacts.restore(session, ana.user_id, ben.id)


def test_nobody_is_merged_with_themselves_a_deleted_person_or_a_strangers(
    session: Session, ana: Contact, ben: Contact, charlie: str
) -> None:
    with pytest.raises(Refused):
        join(session, ana, ana)
    other = person(session, charlie, "Sam")
    for kept, gone in ((ana, other), (other, ana)):
        with pytest.raises(NotFound):
            merges.merge(session, ana.user_id, kept.id, gone.id, {})
    contacts.delete(session, ana.user_id, ben.id)
    with pytest.raises(Refused):
        join(session, ana, ben)


# A story of two people: who each mail is with, what the user noted, and what they said of it.
_STEP = st.one_of(
    st.tuples(st.just("out"), st.integers(0, 9), st.sampled_from(["a", "b", "ab", "ba"])),
    st.tuples(st.just("in"), st.integers(0, 9), st.sampled_from(["a", "b", "ab", "ba"])),
    st.tuples(st.sampled_from(["ask", "meeting", "outcome", "undo", "accept", "thanks", "interview"]),
              st.integers(0, 9), st.sampled_from(["a", "b"])),
)  # fmt: skip

_TAKE = st.dictionaries(st.sampled_from(merges.FIELDS), st.sampled_from([KEPT, GONE, BOTH]))


def _take(session: Session, people: dict[str, Contact], step: tuple[str, int, str]) -> None:
    what, number, who = step
    contact, copied = people[who[0]], [people[one].id for one in who[1:]]
    user_id = contact.user_id
    match what:
        case "out" | "in":
            make = sent if what == "out" else received
            refs = (number - 1,) if number else ()
            labels = {"findings": [{"label": "thank_you", "reason": "", "sure": number % 2 == 0}]} if number > 5 else {}
            arrive(
                session, user_id, make(number, number, refs=refs, counterparts=[contact.id], copied=copied, **labels)
            )
        case "ask":
            asks.make(session, user_id, contact.id, AskCard(AskKind.ADVICE, f"Ask {number}", made_at=on(number)))
        case "meeting":
            interactions.log_meeting(session, user_id, contact.id, at=on(number), summary="Coffee")
        case "outcome":
            asks.obtained(session, user_id, contact.id, kind=OutcomeKind.ADVICE, text="Write", at=on(number))
        case "interview":
            gives.plan_interview(session, user_id, contact.id, InterviewCard("To learn", on(number), held=True))
        case _:
            where = (Interaction.contact_id == contact.id, Interaction.message_row.is_not(None))
            found = session.scalars(select(Interaction).where(*where).order_by(Interaction.at)).first()
            if found is None:
                return
            if what == "thanks":
                interactions.thanks(session, user_id, found.id, number % 2 == 0)
            else:
                (interactions.undo if what == "undo" else interactions.accept)(session, user_id, found.id)


@SQLITE_ALONE  # what it says of many stories is said by the rules; other tests ask both databases
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    story=st.lists(_STEP, max_size=14),
    take=st.dictionaries(st.sampled_from(merges.FIELDS), st.sampled_from([KEPT, GONE, BOTH])),
)
@example(story=[("out", 0, "ab"), ("in", 1, "ba"), ("ask", 0, "b"), ("ask", 0, "a"), ("in", 3, "b")], take={})
@example(story=[("in", 0, "ba")], take={})
@example(story=[("meeting", 1, "b"), ("out", 6, "ab"), ("undo", 0, "a"), ("thanks", 1, "b")], take={"name": GONE})
def test_merging_and_undoing_it_leaves_the_same_rows(
    session: Session, story: list[tuple[str, int, str]], take: dict[str, str]
) -> None:
    session.rollback()
    alice = user(session, "again@example.org")
    people = {"a": person(session, alice, "Ana"), "b": person(session, alice, "Ben")}
    for step in story:
        _take(session, people, step)
    session.flush()
    before, derived = raw(session, alice), dump(session, alice)
    row = merges.merge(session, alice, people["a"].id, people["b"].id, take)
    assert [rederive(session, alice, one.id) for one in people.values()] == [[], []]
    merges.undo(session, alice, row.id)
    assert raw(session, alice) == before
    assert dump(session, alice) == derived
    assert [rederive(session, alice, one.id) for one in people.values()] == [[], []]
    session.rollback()


@SQLITE_ALONE  # what it says of many stories is said by the rules; other tests ask both databases
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(_STEP, max_size=8), later=st.lists(_STEP, max_size=6))
def test_whatever_came_between_no_row_names_one_of_the_other_contact_and_all_adds_up(
    session: Session, story: list[tuple[str, int, str]], later: list[tuple[str, int, str]]
) -> None:
    session.rollback()
    alice = user(session, "again@example.org")
    ana, ben = person(session, alice, "Ana"), person(session, alice, "Ben")
    for step in story:
        _take(session, {"a": ana, "b": ben}, step)
    own = {row.id for row in session.scalars(select(Interaction).where(Interaction.contact_id == ben.id))}
    row = merges.merge(session, alice, ana.id, ben.id, {})
    for step in later:
        _take(session, {"a": ana, "b": ana}, (step[0], step[1], step[2][0]))
    merges.undo(session, alice, row.id)
    session.expire_all()
    assert {line.id for line in session.scalars(select(Interaction).where(Interaction.contact_id == ben.id))} >= own
    for model, name, target in merges._HANGS:
        query = select(model.id).join(target, target.id == getattr(model, name))
        assert session.scalars(query.where(model.contact_id != target.contact_id)).all() == []
    assert [rederive(session, alice, one.id) for one in (ana, ben)] == [[], []]
    session.rollback()
