"""One opener for somebody in a room (docs/method.md §8): words to say, from what is known and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from webapp.domain.brief import Guest, Reason
from webapp.domain.evidence import Phase
from webapp.domain.strength import Tier
from webapp.domain.whose_words import yours
from webapp.domain.wording import N_, _


def opener(guest: Guest, reason: Reason) -> str:
    """What one could say first, given why one talks to them."""
    return _OPENERS[reason](guest)


def _again(guest: Guest) -> str:
    """To somebody whom one knows."""
    if not guest.in_touch:
        return _new(guest)
    if guest.last:
        return _("How have you been since %(last)s?", last=guest.last)
    return _("Good to see you. How have you been?")


def _new(guest: Guest) -> str:
    """To somebody with whom one never spoke: the common ground, else what they do, which the list may have wrong."""
    if guest.common_ground:
        return _("I think we have something in common: %(common_ground)s.", common_ground=guest.common_ground)
    role, organisation = guest.role, guest.organisation
    if role and organisation:
        return _(
            "You are %(role)s at %(organisation)s, if I am right. How did you come to that?",
            role=role, organisation=organisation,
        )  # fmt: skip
    if role:
        return _("You are %(role)s, if I am right. How did you come to that?", role=role)
    if organisation:
        return _("You are at %(organisation)s, if I am right. What do you do there?", organisation=organisation)
    return _("What brings you here?")


def _target(guest: Guest) -> str:
    place = guest.organisation
    if guest.in_touch:
        return _("How are things at %(organisation)s?", organisation=place)
    return _("You are at %(organisation)s, if I am right. What is it like to work there?", organisation=place)


def _introduced(guest: Guest) -> str:
    if guest.referrer:
        return _named(guest)
    return _("You know %(name)s, I hear. How did you two meet?", name=guest.introducer)


def _named(guest: Guest) -> str:
    return _("%(name)s gave me your name.", name=guest.referrer) if guest.referrer else _new(guest)


def _ask(guest: Guest) -> str:
    """An ask that the tie bears, and never a Use-step."""
    if guest.dormant or guest.phase is not Phase.OBTAIN:
        return _again(guest)
    return _(_ASKS[guest.tier])


_ASKS: Mapping[Tier, str] = {
    Tier.DISTANT: N_("May I ask how you came to what you do?"),
    Tier.ACQUAINTED: N_("There is one thing on which I would value your advice. May I?"),
    Tier.WARM: N_("Whom else would you speak to in my place?"),
    Tier.CLOSE: N_("Is there somebody here whom I should get to know?"),
}
_OPENERS: Mapping[Reason, Callable[[Guest], str]] = {
    Reason.THANK: lambda guest: _("Thank you for %(thanks)s.", thanks=yours(guest.thanks)),
    Reason.OBTAIN: lambda guest: _(
        "May I come back to %(heard)s? I would like to hear more.", heard=yours(guest.heard)
    ),
    Reason.REPORT: lambda guest: _(
        "You helped me with this: %(report)s. May I tell you how it went?", report=guest.report
    ),
    Reason.ANSWER: lambda guest: _(
        "You asked me for something: %(asked_you)s. What would help you?", asked_you=guest.asked_you
    ),
    Reason.COME_BACK: lambda guest: _("I meant to come back to you: %(promised)s.", promised=guest.promised),
    Reason.FOLLOW_UP: lambda guest: _(
        "I asked you for something: %(waiting)s. If it does not suit, that is fine.", waiting=guest.waiting
    ),
    Reason.PLAN: lambda _guest: _("We said that we would meet. Which day suits you?"),
    Reason.ASK_ON: lambda _guest: _("It did not suit, and that is fine. Is there somebody else whom I could ask?"),
    Reason.READDRESS: lambda _guest: _("My mail to you came back. Which address reaches you?"),
    Reason.MEET: lambda guest: _("We meet %(meets)s: I look forward to it.", meets=guest.meets),
    Reason.INTRODUCED: _introduced,
    Reason.TARGET: _target,
    Reason.NAMED: _named,
    Reason.RECONNECT: _again,
    Reason.HIRE: _again,
    Reason.ASK: _ask,
    Reason.BEGIN: _new,
    Reason.FIND: _new,
    Reason.COLLEAGUE: lambda guest: _(
        "You are at %(organisation)s, if I am right. Do you know %(colleague)s?",
        organisation=guest.organisation, colleague=guest.colleague,
    ),
    Reason.KEEP: _again,
    Reason.REST: lambda _guest: _("Good to see you."),
    Reason.UNSURE: lambda _guest: _("Have we met before?"),
    Reason.UNKNOWN: _new,
}  # fmt: skip
