"""The two texts of a forward: the note above the fields and the body below them, freed of rules and quote marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import dedent

from mailsync.blocks import row
from mailsync.quotes import new_text
from mailsync.separators import separator

_QUOTE_MARK = re.compile(r"[ \t]{0,8}\|?>[ ]?")
_RULE = re.compile(r"[\s>_=*~#-]*")
_END = re.compile(
    r"[\s>-]*(?:end (?:of )?forwarded (?:message|e-?mail)|ende der weitergeleiteten nachricht)[\s-]*", re.IGNORECASE
)


def note(above: Sequence[str]) -> str:
    """What the forwarder wrote, without their signature and the rules below it."""
    end = len(above)
    while end and _parts(row(above[end - 1]).text):
        end -= 1
    return new_text("\n".join(above[:end]))


def body(below: Sequence[str], depth: int) -> str:
    """The body of a mail whose fields stood quoted this deep; quote marks go where they are those of the forward."""
    # Some clients close the fields with the same rule that opens them.
    lines = list(below[1:] if below and _closes(row(below[0]).text) else below)
    levels = depth or int(all(one.lstrip().startswith(">") for one in lines if one.strip()))
    lines = [_unquoted(one, levels) for one in lines]
    while lines and (not lines[-1].strip() or _END.fullmatch(lines[-1][:200])):
        lines.pop()
    if all(one.startswith("    ") for one in lines if one.strip()):
        return dedent("\n".join(lines)).strip("\n")
    return "\n".join(lines).strip()


def _parts(text: str) -> bool:
    """Whether a row is empty, a rule, or words within a rule: it parts the note from what is below."""
    fenced = text.startswith("---") and text.endswith("---")
    return fenced or bool(_RULE.fullmatch(text[:200])) or separator(text) is not None


def _closes(text: str) -> bool:
    mark = separator(text)
    return text.startswith(("==", "--")) and mark is not None and not mark.rest


def _unquoted(text: str, levels: int) -> str:
    for _ in range(levels):
        mark = _QUOTE_MARK.match(text)
        text = text[mark.end() :] if mark else text
    return text.rstrip()
