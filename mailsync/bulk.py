"""Bulk mail without telling headers: what is written to many differs in its addressing, greeting and wares."""

from __future__ import annotations

import re

from mailsync.mail import Finding, Label, Mail
from webapp.domain.wording import N_, _, ngettext

_LEAVE = re.compile(
    r"\b(?:unsubscrib\w*|opt[- ]?out|(?:do not|don't|no longer) (?:wish|want) to (?:receive|be)|(?:to be"
    r"|be) removed from (?:this|our|the|my)|remove (?:me|yourself|your (?:name|address))"
    r"|remove\W{0,3} in the subject|this (?:e-?mail|message|newsletter) (?:was|is being) sent to \S+@|"
    r"(?:you(?:'re| are| have)?|why you) (?:received?|receiving|been sent|subscribed)\b.{0,40}\b(?:because"
    r"|as a (?:member|subscriber|customer))|view (?:this )?(?:e-?mail )?in (?:your )?browser"
    r"|manage (?:your )?(?:subscription|preferences)|mailing list|abbestellen|abmelden|newsletter"
    r"|désabonner|désinscrire|darse de baja|cancelar (?:la|tu) suscripci|disiscriv\w+|cancellati dalla"
    r"|uitschrijven|afmelden)\b",
)
_MANY_DEAR = re.compile(
    r"\s*(?:(?:dear|hello|hi|attention|greetings)[ ,:]+(?:\w+ ){0,5}?(?:alumni|members?|colleagues"
    r"|customers?|subscribers?|friends|attendees?|employees|investors?|clients?|shareholders?|applicants?"
    r"|candidates?|readers?|users?|shoppers|participants?|registrants?|sir or madam|sir/madam|valued"
    r"|partners|families|parents|passengers?|travell?ers?|everyone|team)\b|"
    r"(?:to:? )?all (?:employees|staff|members|users|\w+ employees)\b|attention[ :!]|all ?[:,]\s|to:? all\b"
    r"|greetings,? (?:to )?all|(?:sehr geehrte damen und herren|liebe (?:kund|mitglied|leser|abonn)\w+"
    r"|chers? (?:clients?|abonnés?|membres?|collègues)|estimad[oa]s? (?:clientes?|suscriptor\w*|soci\w+)"
    r"|gentil[ie] client[ie]|beste (?:klant|lezer|leden)))",
)
_WARES = re.compile(
    r"\b(?:click (?:here|on|below|the (?:link|button))|register (?:now|today|online|at|for|by|before)|early bird"
    r"|reserve your (?:seat|spot|place)|webinar|free (?:quote|webinar|demo|consultation)|\$\d+ (?:off|before)"
    r"|\d+% off|toll[- ]free|1-8(?:00|88|77)|don't miss|seats are limited|spaces? (?:is|are) limited"
    r"|for more information,? (?:visit|call|see|go)|companies like yours|(?:quick|free|short) demo|book a (?:slot"
    r"|time|demo|call)|homecoming|headlines|subscribe|registration"
    r"|reservations? (?:are )?required|members?:? (?:no charge|\$|free)|guests?:? \$|special (?:offer"
    r"|price|rate|discount)s?|discounts?|on sale|blowout|sale!|limited (?:time|seating|number"
    r"|availability)|act now|order (?:now|today|online)|free (?:trial|shipping|gift|report|copy)|"
    r"in this (?:week's )?(?:issue|edition)|upcoming events|visit (?:our|us|the) (?:web|at|site|online)"
    r"|web ?sites?|all rights reserved|copyright|©|privacy policy|forward this|press release"
    r"|for immediate release|sponsor\w*|exclusive|guarantee\w*|save (?:up to )?\$?\d|membership"
    r"|credit card|payment|rsvp|"
    r"sign up|volunteer\w*|prizes?|tickets?|invites? you|you are invited|join us|is proud to"
    r"|we are (?:pleased|excited|proud|happy|delighted) to (?:announce|invite|introduce|offer|present"
    r"|inform)|pleased to announce|announc\w+|please join)\b",
)
_NOTICE = re.compile(
    r"\b(?:until further notice|the following (?:\w+ ){0,3}(?:has|have) (?:not )?been|employee id|period ending"
    r"|time ?sheets?|dues|pledge"
    r"|(?:network|server|systems?|site|intranet|e-?mail) (?:will be|is|are) (?:down|unavailable|off-?line)|campaign"
    r"|welcome packet|new role|special notice|subscribers?|(?:has|have) been charged"
    r"|\breport for (?:the )?\w+|friendly reminder|outages?|scheduled (?:maintenance|outages?)"
    r"|will be (?:unavailable|closed|down|upgraded|conducted)|effective (?:immediately|this morning|today"
    r"|\w+ \d)|all employees|organi[sz]ational (?:announcement|change)|employees (?:are|will|who|should"
    r"|may)|each employee|your (?:order|account|password|user ?id|registration|subscription|request"
    r"|itinerary|reservation|shipment|invoice)\b.{0,40}\b(?:has|is|was|will|number|for the|below"
    r"|expire\w*)|"
    r"order (?:number|confirmation)|confirmation (?:number|code)|(?:we have|have) received your|log ?in"
    r"|intranet|human resources|helpdesk|help desk|this is an automat\w+|automatically generated"
    r"|do not reply|as most of you|those of you|(?:everyone|everybody|all of you) who"
    r"|for your information only|open enrollment|survey|"
    r"the following (?:new )?(?:employees|individuals|people|managing|reports?)|has been (?:published"
    r"|posted|released|updated)|(?:daily|weekly|monthly|quarterly|weekend) (?:report|update|summary|outage"
    r"|newsletter|news))\b",
)
_SELLS = re.compile(
    r"\b(?:our (?:clients?|customers|solutions?|products?|services|company|firm|technology|platform"
    r"|software|team of)|leading provider|award[- ]winning|industry[- ]leading|cutting[- ]edge"
    r"|state[- ]of[- ]the[- ]art|solutions?|unparalleled|installations|clients include|satisfied customers"
    r"|founded in|headquartered|world[- ]class|world's (?:best|leading|largest|first))\b",
)
_LISTS = re.compile(
    r"(?:^|[._-])(?:all|everyone|everybody|staff|employees|members|list|worldwide|team|group|distribution"
    r"|dl|all-?(?:staff|hands|users|employees|members|company)|announce\w*|undisclosed|subscribers|friends|company"
    r"|office|recipients|users)(?:[._-]|@|$)",
    re.IGNORECASE,
)
# Offices and lists; "40" and "=40" are what a transfer encoding leaves of an at sign.
_CODED_LIST = re.compile(
    r"^(?:\W*40|=40)\w*@|^no[._-]?address@|(?:news|newsletter|editor|feedback|customer|bulletin|administration|digest"
    r"|announc\w*|chairman|communications?|relations|registrar|"
    r"alerts?|subscri\w+|members?|membership|marketing|promo\w*|webmaster|helpdesk|info|events?|hr)\b[\w.]*@",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:thanks for your (?:e-?mail|note|call|message)|as (?:we|you) (?:discussed|mentioned|requested"
    r"|asked)|(?:good|great|nice) (?:to )?(?:see|talk|meet|speak|hear)\w*|our (?:conversation|meeting"
    r"|lunch|discussion)|you and i|your (?:e-?mail|note|letter|call|wife|family)|i (?:hope|enjoyed"
    r"|remember|thought|wanted|am writing|talked|spoke|met|saw|know|understand|believe|would|just"
    r"|have been))\b",
)
_ANSWER = re.compile(r"(?:re|aw|antw|sv|rif)\b ?:", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I'd|I'll|my|me|mine)\b")
_FIELD_LINE = re.compile(r"^[A-Z][A-Za-z /()#,&-]{1,30}:\s?\S", re.MULTILINE)

# What a mailing is shows in its first page; its foot is read for how to leave it.
TEXT_LIMIT = 2_500
THRESHOLD = 1.9
_MACHINE = re.compile(
    r"\b(?:automatically generated|automated (?:message|e-?mail|notification|notice)|auto-?generated"
    r"|system administrator"
    r"|(?:please )?do not (?:reply|respond) (?:directly )?to this|this (?:message|e-?mail) (?:was|is) (?:sent"
    r"|generated) (?:automatically"
    r"|from an? (?:unmonitored|notification))|(?:mailbox|inbox) (?:is|has) (?:over|exceed\w+|full|almost)"
    r"|your mailbox (?:is|has)"
    r"|your (?:order|package|shipment|parcel)\b.{0,30}\b(?:has (?:been )?shipped|has been (?:dispatched|delivered"
    r"|received|processed)|is on its way"
    r"|confirmation)|track (?:your|this) (?:package|order|shipment|parcel)|record locator|[\d.,]+ (?:has"
    r"|have) been charged|thank you for (?:flying"
    r"|shopping|your (?:order|purchase))"
    r"|your (?:password|account|subscription|trial|domain|licen[cs]e|membership) (?:will |is about to )?(?:expires?"
    r"|renews?|expire[ds]?"
    r"|has expired|has been (?:suspended|renewed|charged))|your (?:statement|bill|invoice"
    r"|report) is (?:now )?(?:available|ready)|viewed your profile"
    r"|\d+ (?:new )?(?:notifications|unread messages|new messages|new jobs|connection requests|profile views)"
    r"|new sign-?in|security alert"
    r"|jobs? (?:alerts?|recommendations)|jobs (?:for|matching) you|see all jobs|people you may know|wants to connect"
    r"|accepted your invitation"
    r"|view (?:in|this (?:e-?mail|message) in) (?:your )?browser)\b"
)


def bulk(mail: Mail, owners_words: bool) -> Finding | None:
    """The finding that a mail is bulk by its looks; `owners_words` for mail that the user sent, which needs more."""
    # A mailing is no answer; most mail is, and is spared the closer look.
    if _ANSWER.match(mail.subject):
        return None
    score, reasons = _score(mail)
    if score < THRESHOLD + (2 if owners_words else 0):
        return None
    return Finding(Label.BULK, _("It looks like a mailing: %(signs)s", signs=", ".join(reasons[:4])))


def _score(mail: Mail) -> tuple[float, list[str]]:
    signs = [*_addressing(mail), *_wording(mail), *_answering(mail)]
    signs.sort(key=lambda sign: -sign[0])
    return sum(weight for weight, _reason in signs), [reason for weight, reason in signs if weight > 0]


def _addressing(mail: Mail) -> list[tuple[float, str]]:
    people = mail.envelope
    sender = people.from_[0].address if people.from_ else ""
    recipients = (*people.to, *people.cc)
    signs = []
    if not recipients:
        signs.append((2.0, _("it names no recipient")))
    elif {one.address for one in people.to} == {sender}:
        signs.append((2.2 if not people.cc else 1.5, _("it is addressed to its own sender")))
    if any(_LISTS.search(one.address.rpartition("@")[0]) for one in recipients):
        signs.append((1.5, _("it is addressed to a list")))
    if len(recipients) >= 12:
        weight = 1.0 if len(recipients) < 60 else 1.5 if len(recipients) < 150 else 2.2
        signs.append((weight, ngettext("it has %(num)s recipient", "it has %(num)s recipients", len(recipients))))
    if _CODED_LIST.search(sender):
        signs.append((1.5, _("its sender is an office")))
    return signs


def _wording(mail: Mail) -> list[tuple[float, str]]:
    text = mail.new_text[:TEXT_LIMIT]
    low = text.lower()
    signs = []
    if _LEAVE.search(_ends(mail.text)):
        signs.append((2.5, _("it says how to leave its list")))
    if machine := _MACHINE.search(f"{mail.subject.lower()}\n{low}"):
        signs.append((2.2, _("“%(words)s” is worded by a program", words=machine[0])))
    crowd = _MANY_DEAR.match(low)
    if crowd is not None:
        signs.append(
            (0.8 if re.search(r"everyone|friends|team", crowd[0], re.IGNORECASE) else 1.5, _("it greets a crowd"))
        )
    for words, name, step, most in (
        (_WARES, N_("it advertises"), 0.5, 2.5),
        (_NOTICE, N_("it is worded as a notice"), 0.7, 2.1),
        (_SELLS, N_("it sells"), 0.25, 0.75),
    ):
        different = set(words.findall(f"{mail.subject.lower()}\n{low}"))
        if different:
            signs.append((min(step * len(different), most), _(name)))
    links = low.count("http") + low.count("www.")
    if links >= 2 or text.count("[IMAGE]") >= 2:
        signs.append((0.5 if links < 5 else 1.0, _("it is full of links and pictures")))
    if len(_FIELD_LINE.findall(text)) >= 4:
        signs.append((0.5, _("it is a form")))
    if mail.subject.count("!") >= 2 or (mail.subject.isupper() and len(mail.subject) > 12):
        signs.append((0.7, _("its subject shouts")))
    return signs


def _ends(text: str) -> str:
    """The head and the foot of a mail on one line in lower case: the places where a mailing says what it is."""
    held = text if len(text) <= 2 * TEXT_LIMIT else f"{text[:TEXT_LIMIT]} {text[-TEXT_LIMIT:]}"
    return " ".join(held.lower().split())


def _answering(mail: Mail) -> list[tuple[float, str]]:
    """What a person writes to a person counts against."""
    signs = []
    if re.search(r"\[[\w .-]{2,40}\]", mail.subject):
        # People talk on lists whose name the list puts into the subject.
        signs.append((-2.0, ""))
    personal = len(_PERSONAL.findall(mail.new_text[:TEXT_LIMIT].lower()))
    signs.append((-min(0.4 * personal, 1.2), ""))
    # A mailing says "we"; who says "I" twice writes himself.
    signs.append((-0.5 if len(_FIRST_PERSON.findall(mail.new_text[:TEXT_LIMIT])) >= 2 else 0.0, ""))
    if (
        re.match(
            r"\s*(?:dear |hi |hello )?(?!all|every|team|attention|greet|dear|to\b|from\b|please|the\b"
            r"|date)[A-Z]\w+(?: [A-Z]\w+)?\s?(?:,|-+|:)\s",
            mail.new_text[:60],
            re.IGNORECASE,
        )
        and len(mail.envelope.to) < 8
    ):
        signs.append((-0.7, ""))
    return signs
