"""What the sender wrote now, without quotes, signature and disclaimer; rather a line too much than one too few."""

from __future__ import annotations

import re

# No one writes more above a quote; each line costs a dozen looks, and a stranger's mail may have fifty thousand.
LINES_LIMIT = 5_000

_REMAINS = re.compile(r"(?:=(?:20|09|A0|01)|[\u00a0])+(?=\s|$)|=(?:20|09)(?=[ A-Z])", re.MULTILINE)
_SOFT_BREAK = re.compile(r"(?<=[^\s=])=\n(?=\S)")
_RUNS = re.compile(r"[ \t\xa0]{2,}|[\t\xa0]")

_SEPARATOR = re.compile(
    r"[>*\s]*[-_=*]{2,}\s?(?:original(?:[- ]?message| appointment|nachricht)?|urspr[uü]ngliche nachricht|"
    r"message d.origine|message (?:original|initial)|mensaje original|messaggio originale"
    r"|oorspronkelijk(?: bericht|e bericht)|"
    r"(?:begin )?forwarded (?:message|by|e-?mail).*|weitergeleitete (?:nachricht|e-?mail)"
    r"|message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])|"
    r"mensaje reenviado|messaggio inoltrato|doorgestuurd bericht|reply separator|forward header"
    r"|inline attachment follows.*)"
    r"(?:\s*[-_=*]{1,}.*)?",
    re.IGNORECASE,
)
_BEGIN_FORWARDED = re.compile(
    r"(?:begin forwarded message|anfang der weitergeleiteten nachricht"
    r"|d[ée]but du message r[ée]exp[ée]di[ée])\s?:",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"[>*\s]{0,6}(?:(?P<from>from|von|de|da|van|author|sent by|expéditeur|remitente|mittente)|"
    r"(?P<date>sent|date|datum|gesendet(?: am)?|envoyé(?: le)?|fecha|enviado(?: el)?|data|inviato(?: il)?"
    r"|verzonden)|"
    r"(?P<to>to|an|à|a|para|per|aan)|(?P<cc>cc|bcc|kopie|copie)|(?P<subject>subject|betreff|objet|asunto"
    r"|oggetto|onderwerp|re))"
    r"\s?\*?:\*?(?:\s|$)",
    re.IGNORECASE,
)
# The two labels that a program writes alone when it writes few; no itinerary has "Sent" under "From".
_SENT = re.compile(r"[>*\s]{0,6}(?:sent|gesendet|envoyé|enviado|inviato|verzonden)\b[^:\n]{0,6}:", re.IGNORECASE)
_WROTE = re.compile(
    r"(?:[>*\s]{0,6}(?:on|am|le|el|il|op|at|in (?:a message|an? e-?mail))\b.*|.*<?\S+@\S+>?.*"
    r"|[\w.,'\" -]{2,60})"
    r"\b(?:wrote|writes|schrieb|schreef|a écrit|escribió|ha scritto|said)\b.{0,90}:?\s?$",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\s{1,3}(?:at )?\d{1,2}:\d{2}(?::\d{2})?\s?"
    r"(?:[AP]M)?(?:\s?(?:[A-Z]{2,4}|GMT[+-]?\d{0,4}))?:?$",
    re.IGNORECASE,
)
_WROTE_WORD = re.compile(r"\b(?:wrote|writes|schrieb|schreef|écrit|escribió|scritto|said)\b", re.IGNORECASE)
_DISCLAIMER = re.compile(
    r"(?=.*\b(?:confidential|privileged|vertraulich|confidentiel|confidencial|riservat[oaie]"
    r"|vertrouwelijk)\b)"
    r"(?=.*\b(?:intended|recipient|addressee|disclos|delete|empfänger|adressat|destinataire"
    r"|destinatari[oi]|geadresseerde|transmission|transmitted)\w*)",
    re.IGNORECASE | re.DOTALL,
)
_ADVERT = re.compile(
    r"[_\s-]*(?:do you yahoo|get your (?:free|private)|sent from my |get free e?mail"
    r"|join the world.s largest|msn photos|"
    r"get outlook for|gesendet von meinem|envoyé de mon|enviado desde mi|inviato da|verstuurd vanaf"
    r"|chat with friends online|"
    r"yahoo! (?:messenger|groups sponsor|auctions)|to unsubscribe from this group|your use of yahoo! groups)",
    re.IGNORECASE,
)
_VALEDICTION = re.compile(
    r"(?:(?:with |very |kind(?:est)? |warm(?:est)? |best |many )*(?:regards|wishes)|best"
    r"|sincerely(?: yours)?|yours(?: (?:truly|sincerely|faithfully))?|"
    r"(?:very )?truly yours|respectfully(?: yours)?|cheers|cordially"
    r"|thanks(?: again)?(?: and (?:best )?regards)?|thank you|many thanks|take care|love|warmly|"
    r"(?:mit )?(?:freundlichen|besten|herzlichen|vielen|lieben) (?:grüßen|gruessen|dank)|(?:viele|liebe"
    r"|beste|freundliche|herzliche) grüße|mfg|"
    r"cordialement|bien (?:à vous|cordialement)|salutations|saludos(?: cordiales)?|un saludo|atentamente"
    r"|cordiali saluti|distinti saluti|"
    r"met vriendelijke groet(?:en)?|groeten)\s?[,.!-]*",
    re.IGNORECASE,
)
_CONTACT_LINE = re.compile(
    r"\+?\(?\d[\d ().\-/]{6,}\d|\S+@\S+\.\w|\bhttps?://|\bwww\.|\b(?:phone|fax|tel|cell|mobile|office"
    r"|direct|pager|assistant|director|manager|president|"
    r"vice|chief|officer|partner|professor|associate|street|avenue|suite|floor|inc|corp|corporation|llc"
    r"|llp|ltd|company|university|college|gmbh|department)\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*[-_=*~+#]{5,}\s*")


