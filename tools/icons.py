"""Draws the icons of the installed application from the cup of favicon.svg: python tools/icons.py."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import which

from playwright.sync_api import Page, sync_playwright

STATIC = Path(__file__).resolve().parents[1] / "webapp" / "static"
PAPER, COFFEE = "#faf6ef", "#6f4320"
# name: (pixels, how much of them the cup takes, how round the corners are)
ICONS = {
    "icon-192": (192, 0.74, 0.2),
    "icon-512": (512, 0.74, 0.2),
    "maskable-512": (512, 0.62, 0),  # a launcher may cut away all but a circle of 80 %
    "apple-180": (180, 0.7, 0),
}
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 1 1">
<rect width="1" height="1" rx="{round}" fill="{paper}"/>
<g transform="translate({edge} {edge}) scale({scale})">{cup}</g></svg>"""


def cup() -> str:
    """Return the shapes of the favicon in the colours of the light theme, without its style sheet."""
    shapes = re.search(r"</style>(.*)</svg>", (STATIC / "favicon.svg").read_text(encoding="utf-8"))
    assert shapes
    line = f'fill="none" stroke="{COFFEE}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"'
    return shapes[1].replace('class="l"', line).replace('class="f"', f'fill="{COFFEE}"')


def draw(page: Page, name: str, size: int, share: float, corner: float) -> None:
    """Write one icon."""
    picture = PICTURE.format(
        size=size, round=corner, paper=PAPER, edge=(1 - share) / 2, scale=share / 32, cup=cup()
    )  # fmt: skip
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(f'<body style="margin: 0; display: grid">{picture}')
    page.screenshot(path=STATIC / "icons" / f"{name}.png", omit_background=True)


def main() -> None:
    """Write all icons anew."""
    (STATIC / "icons").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for name, how in ICONS.items():
            draw(page, name, *how)
        browser.close()


if __name__ == "__main__":
    main()
