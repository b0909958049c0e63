"""What somebody gave or wrote, as it is said of them, to their face, and between the two: each a text of its own."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.domain.recognised import values_of
from webapp.domain.wording import N_, _

# In other languages the little words change with what follows them, so none is put in the place of another.
_YOURS = {
    N_("their advice “%(text)s”"): N_("your advice “%(text)s”"),
    N_("their information “%(text)s”"): N_("your information “%(text)s”"),
    N_("their suggestion “%(text)s”"): N_("your suggestion “%(text)s”"),
    N_("their feedback “%(text)s”"): N_("your feedback “%(text)s”"),
    N_("their referral “%(text)s”"): N_("your referral “%(text)s”"),
    N_("their introduction “%(text)s”"): N_("your introduction “%(text)s”"),
    N_("their message of %(day)s"): N_("your message of %(day)s"),
    N_("their time on %(day)s"): N_("your time on %(day)s"),
    N_("their mail of %(day)s"): N_("your mail of %(day)s"),
    N_("their mail “%(subject)s”"): N_("your mail “%(subject)s”"),
    N_("their mail"): N_("your mail"),
    N_("their help"): N_("your help"),
}
_THE = {N_("their mail “%(subject)s”"): N_("the mail “%(subject)s”"), N_("their mail"): N_("the mail")}


def yours(words: str) -> str:
    """Return what is theirs as one says it to their face: "their mail of 3 May" is "your mail of 3 May"."""
    return _in(_YOURS, words)


def the_mail(words: str) -> str:
    """Return their mail as what two people have in common: "their mail “Coffee”" is "the mail “Coffee”"."""
    return _in(_THE, words)


def _in(other: Mapping[str, str], words: str) -> str:
    for text, instead in other.items():
        if (values := values_of(text, words)) is not None:
            return _(instead, **values)
    return words
