"""Name and address out of the value of a From line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsync.authors import addresses, author, recipients

JANE = ("Jane Doe", "jane@acme.test")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("Jane Doe <jane@acme.test>", JANE),
        ("Jane Doe <Jane@Acme.test>;", JANE),
        ('"Doe, Jane" <jane@acme.test>', ("Doe, Jane", "jane@acme.test")),
        ("'Jane Doe' <jane@acme.test>", JANE),
        ("*Jane Doe* <jane@acme.test>", JANE),
        ("Jane Doe [mailto:jane@acme.test]", JANE),
        ("Jane Doe <mailto:jane@acme.test>", JANE),
        ("Jane Doe <jane@acme.test<mailto:jane@acme.test>>", JANE),
        ("jane@acme.test (Jane Doe)", JANE),
        ("Jane Doe (jane@acme.test)", JANE),
        ("=?utf-8?q?Jane_Doe?= <jane@acme.test>", JANE),
        ("Jane Doe &lt;jane@acme.test&gt;", JANE),
        ("jane@acme.test", ("", "jane@acme.test")),
        ("jane@acme.test <jane@acme.test>", ("", "jane@acme.test")),
        ("Jane <jane@bücher.test>", ("Jane", "jane@xn--bcher-kva.test")),
        ("Service « Stages » <jane@acme.test>", ("Service « Stages »", "jane@acme.test")),
        ("boss@bank.test via Desk <relay@desk.test>", ("boss@bank.test via Desk", "relay@desk.test")),
        ("list@club.test On Behalf Of Jane Doe <jane@acme.test>", JANE),
    ],
)
def test_a_mailbox_is_read_however_it_is_written(value, told):
    found = author(value)
    assert (found.name, found.address, found.unsure) == (*told, "")


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Doe, Jane", "Doe, Jane"),
        ("Jane Doe/HOU/ECT@ECT", "Jane Doe"),
        ("CN=Jane Doe/O=Acme", "Jane Doe"),
        ("Jane Doe@ACME", "Jane Doe"),
        ("list@club.test [mailto:list@club.test] On Behalf Of Jane Doe", "Jane Doe"),
        ("Jane <a@b.test> Joe <c@d.test>", "Jane  Joe"),
        ("Jane <jane@localhost>", "Jane"),
    ],
)
def test_no_address_is_told_where_it_is_not_sure(value, name):
    found = author(value)
    assert found.address == ""
    assert found.unsure
    assert " ".join(found.name.split()) == " ".join(name.split())


def test_recipients_are_those_whose_address_can_be_read():
    found = recipients("Doe, Jane <jane@acme.test>; Bob [mailto:bob@acme.test]", "Carl; dan@acme.test")
    assert [one.address for one in found] == ["jane@acme.test", "bob@acme.test", "dan@acme.test"]
    assert found[0].name == "Doe, Jane"


@given(st.text(alphabet="ab@.<>[]()\"', ;:\\/&=?", max_size=60))
def test_an_address_that_is_told_stands_in_the_value(value):
    found = author(value)
    assert found.address == "" or found.address in value.lower()
    assert set(addresses(value)) >= ({found.address} - {""})
