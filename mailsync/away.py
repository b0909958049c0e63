"""Absence notices: the first day on which their sender is back, in six languages; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from mailsync.mail import Mail
from mailsync.written_days import Written, resolved, written_days

TEXT_LIMIT = 4000

# What stands before a day. English words are set apart: only they may write the month first.
_BACK = re.compile(
    r"(?:\b(?P<english>(?:back|return(?:s|ing)?|again|first day back|available)\b(?! to (?:you|everyone)| your))"
    r"|\b(?:zurück|wieder|de retour|reviens|reviendrai|rentre(?:rai)?|à nouveau|de nouveau|mon retour|de vuelta"
    r"|regres\w+|vuelvo|volveré|retorn\w+|reincorpor\w+|di ritorno|torn(?:o|erò)|rientr\w+|di nuovo|disponibile"
    r"|terug|weer)\b)(?P<between>[^\d.;!?]{0,45})\Z"
)
_NOT_BACK = re.compile(
    r"\b(?:before|after|since|away|out|leaving|prior|through|thru|bis|vor|nach|seit|jusqu\w*|avant|après|hasta|antes"
    r"|después|fino|sino|prima|dopo|tot|voor|na|sinds|next|about|around|approximately|circa|nächsten|urlaub)\b"
)
_BACK_AFTER = re.compile(
    r"[^\w,.;!?]{1,3}(?:(?!und\b|en\b)[^\d,.;!?\s]{1,20}\s{1,2}){0,6}?(?:wieder|zurück|weer|terug)\b"
)
_FROM = re.compile(r"\b(?:ab|am|vom|von|seit|vanaf|op|per)(?: dem| den| de)?\s\Z")
_UNTIL = re.compile(r"\b(?:(?P<english>until|till|'?til)(?: the| about)?|tot)\s\Z")
_THROUGH = re.compile(
    r"\b(?:(?P<english>through|thru|(?:until|till|to|up to) and including|through to|up through)(?: the)?"
    r"|bis(?: (?:einschließlich|einschl\.?|inkl\.?|inklusive|und mit))?(?: zum| den)?|jusqu'(?:au|à|a)(?: le)?"
    r"|hasta(?: e)?l?(?: día)?|(?:fino|sino) al?l?'?|tot (?:en met|&)|t/m|tem)\s{0,2}\Z"
)
_INCLUDED = re.compile(
    r"[\s(,]{0,3}(?:inclusive|included|incl\b|einschließlich|inklusive|inclus|compris|incluido|compreso)"
)
_SPAN = re.compile(
    r"\s{0,2}(?:[-–—]|(?P<english>to|and|through|thru)|bis(?: zum)?|und|au|et|al|y|e|tot(?: en met)?|t/m)\s{0,2}"
)
_SPAN_START = re.compile(
    r"(?:\b(?:(?P<english>from|between)(?: the)?|vom|von|zwischen|du|del?|dal|van)\s(?:\w{3,12},? )?|\s)"
    r"\d{1,2}(?:st|nd|rd|th|er|\.)?"
    r"\s?(?:[-–—]|to|bis|au|al|tot(?: en met)?|t/m)\s?\Z"
)


def away_until(mail: Mail) -> date | None:
    """The first day back that an absence notice names, told from the day on which it was sent.

    A day of return counts before the last day of absence. "Until Monday" is back on Monday in English and Dutch; in
    the other languages, as after "through", the day that is named is the last one away.
    """
    if mail.date is None:
        return None
    sent = mail.date.date()
    low = " ".join(f"{mail.subject} . {mail.new_text[:TEXT_LIMIT]}".lower().replace("’", "'").split())
    back: set[date] = set()
    last: dict[date, date] = {}
    for day, included, returns in _days(low, sent):
        if returns:
            back.add(day)
        else:
            # Notices in two languages name one day twice, and include it in one of them.
            last[day] = max(last.get(day, day), day + timedelta(days=included))
    found = back or set(last.values())
    return found.pop() if len(found) == 1 else None


def _days(low: str, sent: date) -> Iterator[tuple[date, bool, bool]]:
    """Each day of an absence: whether it is the last one of it, and whether it is the one of return."""
    before: Written | None = None
    for one in written_days(low):
        head, tail = low[max(0, one.start - 60) : one.start], low[one.end : one.end + 60]
        through = _THROUGH.search(head) or _SPAN_START.search(head) or _spans(low, before, one)
        until = None if through else _UNTIL.search(head)
        back = None if through or until else _returns(head, tail)
        before = one
        lead = through or until or back
        if lead is None:
            continue
        english = lead.re in (_SPAN, _SPAN_START) or bool(lead.groupdict().get("english"))
        day = resolved(one, sent, day_first=not english)
        if day is not None:
            yield day, bool(through or _INCLUDED.match(tail)), back is not None


def _spans(low: str, before: Written | None, one: Written) -> re.Match[str] | None:
    """The word between two days that are the first and the last."""
    return _SPAN.fullmatch(low[before.end : one.start]) if before is not None else None


def _returns(head: str, tail: str) -> re.Match[str] | None:
    """What says of a day that it is the one of return: before it, or in German and Dutch also after it."""
    found = _BACK.search(head)
    if found is not None:
        return None if _NOT_BACK.search(found["between"]) else found
    return _FROM.search(head) if _BACK_AFTER.match(tail) else None
