"""Thank-yous that may settle what is owed, those that never may, and what they thank for."""

import pytest

from mailsync.mail import Label
from tests.mailsync.test_classify import judged

# Subject, and the text of a plain thank-you in each of the six languages.
PLAIN = [
    ("", "Dear Jane,\n\nthank you for your time and advice today. I learned a lot.\n\nBest,\nTom"),
    ("", "Thanks so much for the introduction to Bob."),
    ("", "I wanted to thank you for meeting me on Tuesday."),
    ("Thank you", "Thank you so much.\n\nTom"),
    ("Danke", "Liebe Frau Roth,\n\nvielen Dank für Ihre Zeit und Ihren Rat heute.\n\nViele Grüße\nTom"),
    ("", "Danke für die Vorstellung bei Tom."),
    ("", "Ich möchte mich herzlich für das Gespräch am Dienstag bedanken."),
    ("", "Herzlichen Dank, dass Sie sich die Zeit für mich genommen haben."),
    ("", "Chère Anne,\n\nmerci beaucoup pour votre temps et vos conseils aujourd'hui."),
    ("", "Merci de m'avoir présenté à Tom."),
    ("", "Je tenais à vous remercier de m'avoir reçu mardi."),
    ("", "Un grand merci pour la mise en relation avec Tom."),
    ("", "Estimada Ana:\n\nMuchas gracias por su tiempo y sus consejos de hoy."),
    ("", "Gracias por presentarme a Tom."),
    ("", "Quería agradecerle que me recibiera el martes."),
    ("", "Le agradezco mucho su ayuda de ayer."),
    ("", "Gentile Anna,\n\ngrazie mille per il suo tempo e i suoi consigli di oggi."),
    ("", "Grazie per avermi presentato a Tom."),
    ("", "Volevo ringraziarla per l'incontro di martedì."),
    ("", "La ringrazio molto per avermi ricevuto."),
    ("", "Beste Anna,\n\nhartelijk dank voor uw tijd en advies vandaag."),
    ("", "Bedankt voor de introductie bij Tom."),
    ("", "Ik wilde u bedanken voor het gesprek van dinsdag."),
    ("", "Dank je wel dat je me aan Tom hebt voorgesteld."),
    (
        "Thank you",
        "Dear Ann,\n\nIt was a pleasure to meet you yesterday. I enjoyed our conversation about timetables.\n\nTom",
    ),
]


@pytest.mark.parametrize(("subject", "text"), PLAIN)
def test_a_plain_thank_you_may_settle_what_is_owed(subject, text):
    assert judged(text, f"Subject: {subject}").sure(Label.THANK_YOU)


NEVER = [
    "Könnten Sie mir die Unterlagen schicken? Vielen Dank für Ihre Hilfe!",
    "Vielen Dank im Voraus für Ihre Hilfe.",
    "Danke für Ihre schnelle Antwort.",
    "Vielen Dank für die Einladung, aber leider kann ich nicht kommen.",
    "Pourriez-vous m'envoyer le dossier ? Merci pour votre aide.",
    "Merci d'avance pour votre aide.",
    "Merci pour votre message.",
    "Merci pour l'invitation, malheureusement je ne pourrai pas venir.",
    "¿Podría enviarme el documento? Gracias por su ayuda.",
    "Gracias de antemano por su ayuda.",
    "Gracias por su mensaje.",
    "Gracias por la invitación, pero lamentablemente no podré asistir.",
    "Potrebbe inviarmi il documento? Grazie per il suo aiuto.",
    "Grazie in anticipo per l'aiuto.",
    "Grazie per il messaggio.",
    "Grazie per l'invito, purtroppo non potrò venire.",
    "Kunt u mij het document sturen? Bedankt voor uw hulp.",
    "Alvast bedankt voor uw hulp.",
    "Bedankt voor uw bericht.",
    "Bedankt voor de uitnodiging, maar helaas kan ik niet komen.",
    "Could you send me the slides? Thanks so much for your help with this!",
    "Thank you for the invitation. Sadly I have to decline.",
    "Please look into this. Thanks for taking care of it.",
    "Attached is my resume. Thank you for your time and consideration.",
    "Thank you for your note.",
    "Got the file, thanks.",
]


@pytest.mark.parametrize("text", NEVER)
def test_a_formula_a_receipt_or_the_opening_of_a_refusal_never_may(text):
    assert not judged(text).sure(Label.THANK_YOU)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Thank you for meeting me on Tuesday.", ["meeting"]),
        ("Thanks for lunch yesterday.", ["meeting"]),
        ("Thank you for your time and advice today.", ["help", "meeting"]),
        ("Thanks so much for the introduction to Bob.", ["introduction"]),
        ("Thank you for referring me to the hiring team.", ["introduction"]),
        ("Thank you for putting me in touch with Ann.", ["introduction"]),
        ("Thanks for the advice on my interview.", ["help"]),
        ("Thank you for your help with the meeting room.", ["help"]),
        ("Thank you for your feedback on the presentation.", ["help"]),
        ("Thanks for the introduction to Bob and for your advice.", ["help", "introduction"]),
        ("Thank you for taking the time to talk to me about your work.", ["meeting"]),
        ("Thank you for the recommendation letter.", ["help"]),
        ("Thanks for the beautiful flowers.", []),
        ("Danke für die Vorstellung bei Tom.", ["introduction"]),
        ("Merci beaucoup pour vos conseils d'hier.", ["help"]),
        ("Gracias por la reunión de ayer.", ["meeting"]),
        ("Grazie per avermi presentato a Tom.", ["introduction"]),
        ("Hartelijk bedankt voor het gesprek van gisteren.", ["meeting"]),
    ],
)
def test_the_words_of_the_thanks_name_its_sources(text, sources):
    assert sorted(judged(text).thanks_for) == sources


def test_thanks_to_a_crowd_only_propose():
    crowd = ", ".join(f"p{number}@acme.test" for number in range(12))
    found = judged("Thank you for your help yesterday.", f"Cc: {crowd}")
    assert Label.THANK_YOU in found.labels
    assert not found.sure(Label.THANK_YOU)
