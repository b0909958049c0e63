"""Every rule of docs/method.md, by its section, as one sentence each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, timedelta
from itertools import pairwise

import pytest

from tests.domain.make import on, piece, two_way
from tests.domain.test_letters import APPROACH, FACTS, TODAY, without
from webapp.domain import agenda, clocks, letters, pitch, weeks
from webapp.domain.cadence import CADENCE, Tie, dormant, due, of_day
from webapp.domain.evidence import AskState, Doubt, Evidence, History, Kind, Phase, Source
from webapp.domain.fit import check, is_use_step
from webapp.domain.giving import Known, Way, ways
from webapp.domain.ledger import balance
from webapp.domain.letters import Verdict
from webapp.domain.next_steps import Facts, Rule, next_step
from webapp.domain.paths import Edge, shortest
from webapp.domain.phases import derive
from webapp.domain.pitch import Pitch
from webapp.domain.purposes import same_purpose
from webapp.domain.strength import Measures, Tier, tier

RULES: dict[str, Callable[[], bool]] = {}


def rule(sentence: str) -> Callable[[Callable[[], bool]], None]:
    """Enter a rule: the function says whether it holds."""

    def enter(holds: Callable[[], bool]) -> None:
        assert sentence not in RULES
        RULES[sentence] = holds

    return enter


def means(*evidence: Evidence) -> History:
    return derive(evidence)


def asked(day: float = 1, id: str = "a", **more: str) -> Evidence:
    return piece(Kind.ASK, day, f"{id}-made", ask=id, **more)


def round_of(*more: Evidence) -> History:
    """A round up to its use: an answered ask, advice, and what was done with it."""
    return means(
        *two_way(), asked(), piece(Kind.MESSAGE_IN, 2, "answer"),
        piece(Kind.OUTCOME, 2, "advice", ask="a", about="answer"), piece(Kind.USE, 3, "use", about="advice"), *more,
    )  # fmt: skip


TOLD = (piece(Kind.THANKS, 4, "thanks"), piece(Kind.REPORT_BACK, 5, "told", about="advice"))


def lacks(letter: str) -> set[str]:
    """The points of an approach letter that are not present."""
    points = letters.check("approach", letter, FACTS)
    return {point.name for point in points if point.verdict is not Verdict.PRESENT}


# §1 People and relationships
rule("§1 without common ground nothing is begun")(lambda: next_step(Facts()).rule is Rule.FIND)
rule("§1 strength is measured from exchanges, meetings and gives either way")(
    lambda: (
        (tier(Measures(6, 3, 1, 1, on(0)), on(0)), tier(Measures(last_at=on(0)), on(0))) == (Tier.CLOSE, Tier.DISTANT)
    )
)
rule("§1 strength fades with silence")(lambda: tier(Measures(6, 3, 1, 1, on(0)), on(400)) is Tier.ACQUAINTED)
rule("§1 a strong tie bears less silence than a weak one")(
    lambda: list(CADENCE.values()) == sorted(CADENCE.values()) and list(CADENCE) == list(reversed(Tier))
)
rule("§1 whoever is silent for longer than their cadence is due to be reconnected")(
    lambda: due(Tie("ana", Tier.CLOSE, on(-31)), on(0), on(0).date()) is not None
)
rule("§1 an ask to a dormant contact is warned about: reconnect first, ask later")(
    lambda: "Reconnect first" in check("advice", Tier.CLOSE, dormant=dormant(Tier.CLOSE, on(-31), on(0))).says
)
rule("§1 a day reminds of five people at most")(
    lambda: len(of_day([Tie(str(n), Tier.WARM, on(-99)) for n in range(9)], on(0), on(0).date())) == 5
)
rule("§1 three messages in a row without an answer are enough")(
    lambda: due(Tie("ana", Tier.CLOSE, on(-99), unanswered=3), on(0), on(0).date()) is None
)

# §2 The phases
rule("§2 a relationship starts in Initiate")(lambda: means().phase is Phase.INITIATE)
rule("§2 a message from each side completes Initiate, whoever began")(
    lambda: means(piece(Kind.MESSAGE_IN, 0), piece(Kind.MESSAGE_OUT, 1)).phase is Phase.OBTAIN
)
rule("§2 a meeting completes Initiate")(lambda: means(piece(Kind.MEETING, 0)).phase is Phase.OBTAIN)
rule("§2 an outcome completes Obtain")(lambda: means(*two_way(), piece(Kind.OUTCOME, 1)).phase is Phase.USE)
rule("§2 an introduction completes Obtain")(lambda: means(*two_way(), piece(Kind.INTRODUCTION, 1)).phase is Phase.USE)
rule("§2 an answer is not yet an outcome")(
    lambda: means(*two_way(), asked(), piece(Kind.MESSAGE_IN, 2)).phase is Phase.OBTAIN
)
rule("§2 a decline completes nothing")(
    lambda: means(piece(Kind.MESSAGE_OUT, 0), asked(0), piece(Kind.DECLINE, 1)).phase is Phase.INITIATE
)
rule("§2 Use is complete when it is used, thanked for and told")(
    lambda: round_of().missing == (Kind.THANKS, Kind.REPORT_BACK) and round_of(*TOLD).missing == ()
)
rule("§2 when Use is complete the relationship rests there until a new ask")(
    lambda: (round_of(*TOLD).phase, round_of(*TOLD, asked(9, "b")).phase) == (Phase.USE, Phase.OBTAIN)
)
rule("§2 an ask made while Use is incomplete enters Obtain, and the report back stays due")(
    lambda: (round_of(asked(4, "b")).phase, round_of(asked(4, "b")).to_report) == (Phase.OBTAIN, ("use",))
)
rule("§2 every round can be read")(
    lambda: [move.new for move in round_of(*TOLD, asked(9, "b")).moves] == [Phase.OBTAIN, Phase.USE, Phase.OBTAIN]
)
rule("§2 a line carries the phase held just before it")(
    lambda: set(means(*two_way()).held.values()) == {Phase.INITIATE}
)
rule("§2 a thank-you carries the phase of what it thanks for")(
    lambda: (
        means(piece(Kind.MEETING, 0), piece(Kind.OUTCOME, 1), piece(Kind.THANKS, 0.5, "t")).held["t"] is Phase.INITIATE
    )
)
rule("§2 a use that comes too early is flagged and moves nothing")(
    lambda: means(*two_way(), piece(Kind.USE, 1, "hasty")).skipped == ("hasty",)
)
rule("§2 a written note overrides that, and is read in the timeline")(
    lambda: "She offered" in means(piece(Kind.USE, 1, override="She offered")).moves[0].reason
)
rule("§2 recommendations, vouches and introductions to who can hire are Use-steps")(
    lambda: is_use_step("recommendation", False) and is_use_step("vouch", False) and is_use_step("introduction", True)
)
rule("§2 who else should I speak to is no Use-step")(lambda: not is_use_step("introduction", False))
rule("§2 the order in which evidence is read does not matter")(
    lambda: derive([*reversed(two_way()), *two_way()]) == derive(two_way())
)
rule("§2 every one-on-one has a purpose of its own")(
    lambda: same_purpose("How do you hire?", "how do you hire") and not same_purpose("How do you hire?", "Who else?")
)
rule("§2 what is owed comes before what would be good")(
    lambda: next_step(Facts(phase=Phase.USE, received=2, open={Rule.THANK: ["coffee"]})).rule is Rule.THANK
)

# §3 Asks
rule("§3 an ask goes from made to answered to obtained to used to reported back")(
    lambda: (
        [move.new for move in round_of(*TOLD).ask_moves]
        == [AskState.MADE, AskState.ANSWERED, AskState.OBTAINED, AskState.USED, AskState.REPORTED_BACK]
    )
)
rule("§3 a decline ends an ask and is to be answered")(
    lambda: means(*two_way(), asked(), piece(Kind.DECLINE, 2, "no", interaction="mail")).to_ask_on == ("mail",)
)
rule("§3 their own experience can always be asked for")(lambda: check("experience", Tier.DISTANT).ok)
rule("§3 a meeting fits who was referred, else acquaintances")(
    lambda: check("meeting", Tier.DISTANT, referred=True).ok and not check("meeting", Tier.DISTANT).ok
)
rule("§3 advice and feedback fit acquaintances")(
    lambda: [check(kind, Tier.ACQUAINTED).ok for kind in ("advice", "feedback", "introduction")] == [True, True, False]
)
rule("§3 an introduction fits a warm tie")(
    lambda: check("introduction", Tier.WARM).ok and not check("vouch", Tier.WARM).ok
)
rule("§3 a recommendation and a vouch fit a close tie")(
    lambda: check("recommendation", Tier.CLOSE).ok and check("vouch", Tier.CLOSE).ok
)
rule("§3 an ask above the tier is warned about with what to do first")(
    lambda: "first" in check("vouch", Tier.DISTANT).says
)
rule("§3 a request for information asks for no job")(
    lambda: not check("information", Tier.CLOSE, text="Do you have any openings?").ok
)
rule("§3 a reply answers the ask of its thread")(
    lambda: (
        means(asked(1, "a", thread="t"), asked(1, "b", thread="u"), piece(Kind.MESSAGE_IN, 2, thread="u")).ask_states
        == {"a": AskState.MADE, "b": AskState.ANSWERED}
    )
)
rule("§3 where several asks wait, the user is asked")(
    lambda: (
        [one.doubt for one in means(asked(1, "a"), asked(1, "b"), piece(Kind.MESSAGE_IN, 2)).questions]
        == [Doubt.WHICH_ASK]
    )
)
rule("§3 not an answer yet starts the clock again")(
    lambda: means(asked(1), piece(Kind.MESSAGE_IN, 2, not_an_answer=True)).waiting[0].since == on(2)
)
rule("§3 the follow-ups are due three and seven business days on, then the ask rests")(
    lambda: [clocks.due(date(2026, 3, 2), often) for often in range(3)] == [date(2026, 3, 5), date(2026, 3, 11), None]
)
rule("§3 an answer stops the clock")(lambda: means(asked(1), piece(Kind.MESSAGE_IN, 2)).waiting == ())
rule("§3 who is away is awaited from their return")(
    lambda: means(asked(1), piece(Kind.AWAY, 2, until=on(9))).waiting[0].back == on(9)
)
rule("§3 an ask whose mail came back is still to be made")(
    lambda: means(asked(1, interaction="mail"), piece(Kind.RETURNED, 2, about="mail")).ask_states == {}
)

# §4 Gives and the ledger
rule("§4 the balance is a trend and never a debt")(
    lambda: "owe" not in balance([on(-40), on(-20)], [on(-30)], on(0), UTC).words
)
rule("§4 only takes for long is flagged")(lambda: balance([on(-200), on(-5)], [], on(0), UTC).only_takes)
rule("§4 a give at some point is enough")(lambda: not balance([on(-200), on(-5)], [on(-9)], on(0), UTC).only_takes)
rule("§4 a favour that they owe to somebody you both know is a way to give")(
    lambda: Way.FAVOUR in {one.way for one in ways(Known(owes=[("Bo", "a lift")]), on(0))}
)

# §5 Referrals and introductions
rule("§5 the warm path is the warmest way over people who know each other")(
    lambda: (
        [
            step.end
            for step in shortest([Edge("me", "a", 1, ""), Edge("a", "b", 2, ""), Edge("me", "b", 9, "")], "me", "b")
        ]
        == ["a", "b"]
    )
)
rule("§5 where nobody knows anybody there is no warm path")(lambda: shortest([], "me", "b") == ())
rule("§5 a name is no outcome before it is taken up, an introduction is one")(
    lambda: (means(*two_way()).phase, means(*two_way(), piece(Kind.INTRODUCTION, 1)).phase) == (Phase.OBTAIN, Phase.USE)
)

# §6 Interviews and thanks
rule("§6 every interview ends with the two closing questions")(
    lambda: agenda.pick(frozenset(), 20)[-2:] == tuple(agenda.CLOSING)
)
rule("§6 an agenda follows its parts")(
    lambda: all(not agenda.before(later.part, first.part) for first, later in pairwise(agenda.pick(frozenset(), 30)))
)
rule("§6 nobody comes more than fifteen minutes early")(lambda: timedelta(minutes=15) == agenda.EARLIEST)
rule("§6 the promised end is as long after the beginning as was asked for")(
    lambda: agenda.promised_end(on(0), on(0) + timedelta(minutes=20), on(1)) == on(1) + timedelta(minutes=20)
)
rule("§6 a meeting owes one thank-you with all that it brought")(
    lambda: (
        len(
            means(
                piece(Kind.MEETING, 0, "m"), piece(Kind.OUTCOME, 1, about="m"), piece(Kind.OUTCOME, 2, about="m")
            ).thanks
        )
        == 1
    )
)
rule("§6 an introduction owes a thank-you")(
    lambda: [one.source for one in means(piece(Kind.INTRODUCTION, 0)).thanks] == [Source.INTRODUCTION]
)
rule("§6 help by mail owes a thank-you")(
    lambda: (
        [one.source for one in means(*two_way(), piece(Kind.OUTCOME, 1, about="hello-back")).thanks] == [Source.HELP]
    )
)
rule("§6 a thank-you is due within a day")(lambda: means(piece(Kind.MEETING, 0)).thanks[0].due == on(1))
rule("§6 a thank-you settles only what came before it")(
    lambda: means(piece(Kind.THANKS, 0), piece(Kind.MEETING, 1)).thanks[0].settled_by == ""
)
rule("§6 one recorded after its thank-you is born settled")(
    lambda: means(piece(Kind.MEETING, 0), piece(Kind.THANKS, 1, "t")).thanks[0].settled_by == "t"
)
rule("§6 a thank-you settles the source that its words name")(
    lambda: (
        [
            one.source
            for one in means(
                piece(Kind.MEETING, 0),
                piece(Kind.INTRODUCTION, 1),
                piece(Kind.THANKS, 2, names=frozenset({Source.MEETING})),
            ).thanks
            if one.settled_by
        ]
        == [Source.MEETING]
    )
)
rule("§6 where several sources are open and none is named, the user is asked")(
    lambda: (
        [one.doubt for one in means(piece(Kind.MEETING, 0), piece(Kind.MEETING, 1), piece(Kind.THANKS, 2)).questions]
        == [Doubt.WHICH_THANKS]
    )
)

# §7 Letters
rule("§7 an approach letter that says all that belongs into it lacks nothing")(lambda: lacks(APPROACH) == set())
rule("§7 an approach letter names who referred")(lambda: lacks(without("referred")) != set())
rule("§7 an approach letter says for how long")(lambda: lacks(without("time")) != set())
rule("§7 an approach letter says when its writer will call")(lambda: lacks(without("call")) != set())
rule("§7 an approach letter says that no job is expected")(lambda: lacks(without("no job")) != set())
rule("§7 no approach letter asks for a job")(
    lambda: (
        Verdict.AGAINST
        in {one.verdict for one in letters.check("approach", APPROACH + "Do you have any openings?", FACTS)}
    )
)
rule("§7 the day of the call is read from the letter")(lambda: letters.call_day(APPROACH, TODAY) == date(2026, 11, 26))
rule("§7 every kind of letter has a draft")(lambda: all(letters.draft(kind, FACTS)[1] for kind in letters.NEEDS))

# §8 The pitch
rule("§8 a pitch has a position, skills, stories and a wish, and says what it lacks")(
    lambda: len(pitch.missing(Pitch())) > 3
)
rule("§8 a pitch has its length when spoken")(lambda: pitch.seconds("word " * pitch.WORDS_A_MINUTE) == 60)

# §9 Where the time goes
rule("§9 a week begins on Monday")(lambda: weeks.monday(date(2026, 3, 8)) == date(2026, 3, 2))


@pytest.mark.parametrize("sentence", RULES)
def test_the_method(sentence: str) -> None:
    assert RULES[sentence]()
