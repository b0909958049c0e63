"""Forms speak the language of the install: what their classes say in English is said in it, and once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from gettext import NullTranslations

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser

from webapp.domain import wording
from webapp.views.forms_base import SpokenForm
from webapp.views.forms_contact import ContactForm
from webapp.views.forms_event import EventForm
from webapp.views.forms_relationship import InterviewForm, LogForm

FIELDS = '{% from "macros/forms.html" import field %}{% for one in form %}{{ field(one, optional=true) }}{% endfor %}'
WORDS = "label, legend, option, .optional, .field-hint, .field-error"
SAID = re.compile("(⟦[^⟦⟧]+⟧ ?)+")


class Loud(NullTranslations):
    """A language whose words are the English ones in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture
def loud() -> Iterator[None]:
    """The install speaks loudly."""
    before = wording._spoken
    wording.speak(Loud())
    yield
    wording.speak(before)


@pytest.fixture
def draw(app: Flask, loud: None) -> Callable[[type[SpokenForm]], LexborHTMLParser]:
    """Sends an empty form and draws it with its errors; the templates are compiled for this alone."""
    env = app.jinja_env.overlay(cache_size=0)

    def drawn(kind: type[SpokenForm]) -> LexborHTMLParser:
        with app.test_request_context("/", method="POST"):
            form = kind()
            form.validate()
            return LexborHTMLParser(env.from_string(FIELDS).render(form=form))

    return drawn


def test_labels_hints_choices_and_errors_are_said(draw: Callable[[type[SpokenForm]], LexborHTMLParser]) -> None:
    page = draw(EventForm)
    said = {node.text() for node in page.css(WORDS)}
    assert {
        "⟦When⟧ ⟦optional⟧",
        "⟦Two hours, unless you say otherwise.⟧",
        "⟦What kind of event?⟧",
        "⟦General: a meetup, a fair, a dinner⟧",
        "⟦Choose the day and the time.⟧",
    } <= said
    assert page.css("#aim")[0].attributes["value"] == "⟦people who agree to meet⟧"


@pytest.mark.parametrize("kind", [ContactForm, EventForm, InterviewForm, LogForm])
def test_every_word_of_a_form_is_said_once(
    draw: Callable[[type[SpokenForm]], LexborHTMLParser], kind: type[SpokenForm]
) -> None:
    words = [node.text() for node in draw(kind).css(WORDS)]
    assert words
    assert [text for text in words if not SAID.fullmatch(text)] == []
