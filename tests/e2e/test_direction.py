"""Names that run from right to left stand in the order of the sentence, and turn nothing beside them."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import Locator

from tests.e2e.kinds import WALKS
from tests.e2e.site import Walk
from tests.web.make import person
from webapp.models import utcnow
from webapp.services import gives

# From where to where each piece of the text is drawn.
_DRAWN = """(element, pieces) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = new Map();
  for (let node; (node = walker.nextNode()); )
    for (const piece of pieces) {
      const at = node.data.indexOf(piece);
      if (at < 0 || found.has(piece)) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + piece.length);
      const { left, right } = range.getBoundingClientRect();
      found.set(piece, [left, right]);
    }
  return pieces.map((piece) => found.get(piece));
}"""


def in_order(line: Locator, *pieces: str) -> bool:
    """Whether the pieces of a line are drawn from left to right, none over another."""
    drawn = line.evaluate(_DRAWN, list(pieces))
    return all(left[1] <= right[0] + 0.5 for left, right in pairwise(drawn))


@pytest.mark.parametrize("walk", [WALKS["desktop"]], ids=["desktop"], indirect=True)
def test_hebrew_names_stand_in_the_order_of_the_sentence(walk: Walk) -> None:
    due_on = utcnow().date() - timedelta(days=20)
    with walk.site.store() as session:
        dana = person(session, walk.site.user_id, "דנה לוי", role="מנהלת", organisation="3 כוסות")
        gives.follow_up(session, walk.site.user_id, dana.id, due_on=due_on, text="לשאול על המפות")
    page = walk.to("/")
    line = page.locator("#follow-ups .row-line")
    assert in_order(line, "לשאול על המפות", f"{due_on.day} ", due_on.strftime("%b"), "why?")
    page = walk.to("/people")
    assert in_order(page.locator(".row-line", has_text="מנהלת"), "מנהלת", "3 כוסות")
    page = walk.to(f"/people/{dana.id}")
    assert in_order(page.locator(".page-sub").first, "מנהלת", "3 כוסות")
    assert in_order(page.locator("#next"), "לשאול על המפות", f"{due_on.day} ")
