"""What the user said about a mail, in sentences for the pages."""

from __future__ import annotations

from webapp.domain.wording import N_, _
from webapp.models import Corrected, Correction

_LABELS = {
    Corrected.THANK_YOU: (N_("You said that it was a thank-you."), N_("You said that it was no thank-you.")),
    Corrected.DECLINE: (N_("You said that it was a decline."), N_("You said that it was no decline.")),
    Corrected.INTRODUCTION: (N_("You said that it was an introduction."), N_("You said that it was no introduction.")),
    Corrected.MEETING_AGREED: (
        N_("You said that it was an agreement to meet."),
        N_("You said that it was no agreement to meet."),
    ),
    Corrected.REPORT_BACK: (N_("You said that it was a report back."), N_("You said that it was no report back.")),
}
_ANSWERS = {
    Corrected.ASK: (N_("You kept its ask."), N_("You said that it asks for nothing to keep.")),
    Corrected.PERSON: (N_("You said who the person is."), N_("You said that it is nobody to be added.")),
    Corrected.INVITATION: (N_("You took the invitation up."), N_("You said no to what it proposed.")),
    Corrected.HANDED_OVER: (N_("You said that it is to be logged."), N_("You said that it is not to be logged.")),
}
_SAID = {
    Corrected.UNDONE: N_("You took it back."),
    Corrected.MOVED: N_("You moved it to another person."),
    Corrected.ACCEPTED: N_("You said that it is theirs."),
    Corrected.LEARNED: N_("You said that its sender’s address is always theirs."),
    Corrected.NEVER: N_("You said that mail of its sender is never logged."),
    Corrected.SILENCED: N_("You silenced its conversation."),
}


def said(row: Correction) -> str:
    """Return a word of the user as a sentence."""
    if row.what in _LABELS:
        it_was, it_was_not = _LABELS[row.what]
        return _(it_was if row.said == "yes" else it_was_not)
    if row.what is Corrected.ANSWER:
        return _("You said that it is an answer.") if row.said == "answer" else _("You said that it is no answer yet.")
    if row.what in _ANSWERS:
        kept, refused = _ANSWERS[row.what]
        return _(refused if row.said == "refused" else kept)
    return _(_SAID[row.what])
