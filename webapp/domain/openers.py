"""One opener for somebody in a room (docs/method.md §8): words to say, from what is known and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from webapp.domain.brief import Guest, Reason
from webapp.domain.evidence import Phase
from webapp.domain.strength import Tier


def opener(guest: Guest, reason: Reason) -> str:
    """What one could say first, given why one talks to them."""
    return _OPENERS[reason](guest)


def _to_them(words: str) -> str:
    """As it is said to their face: "their mail of 3 May" is "your mail of 3 May"."""
    return f"your {words[6:]}" if words.startswith("their ") else words


def _again(guest: Guest) -> str:
    """To somebody whom one knows."""
    if not guest.in_touch:
        return _new(guest)
    return f"How have you been since {guest.last}?" if guest.last else "Good to see you. How have you been?"


def _new(guest: Guest) -> str:
    """To somebody with whom one never spoke: the common ground, else what they do, which the list may have wrong."""
    if guest.common_ground:
        return f"I think we have something in common: {guest.common_ground}."
    if guest.role:
        place = f" at {guest.organisation}" if guest.organisation else ""
        return f"You are {guest.role}{place}, if I am right. How did you come to that?"
    if guest.organisation:
        return f"You are at {guest.organisation}, if I am right. What do you do there?"
    return "What brings you here?"


def _target(guest: Guest) -> str:
    if guest.in_touch:
        return f"How are things at {guest.organisation}?"
    return f"You are at {guest.organisation}, if I am right. What is it like to work there?"


def _introduced(guest: Guest) -> str:
    return _named(guest) if guest.referrer else f"You know {guest.introducer}, I hear. How did you two meet?"


def _named(guest: Guest) -> str:
    return f"{guest.referrer} gave me your name." if guest.referrer else _new(guest)


def _ask(guest: Guest) -> str:
    """An ask that the tie bears, and never a Use-step."""
    if guest.dormant or guest.phase is not Phase.OBTAIN:
        return _again(guest)
    return _ASKS[guest.tier]


_ASKS: Mapping[Tier, str] = {
    Tier.DISTANT: "May I ask how you came to what you do?",
    Tier.ACQUAINTED: "There is one thing on which I would value your advice. May I?",
    Tier.WARM: "Whom else would you speak to in my place?",
    Tier.CLOSE: "Is there somebody here whom I should get to know?",
}
_OPENERS: Mapping[Reason, Callable[[Guest], str]] = {
    Reason.THANK: lambda guest: f"Thank you for {_to_them(guest.thanks)}.",
    Reason.OBTAIN: lambda guest: f"May I come back to {_to_them(guest.heard)}? I would like to hear more.",
    Reason.REPORT: lambda guest: f"You helped me with this: {guest.report}. May I tell you how it went?",
    Reason.ANSWER: lambda guest: f"You asked me for something: {guest.asked_you}. What would help you?",
    Reason.COME_BACK: lambda guest: f"I meant to come back to you: {guest.promised}.",
    Reason.FOLLOW_UP: lambda guest: f"I asked you for something: {guest.waiting}. If it does not suit, that is fine.",
    Reason.PLAN: lambda _: "We said that we would meet. Which day suits you?",
    Reason.ASK_ON: lambda _: "It did not suit, and that is fine. Is there somebody else whom I could ask?",
    Reason.READDRESS: lambda _: "My mail to you came back. Which address reaches you?",
    Reason.MEET: lambda guest: f"We meet {guest.meets}: I look forward to it.",
    Reason.INTRODUCED: _introduced,
    Reason.TARGET: _target,
    Reason.NAMED: _named,
    Reason.RECONNECT: _again,
    Reason.HIRE: _again,
    Reason.ASK: _ask,
    Reason.BEGIN: _new,
    Reason.FIND: _new,
    Reason.COLLEAGUE: lambda guest: f"You are at {guest.organisation}, if I am right. Do you know {guest.colleague}?",
    Reason.KEEP: _again,
    Reason.REST: lambda _: "Good to see you.",
    Reason.UNSURE: lambda _: "Have we met before?",
    Reason.UNKNOWN: _new,
}
