"""The colour tokens of app.css keep their contrast in light and in dark: text 7, coloured words 4.5, marks 3."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "webapp" / "static" / "app.css"
TOKEN = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
GROUNDS = ("paper", "sheet", "wash")
TEXT = [(ink, ground) for ink in ("ink", "soft-ink") for ground in GROUNDS]
WORDS = [
    *((word, ground) for word in ("accent", "accent-deep", "good", "waiting", "trouble") for ground in GROUNDS),
    *((phase, "paper") for phase in ("initiate", "obtain", "use")),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("trouble", "trouble-wash"),
    ("accent-deep", "trouble-wash"),
]
MARKS = [("edge", ground) for ground in GROUNDS]


def tokens(scheme: str) -> dict[str, str]:
    """Each colour token of a scheme, as #rrggbb."""
    found = TOKEN.findall(CSS.read_text(encoding="utf-8"))
    return {name: light if scheme == "light" else dark for name, light, dark in found}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def too_weak(pairs: list[tuple[str, str]], least: float, scheme: str) -> dict[tuple[str, str], float]:
    """The pairs of tokens that fall short, with their ratio."""
    colour = tokens(scheme)
    ratios = {(one, other): round(contrast(colour[one], colour[other]), 2) for one, other in pairs}
    return {pair: ratio for pair, ratio in ratios.items() if ratio < least}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 7.0), (WORDS, 4.5), (MARKS, 3.0)])
def test_every_pair_that_meets_on_a_page_can_be_told_apart(
    pairs: list[tuple[str, str]], least: float, scheme: str
) -> None:
    assert too_weak(pairs, least, scheme) == {}


def test_no_part_uses_a_colour_that_is_no_token() -> None:
    parts = CSS.read_text(encoding="utf-8").split("/* ── Ground")[1]
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", parts) == []


def test_black_on_white_is_the_widest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
