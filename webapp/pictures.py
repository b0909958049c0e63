"""The pictures of Insights as values: a sentence, the marks with their places, and the table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webapp import insight_words as words
from webapp.domain import charts, wording
from webapp.domain.cadence import CADENCE
from webapp.domain.charts import Box, Tick
from webapp.domain.evidence import phase_word
from webapp.domain.strength import TIERS
from webapp.domain.wording import N_, SHORT, _
from webapp.services.hours import Split
from webapp.services.insights import Answers, Month, Stage, Ties, Week
from webapp.words import ASK_KINDS

Cells = tuple[str, ...]
# What a mark looks like, and what it means.
Key = tuple[tuple[str, str], ...]
SOLID, HATCHED, OPEN, LINE = "solid", "hatched", "open", "line"


@dataclass(frozen=True, slots=True)
class Picture:
    """What every picture has; `said` is empty where there is nothing to show yet."""

    said: str
    head: Cells
    rows: Sequence[Cells]
    key: Key


@dataclass(frozen=True, slots=True)
class Columns(Picture):
    """Columns side by side, each in words by `notes`; `labels` are (place, words) under some of them.

    `aims` are small lines across single columns, `level` is a line across all, as (height, words).
    """

    title: str
    drawn: Sequence[Sequence[Box]]
    ticks: Sequence[Tick]
    labels: Sequence[tuple[float, str]]
    notes: Sequence[str]
    unit: str = ""
    aims: Sequence[Box] = ()
    level: tuple[float, str] | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its numbers in words, and its parts; `phase` puts a cup before the name."""

    name: str
    said: str
    parts: Sequence[Box]
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Bars(Picture):
    """Bars under each other, on one scale."""

    bars: Sequence[Bar]


def weeks(found: Sequence[Week], aim: int) -> Columns:
    """Draw where the time of the weeks went, with the aim across each."""
    splits = [week.split for week in found]
    names = [words.short_day(week.first) for week in found]
    upper = charts.top(max(split.total for split in splits) / 60)
    drawn = charts.columns([(split.people / 60, split.adverts / 60) for split in splits], upper)
    return Columns(
        said=words.weeks_said(found, aim),
        head=(_("Week of"), _("Through people"), _("Through adverts"), _("Share through people")),
        rows=[
            (name, words.spent(split.people), words.spent(split.adverts), words.share_said(split))
            for name, split in zip(names, splits, strict=True)
        ],
        key=(
            (SOLID, _("through people")),
            (HATCHED, _("through adverts and agencies")),
            (LINE, _("%(aim)s %% of the week, your aim", aim=aim)),
        ),
        title=_("Hours in each of the last twelve weeks"),
        drawn=drawn,
        ticks=charts.ticks(upper),
        labels=_labels(names, every=3),
        notes=[
            _(
                "Week of %(day)s: %(people)s through people, %(adverts)s through adverts",
                day=name,
                people=words.spent(split.people),
                adverts=words.spent(split.adverts),
            )
            for name, split in zip(names, splits, strict=True)
        ],
        unit=_(" h"),
        aims=[charts.across_column(column, aim) for column in drawn],
    )


def split(found: Split, when: str, aim: int) -> Picture:
    """Say where the time of a week went."""
    return Picture(
        said=f"{words.week_said(found, when)} {words.aim_said(aim)}" if found.total else "",
        head=(_("Where it went"), _("Time"), _("Share")),
        rows=[
            (_("Through people"), words.spent(found.people), words.share_said(found)),
            (_("Through adverts"), words.spent(found.adverts), words.share_said(Split(found.adverts, found.people))),
        ],
        key=(
            (SOLID, _("through people")),
            (HATCHED, _("through adverts and agencies")),
            (LINE, _("your aim, %(aim)s %%", aim=aim)),
        ),
    )


def _labels(names: Sequence[str], every: int) -> list[tuple[float, str]]:
    """The last of the columns has its name under it, and every so many before it: more would not stand on a phone."""
    named = list(zip(charts.middles(len(names)), names, strict=True))
    return named[::-1][::every]


_FURTHER = {
    "initiate": (N_("%(count)s of %(whole)s wrote to you or met you"), N_("%(count)s still to begin")),
    "obtain": (N_("%(count)s of %(whole)s gave you something"), N_("%(count)s nothing obtained yet")),
    "use": (
        N_("%(count)s of %(whole)s heard what you made of it"),
        N_("%(count)s still to be used, thanked for or told"),
    ),
}


