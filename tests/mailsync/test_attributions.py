"""Lines that say who wrote what follows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsync.attributions import read
from mailsync.blocks import row


def attribution(text: str):
    return read([row(line) for line in text.split("\n")], 0)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ('On 02/10/2023, 10:00, "Jane Doe" <jane@acme.test> wrote:', "02/10/2023, 10:00"),
        ("On Mon, Oct 2, 2023 at 10:00 AM Jane Doe <jane@acme.test> wrote:", "Mon, Oct 2, 2023 at 10:00 AM"),
        ('Am 02.10.23, 10:00 schrieb "Jane Doe" <jane@acme.test>:', "02.10.23, 10:00"),
        ("Le 02/10/2023 10:00, « Jane Doe » <jane@acme.test> a écrit :", "02/10/2023 10:00"),
        ("Op 02-10-2023 10:00 heeft Jane Doe <jane@acme.test> geschreven:", "02-10-2023 10:00"),
        ('"Jane Doe" <jane@acme.test>, 2 Eki 2023 Pzt tarihinde şunu yazdı:', "2 Eki 2023 Pzt"),
        ("Jane Doe <jane@acme.test> kirjoitti 2.10.2023 kello 10.00:", "2.10.2023 kello 10.00"),
        ('02.10.2023, 10:00, "Jane Doe" <jane@acme.test>:', "02.10.2023, 10:00"),
        ("On Mon, 2 Oct 2023 at 10:00, Jane Doe <\njane@acme.test> wrote:", "Mon, 2 Oct 2023 at 10:00"),
    ],
)
def test_name_address_and_date_are_told_apart(line, date):
    found = attribution(line)
    assert found is not None
    assert (found.who.name, found.who.address, found.date) == ("Jane Doe", "jane@acme.test", date)


def test_a_name_keeps_its_particles():
    found = attribution("Op 07/11/2024, 12:30 heeft Noëlle de Wit <n@dijk.test> geschreven:")
    assert found is not None
    assert found.who.name == "Noëlle de Wit"


def test_a_line_without_an_address_names_nobody_for_sure():
    found = attribution("Am 02.10.23 um 10:00 schrieb Jane Doe:")
    assert found is not None
    assert (found.who.name, found.who.address) == ("Jane Doe", "")


@pytest.mark.parametrize(
    "line", ["Jane said in the call:", "Write to jane@acme.test by 5:00, details below:", "", "She wrote it."]
)
def test_prose_is_no_attribution(line):
    assert attribution(line) is None


@given(st.text(alphabet='ab1 @.<>"":,()\nwrote', min_size=1, max_size=80))
def test_an_address_that_is_told_stands_in_the_line(text):
    found = attribution(text)
    assert found is None or found.who.address in text.lower().replace("\n", " ")
