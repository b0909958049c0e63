"""What broken and hostile mail costs: `python -m bench.broken [DIR]`, by default tests/emails and all below it.

Runs what `fiftycups explain` runs on each mail and prints how many there were, which of them ended in an error or took
too long, the slowest, and how far the memory of the process grew (the mails themselves, one at a time, included).
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.breakage import begun_forwards, built, hostile, mutated
from mailsync.explain import explain

SECONDS, HOSTILE_SECONDS, MEGABYTES = 2.0, 0.5, 150
FENCE = 2 * 1024**3
NO_MAIL = "This is no mail: it has no header."


@dataclass(frozen=True)
class Cost:
    """What one mail did: its error if any, processor time, and the highest memory of the process until then."""

    name: str
    error: str
    seconds: float
    megabytes: float


def costs(mails: Iterable[tuple[str, bytes]]) -> Iterator[Cost]:
    """Explain each mail alone."""
    for name, raw in mails:
        start = time.process_time()
        line = next(explain([(name, raw)], ["alex@home.example"], []))
        spent = time.process_time() - start
        error = line["error"] or ""
        yield Cost(name, "" if error == NO_MAIL else error, spent, peak())


def peak() -> float:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(title: str, found: list[Cost], seconds: float, listed: bool) -> None:
    """Print the figures of one kind of mails, and the mails that miss a target."""
    failed = [one for one in found if one.error]
    late = [one for one in found if one.seconds > seconds]
    slowest = max(found, key=lambda one: one.seconds)
    print(
        f"{title}: {len(found)} mails, {len(failed)} errors, {len(late)} took more than {seconds:g} s of processor time"
    )
    print(f"  slowest {slowest.seconds:.2f} s: {slowest.name}")
    for one in {id(one): one for one in (*failed, *late)}.values() if listed else ():
        print(f"  {one.seconds:.2f} s  {one.name}  {one.error}")


def main() -> None:
    """Run the collections and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("tests/emails"))
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=4, help="in how many ways each mail is broken")
    parser.add_argument("--errors", action="store_true", help="list the mails that miss a target")
    options = parser.parse_args()
    # A mail that eats memory without end shall fail here, and not the machine.
    resource.setrlimit(resource.RLIMIT_AS, (FENCE, FENCE))
    whole = [
        (str(file.relative_to(options.folder)), file.read_bytes()) for file in sorted(options.folder.glob("**/*.eml"))
    ]
    print(f"seed {options.seed}, {len(whole)} mails to break; {peak():.0f} MB before the first")
    every: list[Cost] = []
    for title, mails, seconds in (
        ("Whole", whole, SECONDS),
        ("Broken", mutated(whole, options.seed, options.rounds), SECONDS),
        ("Built", built(), SECONDS),
        ("Hostile bodies", hostile(), HOSTILE_SECONDS),
        ("Mails with a hostile body", begun_forwards(whole[:: max(1, len(whole) // 12)]), HOSTILE_SECONDS),
    ):
        found = list(costs(mails))
        report(title, found, seconds, options.errors)
        every += found
    highest = max(one.megabytes for one in every)
    first = next(one for one in every if one.megabytes == highest)
    print(f"peak memory {highest:.0f} MB (target {MEGABYTES}), reached with: {first.name}")


if __name__ == "__main__":
    main()