def new_text(text: str) -> str:
    """The part of a body that its sender wrote now."""
    lines = _readable_lines(text)
    lines = _without_history(lines)
    lines = _without_signature(lines)
    return "\n".join(_without_footers(lines)).strip()


def history(text: str) -> str:
    """What follows the sender's own words before their signature is taken off: quoted mail, from its first line on."""
    lines = _readable_lines(text)
    return "\n".join(lines[len(_without_history(lines)) :]).strip()


def _readable_lines(text: str) -> list[str]:
    text = _SOFT_BREAK.sub("", text) if text.count("=\n") > 1 else text
    return [line.rstrip() for line in _RUNS.sub(" ", _REMAINS.sub(" ", text)).split("\n", LINES_LIMIT)[:LINES_LIMIT]]


def _without_history(lines: list[str]) -> list[str]:
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at][:1000]
        if line.lstrip().startswith((">", "|>")):
            at += 1
        elif _SEPARATOR.fullmatch(line) or _BEGIN_FORWARDED.match(line) or _opens_header_block(lines, at):
            return _without_name_line(kept)
        elif (after := _attribution(lines, at)) > at:
            rest = next((row for row in lines[after:] if row.strip()), "")
            if not rest.lstrip().startswith((">", "|>")):
                return kept
            at = after
        else:
            kept.append(lines[at])
            at += 1
    return kept


def _opens_header_block(lines: list[str], at: int) -> bool:
    """Whether a mail's header stands here as text: three kinds of labels in a few lines, from this one on."""
    first = _LABEL.match(lines[at][:200])
    if first is None:
        return False
    if first.lastgroup == "from" and at and any(_SENT.match(row[:200]) for row in lines[at + 1 : at + 2]):
        return True
    kinds = set()
    plain = 0
    for row in lines[at : at + 40]:
        label = _LABEL.match(row[:200])
        if label is not None and label.lastgroup in kinds:
            break  # a header names each field once
        if label is not None:
            kinds.add(label.lastgroup)
        elif not row.rstrip().endswith(",") and "@" not in row and "/" not in row:
            plain += 1  # no list of recipients that runs on
        if plain > 4:
            break
    return len(kinds) >= 3 or (kinds >= {"to", "subject"} and _dated_above(lines, at))


def _is_stamp(row: str) -> bool:
    """Whether a line ends with the date and time that Lotus Notes puts above a quoted mail."""
    return len(row) <= 200 and row[-1:].isalnum() and _STAMP.search(row[-60:]) is not None


def _dated_above(lines: list[str], at: int) -> bool:
    return any(_is_stamp(row.strip()) for row in lines[max(0, at - 6) : at])


