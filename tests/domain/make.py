"""Short names for evidence, and a strategy for any of it."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from webapp.domain.evidence import Evidence, Kind, Source

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def on(day: float) -> datetime:
    """The time that many days after the first."""
    return START + timedelta(days=day)


def piece(kind: Kind, day: float, id: str = "", **more) -> Evidence:
    """One piece of evidence; without an id it is named by its kind and day, and it stands on its own line."""
    return Evidence(id=id or f"{kind}-{day}", kind=kind, at=on(day), **more)


def two_way(day: float = 0) -> list[Evidence]:
    """The exchange that completes Initiate, an hour long."""
    return [piece(Kind.MESSAGE_OUT, day, "hello"), piece(Kind.MESSAGE_IN, day + 0.04, "hello-back")]


_ids = st.sampled_from(["", *(f"i{number}" for number in range(6))])
_threads = st.sampled_from(["", "t1", "t2"])

any_piece = st.builds(
    Evidence,
    id=st.uuids().map(str) | st.sampled_from([f"i{number}" for number in range(6)]),
    kind=st.sampled_from(Kind),
    at=st.integers(0, 20).map(on) | st.datetimes(timezones=st.just(UTC)),
    interaction=_ids,
    thread=_threads,
    ask=_ids,
    about=_ids,
    names=st.frozensets(st.sampled_from(Source)),
    counts=st.sampled_from([True, True, True, False]),
    not_an_answer=st.sampled_from([False, False, False, True]),
    nothing_obtained=st.booleans(),
    use_step=st.sampled_from([False, False, True]),
    override=st.sampled_from(["", "", "", "She offered it herself"]),
    until=st.none() | st.integers(0, 20).map(on) | st.datetimes(timezones=st.just(UTC)),
)
any_evidence = st.lists(any_piece, max_size=40)
