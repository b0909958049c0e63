"""Whether a page is wider than its screen, and which element makes it so."""

from __future__ import annotations

from playwright.sync_api import Page

# The page scrolls sideways if its root does. What is to blame is the innermost element that sticks out, if one does:
# what scrolls by itself, or is cut off by what it stands in, does no harm.
_WIDER = """() => {
  const root = document.documentElement, over = root.scrollWidth - root.clientWidth;
  if (over <= 0) return "";
  const apart = one => {
    for (let at = one.parentElement; at && at !== document.body; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== "visible") return true;
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && box.right + scrollX > root.clientWidth + 1 && !apart(one);
  });
  const leaf = out.find(one => !out.some(other => other !== one && one.contains(other))) || root;
  const name = [leaf.tagName.toLowerCase() + (leaf.id && `#${leaf.id}`), ...leaf.classList].join(".");
  return `${over} px too wide: ${name} “${leaf.textContent.trim().slice(0, 40)}”`;
}"""


def wider(page: Page) -> str:
    """Say by how much the page is too wide for its screen, and because of what; "" where it fits."""
    return str(page.evaluate(_WIDER))


def large_text(page: Page, large: bool = True) -> None:
    """Let text be twice as large as usual, by the browser's own setting: media queries in em follow it."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32 if large else 16}})
    session.detach()
