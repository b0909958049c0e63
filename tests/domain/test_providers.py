"""Providers are found by the domain of an address; what is not known is said to be a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import providers
from webapp.domain.providers import Access, Provider, domain_of, of_domain, wants_sign_in

KNOWN = [*providers._DOMAINS.values(), *providers.HOSTS]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("ada@gmail.com", "imap.gmail.com"),
        ("Ada@GoogleMail.com", "imap.gmail.com"),
        ("ada@yahoo.co.uk", "imap.mail.yahoo.com"),
        ("ada@yahoo.de", "imap.mail.yahoo.com"),
        ("ada@yahoo.com.br", "imap.mail.yahoo.com"),
        ("ada@gmx.de", "imap.gmx.net"),
        ("ada@gmx.com", "imap.gmx.com"),
        ("ada@me.com", "imap.mail.me.com"),
        ("ada@posteo.de", "posteo.de"),
        ("ada@yandex.kz", "imap.yandex.com"),
        ("ada@yandex.ru", "imap.yandex.ru"),
    ],
)
def test_a_known_domain_leads_to_its_server(address: str, host: str) -> None:
    found = of_domain(domain_of(address))
    assert (found.host, found.guess) == (host, False)


@pytest.mark.parametrize("domain", ["outlook.com", "hotmail.co.uk", "live.fr", "msn.com", "acme.onmicrosoft.com"])
def test_microsoft_is_known_to_take_no_password(domain: str) -> None:
    assert of_domain(domain).access is Access.SIGN_IN
    assert not of_domain(domain).open


@pytest.mark.parametrize("host", ["outlook.office365.com", "Outlook.Office365.com.", "imap-mail.outlook.com"])
def test_the_servers_of_microsoft_are_known_by_name(host: str) -> None:
    assert wants_sign_in(host)


@pytest.mark.parametrize("host", ["imap.example.org", "notoutlook.com", "outlook.com.example.org", ""])
def test_other_servers_are_not_taken_for_microsofts(host: str) -> None:
    assert not wants_sign_in(host)


def test_a_domain_of_ones_own_is_a_guess() -> None:
    assert of_domain("smith.example") == Provider("smith.example", "imap.smith.example", guess=True)


@pytest.mark.parametrize(
    "domain", ["yahoo.example.org", "gmail.com.example.org", "myhotmail.com", "outlook.evil.example"]
)
def test_a_domain_that_only_resembles_a_known_one_is_a_guess(domain: str) -> None:
    assert of_domain(domain).guess


@pytest.mark.parametrize(
    "typed", ["", "ada", "ada@", "ada@gmail", "ada@gmail.c", "ada@a..de", "ada@a b.de", "@", "a@/x.de"]
)
def test_an_address_half_typed_has_no_domain_yet(typed: str) -> None:
    assert domain_of(typed) == ""


@pytest.mark.parametrize("provider", KNOWN, ids=lambda one: one.name)
def test_each_provider_is_reached_over_tls_and_says_where_its_password_is_made(provider: Provider) -> None:
    assert provider.tls in {"tls", "starttls"}
    assert not provider.page or provider.page.startswith("https://")
    assert provider.access is not Access.NONE or not provider.host
    assert provider.host == provider.host.lower().strip()


@given(st.text(max_size=400))
def test_whatever_is_typed_has_a_domain_or_none(typed: str) -> None:
    domain = domain_of(typed)
    assert not domain or of_domain(domain).name
