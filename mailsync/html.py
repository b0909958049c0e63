"""HTML to plain text with its lines, its quotes as ">" lines, and nothing that a reader would not see."""

from __future__ import annotations

import re
from html import unescape

# One pass over tags as they stand. A tree builder follows HTML5's recovery rules, which are quadratic on hostile
# nesting; a reader of mail needs no tree, only what starts a line, what is hidden and what is quoted.
_TAG = re.compile(
    # Atomic and possessive, so that unclosed quotes are never tried in another way.
    r"<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][a-zA-Z0-9:]*)((?>[^<>\"']+|\"[^\"<>]*\"|'[^'<>]*'|[\"'])*+)>|<[!?][^<>]*>",
    re.DOTALL,
)
_INVISIBLE = re.compile(r"display\s{0,3}:\s{0,3}none|mso-hide\s{0,3}:\s{0,3}all|\shidden\b", re.IGNORECASE)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LINE = _names(
    "p div br tr table ul ol li h1 h2 h3 h4 h5 h6 hr blockquote pre center section article header footer dt dd"
)
_PARAGRAPH = _names("p h1 h2 h3 h4 h5 h6 ul ol table blockquote")
_HIDDEN = _names("head style script title noscript template object svg")
_VOID = _names("br hr img input meta link area base col embed source track wbr")


def html_text(html: str) -> str:
    """What a reader sees of an HTML body."""
    writer = _Writer()
    at = 0
    for tag in _TAG.finditer(html):
        writer.text(html[at : tag.start()])
        if tag[2]:
            writer.tag(tag[2].lower(), bool(tag[1]), tag[3])
        at = tag.end()
    writer.text(html[at:])
    return writer.result()


class _Writer:
    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quoted = 0
        self._pre = 0
        self._hidden = ""
        self._hidden_depth = 0

    def text(self, piece: str) -> None:
        if piece and not self._hidden:
            self._line.append(unescape(piece))

    def tag(self, name: str, closing: bool, attributes: str) -> None:
        if self._hidden:
            self._in_hidden(name, closing)
            return
        if not closing and (name in _HIDDEN or (attributes and name not in _VOID and _INVISIBLE.search(attributes))):
            self._hidden, self._hidden_depth = name, 1
            return
        if name in _LINE:
            self._break(name)
        if name == "blockquote":
            self._quoted = max(0, self._quoted + (-1 if closing else 1))
        elif name == "pre":
            self._pre = max(0, self._pre + (-1 if closing else 1))
        elif name == "li" and not closing:
            self._line.append("- ")
        elif name in ("td", "th") and closing:
            self._line.append(" ")

    def _in_hidden(self, name: str, closing: bool) -> None:
        if name == self._hidden:
            self._hidden_depth += -1 if closing else 1
        # A head that is never closed must not swallow the body.
        if self._hidden_depth <= 0 or (name == "body" and self._hidden != "body"):
            self._hidden = ""

    def _break(self, name: str) -> None:
        text = "".join(self._line)
        self._line.clear()
        prefix = ">" * min(self._quoted, 9) + " " if self._quoted else ""
        for row in text.split("\n") if self._pre else [" ".join(text.split())]:
            if row or name == "br":
                self._lines.append(prefix + row)
        if name in _PARAGRAPH and self._lines and self._lines[-1]:
            self._lines.append("")

    def result(self) -> str:
        """The lines written, without blank ones at either end."""
        self._break("")
        return "\n".join(self._lines).strip("\n")
