"""Lists of people as programs save them, and as nobody should."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.people_columns import Column, called
from webapp.domain.people_list import Named
from webapp.domain.people_table import MOST_PEOPLE, Table, Unclear, Unreadable, in_order, people, read, tidy

N, F, L, C, R, A, X = (
    Column.NAME, Column.FIRST, Column.LAST, Column.ORGANISATION, Column.ROLE, Column.ADDRESS, Column.NOTHING,
)  # fmt: skip
ADA = Named("Ada Ek", "Head of Data", "Acme", "ada@acme.example")


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("Name,Company,Job title,E-mail", (N, C, R, A)),
        ("First name,Last name,Organisation,Role,Email address", (F, L, C, R, A)),
        ("Vorname;Name;Firma;Funktion;E-Mail-Adresse", (F, L, C, R, A)),
        ("Prénom;Nom;Société;Poste;Courriel", (F, L, C, R, A)),
        ("Nombre\tApellidos\tEmpresa\tCargo\tCorreo electrónico", (F, L, C, R, A)),
        ("Nome;Cognome;Azienda;Ruolo;Posta elettronica", (F, L, C, R, A)),
        ("Voornaam|Achternaam|Bedrijf|Functie|E-mailadres", (F, L, C, R, A)),
        ("Attendee name,Affiliation,Position,Mail", (N, C, R, A)),
        ("Full Name,First Name,Last Name,Company Name", (X, F, L, C)),
        ("Nom complet;Entreprise", (N, C)),
        ("Teilnehmer;Unternehmen;Ticket name;Bestellnummer", (N, C, X, X)),
        ("Nachname;Firma", (N, C)),
        ("Order name,Guest,Timestamp", (X, N, X)),
    ],
)
def test_headings_in_many_words_say_what_a_column_is(heading: str, columns: tuple[Column, ...]) -> None:
    delimiter = next(one for one in "\t|;," if one in heading)
    table = read(f"{heading}\n{delimiter.join('abcde'[: len(columns)])}\n".encode())
    assert table.heading
    assert table.columns == columns


@pytest.mark.parametrize(
    ("text", "columns", "names"),
    [
        ("Jane Doe,Acme,jane@acme.example\nBo Lind,Initech,bo@x.example\n", (N, X, A), ["Jane Doe", "Bo Lind"]),
        ("Jane,Doe\nBo,Lind\n", (F, L), ["Jane Doe", "Bo Lind"]),
        ("Jane Doe\nBo Lind\nCher\n", (N,), ["Jane Doe", "Bo Lind", "Cher"]),
        ("1;Jane Doe\n2;Bo Lind\n", (X, N), ["Jane Doe", "Bo Lind"]),
        ("jane@acme.example\nbo@x.example\n", (A,), ["jane@acme.example", "bo@x.example"]),
    ],
)
def test_without_headings_it_is_told_by_what_stands_there(
    text: str, columns: tuple[Column, ...], names: list[str]
) -> None:
    table = read(text.encode())
    assert not table.heading
    assert table.columns == columns
    assert [one.name for one in people(table)] == names


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_delimiter_and_encoding_gives_the_same_people(delimiter: str, codec: str) -> None:
    written = io.StringIO(newline="")
    rows = [["Name", "Firma", "Rolle", "E-Mail"], ["Zoë Møller", f"Ek{delimiter} Söhne", "Chefin", "zoe@ek.example"]]
    csv.writer(written, delimiter=delimiter).writerows([*rows, ["Bo Lind", 'The "Best" Ltd', "", ""]])
    assert people(read(written.getvalue().encode(codec))) == [
        Named("Zoë Møller", "Chefin", " ".join(f"Ek{delimiter} Söhne".split()), "zoe@ek.example"),
        Named("Bo Lind", "", 'The "Best" Ltd', ""),
    ]


def test_names_are_put_in_the_order_in_which_they_are_said() -> None:
    assert [in_order(one) for one in ("Doe, Jane", "Jane Doe", "Doe, Jane, Dr.", ",", "A B C D, E F G")] == [
        "Jane Doe", "Jane Doe", "Doe, Jane, Dr.", "", "A B C D, E F G",
    ]  # fmt: skip


def test_formulas_are_no_names_and_texts_that_look_like_them_are() -> None:
    text = 'Name,Company\n"=HYPERLINK(""http://x"",""Jane"")",Acme\n"=""Bo Lind""",\'t Hoen\n=cmd|\'/c calc\'!A1,x\n'
    assert people(read(text.encode())) == [Named("Bo Lind", "", "'t Hoen", "")]


def test_one_person_twice_is_one_and_lines_of_nobody_are_left_out() -> None:
    text = "Name,Mail\nAda Ek,ada@acme.example\nAda Ek,ADA@acme.example\n-,\n,not an address\n\nBo Lind,nonsense\n"
    assert people(read(text.encode())) == [Named("Ada Ek", address="ada@acme.example"), Named("Bo Lind")]


def test_a_quotation_mark_that_is_never_closed_costs_no_line() -> None:
    text = 'Name,Company\nAda Ek,"Acme\n' + "".join(f"Guest {chr(65 + one % 26)}x,Firm\n" for one in range(400))
    assert len(people(read(text.encode()))) == 27


def test_an_excel_hint_names_the_delimiter() -> None:
    assert people(read(b"sep=;\r\nName;Firma\r\nDoe, Jane;A, B\r\n")) == [Named("Jane Doe", organisation="A, B")]


@pytest.mark.parametrize(
    ("octets", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" ; \r\n;;\r\n", "no names"),
        (b"PK\x03\x04...", "CSV"),
        (b"\xd0\xcf\x11\xe0...", "CSV"),
        (b"%PDF-1.4", "paste"),
        (b"\x00\x01\x02", "plain text"),
        (b"Name\n" + b"A B\n" * (MOST_PEOPLE + 1), "502 lines"),
    ],
)
def test_what_is_no_list_says_what_to_do(octets: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(octets)


@pytest.mark.parametrize(
    ("columns", "column"), [((X, X), 0), ((N, N), 1), ((N, F), 0), ((X, A), 1)]
)  # fmt: skip
def test_columns_that_name_nobody_say_which_is_to_blame(columns: tuple[Column, ...], column: int) -> None:
    with pytest.raises(Unclear) as said:
        people(Table((("Jane Doe", "no address"),), heading=False, columns=columns))
    assert said.value.column == column


def test_the_heading_can_be_the_first_person() -> None:
    table = Table((("Guest", "House"), ("Ada", "Ek")), heading=False, columns=(F, L))
    assert [one.name for one in people(table)] == ["Guest House", "Ada Ek"]


def test_a_mailing_address_is_no_name() -> None:
    assert called("Anrede") is called("") is called("Phone number") is Column.NOTHING


def refusal(octets: bytes) -> str:
    """Why a file is refused, "" where its people are read."""
    try:
        people(read(octets))
    except (Unreadable, Unclear) as said:
        return str(said)
    return ""


@given(st.binary(max_size=300) | st.text(alphabet=st.sampled_from("ab@ ,;\t\"'=\n\r"), max_size=200).map(str.encode))
def test_any_file_is_read_or_refused_in_words(octets: bytes) -> None:
    if refusal(octets):
        return
    table = read(octets)
    assert len({len(row) for row in table.rows} | {len(table.columns)}) == 1
    assert all(one.name.strip() and "\n" not in one.name for one in people(table))
    assert tidy(table.rows) == table.rows
