"""The relay: the password goes only to a server that proved its name; what was surely not sent is told so."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from mailsync.relay import NotSent, send
from tests.servers import certificates
from tests.servers.certificates import Certificate
from tests.servers.system import free_ports
from webapp.config import Smtp

MAIL = b"From: a@x.test\r\nTo: b@x.test\r\nSubject: Hi\r\n\r\n.dot\r\nx\r\n"
PASSWORD = "correct horse"


class Desk:
    """Takes mail for whoever logs in; remembers both."""

    def __init__(self) -> None:
        self.contents: list[bytes] = []
        self.passwords: list[bytes] = []

    def log_in(
        self, _server: object, _session: object, _envelope: object, _mechanism: str, given: object
    ) -> AuthResult:
        """Say whether the password is right."""
        self.passwords.append(given.password)  # type: ignore[attr-defined]  # the library says no more of it
        right = self.passwords[-1] == PASSWORD.encode()
        return AuthResult(success=right, handled=right)  # what is not handled the server refuses itself

    async def handle_RCPT(self, _server: object, _session: object, envelope: object, address: str, _: object) -> str:
        """Know nobody whose name begins with no."""
        if address.startswith("no"):
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)  # type: ignore[attr-defined]  # as above
        return "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:
        """Take a mail."""
        self.contents.append(envelope.content)  # type: ignore[attr-defined]  # as above
        return "250 taken"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """What proves the relay's name."""
    return certificates.issue(tmp_path_factory.mktemp("relay"))


@pytest.fixture
def desk() -> Desk:
    """What the relay took."""
    return Desk()


@pytest.fixture
def smtp(desk: Desk, certificate: Certificate) -> Iterator[Smtp]:
    """A relay on loopback that wants STARTTLS and a log-in."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.certfile, certificate.keyfile)
    (port,) = free_ports(1)
    server = Controller(
        desk, hostname="127.0.0.1", port=port, tls_context=context, require_starttls=True,
        authenticator=desk.log_in, auth_required=True,
    )  # fmt: skip
    server.start()
    yield Smtp("localhost", "cups@relay.test", port, "starttls", "cups", PASSWORD)
    server.stop()


def go(smtp: Smtp, cafile: Path | str, to: str = "alice@home.test") -> list[str]:
    looked: list[str] = []
    send(smtp, MAIL, to, str(cafile), lambda: looked.append("looked"))
    return looked


def test_it_goes_over_an_encrypted_line_after_a_log_in(desk: Desk, smtp: Smtp, certificate: Certificate) -> None:
    assert go(smtp, certificate.cafile) == ["looked"]
    assert desk.contents == [MAIL]


def test_a_server_that_cannot_prove_its_name_gets_no_password(desk: Desk, smtp: Smtp) -> None:
    with pytest.raises(NotSent):
        go(smtp, "")
    assert (desk.passwords, desk.contents) == ([], [])


def test_a_server_without_encryption_gets_no_password() -> None:
    desk, (port,) = Desk(), free_ports(1)
    server = Controller(desk, hostname="127.0.0.1", port=port, authenticator=desk.log_in, auth_require_tls=False)
    server.start()
    with pytest.raises(NotSent):
        go(Smtp("127.0.0.1", "cups@relay.test", port, "starttls", "cups", PASSWORD), "")
    server.stop()
    assert (desk.passwords, desk.contents) == ([], [])


@pytest.mark.parametrize(("password", "to"), [("wrong", "alice@home.test"), (PASSWORD, "nobody@home.test")])
def test_what_is_refused_before_it_is_handed_over_was_not_sent(
    desk: Desk, smtp: Smtp, certificate: Certificate, password: str, to: str
) -> None:
    other = Smtp(smtp.host, smtp.sender, smtp.port, smtp.tls, smtp.user, password)
    with pytest.raises(NotSent) as refused:
        go(other, certificate.cafile, to)
    assert desk.contents == []
    assert PASSWORD not in str(refused.value)


def test_a_relay_that_is_not_there_has_not_got_it() -> None:
    (port,) = free_ports(1)
    with pytest.raises(NotSent):
        go(Smtp("127.0.0.1", "cups@relay.test", port, "plain"), "")