def _without_name_line(kept: list[str]) -> list[str]:
    """Lotus Notes puts the name and the date of the quoted mail above its header lines."""
    for back in range(1, min(7, len(kept)) + 1):
        row = kept[-back].strip()
        if row and _is_stamp(row):
            stamp_alone = re.match(r"\d", row)
            above = len(kept) - back
            while stamp_alone and above > 0 and above > len(kept) - back - 3 and not kept[above - 1].strip():
                above -= 1
            named = (
                stamp_alone
                and above > 0
                and len(kept[above - 1]) < 60
                and not kept[above - 1].rstrip().endswith((".", "!", "?", ","))
            )
            return kept[: above - 1 if named else len(kept) - back]
    return kept


def _attribution(lines: list[str], at: int) -> int:
    """The line after an "On … wrote:" that starts here, or `at`; it may be folded over three lines."""
    joined = ""
    if not lines[at].strip():
        return at
    for after in range(at, min(at + 3, len(lines))):
        if not lines[after].strip():
            break
        joined = f"{joined} {lines[after].strip()[:300]}".strip()
        if _is_attribution(joined):
            return after + 1
    return at


def _is_attribution(line: str) -> bool:
    if len(line) > 500:
        return False
    if _is_stamp(line) and ("@" in line or " on " in line):
        return True
    if not _WROTE_WORD.search(line):
        return False
    ends = line.rstrip().endswith((":", "...", "…")) or "schrieb" in line
    return ends and bool(_WROTE.fullmatch(line)) and bool(re.search(r"\d|@", line) or line.count(" ") <= 4)


def _without_signature(lines: list[str]) -> list[str]:
    for at, row in enumerate(lines):
        if row in ("--", "-- ") and at > 0:
            return lines[:at]
        if at > 0 and _VALEDICTION.fullmatch(row.strip()) and len(row.split()) <= 6:
            cut = _after_names(lines, at + 1)
            if cut < len(lines):
                return lines[:cut] + _postscript(lines[cut:])
    return lines[: _trailing_card(lines)]


def _trailing_card(lines: list[str]) -> int:
    """Where a visiting card at the very end begins, below its name: short lines, two with numbers or addresses."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    start = end
    while (
        start
        and lines[start - 1].strip()
        and len(lines[start - 1]) <= 60
        and not lines[start - 1].rstrip().endswith(("?", "!", ":", ","))
    ):
        start -= 1
    card = lines[start:end]
    numbers = sum(bool(re.search(r"\d{3}[-. )]*\d{4}|\S@\S|\bwww\.", row)) for row in card)
    alone = start > 0 and not lines[start - 1].strip()
    return start + 1 if alone and 3 <= len(card) <= 10 and numbers >= 2 else len(lines)


def _after_names(lines: list[str], at: int) -> int:
    """Where the contact data under a closing formula begin: below a name; the end if it is no signature."""
    rows = [(number, row.strip()) for number, row in enumerate(lines[at:], at) if row.strip()]
    short = [pair for pair in rows[:4] if len(pair[1]) <= 70]
    if not rows or rows[0] not in short or not rows[0][1][:1].isalpha():
        return len(lines)
    data = [number for number, row in rows[1:4] if _CONTACT_LINE.search(row) and len(row) <= 80]
    return rows[0][0] + 1 if data else len(lines)


def _postscript(lines: list[str]) -> list[str]:
    for at, row in enumerate(lines):
        if re.match(r"\s*P\.?\s?S\b", row, re.IGNORECASE):
            return ["", *lines[at:]]
    # Prose under a signature is the sender's too: a line of many words that is no contact data.
    for at, row in enumerate(lines[3:], 3):
        if len(row.split()) >= 10 and not _CONTACT_LINE.search(row):
            return ["", *lines[at:]]
    return []


def _without_footers(lines: list[str]) -> list[str]:
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and lines[at].strip():
            if _ADVERT.match(lines[at][:200]):
                return lines[:at]
            continue
        paragraph = " ".join(lines[start:at])[:3000]
        if start > 0 and _DISCLAIMER.match(paragraph):
            while start > 0 and (not lines[start - 1].strip() or _RULE.fullmatch(lines[start - 1][:200])):
                start -= 1
            return lines[:start]
        start = at + 1
    return lines
