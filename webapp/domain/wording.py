"""Words for people: marked where they are written, said in the language of the install where they are shown.

`N_` marks what a table holds and is translated by whoever shows it; `_` translates at once. Both are the English text
itself until `speak` is told another language (docs/self-hosting.md, "Language").
"""

from __future__ import annotations

from datetime import date
from gettext import GNUTranslations, NullTranslations

_spoken: NullTranslations = NullTranslations()


def speak(translations: NullTranslations | GNUTranslations) -> None:
    """Say everything in the words of `translations` from now on, in the whole process."""
    global _spoken  # noqa: PLW0603  # one install speaks one language: there is one voice in a process
    _spoken = translations


def N_(text: str) -> str:
    """Mark a text for translation and leave it as it is."""
    return text


def _(text: str, /, **values: object) -> str:
    """Return the text in the language spoken, with `%(name)s` filled from `values` where there are any."""
    said = _spoken.gettext(text) if text else ""  # a catalog says of itself what it is under the empty text
    return said % values if values else said


def pgettext(context: str, text: str, /) -> str:
    """Return the text in the language spoken, as it is said in this context: one word may be two elsewhere."""
    return _spoken.pgettext(context, text)


def ngettext(one: str, many: str, num: int, /, **values: object) -> str:
    """Return the form that fits the number, which stands in it as `%(num)s`."""
    return _spoken.ngettext(one, many, num) % {"num": num, **values}


def capital(text: str) -> str:
    """Return a text as a line begins with it; all else stays as it is: in German each noun has a capital of its own."""
    return text[:1].upper() + text[1:]


# fmt: off
DAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)
SHORT = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"),
    N_("Nov"), N_("Dec"),
)
# fmt: on


def weekday(day: date) -> str:
    """Return "Tuesday"."""
    return _(DAYS[day.weekday()])


def month(day: date, year: bool = False) -> str:
    """Return "May", or "May 2026"."""
    name = _(MONTHS[day.month - 1])
    return _("%(month)s %(year)s", month=name, year=day.year) if year else name


def short_day(day: date, year: bool = False) -> str:
    """Return "14 Nov", or "14 Nov 2026"."""
    said = _("%(day)s %(month)s", day=day.day, month=_(SHORT[day.month - 1]))
    return _("%(day)s %(year)s", day=said, year=day.year) if year else said


def long_day(day: date, year: bool = False) -> str:
    """Return "14 November", or "14 November 2026"."""
    said = _("%(day)s %(month)s", day=day.day, month=_(MONTHS[day.month - 1]))
    return _("%(day)s %(year)s", day=said, year=day.year) if year else said
