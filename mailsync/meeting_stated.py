"""Meetings agreed without a word for agreeing: a day, an hour, and where or with whom; in six languages."""

from __future__ import annotations

from mailsync.rules import rule

_DAY = (
    r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sun)(?:day)?\b|\b(?:today|tomorrow|tonight)\b"
    r"|\bthe \d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2}/\d{1,2}\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? ?\d{1,2}\b"
    r"|\b\d{1,2} (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b)"
)
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CLOCK = (
    rf"(?:\b\d{{1,2}}(?:[:.]\d\d)? ?(?:[ap]\.?m\b|o'?clock\b)|\b\d{{1,2}}[:.]\d\d\b|\bnoon\b|\bmidday\b"
    rf"|\b(?:at|from|@) (?:\d{{1,2}}|{_NUMBER})\b(?! (?:%|percent|dollars|people|each))|\bhalf (?:past )?{_NUMBER}\b"
    rf"|\b{_NUMBER}[- ]thirty\b|\bquarter (?:to|past) {_NUMBER}\b"
    rf"|(?:\bat|\bfor|day|\btues?|\bwed|\bthurs?|\bfri|\bsat) [012]?\d[0-5]\d\b)"
)
_WITH = (
    r"(?:\b(?:at|in|outside|by|near) (?:my|your|our|his|her|the|mine|yours|ours)\b|\b(?:at|in) [a-z]+'s\b"
    r"|\bsee (?:you|u)\b|\b(?:we|us|you|i'll|let's)\b.{0,12}\bmeet\b|\bpick (?:you|u) up\b|\bbring\b"
    r"|\bunder my name\b|\b(?:with|for) (?:you|us|me)\b"
    r"|\bsame (?:place|dial-in|link|room|number)\b|\bit is\b|\b(?:on|over) (?:zoom|teams|the phone)\b|\bmy treat\b"
    r"|\bon me\b|\bdial-in\b)"
)
_NO = (
    r"\?|\b(?:if|unless|either|or|maybe|perhaps|possibl[ey]|tentativ\w+|would|could|can't|cannot|won't|not|n't|never"
    r"|cancel\w*|propos\w+|suggest\w*|hop(?:e|ed|ing)|was|were|had|went|came|got|said|told|met|did|until|till|by|due"
    r"|deadline|last|yesterday|ago|closed|invoice|shipped|deliver\w*|flight|flies|fly|game|show|film|trade|register"
    r"|tickets|doors|open|opens|closes|plays|arrives|lands|leaves|departs|home at)\b"
)
_DAYS = (
    "0 apr apri aug augu dec dece feb febr fri frid jan janu jul july jun june mar marc may mon mond nov nove oct octo"
    " sat satu sep sept sun sund thu thur toda tomo toni tue tues wed wedn"
)

