"""Every word that people read is marked for translation: no text stands bare in a template, a script or a module."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.jslexer import tokenize
from jinja2 import Environment

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODULES = sorted([*(ROOT / "webapp").rglob("*.py"), *(ROOT / "mailsync").rglob("*.py")])
SCRIPTS = sorted((ROOT / "webapp" / "static").glob("*.js"))
WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
WORDS = re.compile(r"[A-Za-z’]{2,},? [A-Za-z“‘0-9(%{]")
# What an element's attribute says to people; the others are for the browser.
SAID = {"aria-label", "title", "placeholder", "alt", "label", "aria-roledescription", "aria-description"}
FOR_THE_BROWSER = re.compile(r"""(class|d|href|value|name|id|points|viewBox)="[^"]*$""")
PROVIDERS = {"Zoho Mail", "Proton Mail", "La Poste", "Virgin Media", "Comcast Xfinity", "QQ Mail"}
# In scripts: what a call or an assignment takes that is for the browser, and how selectors and markup begin.
TO_THE_BROWSER = {"querySelector", "querySelectorAll", "closest", "matches", "$", "get"}
COMPARED_OR_A_CLASS = (["==", "="], ["!=", "="], ["className", "="])  # the tokens before it
OF_THE_BROWSER = re.compile(r"[.#\[<]|use strict$")
NAMES = {"Fifty Cups", "HTML", "fiftycups", "GitHub"} | PROVIDERS
MARKS = {"_", "N_", "ngettext", "pgettext"}
# Not said to the people who use the pages, or English by what it is; each folder or module with its reason.
OTHERS = {
    "webapp/commands": "for whoever runs the server",
    "webapp/demo": "the demo is an English story",
    "webapp/migrations": "statements to databases",
    "webapp/models": "tables and their columns",
    "webapp/cli.py": "for whoever runs the server",
    "webapp/config.py": "for whoever runs the server",
    "webapp/backup.py": "for whoever runs the server",
    "webapp/db.py": "statements to databases",
    "webapp/migrate.py": "for whoever runs the server",
    "webapp/processes.py": "for whoever runs the server",
    "webapp/sealing.py": "for whoever runs the server",
    "webapp/secretfiles.py": "for whoever runs the server",
    "webapp/services/audit.py": "for whoever runs the server",
    "webapp/domain/letter_drafts.py": "letters are drafted in English",
    "webapp/domain/letter_formulas.py": "the check reads English letters",
    "webapp/domain/letter_facts.py": "what letters say, and they are in English",
    "webapp/domain/letter_text.py": "the check reads English letters",
    "webapp/domain/days.py": "reads days as notes name them in English",
    "webapp/domain/languages.py": "the small words of each language",
    "webapp/domain/people_columns.py": "reads lists of people in the languages that it knows",
    "webapp/domain/people_line.py": "reads lists of people in the languages that it knows",
    "webapp/domain/threads.py": "reads the headers of mail, and says nothing",
    "webapp/services/letter_events.py": "letters are drafted in English",
    "webapp/services/letter_facts.py": "letters are drafted in English",
    "mailsync/__main__.py": "for whoever runs the server",
    "mailsync/explain.py": "for whoever runs the server",
    "mailsync/ask_formulas.py": "how mails ask",
    "mailsync/ask_kinds.py": "how mails ask",
    "mailsync/ask_orders.py": "how mails ask",
    "mailsync/introduction_formulas.py": "how mails introduce somebody",
    "mailsync/introduction_stated.py": "how mails introduce somebody",
    "mailsync/meeting_formulas.py": "how mails agree to a time",
    "mailsync/meeting_stated.py": "how mails agree to a time",
    "mailsync/referral_formulas.py": "how mails name somebody",
    "mailsync/refusals.py": "how mails turn something down",
    "mailsync/refusals_indirect.py": "how mails turn something down",
    "mailsync/report_formulas.py": "how mails tell how it went",
    "mailsync/thanks_formulas.py": "how mails thank",
    "mailsync/thanks_shown.py": "how mails thank",
    "mailsync/rules.py": "the small words of other languages",
    "mailsync/written_dates.py": "how mails write days",
    "mailsync/written_days.py": "how mails write days",
    "mailsync/labels.py": "what mail programs write above a mail that they forward",
    "mailsync/charsets.py": "the names of character sets",
    "mailsync/html.py": "the names of elements",
    "mailsync/folders.py": "how mail programs name folders",
    "mailsync/fetch.py": "asks servers in their own words",
}

# Strings of modules that read like words, and that nobody reads.
NOT_SAID = {
    "public, max-age=31536000, immutable": "a header",
    "Mac OS": "how browsers tell on what they run",
    "const SETTINGS = {};\n{}": "a script",
    "no longer asked": "how a question was settled, compared",
    "former colleague": "where a contact is from, compared; SOURCES marks it",
    "no answer": "what a correction keeps",
    "taken back": "what a correction keeps",
    "copied in": "what a correction keeps",
    "grade {}": "what a correction keeps",
    "unknown address": "what a correction keeps",
    "ask {}": "what a note made, taken apart again",
    "follow_up {}": "what a note made, taken apart again",
    "thanks {}": "what a note made, taken apart again",
    "line {}": "what a note made, taken apart again",
    "accepted {}": "what a note or an answer made, taken apart again",
    "a digest of ours": "kept in the books, compared",
    "users whose version is to move": "a key",
    "calendar {}": "a key",
    "remind {}": "what the user wrote",
    "at {}": "a key",
    "{} {}: {} was {}, is {}": "for whoever runs the audit",
    "{} no longer holds: {}": "for whoever runs the audit",
    "{} holds now: {}": "for whoever runs the audit",
    "triage_item no longer asked: {}": "for whoever runs the audit",
    "triage_item asked: {}": "for whoever runs the audit",
    "triage_item has other {}: {}": "for whoever runs the audit",
    "interview no longer holds: {}": "for whoever runs the audit",
    "interview {}: {} changed": "for whoever runs the audit",
    "referral no longer holds: {}": "for whoever runs the audit",
    "referral holds: {}": "for whoever runs the audit",
    "referral goes with its outcome: {}": "for whoever runs the audit",
    "referral leads to somebody: {}": "for whoever runs the audit",
    "invalid password": "as a server says it",
    "command error: BAD": "as a server says it",
    'HEADER Message-ID "{}"': "what a server is asked",
}


class _Page(HTMLParser):
    """Gathers what a page says: text, and what the attributes say."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"code", "script", "kbd"}
        self.said += [value or "" for name, value in attrs if name in SAID]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"code", "script", "kbd"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def _bare_text(source: str) -> Iterator[str]:
    """Yield what a template says outside its expressions and trans blocks; a class of the page says nothing."""
    page, inside = _Page(), False
    block: list[str] = []
    for _line, kind, value in Environment().lex(source):
        if kind == "block_begin":
            block = []
        if kind == "name":
            block.append(value)
        if kind == "block_end" and block[:1] in (["trans"], ["endtrans"], ["block"], ["endblock"]):
            inside = block[0] == "trans" or block == ["block", "body_class"]
        if kind == "data" and not inside:
            page.feed(value)
        elif kind == "variable_begin":
            page.feed("\x00")
    page.close()
    yield from (text.strip() for text in page.said if WORD.search(_without_names(text)))


