"""The moment that a date in the text of a mail names, in whichever language; None where it can be read in two ways."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from mailsync.labels import visible

LONGEST = 100
_MONTHS = {name: number for number, names in enumerate(
    ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
     "sep sept september", "oct october", "nov november", "dec december"), 1) for name in names.split()}  # fmt: skip
# Only names that stand for one offset everywhere; "CST" or "IST" do not.
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "cet": 60, "mez": 60, "cest": 120, "mesz": 120, "hnec": 60, "haec": 120, "hec": 120,
    "eet": 120, "eest": 180, "wet": 0, "west": 60, "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "msk": 180, "jst": 540, "kst": 540,
}  # fmt: skip
_OFFSET = re.compile(r"(?:\b(?:utc|gmt)\s?)?(?<![\d:.])([+\-−])(\d{1,2})(?::?(\d{2}))?(?!\d|[./-]\d)\)?", re.IGNORECASE)
_NAMED = re.compile(r"(?<![^\W\d_])([a-z]{3,4}|z)(?![^\W_])", re.IGNORECASE)
_TIME = re.compile(
    r"(?:(上午|下午|午前|午後|오전|오후)\s?)?(?<![\d.])(\d{1,2})\s?(?:[:h]|[.](?=\d\d(?:\D|$)(?!\.?\d{4}))|时|時|點|点|시)\s?"
    r"(\d{2})(?:分|분)?(?:[:.]\s?(\d{2})(?:[.,]\d{1,6})?|\s?(\d{2})(?:秒|초))?\s?([ap]\.?\s?m\b\.?|[πμ]\.?\s?μ\b\.?"
    r"|[صم](?!\w)|[öÖ][öÖsS]\b|SA\b|CH\b)?(?![\d.])",
    re.IGNORECASE,
)
_LATER = frozenset({"下午", "午後", "오후", "pm", "μμ", "م", "ös", "ch"})
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?(?:[-/.]|年|년)\s?(\d{1,2})\s?(?:[-/.]|月|월)\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]([^\W\d_]{3,9})\.?,?[\s-](\d{4})(?!\d)", re.IGNORECASE
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)", re.IGNORECASE)


def moment(text: str, languages: frozenset[str] = frozenset()) -> datetime | None:
    """What a date says, read in the languages of its label; aware where it names a zone, naive where it does not."""
    text = " ".join(visible(text[: 2 * LONGEST]).split())[:LONGEST]
    text = text.replace("：", ":")
    try:
        day, rest = _day(text, languages)
        if day is None:
            return _worded(text, languages)
        return _joined(day, _TIME.search(rest), rest)
    except (ValueError, OverflowError):
        return None


def _day(text: str, languages: frozenset[str]) -> tuple[tuple[int, int, int] | None, str]:
    """Year, month and day as far as figures or English words say them, and the text without them."""
    for shape, order in ((_YEAR_FIRST, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        found = shape.search(text)
        if found is not None:
            year, month, day = (found[place] for place in order)
            number = int(month) if month.isdigit() else _MONTHS.get(month.lower(), 0)
            if number:
                return (int(year), number, int(day)), text[: found.start()] + " " + text[found.end() :]
    found = _YEAR_LAST.search(text)
    if found is None:
        return None, text
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    day_first = _day_first(first, second, found[2], languages)
    year += 2000 if year < 100 else 0
    day, month = (first, second) if day_first else (second, first)
    return (year, month, day), text[: found.start()] + " " + text[found.end() :]


def _day_first(first: int, second: int, mark: str, languages: frozenset[str]) -> bool:
    """Whether the day stands before the month; raises ValueError where nobody can tell."""
    if first == second or second > 12 or first > 12 or mark == ".":
        return not (second > 12 and first <= 12)
    # English is written both ways, and where nothing tells the language anything may be meant.
    if not languages or languages & {"en", "zh", "zh-Hant", "ja", "ko"}:
        raise ValueError("day or month first")
    return True


def _clock(found: re.Match[str]) -> tuple[int, int, int]:
    before, hour, minute, second, counted, after = found.groups()
    number = int(hour)
    half = before or "".join((after or "").lower().replace(".", "").split())
    if half and number <= 12:
        number = number % 12 + (12 if half in _LATER else 0)
    return number, int(minute), int(second or counted or 0)


def _zone(text: str) -> timezone | None:
    """The zone that stands behind a time, None where there is none or its name means several."""
    found = _OFFSET.search(text)
    if found is not None and found[0] != "-0000":  # which RFC 5322 has for a zone that is not known
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        return timezone(timedelta(minutes=-minutes if found[1] in "-−" else minutes))
    named = _NAMED.search(text)
    offset = _ZONES.get(named[1].lower()) if named else None
    return None if offset is None else timezone(timedelta(minutes=offset))


def _worded(text: str, languages: frozenset[str]) -> datetime | None:
    """A date with its month as a word, by dateparser; nothing that is not written out in full."""
    year = re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", text)
    if year is None or not languages:
        return None
    from dateparser import parse  # 13 MB that most mail has no need of

    clock = _TIME.search(text)
    words = text if clock is None or clock.start() < year.start() else text[: clock.start()]
    if re.search(r"\d", words[: year.start()]):
        words = words[: year.end()]  # behind the year only “at”, “um”, “kl.” can stand
    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}
    found = parse(words.strip(" ,.-–"), languages=sorted(languages), settings=settings)
    # A reading that leaves out figures of the text, or adds some, is none.
    if found is None or found.year != int(year[0]) or not re.search(rf"(?<!\d)0?{found.day}(?!\d)", words):
        return None
    return _joined((found.year, found.month, found.day), clock, text)


def _joined(day: tuple[int, int, int], clock: re.Match[str] | None, text: str) -> datetime:
    # As of a Date header: no calendar can be reckoned with beyond its ends, and no mail is as old.
    if not 1990 <= day[0] < 2100:
        raise ValueError("its year is implausible")
    if clock is None:
        return datetime(*day)  # noqa: DTZ001 - the text names no zone
    return datetime(*day, *_clock(clock), tzinfo=_zone(text[clock.end() :]))
