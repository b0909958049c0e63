"""What can go wrong between us and a mail server, each with the sentence that its owner reads.

Response codes (RFC 5530) decide first, the words of the answer only where there is none.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
import traceback
from datetime import timedelta

from webapp.domain.wording import N_, _


class MailServerError(Exception):
    """Base of all: `sentence` says what is wrong and what to do, `detail` is for the log of the administrator.

    Neither holds a password. `transient` is True where trying again later can help without the user.
    """

    transient = False
    retry_after: timedelta | None = None

    def __init__(self, sentence: str, detail: str = "", retry_after: timedelta | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        # What imaplib did not expect it quotes: that can be a line of somebody's mail.
        self.detail = " ".join(detail.partition("unexpected")[0].split())[:500]
        self.retry_after = retry_after


class WrongPassword(MailServerError):
    """The server knows us not by this name and password: never tried again and again."""


class NotReady(MailServerError):
    """The password may be right, but the mailbox is not open to us (IMAP switched off, no permission)."""


class CertificateProblem(MailServerError):
    """The server did not prove who it is, or offers no encryption: no password was sent."""


class FolderGone(MailServerError):
    """The folder cannot be opened: it was renamed or removed."""


class HostNotFound(MailServerError):
    """The name has no address; often a passing trouble of the name service."""

    transient = True


class Unreachable(MailServerError):
    """Nobody answers at the address."""

    transient = True


class ServerBusy(MailServerError):
    """The server asks us to come back later; `retry_after` is the least time to wait where it set a limit."""

    transient = True


class ConnectionLost(MailServerError):
    """The line broke or the server spoke nonsense: only a new connection helps."""

    transient = True


_LIMIT_WAIT = timedelta(hours=1)
_CODES: dict[str, type[MailServerError]] = {
    **dict.fromkeys(("AUTHENTICATIONFAILED", "EXPIRED"), WrongPassword),
    **dict.fromkeys(("AUTHORIZATIONFAILED", "NOPERM", "CONTACTADMIN", "PRIVACYREQUIRED"), NotReady),
    **dict.fromkeys(("UNAVAILABLE", "INUSE", "LIMIT", "OVERQUOTA", "THROTTLED", "SERVERBUG"), ServerBusy),
    **dict.fromkeys(("NONEXISTENT", "TRYCREATE"), FolderGone),
}
_WORDS: tuple[tuple[re.Pattern[str], type[MailServerError]], ...] = (
    (re.compile(r"authenticated but not connected|imap\W+(access )?(is )?(disabled|not enabled)"), NotReady),
    (re.compile(r"not (enabled|allowed|permitted) (for|to use) imap|enable imap"), NotReady),
    (re.compile(r"too many|simultaneous|try again|temporar|throttl|exceeded|rate limit|\bbusy\b"), ServerBusy),
    (re.compile(r"invalid credential|authenticat\w+ fail|login (fail|incorrect|denied)"), WrongPassword),
    (re.compile(r"(wrong|bad|invalid|incorrect)\W+(user|login|password)|password|tokenexpired"), WrongPassword),
)


def from_answer(text: str, host: str, otherwise: type[MailServerError]) -> MailServerError:
    """The error that a server's NO, BAD or BYE means; `otherwise` where its text says nothing known."""
    codes = re.findall(r"\[([A-Z]+)", text)
    kind = next((_CODES[code] for code in codes if code in _CODES), None)
    if kind is None:
        kind = next((found for words, found in _WORDS if words.search(text.lower())), otherwise)
    wait = _LIMIT_WAIT if {"LIMIT", "OVERQUOTA", "THROTTLED"} & set(codes) else None
    return kind(_sentence(kind, host), text, wait)


def from_exception(error: Exception, host: str) -> MailServerError:
    """The error that an exception of the libraries below means, before or during a conversation."""
    kind: type[MailServerError]
    if isinstance(error, MailServerError):
        return error
    if isinstance(error, ssl.SSLCertVerificationError):
        return CertificateProblem(_certificate_sentence(error, host), str(error))
    if isinstance(error, imaplib.IMAP4.error):
        return from_answer(str(error), host, ConnectionLost)
    if isinstance(error, ssl.SSLError):
        kind = ConnectionLost if isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)) else CertificateProblem
    elif isinstance(error, socket.gaierror):
        kind = HostNotFound
    elif isinstance(error, (TimeoutError, ConnectionRefusedError)):
        kind = Unreachable
    else:
        kind = ConnectionLost
    return kind(_sentence(kind, host), f"{type(error).__name__}: {error}")


def where(error: BaseException) -> str:
    """Say for the log what went wrong where in our own code; the error's text stays out, for it may quote a mail."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return f"{type(error).__name__} in " + " < ".join(f"{one.filename}:{one.lineno}" for one in reversed(frames))


_SENTENCES: dict[type[MailServerError], str] = {
    WrongPassword: N_(
        "%(host)s refused the user name or the password. Enter it again; many providers want an "
        "app password made for this purpose."
    ),
    NotReady: N_(
        "%(host)s accepts you but does not open the mailbox. Switch IMAP on in the settings of your "
        "mail provider, or ask its administrator for permission."
    ),
    CertificateProblem: N_(
        "%(host)s does not speak TLS at this port. Check the port and the kind of encryption: "
        "993 goes with TLS, 143 with STARTTLS."
    ),
    FolderGone: N_("%(host)s no longer has this folder, or does not let it be opened. Choose another one."),
    HostNotFound: N_(
        "There is no server named %(host)s, or its name cannot be looked up just now. "
        "Check the spelling; if it is right, it is tried again by itself."
    ),
    Unreachable: N_(
        "No mail server answers at %(host)s and this port. Check both; if they are right, it is tried again."
    ),
    ServerBusy: N_("%(host)s asks us to come back later. Nothing is lost; it is tried again."),
    ConnectionLost: N_("The connection to %(host)s broke off. Nothing is lost; it is tried again."),
}
_UNKNOWN_AUTHORITY = N_("the certificate of %(host)s comes from an authority that is not known here")
# By OpenSSL's numbers.
_CERTIFICATES = {
    10: N_("the certificate of %(host)s has expired"),
    18: N_("the certificate of %(host)s is signed by itself only"),
    19: _UNKNOWN_AUTHORITY,
    20: _UNKNOWN_AUTHORITY,
    62: N_("the certificate shown for %(host)s is for another name"),
    64: N_("the certificate shown for %(host)s is for another address"),
}
_UNVERIFIED = N_("the certificate of %(host)s cannot be verified")


def _sentence(kind: type[MailServerError], host: str) -> str:
    return _(_SENTENCES[kind], host=host)


def _certificate_sentence(error: ssl.SSLCertVerificationError, host: str) -> str:
    return _(
        "Your password was not sent: %(reason)s. Check the server's name, or ask its administrator to mend "
        "the certificate.",
        reason=_(_CERTIFICATES.get(error.verify_code, _UNVERIFIED), host=host),
    )
