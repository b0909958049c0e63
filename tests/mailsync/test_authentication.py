"""What the own provider checked: believed from nobody else, and never where anything is in doubt."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsync.authentication import aligned_pass, checker, confirmed_by, parse_results, written_by_provider
from mailsync.parse import assemble, parse
from tests.mailsync.provider_headers import FAMILIES, GMAIL, ICLOUD, LETTER, MICROSOFT, OPENDKIM, Family

ME = "mx.home.example"
FAMILY = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)


def confirmed(family: Family, top: str, letter: str = LETTER, pinned: str = "") -> bool:
    """Whether the provider confirms the sender of a mail with that header."""
    return confirmed_by(pinned or family.pinned, parse((top + letter).encode()))


def turned(top: str, result: str) -> str:
    """The same header as it is when no check passes."""
    return re.sub(r"=(?:bestguess)?pass\b", f"={result}", top)


def passes(field: str, pinned: str = ME, domain: str = "acme.example") -> bool:
    """Whether a single field of the provider confirms the domain."""
    return aligned_pass([field], pinned, domain)


@FAMILY
def test_the_own_provider_confirms_a_sender(family: Family) -> None:
    assert confirmed(family, family.top)


@FAMILY
def test_the_whole_mail_and_its_parts_tell_the_same(family: Family) -> None:
    raw = (family.top + LETTER).encode()
    assert parse(raw).authentication == assemble(raw, []).authentication != ()


@FAMILY
def test_the_name_to_pin_is_read_from_the_topmost_field(family: Family) -> None:
    name = checker(parse((family.top + LETTER).encode()).authentication)
    assert name == family.pinned or name.endswith(f".{family.pinned}")


@FAMILY
@pytest.mark.parametrize("pinned", ["mx.other.example", "e.com", "com", "example", "x.mx.google.com", " "])
def test_nobody_else_is_believed(family: Family, pinned: str) -> None:
    assert not confirmed(family, family.top, pinned=pinned)
    assert not aligned_pass(written_by_provider(family.top.encode()), "", "acme.example")


@FAMILY
@pytest.mark.parametrize("domain", ["evil.example", "ple", "me.example", "example", "acme.example.evil.example", ""])
def test_nobody_else_s_domain_is_confirmed(family: Family, domain: str) -> None:
    letter = LETTER.replace("<jane@acme.example>", f"<jane@{domain}>")
    assert not confirmed(family, family.top, letter)


PASS = "dmarc=pass header.from=acme.example"
EVERYTHING = f"dkim=pass header.d=acme.example; spf=pass smtp.mailfrom=acme.example; {PASS}"
FIELDS = [
    "Authentication-Results: {name}; " + PASS,
    "Authentication-Results: {name}; dkim=pass header.d=acme.example",
    "Authentication-Results: {name}; spf=pass smtp.mailfrom=jane@acme.example",
    "Authentication-Results: {name}; " + EVERYTHING,
    "Authentication-Results: mx9.{name}; " + PASS,
    "Authentication-Results: mx9.{name}; dkim=pass header.d=acme.example",
    "Authentication-Results: mx9.{name};\n dkim=pass header.d=acme.example\nAuthentication-Results: mx8.{name}; "
    + PASS,
    "Authentication-Results: " + EVERYTHING,
    "authentication-RESULTS : {name} 1;\n\t" + PASS,
    "ARC-Authentication-Results: i=1; {name}; " + EVERYTHING,
    "X-Original-Authentication-Results: {name}; " + EVERYTHING,
]
PLACES = {
    "on top of its own": "{field}\n{letter}",
    "over a Received that it made up": "{field}\nReceived: from a by b with SMTP id 1\n{letter}",
    "under a Received that it made up": "Received: from a by {name} with ESMTP id 1\n{field}\n{letter}",
    "under an empty line's lookalike": "X-Empty:\n \n{field}\n{letter}",
    "twice": "{field}\n{field}\n{letter}",
}


@FAMILY
@pytest.mark.parametrize("result", ["fail", "none", "neutral", "softfail", "temperror", "permerror"])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_what_a_sender_wrote_below_is_never_believed(family: Family, result: str, place: str) -> None:
    for field in FIELDS:
        forged = field.format(name=family.pinned)
        letter = place.format(field=forged, letter=LETTER, name=family.pinned)
        assert not confirmed(family, turned(family.top, result), letter), forged


@pytest.mark.parametrize("genuine", ["dkim=none", "dmarc=none", "spf=none smtp.mailfrom=acme.example"])
@pytest.mark.parametrize("pinned", ["mx1.home.example", "home.example"])
def test_a_host_that_a_sender_made_up_is_not_one_more_of_the_provider_s(genuine: str, pinned: str) -> None:
    top = f"Received: from a by mx1.home.example\nAuthentication-Results: mx1.home.example; {genuine}\n"
    for field in FIELDS:
        for name in (pinned, "dmarc.home.example", "dkim.mx1.home.example"):
            assert not confirmed(GMAIL, top, f"{field.format(name=name)}\nReceived: b\n{LETTER}", pinned), field


def test_a_host_that_is_called_after_its_check_speaks_once() -> None:
    top = "Received: from a by b\nAuthentication-Results: dkim.home.example; dkim=none\n"
    forged = "Authentication-Results: dkim.home.example; dkim=pass header.d=acme.example\n"
    assert not confirmed(GMAIL, top, forged + LETTER, "home.example")


@FAMILY
def test_what_a_sender_wrote_below_their_own_fields_is_not_even_read(family: Family) -> None:
    without = re.sub(r"(?m)^Authentication-Results:.*\n(?:[ \t].*\n)*", "", family.top)
    forged = f"Authentication-Results: {family.pinned}; {EVERYTHING}\n"
    below = LETTER.replace("\n\n", f"\n{forged}\n")
    assert written_by_provider((without + below).encode()) == ()


def test_without_a_received_nothing_shows_that_a_server_wrote_it() -> None:
    assert written_by_provider(f"Authentication-Results: {ME}; {PASS}\n{LETTER}".encode()) == ()


def test_all_fields_above_the_first_received_are_the_provider_s() -> None:
    fields = [f"{ME}; dkim=fail", f"{ME}; {PASS}"]
    top = "".join(f"Authentication-Results: {one}\nX-Scanned: yes\n" for one in fields)
    assert written_by_provider(f"{top}Received: a\nAuthentication-Results: c\n{LETTER}".encode()) == tuple(fields)


def test_below_a_received_the_topmost_field_counts_alone() -> None:
    found = written_by_provider((OPENDKIM.top + LETTER).encode())
    assert found == (f"{ME}; dmarc=pass (p=reject dis=none) header.from=acme.example",)


def test_checks_that_are_spread_over_hosts_are_read_together() -> None:
    assert len(written_by_provider((ICLOUD.top + LETTER).encode())) == 5


@pytest.mark.parametrize("filler", [b"a", b" ", b"(a)"])
def test_an_endless_field_says_nothing_that_it_does_not_say_in_full(filler: bytes) -> None:
    long = b"Authentication-Results: " + ME.encode() + b"; spf=none x=" + filler * 9000 + b"; " + PASS.encode()
    found = written_by_provider(long + b".evil.example\nReceived: a\n" + LETTER.encode())
    assert not aligned_pass(found, ME, "acme.example")


@pytest.mark.parametrize("hidden", ["\x00", "\x0b", "\u202e", "\x7f"])
def test_a_field_with_what_no_server_writes_says_nothing(hidden: str) -> None:
    field = f"Authentication-Results: {ME}; dmarc=pa{hidden}ss header.from=acme.example\nReceived: a\n"
    assert not aligned_pass(written_by_provider((field + LETTER).encode()), ME, "acme.example")


@pytest.mark.parametrize(
    "sender",
    ["Jane <jane@acme.example>, Eve <eve@evil.example>", "Jane <jane@acme.example>\nFrom: eve@evil.example",
     "<jane@evil.example> <jane@acme.example>", "jane"],
)  # fmt: skip
def test_a_mail_of_several_senders_is_nobody_s(sender: str) -> None:
    assert not confirmed(GMAIL, GMAIL.top, LETTER.replace("Jane Hart <jane@acme.example>", sender))


@pytest.mark.parametrize(
    "field",
    [
        "dmarc=pass header.from=acme.example",
        "DMARC = Pass (p=none (really)) HEADER . FROM = ACME.Example",
        "dmarc/1=pass reason=\"because\" header.from=acme.example",
        "dmarc=pass(p=REJECT)header.from=acme.example;",
        "dkim=fail header.d=evil.example; dkim=pass header.d=acme.example header.i=@acme.example",
        "dkim=pass header.i=jane@acme.example",
        "dkim=pass header.d=acme.example; dmarc=none",
        "dkim=pass header.d=acme.example; dmarc=none header.from=acme.example",
        "spf=pass smtp.mailfrom=jane@acme.example",
        "spf=pass smtp.mailfrom=\"jane; hart\"@acme.example",
        "spf=fail smtp.helo=a.example; spf=pass smtp.mailfrom=acme.example smtp.helo=a.example",
        "dkim=pass (quoted \\) bracket) header.d=acme.example",
    ],
)  # fmt: skip
def test_a_pass_for_the_domain_is_one(field: str) -> None:
    assert passes(f"{ME}; {field}")


@pytest.mark.parametrize(
    "field",
    [
        # not a pass, or none of these checks
        "none", "dmarc=none header.from=acme.example", "dmarc=bestguesspass header.from=acme.example",
        "dmarc=passed header.from=acme.example", "dmarc=success header.from=acme.example", "arc=pass (i=1 dmarc=pass)",
        "auth=pass smtp.auth=jane@acme.example", "iprev=pass", "compauth=pass reason=100",
        "spf=softfail (pass) smtp.mailfrom=acme.example", "dkim=fail (was pass; dkim=pass) header.d=acme.example",
        # about nobody, or about another
        "dmarc=pass", "dkim=pass", "spf=pass", "spf=pass smtp.helo=acme.example", "spf=pass smtp.mailfrom=",
        "dkim=pass header.from=acme.example", "dkim=pass header.d=evil.example",
        "dkim=pass header.d=evil.example header.i=@acme.example",
        "dkim=pass header.d=acme.example header.i=@evil.example",
        "spf=pass smtp.mailfrom=jane@evil.example", "spf=pass smtp.mailfrom=jane@mail.acme.example",
        "dmarc=pass header.from=evilacme.example", "dmarc=pass header.from=acme.example.evil.example",
        "dmarc=pass header.from=mail.acme.example", "dkim=pass header.d=mail.acme.example",
        "dkim=pass header.d=example",
        # contradicted
        "dmarc=fail header.from=acme.example; dkim=pass header.d=acme.example",
        "dmarc=temperror header.from=acme.example; spf=pass smtp.mailfrom=acme.example",
        "dmarc=pass header.from=acme.example; dmarc=fail header.from=acme.example",
        "dmarc=pass header.from=acme.example; dmarc=pass header.from=acme.example",
        "dmarc=none header.from=evil.example; dkim=pass header.d=acme.example",
        "spf=pass smtp.mailfrom=acme.example; spf=fail smtp.mailfrom=evil.example",
        # smuggled by whoever chose the address of MAIL FROM
        'spf=pass smtp.mailfrom="a; dmarc=pass header.from=acme.example"@evil.example',
        'spf=pass smtp.mailfrom="jane@acme.example"@evil.example', 'spf=pass smtp.mailfrom="jane@acme.example"',
        "spf=pass smtp.mailfrom=jane@acme.example@evil.example", "spf=pass smtp.mailfrom=evil.example(@acme.example)",
        'spf=pass (domain of "a) dmarc=pass header.from=acme.example (b"@evil.example) smtp.mailfrom=x@evil.example',
        'spf=pass (domain of "a); dmarc=pass header.from=acme.example (b"@evil.example) smtp.mailfrom=x@evil.example',
        'spf=pass (domain of "a\\"); dmarc=pass header.from=acme.example (b"@x) smtp.mailfrom=x@evil.example',
        "spf=pass smtp.mailfrom=a dmarc=pass header.from=acme.example@evil.example",
        "spf=pass smtp.mailfrom=@evil.example:jane@acme.example",
        "spf=pass smtp.mailfrom=<@evil.example,jane@acme.example>",
        "spf=pass smtp.mailfrom=x@evil.example\\; dmarc=pass header.from=acme.example",
        # malformed anywhere
        "dmarc=pass header.from=acme.example (", "dmarc=pass header.from=acme.example )", f"{PASS} {PASS}",
        "(dmarc=pass header.from=acme.example", 'dmarc=pass header.from=acme.example; x="',
        "=pass header.from=acme.example",
        "dmarc=pass header.from=acme.example; dkim", "none; dmarc=pass header.from=acme.example",
        "dmarc=pass; header.from=acme.example",
        "dmarc=pass header.from=acme.example; none", "dmarc=pass header.from=acme.example header.from=evil.example",
        "dmarc=pass header.from=evil.example header.from=acme.example", "dmarc/2=pass header.from=acme.example",
        "dmarc==pass header.from=acme.example", "dmarc=pass header.from=acme.example, dkim=pass",
        "dmarc=pass header.from",
        'dmarc=pass reason="x"header.from=acme.example', "dmarc=pass x.y=<z>header.from=acme.example",
        "dmarc=pass header.from=acme.example; =", "dmarc=(fail) (pass) header.from=acme.example",
        "dmarc=pass header..from=acme.example",
    ],
)  # fmt: skip
def test_everything_else_is_none(field: str) -> None:
    assert not passes(f"{ME}; {field}")


@pytest.mark.parametrize(
    "value",
    ["", ";", ME, f"{ME} {PASS}", f"{ME}, {PASS}", f"{ME} 2; {PASS}", f"{ME} 1 1; {PASS}", f'"{ME}; {PASS}',
     f"evil.example ({ME}); {PASS}", f"evil.example; {ME}; {PASS}", f"({ME}); {PASS}", f"{ME}.evil.example; {PASS}",
     f"evil{ME}; {PASS}", f"mx2.{ME.partition('.')[2]}; {PASS}", f"<{ME}>; {PASS}", PASS],
)  # fmt: skip
def test_a_field_that_is_not_the_provider_s_says_nothing(value: str) -> None:
    assert not passes(value)


@pytest.mark.parametrize("name", [ME, ME.upper(), f'"{ME}"', f"{ME} 1", f"mx3.{ME}", f"({ME} writes) {ME} (hello)"])
def test_a_field_of_the_provider_or_of_a_host_below_it_counts(name: str) -> None:
    assert passes(f"{name}; {PASS}")


@pytest.mark.parametrize("name", ["localhost", "MX"])
def test_a_provider_whose_name_has_no_dot_stands_for_itself_alone(name: str) -> None:
    assert passes(f"{name}; {PASS}", name)
    assert not passes(f"evil.{name}; {PASS}", name)


def test_a_field_without_a_name_is_that_of_the_provider_who_signs_without_one() -> None:
    assert passes(EVERYTHING, "(unnamed)")
    assert not passes(f"{ME}; {EVERYTHING}", "(unnamed)")
    assert not passes(f'"(unnamed)"; {EVERYTHING}', "(unnamed)")


def test_of_fields_without_a_name_only_the_topmost_counts() -> None:
    assert not aligned_pass(["spf=none", EVERYTHING], "(unnamed)", "acme.example")
    forged = f"Authentication-Results: {EVERYTHING}\nReceived: a\n"
    assert not confirmed(MICROSOFT, turned(MICROSOFT.top, "none"), forged + LETTER)


def test_fields_count_up_to_the_first_of_another_name() -> None:
    assert aligned_pass([f"{ME}; dkim=none", f"{ME}; {PASS}"], ME, "acme.example")
    assert not aligned_pass([f"{ME}; dkim=none", "other.example; spf=none", f"{ME}; {PASS}"], ME, "acme.example")
    assert not aligned_pass(["other.example; spf=none", f"{ME}; {PASS}"], ME, "acme.example")


def test_a_failure_in_another_field_contradicts() -> None:
    fields = [f"{ME}; dkim=pass header.d=acme.example", f"{ME}; dmarc=fail header.from=acme.example"]
    assert not aligned_pass(fields, ME, "acme.example")


def test_one_malformed_field_takes_the_word_of_all() -> None:
    assert not aligned_pass([f"{ME}; {PASS}", f"{ME}; dmarc=fail (header"], ME, "acme.example")


@pytest.mark.parametrize(
    ("signed", "domain", "aligned"),
    [
        ("acme.example", "mail.acme.example", True), ("acme.example", "a.b.acme.example", True),
        ("mail.acme.example", "acme.example", False), ("a.acme.example", "b.acme.example", False),
        ("example", "acme.example", False), ("co.uk", "acme.co.uk", False), ("acme.co.uk", "jobs.acme.co.uk", True),
        ("com.au", "acme.com.au", False), ("me.example", "acme.example", False), ("ACME.example.", "acme.EXAMPLE",
        True),
        ("straße.example", "xn--strae-oqa.example", True), ("xn--strae-oqa.example", "Straße.example", True),
        ("strasse.example", "straße.example", False), ("acmе.example", "acme.example", False),
        ("[192.0.2.1]", "[192.0.2.1]", False), ("192.0.2.1", "[192.0.2.1]", False), ("localhost", "localhost", False),
        ("", "", False), (".", ".", False), ("..acme.example", "acme.example", False),
    ],
)  # fmt: skip
def test_a_domain_speaks_for_itself_and_for_what_is_below_it(signed: str, domain: str, aligned: bool) -> None:
    assert passes(f"{ME}; dkim=pass header.d={signed}", domain=domain) is aligned
    assert passes(f"{ME}; dmarc=pass header.from={signed}", domain=domain) is aligned


def test_spf_confirms_the_very_domain_alone() -> None:
    assert not passes(f"{ME}; spf=pass smtp.mailfrom=acme.example", domain="mail.acme.example")


def test_a_field_is_read_with_all_that_it_says() -> None:
    read = parse_results(f'{ME} 1; dkim=pass (a(b)c) reason="x \\" y" header.d=Acme.example; spf=None (d)')
    assert read is not None
    assert read.authserv_id == ME
    assert [(one.method, one.result, dict(one.properties)) for one in read.checks] == [
        ("dkim", "pass", {"reason": '"x \\" y"', "header.d": "Acme.example"}),
        ("spf", "none", {}),
    ]


PIECES = st.sampled_from([
    ME, "acme.example", "evil.example", "dmarc", "dkim", "spf", "=", "pass", "fail", "none", ";", " ", "(", ")",
    '"', "\\",
    "header.from", "header.d", "header.i", "smtp.mailfrom", "@", "<", ">", ",", "1", "/", ".", "\n\t", "reason",
    "é", "\x00",
])  # fmt: skip


@given(st.text(max_size=300) | st.lists(PIECES, max_size=60).map("".join))
def test_no_text_makes_it_fail(value: str) -> None:
    parse_results(value)
    aligned_pass([value, f"{ME};{value}"], ME, "acme.example")
    written_by_provider(value.encode("utf-8", "surrogatepass"))


@given(st.lists(PIECES.filter(lambda piece: piece not in {"acme.example", "pass"}), max_size=60).map("".join))
def test_no_text_without_a_pass_passes(value: str) -> None:
    assert not passes(f"{ME};{value}")


@given(st.lists(PIECES.filter(lambda piece: piece not in {"(", ")", ";"}), max_size=30).map("".join))
def test_no_quoted_local_part_says_anything(text: str) -> None:
    local = text.replace("\\", "").replace('"', "")
    value = f'{ME}; spf=pass (domain of "{local}"@evil.example) smtp.mailfrom="{local}"@evil.example'
    assert not passes(value)
    assert not passes(value.replace(f' (domain of "{local}"@evil.example)', ""))


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_local_part_in_a_comment_says_anything(text: str) -> None:
    value = f'{ME}; spf=pass (domain of "{text}"@evil.example permits) smtp.mailfrom=x@evil.example'
    assert not passes(value)


@pytest.mark.parametrize(
    "piece", ["(", "()", "((", '"', '"\\', "\\", ";", "; a=b", "a.b=c ", "a=", " ", "(a) ", '"a"', "<", "@"]
)
def test_hostile_values_take_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        value = (f"{ME}; x=y " + piece * length)[:length]
        began = time.process_time()
        for _ in range(20):
            parse_results(value)
        return time.process_time() - began

    # Ten times as long takes ten times as long; a square would take a hundred times.
    short, long = min(seconds(800) for _ in range(5)), min(seconds(8000) for _ in range(5))
    assert long < 40 * short + 0.01
