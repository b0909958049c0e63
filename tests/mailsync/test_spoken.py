"""What the mail reader says is said in the language of the install, and what is found again is found again."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

from mailsync import errors
from mailsync.classify import classify
from mailsync.mail import SEVERAL_FROM, Book, Envelope
from mailsync.match import match
from mailsync.parse import parse
from mailsync.unwrap import unwrap
from webapp.domain import wording
from webapp.domain.addresses import Address
from webapp.domain.recognised import is_said
from webapp.services.messages import ANSWERS

EMAILS = sorted((Path(__file__).parents[1] / "emails").glob("*.eml"))
ANNA, OWN = Address("Anna", "anna@example.org"), Address("", "me@example.org")
BOOK = Book(frozenset({OWN.address}), {ANNA.address: "anna"}, {"<1@example.org>": ""})


class _Abroad(NullTranslations):
    def gettext(self, message: str) -> str:
        return f"‹{message}›"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"‹{msgid2}›"


@pytest.fixture(autouse=True)
def abroad() -> Iterator[None]:
    wording.speak(_Abroad())
    yield
    wording.speak(NullTranslations())


@pytest.mark.parametrize("path", EMAILS, ids=lambda path: path.stem)
def test_every_reason_of_a_label_is_said_in_the_language_of_the_install(path: Path) -> None:
    verdict = classify(unwrap(parse(path.read_bytes())), "in", answers_sent=True)
    assert verdict.findings
    assert all(one.reason.startswith("‹") and one.reason.endswith("›") for one in verdict.findings)


def test_that_a_mail_answers_is_found_again_in_another_language() -> None:
    reasons = match(Envelope(from_=(ANNA,), to=(OWN,), in_reply_to=("<1@example.org>",)), BOOK).reasons
    assert reasons[0] == "‹From anna@example.org, an address of this contact›"
    assert is_said(ANSWERS, reasons[1])


def test_a_sender_that_is_unclear_is_known_as_such_in_another_language() -> None:
    mail = parse(b"From: anna@example.org, bo@example.org\r\nTo: me@example.org\r\n\r\nHello")
    assert mail.envelope.defects == (SEVERAL_FROM,)
    assert match(mail.envelope, BOOK).reasons == ("‹The sender is unclear: ‹several From addresses››",)


def test_what_is_wrong_with_a_certificate_is_said_in_the_language_of_the_install() -> None:
    error = ssl.SSLCertVerificationError("expired")
    error.verify_code = 10
    sentence = errors.from_exception(error, "imap.example.org").sentence
    assert sentence.startswith("‹Your password was not sent: ‹the certificate of imap.example.org has expired›.")
