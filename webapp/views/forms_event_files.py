"""The forms of what is brought in from a file: the file, and what was read in it."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, FieldList, FileField, HiddenField, RadioField, SelectField
from wtforms.validators import Optional

from webapp.domain.direction import isolated
from webapp.domain.people_columns import Column
from webapp.domain.people_list import Named
from webapp.domain.people_table import MOST_COLUMNS, Table, Unclear, people
from webapp.domain.text import line
from webapp.domain.wording import N_, _
from webapp.models import AttendeeSource
from webapp.services import event_files
from webapp.services.errors import Refused
from webapp.services.event_files import Edition
from webapp.views.forms_base import PlacedForm, spoken
from webapp.views.forms_event import NewEventForm

WORDS = {
    Column.NAME: N_("Name"),
    Column.FIRST: N_("First name"),
    Column.LAST: N_("Last name"),
    Column.ORGANISATION: N_("Company or organisation"),
    Column.ROLE: N_("Role or title"),
    Column.ADDRESS: N_("E-mail"),
    Column.NOTHING: N_("Leave it out"),
}
EXAMPLES = 3


class FileForm(PlacedForm):
    """A file; or which event of a calendar with several that was read before."""

    file = FileField(
        N_("List or invitation"),
        description=N_(
            "A list saved as CSV, or an invitation that a calendar exported (.ics). Up to 1 MB and 500 people."
        ),
    )
    calendar = HiddenField()
    which = RadioField(N_("Which one is it?"), choices=[], validate_choice=False, validators=[Optional()])


class ListForm(PlacedForm):
    """What each column of a list holds. `carried` has its rows, `source` says where it came from; `uid`, `sequence` and
    `tells` say which version of which invitation it is.
    """

    carried = HiddenField()
    uid = HiddenField()
    sequence = HiddenField()
    tells = HiddenField()
    source = HiddenField(default=AttendeeSource.CSV.value)
    heading = BooleanField(N_("The first line names the columns"))
    columns = FieldList(
        SelectField(choices=spoken((column.value, words) for column, words in WORDS.items())),
        max_entries=MOST_COLUMNS,
    )

    may_be_empty = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people: list[Named] = []
        self._name_columns()

    @property
    def from_calendar(self) -> bool:
        """Whether it is the list of an invitation, whose columns are known."""
        return bool(self.source.data == AttendeeSource.CALENDAR.value)

    @property
    def edition(self) -> Edition:
        """Which version of which invitation it is."""
        number = (self.sequence.data or "")[:9]
        sequence = int(number) if number.isascii() and number.isdigit() else 0
        return Edition(line(self.uid.data or "", 255), sequence, bool(self.tells.data))

    def table(self) -> Table:
        """Return the list as the user says it is; raises Refused."""
        columns = [one.data for one in self.columns]
        return event_files.unpacked(self.carried.data, bool(self.heading.data), columns)

    def _name_columns(self) -> None:
        """Call each column as its heading does, and show what stands in it."""
        try:
            table = self.table()
        except Refused:
            return
        for at, field in enumerate(self.columns):
            called = table.rows[0][at] if table.heading and at < len(table.rows[0]) else ""
            cells = [row[at] for row in table.body if at < len(row) and row[at]][:EXAMPLES]
            field.label.text = f"“{called}”" if called else _("Column %(number)s", number=at + 1)
            field.description = " · ".join(map(isolated, cells))

    def look(self) -> bool:
        """Find out whom the list names; what is wrong with it is said beside the column that is to blame."""
        try:
            table = self.table()
            if not (table.rows or self.may_be_empty or self.edition.tells):
                raise Refused("carried", _(event_files.TOO_OLD))
            self.people = people(table) if table.rows else []
        except Refused as refused:
            self.form_errors.append(refused.sentence)
        except Unclear as unclear:
            if unclear.column is None:
                self.form_errors.append(str(unclear))
            else:
                self.columns[unclear.column].errors = [str(unclear)]
        else:
            return True
        return False

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all is right, and the columns name somebody."""
        sound = super().validate(extra_validators)
        return self.look() and bool(sound)


class EventListForm(NewEventForm, ListForm):
    """A new event, with its people, if any are known."""

    may_be_empty = True
