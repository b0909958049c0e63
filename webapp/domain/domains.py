"""Which name speaks for which: domains and what is below them, and the names of servers that check mail."""

from __future__ import annotations

# Microsoft 365 writes its checks down without a name (RFC 8601 wants one); this stands for "the one that has none".
UNNAMED = "(unnamed)"

# Second-level names under which everybody can register, as in co.uk: nobody speaks for all of these.
_REGISTRIES = frozenset({
    "ac", "asn", "co", "com", "ed", "edu", "firm", "gen", "go", "gob", "gouv", "gov", "gv", "id", "ind", "info", "ltd",
    "me", "mil", "ne", "net", "nic", "nom", "or", "org", "plc", "sch", "web",
})  # fmt: skip


def speaks_for(one: str, domain: str) -> bool:
    """Whether it is the domain itself or one above it: one below it is another's word, and a registry is nobody's."""
    if one == domain:
        return bool(domain)
    return not _shared(one) and domain.endswith(f".{one}")


def common(one: str, other: str) -> str:
    """The name that speaks for both, "" where there is none: large providers write the name of each machine."""
    if speaks_for(one, other):
        return one
    labels = one.split(".")
    above = (".".join(labels[start:]) for start in range(1, len(labels)))
    return next((name for name in above if speaks_for(name, one) and speaks_for(name, other)), "")


def _shared(domain: str) -> bool:
    """Whether strangers have, or may have, names below it. No list is complete: short names of countries' domains."""
    labels = domain.split(".")
    return len(labels) < 2 or (len(labels) == 2 and len(labels[1]) == 2 and labels[0] in _REGISTRIES)
