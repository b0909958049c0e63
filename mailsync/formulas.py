"""Introductions, meetings agreed and refusals, told by the formulas in which people write them."""

from __future__ import annotations

from mailsync.rules import rule

_DAY = (
    r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\b|\btoday\b|\btomorrow\b"
    r"|\btonight\b|\bnext week\b|\bthis (?:afternoon|evening|morning|week)\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? ?\d{1,2}\b|\b\d{1,2}(?:st|nd|rd"
    r"|th)\b|\b\d{1,2}[/.]\d{1,2}\b|\b\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\b\.?|o'clock|uhr|h\b)"
    r"|\b\d{1,2}:\d\d\b|\bnoon\b)"
)
_CLOCK = r"(?:\b\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\b\.?|o'clock|uhr)|\b\d{1,2}:\d\d\b|\bnoon\b)"
_DATE = (
    r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sun)(?:day)?\b|\b(?:today|tomorrow|tonight)\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? ?\d{1,2}\b|\b\d{1,2}/\d{1,2}\b)"
)
_NAME = r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?[A-Z][a-z]+(?: [A-Z][\w.'-]+){0,3}"
_MEETING = (
    r"(?:meeting|call|conference call|lunch|dinner|breakfast|appointment|interview|visit|tour|session"
    r"|conference|presentation|discussion|phone call|get[- ]together|coffee|drinks?|event|reception|panel"
    r"|game|ride|flight)"
)
_NOT_AGREED = (
    r"\?|\bunable\b|\bcancel|\bcan(?:no|')t\b|\bwon't\b|\bnot be able|\bif you\b|\blet me know if\b"
    r"|\bwould like to\b|\bwould you|\b(?:can|could) (?:you|we)\b|\bplease rsvp|\binvite you\b|\bpropos"
    r"|\bwould (?:work|be)|\bwas (?:scheduled|supposed)|"
    r"\bwere (?:scheduled|supposed)|\blast (?:week|night|month|year)\b|\byesterday\b|\bjoin (?:me|us)\b"
    r"|\b(?:issued|released|published|delivered)\b|\bmet\b|\bto get\b|\bend of\b|\btentativ|\bwould have\b"
)

MEETING_AGREED = (
    rule(
        rf"\b(?:confirm(?:s|ed|ing|ation)?|re-?schedul\w+|resched|moved|postponed"
        rf"|changed)\b.{{0,120}}{_DAY}|{_DAY}.{{0,120}}\b(?:is|are|has been"
        rf"|have been)?(?: now)? ?(?:confirmed|set|fine|good|great|perfect|ok|okay|rescheduled)\b",
        _NOT_AGREED + r"|\border\b|\bconfirmed (?:that )?(?:he|she|they|the (?:deal|trade))",
    ),
    rule(
        rf"\b{_MEETING}\b.{{0,80}}\b(?:is|are|has been|will be|was) (?:now |being )?(?:set|scheduled|held"
        rf"|confirmed|on|at|moved|changed)\b.{{0,60}}{_DAY}",
        _NOT_AGREED,
    ),
    rule(
        rf"\b(?:you are|you're|we are|we're|you have been|i am|i'm|(?:is|have been"
        rf"|has been)) (?:now )?(?:all )?(?:scheduled|set|booked|confirmed|on)\b.{{0,80}}{_DAY}"
        rf"|{_DAY},? (?:you are|you're|we are|we're) (?:scheduled|meeting|set)",
        _NOT_AGREED + r"|vacation|out of",
    ),
    rule(
        rf"\b(?:works|work) (?:fine|well|great|perfectly|for (?:me|us|him|her))\b|\b{_DAY} (?:works"
        rf"|sounds|is fine|it is)|\bsounds (?:good|great|fine|perfect)\b.{{0,60}}{_DAY}",
        _NOT_AGREED + r"|doesn't|does not|don't",
    ),
    rule(
        rf"\b(?:see|meet|join|call|pick) you\b(?: (?:all|both|there|then|up))*.{{0,30}}{_DAY}|\b(?:see"
        rf"|meet) you (?:there|then)\b",
        _NOT_AGREED + r"|\bwill call\b|\bgoing to\b|hope to (?:see|meet)",
        0.6,
    ),
    rule(
        r"\b(?:i|we|he|she)(?:'ll| will| plan to|'m planning to| would be happy to|'d be happy to"
        r"|'d love to)(?: definitely| certainly| be able to| be (?:happy|delighted|pleased"
        r"|glad) to)* (?:be there|attend|join (?:you|us)|make it|come|participate|meet (?:you|with you))\b",
        _NOT_AGREED + r"|\bif\b",
        0.7,
    ),
    rule(
        r"\b(?:count me in|(?:it(?:'s| is| would be) )?my pleasure to (?:attend|join|speak|participate)"
        r"|(?:happy|delighted|pleased|glad|honou?red) to (?:accept|attend|join|speak)|(?:i|we|he|she"
        r") (?:gladly |happily |will )?accepts? (?:your|the)(?: \w+)? invitation)",
        _NOT_AGREED,
    ),
    rule(
        rf"\b(?:hold(?:ing)?|reserved?|blocked|put|pencil(?:l?ed)?|marked|have (?:it|you|us|this"
        rf"|that))\b.{{0,60}}(?:\bcalendar\b|{_DAY}).{{0,60}}(?:\bfor (?:the|you|our|us)\b|\bcalendar\b)"
        rf"|\bon (?:my|his|her|your|the) (?:calendar|schedule)\b",
        _NOT_AGREED + r"|please put",
        0.8,
    ),
    rule(
        rf"\b(?:our|the|your) (?:\w+ ){{0,3}}{_MEETING}\b.{{0,60}}\b(?:on|at"
        rf"|for)\b.{{0,20}}{_DAY}",
        _NOT_AGREED,
        0.6,
    ),
    rule(
        rf"\blook(?:ing)? forward to (?:seeing|meeting|our|talking|speaking|joining|having"
        rf"|the)\b.{{0,60}}{_DAY}",
        _NOT_AGREED,
        0.6,
    ),
    rule(
        rf"\b{_MEETING}\b.{{0,100}}(?:{_DATE}.{{0,50}}{_CLOCK}|{_CLOCK}.{{0,50}}{_DATE})",
        _NOT_AGREED + r"|\bannounc",
        0.9,
    ),
    rule(
        r"^(?:location|place|venue|where|agenda|[\w& ]{0,40}(?:reception|dinner|lunch|luncheon|meeting"
        r"|breakfast))\s?:",
        "",
        0.4,
    ),
    rule(r"^(?:date|when|time)\s?:.{0,60}\d", "", 0.5),
    rule(rf"\breminder\b.{{0,100}}{_DAY}", _NOT_AGREED, 0.8),
)

_INVITED = (
    r"(?:attend|join|participate|make (?:it|the|that|this|your|our)|accept|meet|come|be (?:there|present"
    r"|with|in attendance|at|in|part)|commit|speak|accommodate|help|assist|do (?:it|this|that|so)|serve"
    r"|support|provide|supply|offer|get (?:there|together)|see you|take (?:advantage|part|you)|fit"
    r"|schedule|contribute|visit|go\b|work)"
)
_NOT_DECLINED = (
    r"\bif (?:you|he|she|they|we|i|anyone|for|it|\w+)\b.{0,40}(?:can|unable|not)\b"
    r"|\bif \w+(?: \w+)? (?:can't|cannot)|to the extent|sorry to hear|\b(?:those|anyone|who|people"
    r"|all) (?:of you )?(?:who |that )?(?:can|are|were|is|was|will)(?:not|n't| not| be)? ?(?:be )?(?:able"
    r"|unable)?|\b(?:was|were) (?:unable|not able|n't able)|\b(?:wasn't|weren't|couldn't) |\bcan(?:not"
    r"|'t) (?:wait|believe|thank|tell|help but|imagine|say|express|remember|recall)|\?\s*$|"
    r"\byou (?:were|are|can|will|could)(?: ?not|n't)? (?:be )?(?:unable|able)|\bwe(?:'ve"
    r"| have) been unable|\bhave been unable|\bmy (?:apologies|sincere)|\bnot only\b"
    r"|\bunable to (?:determine|reach|find|locate|get hold|open|deliver|access|convince|send|contact)"
)

DECLINE = (
    rule(
        rf"\b(?:unable|not (?:be )?able|won't be able|not be in a position"
        rf"|not in a position) to\b.{{0,30}}\b{_INVITED}|\b(?:(?:i|we|he|she|\w+)(?: regretfully"
        rf"| unfortunately)?) (?:will not|won't|can(?:no|')t|can not|am not going to|is not going to"
        rf"|will be unable|am unable|is unable|are unable)\b.{{0,30}}\b{_INVITED}",
        _NOT_DECLINED,
    ),
    rule(
        r"\b(?:unfortunately|regret(?:tably|fully|s)?|sorry|afraid|alas)\b.{0,120}\b(?:unable|can(?:no|')t"
        r"|not (?:be )?able|won't|will not|not (?:possible|available|interested)|conflict\w*|declin\w+"
        r"|commitments?|out of town|travel\w*|vacation|previous|prior|have to (?:pass|cancel|miss)|doesn't"
        r"|does not|isn't|is not)\b",
        _NOT_DECLINED + r"|sorry (?:for|to (?:hear|have|learn)|about|i (?:missed|did)|it took)|unfortunately,? (?:they"
        r"|it was|you)",
    ),
    rule(
        r"\b(?:not|no longer|isn't|aren't|neither)\b.{0,25}\binterest(?:ed)?(?: in| at|\.|,|$)|\b(?:no"
        r"|little) interest in|\bnot (?:a (?:good )?(?:fit|match)|something (?:i|we))|\bno,? thank(?:s"
        r"| you)\b|\bnot for (?:me|us)\b|\bnot a need to\b|\b(?:i|we) (?:do not|don't) (?:have a )?need\b"
        r"|\b(?:i|we)(?:'ll| will| have to| must)? (?:pass on|pass this time|take a pass"
        r"|sit this one out)\b",
        _NOT_DECLINED + r"|not only interested|if you are not",
    ),
    rule(
        r"\b(?:must|have to|has to|need to|regret to|forced to|decided to|obliged to|going to have to"
        r"|chosen to|will|respectfully|politely|regretfully|like to|compelled to)\b.{0,20}\b(?:decline"
        r"|turn (?:it|this|you|that) down|withdraw|bow out|back out|beg off|pull out|cancel)\b"
        r"|\b(?:declines|declining|decline) (?:your|the|this|to|with)\b",
        _NOT_DECLINED + r"|\bdecline (?:letters?|in\b)|to decline in",
    ),
    rule(
        r"\b(?:conflicting|prior|previous|another|other) (?:commitment|engagement|appointment|obligation)"
        r"|\b(?:have|has|having|with) (?:a|an|another|several|some)? ?(?:scheduling |schedule "
        r"|calendar )?conflicts?\b(?! of)|\balready (?:committed|booked|engaged|scheduled|have (?:plans"
        r"|a commitment))|\b(?:schedule|calendar|commitments?)\b.{0,40}\b(?:prevents?|preclud\w+|won't"
        r"|does not|doesn't|not) ?(?:allow|permit)?",
        _NOT_DECLINED + r"|no conflict|not conflict",
    ),
    rule(
        r"\b(?:decided|elected|chosen|chose|opted|prefer(?:red)?|rather)\b.{0,15}\b(?:against|not to)\b"
        r"|\b(?:is|are|was) not (?:going to be )?(?:possible|feasible|available)\b|\bisn't possible"
        r"|\bnot (?:available|free) (?:on|at|that|for|to|then|this)\b|\b(?:do not|don't) (?:think|believe"
        r"|feel)\b.{0,80}\b(?:will work|would work|can (?:do|make|help|attend)|is (?:right|appropriate"
        r"|the right)|be able)|\b(?:does not|doesn't|won't|will not|not) (?:going to )?work (?:for|out|with"
        r"|on)\b|\bin good conscience\b|\bi'?d rather not\b|\bnot (?:be )?(?:arriving|attending|joining"
        r"|coming|going to make it|participating)\b",
        _NOT_DECLINED + r"|did(?:n't| not) work|(?:decided|chose|elected) not to renew",
    ),
    rule(
        r"\b(?:will|he'll|i'll|'ll) be (?:out of (?:town|the (?:country|city|office))|traveling|travelling"
        r"|away|on vacation|overseas)\b|\b(?:scheduled to be|am|is|be) on vacation\b|\bwill have to (?:miss"
        r"|pass)|\b(?:must|have to|going to) miss\b|\bsorry to miss\b|\bcan(?:no|')t make\b",
        _NOT_DECLINED + r"|\bwill be in (?:touch|contact|a|the|your|town)\b|will be out of the office",
        0.7,
    ),
)

_SELF = (
    r"\bintroduc\w+ (?:myself|ourselves|our|my (?:company|firm|self)|a |an |the |new|this|it\b|legislation"
    r")|\bcontact (?:me|us|my|our|your)\b|\bcall (?:me|us|my)\b"
)

# Case matters here: a capital letter is what tells a name.
INTRODUCTION = (
    rule(
        r"\b(?:[Hh]is|[Hh]er) (?:direct |home |office |work |cell )?(?:e-?mail(?: address)?|phone|telephone"
        r"|number|extension)(?: number)? is\b|\b[Yy]ou (?:can|may) reach (?:him|her) (?:at|on|by)\b"
        r"|\b(?:[Hh]e|[Ss]he) can be reached\b|\b(?:appropriate|right|best|good"
        r"|perfect) person (?:for you )?to (?:contact|talk|speak|see|call|meet|approach)\b",
        r"assistant|in my absence|while i|vacation|out of (?:the )?office|questions|i am not|not the right",
        cased=True,
    ),
    rule(
        rf"\b[Ii]ntroduc(?:e|ed|ing) (?:you|the two|both|him|her|them|{_NAME})\b|\b[Ii]ntroduc(?:e|ed|ing"
        rf"|tion)\b.{{0,50}}\bto (?:you|him|her|them|each other|{_NAME})\b|\b[Ee]-?intro\b|\b(?:[Ii]"
        rf"|[Ll]et me|[Pp]leased? to|[Ll]ike to|[Ww]anted to) introduce\b|\b[Mm]eet {_NAME}[,.!]",
        _SELF + r"|introduced (?:me|us|himself|you|to you)\b|\bif\b|\bwere to\b|(?:would|could) introduce\b"
        r"|^(?:to )?meet ",
        cased=True,
    ),
    rule(
        rf"\b(?:put|putting|get|getting) (?:you|the two of you|you two|you both|him"
        rf"|her)\b.{{0,20}}\b(?:in touch|in contact|together)\b|\b[Cc]onnect(?:ing)? you (?:with|to|two)\b"
        rf"|\b[Cc]opied (?:on this|here)\b.{{0,60}}{_NAME}|\b(?:I(?:'ve| have)? (?:copied|cc'?e?d)) {_NAME}",
        r"\bget(?:ting)? in touch with you|together (?:for|with you)",
        cased=True,
    ),
    rule(
        rf"\b[Yy]ou (?:should|may want to|might want to|might|may|can|could|ought to|need to"
        rf"|will want to)(?: also| really| wish to)? (?:contact|talk (?:to|with)|speak (?:to|with)|call"
        rf"|meet(?: with)?|get in touch with|reach out to|write|e-?mail|look up) {_NAME}"
        rf"|\b(?:[Ii] (?:suggest|recommend|urge|encourage) (?:that )?(?:you )?(?:contact|call|talk|speak"
        rf"|meet)\w*(?: to| with)? {_NAME})|\bperson to (?:contact|talk to|speak (?:to|with)|call"
        rf"|see)\b.{{0,30}}{_NAME}",
        _SELF + r"|questions|reservation|register|rsvp",
        cased=True,
    ),
    rule(
        rf"\b(?:forward(?:ed|ing)?|pass(?:ed|ing)|sent|sending|given|gave|send|pass)\b.{{0,20}}\b(?:your"
        rf"|his|her|their|\w+'s|this|the) (?:\w+ )?(?:r[eé]sum[eé]|cv|name|e-?mail|letter|note|information"
        rf"|message|proposal|materials?|number)\b.{{0,25}}\b(?:on )?to (?:our |the |my )?{_NAME}",
        r"\bto (?:you|me)\b|please (?:forward|send|pass)",
        cased=True,
    ),
    rule(
        r"\b(?:[Aa]|[Mm]y|an old|an?)(?: \w+){0,3} (?:friend|colleague|acquaintance|classmate|associate"
        r"|neighbor)(?: of (?:mine|ours|my \w+))?\b.{0,60}\b(?:would like|wants|is (?:looking|interested"
        r"|seeking)|asked me)\b|\b(?:[Hh]is|[Hh]er|[A-Z]\w+'s) (?:r[eé]sum[eé]|cv)\b.{0,30}\b(?:attached"
        r"|enclosed|below)|\b(?:attached|enclosed|[Aa]ttached)\b.{0,30}\b(?:his|her"
        r"|[A-Z]\w+'s) (?:r[eé]sum[eé]|cv)\b|\bwho would (?:like|love) to (?:talk|speak|meet|visit|work)\b",
        r"\bmy resume\b",
        cased=True,
    ),
    rule(
        rf"\b(?:[Hh]is|[Hh]er|whose|[Tt]he) name is\b.{{0,60}}|\bname and (?:phone )?number\b|\b(?:highly"
        rf"|strongly|can|would|heartily) recommend(?:ed)? (?:him|her|{_NAME})",
        r"my name|what is|\bfile name|domain",
        0.8,
        cased=True,
    ),
    rule(
        rf"\b(?:contact|call|reach) {_NAME}",
        _SELF + r"|questions|further|information|reserv|regist|order|rsvp|details|changes|tickets|problem"
        r"|if you",
        0.7,
        cased=True,
    ),
)

# Asked only of mail that may be in another language than English.
MEETING_AGREED_FOREIGN = (
    rule(
        r"\b(?:bestätige|passt (?:mir|uns|gut)|bis (?:dann|morgen|montag|dienstag|mittwoch|donnerstag"
        r"|freitag)|je confirme|ça me convient|à (?:demain|lundi|mardi|mercredi|jeudi|vendredi)\b|confirmo"
        r"|me viene bien|nos vemos (?:el|mañana)|confermo|ci vediamo|va bene per|ik bevestig|tot (?:morgen"
        r"|dan|maandag|dinsdag|woensdag|donderdag|vrijdag)|komt (?:mij|me) goed uit)\b",
        r"\?",
        0.8,
    ),
)

DECLINE_FOREIGN = (
    rule(
        r"\bnicht (?:teilnehmen|dabei|kommen|möglich|zusagen)\b|\babsagen\b|\b(?:leider"
        r"|bedauerlicherweise)\b.{0,80}\b(?:nicht|kein\w*|absagen|verhindert)\b|\bkein interesse\b"
    ),
    rule(
        r"\b(?:malheureusement|hélas|désolée?)\b.{0,80}\b(?:pas|décliner|impossible|indisponible"
        r"|empêchée?)\b|\bne (?:pourrai|peux|pourrons|pouvons|serai|suis) (?:malheureusement )?pas\b"
        r"|\b(?:contraint|obligée?|dois) (?:de )?(?:décliner|annuler|refuser)"
    ),
    rule(
        r"\b(?:lamentablemente|desafortunadamente|por desgracia|lo siento|lamento)\b.{0,80}\b(?:no|rechazar"
        r"|imposible|declinar)\b|\bno (?:podré|puedo|podremos|podemos|me es posible|estoy interesad[oa])\b"
        r"|\bno me interesa\b"
    ),
    rule(
        r"\b(?:purtroppo|mi dispiace|sfortunatamente)\b.{0,80}\b(?:non|declinare|impossibile|rifiutare)\b"
        r"|\bnon (?:potrò|posso|possiamo|potremo|sono interessat[oa]|mi è possibile)\b"
    ),
    rule(
        r"\b(?:helaas|jammer genoeg|het spijt me)\b.{0,80}\b(?:niet|geen|afzeggen|verhinderd|afslaan)\b"
        r"|\bgeen (?:interesse|belangstelling)\b|\bkan (?:er )?(?:helaas )?niet (?:bij zijn|komen"
        r"|aanwezig)\b"
    ),
)
