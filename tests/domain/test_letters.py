"""Letters (docs/method.md §7): what each has to say, what it may not, and what is no fault though it looks like one."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.letters import Facts, Verdict, call_day, check, draft

TODAY = date(2026, 11, 23)  # a Monday
FACTS = Facts(
    today=TODAY, to="Jane Doe", role="head of data", organisation="Acme", common_ground="Leeds, and the choir",
    research="Opened an office in Leeds in May, with forty people", referrer="Omar Reyes", may_name=True,
    last="our talk at PyData", ask="20 minutes on moving into data", thanks_for="your call on Tuesday",
    obtained="start with the small firms", plan="write to three of them this week",
    used="wrote to three small firms", went="two of them answered", giving="an article on choirs for beginners",
    asked="a talk in March", name="Alice Moss", situation="a geologist between jobs",
    position="data analyst in public health", skills=("maps", "statistics"),
)  # fmt: skip
KINDS = ["approach", "thank_you", "reconnect", "report_back", "give", "decline", "follow_up", "phone_script"]

# As somebody writes it who never saw the product's draft.
SENTENCES = {
    "greeting": "Dear Ms Doe,\n\n",
    "referred": "Omar Reyes thought that you and I should talk, and told me to mention him.\n",
    "who": "I'm a geologist by training",
    "situation": "; after nine years in the field my contract ends in December and I want to change direction",
    "stop": ".\n",
    "research": "On your site I read that Acme opened an office in Leeds in May and hired from outside the trade. ",
    "why": "You made the same\nmove from hydrology yourself. ",
    "wanted": "I would love to understand how you chose your first role",
    "help": " so that I can decide whether to go back to school",
    "stop again": ".\n",
    "time": "Could you spare 20 minutes for a phone call? ",
    "no job": "To be clear, I'm not looking for a job from you, and I don't\nexpect you to know of any openings.\n",
    "call": "I'll ring you on Thursday, 26 November, around ten to see when it suits you.",
    "name": "\n\nBest wishes,\nAlice Moss\n",
}
APPROACH = "".join(SENTENCES.values())


def without(*names: str) -> str:
    """The letter without these parts of it."""
    return "".join(text for name, text in SENTENCES.items() if name not in names)


def verdicts(kind: str, text: str, facts: Facts = FACTS) -> dict[str, Verdict]:
    return {point.name: point.verdict for point in check(kind, text, facts)}


def said(kind: str, text: str, name: str, facts: Facts = FACTS) -> tuple[Verdict, str]:
    return next((point.verdict, point.says) for point in check(kind, text, facts) if point.name == name)


def not_present(kind: str, text: str, facts: Facts = FACTS) -> dict[str, Verdict]:
    return {name: verdict for name, verdict in verdicts(kind, text, facts).items() if verdict is not Verdict.PRESENT}


def test_the_name_of_the_place_and_of_the_role_is_nothing_found_out() -> None:
    facts = replace(FACTS, research="Acme opened a data office in Leeds")
    text = without("research") + "I write to you because, as head of data at Acme, you know this work.\n"
    assert not_present("approach", text, facts) == {"Something about Acme": Verdict.MISSING}


def test_a_letter_that_a_person_wrote_has_all_its_points() -> None:
    assert not_present("approach", APPROACH) == {}


LEFT_OUT = {
    "Who referred you": ["referred"],
    "Who you are": ["who", "situation"],
    "Your situation": ["situation"],
    "Something about Acme": ["research"],
    "Why this person": ["why"],
    "What you want to know": ["wanted", "help"],
    "How they can help": ["help"],
    "How much time": ["time"],
    "No job is expected": ["no job"],
    "When you will call": ["call"],
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_each_thing_that_an_approach_letter_must_have_is_named_where_it_is_left_out(name: str) -> None:
    assert not_present("approach", without(*LEFT_OUT[name]))[name] is Verdict.MISSING


AGAINST_THE_RULE = {
    "No job is expected": [
        "Do you have any openings?",
        "Are you hiring at the moment?",
        "Is your team hiring?",
        "Please consider me for a position in your team.",
        "I attached my resume for a position as an analyst.",
        "My CV is attached in case something comes up.",
        "Would you know of any suitable vacancies?",
        "Let me know if there are any openings.",
        "Please let me know if any jobs open up.",
        "Have you got any vacancies?",
        "Any openings at the moment?",
        "I wonder whether there might be any openings in your department.",
        "I would love to work for your company.",
        "I know you may not be hiring, but do you have any openings?",
        "Please keep me in mind.",
        "I would like to apply for a role at Acme.",
        "Could you give me a job?",
        "Got any openings?",
        "Are you looking for people?",
        "Could you refer me for the analyst role?",
        "Please find my CV attached.",
        "I'm looking for a job and wonder if you can help.",
        "I am looking for work; could you help me find some?",
        "Can I work for you?",
        "Might I work with your team?",
        "My resume is enclosed.",
        "I have attached my CV.",
        "Are there any roles you're trying to fill?",
        "Which positions are you trying to fill?",
        "Do you know anybody who is hiring?",
        "Do you know of anyone who might be hiring or has a position to fill?",
        "I am not expecting a job, but if you have one I would take it.",
        "Would there be a place for me in your team?",
    ],
    "How much time": [
        "Could you spare 45 minutes to talk?",
        "Could we meet for an hour?",
        "I would need 60 to 90 minutes of your time.",
        "Do you have two hours for me?",
    ],
    "Nothing too early": [
        "Could you introduce me to the head of hiring?",
        "Would you write me a letter of recommendation?",
        "Could you pass on my CV?",
        "Please recommend me to your boss.",
    ],
    "No pressure": [
        "Please answer by Friday.",
        "I expect an answer soon.",
        "This is urgent.",
        "You must help me.",
    ],
    "Nothing left open": [
        "This is how it went: how it went, so far.",
        "I learned about you from [… where].",
        "My name is [...your name].",
        "I am ________.",
    ],
}


@pytest.mark.parametrize(("name", "sentence"), [(name, one) for name, them in AGAINST_THE_RULE.items() for one in them])
def test_what_is_against_the_rule_is_told(name: str, sentence: str) -> None:
    assert not_present("approach", f"{APPROACH}\n{sentence}\n") == {name: Verdict.AGAINST}


@pytest.mark.parametrize(
    "sentence",
    [
        "What I bring: patience with thirty people at once.",
        "You must be very busy, and I worked in urgent care myself.",
        "I am not looking for a job from you.",
        "I am not asking whether you have any openings.",
        "I don't expect you to know of a vacancy, nor to hire me.",
        "How do people in your field usually find openings?",
        "Did you ever wonder whether there would be no jobs left in your field?",
        "I would like your advice on opportunities in this field.",
        "Do you have any advice on how one finds a position like yours?",
        "How did you get the job that you have now?",
        "Which strategies work for gaining employment in your field?",
        "I would value your feedback on my résumé, which I can send.",
        "You cut the nightly build from 45 minutes to five.",
        "An hour ago I read your article.",
        "It took me two hours to read your report, and I enjoyed it.",
        "There is no hurry, and nothing urgent.",
        "I do not expect an answer to this mail.",
        "I am looking for a new position in data.",
        "Do you have a role in choosing the tools?",
        "Who else should I speak to?",
        "The hiring market is hard to read.",
        "My last job was at a mine.",
        "I am looking for a job that suits me better, and try to understand the field first.",
        "I can work for hours on a map.",
        "Who decides which roles a team tries to fill?",
        "I am not sending my CV.",
        "Do you know anybody who has hired geologists, so that I could ask how they chose?",
        "If you have one, a link to your talk would help me.",
        "My CV is one page long.",
        "I used to work with your team at Acme.",
    ],
)
def test_what_only_looks_like_a_fault_is_none(sentence: str) -> None:
    assert not_present("approach", f"{APPROACH}\n{sentence}\n") == {}


@pytest.mark.parametrize(
    ("when", "verdict", "tells"),
    [
        ("on Friday", Verdict.PRESENT, "Friday"),
        ("tomorrow", Verdict.PRESENT, "tomorrow"),
        ("on 30 November", Verdict.PRESENT, "30 November"),
        ("on November 27th", Verdict.PRESENT, "27th"),
        ("on the 27th", Verdict.PRESENT, "27th"),
        ("on 2026-11-25", Verdict.PRESENT, "2026-11-25"),
        ("next week", Verdict.MISSING, "names no day"),
        ("soon", Verdict.MISSING, "names no day"),
        ("on 20 November", Verdict.AGAINST, "is past"),
        ("on 1 December", Verdict.AGAINST, "more than a week away"),
        ("on next Wednesday", Verdict.AGAINST, "more than a week away"),
        ("on 12 January 2031", Verdict.AGAINST, "more than a week away"),
        ("on Friday 26 November", Verdict.AGAINST, "is a Thursday, not a Friday"),
        ("on 31 November", Verdict.MISSING, "names no day"),
    ],
)
def test_the_call_is_on_a_specific_day_within_a_week(when: str, verdict: Verdict, tells: str) -> None:
    text = APPROACH.replace("on Thursday, 26 November, around ten", when)
    found, says = said("approach", text, "When you will call")
    assert found is verdict
    assert tells in says


def test_the_day_of_the_call_is_read_from_the_letter() -> None:
    assert call_day(APPROACH, TODAY) == date(2026, 11, 26)
    assert call_day("I will call you one of these days.", TODAY) is None
    assert call_day("We met on Friday.", TODAY) is None


def test_a_referrer_is_named_with_their_permission_only() -> None:
    unasked = replace(FACTS, may_name=False)
    found, says = said("approach", APPROACH, "Who referred you", unasked)
    assert found is Verdict.AGAINST
    assert "Omar Reyes has not said" in says
    assert "Omar" not in "".join(draft("approach", unasked))


def test_a_letter_without_its_referrer_is_told_whom_to_name() -> None:
    assert said("approach", without("referred"), "Who referred you") == (
        Verdict.MISSING, "Say in the first lines that Omar Reyes gave you their name.",
    )  # fmt: skip


def test_the_contacts_own_first_name_does_not_name_a_referrer_of_the_same_name() -> None:
    facts = replace(FACTS, referrer="Jane Roe")
    text = APPROACH.replace(
        "Omar Reyes thought that you and I should talk, and told me to mention him.", "Jane, hello."
    )
    assert said("approach", text, "Who referred you", facts)[0] is Verdict.MISSING


def test_where_nobody_referred_the_place_where_the_name_was_found_will_do() -> None:
    facts = replace(FACTS, referrer="", may_name=False)
    text = "I found your name in the alumni network."
    assert said("approach", text, "Who referred you", facts)[0] is Verdict.PRESENT


@pytest.mark.parametrize(
    "vague", ["May I pick your brain?", "I would be glad of any advice.", "I would like to learn."]
)
def test_asking_for_nothing_in_particular_is_asking_for_nothing(vague: str) -> None:
    text = f"{without('wanted', 'help')} {vague}"
    assert not_present("approach", text)["What you want to know"] is Verdict.MISSING


OTHERS = {
    "thank_you": (
        "Dear Omar,\nthank you for the hour on Tuesday. Your advice to begin with small firms was new to me; "
        "I'll write to three of them this week.\nAlice",
        {
            "What you thank them for": ("Thank you for everything. I'll write to three of them.", Verdict.MISSING),
            "What you will do with it": ("Thank you for your advice to begin with small firms.", Verdict.MISSING),
            "No request in it": (
                "Thank you for the tip with small firms; I'll write to three. Could you also look at my CV?",
                Verdict.AGAINST),
            "Nothing left open": ("Thank you for the tip with firms. I will [… what].", Verdict.AGAINST),
        },
    ),
    "reconnect": (
        "Dear Ada,\nI thought of the choir the other day, and of the night when we sang in the station. I've moved "
        "to York and work at a school now. How are you, and are you still singing?\nAlice",
        {
            "What you share": ("I have moved to York and teach now.", Verdict.MISSING),
            "Your news": ("When we sang in the station it snowed. How are you?", Verdict.MISSING),
            "No request in it": (
                "When we sang it snowed. I have moved to York. Could you introduce me to your boss?", Verdict.AGAINST),
            "No pressure": ("When we sang it snowed. I have moved. You must answer.", Verdict.AGAINST),
        },
    ),
    "report_back": (
        "Dear Omar,\nI followed your advice and wrote to three firms. Two answered, and I start at one of them on "
        "Monday. Thank you!\nAlice",
        {
            "What you did with it": ("It went well. Thank you.", Verdict.MISSING),
            "How it went": ("I wrote to the firm that you named. Thank you.", Verdict.MISSING),
            "Thanks": ("I wrote to three firms and two answered.", Verdict.MISSING),
            "No ask for a job": ("I wrote to three, two answered. Thanks! Do you have any openings?", Verdict.AGAINST),
        },
    ),
    "give": (
        "Dear Bo,\nI came across this report on ferries and thought of you: page 12 is about your harbour.\nAlice",
        {
            "What you give": ("Dear Bo,\nit was a sunny morning.", Verdict.MISSING),
            "No string attached": (
                "I came across this and thought of you. In return you could introduce me to Sam.", Verdict.AGAINST),
        },
    ),
    "decline": (
        "Dear Kim,\nthank you for asking me. I can't take it on this spring. Good luck with it; Sam may "
        "like to do it.\nAlice",
        {
            "Thanks": ("I can't do it. Good luck!", Verdict.MISSING),
            "A clear no": ("Thank you for asking. Maybe later. Good luck!", Verdict.MISSING),
            "A good wish, or another way": ("Thank you for asking. I can't do it.", Verdict.MISSING),
        },
    ),
    "follow_up": (
        "Dear Jane,\nlast week I wrote to you about moving into data. If now is not a good time, that is fine.\nAlice",
        {
            "What you asked": ("Dear Jane,\nif now is not a good time, that is fine.", Verdict.MISSING),
            "Easy to say no": ("Last week I wrote to you about moving into data.", Verdict.MISSING),
            "No pressure": ("I wrote last week; no hurry. Why haven't you answered?", Verdict.AGAINST),
        },
    ),
    "phone_script": (
        "Hello, my name is Alice Moss. Have you got a couple of minutes? Omar Reyes suggested that I call you. I'm a "
        "geologist moving into data. I would like to learn how you chose your first role. Could we talk for 20 minutes "
        "some day? I'm not after a job. Thank you for your time.",
        {
            "Whether they have a moment": (
                "Hello, my name is Alice. Omar Reyes suggested that I call.", Verdict.MISSING),
            "Who referred you": ("Hello, I'm Alice. Have you got a couple of minutes?", Verdict.MISSING),
            "Who you are": ("Have you got a couple of minutes? Omar Reyes suggested that I call.", Verdict.MISSING),
            "What you want to know": ("Have you got a couple of minutes? I'm Alice.", Verdict.MISSING),
            "How much time": ("Have you got a couple of minutes? I'm Alice.", Verdict.MISSING),
            "No job is expected": ("Do you have any openings?", Verdict.AGAINST),
            "Thanks": ("Have you got a couple of minutes? I'm Alice.", Verdict.MISSING),
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", OTHERS)
def test_a_letter_of_each_kind_that_a_person_wrote_has_its_points(kind: str) -> None:
    assert not_present(kind, OTHERS[kind][0]) == {}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, (_, wrong) in OTHERS.items() for name in wrong])
def test_each_point_of_the_other_letters_is_told_where_it_fails(kind: str, name: str) -> None:
    text, verdict = OTHERS[kind][1][name]
    assert not_present(kind, text)[name] is verdict


@pytest.mark.parametrize(
    "kindness",
    ["If I can ever do something for you, let me know.", "May I tell you how it goes?", "How are you?",
     "Please give my regards to Sam.", "You don't need to answer."],
)  # fmt: skip
def test_an_offer_and_a_pleasantry_are_no_request(kindness: str) -> None:
    assert not_present("thank_you", f"{OTHERS['thank_you'][0]}\n{kindness}") == {}


def test_a_thank_you_that_is_late_is_still_welcome() -> None:
    found, says = said("thank_you", OTHERS["thank_you"][0], "Within a day", replace(FACTS, late=True))
    assert found is Verdict.MISSING
    assert "still welcome" in says


def test_after_a_no_one_thanks_and_asks_who_else() -> None:
    facts = replace(FACTS, turned_down=True)
    assert not_present("thank_you", draft("thank_you", facts)[1], facts) == {}
    assert not_present("thank_you", "Thank you for your answer; I understand.", facts) == {"Who else": Verdict.MISSING}


WORDS = st.sampled_from(
    ["maps", "a choir in Leeds", "small firms first", "Data for hospitals", "I teach physics.", "we rowed together"]
)
NAMES = st.sampled_from(["Omar Reyes", "Li Wei", "Dr. Åsa Öberg", "Jean-Luc O’Neill", "Bo"])


@given(
    facts=st.builds(
        Facts, today=st.dates(date(2020, 1, 1), date(2099, 12, 1)), to=st.just("Jane Doe"), name=st.just("Alice Moss"),
        role=st.sampled_from(["", "head of data", "CEO"]), organisation=st.sampled_from(["Acme", "The 3 Rivers Trust"]),
        research=WORDS, common_ground=WORDS, referrer=NAMES, may_name=st.just(True), last=WORDS, ask=WORDS,
        thanks_for=st.sampled_from(["your call on Tuesday", "The report on ferries", "the introduction to Bo"]),
        obtained=WORDS, plan=WORDS, used=WORDS, went=WORDS, giving=WORDS, asked=WORDS, position=WORDS,
        situation=st.sampled_from(["a geologist between jobs", "I teach and would like to move", "Nurse, on leave"]),
        skills=st.tuples(WORDS), signature=st.sampled_from(["", "Alice Moss\n0123 456"]), turned_down=st.booleans(),
        event=st.sampled_from(["", "PyData meetup", "The AI 24.", "Maps & beer.", "Lunch"]),
        event_on=st.dates(date(2020, 1, 1), date(2099, 12, 1)), met_there=st.booleans(), hosted=st.booleans(),
        shared_there=WORDS,
    ),
    kind=st.sampled_from(KINDS),
)  # fmt: skip
def test_every_draft_with_full_facts_passes_its_own_check(facts: Facts, kind: str) -> None:
    assert not_present(kind, draft(kind, facts)[1], facts) == {}


@given(
    known=st.sets(st.sampled_from([name for name in Facts.__slots__ if name not in {"today", "call_on", "skills"}])),
    kind=st.sampled_from(KINDS),
)
def test_what_is_not_known_stands_as_a_gap_that_the_check_names(known: set[str], kind: str) -> None:
    facts = Facts(TODAY, **{name: getattr(FACTS, name) for name in known})
    subject, body = draft(kind, facts)
    faults = not_present(kind, body, facts)
    assert ("[…" in body) == (faults.get("Nothing left open") is Verdict.AGAINST)
    missing = {name for name, verdict in faults.items() if verdict is Verdict.MISSING and name != "Within a day"}
    assert not missing or "[…" in body
    assert "[" not in subject
    assert "None" not in subject + body


@given(today=st.dates(date(2000, 1, 1), date(2199, 12, 1)))
def test_the_day_that_a_draft_names_is_a_business_day_within_the_week(today: date) -> None:
    day = call_day(draft("approach", Facts(today))[1], today)
    assert day is not None
    assert timedelta(0) < day - today <= timedelta(7)
    assert day.weekday() < 5


@given(text=st.text(max_size=300), kind=st.sampled_from(KINDS))
def test_any_text_is_checked(text: str, kind: str) -> None:
    assert {point.verdict for point in check(kind, text, FACTS)} <= set(Verdict)


HOSTILE = [
    "because ", "not ", "[", "[…", "a", "a.", " ", "\n", "> ", "do you have any ", "i will call ", "20 minutes ",
    "attach resume ", "your advice ",
    "1 ", "thanks for ", "would you have ", "is there any ", ". . . ", "“", "i hope ", "… ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_letter_takes_time_in_proportion_to_its_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        began = time.process_time()
        check("approach", text, FACTS)
        return time.process_time() - began

    # Eight times as long: 64 times the time if it were quadratic. The floor keeps the clock's own steps out of it.
    assert seconds(100_000) < 30 * max(seconds(12_500), 0.02)
