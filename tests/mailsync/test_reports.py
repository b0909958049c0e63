"""Reports back, told in mails that were written from the definition and parted by a coin before there were rules."""

from email.message import EmailMessage

import pytest

from mailsync.classify import classify
from mailsync.mail import Label, Verdict
from mailsync.parse import parse
from mailsync.unwrap import unwrap
from tests.mailsync.cases import Case, Score, cases

HALVES = ["report_back_tuned", "report_back_held"]


def read(text: str, direction: str = "out") -> Verdict:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "max@home.example", "dora@lindhq.example", "News"
    mail.set_content(text)
    return classify(unwrap(parse(mail.as_bytes())), direction, answers_sent=False)


def scored(some: list[Case], *, sure: bool) -> Score:
    seen = [(case, read(case.text)) for case in some]
    found = [case for case, one in seen if (one.sure(Label.REPORT_BACK) if sure else Label.REPORT_BACK in one.labels)]
    return Score(sum(case.holds for case in some), len(found), sum(case.holds for case in found))


@pytest.mark.parametrize("half", HALVES)
def test_reports_are_found_in_most_cases_and_seldom_elsewhere(half):
    found = scored(cases(half), sure=False)
    assert (found.precision >= 0.9, found.recall >= 0.8) == (True, True)


@pytest.mark.parametrize("half", HALVES)
def test_a_report_that_may_settle_by_itself_is_one(half):
    found = scored(cases(half), sure=True)
    assert (found.precision, found.recall >= 0.65) == (1, True)


@pytest.mark.parametrize("half", HALVES)
def test_there_are_as_many_cases_against_it_as_for_it(half):
    found = cases(half)
    assert len(found) >= 2 * sum(case.holds for case in found) >= 40


@pytest.mark.parametrize(
    "text",
    [
        "I will take your advice.",
        "If I took your advice, I would move.",
        "I have not called Dieter yet, as you suggested.",
        "Did I follow your suggestion well?",
        "I'll let you know how the meeting went.",
        "I saw the mail that you mentioned.",
        "Your idea worked last year, so let's do it again.",
        "My sister followed your advice.",
    ],
)
def test_what_is_still_to_come_or_another_thing_settles_nothing(text):
    assert not read(text).sure(Label.REPORT_BACK)


def test_what_was_done_and_what_was_given_in_two_sentences_are_only_proposed():
    verdict = read("I met with Karin on Friday. Thank you so much for the introduction.")
    assert Label.REPORT_BACK in verdict.labels
    assert not verdict.sure(Label.REPORT_BACK)


def test_the_reason_quotes_the_sentence():
    (reason,) = (one.reason for one in read("Hello. Your tip worked!").findings if one.label is Label.REPORT_BACK)
    assert reason == "“Your tip worked!” tells how it went"


def test_what_comes_in_reports_nothing_of_the_users():
    assert Label.REPORT_BACK not in read("Your tip worked!", "in").labels
