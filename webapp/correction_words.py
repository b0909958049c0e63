"""What the user said about a mail, in sentences for the pages."""

from __future__ import annotations

from webapp.models import Corrected, Correction

_LABELS = {
    Corrected.THANK_YOU: "a thank-you",
    Corrected.DECLINE: "a decline",
    Corrected.INTRODUCTION: "an introduction",
    Corrected.MEETING_AGREED: "an agreement to meet",
    Corrected.REPORT_BACK: "a report back",
}
_ANSWERS = {
    Corrected.ASK: ("You kept its ask.", "You said that it asks for nothing to keep."),
    Corrected.PERSON: ("You said who the person is.", "You said that it is nobody to be added."),
    Corrected.INVITATION: ("You took the invitation up.", "You said no to what it proposed."),
    Corrected.HANDED_OVER: ("You said that it is to be logged.", "You said that it is not to be logged."),
}
_SAID = {
    Corrected.UNDONE: "You took it back.",
    Corrected.MOVED: "You moved it to another person.",
    Corrected.ACCEPTED: "You said that it is theirs.",
    Corrected.LEARNED: "You said that its sender’s address is always theirs.",
    Corrected.NEVER: "You said that mail of its sender is never logged.",
    Corrected.SILENCED: "You silenced its conversation.",
}


def said(row: Correction) -> str:
    """Return a word of the user as a sentence."""
    if row.what in _LABELS:
        article, _, name = _LABELS[row.what].partition(" ")
        return f"You said that it was {article if row.said == 'yes' else 'no'} {name}."
    if row.what is Corrected.ANSWER:
        return "You said that it is an answer." if row.said == "answer" else "You said that it is no answer yet."
    if row.what in _ANSWERS:
        kept, refused = _ANSWERS[row.what]
        return refused if row.said == "refused" else kept
    return _SAID[row.what]
