"""How a sentence names the help that somebody gave: what an outcome is called where thanks are owed for it."""

from __future__ import annotations

from webapp.domain.recognised import values_of
from webapp.domain.wording import N_, _
from webapp.models import OutcomeKind

_NAME, _THE_NAME = N_("The name of %(name)s"), N_("the name of %(name)s")  # a title, and inside a sentence
_THEIRS = {
    OutcomeKind.ADVICE: N_("their advice “%(text)s”"),
    OutcomeKind.INFORMATION: N_("their information “%(text)s”"),
    OutcomeKind.SUGGESTION: N_("their suggestion “%(text)s”"),
    OutcomeKind.FEEDBACK: N_("their feedback “%(text)s”"),
    OutcomeKind.REFERRAL: N_("their referral “%(text)s”"),
    OutcomeKind.INTRODUCTION: N_("their introduction “%(text)s”"),
}


def name_given(name: str) -> str:
    """Return what is noted as obtained where somebody gave a name."""
    return _(_NAME, name=name)


def help_words(kind: OutcomeKind, text: str) -> str:
    """Return what an outcome is called inside a sentence."""
    # "The name of Noor Haddad" says itself that it is a referral.
    if kind is OutcomeKind.REFERRAL and (values := values_of(_NAME, text)) is not None:
        return _(_THE_NAME, **values)
    return _(_THEIRS[kind], text=text)
