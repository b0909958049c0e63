"""What is known when a letter is written: all that a draft may say, and that a check can hold it to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.duties import follow_up_day
from webapp.domain.wording import N_

MINUTES = N_("15 to 20 minutes")
LONGEST = 30
CALL_WITHIN = timedelta(days=7)
_CALL_AFTER = 3
_NEAR = timedelta(days=180)
# "PyData meetup" is spoken of as "the PyData meetup", "PyCon" is not.
_CALLED_THE = re.compile(
    r"(?!the\b).*\b(?:meet-?up|evening|night|morning|fair|conference|congress|summit|forum|day|dinner|lunch|breakfast"
    r"|reception|party|talk|lecture|workshop|seminar|reunion|gathering|get-together|festival|exhibition|gala|picnic)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known, as the user or their mail wrote it; "" for what is not.

    `referrer` is who gave the user the contact's name, `may_name` whether they said that the user may say so.
    `last` says what the last time was ("our call on Tuesday"), `thanks_for` what thanks are owed for, `late` that they
    are owed for more than a day. `obtained` is what the contact gave, `plan` what the user will do with it, `used` what
    they did, `went` how that went. `asked` is what a mail of the contact's wanted, `turned_down` that it was a no.
    `event` is what both were at, or will be, on `event_on`; `met_there` that they met there, `shared_there` what they
    found to share, `hosted` that the contact was its host.
    `call_on` is the day on which the user will call.
    """

    today: date
    to: str = ""
    role: str = ""
    organisation: str = ""
    research: str = ""
    common_ground: str = ""
    referrer: str = ""
    may_name: bool = False
    last: str = ""
    ask: str = ""
    thanks_for: str = ""
    late: bool = False
    obtained: str = ""
    plan: str = ""
    used: str = ""
    went: str = ""
    giving: str = ""
    asked: str = ""
    turned_down: bool = False
    name: str = ""
    situation: str = ""
    position: str = ""
    skills: tuple[str, ...] = ()
    signature: str = ""
    call_on: date | None = None
    event: str = ""
    event_on: date | None = None
    met_there: bool = False
    shared_there: str = ""
    hosted: bool = False

    @property
    def there(self) -> str:
        """The event as a letter names it: "the PyData meetup on Tuesday 17 November"."""
        if not self.event or self.event_on is None:
            return self.occasion
        year = "" if abs(self.today - self.event_on) < _NEAR else f" {self.event_on.year}"
        return f"{self.occasion} on {written(self.event_on)}{year}"

    @property
    def occasion(self) -> str:
        """The event without its day: "the PyData meetup"."""
        name = " ".join(self.event.split()).rstrip(" .,;:")
        return f"the {name}" if _CALLED_THE.fullmatch(name) else name

    @property
    def calls(self) -> date:
        """The day to name as that of the call: the one that is set, else a business day within the week."""
        return self.call_on or follow_up_day(self.today, _CALL_AFTER)


def written(day: date) -> str:
    """Return a day as a letter names it: with the day of the week, and no year, since it is near."""
    return f"{day:%A} {day.day} {day:%B}"
