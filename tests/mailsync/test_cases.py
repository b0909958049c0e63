"""The labels of cases that were written from the definitions alone, before the rules were looked at."""

import pytest

from mailsync import ask_formulas, formulas, refusals
from mailsync.mail import Label
from mailsync.sentences import sentences
from tests.mailsync.cases import cases, score

LABELS = ["thank_you", "ask", "introduction", "meeting_agreed", "decline", "bulk"]
RULES = [
    *ask_formulas.RULES, *ask_formulas.FOREIGN, *formulas.INTRODUCTION, *formulas.INTRODUCTION_FOREIGN,
    *refusals.DECLINE, *refusals.DECLINE_FOREIGN,
    *formulas.MEETING_AGREED, *formulas.MEETING_AGREED_FOREIGN,
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


@pytest.mark.parametrize("label", LABELS)
def test_each_label_has_as_many_cases_for_it_as_against_it(label):
    found = cases(label)
    assert len(found) == 2 * sum(case.holds for case in found) >= 50


@pytest.mark.parametrize("label", LABELS)
def test_no_rule_is_passed_over_where_its_words_stand(label):
    for case in cases(label):
        for sentence in sentences(case.text):
            for one in RULES:
                if one.says.search(sentence.text if one.cased else sentence.low):
                    assert all(group & sentence.cues for group in one.cues), (one.says.pattern, sentence.text)
