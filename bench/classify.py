"""Precision, recall and F1 of each label on labelled mails: `python -m bench.classify PATH`.

The path is a folder of `<id>.eml` files and `labels.jsonl` with id, labels, direction, hard and reply_known per line,
or a file of mails as tests/mailsync/cases/mails.py reads it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from typing import Any

from mailsync.classify import classify
from mailsync.mail import Label, Mail
from mailsync.parse import parse
from mailsync.unwrap import unwrap
from tests.mailsync.cases.mails import labelled


@dataclass(frozen=True)
class Judged:
    """A mail with the labels it should get, those it got, and the seconds of processor time it took."""

    id: str
    hard: bool
    reply_known: bool
    wanted: frozenset[str]
    got: frozenset[str]
    sure: frozenset[str]
    seconds: float


def judge(record: dict[str, Any], raw: bytes) -> Judged:
    """Read and classify one labelled mail, its direction taken from the label."""
    start = time.process_time()
    mail = unwrap(parse(raw))
    direction = record["direction"]
    verdict = classify(mail, direction, answers_sent=record.get("answers_sent", False), owners=_owners(mail, direction))
    spent = time.process_time() - start
    sure = frozenset(one.label.value for one in verdict.findings if one.sure)
    got = frozenset(label.value for label in verdict.labels)
    return Judged(record["id"], record["hard"], record["reply_known"], frozenset(record["labels"]), got, sure, spent)


def _owners(mail: Mail, direction: str) -> frozenset[str]:
    """The user's addresses: whoever wrote outgoing mail, and the first addressee of incoming mail."""
    people = mail.envelope.from_ if direction == "out" else mail.envelope.to[:1]
    return frozenset(one.address for one in people)


def table(title: str, judged: list[Judged], got: Callable[[Judged], frozenset[str]]) -> str:
    """Precision, recall and F1 of every label as lines of text."""
    rows = [f"{title} ({len(judged)} mails)", f"  {'label':<16}{'wanted':>7}{'got':>6}{'P':>7}{'R':>7}{'F1':>7}"]
    for label in Label:
        known = [one for one in judged if label is not Label.REPLY or one.reply_known]
        wanted = sum(label.value in one.wanted for one in known)
        found = sum(label.value in got(one) for one in known)
        right = sum(label.value in one.wanted and label.value in got(one) for one in known)
        rows.append(f"  {label.value:<16}{wanted:>7}{found:>6}{_scores(wanted, found, right)}")
    return "\n".join(rows)


def _scores(wanted: int, found: int, right: int) -> str:
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * right / (wanted + found) if wanted + found else 0.0
    return f"{precision:>7.2f}{recall:>7.2f}{f1:>7.2f}"


def _errors(judged: Iterable[Judged]) -> Iterable[str]:
    for one in judged:
        missed, wrong = sorted(one.wanted - one.got), sorted(one.got - one.wanted)
        if missed or wrong:
            yield f"{one.id}  missed {missed}  wrong {wrong}{'  (hard)' if one.hard else ''}"


def _of_folder(folder: Path) -> Iterable[tuple[dict[str, Any], bytes]]:
    for line in (folder / "labels.jsonl").read_text().splitlines():
        if line.strip():
            record = json.loads(line)
            yield record, (folder / f"{record['id']}.eml").read_bytes()


def _of_file(path: Path) -> Iterable[tuple[dict[str, Any], bytes]]:
    for one in labelled(path):
        by_threads = one.labels.isdisjoint({"auto_reply", "bounce", "bulk"})
        yield {**vars(one), "hard": False, "reply_known": by_threads}, one.raw


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--half", choices=["even", "odd"], help="only half of the mails, parted by a hash of their id")
    parser.add_argument("--errors", action="store_true", help="list the mails that were judged otherwise")
    options = parser.parse_args()
    mails = list(_of_folder(options.path) if options.path.is_dir() else _of_file(options.path))
    if options.half:
        even = options.half == "even"
        mails = [one for one in mails if (int(md5(one[0]["id"].encode()).hexdigest(), 16) % 2 == 0) == even]
    judged = [judge(record, raw) for record, raw in mails]
    print(table("All mails, every finding", judged, lambda one: one.got))
    print(table("Without hard mails", [one for one in judged if not one.hard], lambda one: one.got))
    print(table("All mails, only findings that may act", judged, lambda one: one.sure))
    spent = [one.seconds for one in judged]
    print(
        f"{len(judged) / sum(spent):.0f} mails/s, "
        f"median {statistics.median(spent) * 1000:.1f} ms, worst {max(spent) * 1000:.0f} ms"
    )
    if options.errors:
        print("\n".join(_errors(judged)))


if __name__ == "__main__":
    main()