def funnel(found: Sequence[Stage]) -> Bars:
    """Draw how many came into each phase, and how many through it."""
    bars, rows = [], []
    for stage in found:
        phase, rest = stage.phase.value, stage.reached - stage.completed
        through, open_ = _FURTHER[phase]
        parts = charts.across((stage.completed, rest), found[0].reached)
        name, completed, reached = phase_word(stage.phase), f"{stage.completed:,}", f"{stage.reached:,}"
        bars.append(Bar(name, _(through, count=completed, whole=reached), parts, phase))
        rows.append((name, reached, completed, _(open_, count=f"{rest:,}")))
    return Bars(
        said=words.funnel_said(found),
        head=(_("Phase"), _("Came into it"), _("Completed it"), _("The others")),
        rows=rows,
        key=((SOLID, _("completed the phase")), (HATCHED, _("not yet"))),
        bars=bars,
    )


def answers(found: Sequence[Answers]) -> Bars:
    """Draw what became of the asks of each kind."""
    most = max((one.made for one in found), default=0)
    return Bars(
        said=words.answers_said(found),
        head=(_("Kind"), _("Made"), _("Answered"), _("Waiting"), _("Declined"), _("Days to an answer (median)")),
        rows=[
            (
                _(ASK_KINDS[one.kind][0]), f"{one.made:,}", f"{one.answered:,}", f"{one.waiting:,}",
                f"{one.declined:,}", "–" if one.days is None else f"{one.days:,}",
            )
            for one in found
        ],
        key=((SOLID, _("answered")), (HATCHED, _("waiting")), (OPEN, _("declined"))),
        bars=[
            Bar(
                _(ASK_KINDS[one.kind][0]), words.fates_said(one),
                charts.across((one.answered, one.waiting, one.declined), most),
            )
            for one in found
        ],
    )  # fmt: skip


def months(found: Sequence[Month]) -> Columns:
    """Draw what was given upwards, and what was obtained downwards."""
    upper = charts.top(max(max(month.gives, month.takes) for month in found), lines=2)
    return Columns(
        said=words.months_said(found),
        head=(_("Month"), _("Gave"), _("Obtained")),
        rows=[(_month(month.first), f"{month.gives:,}", f"{month.takes:,}") for month in found],
        key=((SOLID, _("gave, upwards")), (HATCHED, _("obtained, downwards"))),
        title=_("Gives and takes in each of the last twelve months"),
        drawn=charts.mirrored([(month.gives, month.takes) for month in found], upper),
        ticks=charts.mirrored_ticks(upper, lines=2),
        labels=_labels([_(SHORT[month.first.month - 1]) for month in found], every=2),
        notes=[
            _(
                "%(month)s: gave %(gives)s, obtained %(takes)s",
                month=_month(month.first),
                gives=f"{month.gives:,}",
                takes=f"{month.takes:,}",
            )
            for month in found
        ],
    )


def cups(found: Sequence[Month], goal: int) -> Columns:
    """Draw how many people were met one-on-one by the end of each month, against the goal."""
    met = found[-1].met_in_all
    upper = charts.top(max(met, goal))
    return Columns(
        said=words.cups_said(met, goal) if met else "",
        head=(_("Month"), _("Met for the first time"), _("Met by its end")),
        rows=[(_month(month.first), f"{month.met:,}", f"{month.met_in_all:,}") for month in found],
        key=((SOLID, _("met before")), (HATCHED, _("met for the first time in that month"))),
        title=_("People met one-on-one by the end of each of the last twelve months"),
        drawn=charts.columns([(month.met_in_all - month.met, month.met) for month in found], upper),
        ticks=charts.ticks(upper),
        labels=_labels([_(SHORT[month.first.month - 1]) for month in found], every=2),
        notes=[
            _(
                "%(month)s: %(met)s met, %(new)s of them new",
                month=_month(month.first),
                met=f"{month.met_in_all:,}",
                new=f"{month.met:,}",
            )
            for month in found
        ],
        level=(charts.height(goal, upper), _("your goal: %(goal)s", goal=f"{goal:,}")),
    )


def _month(first: date) -> str:
    return wording.month(first, year=True)


def ties(found: Sequence[Ties]) -> Bars:
    """Draw how many of each tier fell silent."""
    most = max(one.people for one in found)
    return Bars(
        said=words.ties_said(found),
        head=(_("Strength"), _("Usual cadence"), _("People"), _("Silent for longer")),
        rows=[
            (
                wording.capital(_(TIERS[one.tier])), _("%(days)s days", days=CADENCE[one.tier]), f"{one.people:,}",
                f"{one.silent:,}",
            )
            for one in found
        ],
        key=((SOLID, _("in touch")), (HATCHED, _("silent for longer than their cadence"))),
        bars=[
            Bar(
                wording.capital(_(TIERS[one.tier])),
                _("%(count)s of %(whole)s silent", count=f"{one.silent:,}", whole=f"{one.people:,}"),
                charts.across((one.people - one.silent, one.silent), most),
            )
            for one in found if one.people
        ],
    )  # fmt: skip
