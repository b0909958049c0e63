"""What the user's own provider says it checked: Authentication-Results (RFC 8601), read so that doubt is never a pass.

A field is read whole or not at all, and a sender's text that a server copied into it must not be able to say anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from webapp.domain.addresses import normalise

LONGEST = 8 * 1024 - 1
# Microsoft 365 writes its fields without a name (RFC 8601 wants one); this stands for "the one that has none".
UNNAMED = "(unnamed)"

_SPACE = re.compile(r"[ \t\r\n]*")
_COMMENT_TEXT = re.compile(r'(?:[^()\\"]|\\.)*', re.DOTALL)
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`{|}~-]+")
_QUOTED_NAME = re.compile(r'"([A-Za-z0-9._-]+)"')
_KEYWORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_VERSION = re.compile(r"[0-9]+")
_VALUE = re.compile(r'"(?:[^"\\]|\\.)*+"(?:@[^\s;()"\\<>,@]+)?|<[^\s;()"\\<>,]*>|[^\s;()"\\<>,]*', re.DOTALL)
_DOMAIN = re.compile(r'(?:(?:"(?:[^"\\]|\\.)*+"|[^"<>@]*)@)?([^"<>@\[\]:]+)', re.DOTALL)

# There is no policy that could fail; the second word is Microsoft's for "none, but it would have passed".
_NO_POLICY = frozenset({"none", "bestguesspass"})
# Second-level names under which everybody can register, as in co.uk: nobody speaks for all of these.
_REGISTRIES = frozenset({
    "ac", "asn", "co", "com", "ed", "edu", "firm", "gen", "go", "gob", "gouv", "gov", "gv", "id", "ind", "info", "ltd",
    "me", "mil", "ne", "net", "nic", "nom", "or", "org", "plc", "sch", "web",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One method's result; the names of properties are in lower case, as "header.from", their values as written."""

    method: str
    result: str
    properties: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Results:
    """One field: who checked (in lower case; UNNAMED where it does not say) and what came of it."""

    authserv_id: str
    checks: tuple[Check, ...]


def parse_results(value: str) -> Results | None:
    """A field's value, unfolded or not; None where any part of it is malformed."""
    if len(value) > LONGEST:
        return None  # it may have been cut, and "bank.example" be the beginning of another name
    try:
        return _results(_Reader(value))
    except _Malformed:
        return None


def aligned_pass(fields: Sequence[str], pinned: str, from_domain: str) -> bool:
    """Whether the pinned provider says that a mail really came from the domain of its From.

    `fields` are those that the provider can have written, the topmost first (Mail.authentication); they count up to the
    first of another name. DMARC's word is enough where it passed for this domain, and final where it failed. Without a
    policy, an aligned DKIM signature is enough, or SPF of exactly this domain.
    """
    domain = _normal(from_domain)
    said = [parse_results(field) for field in fields]
    if not domain or None in said:
        return False
    checks = list(_of_pinned((one for one in said if one), pinned))
    policies = [check for check in checks if check.method == "dmarc"]
    if any(not _is_about(check, domain) for check in policies) or len(policies) > 1:
        return False
    if any(check.result not in _NO_POLICY for check in policies):
        return policies[0].result == "pass"
    return any(_signed(check, domain) for check in checks) or _sent_by(checks, domain)


def covers(pinned: str, authserv_id: str) -> bool:
    """Whether a name is the pinned one, or a host under it: large providers write the name of each machine."""
    if authserv_id == pinned:
        return bool(pinned)
    return not _shared(pinned) and authserv_id.endswith(f".{pinned}")


def _of_pinned(said: Iterator[Results], pinned: str) -> Iterator[Check]:
    wanted = pinned.strip().lower()
    for number, results in enumerate(said):
        # Of those without a name only the topmost counts: anybody can write one more.
        if not covers(wanted, results.authserv_id) or (number and wanted == UNNAMED):
            return
        yield from results.checks


def _is_about(policy: Check, domain: str) -> bool:
    """Whether a verdict of DMARC is about the From that we read, and not about another one in the same mail."""
    if policy.result in _NO_POLICY and "header.from" not in policy.properties:
        return True
    return _speaks_for(_domain(policy, "header.from"), domain)


def _signed(check: Check, domain: str) -> bool:
    if check.method != "dkim" or check.result != "pass":
        return False
    signers = [_domain(check, name) for name in ("header.d", "header.i") if name in check.properties]
    return bool(signers) and all(_speaks_for(signer, domain) for signer in signers)


def _sent_by(checks: Sequence[Check], domain: str) -> bool:
    """Whether SPF passed for the very domain: servers that may send for a whole organisation are often others' too."""
    senders = [check for check in checks if check.method == "spf" and "smtp.mailfrom" in check.properties]
    return bool(senders) and all(
        check.result == "pass" and _domain(check, "smtp.mailfrom") == domain for check in senders
    )


