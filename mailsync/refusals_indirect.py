"""Refusals that are not worded as one: what stands in the way, who is better, what was chosen; in six languages."""

from __future__ import annotations

from mailsync.rules import rule

# Told of somebody else, supposed, or asked: nobody turns anything down here.
_NOT = (
    r"\?|\b(?:if|unless|he|she|they|who|said|says|told|tells|heard|wonder\w*|used to|yesterday|last \w+|when i was"
    r"|good to go)\b"
)
_WHEN = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|that (?:day|date|week|weekend|time|evening|morning"
    r"|afternoon)|next (?:week|month)|the \d{1,2}(?:st|nd|rd|th)|the (?:date|day))"
)

DECLINE_INDIRECT = (
    rule(
        r"\b(?:i'm|i am|we're|we are) (?:going to|gonna|inclined to)(?: have to)? (?:pass|skip|sit (?:this|that|it)"
        r"(?: one)? out|say no|leave it)\b(?! (?:it|this|that|them)? ?(?:on|along) to)"
        r"|\b(?:must|should|have to|need to|will|'ll|better) (?:pass|skip|sit) (?:this|that|it)(?: one| time)?(?: out)?"
        r"[.,!]"
        r"|\b(?:it's|it is|that's|that is|so) (?:a )?(?:firm |polite |flat )?no (?:for|from|on)\b|\bno for (?:now|us"
        r"|me)\b"
        r"|\bsay no to\b|\bcount (?:me|us) out\b|\bnot this (?:year|time|round|season|month|quarter),? (?:i'm|i am"
        r"|sadly"
        r"|alas|sorry|unfortunately|we're)|^(?:sorry,? |but |sadly,? )?not (?:this (?:year|time|round|season)|for us"
        r"|for me)(?:[.,!;]|$| (?:i'm|i am|we're|though|but)\b)",
        _NOT,
        cues="pass skip sit say leav no not coun",
    ),
    rule(
        r"\b(?:isn't|is not|it's not|not really|not quite|not exactly) for (?:me|us)\b|\b(?:i've|i have|we've|we have)"
        r" (?:already )?promised (?:my|the|our|to|her|him)\b|\bnot my (?:department|pigeon|bailiwick|line of work)\b"
        r"|\b(?:must|have to|sorry to|hate to|going to) (?:disappoint you|let you down)\b|\b(?:we're|we are|i'm"
        r"|i am)(?: all"
        r"| fully| completely)? booked (?:up|out|solid|through)\b|^(?:our |my |with )?regrets\b(?: from|,| but)"
        r"|\b(?:can't"
        r"|cannot) get (?:away|out of it|free|off)\b|\b(?:list|class|house|hotel|course|job|position|seat"
        r"|post) (?:is|was)"
        r" (?:already )?(?:full|gone|taken|filled|closed)\b|\bi'm retired\b|\b(?:will|may|can) have to wait (?:until"
        r"|till)"
        r" next\b",
        _NOT,
        0.8,
        cues="for prom depa pige bail line disa down book regr away out free off full gone take fill clos reti wait",
    ),
    rule(
        # "I'd be terrible at it", "you want somebody who …".
        r"\b(?:i|we)(?:'d| would|'m| am)(?: only| just| really| frankly)* (?:be )?(?:terrible|awful|hopeless|useless|no"
        r" (?:good|use|help)|the wrong (?:person|man|woman|one|choice|fit)|lousy|dreadful)\b(?:.{0,12}\b(?:at|for|to"
        r"|on) (?:it|this|that|you|these)\b)?|\bi(?:'d| would) (?:only|just) (?:disappoint|bore|embarrass|slow|let)\b"
        r"|\bwouldn't be (?:any|much|of) (?:use|good|help|any use|much)\b"
        r"|\byou(?:'d| would)?(?:'re| are)? (?:want|need|be better(?: off)?(?: served)?|better off"
        r"|do better)(?: to have| with| by| asking)*"
        r" (?:somebody|someone|a \w+) (?:with|who|else|younger|older|local|closer|that)\b|\bi know nothing about\b",
        _NOT + r"|\bwithout you\b|\byou need someone to\b",
        0.8,
        cues="terr awfu hope usel no wron lous drea disa bore emba slow let woul want need bett know",
    ),
    rule(
        r"\b(?:happy|satisfied|content|sticking|staying|stay|stick) with (?:our|what we|the (?:one|system|people"
        r"|supplier"
        r"|firm)|who we)\b|\b(?:nobody|no one|none of us)(?: here)?(?: is|'s) (?:looking|interested|shopping|buying)\b"
        r"|\bnot (?:really |currently |actively |now )?(?:looking (?:to|for|at)|in the market|shopping|buying|taking on"
        r"|accepting|considering|investing|adding)\b|\bluck (?:elsewhere|finding (?:someone|somebody|a|the|another)|in"
        r" your search|with (?:your search|it elsewhere))|\bwe(?: already)? have (?:a|our own) (?:system|supplier"
        r"|vendor"
        r"|provider|partner|agency|firm|broker|lawyer)\b",
        _NOT + r"|\blooking (?:to hear|forward)|\bnot looking (?:for (?:sympathy|trouble|thanks)|at me)\b",
        0.8,
        cues="happ sati cont stic stay nobo no none not luck have",
    ),
    rule(
        # Health, home, and whoever has the say.
        r"\b(?:doctors?|doc|wife|husband|boss|knee|back|hip|surgeon|physio|bank|lawyers?|board|partners?|landlord|union"
        r"|insurers?|accountant|firm|policy|company)\b.{0,30}\b(?:(?:has|have|had) me (?:on the bench|in bed"
        r"|grounded|off"
        r" my feet|on (?:bed )?rest|benched|flat)|(?:won't|will not|doesn't|does not|would never|wouldn't|never) (?:let"
        r" (?:me|us)|hear of|wear it|allow|sign off|stand for|go for|agree|budge|approve)|would (?:divorce|kill"
        r"|shoot|skin|fire) me|(?:said|says|say) no\b|forbids?|have vetoed|has vetoed|vetoed)"
        r"|\b(?:i'm|i am|we're|we are) (?:laid up|grounded|benched|on crutches|in hospital|in the hospital|flat on my"
        r" back|up to (?:my|our) (?:neck|ears|eyes|eyeballs)|run off (?:my|our) feet|swamped|spoken for|committed"
        r" elsewhere)\b",
        r"\?|\b(?:if|unless|you|he|she|they) (?:won't|will not|doesn't)\b",
        0.8,
        cues="doct doc wife husb boss knee back hip surg phys bank lawy boar part land unio insu acco firm poli comp"
        " laid grou benc crut hosp flat up run swam spok comm",
    ),
    rule(
        # What is out of reach.
        r"\bnothing (?:(?:more|else) )?(?:that )?(?:i|we) (?:can|could) (?:do|offer)\b|\b(?:below|above|beyond"
        r"|outside|out"
        r" of|over|more than|not within|past) (?:what |anything )?(?:(?:we|i)(?: can|'re able| could|'d| are able"
        r"|'ve got)"
        r"|(?:we|i) (?:do|handle|take|offer|pay|spend|have)|(?:our|my) [\w ]{0,20}?(?:can\b|budget|reach|scope|range"
        r"|remit|power|league|capacity|limits?|means|field|area|expertise|pay grade|hands|line))"
        r"|\bnot (?:really )?(?:something|a thing|one) (?:that )?(?:i|we|our|my|the)\b.{0,25}\b(?:can|could|do|would"
        r"|will|want|let|offer|handle|take|fund|cover|support|am|are)\b|\btoo (?:rich|expensive|steep|far|much|dear"
        r"|costly)\b"
        r".{0,15}\bfor (?:me|us|my|our)\b|\bis the (?:furthest|most|best|limit) (?:i|we) can\b.{0,40}\bnot\b",
        _NOT + r"|\bhope\b|\bbeyond what (?:i|we) (?:could|can) (?:have|ever)\b|\bnothing we can do about\b"
        r"|\bbetter than\b",
        0.8,
        cues="noth belo abov beyo outs out over more not past too",
    ),
    rule(
        # What the sender no longer does, or does not do.
        r"\b(?:i|we) (?:don't|do not) (?!know|think|want to|see|have to|believe|care|mind|feel|like|remember|get"
        r"|miss|talk"
        r"|speak|need to worry)\w+ [\w' ]{0,40}\b(?:anymore|any more|any longer|these days|nowadays|this year)\b"
        r"|\b(?:i|we)(?:'ve| have)? (?:stopped|quit|given up|gave up|retired from|sworn off|wound down) (?:\w+ing"
        r"|\w+s|on \w+|\w+)\b"
        r"|\b(?:i|we) no longer (?!have|know|see|think|live|need|hear)\w+\b|\b(?:i|we) (?:don't|do not) (?:do"
        r"|take (?:on)?|run|sell|make|ship|serve|cover|lend|publish|sponsor|invest in|represent|rent|host|buy|stock"
        r"|carry) (?:\w+ ){0,4}"
        r"?\w+s\b",
        _NOT + r"|\b(?:smok|drink|coffee|alcohol|sugar|talk)\w*\b|\bstopped (?:by|in|at|over|the|it|for)\b",
        0.7,
        cues="don do stop quit give gave reti swor woun no",
    ),
    rule(
        rf"\b{_WHEN},? (?:i|we) (?:can't|cannot|can not|won't manage)\b(?: (?:do|make|manage)(?: it)?\b)?[,.;!]"
        rf"|\b{_WHEN}(?:'s| is|'re| are) (?:no good|not good|bad|a bad|out|impossible|taken|spoken for|a no-go"
        rf"|hopeless|not"
        rf" possible|full|off)\b|^(?:sorry,? |but |sadly,? )?(?:can't|cannot) (?:do|make|manage)\b.{{0,20}}{_WHEN}"
        rf"|\b(?:manage|go|do|start|carry on|eat|play|celebrate|ahead|meet|sail|it) without (?:me|us)\b",
        r"\?|\b(?:if|unless|he|she|they|was|were|could have|couldn't)\b",
        0.9,
        cues="mond tues wedn thur frid satu sund tomo toni that the next with & can cann won no not bad a out impo take"
        " spok hope full off with",
    ),
    rule(
        # Somebody else has it.
        r"\b(?:went|gone|go|going) with (?:another|somebody|someone|a different|the other|one of the other"
        r"|a competitor)\b|\b(?:we(?:'ve| have)?|i(?:'ve| have)?)(?: already)? (?:filled|given away|let|sold|promised"
        r"|awarded) (?:the|that"
        r"|this|your|our)(?: last)? (?:seat|slot|spot|position|role|post|place|contract|job|room)\b"
        r"|\b(?:somebody|someone) else (?:got|has|has got|was chosen|will be)\b"
        r"|\b(?:position|post|role|seat|slot|place|contract|job)\b.{0,15} (?:has gone|went|is going) to\b",
        _NOT,
        0.9,
        cues="went gone go goin fill give let sold prom awar some posi post role seat slot plac cont job",
    ),
    rule(
        # Put off, kindly, beside what stands in the way.
        r"^(?:but |so )?(?:try|ask|call) (?:me|us)(?: again| back)? (?:in (?:a|one|two|three|six|\w+)|next|after"
        r"|once|when)\b|\b(?:i|we)(?:'d| would) (?:love|like) to,? but\b|\b(?:maybe|perhaps|some|any) other time\b"
        r"|\bmaybe next (?:year"
        r"|time)\b|\bi've (?:no|too little) time (?:for|to)\b",
        _NOT + r"|\bcall me (?:when|once|after|next|in)\b",
        0.5,
        cues="try ask call love like mayb perh some any time",
    ),
)

