"""An install speaks the language it is told to speak: in templates, in what is said at run time, and in dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from flask import Flask, render_template_string
from markupsafe import Markup

from webapp import catalogs, config, language
from webapp.domain import evidence, wording
from webapp.domain.evidence import phase_word

WORDS = {
    "Put off": "Ver<schieben",
    "Use": "Verwenden",
    "More for %(name)s": "Für %(name)s mehr",
    'See <a href="%(url)s">%(num)s</a> & go': '<a href="%(url)s">%(num)s</a> sehen',
    "100%% of %(what)s": "ganz %(what)s, 100%%",
    ("%(num)s name", "%(num)s names"): ("%(num)s Name", "%(num)s Namen"),
    "Monday": "Montag",
    "Oct": "Okt.",
    "%(day)s %(month)s": "%(day)s. %(month)s",
}


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalog of a few words of German stands where catalogs are; English is spoken again afterwards."""
    catalog = Catalog(locale="de")
    for text, said in WORDS.items():
        catalog.add(text, said)
    catalog.add("Use", "Nutzen", context="phase")
    file = tmp_path / "de" / "LC_MESSAGES" / "messages.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as out:
        write_mo(out, catalog)
    monkeypatch.setattr(catalogs, "FOLDER", tmp_path)
    yield
    catalogs.speak(catalogs.ENGLISH)


def said(template: str, speaking: str = "de", **values: object) -> str:
    app = Flask(__name__)
    app.jinja_environment = language.Spoken
    language.init_app(app, speaking)
    with app.test_request_context():
        return render_template_string(template, **values)


@pytest.mark.parametrize(
    ("template", "english", "german_"),
    [
        ("{{ _('Put off') }}", "Put off", "Ver&lt;schieben"),
        (
            "<a title=\"{{ _('More for %(name)s', name=name) }}\">",
            '<a title="More for &lt;Jo&gt;">',
            '<a title="Für &lt;Jo&gt; mehr">',
        ),
        (
            "{% trans url=name, num=2 %}\n  See <a href=\"{{ url }}\">{{ num }}</a>\n & go{% endtrans %}",
            'See <a href="&lt;Jo&gt;">2</a> & go',
            '<a href="&lt;Jo&gt;">2</a> sehen',
        ),
        ("{% trans what=name %}100% of {{ what }}{% endtrans %}", "100% of &lt;Jo&gt;", "ganz &lt;Jo&gt;, 100%"),
        ("{{ _('100%% of %(what)s', what='it') }}", "100% of it", "ganz it, 100%"),
        ("{{ _('100% plain') }}", "100% plain", "100% plain"),
        ("{{ ngettext('%(num)s name', '%(num)s names', 2) }}", "2 names", "2 Namen"),
        ("{{ _(table) }}", "Put off", "Ver&lt;schieben"),
        ("{{ _('Nobody said this in German.') }}", "Nobody said this in German.", "Nobody said this in German."),
        ("{{ _('More for %(name)s', name=_('Put off')) }}", "More for Put off", "Für Ver&lt;schieben mehr"),
        ("{{ LANGUAGE }}", "en", "de"),
    ],
)  # fmt: skip
def test_a_template_says_its_words_in_the_language(german: None, template: str, english: str, german_: str) -> None:
    assert said(template, "en", name="<Jo>", table="Put off") == english
    assert said(template, "de", name="<Jo>", table="Put off") == german_


def test_markup_that_a_sentence_is_given_stays_markup(german: None) -> None:
    assert said("{{ _('More for %(name)s', name=name) }}", name=Markup("<b>Jo</b>")) == "Für <b>Jo</b> mehr"


def test_nothing_is_said_for_an_empty_text(german: None) -> None:
    catalogs.speak("de")
    assert wording._("") == ""


def test_days_and_months_are_said_in_the_language(german: None) -> None:
    catalogs.speak("de")
    assert wording.weekday(date(2026, 10, 5)) == "Montag"
    assert wording.short_day(date(2026, 10, 5)) == "5. Okt."


def test_a_phase_is_another_word_than_the_verb_that_reads_like_it(german: None) -> None:
    template = "{{ phase_word('use') }}, {{ _('Use') }}"
    assert said(template, phase_word=phase_word) == "Nutzen, Verwenden"


def test_no_phase_is_gathered_without_its_context() -> None:
    with Path(evidence.__file__).open("rb") as source:
        found = {(context, text) for _line, text, _notes, context in extract("python", source)}
    assert found == {("phase", name) for name in ("Initiate", "Obtain", "Use")}


def test_only_the_first_letter_becomes_a_capital() -> None:
    assert wording.capital("montag, 5. Oktober") == "Montag, 5. Oktober"
    assert wording.capital("") == ""


def test_an_install_may_speak_a_language_that_has_a_catalog(german: None, tmp_path: Path) -> None:
    assert config.load({"DATA_DIR": str(tmp_path), "FIFTYCUPS_LANGUAGE": "de"}).language == "de"


def test_a_language_without_words_is_refused(german: None, tmp_path: Path) -> None:
    with pytest.raises(config.BadSettings, match="“fr”; there are words in: de, en"):
        config.load({"DATA_DIR": str(tmp_path), "FIFTYCUPS_LANGUAGE": "fr"})


def test_english_needs_no_catalog(tmp_path: Path) -> None:
    assert config.load({"DATA_DIR": str(tmp_path)}).language == "en"
