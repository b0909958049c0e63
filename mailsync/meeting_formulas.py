"""Meetings agreed, told by the formulas in which people write them."""

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
_MEETING = (
    r"(?:meeting|call|conference call|lunch|dinner|breakfast|appointment|interview|visit|tour|session"
    r"|conference|presentation|discussion|phone call|get[- ]together|coffee|drinks?|event|reception|panel"
    r"|table|ride|golf|tee time|zoom|video call|chat|steering group|committee|stand[- ]?up|workshop|seminar|training"
    r"|hearing"
    r"|kick[- ]?off|catch[- ]?up|one-on-one|1:1|retro|all-hands|rehearsal|viewing|termin)"
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
        _NOT_AGREED + r"|\bwill call\b|\bgoing to\b|hop(?:e|ed|ing) to (?:see|meet)",
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
        _NOT_AGREED + r"|\bannounc|\b(?:was|were)\b",
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
    # A joint doing at a stated time, whatever it is called.
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
        cues=_DAYS
        + " & good grea fine perf idea ok okay love best supe conv suit fits work it let lets deal done agre sure yes"
        " yep yeah",
    ),
    rule(
        r"^(?:talk|speak|chat|see you|meet) (?:to you |with you )?(?:then|there)\b|\b(?:see|meet) you(?: all| both)?"
        r" (?:then|there)\b|^until then\b",
        _NOT_AGREED,
        0.6,
        cues="then ther",
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
