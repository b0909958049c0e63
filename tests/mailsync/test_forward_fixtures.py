"""Forwards as mail programs write them, and mails that look like forwards and are none."""

import json
from pathlib import Path

import pytest

from bench.forwards import judge, judge_folder
from mailsync.parse import parse
from mailsync.unwrap import unwrap

EMAILS = Path(__file__).parent.parent / "emails"
SEEN = EMAILS / "forwards" / "seen"
RECORDS = [json.loads(line) for line in (SEEN / "expected.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["file"].removesuffix(".eml"))
def test_a_forward_names_who_wrote_it_or_nobody(record):
    judged = judge(record, (SEEN / record["file"]).read_bytes())
    assert not judged.wrong, f"told {judged.address}, and it is {record['from_addr']}"
    assert judged.whole or not judged.address, f"right are only {sorted(judged.right)}"


@pytest.mark.parametrize("file", sorted((EMAILS / "not-forwards").glob("*.eml")), ids=lambda file: file.stem)
def test_what_only_looks_like_a_forward_is_left_as_it_is(file):
    assert unwrap(parse(file.read_bytes())).forwarded is None


@pytest.mark.parametrize("folder", ["seen", "held"])
def test_every_collected_mail_has_its_expectation_and_none_twice(folder):
    path = EMAILS / "forwards" / folder
    named = [json.loads(line)["file"] for line in (path / "expected.jsonl").read_text("utf-8").splitlines()]
    assert sorted(named) == sorted(file.name for file in path.glob("*.eml"))


def test_forwards_that_nobody_looked_at_meet_the_figures_that_are_promised():
    judged = judge_folder(EMAILS / "forwards" / "held")
    told = [one for one in judged if not one.expected.get("may_refuse")]
    assert sum(one.whole for one in told) >= 0.97 * len(told)
    assert sum(one.wrong for one in judged) <= 0.005 * len(judged)
