"""Requests without a set phrase: what is missing, what is needed by when, orders, questions of a few words."""

from __future__ import annotations

from mailsync.ask_formulas import CLOSER, SOCIAL
from mailsync.rules import rule

_DEADLINE = (
    r"\b(?:by|before|no later than|not later than|until|latest)\b.{0,12}(?:\b(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day\b"
    r"|\b(?:tomorrow|tonight|noon|midnight|close of business|cob|eod|eow|end of|lunch|then|today|latest)\b|\bthe \d|\d)"
)
_VERB = (
    r"(?:return|fill (?:in|out|them|it)|submit|send|give|get|bring|print|forward|check|review|sign|complete|read|pick"
    r"|choose"
    r"|select|move|book|order|cancel|fix|restart|reset|upload|post|put|drop|add|remove|update|change|call|ring|phone"
    r"|text"
    r"|e-?mail|write|reply|respond|answer|come|join|let|keep|take|make|hold|leave|lock|lend|wait|stop|set up"
    r"|schedule|find|ask|tell|remind|prepare"
    r"|draft"
    r"|copy|help|look|pay|wire|file|approve|confirm|follow up|see (?:if|whether|to)|work out|sort out|have|hold|run"
    r"|use)"
)
ORDERS = (
    rule(
        rf"^(?:[\w.]+(?: [\w.]+)? ?[-–,:] ?)?(?:and |so |then |also,? |just |pls |please |now |ok,?"
        rf" )*{_VERB}\b.{{0,120}}"
        rf"(?:{_DEADLINE}|\b(?:until|till|before|once|after) (?:i|we|he|she|they|the|you)\b|\basap\b|\bas soon as\b"
        rf"|\b(?:when|if|whenever) you (?:get|have|can)\b|\bwhichever\b"
        rf"|\bwhat(?:ever)?"
        r" (?:suits|works)|\b(?:and|then) (?:tell|let|send|call|get|give))",
        CLOSER
        + r"|^(?:look|looks|read|had|made|got|have|hold on|keep up|keep (?:him|her|them) in) ?(?:forward|like|great"
        r"|good|a (?:great|good|nice|safe|wonderful|lovely))",
        0.9,
        cues="by befo no not unti till once afte late asap soon when if whic what and then",
    ),
    rule(
        rf"\b(?:i|we|i'll|we'll)(?: still| also| really| will| do|'m going to)*(?: need| require|'d need)"
        rf" .{{0,80}}(?:\bback\b"
        rf"|\bfrom (?:you|your)\b|\basap\b|{_DEADLINE}|\bbefore (?:i|we) can\b|\bto (?:proceed|finish|continue"
        rf"|process|close))"
        rf"|^(?:still )?need(?:ed|s)? (?:a |an |the |to |your |some )?\w+.{{0,80}}(?:{_DEADLINE}|\bfrom you\b|\basap\b)"
        r"|^need (?:a|an|the|your|some|\d+|to (?:know|tell|hear|see|get)) ?\b",
        r"\b(?:he|she|they) need|\bneed(?:s)? to (?:go|leave|be|run|catch)\b|\bno need\b|\bi(?:'ll| will) need to"
        r" (?:go|leave)",
        0.9,
        cues="need requ",
    ),
    rule(
        r"\b(?:your|the|our) [\w -]{2,40}? (?:is|are) (?:still )?(?:missing|overdue|outstanding|past due|incomplete"
        r"|late|unsigned"
        r"|unpaid)\b|\b(?:has|have) (?:still )?not (?:yet )?been (?:paid|received|signed|submitted|returned|settled)"
        r"|\b(?:cannot|can't|can not|won't be able to|unable to) (?:be )?(?:process|proceed|start|begin|finish|order"
        r"|continue"
        r"|complete|move|close|ship|book)\w*\b.{0,60}\b(?:until|unless|before|without)\b"
        r"|\b(?:still )?(?:waiting|wait) (?:for|on) (?:your|you|the|a)\b.{0,60}\b(?:from you|reply|answer|signature"
        r"|approval|ok|go-ahead"
        r"|decision|response|numbers|comments)|\bwait(?:ing)? (?:for|on) (?:you|your)\b",
        r"\b(?:flight|weather|train) |\b(?:he|she|they) (?:is|are|was|were)\b",
        0.8,
        cues="miss over outs past inco late unsi unpa has have cann can won unab wait",
    ),
    rule(
        r"\b(?:wants?|needs?|wanted|needed|like|likes|asking|asked|asks|wonders?|wondering) (?:to know |to hear |me"
        r" to ask )?(?:if"
        r"|whether|what|when|how|which) (?:you|your)\b|\b(?:wants?|needs?|waiting|waits) (?:your|for your|to hear"
        r" from you)\b",
        r"\bas you (?:asked|requested)|\bme whether|\basked me (?:if|whether) i\b",
        0.8,
        cues="want need like aski aske asks wond wait",
    ),
    rule(
        r"\b(?:thanks|thank you|thx|tia|merci|gracias|danke|dank)\b.{0,12} (?:in advance|ahead of time)|\b(?:vielen "
        r"|herzlichen |besten )?dank"
        r"e? (?:schon )?(?:mal )?im voraus|\bmerci (?:beaucoup )?(?:d'|par )avance|\bremercie(?:ons)? (?:d'|par )avance"
        r"|\bgracias (?:de antemano|por adelantado)|\bgrazie (?:mille )?in anticipo|\balvast (?:heel erg |hartelijk )?"
        r"(?:bedankt|dank)|\bbij voorbaat (?:hartelijk )?dank",
        r"\bcooperation\b|\bpatience\b|\bunderstanding\b|\bsupport of\b",
        0.8,
        cues="adva ahea vora avan ante adel anti alva voor tia",
    ),
    rule(
        r",? (?:please|pls|plz)(?:[,!]| by\b| before\b|[.]?$)|\b(?:i'd|i would|we'd|we would) (?:really |very much"
        r" )?value\b"
        r"|\b(?:what's|what is) your (?:take|view|opinion)\b|\bcount on you\b|\bin your hands\b|\byour call\b.{0,40}\?",
        r"\bplease,? (?:god|no|don't|note|find|see)\b|\bcoffee,? please\b|^please[.!]?$",
        0.8,
        cues="plea pls plz valu take view opin coun",
    ),
    rule(
        r"^(?:(?:so|and|hey|ok|oh|btw|ps|p\.s\.),? )?(?:do|did|can|could|would|will|are|have|might|may) (?:you|u"
        r"|someone|anyone"
        r"|anybody|somebody|one of you) (?!be (?:\w+ )?(?:sure|surpris)|believe|see what|imagine|know what)[^?]*$"
        r"|^(?:(?:so|and|hey|ok|btw),? )?(?:has|does|is) (?:anyone|anybody|someone|somebody)\b|^any(?:one|body)"
        r" (?:got|know|have"
        r"|has|up for|free|interested|around|seen|want|going|able|else|here)\b|^any (?:chance|idea|ideas|news|update"
        r"|word"
        r"|thoughts|luck|way|preference|objection|pointers|tips|advice|suggestion|lead|clue|takers"
        r"|recommendation)\w*\b",
        SOCIAL + r"|^(?:may|might|will|would) (?:you|one) (?:always|all|both|ever)\b|\bwould you (?:rather|like)\b",
        0.9,
        cues="do did can coul woul will are have migh may has does is any anyo anyb",
    ),
    rule(
        # "You in?", "Free on Tuesday?", "OK with you?": a question of a few words.
        r"^(?:[\w.]+[,-] )?(?:(?:so|and|also),? )?(?:you|your|free|available|around|thoughts|comments|ok(?:ay)?"
        r"|agreed|interested"
        r"|up for|in favou?r|still on|coffee|lunch|dinner|drinks|beer|golf|ready|deal|possible|too (?:late|early"
        r"|much)|ideas"
        r"|preference|when|where|who|which)\b(?:\W+\w+){0,6}\W*\?",
        SOCIAL + r"|\bwho knew\b|\byou (?:kidding|serious|know|see|too|sure|ok|okay|well|alright)\b",
        0.9,
        cues="?",
    ),
    rule(
        r"\b(?:i|we)(?:'ve| have) (?:got )?[^.?]{0,60}\b(?:open|free|available)\b.{0,40}\b(?:pick|choose|whichever"
        r"|which|what"
        r"|let me|suits?|works?|prefer)|\bpick (?:whichever|whatever|one|a (?:time|day|slot|date))\b|\bwhichever"
        r" (?:suits|works"
        r"|you)\b|\bwhat(?:ever)? (?:suits|works) (?:best )?(?:for )?you\b|\btell me (?:which|what|when|how|where|who"
        r"|if|whether)\b",
        r"\btold\b",
        0.9,
        cues="pick choo whic what tell open free avai",
    ),
    rule(
        r"^(?:do |would )?(?:you )?mind (?:if\b|\w+ing\b)|^(?:please |and |so )?(?:do not|don't) forget (?:to|the"
        r"|your|about)\b"
        r"|^(?:please )?(?:drop|shoot)"
        r" (?:me|us) an?\b"
        r"|\b(?:asks?|requests?|requires?) that (?:all|every|each|you)\b"
        r"|\bput my name (?:in|forward) for\b|\b(?:would like|hope|wish|want|love|keen|eager|happy) to be considered\b"
        r"|\b(?:might|could) you have\b|\bhalf an hour (?:for|with|to|of)\b|\ba few minutes of your time (?:to|next"
        r"|this|on|some)\b"
        r"|\b(?:a|one) (?:more )?(?:quick )?(?:question|favou?r|thing)(?: for you)?[:,.]",
        r"\bhe\b|\bshe\b",
        0.8,
        cues="put cons migh coul half minu ques favo thin mind forg drop shoo ask asks requ",
    ),
    rule(
        # "Please wear …": any verb, but those of courtesy.
        r"\b(?:please|pls|plz),? (?:also |just |do |all |both |then |kindly )*[a-z]{3,}",
        CLOSER + r"|\bplease,? (?:do not|don't|no|never|do feel|feel|excuse|pardon|forgive|accept|find|see|note|be\b"
        r"|know|extend (?:my|our)|convey"
        r"|give (?:my|our|him|her|them)|say|tell (?:him|her|them)|join|disregard|ignore|allow|bear|enjoy|remember"
        r"|understand|rest|contact|call|stay|take care|visit|refer|click|pass (?:on|my)|keep (?:up|in|him|her|them"
        r"|(?:me|us) (?:posted|informed|updated|in))"
        r"|help"
        r" yourself|god|if)\b|\bpleased\b|\bsubscri|\bregist|\b(?:he|she|they) (?:said|asked)",
        0.8,
        cues="plea pls plz",
    ),
    rule(
        # "… and text me your sizes", "your turn to …", "two questions: who pays, and when".
        r"(?:\band|,|;|\bthen|^so) (?:please )?(?:text|send|call|e-?mail|tell|give|let|get|bring|forward|write|drop"
        r"|ring"
        r"|show|remind) (?:me|us)\b(?! (?:a hug|my best))|\byour (?:turn|job|move) to\b|^(?:(?:a|an|one|two|three|four"
        r"|just|another|quick|last|small|the|some|only|more|loose) )+(?:questions?|things?|points?|ends?"
        r"|items?)\b.{0,60}:"
        r" ?(?:is|are|who|what|which|when|where|why|how|do|does|did|can|could|should|will|would|has|have)\b"
        r"|\bif you know (?:of )?(?:an?|anyone|anybody|someone|somebody|any)\b",
        CLOSER + r"|\b(?:he|she|they|used to|would)\b|\bif you (?:have|need)\b|\bmade me\b"
        r"|\b(?:if|should|when)\b.{0,80}\blet (?:me|us) know",
        0.8,
        cues="text send call emai e tell give let get brin forw writ drop ring show remi turn job move ques thin poin"
        " end ends item know",
    ),
    rule(
        # What has not come yet.
        r"\b(?:i|we)(?: still)? (?:don't|do not|haven't|have not|never)(?: yet)? (?:have|got|gotten|received|seen"
        r"|had|heard)"
        r" (?:back |anything )?(?:your|from you|an? (?:reply|word|answer|response|date) from you)\b"
        r"|\b(?:i'm|i am) (?:stuck|lost|at a loss)\b.{0,80}\byou",
        r"\b(?:if|lately|in (?:years|ages|months)|for (?:years|ages|a while))\b",
        0.8,
        cues="have got gott rece seen had hear stuc lost loss",
    ),
)

