"""What a mail is: headers of automatic mail, and sentences for each label."""

from pathlib import Path

import pytest

from mailsync.classify import classify
from mailsync.mail import Label, Verdict
from mailsync.parse import parse
from mailsync.unwrap import unwrap

EMAILS = Path(__file__).parent.parent / "emails"


def judged(body: str, *headers: str, direction="in", answers_sent=False) -> Verdict:
    top = ["From: jane@acme.test", "To: alex@home.test", *headers, "Content-Type: text/plain; charset=utf-8"]
    mail = unwrap(parse(("\r\n".join(top) + "\r\n\r\n" + body).encode()))
    return classify(mail, direction, answers_sent=answers_sent, owners={"alex@home.test"})


def labels(body: str) -> set[str]:
    return {label.value for label in judged(body).labels}


THANKS = [
    "Thank you for your time on Tuesday.",
    "Thanks again for lunch last week!",
    "Thanks for taking the time to talk. I attach the notes you wanted.",
    "I really appreciate your help with the pitch.",
    "I am grateful for the advice you gave me.",
    "Many thanks for introducing me to Tom.",
    "Thanks again for your help.",
    "It was very kind of you to meet me.",
    "Vielen Dank für das Gespräch gestern.",
    "Merci beaucoup pour votre aide hier.",
    "Muchas gracias por la reunión de ayer.",
    "Grazie mille per il tuo consiglio di ieri.",
    "Hartelijk bedankt voor het gesprek van gisteren.",
]


@pytest.mark.parametrize("sentence", THANKS)
def test_gratitude_for_something_done_is_a_thank_you(sentence):
    assert "thank_you" in labels(f"Dear Alex,\n\n{sentence}\n\nJane")


NO_THANKS = [
    "Could you send me the file?\n\nThanks,\nJane",
    "Could you send me the file? Thank you for your help.",
    "Please review the plan. Thanks in advance for your time.",
    "Thanks for your note.",
    "Thank you for your quick reply.",
    "I would appreciate your help with this.",
    "Thank you for the invitation. Unfortunately I cannot attend.",
    "Attached is my resume. Thank you for your time and consideration.",
    "Happy Thanksgiving to you and yours.",
    "No thanks, we have enough.",
    "Thanks to the rain we stayed at home.",
    "Please thank Tom for the book.",
    "Ich wäre dir dankbar für eine Antwort.",
]


@pytest.mark.parametrize("text", NO_THANKS)
def test_formulas_receipts_and_expectations_are_no_thank_you(text):
    assert "thank_you" not in labels(text)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Thank you for lunch on Tuesday.", "meeting"),
        ("Thank you for introducing me to Tom.", "introduction"),
        ("Thank you for the advice on my résumé.", "help"),
    ],
)
def test_a_thank_you_names_its_source(sentence, source):
    found = judged(sentence)
    assert found.thanks_for == {source}
    assert sentence in found.findings[0].reason


def test_a_thank_you_that_names_nothing_only_proposes():
    found = judged("The pictures have arrived, they are lovely.\n\nThank you so much.")
    assert Label.THANK_YOU in found.labels
    assert not found.sure(Label.THANK_YOU)


ASKS = [
    "Could you spare fifteen minutes next week?",
    "Please send me the agenda.",
    "I would like to meet you for coffee.",
    "Let me know what time suits you.",
    "I was wondering if you know anybody at Acme.",
    "Attached is my resume for your consideration.",
    "Könnten Sie mir bitte die Unterlagen schicken?",
    "Pourriez-vous me donner votre avis ?",
    "¿Podría usted ayudarme con una pregunta para la entrevista?",
    "Potrebbe dirmi che cosa ne pensa per favore?",
    "Kunt u mij een advies geven voor het gesprek?",
]


@pytest.mark.parametrize("sentence", ASKS)
def test_requests_and_questions_are_asks(sentence):
    assert "ask" in labels(f"Dear Alex,\n\n{sentence}\n\nJane")


NO_ASKS = [
    "All went well. Let me know if you have any questions.",
    "Here are the slides. Feel free to call me.",
    "How are you? We had a good summer.",
    "Would you like a copy of the book? It is lovely.",
    "Please find the slides attached.",
    "Please don't hesitate to contact me.",
    "I would like to introduce you to each other.",
]


@pytest.mark.parametrize("text", NO_ASKS)
def test_closers_offers_and_small_talk_are_no_asks(text):
    assert "ask" not in labels(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Unfortunately I will not be able to attend.",
        "I'm afraid we can't make it on Friday.",
        "We are not interested at this time.",
        "I must decline your kind offer.",
        "Due to a prior commitment she is unable to join you.",
        "Leider kann ich nicht teilnehmen, ich bin für die Woche verreist und nicht da.",
        "Malheureusement, je ne pourrai pas participer à la réunion pour des raisons de santé.",
    ],
)
def test_refusals_are_declines(sentence):
    assert "decline" in labels(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "If you cannot come, tell Tom.",
        "I can't wait to see you.",
        "Sorry to hear that Tom can't make it.",
        "He was unable to reach me.",
    ],
)
def test_conditions_and_reports_are_no_declines(sentence):
    assert "decline" not in labels(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thursday at 3 pm works for me.",
        "I confirm our call on Monday at 10:00.",
        "See you on Friday.",
        "Our lunch is set for Tuesday, noon.",
    ],
)
def test_fixed_times_are_meetings_agreed(sentence):
    assert "meeting_agreed" in labels(sentence)


