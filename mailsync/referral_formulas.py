"""How six languages refer a reader to somebody, and what only looks like it: the tables of `referrals`."""

from __future__ import annotations

import re

_UPPER = "A-ZÀ-ÖØ-ÞŁŚŻŹČŠŽŘĐİ"
NAME = (
    rf"[{_UPPER}][\w'’-]*\w"
    rf"(?:\.?\s(?:(?:de|del|della|di|da|van|von|der|den|ten|la|le|bin|al|el)\s)*[{_UPPER}](?:[\w'’-]+|\.)){{0,3}}"
)
# What begins with a capital in front of a name, or instead of one.
_BEFORE_NAMES = (
    "talk speak contact call email mail e-mail meet ask try please you your i we his her he she they the a an my our"
    " also and then maybe perhaps write reach get connect approach do so there at or but if when have hi hello dear"
    " another one first second mr mrs ms dr prof herr herrn frau kollege kollegin kollegen freund freundin chef sie"
    " du ich mit an bei contactez contacte parlez parle m mme mlle vous je hable habla contacta sr sra señor señora"
    " signor signora sig dott parli parla contatti contatta praat spreek neem bel mevrouw meneer dhr mevr ihre seine"
    " adresse subject re cc to from talking speaking dass am wenden schreib sprich frag melde"
)
BEFORE_NAMES = frozenset(_BEFORE_NAMES.split())
NO_PERSON = re.compile(
    r"\b(?:resources|services?|support|department|team|office|university|college|inc|corp|llc|ltd|gmbh|sales"
    r"|cent(?:er|re)|bank|street|avenue|group|committee|company|association|institute|school|hotel|restaurant|desk"
    r"|helpdesk|board|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july"
    r"|august|september|october|november|december|linkedin|zoom|teams|google|york|city|abteilung"
    r"|personalabteilung|foundation|community|council|club|society|international|systems|solutions|technologies"
    r"|consulting|partners|holdings)\b|\d",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"(?:no-?_?reply|do-?not-?reply|support|help(?:desk)?|info|sales|contact|office|admin(?:istrator)?|hr|jobs?"
    r"|careers?|press|media|billing|invoices?|orders?|news(?:letter)?|unsubscribe|webmaster|postmaster|mailer-daemon"
    r"|marketing|customer\w*|service|team|hello|mail|events?|registration|rsvp|subscri\w+|notifications?|list\w*|abuse"
    r"|privacy|kontakt|kundenservice|bewerbung|recruiting|talent)(?:[-+._]?\d*)?@",
)

