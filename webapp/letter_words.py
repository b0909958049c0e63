"""How pages speak of letters: their kinds, where each stands, and the link that opens one in a mail program."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from flask import Flask

from webapp.domain.letters import Point, Verdict
from webapp.domain.wording import N_, _, ngettext
from webapp.models import Letter, LetterKind

# A name, and what it is for.
LETTERS = {
    LetterKind.APPROACH: (N_("Approach letter"), N_("ask for 15 to 20 minutes")),
    LetterKind.THANK_YOU: (N_("Thank-you"), N_("for what they gave or did")),
    LetterKind.REPORT_BACK: (N_("Report back"), N_("tell them how it went")),
    LetterKind.RECONNECT: (N_("Reconnect"), N_("after a long time, with no request")),
    LetterKind.GIVE: (N_("Give"), N_("something for them, no string attached")),
    LetterKind.FOLLOW_UP: (N_("Follow-up"), N_("come back to an ask, kindly")),
    LetterKind.DECLINE: (N_("Decline"), N_("say no, with thanks")),
    LetterKind.PHONE_SCRIPT: (N_("Phone script"), N_("what to say when you call")),
}
# What some mail programs and browsers cut off, or do not open at all.
LONGEST_LINK = 1900


def letter_state(letter: Letter) -> str:
    """Return where a letter stands: "sent", "trouble", "waiting", "in_drafts" or "draft"."""
    if letter.sent_line:
        return "sent"
    if letter.saved_at:
        return "in_drafts"
    if letter.trouble:
        return "trouble"
    return "waiting" if letter.wanted_at else "draft"


def letter_changed(letter: Letter) -> bool:
    """Return whether a letter was changed since it was put into Drafts."""
    return letter.saved_at is not None and letter.updated_at > letter.saved_at


def letter_link(letter: Letter) -> str:
    """Return the link that opens a letter in a mail program, "" where the letter is too long for one."""
    fields = {"subject": letter.subject, "body": letter.body.replace("\n", "\r\n")}
    filled = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items() if value)
    link = f"mailto:{quote(letter.to_address, safe='@')}?{filled}"
    return link if len(link) <= LONGEST_LINK else ""


def to_mend(points: Sequence[Point]) -> list[Point]:
    """Return the points that are missing or against the rule, those against it first."""
    order = [Verdict.AGAINST, Verdict.MISSING]
    return sorted((one for one in points if one.verdict in order), key=lambda one: order.index(one.verdict))


def points_said(points: Sequence[Point]) -> str:
    """Return in one line what the check found."""
    number = len(to_mend(points))
    if number == 0:
        return _("All that belongs into it is there.")
    return ngettext("One point to look at.", "%(num)s points to look at.", number)


def init_app(app: Flask) -> None:
    """Make the words known to the templates."""
    for function in (letter_state, letter_changed, letter_link, to_mend, points_said):
        app.add_template_filter(function)
    app.jinja_env.globals.update(LETTERS=LETTERS)
