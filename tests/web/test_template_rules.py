"""No template needs what the content security policy forbids, or lets markup from outside through."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN = {
    "script inside hx-on": re.compile(r"\bhx-on\b"),
    "inline event handler": re.compile(r"\son[a-z]+\s*="),
    "inline style": re.compile(r"\sstyle\s*=\s*[\"']|<style\b"),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)"),
    "script address": re.compile(r"javascript:|hx-vals=[\"']js:|hx-vars"),
    "trigger filter": re.compile(r"hx-trigger=\"[^\"]*\["),
    "unescaped text": re.compile(r"\|\s*safe\b|autoescape|Markup\("),
    "unquoted attribute": re.compile(r"<[a-z][^>{}]*\s[a-z-]+={{"),
    "asset of another place": re.compile(r"<(?:link|script|img)[^>]*(?:href|src)=\"(?:https?:)?//"),
}
SAMPLES = {
    "script inside hx-on": '<p hx-on:click="x">',
    "inline event handler": '<p onclick="x">',
    "inline style": '<p style="color: red">',
    "inline script": "<script>x</script>",
    "script address": '<a href="javascript:x">',
    "trigger filter": '<p hx-trigger="every 2s [visible]">',
    "unescaped text": "{{ text|safe }}",
    "unquoted attribute": "<p title={{ text }}>",
    "asset of another place": '<script src="https://example.org/x.js">',
}


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_no_template_breaks_the_rule(rule: str) -> None:
    broken = {
        str(path.relative_to(ROOT)): found.group()
        for path in TEMPLATES
        if (found := FORBIDDEN[rule].search(path.read_text(encoding="utf-8")))
    }
    assert TEMPLATES
    assert broken == {}


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_the_rule_sees_what_it_forbids(rule: str) -> None:
    assert FORBIDDEN[rule].search(SAMPLES[rule])