# Asked only of mail that may be in another language than English.
ORDERS_FOREIGN = (
    rule(
        # "bitte", "s'il vous plaît", "por favor", "per favore", "alsjeblieft": whatever is ordered with it.
        r"\bbitte\b(?! (?:sehr|schön|gern|entschuldig|beacht|nicht (?:böse|wundern)|verzeih))|\bs'il (?:te"
        r"|vous) pla[iî]t"
        r"|\bsvp\b|\bstp\b|\bpor ?fa(?:vor|s)?\b|\bporfis?\b|\bper (?:favore|cortesia|piacere)\b|\bals(?:je|tu)blieft\b"
        r"|\baub\b|\bs\.v\.p",
        r"\b(?:zögern|rückfragen|bei fragen|beachten|entschuldig\w*|hésite\w*|pardon\w*|excus\w*|dude|dudes|disculp\w*"
        r"|esit\w+|scus\w+|aarzel|abbestellen|abmelden|désabonner|fehler)\b",
        0.9,
        cues="bitt plai plaî svp stp por porf per alsj alst aub v",
    ),
    rule(
        r"\b(?:il (?:me|nous) manque|(?:me|nos) faltan?|mi mancan?o?|ci mancan?o?|ons? ontbreekt|mist nog)\b.{0,30}\b"
        r"(?:votre|ton|ta|vos|tes|tu|su|tus|sus|tua|tuo|sua|suo|vostr[oa]|je|jouw|uw)\b|\b(?:averigua|averigüe"
        r"|il faudrait que (?:tu|vous)|ricordat[ei]v?i?|stuur me|ruft? (?:mich|uns) an|rufen sie (?:mich|uns)"
        r"|mira a ver"
        r"|échale|échele|cuéntame|me (?:cuentas|dices|avisas|confirmas|mandas|pasas|llamas)|dammi|dimmi|fammi|mandami"
        r"|mi (?:dici|mandi|confermi|chiami|passi)|fai(?:mi)? sapere|dis-moi|tiens-moi|préviens-moi|passe-moi"
        r"|regarde si"
        r"|laat (?:me|mij|ons) (?:even |snel |gauw |dan |maar )?weten|kijk even|denk je eraan|vergeet niet"
        r"|vergiss nicht"
        r"|denkt? (?:bitte )?(?:daran|dran)|schaut? mal|sag (?:mir )?bescheid|no olvides|non dimenticare"
        r"|n'oublie pas)\b",
        r"\b(?:hésite|dudes|esitare|aarzel|wenn du fragen|als je vragen)\b",
        0.8,
        cues="manq falt manc ontb mist aver mira il rico stuu ruf ruft rufe écha cuén me damm dimm famm mand mi fai"
        " faim dis tien prév pass rega"
        " laat kijk denk verg scha sag no non n",
    ),
)