def _without_names(text: str) -> str:
    for name in NAMES:
        text = text.replace(name, "")
    return text


def _bare_literals(source: str) -> Iterator[str]:
    """Yield the strings of a template's expressions that read like words and are not marked."""
    before: list[str] = []
    marked: list[bool] = []
    start = ""
    for _line, kind, value in Environment().lex(source):
        if kind in {"whitespace", "comment"}:
            continue
        if kind == "data":
            start = value
        if kind == "operator" and value in {"(", "[", "{"}:
            marked.append(value == "(" and bool(before) and before[-1] in MARKS)
        elif kind == "operator" and value in {")", "]", "}"} and marked:
            marked.pop()
        bare = kind == "string" and not (marked and marked[-1]) and _reads_like_words(value[1:-1])
        htmx = before[-1:] == [":"] and before[-2][1:].startswith("hx-")
        if bare and not htmx and not FOR_THE_BROWSER.search(start):
            yield value
        before.append(value)


def _reads_like_words(text: str) -> bool:
    return bool(WORDS.search(text)) or bool(re.match(r"[A-Z][a-z]+$", text) and text not in NAMES)


def _bare_strings(source: str) -> list[tuple[int, str]]:
    """List the strings of a module that read like words for people and are not marked; single words are not told."""
    said = _said(ast.parse(source))
    return [(line, text) for line, text in said if text not in NOT_SAID and WORDS.search(_without_names(text))]


