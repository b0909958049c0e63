"""Fit (docs/method.md §3): whether an ask is comfortable for the giver, and what to do first where it is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from webapp.domain.letter_rules import asks_for_a_job
from webapp.domain.letter_text import read
from webapp.domain.strength import Tier
from webapp.domain.wording import N_, _

# By the value of an ask's kind. A meeting asked of somebody to whom one was referred fits from DISTANT on.
SMALLEST: Mapping[str, Tier] = MappingProxyType(
    {
        "experience": Tier.DISTANT,
        "information": Tier.DISTANT,
        "meeting": Tier.ACQUAINTED,
        "advice": Tier.ACQUAINTED,
        "feedback": Tier.ACQUAINTED,
        "introduction": Tier.WARM,
        "recommendation": Tier.CLOSE,
        "vouch": Tier.CLOSE,
    }
)
# docs/method.md §2: what may only be asked once something was obtained.
USE_STEPS = frozenset({"recommendation", "vouch"})
# What asks for a job by its nature, or speaks of one to somebody else.
_MAY_SPEAK_OF_JOBS = frozenset({"introduction", "recommendation", "vouch"})
_THEN = {
    "meeting": N_("ask for a meeting after that"),
    "advice": N_("ask for advice after that"),
    "feedback": N_("ask for feedback after that"),
    "introduction": N_("ask for an introduction after that"),
    "recommendation": N_("ask for a recommendation after that"),
    "vouch": N_("ask them to vouch for you after that"),
}
_FIRST = {
    Tier.DISTANT: N_("You hardly know each other. Ask for their own experience first, or for information"),
    Tier.ACQUAINTED: N_("You know each other a little. Ask for advice first, and tell them what you did with it"),
    Tier.WARM: N_("This puts their own good name to yours. Ask for an introduction first, and do something for them"),
}
_REFERRED = N_("You have not met. Ask for their own experience first, or for 20 minutes")
_DORMANT = N_("You have not heard from them for long. Reconnect first, with nothing to ask; ask later.")
_RESTING = N_("Several of your messages in a row are unanswered. Let it rest: one more would pester them.")


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether an ask may be made without a second thought, and else what to do first, in sentences."""

    ok: bool
    says: str = ""


def is_use_step(kind: str, to_hire: bool) -> bool:
    """Whether an ask is a Use-step; `to_hire` says of an introduction that it is to somebody who can hire."""
    return kind in USE_STEPS or (kind == "introduction" and to_hire)


def smallest(kind: str, referred: bool = False) -> Tier:
    """The smallest tier at which an ask of that kind is comfortable."""
    return Tier.DISTANT if kind == "meeting" and referred else SMALLEST[kind]


def check(
    kind: str, tier: Tier, referred: bool = False, dormant: bool = False, text: str = "", resting: bool = False
) -> Fit:
    """Weigh an ask against the relationship; `text` are its words, which may ask for more than its kind says."""
    job = None if kind in _MAY_SPEAK_OF_JOBS else asks_for_a_job(read(text))
    says = (
        _(_RESTING) if resting else "",
        _(_DORMANT) if dormant else "",
        _first(kind, tier, referred) if tier.rank < smallest(kind, referred).rank else "",
        _("%(quote)s asks for a job. Ask for what they know, and say that you expect no job.", quote=job.quote)
        if job
        else "",
    )
    return Fit(not any(says), " ".join(filter(None, says)))


def _first(kind: str, tier: Tier, referred: bool) -> str:
    first = _REFERRED if referred and tier is Tier.DISTANT else _FIRST[tier]
    return _("%(first)s; %(then)s.", first=_(first), then=_(_THEN[kind]))
