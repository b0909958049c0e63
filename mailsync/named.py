"""The people of a mail: whom it introduces among its readers, and whom it names to be approached."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from mailsync.mail import Finding, Mail, Named
from mailsync.referrals import referrals
from mailsync.sentences import Sentence
from webapp.domain.addresses import Address
from webapp.domain.text import line

CROWD = 10

# That somebody is brought together with somebody; searched as written, where a capital tells a name.
_INTRODUCES = re.compile(
    r"\b(?:[Ee]-?intro\w*|[Ii]ntroduc\w+|[Ii]ntro|[Mm]eet (?:my|[A-ZÀ-Þ]\w*)|[Cc]onnect\w*|in (?:touch|contact)"
    r"|[Cc]op(?:ied|ying)|[Cc][Cc]'?(?:d|ed|ing)?|[Ll]oop(?:ed|ing)|you two|two of you|you both|[Vv]orstell\w*|vor"
    r"|vorgestellt|bekannt ?mach\w*|in [Kk]opie|[Pp]résent\w+|en (?:relation|contacto?|copie|copia)|[Pp]resent[oa]"
    r"|[Pp]resentar\w*|in contatto|in copia|voorstellen|[Ss]tel ik)\b"
)
# What needs no name, where there is but one more reader.
_THE_TWO = re.compile(
    r"\b(?:you two|two of you|you both|each other|introduc\w+ you|intro you|(?:connect|connecting|put|putting) you"
    r"|copied|copying|cc'?d|euch|einander|jullie|elkaar|vous présente|les presento|vi presento|in kopie|en copie"
    r"|en copia|in copia)\b"
)
_WORD = re.compile(r"\w{2,}")


def people(
    mail: Mail, found: tuple[Sentence, ...], introduction: Finding | None, owners: Collection[str]
) -> tuple[Named, ...]:
    """Whom a mail introduces (it is labelled so, and they read it too) or refers to."""
    envelope = mail.envelope
    writers = (*envelope.from_, *envelope.sender, *envelope.reply_to)
    readers = (*envelope.to, *envelope.cc, *envelope.bcc)
    own = {one.address for one in writers} | set(owners)
    others = [one for one in dict.fromkeys((*envelope.to, *envelope.cc)) if one.address not in own]
    introduced = tuple(_introduced(mail, found, others)) if introduction and len(readers) <= CROWD else ()
    known = own | {one.address for one in readers}
    names = {one.name.casefold() for one in (*writers, *readers) if one.name}
    return (*introduced, *referrals(found, known, names))


def _introduced(mail: Mail, found: tuple[Sentence, ...], others: list[Address]) -> Iterator[Named]:
    """Those of the other readers whom an introduction names, beside its formula or in the greeting.

    A single one needs no name: "you two should meet".
    """
    places = [at for at, one in enumerate(found) if _INTRODUCES.search(one.text)]
    beside = [one for at, one in enumerate(found) if any(abs(at - place) <= 1 for place in places)]
    if not beside:
        return
    greeting = mail.new_text.lstrip()[:200].partition("\n")[0]
    words = {word.casefold() for text in (greeting, *(one.text for one in beside)) for word in _capitals(text)}
    for one in others:
        called = [part for part in _parts(one) if part in words]
        if called or (len(others) == 1 and any(_THE_TWO.search(each.low) for each in beside)):
            quote = next((each for each in beside if called and called[0] in each.low), found[places[0]])
            yield Named(one.name or " ".join(called).title(), one.address, line(quote.text), introduced=True)


def _capitals(text: str) -> Iterator[str]:
    return (word for word in _WORD.findall(text) if word[0].isupper())


def _parts(one: Address) -> list[str]:
    """The words by which a text may call a reader: of the name, or of the address where it has none."""
    return [
        word.casefold() for word in _WORD.findall(one.name or re.sub(r"[._+-]", " ", one.address.partition("@")[0]))
    ]
