"""What a mail asks for: of which kind, in which sentence, how sure."""

import pytest

from mailsync.asks import asks, requests
from mailsync.classify import classify
from mailsync.parse import parse
from mailsync.sentences import sentences
from mailsync.unwrap import unwrap
from webapp.models import AskKind


def asked(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in requests(asks(sentences(text)))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Would you have fifteen minutes for a call next week?", "meeting"),
        ("Could we meet for coffee on Thursday?", "meeting"),
        ("Could you tell me how you got into logistics?", "experience"),
        ("I would love to hear about your own path. Could you share your story with me?", "experience"),
        ("Could you send me the file?", "information"),
        ("Which tools does your team use?", "information"),
        ("What would you do in my place, and should I apply now?", "advice"),
        ("Do you have any advice for somebody who changes careers?", "advice"),
        ("Could you give me feedback on my pitch?", "feedback"),
        ("Would you take a look at my résumé?", "feedback"),
        ("Could you introduce me to Bob Ray?", "introduction"),
        ("Who else should I speak to?", "introduction"),
        ("Do you know anyone at Maersk?", "introduction"),
        ("Would you write me a letter of recommendation?", "recommendation"),
        ("Could you put in a good word for me?", "vouch"),
        ("Please pass my resume to the hiring manager.", "vouch"),
        ("Hätten Sie Zeit für einen Kaffee?", "meeting"),
        ("Könnten Sie mir einen Rat geben?", "advice"),
        ("Könntest du mich Frau Klein vorstellen?", "introduction"),
        ("Pourriez-vous m'accorder vingt minutes pour un entretien ?", "meeting"),
        ("Pourriez-vous me mettre en contact avec Mme Petit ?", "introduction"),
        ("¿Podrías darme un consejo?", "advice"),
        ("¿Podrías ponerme en contacto con Ana?", "introduction"),
        ("Potresti darmi un consiglio?", "advice"),
        ("Potremmo incontrarci? Sarebbe possibile prendere un caffè?", "meeting"),
        ("Zou je een keer koffie willen drinken?", "meeting"),
        ("Kunt u mij een advies geven?", "advice"),
    ],
)
def test_an_ask_has_a_kind(text, kind):
    assert [one for one, _ in asked(text)] == [kind]
    assert kind in set(AskKind)


def test_a_mail_may_ask_for_several_things():
    text = "Could we meet for coffee next week? Also, could you introduce me to Bob Ray? Could we meet on Monday?"
    assert asked(text) == [
        ("meeting", "Could we meet for coffee next week?"),
        ("introduction", "Also, could you introduce me to Bob Ray?"),
    ]


def test_what_asks_nothing_has_no_requests():
    assert asked("Thank you for lunch. It was a pleasure.") == []


def test_a_request_is_as_sure_as_its_finding():
    for text in ("Could you send me the file?", "Any thoughts?"):
        mail = unwrap(parse(f"From: jane@acme.test\r\nTo: alex@home.test\r\n\r\n{text}".encode()))
        verdict = classify(mail, "in", answers_sent=False)
        assert verdict.requests
        assert [one.sure for one in verdict.requests] == [one.sure for one in verdict.findings if one.label == "ask"]
