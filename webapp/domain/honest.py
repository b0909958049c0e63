"""Honest asks (docs/method.md §3): who asks for information does not ask for a job, openly or in passing."""

from __future__ import annotations

import re

_YOURS = r"(?:you|your\ \w+(?:\ \w+)?|the\ (?:company|firm|team)|there)"
_JOB = r"(?:jobs?|positions?|roles?|vacanc(?:y|ies)|openings?)"
_ASKING = re.compile(
    rf"""\b(?:
      (?:any|an|some|other|current|upcoming)\ (?:\w+\ )?(?:openings?|vacanc(?:y|ies))
    | (?:open|free|vacant)\ (?:positions?|roles?|jobs?)
    | {_JOB}\ (?:that\ (?:is|are)\ )?(?:open|available|free)\b
    | (?:are|is)\ {_YOURS}\ (?:(?:currently|still|now)\ )?(?:hiring|recruiting)
    | (?:you|they)(?:\ are|'re|’re)\ (?:currently\ )?(?:hiring|recruiting)
    | (?:hire|employ|take)\ me(?:\ on)?\b
    | (?:give|offer|find|get)\ me\ (?:a|some|any)\ (?:\w+\ )?(?:jobs?|positions?|roles?|work)
    | (?:need|want|seek|seeking|looking\ for|ask\ for|asking\ for|like)\ (?:a|any|some)\ (?:job|position|role|work)
      \ (?:with|at|in|from)\ {_YOURS}
    | (?:have|know\ of|got)\ (?:a|any|some)\ (?:\w+\ )?(?:jobs?|positions?|vacanc(?:y|ies)|leads?)\b
    | apply\ (?:for\ a\ (?:job|position|role)\ )?(?:with|at|to)\ {_YOURS}
    | (?:consider|keep|have)\ me\ (?:in\ mind\ )?for\ (?:a|any|the|future)\b
    | pass\ on\ my\ (?:résumé|resume|cv)
    | forward\ my\ (?:résumé|resume|cv)
    | job\ leads?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_DENIED = re.compile(r"\b(?:not|no|never|without|nor|neither|rather than|instead of)\b|n['’]t\b", re.IGNORECASE)


def asks_for_a_job(text: str) -> str:
    """Return the words with which a text asks for a job, "" where it does not, or only says that it asks for none."""
    for sentence in _SENTENCE.findall(text):
        found = _ASKING.search(sentence)
        if found and not _DENIED.search(sentence, 0, found.start()):
            return " ".join(found.group().split())
    return ""
