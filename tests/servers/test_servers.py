"""The throw-away servers do what the other tests rely on."""

import imaplib
import re
import ssl

import pytest
from sqlalchemy import create_engine, text

from tests.conftest import Mailbox
from tests.servers.dovecot import Dovecot
from tests.servers.system import MissingPackage, find_binary

MAIL = b"From: bob@example.test\r\nSubject: Hello\r\n\r\nText\r\n"


def login(mailbox: Mailbox) -> imaplib.IMAP4:
    imap = imaplib.IMAP4("127.0.0.1", mailbox.server.imap_port)
    imap.login(mailbox.user, mailbox.server.users[mailbox.user])
    return imap


def test_a_delivered_mail_is_in_the_inbox(mailbox: Mailbox) -> None:
    mailbox.deliver(MAIL)
    with login(mailbox) as imap:
        assert imap.select(readonly=True) == ("OK", [b"1"])


def test_mailboxes_of_two_tests_are_apart(mailbox: Mailbox) -> None:
    with login(mailbox) as imap:
        assert imap.select(readonly=True) == ("OK", [b"0"])


def test_an_appended_mail_makes_its_folder(mailbox: Mailbox) -> None:
    mailbox.append("Fifty Cups", MAIL)
    with login(mailbox) as imap:
        assert imap.select('"Fifty Cups"', readonly=True) == ("OK", [b"1"])


def test_the_certificate_is_good_for_localhost(dovecot: Dovecot) -> None:
    context = ssl.create_default_context(cafile=dovecot.cafile)
    with imaplib.IMAP4_SSL("localhost", dovecot.imaps_port, ssl_context=context) as imap:
        imap.login("alice@example.test", "alicepass")


def test_a_changed_password_of_the_same_length_counts_at_once(mailbox: Mailbox) -> None:
    login(mailbox).logout()
    mailbox.server.set_password(mailbox.user, "b pass")
    login(mailbox).logout()
    with pytest.raises(imaplib.IMAP4.error), imaplib.IMAP4("127.0.0.1", mailbox.server.imap_port) as imap:
        imap.login(mailbox.user, "a pass")


def test_a_folder_can_be_renumbered(mailbox: Mailbox) -> None:
    mailbox.deliver(MAIL)
    mailbox.server.set_uidvalidity(mailbox.user, "INBOX", 1999999999)
    with login(mailbox) as imap:
        assert re.search(rb"UIDVALIDITY 1999999999", imap.status("INBOX", "(UIDVALIDITY)")[1][0])


def test_a_kicked_connection_is_dead(mailbox: Mailbox) -> None:
    imap = login(mailbox)
    mailbox.server.kick(mailbox.user)
    assert b"BYE" in imap.readline()
    assert imap.readline() == b""


def test_each_test_has_an_empty_database(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE only_once (id INTEGER)"))
    engine.dispose()


def test_a_missing_server_names_its_package() -> None:
    with pytest.raises(MissingPackage, match=r"apt-get install .* example-package"):
        find_binary("no-such-binary", "example-package")
