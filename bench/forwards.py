"""How well forwards are unwrapped: `python -m bench.forwards DIR`, e.g. tests/emails/forwards/held.

The folder holds .eml files and `expected.jsonl` (tests/emails/forwards/README.md). Without that file no mail of the
folder is a forward, and every one that is taken for one is an error.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mailsync.mail import Forwarded
from mailsync.parse import parse
from mailsync.unwrap import unwrap

FIELDS = ("address", "subject", "date", "first line")


@dataclass(frozen=True)
class Judged:
    """A forward with what is in it, what was read from it, and which of the fields came out right."""

    expected: dict[str, Any]
    got: Forwarded | None
    right: frozenset[str]

    @property
    def address(self) -> str:
        """The address that was told, "" where none was."""
        return self.got.from_addr if self.got else ""

    @property
    def wrong(self) -> bool:
        """Whether an address was told, and it is another one."""
        return bool(self.address) and "address" not in self.right

    @property
    def whole(self) -> bool:
        """Whether everything that a person looks for came out right."""
        return self.right.issuperset(FIELDS)


def judge(expected: dict[str, Any], raw: bytes) -> Judged:
    """Read and unwrap one forward and compare; what the program leaves out of its forwards is not asked for."""
    got = unwrap(parse(raw)).forwarded
    found = got or Forwarded()
    pairs = {
        "address": (expected["from_addr"].lower(), found.from_addr.lower()),
        "subject": (expected["subject"], found.subject),
        "date": (expected["date"], found.date),
        "first line": (expected["first_line"], first_line(found.body)),
        "note": (expected["note_first_line"], first_line(found.note)),
        "name": (expected["from_name"], found.from_name),
        "recipients": ({*expected["to"], *expected["cc"]}, {one.address for one in found.recipients}),
    }
    right = (name for name, (wanted, seen) in pairs.items() if got and (wanted is None or _same(wanted, seen)))
    return Judged(expected, got, frozenset(right))


def judge_folder(folder: Path) -> list[Judged]:
    """Every mail that expected.jsonl names."""
    lines = (folder / "expected.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    return [judge(one, (folder / one["file"]).read_bytes()) for one in records]


def taken_for_forwards(folder: Path) -> tuple[int, dict[str, Forwarded]]:
    """How many mails a folder holds in which none is a forward, and those that were unwrapped all the same."""
    files = sorted(folder.glob("**/*.eml"))
    read = {file.name: unwrap(parse(file.read_bytes())).forwarded for file in files}
    return len(files), {name: found for name, found in read.items() if found is not None}


def first_line(text: str) -> str:
    """The first line that is not empty."""
    return next((line for line in text.splitlines() if line.strip()), "")


def _same(wanted: object, seen: object) -> bool:
    if isinstance(wanted, str) and isinstance(seen, str):
        return " ".join(wanted.split()) == " ".join(seen.split())
    return wanted == seen


def summary(judged: list[Judged]) -> Iterator[str]:
    """The figures as lines of text; forwards that nobody could tell for sure are counted apart."""
    asked = [one for one in judged if not one.expected.get("may_refuse")]
    yield f"{len(judged)} forwards, {len(judged) - len(asked)} of them need not be told"
    yield _share("all four right", asked, lambda one: one.whole)
    for name in (*FIELDS, "note", "name", "recipients"):
        yield _share(f"{name} right", asked, lambda one, name=name: name in one.right)
    yield _share("wrong address", judged, lambda one: one.wrong)
    yield _share("refused", asked, lambda one: not one.address)
    yield _share("told, but to be looked at", asked, lambda one: bool(one.address and one.got and one.got.unsure))


def _share(title: str, judged: list[Judged], holds: Callable[[Judged], bool]) -> str:
    count = sum(holds(one) for one in judged)
    return f"  {title:<28}{count:>5} of {len(judged):<5}{count / max(1, len(judged)):>8.2%}"


def weakest(judged: Iterable[Judged], by: str) -> Iterator[str]:
    """The clients or languages in which anything came out wrong, as lines of text."""
    groups: dict[str, list[bool]] = {}
    for one in judged:
        if not one.expected.get("may_refuse"):
            groups.setdefault(one.expected[by], []).append(one.whole)
    for name, marks in sorted(groups.items(), key=lambda pair: sum(pair[1]) / len(pair[1])):
        if not all(marks):
            yield f"  {name:<18}{sum(marks):>4} of {len(marks)}"


def errors(judged: Iterable[Judged]) -> Iterator[str]:
    """What came out otherwise, a mail a line."""
    for one in judged:
        missed = [name for name in FIELDS if name not in one.right]
        if one.wrong or (missed and not one.expected.get("may_refuse")):
            told = f"told {one.address or 'nobody'}" if "address" in missed else ""
            yield f"{one.expected['file']}  {'WRONG ' if one.wrong else ''}missed {', '.join(missed)}  {told}".rstrip()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the mails that came out otherwise")
    options = parser.parse_args()
    if not (options.folder / "expected.jsonl").exists():
        count, taken = taken_for_forwards(options.folder)
        print(f"{len(taken)} of {count} mails that are no forwards were unwrapped")
        if options.errors:
            print("\n".join(f"{name}  told {found.from_addr or 'nobody'}" for name, found in taken.items()))
        return
    judged = judge_folder(options.folder)
    print("\n".join(summary(judged)))
    for by in ("client", "language"):
        print(f"Not always right, by {by}:", *weakest(judged, by), sep="\n")
    if options.errors:
        print("\n".join(errors(judged)))


if __name__ == "__main__":
    main()