def _said(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the strings in a node, an f-string as one with its gaps, but for those that are excused."""
    if _excused(node):
        return
    parts = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.JoinedStr):
        yield node.lineno, "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
        parts = [one for one in parts if not isinstance(one, ast.Constant)]
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    for part in parts:
        yield from _said(part)


def _excused(node: ast.AST) -> bool:
    """Whether what stands in the node is marked, or nobody but a developer or the one who runs the server reads it."""
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        return (
            called in MARKS
            or called.rsplit(".", 1)[-1].endswith(("Error", "Settings", "abort", "broken"))
            or called.startswith(("log.", "re.", "text", "print"))
            or called in {"note", "users.note"}  # the trail of what was done, for whoever runs the server
        )
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)  # a docstring
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
        return str(node.value.value).startswith("\n")  # a table of words, taken apart
    if isinstance(node, ast.ClassDef):
        return any(ast.unparse(base) == "StrEnum" for base in node.bases)  # names of the data, not of pages
    return isinstance(node, ast.Assert) or (isinstance(node, ast.Subscript) and not isinstance(node.value, ast.Dict))


def _bare_words(source: str) -> Iterator[tuple[int, str]]:
    """Yield the strings of a script that read like words and are not marked."""
    calls: list[str] = []
    before = ["", ""]
    for token in tokenize(source, jsx=False, dotted=False):
        if token.type in {"linecomment", "multilinecomment"}:
            continue
        if token.value in {"(", "[", "{"}:
            calls.append(before[-1] if token.value == "(" else "")
        elif token.value in {")", "]", "}"}:
            calls.pop()
        if token.type in {"string", "template_string"} and not _is_for_the_browser(token.value[1:-1], before, calls):
            yield token.lineno, token.value
        before = [before[-1], token.value]


def _is_for_the_browser(text: str, before: list[str], calls: list[str]) -> bool:
    """Whether a string of a script is marked, or is nothing that people read."""
    if re.search(r"\b(_|ngettext)\(", text):
        return False  # what gathers the words does not look into a template literal
    around = calls[-1] if calls else ""
    words = re.sub(r"\$\{[^}]*\}", "{}", text)
    return (
        around in MARKS | TO_THE_BROWSER
        or before in COMPARED_OR_A_CLASS
        or not _reads_like_words(words)
        or bool(OF_THE_BROWSER.match(words))
    )


def _is_other(path: Path) -> bool:
    name = path.relative_to(ROOT).as_posix()
    return any(name == other or name.startswith(f"{other}/") for other in OTHERS)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_text_of_a_template_is_bare(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert [*_bare_text(source), *_bare_literals(source)] == []


@pytest.mark.parametrize(
    "path", [path for path in MODULES if not _is_other(path)], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_no_sentence_of_a_module_is_bare(path: Path) -> None:
    assert list(_bare_strings(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_words_of_a_script_are_bare(path: Path) -> None:
    assert list(_bare_words(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        'say("Copied");',
        "say(`${number} taps wait`);",
        'say(`${_("Sending…")} ${words}`);',
        'place.textContent = met ? _("Met") : "Not met";',
        'act(_("Met %(day)s", { day: "the day before" }));',
    ],
)
def test_what_a_script_says_unmarked_is_found(source: str) -> None:
    assert len(list(_bare_words(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        '"use strict"; place.className = "notice is-waiting";',
        'form.querySelector("input, textarea").value = `.more-list :is(button, a)`;',
        'if (key === "Escape") say(_("It is closed."), ngettext("one mail", "%(num)s mails", number));',
    ],
)
def test_what_is_marked_or_for_the_browser_is_let_be(source: str) -> None:
    assert list(_bare_words(source)) == []
