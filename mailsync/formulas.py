"""Introductions and meetings agreed, told by the formulas in which people write them."""

from __future__ import annotations

from mailsync.rules import rule

_DAY = (
    r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\b|\btoday\b|\btomorrow\b"
    r"|\btonight\b|\bnext week\b|\bthis (?:afternoon|evening|morning|week)\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? ?\d{1,2}\b|\b\d{1,2}(?:st|nd|rd"
    r"|th)\b|\b\d{1,2} (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b"
    r"|\b\d{1,2}[/.]\d{1,2}\b|\b\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\b\.?|o'clock|uhr|h\b)"
    r"|\b\d{1,2}:\d\d\b|\bnoon\b)"
)
# The beginnings of the words that _DAY needs one of; "0" is a number.
_DAYS = (
    "0 apr apri aug augu dec dece feb febr fri frid jan janu jul july jun june mar marc may mon mond next noon nov nove"
    " oct octo sat satu sep sept sun sund this thu thur toda tomo toni tue tues wed wedn"
)
_CLOCK = (
    r"(?:\b\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\b\.?|o'clock|uhr)|\b\d{1,2}[:.]\d\d\b|\bnoon\b"
    r"|\b(?:at|from) (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon"
    r"|half past \w+|quarter \w+ \w+)\b(?! (?:%|percent|dollars|people|\w+ (?:each|apiece))))"
)
_DATE = (
    r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sun)(?:day)?\b|\b(?:today|tomorrow|tonight)\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? ?\d{1,2}\b|\b\d{1,2}/\d{1,2}\b"
    r"|\b\d{1,2} (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b|\bthe \d{1,2}(?:st|nd|rd|th)\b)"
)
_NAME = r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?[A-Z][a-z]+(?: [A-Z][\w.'-]+){0,3}"
_MEETING = (
    r"(?:meeting|call|conference call|lunch|dinner|breakfast|appointment|interview|visit|tour|session"
    r"|conference|presentation|discussion|phone call|get[- ]together|coffee|drinks?|event|reception|panel"
    r"|table|ride|golf|tee time|zoom|video call|chat|steering group|committee|stand-?up|workshop|seminar|training"
    r"|hearing"
    r"|kick-?off|catch-?up|one-on-one|1:1|retro|all-hands|rehearsal|viewing|termin)"
)
_MEETINGS = (
    "appo brea call chat coff conf dinn disc drin even golf inte lunc meet pane phon"
    " pres rece ride sess tabl tee toge tour vide visi zoom stee comm stan work semi trai hear kick catc one 1 retr all"
    " rehe view &"
)
_NOT_AGREED = (
    r"\?|\b(?:trades?|deals?|mmbtu|volumes?|prices?|invoice|contracts?|documents?|receipt|closed|deadline|due"
    r"|expires?|newsletter"
    r"|vacation|fl(?:y|ies|ight|ew)|market|shipped|issue)\b|\bcall me\b|\bi (?:sent|told|spoke|talked)\b"
    r"|\b(?:have|need|want) to (?:talk|speak)\b|\bif (?:that|this|it)\b|\bhow about\b|\beither\b|\bdoes(?:n't| not)\b"
    r"|\bunable\b|\bcancel|\bcan(?:no|')t\b|\bwon't\b|\bnot be able|\bif you\b|\blet me know if\b"
    r"|\bwould like to\b|\bwould you|\b(?:can|could) (?:you|we)\b|\bplease rsvp|\binvite you\b|\bpropos"
    r"|\bwould (?:work|be)|\bwas (?:scheduled|supposed)|"
    r"\bwere (?:scheduled|supposed)|\blast (?:week|night|month|year)\b|\byesterday\b|\bjoin (?:me|us)\b"
    r"|\b(?:issued|released|published|delivered)\b|\bmet\b|\bto get\b|\bend of\b|\btentativ|\bwould have\b"
)

MEETING_AGREED = (
    rule(
        rf"\b(?:confirm(?:s|ed|ing|ation)?|re-?schedul\w+|resched|moved|postponed"
        rf"|changed)\b.{{0,120}}{_DAY}|{_DAY}.{{0,60}}\b(?:is|are|has been|have been|would be|will be|looks"
        r"|sounds)(?: now| just| all| still)?"
        rf" (?:confirmed|set|fine|good|great|perfect|ok|okay|rescheduled)\b",
        _NOT_AGREED + r"|\border\b|\bconfirmed (?:that )?(?:he|she|they|the (?:deal|trade))",
        cues="chan conf fine good grea move ok okay perf post re resc set",
    ),
    rule(
        rf"\b{_MEETING}\b.{{0,80}}\b(?:is|are|has been|will be|was) (?:now |being )?(?:set|scheduled|held"
        rf"|confirmed|on|at|moved|changed)\b.{{0,60}}{_DAY}",
        _NOT_AGREED,
        cues=f"{_MEETINGS} & {_DAYS}",
    ),
    rule(
        r"\b(?:i|we|he|she|[a-z]+ (?:hall|and i)?)(?:'ll| will| can| could only)? ?(?:can|could only|am able to"
        r"|is able to|will be (?:able|glad|happy|pleased)"
        r" to|would be (?:glad|happy|pleased|delighted) to|(?:am|is|are) (?:glad|happy|pleased|delighted|free"
        r"|available) to) (?:do|make|meet|see|have (?:lunch"
        rf"|dinner|breakfast|coffee|a call)|join|talk|speak|come)\b.{{0,60}}{_DAY}",
        _NOT_AGREED + r"|\bor\b",
        0.8,
        cues="brea call coff come dinn do join lunc make meet see spea talk & " + _DAYS,
    ),
    rule(
        rf"^(?:yes|ok(?:ay)?|great|perfect|sure|fine|good|sounds (?:good|great))\b[,.! -]+.{{0,60}}{_DAY}"
        rf"|{_DAY}[^?]{{0,40}}\b(?:it is|as planned"
        r"|is (?:good|perfect|fine|great|ok)|works|then)\b|\b(?:let's|we'll|we will|shall we) (?:meet|keep|make it"
        r"|stick|say|plan on)\b"
        rf".{{0,60}}{_DAY}|\b(?:i've|i have|we've|we have|have) (?:booked|reserved|made a reservation|put (?:you|us"
        rf"|it|this|him|her))\b.{{0,60}}{_DAY}"
        rf"|\byou(?:'re| are) on for\b.{{0,40}}{_DAY}",
        _NOT_AGREED,
        0.8,
        cues="yes ok okay grea perf sure fine good soun it as work then let we ll shal book rese put on & " + _DAYS,
    ),
    rule(
        rf"\b(?:you are|you're|we are|we're|you have been|i am|i'm|(?:is|have been"
        rf"|has been)) (?:now )?(?:all )?(?:scheduled|set|booked|confirmed|on)\b.{{0,80}}{_DAY}"
        rf"|{_DAY},? (?:you are|you're|we are|we're) (?:scheduled|meeting|set)",
        _NOT_AGREED + r"|vacation|out of",
        cues="book conf meet on sche set & " + _DAYS,
    ),
    rule(
        rf"\b(?:works|work) (?:fine|well|great|perfectly|for (?:me|us|him|her))\b|\b{_DAY} (?:works"
        rf"|sounds|is fine|it is)|\bsounds (?:good|great|fine|perfect)\b.{{0,60}}{_DAY}",
        _NOT_AGREED + r"|doesn't|does not|don't",
        cues="fine it soun work",
    ),
    rule(
        rf"\b(?:see|meet|join|call|pick) you\b(?: (?:all|both|there|then|up))*.{{0,30}}{_DAY}|\b(?:see"
        rf"|meet) you (?:there|then)\b",
        _NOT_AGREED + r"|\bwill call\b|\bgoing to\b|hope to (?:see|meet)",
        0.6,
        cues="call join meet pick see",
    ),
    rule(
        r"\b(?:i|we|he|she)(?:'ll| will| plan to|'m planning to| would be happy to|'d be happy to"
        r"|'d love to)(?: definitely| certainly| be able to| be (?:happy|delighted|pleased"
        r"|glad) to)* (?:be there|attend|join (?:you|us)|make it|come|participate|meet (?:you|with you))\b",
        _NOT_AGREED + r"|\bif\b",
        0.7,
        cues="happ ll love plan will",
    ),
    rule(
        r"\b(?:count me in|(?:it(?:'s| is| would be) )?my pleasure to (?:attend|join|speak|participate)"
        r"|(?:happy|delighted|pleased|glad|honou?red) to (?:accept|attend|join|speak)|(?:i|we|he|she"
        r") (?:gladly |happily |will )?accepts? (?:your|the)(?: \w+)? invitation)",
        _NOT_AGREED,
        cues="acce atte coun join my spea",
    ),
    rule(
        rf"\b(?:hold(?:ing)?|reserved?|blocked|put|pencil(?:l?ed)?|marked|have (?:it|you|us|this"
        rf"|that))\b.{{0,60}}(?:\bcalendar\b|{_DAY}).{{0,60}}(?:\bfor (?:the|you|our|us)\b|\bcalendar\b)"
        rf"|\bon (?:my|his|her|your|the) (?:calendar|schedule)\b",
        _NOT_AGREED + r"|please put",
        0.8,
        cues="bloc cale have hold mark penc put rese sche",
    ),
    rule(
        rf"\b(?:our|the|your) (?:\w+ ){{0,3}}{_MEETING}\b.{{0,60}}\b(?:on|at"
        rf"|for)\b.{{0,20}}{_DAY}",
        _NOT_AGREED,
        0.6,
        cues=f"{_MEETINGS} & {_DAYS}" + _DAYS,
    ),
    rule(
        rf"\blook(?:ing)? forward to (?:seeing|meeting|our|talking|speaking|joining|having"
        rf"|the)\b.{{0,60}}{_DAY}",
        _NOT_AGREED,
        0.6,
        cues="look & " + _DAYS,
    ),
    rule(
        rf"\b{_MEETING}\b.{{0,100}}(?:{_DATE}.{{0,50}}{_CLOCK}|{_CLOCK}.{{0,50}}{_DATE})",
        _NOT_AGREED + r"|\bannounc",
        0.9,
        cues=f"{_MEETINGS} & 0 noon",
    ),
    rule(
        r"^(?:location|place|venue|where|agenda|[\w& ]{0,40}(?:reception|dinner|lunch|luncheon|meeting"
        r"|breakfast))\s?:",
        "",
        0.4,
        cues="agen brea dinn loca lunc meet plac rece venu wher",
    ),
    rule(r"^(?:date|when|time)\s?:.{0,60}\d", "", 0.5, cues="date time when"),
    rule(rf"\breminder\b.{{0,100}}{_DAY}", _NOT_AGREED, 0.8, cues="remi & " + _DAYS),
)

# A joint doing at a stated time, whatever it is called.
MEETING_AGREED = (
    *MEETING_AGREED,
    rule(
        rf"\b(?:we|you)(?:'ll| will| shall| are(?: all)? going to|'re going to)(?: all| both| then)? (?:be (?:meeting"
        r"|speaking|talking|seeing|seen|interviewed|joined|having|discussing|going|reviewing)|meet|convene|gather|go"
        r" (?:through|over)"
        r"|review|discuss|get together|sit down|have (?:lunch|dinner|coffee|breakfast|drinks|a call|our|the)|start"
        r"|begin"
        rf"|speak|talk|reconvene)\b.{{0,100}}{_DATE}.{{0,40}}{_CLOCK}|\byou(?:'ll| will) be (?:meeting|speaking|talking"
        rf"|seeing|interviewed)\b.{{0,80}}{_DAY}",
        _NOT_AGREED,
        cues=f"we you & {_DAYS}",
    ),
    rule(
        rf"\b(?:i|we)(?:'ll| will| shall)(?: then| also| gladly| happily)? (?:be (?:at|in|by|over|with|waiting"
        rf"|outside)|come"
        r"|drop (?:by|in)|stop (?:by|in)|swing by|meet|pick you|ring you|call you|phone you|see you|head over|join"
        r"|expect you"
        rf"|send (?:a |the |you a )?(?:link|invit\w+))\b.{{0,80}}(?:{_DATE}.{{0,40}}{_CLOCK}|{_CLOCK}.{{0,40}}{_DATE})"
        rf"|\b(?:i|we)(?:'d| would) (?:love|be (?:happy|glad|delighted|thrilled|honou?red)) to (?:come|join|attend|be"
        rf" there|do that)"
        rf"\b.{{0,40}}{_DAY}|^(?:yes,? )?(?:i |we |i'm |we're )?(?:can|could) (?:do|make) (?:{_DAY}|{_CLOCK}"
        rf"|\d{{1,2}}(?::\d\d)?\b)"
        rf"|\byou(?:'re| are) down for\b.{{0,40}}(?:{_DAY}|{_CLOCK})|\b(?:will|'ll) (?:call|ring|phone|pick|meet|see)"
        rf" you at \d"
        r"|\b(?:i|we)(?:'ll| will| shall) be there\b|\b(?:count (?:me|us) in|(?:i'm|we're|i am|we are) in[!.,])",
        _NOT_AGREED + r"|\bto (?:ask|see (?:if|whether)|arrange|schedule|set up)\b",
        cues="ll will shal coun in d woul can coul re are",
    ),
    rule(
        rf"\b{_MEETING} (?:is|are|has been|will be)(?: now| still| back)*(?: on| at| moved to| set for| for)? ?{_DATE}"
        rf"|\b(?:moved|pushed|shifted|switched|put) (?:you|it|him|her|us|this|that|(?:mr|ms|mrs|dr)\.? \w+|\w+"
        rf"|our \w+|the \w+|your \w+) (?:back |forward |up |out )?(?:to|at|for|down for)\b.{{0,15}}{_DAY}",
        _NOT_AGREED,
        cues=_DAYS,
    ),
    rule(
        rf"(?:{_DATE}|{_CLOCK}).{{0,25}}\b(?:is|are|looks|sounds|would be)(?: \w+)? (?:good|great|fine|perfect|ideal"
        rf"|ok|okay"
        rf"|lovely|best|super|convenient)\b|(?:{_DATE}|{_CLOCK}).{{0,15}}\b(?:suits|fits|works|it is)\b(?! (?:you"
        rf"|best for"
        rf" you|better for you))|\b(?:let's|lets) (?:do|say|go (?:for|with)|make it|plan (?:on|for)|aim for|keep"
        rf"|stick)\b"
        rf".{{0,40}}(?:{_DATE}|{_CLOCK})|^(?:perfect|great|deal|ok|okay|done|agreed|super|lovely|fine|sure|yes|yep"
        rf"|yeah)\b"
        rf"[^?]{{0,30}}(?:{_DATE}|{_CLOCK})[^?]{{0,30}}$",
        _NOT_AGREED + r"|\bwhich\b|\bor\b|\bwhatever\b|\bwhichever\b|\bdone (?:by|on)\b|\bweather\b",
        0.9,
        cues=_DAYS,
    ),
    rule(
        r"^(?:talk|speak|chat|see you|meet) (?:to you |with you )?(?:then|there)\b|\b(?:see|meet) you(?: all| both)?"
        r" (?:then|there)\b|^until then\b",
        _NOT_AGREED,
        0.6,
        cues="then ther",
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
        cues="is pers reac",
    ),
    rule(
        rf"\b[Ii]ntroduc(?:e|ed|ing) (?:you|the two|both|him|her|them|{_NAME})\b|\b[Ii]ntroduc(?:e|ed|ing"
        rf"|tion)\b.{{0,50}}\bto (?:you|him|her|them|each other|{_NAME})\b|\b[Ee]-?intro\b"
        rf"|\b[Ii]ntro (?:you|to you)\b|^{_NAME}, (?:please )?meet {_NAME}|^{_NAME},? this is {_NAME}"
        rf"|\b[Pp]lease meet {_NAME}"
        rf"|\b[Hh]ave you met {_NAME}|\b(?:[Ii]"
        rf"|[Ll]et me|[Pp]leased? to|[Ll]ike to|[Ww]anted to) introduce\b|\b[Mm]eet {_NAME}[,.!]",
        _SELF + r"|introduc\w+ (?:me|us|himself|herself)\b|introduced (?:you|to you)\b|can you introduce|thank"
        r"|\bto announce\b|so (?:that )?i can introduce|\bif\b|\bwere to\b|(?:would|could) introduce\b"
        r"|^(?:to )?meet (?!\w+(?: \w+)?[.!]?$)",
        cased=True,
        cues="e intr meet met this",
    ),
    rule(
        rf"\b(?:put|putting|get|getting) (?:you|the two of you|you two|you both|him"
        rf"|her)\b.{{0,20}}\b(?:in touch|in contact|together)\b|\b[Cc]onnect(?:ing)? you (?:with|to|two)\b"
        rf"|\b[Cc]opied (?:on this|here)\b.{{0,60}}{_NAME}|\b(?:I(?:'ve| have)? (?:copied|cc'?e?d)) {_NAME}"
        r"|\b[Cc]onnecting (?:you|the two|two)\b|\b[Ll]et (?:you|the) two (?:of you )?\w+"
        r"|\b(?:the )?two of you (?:can|should|could|will|to|have)\b"
        r"|\byou two (?:should|have|can|could|will|would|know|both)\b|\bas (?:promised"
        rf"|discussed).{{0,40}}\bcontact (?:details|information|info)\b"
        r"|\b[A-Z][a-z]+'s? (?:contact (?:details|information|info)|(?:phone )?number|e-?mail(?: address)?) (?:is"
        r"|are)\b"
        r"|\b(?:[Hh]e|[Ss]he)(?:'s| is| will be| would be|'d be)? (?:is )?(?:expecting your|happy to (?:talk|speak"
        r"|meet|hear)|glad to (?:talk|speak|meet|see|hear)"
        rf"|delighted to (?:talk|speak|meet|see)|willing to (?:talk|speak|meet))",
        r"because|owns? the|\bfyi\b|\bget(?:ting)? in touch with you|together (?:for|with you)",
        cased=True,
        cues="cc conn cont copi deli e emai expe glad happ mail numb phon toge touc two will",
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
        cues="can coul enco may migh need ough pers reco shou sugg urge want",
    ),
    rule(
        r"\b(?:forward(?:ed|ing)?|pass(?:ed|ing)|sent|sending|shared?|sharing|given|gave|send"
        rf"|pass)\b.{{0,20}}\b(?:your"
        rf"|his|her|their|\w+'s|this|the) (?:\w+ )?(?:r[eé]sum[eé]|cv|CV|name|e-?mail|letter|note|information"
        rf"|message|proposal|materials?|number)\b.{{0,25}}\b(?:on |along )?(?:to|with) (?:(?:our|the"
        rf"|my) (?:[a-z]+,? ){{0,3}})?{_NAME}",
        r"\bto (?:you|me)\b|please (?:forward|send|pass)",
        cased=True,
        cues="forw gave give pass send sent shar",
    ),
    rule(
        r"\b(?:[Aa]|[Mm]y|[Tt]he|an old|an?)(?: [\w']+){0,4} (?:friend|colleague|acquaintance|classmate|associate"
        r"|neighbou?r|student|roommate|cousin|nephew|niece|brother|sister|son|daughter|boss|client"
        r"|partner)(?: of (?:mine|ours|(?:a|my) [\w ']+))?"
        r"\b.{0,60}\b(?:would (?:like|love)|wants|is (?:looking|interested|seeking|graduating|moving|hoping"
        r"|applying)|asked me|who wants)\b"
        r"|\bresum[eé]s? of (?:[A-Z][a-z]+ [A-Z]|a (?:former|young|very|friend|colleague|student|good))|\b(?:[Hh]is"
        r"|[Hh]er|[A-Z]\w+'s) (?:r[eé]sum[eé]|cv)\b.{0,30}\b(?:attached"
        r"|enclosed|below)|\b(?:attached|enclosed|[Aa]ttached)\b.{0,30}\b(?:his|her"
        r"|[A-Z]\w+'s) (?:r[eé]sum[eé]|cv)\b|\bwho would (?:like|love) to (?:talk|speak|meet|visit|work)\b",
        r"\bmy resume\b",
        cased=True,
        cues="acqu asso boss brot clas clie coll cous cv daug frie neig neph niec part resu room"
        " résu sist son stud who",
    ),
    rule(
        rf"\b(?:[Hh]is|[Hh]er|whose|[Tt]he) name is\b.{{0,60}}|\bname and (?:phone )?number\b|\b(?:(?:highly"
        rf"|strongly|can|would|would like to|heartily|warmly) )recommend(?:ed)? (?:him|her|{_NAME}) (?:to|for|as"
        r"|highly|very|without)"
        rf"|\b[Ii] (?:highly|strongly|warmly) recommend (?:him|her|{_NAME})|\bwhom i (?:recommend|(?:have"
        r"|'ve) known)\b|\bwhom I (?:recommend"
        rf"|have known|'ve known|know|told you about)\b|\b[Ii] know (?:someone|somebody)\b.{{0,60}}\byou should\b"
        r"|\byou (?:should|two should) meet\b"
        r"|\bis the person (?:I (?:mentioned|told you)|you (?:should|want to|need to))|\bperson to (?:speak"
        rf"|talk) to\b.{{0,40}}\bis\b"
        rf"|\b[Ii] (?:spoke|talked) (?:to|with) {_NAME} about you\b|\btell (?:him|her) (?:that )?I (?:sent|suggested"
        r"|said|told)",
        r"\bmy name|what is|\bfile name|domain",
        cased=True,
        cues="name numb pers reco shou spea spok talk tell two whom",
    ),
    rule(
        rf"\b(?:contact|call|reach) {_NAME}",
        _SELF + r"|questions|further|information|reserv|regist|order|rsvp|details|changes|tickets|problem"
        r"|if you",
        0.7,
        cased=True,
        cues="call cont reac",
    ),
)

_KNOWN = (
    r"(?:friend|colleague|classmate|neighbou?r|student|roommate|cousin|nephew|niece|brother|sister|son|daughter|boy"
    r"|girl"
    r"|kid|wife|husband|buddy|pal|mate|coworker|co-worker|teammate|mentor|professor|boss|client|partner|cto|ceo|cfo"
    r"|head"
    r"|recruiter|director|manager|founder|team)"
)
# Somebody is named to the addressee, who is to know or meet them.
INTRODUCTION = (
    *INTRODUCTION,
    rule(
        rf"\b(?:[Ll]oop(?:ing|ed)?(?: in)?|[Aa]dding|[Aa]dded|[Cc]c'?(?:ing|d|ed)|[Cc]opying|[Bb]ringing in"
        rf"|[Pp]ulling in"
        rf"|[Tt]agging(?: in)?|[Cc]opied in) (?:(?:in|my|our|the|[a-z]+) ){{0,4}}{_NAME}\b|{_NAME},? (?:\w+ ){{0,6}}\(?"
        rf"(?:is )?(?:cc'?e?d|copied|in cc|on copy|on cc|copied in)\b"
        r"|\b[Oo]ver to (?:you|the) (?:two|both)\b|\byou two (?:to it|take it)|\b[Ll](?:eave|et) you (?:two|both|to"
        r" it)\b"
        r"|\b[Gg]et out of the way\b|\btake it from here\b",
        r"\bbecause\b|owns? the|\bfyi\b|\bcc'?d? (?:on the|in the) (?:ticket|thread)|\bcalendar\b|\b(?:to|from|of)"
        r" (?:the |our |this )?(?:list|account|file|document|sheet|invoice|budget|agenda|deck)\b",
        cased=True,
        cues="loop addi adde cc ccin copy brin pull tagg copi over two leav let out here cce",
    ),
    rule(
        rf"\b(?:[Mm]y|[Oo]ur|[Tt]he|[Aa]n?)(?: [\w']+){{0,4}} {_KNOWN},? {_NAME}\b.{{0,60}}\b(?:is|would|wants|just"
        r" (?:finished|graduated|moved|left|started)|has (?:just|recently)|needs|hopes|will (?:set|call|contact|reach"
        r"|write"
        r"|ring|get|be in touch|e-?mail)|who|copied|cc'?d|finished|graduated|asked)\b",
        r"\b(?:died|passed away|condolence|married|birthday|is (?:out|away|sick|on (?:leave|vacation|holiday)|fine|well"
        r"|back|getting|joining|leaving|resigning|retiring))\b|\bannounce|who (?:owns|paid|broke|lost)|\bmeeting with"
        r" the\b",
        0.7,
        cased=True,
        cues="is woul want just has need hope will who copi cc fini grad aske",
    ),
    rule(
        r"\b(?:[Aa]ttach(?:ed|ing)?|[Ee]nclos(?:ed?|ing)|[Ss]end(?:ing)?|[Hh]ere(?:'s| is)|[Bb]elow"
        r" is)\b.{0,20}\b(?:his|her"
        r"|their|[A-Z][a-z]+'s) (?:r[eé]sum[eé]|cv|CV|bio|profile|portfolio|details|LinkedIn)\b|\b(?:man|woman|guy|lady"
        r"|fellow|gentleman|candidate|engineer|lawyer|kid|student|graduate|friend|person|someone|somebody) (?:by the"
        r" name of"
        rf"|named|called) {_NAME}|\b(?:R|r)[eé]sum[eé] (?:is )?attached\b.{{0,80}}\b(?:he|she|him|her)\b",
        r"\bmy (?:resume|cv)\b|\bdid (?:his|her)\b",
        cased=True,
        cues="atta encl send here belo man woma guy lady fell gent cand engi lawy kid stud grad frie pers"
        " some resu résu",
    ),
    rule(
        rf"\b(?:hand(?:ed)?|forward(?:ed|ing)?|pass(?:ed|ing)?|sent|sending|shared?|sharing|gave|giving|give|submitted"
        rf"|dropped)\b.{{0,25}}\b(?:your|his|her) (?:[a-z]+ )?(?:r[eé]sum[eé]|cv|CV|name|details|profile|portfolio"
        rf"|application|info|contact\w*|number|e-?mail)\b.{{0,25}}\b(?:to|with|by) (?:(?:our|the|my|a) (?:[\w-]+,?"
        rf" ){{0,4}})?"
        rf"{_NAME}|\b[Pp]ut (?:in )?(?:a|in a) (?:good )?word\b|\b(?:mention|use|drop) my name\b|\b(?:tell|say to"
        r"|let) (?:him|her|them)(?: know)? (?:that )?(?:I|i|we) (?:sent|suggested|said|told|put|referred)|\bsay"
        r" (?:that )?"
        r"(?:I|i) (?:sent|put|told|referred|suggested)",
        r"\bto (?:you|me)\b|\bplease (?:forward|send|pass|share)|\b(?:could|can|would|will) you (?:forward|pass|send"
        r"|share"
        r"|put)|\bfor me\b",
        cased=True,
        cues="hand forw pass sent send shar gave givi give subm drop put ment use tell say let",
    ),
    rule(
        r"\b(?:[A-Z][a-z]+|[Hh]e|[Ss]he|[Tt]his)(?:'s| is| was) (?:the|a|one of the|my|our) (?:\w+ ){0,3}?"
        r"(?!file|report|project|book|paper|article|deal|place|restaurant|company)\w+"
        r" (?:that |who |whom )?(?:I|we)(?:'ve)? (?:have )?(?:told you|mentioned to|spoke to you|was \w+ing (?:you"
        r" )?about"
        r"|talked about)\b|\b[Mm]entioned you to\b|^(?:[Pp]lease )?[Mm]eet (?:my|our) \w+|\b[Rr]emember (?:that )?I"
        r" (?:told|mentioned).{0,30}\b(?:about|to)\b.{0,60}\b(?:woman|man"
        rf"|guy|friend|colleague|{_NAME})|\b[Yy]ou(?:'ve| have)? both (?:heard|know|have|share|work|are|love)\b",
        r"\bis the (?:file|report|one (?:thing|that i (?:sent|need)))",
        cased=True,
        cues="told ment spok was talk reme both meet",
    ),
    rule(
        rf"\b(?:[Yy]ou (?:really )?(?:should|ought to|must|might|may|could|want to|need to)|[Ii]'d|[Bb]est to"
        rf"|[Ww]orth|[Ww]hy|[Dd]o"
        rf" (?:not|don't you)|[Tt]ry|^(?:[A-Z]\w+, )?)(?: also| really| just| at least)? ?(?:sit(?:ting)? down with"
        rf"|have a (?:word"
        r"|chat|coffee|talk) with|catch up with|get hold of|look up|reach out to|have (?:coffee|lunch) with|(?:talk"
        r"|speak|chat)"
        rf"(?:ing)? (?:to|with)|meet(?:ing)?(?: with)?|ring|contacting|get in touch with|go and see|go see) (?:her"
        rf"|him|{_NAME})"
        r"\b|\b(?:reach|call|ring|contact|e-?mail|write to|try|find|text|ping) (?:him|her) (?:directly )?(?:on|at"
        r"|under)\b",
        r"\b(?:questions|further|reserv|regist|rsvp|tickets|problems?)\b|\bif you\b|\b(?:could|can|would) you\b|\?",
        0.9,
        cased=True,
        cues="sit sitt word chat coff talk catc hold look reac lunc spea meet ring cont get go him her",
    ),
    rule(
        rf"{_NAME},? (?:who|whom) (?:runs|heads|leads|knows|used to|did|does|works|looks after|manages|founded|built"
        rf"|started"
        rf"|has (?:just|been|done)|handles|specializes|was (?:my|our|at|the))\b|^{_NAME} (?:runs|heads|leads|built"
        rf"|founded|used"
        r" to (?:run|work|keep|be|head))\b.{0,120}",
        r"\b(?:said|told|asked|announce|appointed|resign|joined|died)\b",
        0.5,
        cased=True,
        cues="who whom runs head lead buil foun used",
    ),
)

_WEEKDAY = (
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes"
    r"|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
)
_MONTH = (
    r"\d{1,2}\.? (?:de )?(?:januar|februar|märz|april|mai|juni|juli|august|septem|oktober|novem|dezem|janvier|février"
    r"|mars|avril|juin|juillet|août|octobre|décem|enero|febrero|marzo|abril|mayo|junio|julio|agosto|octubre|diciem"
    r"|gennaio|febbraio|aprile|maggio|giugno|luglio|settem|ottobre|dicem|januari|februari|maart|mei|augustus)\w*"
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
        cues="best bis ci conf gut ik je komt mir nos tot uns va vien à ça",
    ),
    rule(
        rf"(?:\b(?:{_WEEKDAY}|{_MONTH}|morgen|übermorgen|demain|mañana|domani)\b|\b\d{{1,2}}(?:[:.h]\d\d|h| uhr| uur)"
        rf").{{0,60}}\b(?:passt|klappt|geht klar|steht|(?:ist|wäre) (?:gut|super|perfekt|ok|prima)|me convient|nous"
        rf" convient"
        rf"|me va|c'est (?:bon|parfait|noté)|me viene|me parece|va bene|va benissimo|per me va|past|schikt|is goed|is"
        rf" prima"
        rf"|komt (?:goed )?uit|lukt)\b|\b(?:passt|klappt|gern(?:e)?|treffen (?:wir )?uns|sehen (?:wir )?uns|komme"
        rf" (?:ich )?"
        rf"|bestätig\w+|abgemacht|parfait|d'accord|c'est (?:bon|noté)|convient|rendez-vous|on se (?:voit|retrouve)"
        rf"|perfecto"
        rf"|quedamos|de acuerdo|vale|nos vemos|va ben(?:e|issimo)|perfetto|d'accordo|confermo|ci vediamo|ci troviamo"
        rf"|prima"
        rf"|afgesproken|akkoord|past|is goed|zie (?:je|jullie|u))\b.{{0,60}}(?:\b(?:{_WEEKDAY}|{_MONTH}|morgen"
        rf"|übermorgen"
        rf"|demain|mañana|domani)\b|\b\d{{1,2}}(?:[:.h]\d\d|h| uhr| uur))|\b(?:je serai là|allí estaré|ci sarò|ik ben"
        rf" er"
        rf"|bin dabei|der termin steht)\b",
        r"\?|\bnicht\b|\b(?:ne|n'\w+)\b.{0,20}\bpas\b|\bno (?:me|nos|puedo)\b|\bnon\b|\bniet\b|\boder\b|\bou\b"
        r"|\bleider\b|\bdanke|\bgracias|\bmerci|\bgrazie|\bbedankt",
    ),
)

INTRODUCTION_FOREIGN = (
    rule(
        r"\b(?:darf ich vorstellen|(?:darf|möchte|will|würde) ich (?:\w+ ){0,4}(?:vorstellen|bekannt ?machen)"
        r"|ich (?:möchte|will|darf|würde) (?:\w+ ){0,6}(?:vorstellen|bekannt ?machen|zusammenbringen)"
        r"|(?:stelle|mache) ich (?:euch|sie|dich|dir|ihnen)\b.{0,60}\b(?:vor|bekannt)"
        r"|je (?:te|vous|tiens à vous|souhaite vous|voudrais vous|me permets de vous)"
        r" (?:présente|présenter|(?:mets?|mettre) en (?:relation|contact))"
        r"|(?:te|os|les|le) presento a|(?:quiero|quería|me gustaría) presentar(?:te|le|os|les)"
        r"|(?:te|os|les) pongo en contacto|(?:ti|vi|le) presento|(?:ti|vi|la) metto in contatto"
        r"|(?:stel|introduceer) ik (?:je|u|jullie)\b.{0,60}(?:\bvoor\b|\baan\b)"
        r"|ik (?:stel|breng|introduceer) (?:je|u|jullie)\b.{0,40}\b(?:voor aan|in contact|aan elkaar))\b",
        r"\b(?:mich|uns|me présente|meine|unser|presentarme|presentarmi|mezelf)\b",
        cues="darf ich ik intr je la le les mach me os quer quie stel te ti vi will würd möch",
    ),
    rule(
        r"\b(?:sprich|sprechen sie|wende dich|wenden sie sich|melde? dich|melden sie sich|ruf|rufen sie|frag|fragen sie"
        r"|kontaktiere|kontaktieren sie|schreib|schreiben sie)\b.{0,40}\b(?:mit|an|bei|herrn?|frau|dr\.?|meine[rmn]?)\b"
        r"(?=.{0,120}(?:\bkennt\b|\bleitet\b|\btel\b|\d{5}|@|grüß|hilft|expert|zuständig|weiß|freu|von mir))"
        r"|\b(?:lebenslauf|cv|namen|kontakt|nummer|bewerbung|unterlagen)\b.{0,40}\ban\b.{0,60}\b(?:weitergeleitet"
        r"|weitergegeben|geschickt|geschrieben|übergeben)|\bgrüße? von mir\b|\b(?:in|im) cc (?:ist|findest|finden"
        r"|setze|habe)"
        r"|\b(?:setze|nehme|hole) (?:ich )?.{0,40}\b(?:in kopie|in cc|dazu|ins cc)\b|\b(?:dir|ihnen|euch)"
        r" (?:meine[nr]?|unsere[nr]?)"
        r" .{0,50}\bvorstellen|\bmit (?:herrn|frau|meine[rmn] \w+) .{0,40}\b(?:bekannt|in kontakt|vernetz)"
        r"|\bein(?:e)? (?:freund|freundin"
        r"|bekannter?|kollege|kollegin|kollegen) von mir\b",
        r"\b(?:urlaub|abwesen|vertretung|rückfragen|bei fragen|hotline)\b",
        cues="spri spre wend meld ruf rufe frag kont schr lebe cv name numm bewe unte grüß in im mit ein"
        " eine setz nehm hole dir ihne euch",
    ),
    rule(
        r"\b(?:de ma part|de la part de|de mi parte|da parte mia|a nome mio|namens mij|de groeten van mij)\b"
        r"|\b(?:transmis|transféré|donné|passé) (?:ton|votre) (?:cv|nom|contact|numéro|dossier)\b"
        r"|\bte (?:paso|dejo|envío) (?:el|los) (?:contacto|teléfono|número|datos)|\bti (?:passo|giro|lascio) (?:il|i)"
        r" (?:contatto"
        r"|numero|recapiti)|\bje te (?:donne|passe|laisse) (?:le contact|le numéro|les coordonnées)"
        r"|\b(?:he|hemos) (?:pasado|reenviado|enviado|dado) (?:tu|su) (?:cv|currículum|contacto|nombre|teléfono)\b"
        r"|\b(?:ho|abbiamo) (?:inoltrato|girato|passato|dato|mandato) il (?:tuo|suo) (?:cv|curriculum|nome|contatto"
        r"|numero)\b"
        r"|\b(?:je|uw) (?:cv|gegevens|naam|nummer)\b.{0,40}\b(?:doorgestuurd|doorgegeven|gegeven)\b"
        r"|\b(?:une? amie?|una? amig[oa]|un'?a? amic[oa]|een (?:vriend|vriendin|collega)) (?:à moi|mí[oa]|mi[oa]|van"
        r" (?:mij|me))\b"
        r"|\b(?:contacte|contactez|parle avec|parle à|appelle|écris à|habla con|contacta con|escribe a|llama a|parla"
        r" con"
        r"|contatta|scrivi a|neem contact op met|praat eens met|bel eens met)\b.{0,60}\b(?:connaît|conoce|sabe"
        r"|conosce|kent"
        r"|weet|dirige|responsable|lleva|segue|leidt)\b",
        cues="de da a name tran donn pass he hemo ho abbi je uw un una une een cont parl appe écri habl escr llam scri neem"
        " praa bel te ti je",
    ),
)
