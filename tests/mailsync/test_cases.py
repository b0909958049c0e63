"""The labels of cases that were written from the definitions alone, before the rules were looked at."""

from pathlib import Path

import pytest

from mailsync import (
    ask_formulas,
    ask_orders,
    introduction_formulas,
    introduction_stated,
    meeting_formulas,
    meeting_stated,
    refusals,
    refusals_indirect,
    thanks_shown,
)
from mailsync.classify import classify
from mailsync.mail import Label, Verdict
from mailsync.parse import parse
from mailsync.sentences import sentences
from mailsync.unwrap import unwrap
from tests.mailsync.cases import Score, cases, score
from tests.mailsync.cases.mails import HELD, HELD_2, TUNED, TUNED_2, Labelled, labelled

LABELS = ["thank_you", "ask", "introduction", "meeting_agreed", "decline", "bulk"]
RULES = [
    *ask_formulas.RULES, *ask_formulas.FOREIGN, *ask_orders.ORDERS, *ask_orders.ORDERS_FOREIGN,
    *introduction_formulas.INTRODUCTION, *introduction_formulas.INTRODUCTION_FOREIGN,
    *refusals.DECLINE, *refusals.DECLINE_FOREIGN,
    *refusals_indirect.DECLINE_INDIRECT, *refusals_indirect.DECLINE_INDIRECT_FOREIGN,
    *meeting_formulas.MEETING_AGREED, *meeting_formulas.MEETING_AGREED_FOREIGN,
    *introduction_stated.INTRODUCTION_STATED, *introduction_stated.INTRODUCTION_STATED_FOREIGN,
    *thanks_shown.THANKS_SHOWN, *thanks_shown.THANKS_SHOWN_FOREIGN,
    *meeting_stated.MEETING_STATED, *meeting_stated.MEETING_STATED_FOREIGN,
]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "precision", "recall"),
    [
        ("thank_you", 0.95, 0.9),
        ("ask", 0.9, 0.85),
        ("introduction", 0.85, 0.8),
        ("meeting_agreed", 0.85, 0.8),
        ("decline", 0.85, 0.8),
        ("bulk", 0.9, 0.6),
    ],
)
def test_the_labels_are_found_in_most_cases_and_seldom_elsewhere(label, precision, recall):
    found = score(cases(label), Label(label))
    assert found.precision >= precision
    assert found.recall >= recall


def test_a_thank_you_that_may_settle_what_is_owed_is_one():
    assert score(cases("thank_you"), Label.THANK_YOU, sure=True).precision >= 0.95


def _scored(half: Path, label: Label, *, sure: bool = False) -> Score:
    seen = [(one, _verdict(one)) for one in labelled(half)]
    found = [one for one, verdict in seen if (verdict.sure(label) if sure else label in verdict.labels)]
    return Score(sum(label in one.labels for one, _ in seen), len(found), sum(label in one.labels for one in found))


def _verdict(one: Labelled) -> Verdict:
    return classify(unwrap(parse(one.raw)), one.direction, answers_sent=one.answers_sent)


@pytest.mark.parametrize("half", [TUNED, HELD], ids=["tuned", "held"])
@pytest.mark.parametrize(
    ("label", "precision", "recall"),
    [
        ("reply", 1, 1),
        ("thank_you", 0.9, 0.8),
        ("ask", 0.85, 0.85),
        ("introduction", 0.8, 0.8),
        ("meeting_agreed", 0.8, 0.8),
        ("decline", 0.85, 0.85),
        ("auto_reply", 0.95, 0.95),
        ("bounce", 0.95, 0.95),
        ("bulk", 0.95, 0.85),
    ],
)
def test_the_labels_are_found_in_whole_mails(half, label, precision, recall):
    found = _scored(half, Label(label))
    assert found.precision >= precision
    assert found.recall >= recall


@pytest.mark.parametrize("half", [TUNED, HELD], ids=["tuned", "held"])
def test_a_thank_you_in_a_whole_mail_that_may_settle_what_is_owed_is_one(half):
    assert _scored(half, Label.THANK_YOU, sure=True).precision >= 0.9


@pytest.mark.parametrize(
    ("half", "label", "precision", "recall"),
    [
        (TUNED_2, "thank_you", 0.95, 0.95),
        (TUNED_2, "ask", 0.95, 0.95),
        (TUNED_2, "introduction", 0.95, 0.95),
        (TUNED_2, "meeting_agreed", 0.95, 0.95),
        (TUNED_2, "decline", 0.95, 0.9),
        (HELD_2, "thank_you", 0.85, 0.8),
        (HELD_2, "ask", 0.65, 0.8),
        (HELD_2, "introduction", 0.95, 0.45),
        (HELD_2, "meeting_agreed", 0.85, 0.4),
        (HELD_2, "decline", 0.6, 0.4),
    ],
    ids=lambda value: value.stem if isinstance(value, Path) else None,
)
def test_the_labels_are_found_in_mails_that_say_things_indirectly(half, label, precision, recall):
    found = _scored(half, Label(label))
    assert found.precision >= precision
    assert found.recall >= recall


@pytest.mark.parametrize("half", [TUNED_2, HELD_2], ids=["tuned", "held"])
def test_an_indirect_thank_you_that_may_settle_what_is_owed_is_one(half):
    assert _scored(half, Label.THANK_YOU, sure=True).precision == 1


@pytest.mark.parametrize("label", LABELS)
def test_each_label_has_as_many_cases_for_it_as_against_it(label):
    found = cases(label)
    assert len(found) == 2 * sum(case.holds for case in found) >= 50


@pytest.mark.parametrize(
    "text",
    [
        *("\n\n".join(case.text for case in cases(label)) for label in LABELS),
        *(
            "\n\n".join(one.raw.decode().partition("\n\n")[2] for one in labelled(half))
            for half in (TUNED, HELD, TUNED_2)
        ),
    ],
    ids=[*LABELS, "tuned", "held", "tuned_2"],
)
def test_no_rule_is_passed_over_where_its_words_stand(text):
    for part in text.split("\n\n"):
        for sentence in sentences(part):
            for one in RULES:
                if one.says.search(sentence.text if one.cased else sentence.low):
                    assert all(group & sentence.cues for group in one.cues), (one.says.pattern, sentence.text)
