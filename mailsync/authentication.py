"""What the user's own provider says it checked (Authentication-Results, RFC 8601); what is in doubt has not passed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mailsync.authresults import LONGEST, Check, Results, parse_results
from mailsync.headers import in_order, raw_text
from mailsync.mail import Mail
from webapp.domain.addresses import normalise
from webapp.domain.domains import UNNAMED, speaks_for
from webapp.domain.text import line

__all__ = ["aligned_pass", "checker", "confirmed_by", "parse_results", "written_by_provider"]

FIELD = "authentication-results"
# Where one of these stands, what the sender wrote has begun.
_SENDERS = frozenset({"from", "to", "subject", "date", "message-id", "mime-version", "dkim-signature"})
# There is no policy that could fail; the second word is Microsoft's for "none, but it would have passed".
_NO_POLICY = frozenset({"none", "bestguesspass"})
_DOMAIN = re.compile(r'(?:(?:"(?:[^"\\]|\\.)*+"|[^"<>@]*)@)?([^"<>@\[\]:]+)', re.DOTALL)


def written_by_provider(header: bytes) -> tuple[str, ...]:
    """The fields of a mail's header that the provider can have written, the topmost first.

    Each server writes above what it was handed. All above the first Received are therefore the provider's. Some write
    their checks below it, where a sender's own begin without a mark: there only the topmost counts. (iCloud writes one
    for each check, in the name of a host that is called after it: these count together, up to the next Received.)
    """
    found: list[str] = []
    below = False
    for name, value in in_order(header):
        if name == FIELD:
            found.append(_text(value))
        elif name == "received":
            if found:
                return tuple(_split_over_hosts(found) if below else found)
            below = True
        elif name in _SENDERS:
            break
    return tuple(_split_over_hosts(found)) if below else ()


def checker(fields: Sequence[str]) -> str:
    """The name of who wrote the topmost field, as it can be pinned; "" where nobody did or it is malformed."""
    results = parse_results(fields[0]) if fields else None
    return results.authserv_id if results else ""


def _text(value: bytes) -> str:
    """A field's value unfolded; "", which is malformed, for one that is endless or holds what no server writes."""
    text = raw_text(value)
    return text if line(text, LONGEST) == text else ""


def _split_over_hosts(values: Sequence[str]) -> list[str]:
    kept: list[str] = []
    hosts: set[str] = set()
    for value in values:
        results = parse_results(value)
        if results is None or results.authserv_id in hosts or not _is_called_after_its_check(results):
            break
        hosts.add(results.authserv_id)
        kept.append(value)
    return kept or list(values[:1])


def _is_called_after_its_check(results: Results) -> bool:
    return len(results.checks) == 1 and results.authserv_id.startswith(results.checks[0].method)


def confirmed_by(pinned: str, mail: Mail) -> bool:
    """Whether the pinned provider confirms the one sender that a mail names."""
    who = mail.envelope
    if len(who.from_) != 1 or any("From" in defect for defect in who.defects):
        return False
    return aligned_pass(mail.authentication, pinned, who.from_[0].address.rpartition("@")[2])


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


def _of_pinned(said: Iterator[Results], pinned: str) -> Iterator[Check]:
    wanted = pinned.strip().lower()
    for number, results in enumerate(said):
        # Of those without a name only the topmost counts: anybody can write one more.
        if not speaks_for(wanted, results.authserv_id) or (number and wanted == UNNAMED):
            return
        yield from results.checks


def _is_about(policy: Check, domain: str) -> bool:
    """Whether a verdict of DMARC is about the From that we read, and not about another one in the same mail."""
    if policy.result in _NO_POLICY and "header.from" not in policy.properties:
        return True
    return speaks_for(_domain(policy, "header.from"), domain)


def _signed(check: Check, domain: str) -> bool:
    if check.method != "dkim" or check.result != "pass":
        return False
    signers = [_domain(check, name) for name in ("header.d", "header.i") if name in check.properties]
    return bool(signers) and all(speaks_for(signer, domain) for signer in signers)


def _sent_by(checks: Sequence[Check], domain: str) -> bool:
    """Whether SPF passed for the very domain: servers that may send for a whole organisation are often others' too."""
    senders = [check for check in checks if check.method == "spf" and "smtp.mailfrom" in check.properties]
    return bool(senders) and all(
        check.result == "pass" and _domain(check, "smtp.mailfrom") == domain for check in senders
    )


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
