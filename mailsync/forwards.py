"""The mail that another one carries in its text: where it begins, who wrote it, and what was put above it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailsync import attributions, blocks, carried, labels
from mailsync.attributions import Attribution
from mailsync.authors import Author, addresses, author, recipients
from mailsync.blocks import Block, Row
from mailsync.mail import Forwarded
from mailsync.separators import REPLY_IN, Prefix, Says, names_a_forward, prefix, separator
from mailsync.written_dates import moment
from webapp.domain.text import line
from webapp.domain.wording import N_, _

ROWS_SEARCHED = 2000
BLOCKS_TRIED = 200
LEAD_ROWS = 8
VALUE_SHOWN = 2000

_STAMP = re.compile(
    r"(?:\bon )?(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? {1,2}\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]m)?"
    r"(?: (?-i:[A-Z]{3,4})\b)?)",
    re.IGNORECASE,
)
_SENT_BY = re.compile(r"\b(?:sent by|gesendet von|please respond to)\b.*", re.IGNORECASE)
_FROM_WORD = re.compile(r"(?:from|von|de|da|van|från|fra|od|by|par|por)\s", re.IGNORECASE)

REPLY_SUBJECT = N_("its subject says that it is an answer")
ONE_LINE = N_("who wrote it stands in a line of words, as above an answer")
NO_HEADER = N_("it says that it is a forward, but not whose mail it is")
UNKNOWN_LABEL = N_("the label before its sender is not known")
QUOTED = N_("only quoted text says that it is a forward")


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a forwarded mail stands: `top` is the first row that is not the note, `body` its own first row."""

    top: int
    body: int
    depth: int
    who: Author
    fields: dict[str, str]
    languages: frozenset[str]
    unsure: str = ""


def inline(subject: str, text: str) -> Forwarded | None:
    """The outermost mail that a text carries as a forward; None where nothing says that it is one."""
    first = prefix(subject)
    if first.says is not Says.FORWARD and not names_a_forward(text[: blocks.TEXT_LIMIT]):
        return None
    search = _Search(text, first)
    found = search.run()
    return None if found is None else search.forwarded(found)


