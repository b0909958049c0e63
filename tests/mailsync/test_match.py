"""Whose mail it is and how sure."""

from mailsync.mail import Book, Envelope, Grade
from mailsync.match import match
from mailsync.parse import envelope
from webapp.domain.addresses import Address
from webapp.domain.threads import subject_key

BOOK = Book(
    owners=frozenset({"alex@home.test"}),
    contacts={"jane@acme.test": "jane", "tom@rail.test": "tom"},
    sent_ids={"<ask-1@home.test>": subject_key("20 minutes?")},
    never_log=frozenset({"@ads.test", "boss@work.test"}),
)


def header(**values: str) -> Envelope:
    lines = (f"{name.replace('_', '-')}: {value}\r\n" for name, value in values.items())
    return envelope("".join(lines).encode())


def test_incoming_mail_moves_its_sender_and_copies_the_others():
    found = match(header(From="jane@acme.test", To="alex@home.test", Cc="tom@rail.test"), BOOK)
    assert (found.direction, found.counterparts, found.copied) == ("in", ("jane",), ("tom",))
    assert found.grade is Grade.C
    assert "From jane@acme.test, an address of this contact" in found.reasons


def test_an_answer_to_a_mail_that_was_sent_is_better_evidence():
    found = match(header(From="jane@acme.test", To="alex@home.test", In_Reply_To="<ask-1@home.test>"), BOOK)
    assert (found.answers_sent, found.grade) == ("<ask-1@home.test>", Grade.B)
    assert "Answers a mail that you sent" in found.reasons


def test_outgoing_mail_moves_its_to_and_copies_its_cc_and_bcc():
    found = match(header(From="Alex <alex+jobs@home.test>", To="jane@acme.test", Bcc="tom@rail.test"), BOOK)
    assert (found.direction, found.counterparts, found.copied, found.grade) == ("out", ("jane",), ("tom",), Grade.OWN)


def test_the_users_own_address_outside_the_sent_folder_is_no_proof():
    assert match(header(From="alex@home.test", To="jane@acme.test"), BOOK, in_sent=False).grade is Grade.C


def test_an_unknown_sender_in_a_known_thread_is_a_stranger():
    found = match(header(From="jd@private.test", Subject="AW: 20 Minutes?", References="<x@y> <ask-1@home.test>"), BOOK)
    assert found.stranger == Address("", "jd@private.test")
    assert found.concerns_us


def test_an_unknown_sender_elsewhere_concerns_nobody():
    assert not match(header(From="jd@private.test", To="alex@home.test"), BOOK).concerns_us


def test_reply_to_and_sender_match_nobody():
    found = match(header(From="x@y.test", Reply_To="jane@acme.test", Sender="jane@acme.test"), BOOK)
    assert not found.concerns_us


def test_several_senders_are_never_matched_by_themselves():
    found = match(header(From="jane@acme.test, evil@x.test", In_Reply_To="<ask-1@home.test>"), BOOK)
    assert found.counterparts == ()
    assert found.stranger == Address("", "jane@acme.test")


def test_mail_never_to_be_logged_is_left_alone():
    for sender in ("x@ads.test", "boss@work.test", "boss+x@work.test"):
        assert not match(header(From=sender, To="jane@acme.test", In_Reply_To="<ask-1@home.test>"), BOOK).concerns_us


def test_mail_to_oneself_concerns_nobody():
    assert not match(header(From="alex@home.test", To="alex+notes@home.test"), BOOK).concerns_us


def test_a_plus_part_of_a_contact_is_that_contact():
    assert match(header(From="jane+list@acme.test"), BOOK).counterparts == ("jane",)


def test_the_first_answered_mail_that_was_sent_is_named():
    book = Book(BOOK.owners, BOOK.contacts, {"<a@x>": "", "<b@x>": ""})
    found = match(header(From="jane@acme.test", In_Reply_To="<other@x>", References="<a@x> <b@x>"), book)
    assert found.answers_sent == "<b@x>"


def test_references_alone_are_an_answer_under_the_same_subject_only():
    def answered(subject: str, **more: str) -> str:
        found = match(header(From="jane@acme.test", Subject=subject, References="<ask-1@home.test>", **more), BOOK)
        return found.answers_sent

    assert answered("Re: [ext] 20 minutes?") == "<ask-1@home.test>"
    assert answered("Party on Friday") == ""
    assert answered("Party on Friday", In_Reply_To="<ask-1@home.test>") == "<ask-1@home.test>"


def test_a_server_that_gave_a_sent_mail_another_id_does_not_hide_its_answers():
    book = Book(BOOK.owners, BOOK.contacts, {"<sent@home.test>": "", "<rewritten@cloud.test>": ""})
    for answered in book.sent_ids:
        assert match(header(From="jane@acme.test", In_Reply_To=answered), book).answers_sent == answered
