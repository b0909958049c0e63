"""A guess at the language of a text."""

import pytest

from webapp.domain.languages import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Thank you for the time that you took, it is what we would have asked for.", "en"),
        ("Vielen Dank für das Gespräch, ich habe mich sehr gefreut und melde mich auch nicht so spät.", "de"),
        ("Merci pour votre temps, je vous écris dans les jours qui viennent avec une réponse.", "fr"),
        ("Muchas gracias por el consejo, pero con las prisas no lo leí como usted quería.", "es"),
        ("Grazie per il tempo che mi ha dato, non lo dimentico, e anche della lettera.", "it"),
        ("Bedankt voor het gesprek, ik heb met een collega van je gesproken en wij zijn niet te laat.", "nl"),
        ("Muito obrigado por tudo, mas não tenho uma resposta para você.", "pt"),
        ("Tack för att du tog dig tid, jag är inte sen och det var med på listan.", "sv"),
        ("Ok!", ""),
        ("", ""),
        ("12 345 — 67", ""),
    ],
)
def test_the_small_words_of_a_text_tell_its_language(text: str, code: str) -> None:
    assert language(text) == code
