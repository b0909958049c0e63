"""Absence notices in six languages, sent on Tuesday, 1 December 2026."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailsync.away import away_until
from mailsync.parse import parse
from mailsync.unwrap import unwrap

SENT = "Tue, 1 Dec 2026 10:00:00 +0100"


def back(text: str, sent: str = SENT, subject: str = "Automatic reply: Coffee") -> date | None:
    head = f"From: jane@acme.test\r\nTo: alex@home.test\r\nSubject: {subject}\r\nDate: {sent}\r\n"
    return away_until(unwrap(parse(f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}".encode())))


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        # English
        ("I am out of the office until Monday 7 December.", 12, 7),
        ("I am out of the office until Monday, December 7th, with limited access to e-mail.", 12, 7),
        ("I will be out of the office starting 1 December 2026 and will not return until 8 December 2026.", 12, 8),
        ("Thank you for your mail. I'll be back on 3 Jan.", 1, 3),
        ("I will be back in the office on Monday.", 12, 7),
        ("I am on vacation and return to work on January 4, 2027.", 1, 4),
        ("I'm away through 15/12.", 12, 16),
        ("I am on annual leave from 1 to 11 December.", 12, 12),
        ("I am on leave from 1st December to 11th December.", 12, 12),
        ("I'll be travelling 12/1 - 12/18 and slow to answer.", 12, 19),
        ("Away Dec 1 – Dec 12.", 12, 13),
        ("I'll be available again from 14 December.", 12, 14),
        ("I am out of office until and including 11 December.", 12, 12),
        ("I am out today, back tomorrow.", 12, 2),
        ("I am away until 2026-12-20.", 12, 20),
        ("I am away until Sunday 10/01/2027.", 1, 10),
        # German
        ("Ich bin bis zum 11. Dezember nicht im Büro.", 12, 12),
        ("Ich bin bis einschließlich 11.12. nicht im Haus.", 12, 12),
        ("Ab dem 14.12.2026 bin ich wieder für Sie erreichbar.", 12, 14),
        ("Ich bin im Urlaub und am Montag, den 14. Dezember wieder zurück.", 12, 14),
        ("Ich bin vom 1.12. bis 11.12. im Urlaub.", 12, 12),
        ("Ich bin vom 1. bis 11. Dezember abwesend, ab 14. Dezember bin ich wieder da.", 12, 14),
        ("Ich bin erst am 4. Januar 2027 wieder im Büro.", 1, 4),
        # French
        ("Je suis absente jusqu'au 11 décembre inclus.", 12, 12),
        ("Je serai de retour le lundi 14 décembre.", 12, 14),
        ("Je suis en congés du 1er au 11 décembre.", 12, 12),
        ("De retour le 04/01/2027.", 1, 4),
        # Spanish
        ("Estoy fuera de la oficina hasta el 11 de diciembre.", 12, 12),
        ("Regreso a la oficina el lunes 14 de diciembre.", 12, 14),
        ("Estaré de vuelta el 4 de enero de 2027.", 1, 4),
        ("Estoy de vacaciones del 1 al 11 de diciembre.", 12, 12),
        # Italian
        ("Sono fuori ufficio fino al 11 dicembre compreso.", 12, 12),
        ("Rientrerò in ufficio lunedì 14 dicembre.", 12, 14),
        ("Sarò in ferie dal 1 al 11 dicembre.", 12, 12),
        # Dutch
        ("Ik ben afwezig tot maandag 14 december.", 12, 14),
        ("Ik ben afwezig tot en met 11 december.", 12, 12),
        ("Ik ben op 14 december weer op kantoor.", 12, 14),
        ("Vanaf 14 december ben ik weer bereikbaar.", 12, 14),
        ("Ik ben terug op 4 januari 2027.", 1, 4),
        # In two languages
        ("Ich bin bis 11. Dezember nicht im Büro.\n\nI am out of the office until 11 December.", 12, 12),
    ],
)
def test_the_day_of_return_is_read(text, month, day):
    assert back(text) == date(2027 if month == 1 else 2026, month, day)


@pytest.mark.parametrize(
    "text",
    [
        "I am out of the office until 07/12.",  # in July or in December?
        "I am away until 03/04/2027.",
        "I'll be back soon.",
        "I am out of the office.",
        "I will get back to you by 9 December.",
        "I am back next Friday.",
        "I was away until 20 November.",
        "I am out of the office until 20 November 2026.",
        "I am away until Tuesday 7 December.",  # which is a Monday
        "I am back on 8 December. I am back on 9 December.",
        "I am away until 31 February.",
        "For urgent matters call 555 12 12 before 3 January.",
        "I will be out of the office on 9 December.",
        "Our office was founded on 1 January 1998.",
        "Ich bin ab dem 14.12. im Urlaub.",
        "I have been away since 1 December.",
        "I will be back on 31 December 9999.",
        "I will be back on March 1, 2150.",
        "I will be back on 1 March 2150.",
    ],
)
def test_what_is_not_said_for_sure_is_no_day(text):
    assert back(text) is None


def test_the_subject_may_say_it():
    assert back("Thank you for your mail.", subject="Out of office until 9 December") == date(2026, 12, 9)


def test_a_day_without_a_year_is_the_next_one():
    assert back("Back on 3 January.", sent="Wed, 30 Dec 2026 10:00:00 +0000") == date(2027, 1, 3)


def test_a_notice_that_was_left_on_names_no_day_of_the_next_year():
    assert back("Back on 3 January.", sent="Sun, 10 Jan 2027 10:00:00 +0000") is None


def test_without_a_date_of_its_own_a_mail_names_no_day():
    assert back("Back on Monday.", sent="soon") is None


PIECES = ["until ", "back on ", "3", "12", "/", ".", " - ", " ", "dezember", "monday", "wieder", "31"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
@settings(deadline=None)
def test_no_notice_makes_it_fail(text):
    found = back(text)
    assert found is None or found >= date(2026, 12, 1)
