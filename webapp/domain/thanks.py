"""Thank-yous (docs/method.md §6): one owed per source, and which thank-you settles which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from webapp.domain.evidence import Doubt, Evidence, Kind, Question, Source, ThanksOwed

_WITHIN = timedelta(hours=24)
_SOURCES = {Kind.MEETING: Source.MEETING, Kind.INTRODUCTION: Source.INTRODUCTION}


@dataclass(frozen=True, slots=True)
class Thanks:
    """What is owed and settled. `settled` maps a thank-you's line to the line that it settled."""

    owed: tuple[ThanksOwed, ...]
    settled: dict[str, str]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """A source with the thread that a thank-you for it may stand in."""

    owed: ThanksOwed
    thread: str


def origin(outcome: Evidence, first: dict[str, Evidence]) -> Evidence:
    """What an outcome came out of, itself where nothing is known; `first` gives the first piece of a line."""
    return first.get(outcome.about) or first.get(outcome.line) or outcome


def read_thanks(moving: Sequence[Evidence], first: dict[str, Evidence]) -> Thanks:
    """Settle every source by the thank-yous after it, both read from the ordered evidence that counts."""
    sources = sorted(_sources(moving, first), key=lambda one: (one.owed.at, one.owed.interaction))
    open_, done, settled, questions = _Open(), dict[str, ThanksOwed](), dict[str, str](), list[Question]()
    begun = iter([*sources, None])
    upcoming = next(begun)
    for piece in (one for one in moving if one.kind is Kind.THANKS):
        while upcoming and upcoming.owed.at <= piece.at:
            open_.add(upcoming)
            upcoming = next(begun)
        picked, candidates = _choose(piece, open_)
        for line in picked:
            done[line] = replace(open_.take(line), settled_by=piece.id, settled_at=piece.at)
            settled.setdefault(piece.line, line)
        if candidates:
            questions.append(Question(Doubt.WHICH_THANKS, piece.id, piece.line, candidates))
    return Thanks(
        owed=tuple(done.get(one.owed.interaction, one.owed) for one in sources),
        settled=settled,
        questions=tuple(one for one in questions if any(line not in done for line in one.candidates)),
    )


def _sources(moving: Sequence[Evidence], first: dict[str, Evidence]) -> Iterable[_Source]:
    """One source per line: what a meeting or an introduction brought is thanked for with it."""
    found: dict[str, _Source] = {}
    for piece in moving:
        if piece.kind in _SOURCES:
            found.setdefault(piece.line, _source(_SOURCES[piece.kind], piece, piece.thread))
    for piece in moving:
        if piece.kind is Kind.OUTCOME:
            # Help is dated by the mail that gave it: it may be noted only after the thank-you was sent.
            came_from = origin(piece, first)
            help_ = _source(Source.HELP, came_from, came_from.thread or piece.thread)
            found.setdefault(came_from.line, help_)
    return found.values()


def _source(source: Source, piece: Evidence, thread: str) -> _Source:
    return _Source(ThanksOwed(piece.line, source, piece.at, _due(piece.at)), thread)


def _due(at: datetime) -> datetime:
    try:
        return at + _WITHIN
    except OverflowError:  # the last day of the calendar, from a mail with an absurd date
        return at


def _choose(thanks: Evidence, open_: _Open) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines that a thank-you settles, or those between which the user must choose."""
    if thanks.about:
        return ((thanks.about,) if thanks.about in open_.having() else ()), ()
    thread = thanks.thread if thanks.thread and open_.having(thanks.thread) else None
    pool = open_.having(thread)
    named = [lines for source in sorted(thanks.names) if (lines := open_.having(thread, source))]
    if len(pool) == 1:
        return tuple(pool), ()
    candidates = tuple(line for lines in named or [pool] for line in lines)
    return (candidates, ()) if named and len(candidates) == len(named) else ((), candidates)


class _Open:
    """Sources that no thank-you settled yet, findable by thread and by kind of source."""

    def __init__(self) -> None:
        self._sources: dict[str, _Source] = {}
        self._index: defaultdict[tuple[str | None, Source | None], dict[str, None]] = defaultdict(dict)

    def having(self, thread: str | None = None, source: Source | None = None) -> dict[str, None]:
        """The open lines, of one thread and of one kind where told, in the order of their times."""
        return self._index[thread, source]

    def add(self, source: _Source) -> None:
        """Open a source."""
        line = source.owed.interaction
        self._sources[line] = source
        for key in self._keys(source):
            self._index[key][line] = None

    def take(self, line: str) -> ThanksOwed:
        """Close a source and give it back."""
        source = self._sources.pop(line)
        for key in self._keys(source):
            del self._index[key][line]
        return source.owed

    @staticmethod
    def _keys(source: _Source) -> Iterable[tuple[str | None, Source | None]]:
        return [(thread, kind) for thread in {None, source.thread} for kind in (None, source.owed.source)]
