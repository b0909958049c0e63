"""Every kind of question by its name in the triage table."""

from __future__ import annotations

from webapp.models import TriageKind
from webapp.services.questions import alias, handed, lines, meaning, person, stranger
from webapp.services.questions.kind import Question

QUESTIONS: dict[TriageKind, Question] = {
    TriageKind.STRANGER: stranger.STRANGER,
    TriageKind.ALIAS: alias.ALIAS,
    TriageKind.UNVERIFIED: lines.UNVERIFIED,
    TriageKind.THANK_YOU: lines.THANK_YOU,
    TriageKind.WHICH_ASK: lines.WHICH_ASK,
    TriageKind.WHICH_THANKS: lines.WHICH_THANKS,
    TriageKind.REPORT_BACK: lines.REPORT_BACK,
    TriageKind.DECLINE: meaning.DECLINE,
    TriageKind.PROPOSED_ASK: meaning.PROPOSED_ASK,
    TriageKind.INVITATION: meaning.INVITATION,
    TriageKind.PERSON: person.PERSON,
    TriageKind.FORWARD: handed.FORWARD,
    TriageKind.HELD: handed.HELD,
}