def _speaks_for(organisation: str, domain: str) -> bool:
    """Whether it is the domain itself or one above it; one below it is another's word, and a registry is nobody's."""
    if organisation == domain:
        return bool(domain)
    return not _shared(organisation) and domain.endswith(f".{organisation}")


def _shared(domain: str) -> bool:
    """Whether a domain is, or may be, a registry under which strangers have names; there is no list of all of them."""
    labels = domain.split(".")
    return len(labels) < 2 or (len(labels) == 2 and len(labels[1]) == 2 and labels[0] in _REGISTRIES)


def _domain(check: Check, name: str) -> str:
    """The domain that a property names, alone or after a local part; "" for anything else."""
    value = check.properties.get(name, "")
    if value.startswith("<") and value.endswith(">"):
        value = value[1:-1]
    match = _DOMAIN.fullmatch(value)
    return _normal(match[1]) if match else ""


def _normal(domain: str) -> str:
    """A domain's normal form, as in addresses; "" for what is none, a bare top-level name or a number in brackets."""
    normal = normalise(f"any@{domain}").rpartition("@")[2]
    return normal if "." in normal and not normal.startswith("[") else ""


class _Malformed(ValueError):
    """The value is not what RFC 8601 says, as far as we tolerate what is not."""


class _Reader:
    """A value with the place up to which it is read; every step goes forward, so the time is linear."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    @property
    def ended(self) -> bool:
        """Whether the check that is read ends here."""
        return self.at == len(self.text) or self.text[self.at] == ";"

    def next(self, mark: str) -> bool:
        """Step over a mark if it comes next."""
        found = self.text.startswith(mark, self.at)
        self.at += len(mark) * found
        return found

    def take(self, pattern: re.Pattern[str]) -> str:
        """Read what the pattern matches, "" for nothing."""
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return match[match.lastindex or 0] if match else ""

    def need(self, pattern: re.Pattern[str]) -> str:
        """Read what must be there, in lower case."""
        found = self.take(pattern)
        if not found:
            raise _Malformed
        return found.lower()

    def skip(self) -> bool:
        """Step over white space and comments; return whether there was any."""
        begun = self.at
        self.take(_SPACE)
        while self.next("("):
            self._comment()
            self.take(_SPACE)
        return self.at > begun

    def _comment(self) -> None:
        depth = 1
        while depth:
            self.take(_COMMENT_TEXT)
            if self.next("("):
                depth += 1
            elif self.next(")"):
                depth -= 1
            else:
                # The end, or a quotation mark: a sender's quoted local part was copied in, and may close the comment.
                raise _Malformed


def _results(reader: _Reader) -> Results:
    authserv_id = _authserv_id(reader)
    checks: list[Check] = []
    none = False
    while reader.next(";") or (authserv_id == UNNAMED and not reader.at):
        reader.skip()
        if reader.ended:
            continue  # many end with a semicolon
        begun = reader.at
        word = reader.need(_NAME)
        reader.skip()
        if not reader.ended:
            reader.at = begun
            checks.append(_check(reader))
        elif authserv_id != UNNAMED and word != "none":
            raise _Malformed
        else:
            # Microsoft puts the domain of the recipient in between.
            none = none or authserv_id != UNNAMED
    if reader.at < len(reader.text) or none == bool(checks):
        raise _Malformed
    return Results(authserv_id, tuple(checks))


def _authserv_id(reader: _Reader) -> str:
    """Read the name and the version; a value that begins with a result has none."""
    reader.skip()
    name = (reader.take(_QUOTED_NAME) or reader.need(_NAME)).lower()
    reader.skip()
    if reader.next("="):
        reader.at = 0
        return UNNAMED
    if reader.take(_VERSION) not in {"", "1"}:
        raise _Malformed
    reader.skip()
    return name


def _check(reader: _Reader) -> Check:
    method = reader.need(_KEYWORD)
    reader.skip()
    if reader.next("/"):
        reader.skip()
        if reader.need(_VERSION) != "1":
            raise _Malformed
        reader.skip()
    _equals(reader)
    result = reader.need(_KEYWORD)
    properties: dict[str, str] = {}
    apart = reader.skip()
    while not reader.ended:
        name = _property(reader)
        if not apart or name in properties:
            raise _Malformed
        properties[name] = reader.take(_VALUE)
        apart = reader.skip()
    return Check(method, result, properties)


def _property(reader: _Reader) -> str:
    """Read a property's name; the reason and what some servers add have no type before a dot."""
    name = reader.need(_KEYWORD)
    reader.skip()
    if reader.next("."):
        reader.skip()
        name = f"{name}.{reader.need(_KEYWORD)}"
        reader.skip()
    _equals(reader)
    return name


def _equals(reader: _Reader) -> None:
    if not reader.next("="):
        raise _Malformed
    reader.skip()