MEETING_STATED = (
    rule(
        # "Mr. Hale has you in his diary for …", "we're on for …", "count on me for …".
        rf"\b(?:has|have|had|got|put|pencil\w*) (?:you|me|us|him|her|this|it|that)(?: both| all)? (?:down for|(?:in"
        rf"|on|into)"
        rf" (?:his|her|my|our|the|their) (?:diary|calendar|book|schedule|agenda))\b.{{0,60}}(?:{_DAY}|{_CLOCK})"
        rf"|\b(?:we're|we are|you're|you are|i'm|i am)(?: all| now| both| still| back)* (?:good to go|on|booked in|set"
        rf"|confirmed|in|down|expected) (?:for|at)\b.{{0,30}}(?:{_DAY}|{_CLOCK})"
        rf"|\bcount on (?:me|us)(?: being there)? (?:for|on|at)\b.{{0,30}}(?:{_DAY}|{_CLOCK})"
        rf"|\b(?:i|we)(?:'ll| will| shall) (?:see|meet|collect|fetch|pick) (?:you|u)\b.{{0,50}}{_CLOCK}"
        rf"|\b(?:we've|we have|i've|i have|you've|you have) (?:got )?(?:our|a|the|your) [\w -]{{3,40}} (?:{_DAY}"
        rf".{{0,12}}{_CLOCK}|{_CLOCK}.{{0,12}}{_DAY})"
        rf"|\b(?:settled|agreed|confirmed)[,: –-]{{1,3}}.{{0,20}}{_DAY}.{{0,20}}(?:{_CLOCK}|\bat \w+)"
        rf"|\b(?:can give you|has|have|got you) (?:half an hour|\w+ minutes|an hour|the [\d:. apm]+ slot"
        rf"|a slot)\b.{{0,40}}"
        rf"(?:{_DAY}.{{0,20}}{_CLOCK}|{_CLOCK}.{{0,20}}{_DAY})"
        rf"|\b(?:nudge|reminder|remind you)\b.{{0,60}}(?:{_DAY}.{{0,20}}{_CLOCK}|{_CLOCK}.{{0,20}}{_DAY})",
        r"\?|\b(?:if|or|was|were|told|trade|deadline|due|register|unless|can't|cannot|not)\b|n't\b",
        cues=_DAYS + " noon midd at from half one two thre four five six seve eigh nine ten elev twel quar",
    ),
    rule(
        # "… so Wednesday at 3 at the house": a day, an hour and a place or a person.
        rf"^(?=.{{0,200}}{_DAY})(?=.{{0,200}}{_CLOCK}).{{0,200}}?{_WITH}",
        _NO,
        0.8,
        cues=_DAYS + " & 0 noon midd at from half quar thir",
    ),
    rule(
        # "See you thurs 730."
        rf"(?:^|[,;.–-] ?|\b(?:and|so|then|great|perfect|ye+s+|works|fine|good) )(?:i'll |we'll )?(?:see|talk to"
        rf"|speak to) (?:you|u)\b(?:.{{0,50}}{_CLOCK}|.{{0,30}}{_DAY} \d)|^(?:so |then |ok,? |okay,? |right,? |great,? "
        rf"|perfect,? "
        rf"|yes,? |deal,? |fine,? |until |till )?(?:on )?{_DAY},? (?:{_CLOCK}|\d{{1,2}}\b)[\w ,'-]{{0,40}}[.!]*$",
        r"\?|\b(?:if|or|was|were|hoped?|hoping|wanted|deadline|due|closed|unless|shut)\b|n't\b",
        0.8,
        cues=_DAYS + " noon midd at from half one two thre four five six seve eigh nine ten elev twel quar",
    ),
    rule(
        r"^(?:yes|yep|yeah|ye+s+|ok|okay|of course|certainly|absolutely|definitely|gladly|with pleasure|sure)\b[,! -]+"
        r"(?:of course |gladly |definitely )?(?:i'll|i will|we'll|we will|i'm|we're) (?:be there|come|coming|in)\b"
        r"|^(?:i'd|i would|we'd|we would) be (?:delighted|honou?red|thrilled)[.!]$",
        r"\?|\bif\b",
        0.6,
        cues="be come comi in deli hono thri",
    ),
)

