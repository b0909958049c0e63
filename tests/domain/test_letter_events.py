"""What a letter says of an event (docs/method.md §7, §8): which, when, what was talked about, and nothing untrue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.test_letters import FACTS, TODAY, not_present, said
from webapp.domain.letter_events import EVENT, TALK
from webapp.domain.letters import Facts, Verdict, draft

MET = replace(
    FACTS, referrer="", may_name=False, event="PyData meetup", event_on=date(2026, 11, 17), met_there=True,
    shared_there="old maps of Leeds",
)  # fmt: skip
COMING = replace(MET, met_there=False, shared_there="", event_on=date(2026, 11, 26))
HOST = replace(MET, met_there=False, hosted=True, thanks_for="", shared_there="")
SAID = "We met at the PyData meetup on Tuesday, and talked about old maps."


@pytest.mark.parametrize(
    ("sentence", "facts", "name", "verdict"),
    [
        (SAID, MET, EVENT, Verdict.PRESENT),
        ("It was good to see you at PyData meetup last week.", MET, EVENT, Verdict.PRESENT),
        ("We met the other day, and talked about old maps.", MET, EVENT, Verdict.MISSING),
        ("We met at the PyData meetup on Wednesday.", MET, EVENT, Verdict.AGAINST),
        ("We met at the PyData meetup on 18 November.", MET, EVENT, Verdict.AGAINST),
        ("We met at the PyData meetup on Tuesday, and you said that Friday suits you.", MET, EVENT, Verdict.PRESENT),
        ("The PyData meetup has a list. On Friday I read it.", MET, EVENT, Verdict.PRESENT),
        (SAID, MET, TALK, Verdict.PRESENT),
        ("You told me at the PyData meetup how it began.", MET, TALK, Verdict.PRESENT),
        ("I saw you at the PyData meetup.", MET, TALK, Verdict.MISSING),
        ("We will both be at the PyData meetup on Thursday.", COMING, EVENT, Verdict.PRESENT),
        ("We will both be at the PyData meetup on Friday.", COMING, EVENT, Verdict.AGAINST),
        ("We met at the PyData meetup.", COMING, EVENT, Verdict.AGAINST),
        ("I look forward to Thursday.", COMING, EVENT, Verdict.MISSING),
    ],
)
@pytest.mark.parametrize("kind", ["approach", "reconnect", "phone_script"])
def test_the_event_is_named_truly_and_so_is_what_was_talked_about(
    kind: str, sentence: str, facts: Facts, name: str, verdict: Verdict
) -> None:
    assert said(kind, sentence, name, facts)[0] is verdict


def test_an_event_whose_name_has_short_words_alone_is_a_last_time() -> None:
    facts = replace(MET, event="The AI 24.", last="maps", common_ground="maps")
    assert "What you share" not in not_present("reconnect", draft("reconnect", facts)[1], facts)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Thank you for having me at the PyData meetup on Tuesday. I'll write to two of them.", {}),
        ("Thank you for the evening with so many maps. I'll write to two of them.", {EVENT: Verdict.MISSING}),
        ("Thank you for having me at the PyData meetup on Monday. I'll write to two.", {EVENT: Verdict.AGAINST}),
    ],
)
def test_the_thank_you_to_a_host_names_what_they_had_one_at(text: str, faults: dict[str, Verdict]) -> None:
    assert not_present("thank_you", text, HOST) == faults


def test_a_draft_names_event_day_and_what_was_shared() -> None:
    subject, body = draft("approach", MET)
    assert subject == "We met at the PyData meetup"
    assert "We met at the PyData meetup on Tuesday 17 November. We talked about old maps of Leeds." in body
    assert "It was good to see you at the PyData meetup on Tuesday 17 November." in draft("reconnect", MET)[1]


@pytest.mark.parametrize(
    ("shared", "told"),
    [
        ("both sing in a choir", "What we found to share: both sing in a choir."),
        ("Leeds, and maps", "What we talked about: Leeds, and maps."),
        ("night trains", "We talked about night trains."),
        ("", "We talked about [… what you talked about there]."),
    ],
)
def test_what_is_shared_is_told_as_it_was_written_down(shared: str, told: str) -> None:
    assert told in draft("approach", replace(MET, shared_there=shared))[1]


def test_a_draft_says_who_gave_the_name_beside_the_event() -> None:
    body = draft("approach", replace(MET, referrer="Omar Reyes", may_name=True))[1]
    assert "We met at the PyData meetup" in body
    assert "Omar Reyes, who told me that I may say so." in body


def test_before_the_event_nobody_was_met_there() -> None:
    body = draft("approach", replace(COMING, referrer="Omar Reyes", may_name=True))[1]
    assert "We will both be at the PyData meetup on Thursday 26 November" in body
    assert "We met" not in body


def test_the_host_is_thanked_for_having_one() -> None:
    subject, body = draft("thank_you", HOST)
    assert subject == "Thank you for having me at the PyData meetup"
    assert "Thank you for having me at the PyData meetup on Tuesday 17 November." in body


def test_who_was_met_and_is_owed_nothing_else_is_thanked_for_the_conversation() -> None:
    body = draft("thank_you", replace(MET, thanks_for=""))[1]
    assert "Thank you for our conversation at the PyData meetup" in body
    assert "PyData" not in draft("thank_you", MET)[1]


@pytest.mark.parametrize(
    ("name", "called"),
    [("PyData meetup", "the PyData meetup"), ("PyCon", "PyCon"), ("The Open Day", "The Open Day"),
     ("Maps & beer.", "Maps & beer"), ("Career fair", "the Career fair")],
)  # fmt: skip
def test_an_event_is_called_as_one_speaks_of_it(name: str, called: str) -> None:
    assert Facts(TODAY, event=name).there == called


def test_an_event_of_long_ago_is_named_with_its_year() -> None:
    assert Facts(TODAY, event="PyCon", event_on=date(2025, 11, 17)).there == "PyCon on Monday 17 November 2025"


def test_without_an_event_no_letter_is_asked_for_one() -> None:
    for kind in ("approach", "reconnect", "thank_you", "give"):
        assert not {EVENT, TALK} & not_present(kind, "", FACTS).keys()
    assert EVENT not in not_present("give", "", MET)
