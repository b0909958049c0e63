"""What the pictures show for this user, in one plain sentence each; no praise, no blame, no counting of streaks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Flask

from webapp import filters
from webapp.domain.strength import Tier
from webapp.services.hours import Split
from webapp.services.insights import Answers, Month, Stage, Ties, Week

USUAL_AIM = 75


def spent(minutes: int) -> str:
    """Return minutes as "45 min", "3 h" or "1 h 20 min"."""
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours:,} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours))


def on_day(day: date) -> str:
    """Return a day as the end of a sentence: "today", "on Tuesday", "on 14 Nov"."""
    words = filters.day(day)
    return words if words.islower() else f"on {words}"


def week_said(split: Split, when: str = "This week") -> str:
    """Return where the time of a week went."""
    people, adverts = spent(split.people), spent(split.adverts)
    return f"{when} {people} through people, {adverts} through adverts: {split.share} % through people."


def aim_said(aim: int) -> str:
    """Return what a split is to be held against."""
    return "About three quarters is what finds jobs." if aim == USUAL_AIM else f"You aim for {aim} %."


def weeks_said(weeks: Sequence[Week], aim: int) -> str:
    """Return where the time of all the weeks went; "" where none was noted."""
    whole = Split(sum(week.split.people for week in weeks), sum(week.split.adverts for week in weeks))
    if whole.share is None:
        return ""
    return f"In twelve weeks you noted {spent(whole.total)}, {whole.share} % of it through people. {aim_said(aim)}"


def share_said(split: Split) -> str:
    """Return what went through people of a time."""
    return "–" if split.share is None else f"{split.share} %"


def short_day(day: date) -> str:
    """Return a day as "16 Nov"."""
    return f"{day.day} {day:%b}"


def funnel_said(stages: Sequence[Stage]) -> str:
    """Return how far the relationships came; "" where there are none."""
    if not stages[0].reached:
        return ""
    begun, obtained, used = (stage.completed for stage in stages)
    return (
        f"Of your {counted(stages[0].reached, 'person', 'people')} {begun:,} wrote to you or met you, "
        f"{obtained:,} gave you something, and {used:,} heard what you made of it."
    )


def answers_said(answers: Sequence[Answers]) -> str:
    """Return what became of all asks; "" where none was made."""
    if not answers:
        return ""
    made, answered, waiting, declined = (sum(getattr(one, name) for one in answers) for name in _FATES)
    fates = [
        f"{answered:,} {'was' if answered == 1 else 'were'} answered",
        *[f"{declined:,} declined"] * bool(declined),
        *[f"{waiting:,} {'waits' if waiting == 1 else 'wait'}"] * bool(waiting),
    ]
    return f"You made {counted(made, 'ask', 'asks')}: {', '.join(fates)}."


_FATES = ("made", "answered", "waiting", "declined")


def fates_said(one: Answers) -> str:
    """Return what became of the asks of one kind."""
    fates = [f"{one.answered:,} of {one.made:,} answered"]
    fates += [f"{one.waiting:,} waiting"] * bool(one.waiting) + [f"{one.declined:,} declined"] * bool(one.declined)
    if one.days is not None:
        fates.append("usually the same day" if one.days == 0 else f"usually after {counted(one.days, 'day', 'days')}")
    return " · ".join(fates)


def months_said(months: Sequence[Month]) -> str:
    """Return how often was given and taken; "" where neither ever was."""
    gives, takes = sum(month.gives for month in months), sum(month.takes for month in months)
    if not gives and not takes:
        return ""
    return f"In twelve months you gave {times(gives)} and obtained something {times(takes)}."


def cups_said(met: int, goal: int) -> str:
    """Return how many people were met one-on-one, against the goal."""
    if met > goal:
        return f"You met {counted(met, 'person', 'people')} one-on-one, more than the {goal:,} you set out to meet."
    return f"You met {met:,} of the {counted(goal, 'person', 'people')} whom you set out to meet one-on-one."


def ties_said(ties: Sequence[Ties]) -> str:
    """Return how many ties fell silent; "" where nobody was ever heard of."""
    people, silent = sum(one.people for one in ties), sum(one.silent for one in ties)
    if not people:
        return ""
    if not silent:
        return "Nobody you heard from is silent for longer than their cadence."
    near = sum(one.silent for one in ties if one.tier.rank >= Tier.WARM.rank)
    those = f"; {near:,} of them {_is(near)} warm or close" if near else ""
    from_whom = counted(people, "person", "people")
    return f"{silent:,} of the {from_whom} you heard from {_is(silent)} silent for longer than their cadence{those}."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def times(number: int) -> str:
    """Return how often something happened."""
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def init_app(app: Flask) -> None:
    """Make the words known to the templates."""
    for function in (spent, on_day, week_said, aim_said, share_said):
        app.add_template_filter(function)