_WEEKDAY = (
    r"\b(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes"
    r"|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|(?:maan|dins"
    r"|woens|donder|vrij|zater|zon)dag)\b"
)
_ANY_DAY = (
    rf"(?:{_WEEKDAY}|\b(?:heute|morgen|übermorgen|aujourd'hui|demain|après-demain|hoy|mañana|oggi|domani|dopodomani"
    r"|vandaag|overmorgen)\b|\b(?:am|vom|le|el|il|op|de) \d{1,2}\b|\b\d{1,2}\.\d{1,2}\.)"
)
_ANY_NUMBER = (
    r"(?:ein|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|une|deux|trois|quatre|cinq|sept|huit|neuf"
    r"|dix|onze|midi|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|due|tre|quattro|cinque|sei|sette"
    r"|otto|nove|dieci|undici|mezzogiorno|een|twee|drie|vijf|zes|zeven|negen|tien|elf|twaalf)"
)
_ANY_CLOCK = (
    rf"(?:\b\d{{1,2}}(?:[:.h]\d\d)? ?(?:h\b|uhr\b|uur\b|heures?\b)|\b\d{{1,2}}[:h]\d\d\b"
    rf"|\b(?:um|gegen|ab|halb|à|vers|a las?|sobre las?|alle|all'|ore|om|rond|half|kwart \w+)"
    rf" ?(?:halb |half |kwart \w+ )?(?:\d{{1,2}}(?:[.:]\d\d)?|{_ANY_NUMBER})\b|\bhalf {_ANY_NUMBER}\b|\bhalb \w+\b"
    rf"|\bmittags\b|\bmidi\b|\bmezzogiorno\b)"
)
_ANY_WITH = (
    r"(?:\b(?:bei \w+|zu empfangen|erwart\w+|l'aspett\w+|(?:le|te|os) esper\w+|vous (?:attend|attends|reçoit)"
    r"|zien? (?:we )?"
    r"(?:je|u|jullie)|termin|appuntamento|cita|afspraak|(?:bin|komme|kommen|sind|treffe\w*|sehen|hole|warte) \b"
    r"|im büro|im café|am"
    r" (?:bahnhof|eingang|tor)|chez (?:toi|moi|vous|nous|\w+)|dans (?:vos|mes|nos|ton|mon|votre|notre) \w+|au"
    r" (?:bureau|café|restaurant)|à (?:la|l'|votre|ton|mon)|en (?:tu|mi|su|la|el|nuestra|casa)|con(?:migo|tigo)|da"
    r" (?:me|te|noi|voi|lei)|al (?:bar|teatro|ristorante)|in (?:ufficio|studio|stazione)|da noi|bij (?:mij|jou|jullie|u"
    r"|ons|je|de)|op (?:kantoor|het|de)|nos vemos|ci vediamo|on se (?:voit|retrouve)|rendez-vous|quedamos|zie (?:ik )?"
    r"(?:je|u|jullie)|bringe|j'apporte|llevo|porto|reserviert|réservé|reservado|prenotato|gereserveerd|ordinato"
    r"|je réserve|ich reserviere|reservo|prenoto|ik reserveer)\b)"
)
_ANY_NO = (
    r"\?|\b(?:oder|ou|nicht|kein\w*|wenn|falls|vielleicht|leider|war|waren|hatte\w*|wurde\w*|gestern|wird|werden"
    r"|ne|pas|si|sauf|peut-être|étai\w+|hier|sera|no|quizás?|fue|era|ayer|se|non|forse|ieri|niet|geen|als|misschien"
    r"|gisteren|werd|o|of|soll\w*|könn\w*|würde\w*|ginge|bis|jusqu\w*|hasta|entro|tot|fino|vor|avant|antes|prima di"
    r"|voor|frist|abgabe|rechnung|facture|factura|fattura)\b"
)
_ANY_DAYS = (
    "0 mont dien donn frei sams sonn mitt lund mard merc jeud vend same dima lune mart miér juev vier sába domi giov"
    " vene saba maan dins woen vrij zate zond heut morg über aujo dema aprè hoy maña oggi doma dopo dome vand over"
)
# Asked only of mail that may be in another language than English.
MEETING_STATED_FOREIGN = (
    rule(
        rf"^(?=.{{0,200}}{_ANY_DAY})(?=.{{0,200}}{_ANY_CLOCK}).{{0,200}}?{_ANY_WITH}",
        _ANY_NO,
        0.8,
        cues=_ANY_DAYS,
    ),
    rule(
        rf"^(?:also|dann|alors|donc|allora|entonces|pues|dus|dan|ok|ja|oui|sí|sì|passt|prima|parfait|perfecto"
        rf"|perfetto|goed|abgemacht|entendu|hecho|vale|va bene|akkoord|bis|à|hasta|a|tot)?[,: ]*"
        rf"{_ANY_DAY}.{{0,10}}{_ANY_CLOCK}.{{0,50}}$",
        _ANY_NO,
        0.8,
        cues=_ANY_DAYS,
    ),
    rule(
        # "I'm coming", said as an answer.
        r"\b(?:ich komme (?:sehr )?gern\w*|(?:da|natürlich|klar|sicher) (?:bin ich dabei|komme ich)"
        r"|wir kommen (?:sehr )?"
        r"gern\w*|j'y serai|je viens (?:avec plaisir|volontiers)|(?:avec plaisir|volontiers)[,!] (?:je|nous|à|on)\b"
        r"|bien sûr que (?:je viens|j'y serai)|claro que (?:voy|vamos|sí)|(?:allí|ahí) (?:estaré|estaremos)|cuenta"
        r" conmigo|certo che (?:vengo|veniamo|ci sono)|(?:vengo|veniamo) (?:volentieri|di sicuro)|ci (?:sarò|saremo)"
        r"|natuurlijk kom ik|ik kom (?:graag|zeker)|wij komen graag|(?:ich|wir) (?:bin|sind) dabei)\b",
        r"\?|\b(?:nicht|pas|no puedo|non posso|niet|wenn|falls|als)\b",
        0.7,
        cues="komm dabe sera serai vien volo sûr voy vamo sí esta cuen veng veni ci kom plai seré sarò",
    ),
)
