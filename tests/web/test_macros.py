"""The macros escape what comes from outside, carry the token and say in words what they show in colour."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from selectolax.lexbor import LexborHTMLParser
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, StringField, TextAreaField
from wtforms.validators import InputRequired

from webapp.domain import wording
from webapp.domain.evidence import phase_word

TEMPLATES = Path(__file__).parents[2] / "templates"
IMPORTS = "".join(f'{{% import "macros/{name}.html" as {name} %}}' for name in ("forms", "icons", "person", "ui"))
AT = datetime(2026, 11, 14, 9, 30, tzinfo=UTC)
HOSTILE = '<img src=x onerror=alert(1)>"><b hx-get="/x">\''

Draw = Callable[..., LexborHTMLParser]


class ContactForm(Form):
    name = StringField("Name", description="As you would greet them.", validators=[InputRequired("Give a name.")])
    note = TextAreaField("Note")
    can_hire = BooleanField("Can hire")


@pytest.fixture
def draw() -> Draw:
    """Renders a piece of template with the macros at hand; an unknown name is an error."""
    env = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    env.globals.update(_=wording._, ngettext=wording.ngettext, csrf_token=lambda: "the-token", phase_word=phase_word)
    env.globals["g"] = SimpleNamespace(setdefault={}.setdefault)
    env.filters.update(ago=lambda at: "8 days ago", day=lambda at: "14 Nov", exact=lambda at: "exactly then")
    return lambda source, **values: LexborHTMLParser(env.from_string(IMPORTS + source).render(values))


@pytest.mark.parametrize(
    "source",
    [
        "{{ ui.mail_text(text) }}",
        "{{ ui.row(text, line=text, reasons=[text]) }}",
        "{{ ui.why(text) }}",
        "{{ ui.notice(text, undo='/undo') }}",
        "{{ ui.settled(text) }}",
        "{{ ui.state_chip('needs_you', text) }}",
        "{{ ui.button_form('/x', text, label=text, back=text) }}",
        "{{ ui.search_field('/x', text, label=text, phase=text) }}",
        "{{ ui.facts([(text, text)]) }}",
        "{{ ui.empty(text, text, (text, text)) }}",
        "{{ person.moment('in', at, text, snippet=text, text=text, reasons=text) }}",
        "{% call person.triage_item('t1', text, text, at, text, text, text) %}{% endcall %}",
    ],
)
def test_hostile_text_stays_text(draw: Draw, source: str) -> None:
    page = draw(source, text=HOSTILE, at=AT)
    assert page.css("img, [onerror], b") == []
    assert HOSTILE in page.html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')


def test_htmx_reads_nothing_inside_the_text_of_a_mail(draw: Draw) -> None:
    assert draw("{{ ui.mail_text('Hello') }}").css_first(".mail-text").attributes == {
        "class": "mail-text",
        "dir": "auto",
        "hx-disable": None,
    }


def test_a_button_form_posts_with_the_token_and_its_hidden_fields(draw: Draw) -> None:
    form = draw("{{ ui.button_form('/thanks', 'Thank', source=7) }}").css_first("form")
    hidden = {field.attributes["name"]: field.attributes["value"] for field in form.css("input[type=hidden]")}
    assert (form.attributes["method"], form.attributes["action"]) == ("post", "/thanks")
    assert hidden == {"csrf_token": "the-token", "source": "7"}


def test_a_button_form_with_a_target_is_the_same_form_for_htmx(draw: Draw) -> None:
    form = draw("{{ ui.button_form('/thanks', 'Thank', target='closest .row') }}").css_first("form")
    assert form.attributes["hx-post"] == form.attributes["action"] == "/thanks"
    assert form.attributes["hx-target"] == "closest .row"


def test_a_wrong_field_keeps_its_value_and_names_its_error_and_its_hint(draw: Draw) -> None:
    form = ContactForm(MultiDict({"name": "", "note": "<typed>"}))
    form.validate()
    page = draw("{{ forms.field(form.name) }}{{ forms.field(form.note) }}", form=form)
    control = page.css_first("#name")
    assert control.attributes["aria-invalid"] == "true"
    told = [page.css_first(f"#{part}").text() for part in control.attributes["aria-describedby"].split()]
    assert told == ["Give a name.", "As you would greet them."]
    assert page.css_first("textarea").text(strip=True) == "<typed>"


def test_the_first_wrong_field_of_a_page_has_the_focus(draw: Draw) -> None:
    first, second = ContactForm(prefix="a-"), ContactForm(prefix="b-")
    for form in (first, second):
        form.validate()
    page = draw("{{ forms.field(a.note) }}{{ forms.field(a.name) }}{{ forms.field(b.name) }}", a=first, b=second)
    assert [one.attributes["id"] for one in page.css("[autofocus]")] == ["a-name"]


def test_what_is_wrong_with_a_whole_form_has_the_focus(draw: Draw) -> None:
    form = ContactForm()
    form.validate()
    form.form_errors.append("Say one or the other.")
    page = draw("{{ forms.hidden(form) }}{{ forms.field(form.name) }}", form=form)
    assert [one.text() for one in page.css("[autofocus][tabindex]")] == ["Say one or the other."]
    assert len(page.css("[autofocus]")) == 1


def test_a_right_field_is_not_called_wrong(draw: Draw) -> None:
    page = draw("{{ forms.field(form.note) }}{{ forms.field(form.can_hire) }}", form=ContactForm())
    assert page.css("[aria-invalid], [aria-describedby], .field-error") == []
    assert {label.attributes["for"] for label in page.css("label")} == {"note", "can_hire"}


@pytest.mark.parametrize(("phase", "letter"), [("initiate", "I"), ("obtain", "O"), ("use", "U")])
def test_a_cup_says_its_phase_by_letter_and_by_name(draw: Draw, phase: str, letter: str) -> None:
    cup = draw("{{ ui.cup(phase) }}", phase=phase).css_first("svg")
    assert cup.css_first("text").text() == letter
    assert cup.attributes["aria-label"] == phase.capitalize()


def test_the_three_cups_are_filled_differently(draw: Draw) -> None:
    page = draw("{% for p in ['initiate', 'obtain', 'use'] %}{{ ui.cup(p) }}{% endfor %}")
    assert len({fill.attributes["d"] for fill in page.css(".cup-fill")}) == 3


def test_the_phase_track_marks_the_current_phase_and_those_before_it(draw: Draw) -> None:
    page = draw("{{ person.phase_track('obtain', since=at, reasons='She answered.') }}", at=AT)
    assert [step.attributes["data-phase"] for step in page.css("[aria-current=step]")] == ["obtain"]
    assert [step.attributes["data-phase"] for step in page.css(".is-done")] == ["initiate"]


def test_a_time_can_be_read_by_machines_and_exactly(draw: Draw) -> None:
    time = draw("{{ ui.when(at) }}", at=AT).css_first("time")
    assert time.attributes == {"datetime": "2026-11-14T09:30:00+00:00", "title": "exactly then"}
    assert time.text() == "8 days ago"


@pytest.mark.parametrize(("seen", "verdict"), [(10, "balance"), (12, "2 mails are not accounted for")])
def test_the_books_say_whether_they_balance(draw: Draw, seen: int, verdict: str) -> None:
    page = draw("{{ ui.books([('Logged', 7), ('Automatic', 3)], seen) }}", seen=seen)
    assert verdict in page.css_first(".books-verdict").text()


@pytest.mark.parametrize("state", ["up_to_date", "catching_up", "waiting", "needs_you", "paused"])
def test_each_state_of_a_mailbox_has_words_and_a_mark(draw: Draw, state: str) -> None:
    name = draw("{{ ui.state_chip(state) }}", state=state).css_first(".state-name")
    assert name.text(strip=True)
    assert name.css_first("svg")
