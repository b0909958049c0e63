"""Whom a mail introduces, and whom it names to be approached."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailsync.classify import classify
from mailsync.mail import Label, Named
from mailsync.parse import parse
from mailsync.unwrap import unwrap


def people(body: str, to: str = "alex@home.test", cc: str = "", direction="in", **headers: str) -> tuple[Named, ...]:
    top = [f"From: {headers.get('sender', 'Jane Doe <jane@acme.test>')}", f"To: {to}", *([f"Cc: {cc}"] if cc else [])]
    head = "\r\n".join([*top, "Subject: Coffee", "Content-Type: text/plain; charset=utf-8"])
    mail = unwrap(parse(f"{head}\r\n\r\n{body}".encode()))
    return classify(mail, direction, answers_sent=False, owners={"alex@home.test"}).people


def pairs(body: str, **envelope: str) -> list[tuple[str, str]]:
    return [(one.name, one.address) for one in people(body, **envelope)]


BOB = ("Bob Ray", "bob@acme.example")


@pytest.mark.parametrize(
    "text",
    [
        "You should talk to Bob Ray, bob@acme.example.",
        "You should speak with Bob Ray (bob@acme.example) about the port.",
        "Talk to Bob Ray <bob@acme.example>, he knows everybody.",
        "I suggest you contact my colleague Bob Ray at bob@acme.example.",
        "You should really talk to Bob Ray. His e-mail is bob@acme.example.",
        "Have you thought of asking Bob Ray? You can reach him at bob@acme.example.",
        "I spoke to Bob Ray about you, and he is happy to talk: bob@acme.example",
        "Here are the people you should meet:\n\n- Bob Ray, bob@acme.example",
        "You may contact Bob Ray.\n\nbob@acme.example",
        "Please get in touch with Dr. Bob Ray (e-mail: bob@acme.example).",
        "Bob Ray would be a great person to talk to: bob@acme.example.",
        "Sprich doch mal mit Bob Ray (bob@acme.example).",
        "Wenden Sie sich am besten an Herrn Bob Ray, bob@acme.example.",
        "Sie sollten unbedingt mit Bob Ray sprechen: bob@acme.example",
        "Vous pouvez contacter mon collègue Bob Ray (bob@acme.example).",
        "Parlez à Bob Ray, bob@acme.example, de ma part.",
        "Habla con Bob Ray (bob@acme.example).",
        "Te recomiendo hablar con Bob Ray, bob@acme.example.",
        "Parla con Bob Ray, bob@acme.example.",
        "Contatta la mia collega Bob Ray: bob@acme.example",
        "Praat eens met Bob Ray, bob@acme.example.",
        "Neem gerust contact op met Bob Ray: bob@acme.example",
    ],
)
def test_whom_the_text_names_with_an_address_is_referred_to(text):
    found = people(f"Hi Alex,\n\n{text}\n\nJane")
    assert [(one.name, one.address, one.introduced) for one in found] == [(*BOB, False)]
    assert "bob@acme.example" in found[0].quote or "Bob Ray" in found[0].quote


@pytest.mark.parametrize(
    "text",
    [
        "You should talk to Bob Ray at Acme.",
        "I recommend that you contact Bob Ray, who runs the port.",
        "Talk to Bob Ray, he knows everybody.",
        "The best person to talk to is my old boss Bob Ray.",
        "Bob Ray at Acme would be the right person to ask.",
        "Sprich doch mal mit Bob Ray.",
        "Parlez à Bob Ray de ma part.",
        "Habla con Bob Ray.",
        "Parla con Bob Ray.",
        "Praat eens met Bob Ray.",
    ],
)
def test_a_full_name_in_a_clear_referral_needs_no_address(text):
    assert pairs(f"Hi Alex,\n\n{text}\n\nJane") == [("Bob Ray", "")]


@pytest.mark.parametrize(
    "text",
    [
        "If you have any questions, please contact Bob Ray at bob@acme.example.",
        "Please contact support@acme.example or Human Resources.",
        "You should contact Human Resources.",
        "Please contact me at jane@acme.test.",
        "My assistant Bob Ray (bob@acme.example) will find a time.",
        "To unsubscribe write to bob@acme.example.",
        "I met Bob Ray yesterday.",
        "Bob Ray (bob@acme.example) was fired.",
        "You should talk to Bob.",
        "You should see New York.",
        "Talk to Jane Doe soon.",
        "Talk to you on Monday.",
        "To reach me before our meeting, please e-mail bob@acme.example.",
        "You can also write to jane.doe@elsewhere.example, who talks to Bob.",
        "Contact the Acme Community Foundation 555-960-1990bob@acme.example.",
        "RSVP to Bob Ray, bob@acme.example.",
    ],
)
def test_whom_one_asks_about_something_else_is_nobodys_referral(text):
    assert pairs(f"Hi Alex,\n\n{text}\n\nJane") == []


def test_several_people_are_named_each_with_their_address():
    text = "You should talk to these people:\n\n- Bob Ray, bob@acme.example\n- Carol de Low (carol@low.example)"
    assert pairs(text) == [BOB, ("Carol de Low", "carol@low.example")]


def test_the_address_of_the_signature_is_no_referral():
    text = "You should really talk to them.\n\nBest regards,\nJane Doe\njane.doe@acme.example\n+1 555 123 4567"
    assert pairs(text, sender="Jane Doe <jane.doe@acme.example>") == []


@pytest.mark.parametrize(
    ("text", "cc"),
    [
        ("Alex, meet Bob. Bob, meet Alex.", "Bob Ray <bob@acme.example>"),
        ("Hi Alex, I'd like to introduce you to Bob Ray, who runs the port.", "Bob Ray <bob@acme.example>"),
        ("I've copied Bob, who can tell you more.", "Bob Ray <bob@acme.example>"),
        ("Alex and Bob, I wanted to connect you two.", "bob@acme.example"),
        ("Please meet my colleague, copied here. I let the two of you take it from here.", "bob@acme.example"),
        ("Liebe Alex, darf ich vorstellen: Bob Ray, ein Kollege.", "Bob Ray <bob@acme.example>"),
        ("Je vous présente Bob Ray, en copie.", "Bob Ray <bob@acme.example>"),
        ("Je te mets en relation avec Bob Ray.", "Bob Ray <bob@acme.example>"),
        ("Te presento a Bob Ray, en copia.", "Bob Ray <bob@acme.example>"),
        ("Ti presento Bob Ray, in copia.", "Bob Ray <bob@acme.example>"),
        ("Graag stel ik je voor aan Bob Ray.", "Bob Ray <bob@acme.example>"),
    ],
)
def test_who_reads_the_introduction_too_is_introduced(text, cc):
    found = people(f"{text}\n\nJane", cc=cc)
    assert [(one.address, one.introduced) for one in found] == [("bob@acme.example", True)]


def test_a_reader_of_whom_an_introduction_says_nothing_is_not_introduced():
    text = "Alex, meet Bob. Bob, meet Alex.\n\nJane"
    found = people(text, to="alex@home.test, bob@acme.example", cc="Carol Low <carol@low.example>")
    assert [one.address for one in found] == ["bob@acme.example"]


def test_a_copy_alone_introduces_nobody():
    assert people("Thank you for lunch, Alex.", cc="Bob Ray <bob@acme.example>") == ()


def test_whom_the_user_introduces_is_nobody_new():
    found = people(
        "Bob, meet Jane.", to="bob@acme.example", cc="jane@acme.test", sender="alex@home.test", direction="out"
    )
    assert found == ()


def test_an_introduction_of_somebody_else_introduces_no_reader():
    text = "If Tom Hill were to introduce Michael to the group, that would help. I am forwarding your CV to Tom Hill."
    assert people(text, cc="Walter Larkin <walter@travel.example>") == ()


def test_a_crowd_is_not_introduced():
    crowd = ", ".join(f"p{number}@acme.test" for number in range(12))
    assert (
        people("Let me introduce Bob Ray to you all.", to=f"alex@home.test, {crowd}", cc="Bob <bob@acme.example>") == ()
    )


def test_an_absence_notice_refers_to_nobody():
    text = "I am out of the office until 3 May. Please contact Bob Ray, bob@acme.example."
    mail = f"From: jane@acme.test\r\nTo: alex@home.test\r\nAuto-Submitted: auto-replied\r\n\r\n{text}"
    verdict = classify(unwrap(parse(mail.encode())), "in", answers_sent=False)
    assert verdict.labels == (Label.AUTO_REPLY,)
    assert verdict.people == ()


PIECES = ["You should talk to ", "Bob ", "Ray", ", ", "bob@acme.example", "@", ". ", "\n", "Meet ", "A", " ", "(", "<"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5))).map("".join))
@settings(deadline=None)
def test_no_text_makes_it_fail(text):
    for one in people(text, cc="Bob Ray <bob@acme.test>"):
        assert one.quote
        assert one.name or one.address