@pytest.mark.parametrize(
    "sentence", ["Would Thursday at 3 pm work for you?", "Our call on Monday is cancelled.", "I will call you later."]
)
def test_proposals_and_cancellations_are_no_meetings_agreed(sentence):
    assert "meeting_agreed" not in labels(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I would like to introduce you to Tom Roth, who plans timetables.",
        "You should talk to Tom Roth about this.",
        "I forwarded your resume to Tom Roth.",
        "Let me put you in touch with my colleague Tom.",
    ],
)
def test_naming_a_person_to_talk_to_is_an_introduction(sentence):
    assert "introduction" in labels(sentence)


@pytest.mark.parametrize(
    "sentence", ["Let me introduce myself.", "Our firm introduces a new product.", "Please contact me at the office."]
)
def test_introducing_oneself_is_no_introduction(sentence):
    assert "introduction" not in labels(sentence)


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("Auto-Submitted: auto-replied (vacation)", Label.AUTO_REPLY),
        ("X-Autoreply: yes", Label.AUTO_REPLY),
        ("X-Autorespond: away", Label.AUTO_REPLY),
        ("Precedence: auto_reply", Label.AUTO_REPLY),
        ("Auto-Submitted: auto-generated", Label.BULK),
        ("Precedence: bulk", Label.BULK),
        ("List-Unsubscribe: <mailto:leave@x.test>", Label.BULK),
        ("List-Id: <news.x.test>", Label.BULK),
        ("X-Failed-Recipients: jane@acme.test", Label.BOUNCE),
    ],
)
def test_headers_tell_automatic_mail(header, label):
    found = judged("Thank you for your help yesterday.", header)
    assert found.labels == (label,)
    assert found.automatic


@pytest.mark.parametrize("header", ["Auto-Submitted: no", "X-Auto-Response-Suppress: All", "Precedence: normal"])
def test_headers_that_people_have_too_are_no_sign(header):
    assert not judged("Thank you for your help yesterday.", header).automatic


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("out-of-office.eml", Label.AUTO_REPLY),
        ("application-received.eml", Label.BULK),
        ("newsletter.eml", Label.BULK),
        ("delivery-report.eml", Label.BOUNCE),
    ],
)
def test_automatic_mail_has_its_one_label(name, label):
    found = classify(unwrap(parse((EMAILS / name).read_bytes())), "in", answers_sent=True)
    assert found.labels == (label,)


@pytest.mark.parametrize(
    "subject",
    [
        "Out of Office: x",
        "Abwesenheitsnotiz: x",
        "Réponse automatique : x",
        "Respuesta automática: x",
        "Risposta automatica: x",
        "Automatisch antwoord: x",
    ],
)
def test_absence_notices_are_told_by_their_subject(subject):
    body = "I am out of the office and will answer your message when I return."
    assert judged(body, f"Subject: {subject}").labels == (Label.AUTO_REPLY,)


def test_a_read_receipt_is_no_reply():
    found = judged(
        "Your message was read on Monday.", "Content-Type: multipart/report; report-type=disposition-notification"
    )
    assert Label.REPLY not in found.labels


def test_a_mailing_without_telling_headers_is_told_by_its_looks():
    body = (
        "Dear members,\n\nregister now for the dinner! Guests: $65. RSVP by Friday. Visit our website.\n"
        "To be removed from this mailing list, answer with REMOVE."
    )
    assert judged(body).labels == (Label.BULK,)


def test_an_answer_by_its_thread_is_a_reply():
    assert judged("Yes, gladly.", answers_sent=True).sure(Label.REPLY)


def test_a_reply_without_thread_headers_that_quotes_the_user_only_proposes():
    body = "Yes, gladly.\r\n\r\nOn Monday 2 March alex@home.test wrote:\r\n> Can you help?"
    found = judged(body, "Subject: Re: a question")
    assert Label.REPLY in found.labels
    assert not found.sure(Label.REPLY)


def test_quoted_words_earn_no_label():
    assert "thank_you" not in labels(
        "Fine.\n\nOn Monday 2 March alex@home.test wrote:\n> Thank you for your help yesterday."
    )


def test_outgoing_mail_is_no_reply_to_the_user():
    assert Label.REPLY not in judged("Yes.", direction="out", answers_sent=True).labels


@pytest.mark.parametrize(
    "text",
    ["thank you so much " * 9000, "Meet Jane Doe Roe. " * 9000, "you can could would " * 9000, "what? " * 30_000],
)
def test_hostile_text_is_judged_to_an_end(text):
    assert isinstance(judged(text), Verdict)
