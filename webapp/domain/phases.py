"""`derive`: what a relationship's evidence means, a pure function of the set in whatever order it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from webapp.domain.asks import read_asks
from webapp.domain.delivery import day_of_return, delivered, to_readdress
from webapp.domain.duties import Reports, read_reports, to_ask_on, to_note, to_plan
from webapp.domain.evidence import Evidence, History, Kind, Phase
from webapp.domain.rounds import Rounds, follow
from webapp.domain.tally import tally
from webapp.domain.thanks import origin, read_thanks

_KIND_ORDER = {kind: place for place, kind in enumerate(Kind)}


def derive(evidence: Iterable[Evidence]) -> History:
    """Read the evidence of one relationship as docs/method.md §2, §3 and §6 say, in O(n log n)."""
    read = _in_order(evidence)
    ordered = delivered(read)
    rounds = follow(ordered)
    skipped = frozenset(rounds.skipped)
    # An ask that came too early was made all the same: it can be answered, and only the phase is not moved by it.
    moving = [piece for piece in ordered if piece.counts and (piece.kind is Kind.ASK or piece.id not in skipped)]
    first = _first_of_line(moving)
    reports = read_reports(moving, first)
    asks = read_asks(moving, reports.told)
    thanks = read_thanks(moving, first)
    back = day_of_return(moving)
    return History(
        phase=rounds.phase,
        since=rounds.moves[-1].at if rounds.moves else None,
        missing=_missing(rounds, moving, first, reports),
        moves=rounds.moves,
        # A report back stands in Use, a thank-you carries the phase of what it thanks for.
        held=rounds.held
        | {piece.line: Phase.USE for piece in moving if reports.told.get(piece.id)}
        | {line: rounds.held[source] for line, source in thanks.settled.items()},
        ask_moves=asks.moves,
        ask_states=asks.states,
        answers=asks.answers,
        waiting=tuple(replace(one, back=back if back and back > one.since else None) for one in asks.waiting),
        thanks=thanks.owed,
        to_note=to_note(moving, first, asks.answers, asks.states),
        to_report=reports.due,
        to_ask_on=to_ask_on(moving, asks.moves),
        to_readdress=to_readdress(read),
        to_plan=to_plan(moving),
        skipped=rounds.skipped,
        questions=(*asks.questions, *thanks.questions, *reports.questions),
        tally=tally(moving),
    )


def _in_order(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The evidence by time, kind and id, each id once."""
    by_id: dict[str, Evidence] = {}
    for piece in sorted(evidence, key=_place):
        by_id.setdefault(piece.id, piece)
    return list(by_id.values())


def _place(piece: Evidence) -> tuple[object, ...]:
    # The rest only matters when pieces wrongly share an id: even then the order must not decide.
    until = piece.until.isoformat() if piece.until else ""
    words = (piece.interaction, piece.thread, piece.ask, piece.about, sorted(piece.names), piece.override, until)
    flags = (piece.counts, piece.not_an_answer, piece.nothing_obtained, piece.use_step)
    return piece.at, _KIND_ORDER[piece.kind], piece.id, piece.at.isoformat(), *words, *flags


def _first_of_line(moving: Iterable[Evidence]) -> dict[str, Evidence]:
    first: dict[str, Evidence] = {}
    for piece in moving:
        first.setdefault(piece.line, piece)
    return first


def _missing(
    rounds: Rounds, moving: Iterable[Evidence], first: dict[str, Evidence], reports: Reports
) -> tuple[Kind, ...]:
    """What would complete the phase: the two-way exchange, an outcome, or using, thanking and telling."""
    if rounds.phase is Phase.INITIATE:
        return tuple(kind for kind in (Kind.MESSAGE_OUT, Kind.MESSAGE_IN) if kind not in rounds.exchanged)
    if rounds.phase is Phase.OBTAIN or rounds.obtained is None:
        return (Kind.OUTCOME,)
    obtained_at = origin(rounds.obtained, first).at
    thanked = any(piece.kind is Kind.THANKS and piece.at >= obtained_at for piece in moving)
    told = bool(rounds.uses) and not set(rounds.uses) & set(reports.due)
    done = {Kind.USE: bool(rounds.uses), Kind.THANKS: thanked, Kind.REPORT_BACK: told}
    return tuple(kind for kind, there in done.items() if not there)
