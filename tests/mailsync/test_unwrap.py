"""The sender's own words, apart from quotes, signatures and disclaimers, and the mail that they forward."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailsync.mail import Mail
from mailsync.parse import parse
from mailsync.quotes import history, new_text
from mailsync.unwrap import unwrap

EMAILS = Path(__file__).parent.parent / "emails"


def test_quoted_history_and_visiting_card_are_taken_off():
    read = unwrap(parse((EMAILS / "reply-with-top-posting.eml").read_bytes()))
    assert read.new_text.endswith("Best regards,\nJane Doe")
    assert "Could you spare" in read.text


QUOTES = [
    "On Mon, 2 Mar 2026, Alex <alex@home.test> wrote:\n> old",
    "On Mon, 2 Mar 2026 at 09:00, Alex Muster\n<alex@home.test> wrote:\n\n> old",
    "Am 02.03.2026 um 09:00 schrieb Alex Muster:\n> old",
    "Le 2 mars 2026 à 09:00, Alex a écrit :\n> old",
    "El 2 mar 2026, a las 9:00, Alex escribió:\n> old",
    "Il giorno 2 mar 2026 Alex ha scritto:\n> old",
    "Op 2 mrt. 2026 om 09:00 schreef Alex:\n> old",
    "-----Original Message-----\nFrom: Alex\nold",
    "-----Ursprüngliche Nachricht-----\nold",
    "________________________________\nFrom: Alex <alex@home.test>\nSent: Monday\nTo: Jane\nSubject: x\n\nold",
    "Von: Alex\nGesendet: Montag\nAn: Jane\nBetreff: x\n\nold",
    "De : Alex\nEnvoyé : lundi\nÀ : Jane\nObjet : x\n\nold",
    "____________________Reply Separator____________________\nSubject: x\nold",
    "---------------------- Forwarded by Alex on 02/03/2026 09:00 AM ----------\nold",
    "Alex Muster\n03/02/2026 09:00 AM\nTo: Jane Doe\ncc:\nSubject: x\n\nold",
    "-- \nJane\nold",
    "Sent from my phone\nold",
]


@pytest.mark.parametrize("quote", QUOTES)
def test_what_stands_below_the_new_words_is_cut(quote):
    assert "old" not in new_text(f"New words here.\n\n{quote}\n")
    assert new_text(f"New words here.\n\n{quote}\n").startswith("New words here.")


def test_answers_between_quoted_lines_are_all_kept():
    text = "On Monday 2 March Alex wrote:\n> one?\nYes to one.\n> two?\nNo to two."
    assert new_text(text) == "Yes to one.\nNo to two."


@pytest.mark.parametrize(
    "text",
    [
        "From what you wrote: we should meet.\n\nTo me it matters.",
        "She wrote the report.\n\nIt is good.",
        "Agenda\nDate: Friday\nTime: 6 pm\nPlace: Rome",
        "Thanks\nfor everything, and call me on Friday about the long list of things we left open last week",
        "P.S. The train leaves at 9:00",
    ],
)
def test_own_words_that_only_look_like_a_quote_stay(text):
    assert new_text(text) == text


def test_a_postscript_below_the_signature_stays():
    text = "Come on Friday.\n\nRegards,\nJane Doe\nAssistant to the President\n+1 713 853 5984\n\nPS - bring Tom."
    assert new_text(text).endswith("PS - bring Tom.")
    assert "853" not in new_text(text)


def test_a_disclaimer_is_cut():
    text = (
        "Fine.\n\n*****\nThis e-mail is confidential and intended solely for the addressee. Delete it if you are not."
    )
    assert new_text(text) == "Fine."


def test_remains_of_a_transfer_encoding_are_cleared():
    assert new_text("First line=20\nsecond line=20\n") == "First line\nsecond line"


def test_the_history_is_what_was_cut_from_it_on():
    assert history("New.\n\n-----Original Message-----\nFrom: Alex").startswith("-----Original")


@pytest.mark.parametrize("text", ["From: x\n" * 50_000, "On x@y wrote " * 9000, "- - -\n" * 20_000, "=\n" * 50_000])
def test_hostile_text_comes_to_an_end(text):
    assert len(new_text(text[:200_000])) <= 200_000


INNER = b"""From: Jane Doe <jane@acme.test>
To: Alex <alex@home.test>
Subject: Lunch
Date: Mon, 2 Oct 2023 10:00:00 +0200

Shall we meet?
"""


def carrying(subject: str, *inner: bytes, note: str = "", more: str = "") -> Mail:
    parts = "".join(f"--edge\nContent-Type: message/rfc822\n\n{one.decode()}\n" for one in inner)
    top = f"From: alex@home.test\n{more}Subject: {subject}\nContent-Type: multipart/mixed; boundary=edge\n\n"
    return unwrap(parse(f"{top}--edge\nContent-Type: text/plain\n\n{note}\n{parts}--edge--\n".encode()))


def test_the_own_words_of_a_forward_are_its_note_alone():
    block = "---- Forwarded message ----\nFrom: Jane <jane@acme.test>\nDate: now\n"
    text = f"Thank you for reading.\n\n{block}\nThank you, Alex!"
    read = unwrap(parse(f"From: alex@home.test\nSubject: Fwd: x\n\n{text}".encode()))
    assert read.forwarded is not None
    assert read.new_text == read.forwarded.note == "Thank you for reading."
    assert read.text.endswith("Thank you, Alex!")


def test_a_forward_may_be_attached():
    found = carrying("Fwd: Lunch", INNER, note="For you.").forwarded
    assert found is not None
    assert (found.from_name, found.from_addr, found.to) == ("Jane Doe", "jane@acme.test", "Alex <alex@home.test>")
    assert (found.subject, found.date) == ("Lunch", "Mon, 2 Oct 2023 10:00:00 +0200")
    assert (found.body, found.note, found.unsure) == ("Shall we meet?", "For you.", "")
    assert found.moment == datetime(2023, 10, 2, 8, 0, tzinfo=UTC)


def test_of_several_attached_mails_the_first_is_told_and_looked_at():
    found = carrying("Fwd: two mails", INNER, INNER.replace(b"jane", b"joan")).forwarded
    assert found is not None
    assert found.from_addr == "jane@acme.test"
    assert found.unsure


def test_an_attached_mail_alone_is_looked_at_where_the_subject_speaks_of_something_else():
    found = carrying("What do you say?", INNER, note="See the attached mail.").forwarded
    assert found is not None
    assert found.unsure


@pytest.mark.parametrize("more", ["List-Id: <club.test>\n", ""])
def test_an_answer_or_a_digest_with_mails_in_it_is_no_forward(more):
    assert carrying("Club digest" if more else "Re: Lunch", INNER, more=more).forwarded is None


def test_a_sender_who_is_not_one_is_not_told():
    found = carrying("Fwd: Lunch", INNER.replace(b"From: ", b"From: bob@ray.test, ")).forwarded
    assert found is not None
    assert (found.from_addr, found.from_name) == ("", "")
    assert found.unsure


def test_what_stands_in_the_text_goes_before_what_is_attached():
    block = "---- Forwarded message ----\nFrom: Bob <bob@ray.test>\nDate: now\nSubject: Plans\n\nSee the attached."
    found = carrying("Fwd: Plans", INNER, note=block).forwarded
    assert found is not None
    assert found.from_addr == "bob@ray.test"
