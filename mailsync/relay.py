"""Hands a digest to the relay that the administrator named, where a mailbox refuses it: the only SMTP there is."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Callable

from mailsync.connect import tls_context
from webapp.config import Smtp

TIMEOUT = 30


class NotSent(Exception):
    """The relay did not take it, and said so or was never reached; the text is for the log of the administrator."""


class Unanswered(Exception):
    """It was handed over, and the line broke before the relay said what became of it."""


def send(relay: Smtp, message: bytes, to: str, cafile: str, last_look: Callable[[], None]) -> None:
    """Send a mail to one address; `last_look` is called right before it is handed over, and may raise.

    Raises NotSent where it surely was not taken, and Unanswered where nobody knows.
    """
    try:
        client = _connect(relay, tls_context(cafile or None))
    except (OSError, smtplib.SMTPException) as error:
        raise _not_sent(error) from error
    try:
        _announce(client, relay, to)
        last_look()
        _hand_over(client, message)
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            client.quit()


def _connect(relay: Smtp, context: ssl.SSLContext) -> smtplib.SMTP:
    """Connect, encrypt, log in: the password is sent only to a server that has proved its name."""
    if relay.tls == "tls":
        client: smtplib.SMTP = smtplib.SMTP_SSL(relay.host, relay.port, timeout=TIMEOUT, context=context)
    else:
        client = smtplib.SMTP(relay.host, relay.port, timeout=TIMEOUT)
    try:
        if relay.tls == "starttls":
            client.starttls(context=context)
        if relay.user:
            client.login(relay.user, relay.password)
        client.ehlo_or_helo_if_needed()
    except BaseException:
        client.close()
        raise
    return client


def _announce(client: smtplib.SMTP, relay: Smtp, to: str) -> None:
    try:
        for code, said in (client.mail(relay.sender), client.rcpt(to)):
            if code not in {250, 251}:
                raise smtplib.SMTPResponseException(code, said)
    except (OSError, smtplib.SMTPException) as error:
        raise _not_sent(error) from error


def _hand_over(client: smtplib.SMTP, message: bytes) -> None:
    try:
        code, said = client.data(message)
    except smtplib.SMTPDataError as error:  # it did not want to begin
        raise _not_sent(error) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unanswered(type(error).__name__) from error
    if code != 250:
        raise _not_sent(smtplib.SMTPResponseException(code, said))


def _not_sent(error: Exception) -> NotSent:
    code = getattr(error, "smtp_code", "")
    said = getattr(error, "smtp_error", b"")
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return NotSent(" ".join(f"{type(error).__name__} {code} {words}".split())[:300])