# Asked only of mail that may be in another language than English.
DECLINE_INDIRECT_FOREIGN = (
    rule(
        r"\b(?:müss(?:t|en)|muss|geht|macht|feiert|startet|fangt|findet|wird) .{0,30}\bohne (?:mich|uns)\b"
        r"|\bohne (?:mich"
        r"|uns) (?:auskommen|klarkommen|feiern|gehen)|\b(?:ce sera|faites|commencez|devrez|allez-y|fera|débrouill\w+)"
        r" .{0,20}\bsans (?:moi|nous)\b|\bsera sans (?:moi|nous)|\bfaites sans (?:moi|nous)|\b(?:tendréis|tendrán"
        r"|hacedlo|empezad|será|id)\b.{0,25} sin (?:mí|mi|nosotros)\b"
        r"|\b(?:fate|andate|cominciate|dovrete|sarà|festeggiate)\b.{0,20} senza (?:di )?(?:me|noi)\b"
        r"|\b(?:moeten|zullen|moet|ga|begin|doe)\b.{0,25}\bzonder (?:mij|me|ons)\b",
        r"\?",
        cues="ohne sans sin senz zond",
    ),
    rule(
        r"\b(?:für|pour|por|per|voor) (?:einen|eine|ein|un|une|una|een|iemand|le|el|la)? ?(?:ander(?:e[nrs]?|s)|autres?"
        r"|otr[oa]|altr[oa]|andere) ?(?:\w+ ){0,2}.{0,30}\b(?:entschieden|opté|choisi|retenu|optado|decidido"
        r"|decantado|elegido"
        r"|scelto|optato|gekozen|besloten)\b|\b(?:entschieden|opté|choisi|retenu|optado|decidido|elegido|scelto"
        r"|gekozen)"
        r" (?:uns |pour |por |per |voor )?(?:un|une|una|een|einen)? ?(?:andere\w*|autre|otr[oa]|altr[oa])\b",
        r"\?",
        cues="ents opté choi rete opta deci deca eleg scel optat geko besl",
    ),
    rule(
        # Away or taken on that day.
        r"\b(?:bin|sind) (?:ich |wir )?(?:\w+ ){0,3}(?:verplant|verreist|unterwegs|verhindert|ausgebucht|vergeben"
        r"|besetzt)\b"
        r"|\bhabe ich (?:\w+ ){0,3}(?:schon|bereits) (?:etwas|was) (?:anderes )?vor\b|\b(?:je|nous|on) (?:suis|sommes"
        r"|serai|serons|est) (?:\w+ ){0,2}(?:prise?s?|occupée?s?|en (?:vacances|déplacement|voyage)|absente?s?"
        r"|indisponibles?)\b|\b(?:estoy|estaré|estamos|estaremos) (?:de viaje|fuera|ocupad\w+|de vacaciones|liad\w+)\b"
        r"|\bme toca (?:trabajar"
        r"|estar|viajar|quedarme)\b|\b(?:mi|ci) tocca (?:stare|lavorare|restare|andare|rimanere|partire)\b|\b(?:sono"
        r"|siamo|sarò|saremo) (?:già )?(?:fuori|via|in viaggio|in ferie|pres[oi]|occupat\w+|impegnat\w+)\b"
        r"|\b(?:heb|hebben) (?:ik|we|wij) (?:\w+ ){0,3}(?:iets|wat) anders\b|\b(?:zit"
        r"|ben) ik (?:\w+ ){0,2}(?:verhinderd|weg"
        r"|op reis|met vakantie|bezet)\b",
        r"\?|\b(?:wenn|falls|quand|si|cuando|se|als|ab dem|bis zum|jusqu'au|hasta el|fino al|tot)\b",
        0.7,
        cues="bin sind habe suis somm sera sero est esto esta toca tocc sono siam sarò sare heb hebb zit ben",
    ),
    rule(
        # "Thanks for the invitation, but …".
        r"\b(?:einladung|angebot|anfrage|invitation|proposition|offre|invitaci[oó]n|oferta|propuesta|invito|offerta"
        r"|proposta|uitnodiging|aanbod|voorstel)\b.{0,25}[ ,–-](?:aber|doch|jedoch|mais|pero|ma|maar|helaas|leider"
        r"|malheureusement"
        r"|purtroppo)\b",
        r"\?|\b(?:gerne|avec plaisir|con gusto|volentieri|graag)\b",
        0.9,
        cues="einl ange anfr invi prop offr ofer offe uitn aanb voor",
    ),
    rule(
        r"\bnicht(?:s)? her(?:geben)?\b|\b(?:daraus|da) wird (?:\w+ )?nichts\b|\bpas dans (?:mes|nos) cordes\b"
        r"|\b(?:otra vez"
        r" será|prefiero no|preferimos no)\b|\bun'altra volta\b|\bpreferisco (?:di )?no"
        r"|\bsla (?:ik )?.{0,12}\bover\b|\bliever"
        r" niet\b"
        r"|\bnichts für (?:uns|mich)\b|\b(?:geht|passt|klappt|schaff\w*)\b(?: \w+){0,5} nicht\b(?! (?:nur|mehr auf|um))"
        r"|\bfehl(?:t|en) (?:mir|uns) (?:leider |dafür |derzeit )*(?:die|das) (?:zeit|budget|geld|kapazität\w*|leute"
        r"|mittel)\b|\bwir (?:suchen|brauchen|nehmen|vergeben|stellen) (?:\w+ ){0,4}(?:nicht|keine?\w*)\b"
        r"|\bmachen wir (?:\w+ )?nicht"
        r"|\b(?:correspond(?:ent)?|convient|conviennent) pas\b|\bpas (?:donner suite|dans nos|de suite|pour (?:moi"
        r"|nous)|possible)\b|\bne (?:faisons|prenons|cherchons|travaillons) (?:plus|pas)\b|\bje passe (?:mon tour"
        r"|cette fois)\b"
        r"|\bno (?:me |nos |se )?(?:encaja|cuadra|conviene|interesa|es posible|va a ser posible)\b|\bno (?:contéis"
        r"|cuentes|cuenten|cuente) conmigo\b|\b(?:no hacemos|no trabajamos con|ya no \w+mos)\b|\bdecir que no\b"
        r"|\b(?:questa volta|stavolta) (?:passo|passiamo)\b|\bnon (?:fa per|ci interessa|mi interessa|facciamo|ci serve"
        r"|è possibile|rientra)\b|\blaten schieten\b|\bniets voor (?:mij|ons)\b|\b(?:past|gaat"
        r"|lukt)\b(?: \w+){0,4} niet\b|\bniet (?:haalbaar|mogelijk)\b|\b(?:doen|nemen) (?:we|wij) (?:\w+ ){0,2}niet\b"
        r"|\bsla (?:ik )?(?:\w+ )?over\b",
        r"\?|\b(?:wenn|falls|quand|cuando|se non|als het|warum|ihm|ihr nicht|hij|zij|er|sie (?:geht|passt))\b"
        r"|\bdruckt?er"
        r"|\b(?:heizung|auto|computer|drucker|datei|link|uhr geht|es geht (?:\w+ )?(?:nicht )?gut)\b",
        0.8,
        cues="her dara da cord otra pref un liev over nich fehl such brau nehm pas ne pass no cont deci hace ya"
        " ques stav non late niet sla",
    ),
)
