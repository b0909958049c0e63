"""What the pictures show for this user, in one plain sentence each; no praise, no blame, no counting of streaks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Flask

from webapp import filters
from webapp.domain import wording
from webapp.domain.strength import Tier
from webapp.domain.wording import _, ngettext
from webapp.services.hours import Split
from webapp.services.insights import Answers, Month, Stage, Ties, Week

USUAL_AIM = 75


def spent(minutes: int) -> str:
    """Return minutes as "45 min", "3 h" or "1 h 20 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min", minutes=rest)
    if not rest:
        return _("%(hours)s h", hours=f"{hours:,}")
    return _("%(hours)s h %(minutes)s min", hours=f"{hours:,}", minutes=rest)


def on_day(day: date) -> str:
    """Return a day as the end of a sentence: "today", "on Tuesday", "on 14 Nov"."""
    words = filters.day(day)
    return words if filters.is_near(day) else _("on %(day)s", day=words)


def week_said(split: Split, when: str = "") -> str:
    """Return where the time of a week went, by default of this one."""
    return _(
        "%(when)s %(people)s through people, %(adverts)s through adverts: %(share)s %% through people.",
        when=when or _("This week"), people=spent(split.people), adverts=spent(split.adverts), share=split.share,
    )  # fmt: skip


def aim_said(aim: int) -> str:
    """Return what a split is to be held against."""
    return _("About three quarters is what finds jobs.") if aim == USUAL_AIM else _("You aim for %(aim)s %%.", aim=aim)


def weeks_said(weeks: Sequence[Week], aim: int) -> str:
    """Return where the time of all the weeks went; "" where none was noted."""
    whole = Split(sum(week.split.people for week in weeks), sum(week.split.adverts for week in weeks))
    if whole.share is None:
        return ""
    noted = _(
        "In twelve weeks you noted %(time)s, %(share)s %% of it through people.",
        time=spent(whole.total),
        share=whole.share,
    )
    return f"{noted} {aim_said(aim)}"


def share_said(split: Split) -> str:
    """Return what went through people of a time."""
    return "–" if split.share is None else _("%(share)s %%", share=split.share)


def short_day(day: date) -> str:
    """Return a day as "16 Nov"."""
    return wording.short_day(day)


def funnel_said(stages: Sequence[Stage]) -> str:
    """Return how far the relationships came; "" where there are none."""
    if not stages[0].reached:
        return ""
    begun, obtained, used = (stage.completed for stage in stages)
    return ngettext(
        "Of your %(count)s person %(begun)s wrote to you or met you, %(obtained)s gave you something, "
        "and %(used)s heard what you made of it.",
        "Of your %(count)s people %(begun)s wrote to you or met you, %(obtained)s gave you something, "
        "and %(used)s heard what you made of it.",
        stages[0].reached,
        count=f"{stages[0].reached:,}", begun=f"{begun:,}", obtained=f"{obtained:,}", used=f"{used:,}",
    )  # fmt: skip


def answers_said(answers: Sequence[Answers]) -> str:
    """Return what became of all asks; "" where none was made."""
    if not answers:
        return ""
    made, answered, waiting, declined = (sum(getattr(one, name) for one in answers) for name in _FATES)
    fates = [
        ngettext("%(count)s was answered", "%(count)s were answered", answered, count=f"{answered:,}"),
        *[_("%(count)s declined", count=f"{declined:,}")] * bool(declined),
        *[ngettext("%(count)s waits", "%(count)s wait", waiting, count=f"{waiting:,}")] * bool(waiting),
    ]
    return ngettext("You made %(count)s ask: %(fates)s.", "You made %(count)s asks: %(fates)s.", made,
                     count=f"{made:,}", fates=", ".join(fates))  # fmt: skip


_FATES = ("made", "answered", "waiting", "declined")


def fates_said(one: Answers) -> str:
    """Return what became of the asks of one kind."""
    fates = [_("%(count)s of %(whole)s answered", count=f"{one.answered:,}", whole=f"{one.made:,}")]
    if one.waiting:
        fates.append(_("%(count)s waiting", count=f"{one.waiting:,}"))
    if one.declined:
        fates.append(_("%(count)s declined", count=f"{one.declined:,}"))
    if one.days == 0:
        fates.append(_("usually the same day"))
    elif one.days is not None:
        days = f"{one.days:,}"
        fates.append(ngettext("usually after %(days)s day", "usually after %(days)s days", one.days, days=days))
    return " · ".join(fates)


def months_said(months: Sequence[Month]) -> str:
    """Return how often was given and taken; "" where neither ever was."""
    gives, takes = sum(month.gives for month in months), sum(month.takes for month in months)
    if not gives and not takes:
        return ""
    return _(
        "In twelve months you gave %(gives)s and obtained something %(takes)s.", gives=times(gives), takes=times(takes)
    )


def cups_said(met: int, goal: int) -> str:
    """Return how many people were met one-on-one, against the goal."""
    if met > goal:
        return ngettext(
            "You met %(count)s person one-on-one, more than the %(goal)s you set out to meet.",
            "You met %(count)s people one-on-one, more than the %(goal)s you set out to meet.",
            met, count=f"{met:,}", goal=f"{goal:,}",
        )  # fmt: skip
    return ngettext(
        "You met %(count)s of the %(goal)s person whom you set out to meet one-on-one.",
        "You met %(count)s of the %(goal)s people whom you set out to meet one-on-one.",
        goal, count=f"{met:,}", goal=f"{goal:,}",
    )  # fmt: skip


def ties_said(ties: Sequence[Ties]) -> str:
    """Return how many ties fell silent; "" where nobody was ever heard of."""
    people, silent = sum(one.people for one in ties), sum(one.silent for one in ties)
    if not people:
        return ""
    if not silent:
        return _("Nobody you heard from is silent for longer than their cadence.")
    near = sum(one.silent for one in ties if one.tier.rank >= Tier.WARM.rank)
    those = ngettext("%(near)s of them is warm or close", "%(near)s of them are warm or close", near, near=f"{near:,}")
    whom = ngettext("%(count)s person", "%(count)s people", people, count=f"{people:,}")
    if not near:
        return ngettext(
            "%(count)s of the %(whom)s you heard from is silent for longer than their cadence.",
            "%(count)s of the %(whom)s you heard from are silent for longer than their cadence.",
            silent, count=f"{silent:,}", whom=whom,
        )  # fmt: skip
    return ngettext(
        "%(count)s of the %(whom)s you heard from is silent for longer than their cadence; %(those)s.",
        "%(count)s of the %(whom)s you heard from are silent for longer than their cadence; %(those)s.",
        silent, count=f"{silent:,}", whom=whom, those=those,
    )  # fmt: skip


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def times(number: int) -> str:
    """Return how often something happened."""
    return {0: _("never"), 1: _("once"), 2: _("twice")}.get(number) or _("%(count)s times", count=f"{number:,}")


def init_app(app: Flask) -> None:
    """Make the words known to the templates."""
    for function in (spent, on_day, week_said, aim_said, share_said):
        app.add_template_filter(function)