_TALK = (
    r"(?:(?:talk|speak|chat|reach(?:ing)? out|write|talking|speaking|writing|turn) (?:to|with)|contact(?:ing)?"
    r"|get(?:ting)? in (?:touch|contact) with|connect(?:ing)? with)"
)
_TALK_TOO = (
    r"(?:call(?:ing)?|e-?mail(?:ing)?|meet(?:ing)?(?: with)?|ask(?:ing)?(?: for)?|approach(?:ing)?|look(?:ing)? up"
    r"|see(?:ing)?)"
)
_ADVISED = (
    r"(?:you (?:should|could|might|may|can|must|ought to|might want to|may want to|need to|will want to|really should)"
    r"(?: also| really| definitely)?|(?:i|we)(?:'d| would)? (?:suggest|recommend|urge|encourage|advise)(?: that)?"
    r"(?: you)?(?: to)?|why (?:don't you|not)|worth|feel free to|try|perhaps|maybe)"
)
_SOMEBODY = (
    r"(?:(?:also|to|with|my|our|an?|the|old|good|dear|former|friend|colleague|boss|classmate|cousin|partner|neighbou?r"
    r"|brother|sister|mentor|mr|mrs|ms|dr|prof)\.?,? ){0,5}"
)
_PERSON_TO = (
    r"(?:person|people|one|contact|guy|woman|man) (?:for you )?to (?:talk|speak|contact|see|call|meet|approach|ask"
    r"|write)"
)
_GERMAN = (
    r"(?:sprich|sprechen sie|rede|reden sie|wenden? (?:sie sich|dich)|kontaktieren? ?(?:sie)?|melden? (?:sie sich|dich)"
    r"|schreib(?:en sie)?|frag(?:en sie)?|(?:du solltest|sie sollten)(?: unbedingt)?)"
    r"(?: (?:doch|mal|am besten|gerne?|einfach|bitte|einmal))*(?: (?:mit|an|bei))?"
    r"(?: (?:frau|herrn?|meiner?m?|kolleg(?:e|en|in)|freund(?:in)?))*"
)
_ROMANCE = (
    r"(?:contacte[rz]?|parle[rz]? (?:à|avec)|adresse[rz]?[- ]vous à|[ée]cri(?:s|vez|re) à|rapproche[rz]?[- ]vous de"
    r"|voi[rs] avec|(?:hablar?|hable|ponte en contacto|póngase en contacto|comun[ií]\w+) con|contactar? (?:con|a)"
    r"|escr[ií]b\w+ a|(?:parla|parli|parlare|mettiti in contatto|si metta in contatto) con|contatt[aio]\w*"
    r"|scri(?:vi|va|vere) a|rivolgi?(?:ti|rsi)? a|si rivolga a)"
    r"(?: (?:m\.|mme|mon|ma|mi|amig[oa]|coll[eè]gue|compañer[oa]|il|la|mio|mia|collega|amic[oa]|el|sr\.?|sra\.?))*"
)
_DUTCH = (
    r"(?:praat|spreek|neemt?(?: u)? contact op|contacteer|benader|mail|bel)(?: (?:eens|even|gerust|maar))*"
    r"(?: (?:met|naar))?(?: (?:mijn|collega|vriend(?:in)?|mevrouw|meneer))*"
)
# A full name after these is a referral even without an address.
CLEAR = re.compile(
    rf"(?:(?i:\b{_ADVISED} (?:{_TALK}|{_TALK_TOO}) {_SOMEBODY})|(?i:(?:^|[,;:–-] |\bplease ){_TALK} {_SOMEBODY})"
    rf"|(?i:\b(?:{_GERMAN}|{_ROMANCE}|{_DUTCH}) )"
    rf"|(?i:\b{_PERSON_TO}(?: to| with)?(?: there)?(?: is| would be|:) {_SOMEBODY}))(?P<name>{NAME})"
)
CLEAR_SUBJECT = re.compile(
    rf"(?P<name>{NAME})(?:,? [^.;!?]{{1,40}},?)? (?:is|would be|might be|may be) (?:a|an|the|your)"
    rf" (?:very )?(?:good|great|right|best|perfect|ideal|natural) {_PERSON_TO}"
)
# With an address these are enough, in the sentence or shortly before it. Searched in lower case.
REFERS = re.compile(
    rf"\b(?:{_TALK}|{_TALK_TOO}|{_PERSON_TO}|introduc\w+|spoke (?:to|with)|talked (?:to|with)"
    r"|who (?:can|could|might) help|happy to (?:talk|chat|help|speak|meet)|glad to (?:talk|speak|meet|help)|recommend"
    r"|people you|someone you|names?|vorstell\w+|ansprechpartner(?:in)?|empfehl\w+|présent\w+|recommand\w+"
    rf"|present[aeo]\w*|recomiend\w+|consigli\w+|aanraden|voorstellen|{_GERMAN}|{_ROMANCE}|{_DUTCH})\b"
)
ITS_ADDRESS = re.compile(
    r"\b(?:his|her|their|e-?mail|address|reach|adresse|courriel|correo|indirizzo|adres|seine|ihre|son|sa|su|sua|suo"
    r"|zijn)\b"
)
# Whom one asks about a ticket, or meanwhile, is nobody's referral.
NO_REFERRAL = re.compile(
    r"\b(?:questions?|problems?|issues?|regist\w+|r\.?s\.?v\.?p|reserv\w+|unsubscribe|subscri\w+|invoices?|orders?"
    r"|tickets?|absence|urgent\w*|emergency|assistant|complain\w*|refund|press|media|schedul\w+|travel|billing"
    r"|fragen zu|bei fragen|rückfragen|dringend\w*|abwesenheit|anmeld\w+|inscri\w+|urgence|preguntas|urgente|domande"
    r"|iscri\w+|vragen|aanmeld\w+|i am not|not the right"
    r"|(?:reach|contact|call|e-?mail|write(?: to)?) me|my (?:\w+ )?(?:e-?mail|address|adresse))\b"
)
# The beginnings of the words that all of these need one of.
_CUES = (
    "talk spea chat reac writ turn cont get gett touc conn call mail emai e meet ask aski appr look see seei pers peop"
    " one guy woma man intr spok who happ glad reco some name vors ansp empf prés pres cons aanr voor spri rede wend"
    " kont meld schr frag parl adre écri ecri rapp voir vois habl pont póng comu escr mett si scri rivo praa spre neem"
    " bena bel du sie"
)
CUES = frozenset(_CUES.split())
