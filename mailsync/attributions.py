"""The line that names whoever wrote what follows: “On Monday, Jane Doe <jane@…> wrote:”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailsync.authors import Author, addresses, author
from mailsync.blocks import Row
from webapp.domain.wording import N_

LONGEST = 500
_WROTE = re.compile(
    r"(?<!\w)(?:wrote|writes|schrieb|schreibt|a écrit|écrit|escribió|ha scritto|scrive|schreef|geschreven|escreveu"
    r"|ha escrit|skrev(?: följande)?|skrifaði|kirjoitti|napisał(?:\(a\)|a)?|pisze|napsal(?:\(a\)|a)?"
    r"|napísal(?:\(a\)|a)?|(?:je )?napisa[ol](?:\(la\)|la|a)?|ezt írta|írta|a scris|написал(?:\(а\)|а)?|пишет"
    r"|писал(?:\(а\)|а)?|написав(?:\(ла\))?|пише|написа|şunu yazdı|yazdı|kirjutas|rakstīja|rašė|έγραψε|כתב(?:/ה|ה)?"
    r"|כתבת|كتب|نوشت|đã viết|menulis|เขียน)(?!\w)|写道|寫道|書きました|のメール|님이 작성",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}[:.]\d{2}")
_MAILBOX = re.compile(r"(?:[\[(<]\s?){0,2}(?:mailto:)?[^\s\[\]()<>]{1,100}@[^\s\[\]()<>,;:]{1,200}(?:\s?[\])>]){0,2}")
_QUOTED = re.compile(r"[\"“„«]\s?([^\"“”„«»]{1,100}?)\s?[\"”“»]\s?$")
# Words beside a date that are neither part of it nor of a name.
_BESIDE_A_DATE = """
on am le el il op em den d. dnia dne dňa la în в у at um à o om kl kl. klo kello alle ore às a las pe po giorno
heeft het volgende følgende följande tarihinde пользователь користувач používateľ användare időpontban utente data uhr
saat u v ve pm p.m. a.m. от de von by uživatel usuario
"""
_BESIDE = frozenset(_BESIDE_A_DATE.split())
_USER = """
heeft пользователь користувач používateľ uživatel użytkownik användare usuario utilisateur utente időpontban tarihinde
uhr u h kl kl. am pm a.m p.m um à om o в у г р ч
"""
_BEFORE_A_NAME = frozenset(_USER.split())


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who wrote and when, as far as the line says; `end` is the row after it."""

    end: int
    who: Author
    date: str


def read(lines: Sequence[Row], at: int) -> Attribution | None:
    """The attribution that begins at this row; clients fold it over up to three."""
    joined = ""
    for end in range(at, min(at + 3, len(lines))):
        row = lines[end]
        if not row.text or row.depth != lines[at].depth:
            return None
        joined = f"{joined} {row.text}".strip()
        if len(joined) > LONGEST:
            return None
        if joined.endswith((":", "：", "...", "…")) and _names_a_writer(joined, lines, end + 1):
            return Attribution(end + 1, *_split(joined))
    return None


def _names_a_writer(line: str, lines: Sequence[Row], after: int) -> bool:
    if not (_DATED.search(line) or "@" in line):
        return False
    if _WROTE.search(line):
        return True
    if "@" in line and _DATED.search(line) and line.endswith((">:", ">：")):
        return True
    below = next((row for row in lines[after : after + 2] if row.text), None)
    return below is not None and below.depth > lines[after - 1].depth


def _split(line: str) -> tuple[Author, str]:
    """The author and the date in the line."""
    found = addresses(line)
    mailbox = _MAILBOX.search(line)
    wrote = _WROTE.search(line)
    end = mailbox.start() if mailbox else wrote.start() if wrote else len(line)
    start = end - len(_name_before(_WROTE.sub(lambda one: " " * len(one[0]), line[:end])))
    name, rest = line[start:end], f"{line[:start]} {line[mailbox.end() if mailbox else end :]}"
    if not name.strip() and wrote and not mailbox:
        # “Am 2.10.2023 um 10:00 schrieb Jane Doe:”
        name, rest = line[wrote.end() :], line[: wrote.start()]
    name = name.strip(" ,:：")
    if len(found) > 1:
        return Author(name, "", N_("the line above it names several addresses")), _date(rest)
    return author(f"{name} <{found[0]}>" if found else name), _date(rest)


def _name_before(text: str) -> str:
    """The end of a text that is a name: in quotation marks, or words without figures."""
    quoted = _QUOTED.search(text)
    if quoted:
        return text[quoted.start() :]
    at = len(text.rstrip())
    for word in reversed(text.split()[-6:]):
        plain = word.strip(",.").casefold()
        if any(sign.isdigit() for sign in word) or word.endswith(",") or plain in _BEFORE_A_NAME:
            break
        at = text.rindex(word, 0, at)
    return text[at:]


def _date(text: str) -> str:
    words = _MAILBOX.sub(" ", _WROTE.sub(" ", text)).split()
    while words and (words[0].strip(",").casefold() in _BESIDE or not words[0].strip(',<>()[]:"')):
        del words[0]
    while words and (words[-1].casefold().strip(":,：") in _BESIDE - {"pm", "am"} or not words[-1].strip(",<>()[]:：")):
        del words[-1]
    return " ".join(words).strip(" ,:：<>")
