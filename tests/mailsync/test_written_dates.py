"""Dates as people and programs write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailsync.written_dates import moment

TEN = datetime(2023, 10, 2, 10, 0)
NIGHT = datetime(2023, 10, 2, 22, 0)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Mon, Oct 2, 2023 at 10:00 AM", TEN),
        ("en", "Monday, October 2, 2023 10:00 PM", NIGHT),
        ("en", "On Monday, October 2nd, 2023 at 10:00\u202fAM", TEN),
        ("en", "2 October 2023, 10:00", TEN),
        ("en", "2023-10-02 10:00", TEN),
        ("de", "Montag, 2. Oktober 2023 10:00", TEN),
        ("de", "Mo., 2. Okt. 2023 um 10:00 Uhr", TEN),
        ("de", "02.10.2023 10:00", TEN),
        ("fr", "lun. 2 oct. 2023 à 10:00", TEN),
        ("fr", "02/10/2023 10:00", TEN),
        ("es", "lunes, 2 de octubre de 2023 10:00 p. m.", NIGHT),
        ("it", "lun 2 ott 2023 alle ore 10:00", TEN),
        ("nl", "maandag 2 oktober 2023 10:00", TEN),
        ("sv", "mån 2 okt. 2023 kl. 10:00", TEN),
        ("fi", "maanantai 2. lokakuuta 2023 klo 10.00", TEN),
        ("hu", "2023. október 2., hétfő 10:00", TEN),
        ("pl", "pon., 2 paź 2023 o 10:00", TEN),
        ("ru", "пн, 2 окт. 2023 г. в 10:00", TEN),
        ("tr", "2 Ekim 2023 Pazartesi 10:00", TEN),
        ("el", "Δευτέρα, 2 Οκτωβρίου 2023 10:00 μμ", NIGHT),
        ("ar", "الاثنين، 2 أكتوبر 2023 10:00 م", NIGHT),
        ("ja", "2023年10月2日 月曜日 午後 10:00", NIGHT),
        ("zh", "2023年10月2日(星期一) 上午10:00", TEN),
        ("ko", "2023년 10월 2일 월요일 오후 10:00", NIGHT),
    ],
)
def test_a_date_without_a_zone_is_naive(language, text, told):
    assert moment(text, frozenset({language})) == told


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Mon, 2 Oct 2023 10:00:00 +0200", 2),
        ("2023-10-02T10:00:00-05:00", -5),
        ("October 2, 2023 at 10:00:00 AM GMT+2", 2),
        ("2 October 2023 at 10:00:00 CEST", 2),
        ("2023-10-02 (월) 10:00:00 (GMT+09:00)", 9),
        ("Mon, 02 Oct 2023 10:00:00 GMT", 0),
    ],
)
def test_a_zone_that_is_named_is_kept(text, hours):
    assert moment(text, frozenset({"en"})) == TEN.replace(tzinfo=UTC) - timedelta(hours=hours)


@pytest.mark.parametrize("text", ["Mon, 02 Oct 2023 10:00:00 -0000", "2 October 2023 at 10:00:00 IST"])
def test_a_zone_that_means_several_or_none_is_left_out(text):
    assert moment(text, frozenset({"en"})) == TEN


@pytest.mark.parametrize(
    ("languages", "text"), [({"en"}, "02/10/2023 10:00"), (set(), "2/10/23 9:00"), ({"en"}, "yesterday")]
)
def test_what_can_be_read_in_two_ways_or_none_is_no_moment(languages, text):
    assert moment(text, frozenset(languages)) is None


@pytest.mark.parametrize(
    "text", ["Dec 31, 9999 at 11:59 PM", "Jan 1, 0001 at 12:00 AM", "31.12.1969 10:00", "1 May 2100"]
)
def test_a_year_in_which_no_mail_was_written_is_no_moment(text):
    assert moment(text, frozenset({"en"})) is None


def test_a_day_above_twelve_settles_the_order():
    assert moment("02/13/2023 10:00", frozenset({"en"})) == datetime(2023, 2, 13, 10, 0)
    assert moment("13/02/2023 10:00", frozenset({"en"})) == datetime(2023, 2, 13, 10, 0)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789/.-: aAmMpPoctOct年月日,+", max_size=60), st.sampled_from(["en", "de", "hu", ""]))
def test_any_text_is_a_moment_or_none(text, language):
    found = moment(text, frozenset({language} - {""}))
    assert found is None or isinstance(found, datetime)