class _Search:
    def __init__(self, text: str, first: Prefix) -> None:
        self.first = first
        self.forward = first.says is Says.FORWARD
        self.tries = BLOCKS_TRIED
        self.raw = labels.visible(text[: blocks.TEXT_LIMIT]).split("\n")
        # The body of what is forwarded may be long, the way down to it is not.
        self.lines = [blocks.row(one) for one in self.raw[: ROWS_SEARCHED + 100]]

    def run(self) -> _Found | None:
        """Go down to the first thing that is no note: it decides whether this is a forward or an answer."""
        fallback: _Found | None = None
        for at in range(min(len(self.lines), ROWS_SEARCHED)):
            row = self.lines[at]
            if not row.text or row.depth > (0 if fallback else 1):
                continue
            mark = separator(row.text)
            if mark is not None and mark.forward:
                return self._below(at, mark.rest) or fallback
            if row.depth and not self.forward:
                return None
            if mark is not None and not self.forward:
                return None
            named = self._block(at) or self._attributed(at)
            if named is not None and not self.forward:
                return None
            if named is not None and (named.who.address or not named.unsure):
                return named
            fallback = fallback or named
        return fallback

    def _below(self, at: int, rest: str) -> _Found | None:
        """What stands below a line that names a forward."""
        row = self.lines[at]
        unsure = REPLY_SUBJECT if self.first.says is Says.REPLY else ""
        if row.depth and not self.forward:
            if row.depth > 1 or self.first.says is Says.REPLY:
                return None
            unsure = QUOTED
        if labels.field(rest) is not None:
            self.raw.insert(at + 1, rest)
            self.lines.insert(at + 1, Row(row.depth, row.indented, rest))
        return (
            self._fields_below(at, unsure)
            or self._told_in(at, rest, unsure)
            or (self._nameless(at) if self.forward else None)
        )

    def _fields_below(self, top: int, unsure: str) -> _Found | None:
        lead: list[str] = []
        for at in range(top + 1, min(top + 1 + 2 * LEAD_ROWS, len(self.lines))):
            row = self.lines[at]
            # The second half of a long “---- Forwarded by X on … ----” ends with its rule.
            if not row.text or separator(row.text) is not None or (not lead and row.text.endswith("----")):
                continue
            if labels.field(row.text) is None and blocks.unknown_value(row.text) and self._read(at + 1):
                continue
            block = self._read(at) or (None if lead else self._bare(at))
            announced = block is not None and "from" in block.fields and block.telling >= 2 and len(lead) <= 2
            if block is not None and (not lead or announced or _STAMP.search(" ".join(lead))):
                return self._of_block(top, block, " ".join(lead), unsure)
            attribution = None if lead else attributions.read(self.lines, at)
            if attribution is not None:
                return self._of_attribution(top, attribution, row.depth, unsure)
            lead.append(row.text[:300])
            if len(lead) > LEAD_ROWS:
                break
        return None

    def _read(self, at: int) -> Block | None:
        block = blocks.read(self.lines, at, self.first.rest) if at < len(self.lines) else None
        return block if block is not None and ("from" in block.fields or block.telling >= 2) else None

    def _bare(self, at: int) -> Block | None:
        """A block whose labels have no colons: three different ones in a row, From among them."""
        block = Block(self.lines[at].depth, at, at)
        for row in self.lines[at : at + 10]:
            found = labels.bare_field(row.text)
            if row.text and (found is None or found.kind in block.fields):
                break
            if found is not None:
                block.take(found)
            block.end += 1
        return block if block.telling >= 3 and "from" in block.fields else None

    def _told_in(self, at: int, rest: str, unsure: str) -> _Found | None:
        """“Forwarded message from Jane Doe <jane@…>”, with nothing else."""
        word = _FROM_WORD.match(rest)
        who = author(rest[word.end() :]) if word else Author()
        return _Found(at, at + 1, self.lines[at].depth, who, {}, frozenset(), unsure) if who.address else None

    def _nameless(self, at: int) -> _Found:
        return _Found(at, at + 1, self.lines[at].depth, Author("", "", NO_HEADER), {}, frozenset())

    def _block(self, at: int) -> _Found | None:
        """A block that nothing announces: the fields of a mail, From and another at least."""
        if labels.field(self.lines[at].text) is None or self.tries == 0:
            return None
        self.tries -= 1
        block = blocks.read(self.lines, at, self.first.rest)
        if block is None or block.telling < 2:
            return None
        lead = self._stamped_above(at)
        if "from" not in block.fields and not lead and block.telling < 3:
            return None
        # A list of days or places may look like a block, too.
        if "date" not in block.fields and not lead and not any(addresses(value) for value in block.fields.values()):
            return None
        if REPLY_IN.get(self.first.word, frozenset()) & block.languages:
            return None
        unnamed = not lead and "from" not in block.fields and bool(self._unnamed_sender(block))
        above = at > 0 and unnamed and bool(blocks.unknown_value(self.lines[at - 1].text))
        return self._of_block(at - len(lead) - above, block, " ".join(lead), "")

    def _stamped_above(self, at: int) -> list[str]:
        """The rows right above a block that Lotus Notes fills with the name and the time, down to the block."""
        for size in range(1, min(5, at) + 1):
            above = [row.text for row in self.lines[at - size : at]]
            stamp = _STAMP.search(above[0])
            if stamp:
                alone = (
                    not above[0][: stamp.start()].strip() and at - size > 0 and len(self.lines[at - size - 1].text) < 80
                )
                return [self.lines[at - size - 1].text, *above] if alone else above
        return []

    def _attributed(self, at: int) -> _Found | None:
        found = attributions.read(self.lines, at) if self.lines[at].text else None
        return None if found is None else self._of_attribution(at, found, self.lines[at].depth, ONE_LINE)

    def _of_attribution(self, top: int, found: Attribution, depth: int, unsure: str) -> _Found:
        return _Found(top, found.end, depth, found.who, {"date": found.date}, frozenset(), unsure)

    def _of_block(self, top: int, block: Block, lead: str, unsure: str) -> _Found:
        fields = dict(block.fields)
        if "from" not in fields and not lead:
            sender = self._unnamed_sender(block)
            if sender:
                fields["from"], unsure = sender, unsure or UNKNOWN_LABEL
        # Lotus Notes puts name and time on lines of their own, or the time behind the name.
        source = fields.get("from") or lead
        stamp = _STAMP.search(source)
        if stamp and not fields.get("date"):
            fields["date"] = stamp[1]
            source = source[: stamp.start()] + " " + source[stamp.end() :]
        who = author(_SENT_BY.sub("", source) if lead else source) if source else Author("", "", NO_HEADER)
        return _Found(top, block.end, block.depth, who, fields, block.languages, unsure)

    def _unnamed_sender(self, block: Block) -> str:
        """The one value with an address whose label is not known, where all that is missing is From."""
        above = self.lines[block.start - 1].text if block.start else ""
        values = [one for one in (blocks.unknown_value(above), *block.unknown) if addresses(one)]
        return values[0] if len(values) == 1 and "to" in block.fields else ""

    def forwarded(self, found: _Found) -> Forwarded:
        """The value of what was found."""
        values = {kind: value[:VALUE_SHOWN].strip(" *") for kind, value in found.fields.items()}
        date = line(values.get("date", ""), 200)
        return Forwarded(
            from_name=found.who.name,
            from_addr=found.who.address,
            to=values.get("to", "").rstrip(";, "),
            cc=values.get("cc", "").rstrip(";, "),
            subject=line(values.get("subject", self.first.rest), 500),
            date=date,
            body=carried.body(self.raw[found.body :], found.depth),
            note=carried.note(self.raw[: found.top]),
            moment=moment(date, found.languages),
            recipients=recipients(values.get("to", ""), values.get("cc", "")),
            unsure="; ".join(dict.fromkeys(_(doubt) for doubt in (found.unsure, found.who.unsure) if doubt)),
        )
