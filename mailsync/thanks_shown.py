"""Gratitude that is shown and not said: what it did for the sender, whose goodness it was; in six languages."""

from __future__ import annotations

from mailsync.rules import rule

_NOT = (
    r"\?|\b(?:if|he|she|they|hope|would be|could be|might|please|unless|said|says|but you)\b|\bin advance\b"
    r"|\b(?:wenn|falls|wäre|wären|würde|würden|bitte|si|serait|seriez|seraient|sería|fuera|por favor|sarebbe|se|zou"
    r"|zouden|alstublieft|alsjeblieft)\b"
)

THANKS_SHOWN = (
    rule(
        # What the addressee gave made the difference.
        r"\b(?:your [\w ,'-]{2,50}?|you (?:gave|sent|lent|made|wrote|told|showed|put in|shared|suggested)\b.{0,50}?)"
        r" (?:really |truly |just )?(?:made (?:all the|a (?:huge|big|real|great|world of)) difference|did the trick"
        r"|clinched it|sealed it|did"
        r" wonders|worked (?:wonders|a treat|like a charm)|saved (?:me|us|my|our|the)\b|got (?:me|us) (?:the|through|in"
        r"|out|over|back)\b|pulled (?:me|us) through|was a godsend|were a godsend|opened (?:the|a|every) door\w*|spared"
        r" (?:me|us)|pushes us over|pushed us over)"
        r"|\b(?:i|we)(?:'d| would|'d have| would have)(?: \w+){1,8} (?:without|but for) (?:you|your)\b",
        _NOT + r"|\b(?:company|service|product|refund)\b",
        cues="clin seal diff tric wond work save got pull gods open spar push with but",
    ),
    rule(
        # What the addressee did, for the sender.
        r"\byou (?:all |both |really |truly |just )?(?:outdid yourse\w+|went out of your way|bent over backwards"
        r"|moved mountains|dropped"
        r" everything|stood (?:up for|by) (?:me|us)|backed (?:me|us)|had my back|came through for|looked after (?:me"
        r"|us)"
        r"|put (?:me|us) up|took (?:me|us) in|got (?:me|us) out of|picked up the (?:tab|bill|check)|drove all the way"
        r"|gave (?:me|us) my first|taught me)\b",
        _NOT,
        0.9,
        cues="outd went bent move drop stoo back had came look put took got pick drov gave taug",
    ),
    rule(
        r"\b(?:i|we)(?:'m| am|'re| are)(?: \w+){0,3} (?:grateful|touched|moved|indebted)(?:[.!,;]|$| (?:to (?:you"
        r"|every|each|all)\b|beyond|and\b|more than))|\b(?:i|we) (?:really |truly |do )?appreciate (?:you|all of you"
        r"|you (?:all|guys|both))(?:[.!]|$)|(?<!god )(?<!may )\bbless you\b|\bbless your (?:heart|cotton|kind)"
        r"|\bi (?:can't|cannot) (?:begin to )?(?:tell|say|thank|repay)\b.{0,40}\b(?:meant?|means|enough|you)\b"
        r"|\b(?:how|what|so) (?:very |so |truly )?(?:kind|thoughtful|generous|sweet|lovely|dear"
        r"|good)(?: it was)? of you\b"
        r"|\bowe (?:the \w+(?: \w+)?|it all|everything|this|that|all of it) to you\b|\bwhat (?:that|your"
        r"|this) \w+ (?:did|meant)"
        r" (?:for|to) (?:me|us)\b|\bwill not be forgotten\b"
        r"|\bhow can (?:i|we) ever (?:repay|thank)\b|\bwords (?:fail|cannot|can't)\b|\bwhat you did for\b",
        _NOT + r"|\bto the\b",
        0.8,
        cues="grat than touc move inde appr bles begi tell say repa kind thou gene swee love dear good word what"
        " owe forg",
    ),
    rule(
        r"\bwhat an? (?:\w+ )?(?:wonderful|lovely|kind|thoughtful|generous|beautiful|gorgeous|marvell?ous|splendid"
        r"|perfect|fabulous|magnificent|dear|sweet) (?:thing|gesture|gift|present|surprise|thought|parcel|hamper"
        r"|bouquet|card)\b(?! (?:shop|for (?:him|her|them)|from (?!you)))"
        r"|\byou(?:'re| are| were|'ve been| have been|'ve always been| have always been)(?: all| both| just| always"
        r"| truly"
        r"| simply| really)? (?:a rock|magnificent|a brick|a wonder|a marvel|one of the good ones|so good to (?:me|us)"
        r"|wonderful (?:to|with)|more than (?:kind|generous)|too (?:kind|good|generous)|the best|heroes|a gem"
        r"|a darling)\b"
        r"|\b(?:i|we)(?:'ll| will| won't| shall)(?: never| always| not)? (?:forget|remember) (?:it\b|what you"
        r"|how you|that"
        r" you|your)",
        _NOT + r"|\bto forget\b|\bremember your (?:password|manners)",
        0.8,
        cues="what rock magn bric wond marv one good more too best hero gem darl forg reme",
    ),
)

# Asked only of mail that may be in another language than English.
THANKS_SHOWN_FOREIGN = (
    rule(
        r"\b(?:grâce à (?:toi|vous|tes|votre)|gracias a (?:ti|usted|vosotros|tu)|grazie a (?:te|lei|voi))\b"
        r"|\bdank (?:dir|ihnen"
        r"|euch|jou|jullie|deiner|ihrer)\b|\bsenza (?:di )?(?:te|lei|voi)\b.{0,30}\bnon\b|\bsans (?:toi|vous"
        r"|ton aide)\b.{0,40}"
        r"(?:\bn'|\bpas\b|\bjamais\b)|\bsin ti\b.{0,40}\bno\b|\bzonder (?:jou|jullie|je hulp|uw)\b.{0,40}\b(?:niet"
        r"|nooit)\b"
        r"|\bmille mercis\b"
        r"|\b(?:dafür|hierfür|für alles)\b.{0,25}\b(?:dank|danke)\b|\b(?:bin|sind) (?:ich |wir )?(?:dir|ihnen|euch)"
        r"(?: \w+){0,3} (?:dankbar|verbunden)\b|\b(?:lieb|nett|freundlich|großzügig|aufmerksam|anständig|toll"
        r"|großartig) von (?:dir|ihnen|euch)\b|\b(?:toll|schön|super|lieb|großartig|wunderbar|klasse|nett|froh|gefreut"
        r"|glücklich|gut)"
        r",? dass (?:du|ihr|sie)\b.{0,100}\b(?:hast|habt|haben|wart|warst|waren|konntest|konnten|konntet)\b"
        r"|\b(?:du|ihr|sie)\b.{0,12}\b(?:mich|mir|uns)\b.{0,30}\b(?:gerettet|geholfen|erspart|aus der patsche)\b",
        _NOT + r"|\b(?:voraus|schon mal|schon jetzt|absag\w*)\b",
        cues="grâc grac graz dank senz sans sin zond merc dafü hier für bin sind lieb nett freu groß aufm anst toll"
        " schö supe wund klas froh gefr glüc gut gere"
        " geho ersp pats",
    ),
    rule(
        r"\b(?:gentil|gentille|généreux|généreuse|adorable|sympa|aimable|chic|chouette|délicat)\b.{0,8} (?:de (?:ta"
        r"|votre)"
        r" part|à (?:toi|vous) (?:de|d')|d'avoir|de (?:m'|nous )avoir)|\b(?:te|vous|t'en|vous en) (?:suis|sommes)"
        r"(?: \w+){0,2} reconnaissante?s?\b|\b(?:m'|nous )(?:as|avez) (?:\w+ )?(?:sauvé|tiré|dépanné|rendu|évité"
        r"|touché)"
        r"|\b(?:amable|generos[oa]|gentil|bonito|detalle)\b.{0,10} (?:de|por) (?:tu|su|vuestra) parte\b|\b(?:te|le|os)"
        r" debo (?:una|la vida|mucho)\b|\b(?:te|le|os|les) (?:estoy|estamos)(?: \w+){0,3} agradecid\w+|\b(?:me"
        r"|nos) (?:has|habéis) (?:salvado|sacado|hecho un)\b|\b(?:gentile|generos[oa]|carin[oa]|bello"
        r"|premuros[oa])\b.{0,8} da parte"
        r" (?:tua|sua|vostra)\b|\b(?:ti|le|vi) (?:sono|siamo)(?: \w+){0,3} grat[oaie]\b|\b(?:mi|ci) (?:hai|avete)"
        r" (?:salvato|tirato fuori|risolto|fatto un (?:gran|grande|enorme))\b|\bti devo (?:un favore|una cena|molto"
        r"|tanto)"
        r"\b|\b(?:lief|aardig|attent|gul|vriendelijk|tof|fijn|mooi) van (?:je|jou|u|jullie)\b|\b(?:ben|zijn) (?:ik |we"
        r" |wij )?(?:je|u|jullie)(?: \w+){0,3} (?:dankbaar|erkentelijk)\b|\b(?:je|u|jullie) (?:hebt|heeft"
        r"|hebben) (?:me|mij"
        r"|ons) (?:\w+ ){0,3}(?:gered|geholpen|uit de brand)",
        _NOT,
        cues="gent géné ador symp aima chic chou déli te vous suis m nous amab gene boni deta debo esto esta agra has"
        " habé cari bell prem ti le vi mi ci devo lief aard atte gul vrie tof fijn mooi ben zijn gere geho bran",
    ),
    rule(
        # "Sie sind ein Schatz!"
        r"\b(?:sie sind|du bist|ihr seid|du warst|sie waren|ihr wart) (?:wirklich |echt |einfach )?(?:\w+ )?(?:schatz"
        r"|engel|helden?|heldin|lebensretter\w*|goldstück|perle|wucht|großartig|spitze|klasse|goldig)\b|\b(?:tu es"
        r"|tu as été|vous êtes|vous avez été|t'es) (?:vraiment )?(?:un ange|un amour|formidables?|adorables?|génial\w*"
        r"|incroyables?|en"
        r" or|un trésor|une perle)\b|\b(?:eres|sois|es usted|has sido|fuiste|ha sido|fue usted) (?:un |una |muy "
        r"|tan )?(?:sol"
        r"|cielo|ángel|crack|encanto|tesoro|amables?|generos\w+|maravilla)\b|\b(?:sei|siete|sei stat[oa]|è stat[oa]"
        r"|siete stat[ie]|lei è) (?:un |una |davvero |molto )?(?:tesoro|angelo|mito|grande|gentil\w+|carin\w+|amore)\b"
        r"|\b(?:je bent|u bent|jullie zijn|je was|u was|jullie waren) (?:echt |gewoon )?(?:een |de )?(?:schat\w*"
        r"|engel\w*"
        r"|held\w*|topper\w*|redder|geweldig|fantastisch|goud waard)\b",
        _NOT,
        0.8,
        cues="sind bist seid wars ware wart es été êtes eres sois usted has fuis fue ha sei siet è stat bent zijn was",
    ),
    rule(
        # What a present, what a thought, how good that it could be.
        r"\b(?:was für ein\w*|so ein\w*|welch) (?:\w+ )?(?:schön\w*|lieb\w*|toll\w*|nett\w*|wunderbar\w*) (?:geschenk"
        r"|überraschung|geste|idee)\b|\bquel(?:le)? (?:beau|belle|jolie?|merveilleu\w+|charmante?) (?:cadeau|surprise"
        r"|attention|geste)\b|\bqué (?:detalle|amable|generos\w+|bonito (?:regalo|gesto)|regalo|sorpresa)\b"
        r"|\bche (?:bel"
        r"|bella|bello|splendid[oa]) (?:regalo|pensiero|sorpresa|gesto|gentile)\b|\bnon dovev(?:i|a|ate)\b|\bwat een"
        r" (?:lief|mooi|leuk|prachtig|gul)e? (?:cadeau|verrassing|gebaar|bloemen)\b|\bwat (?:lief|aardig|attent|mooi"
        r"|gul) (?:van|dat)\b|\b(?:lief|fijn|aardig|leuk|tof|mooi),? dat (?:je|u|jullie|we|wij|ik)\b.{0,80}\b(?:mochten"
        r"|mocht|hebt|heeft|hebben|kon|konden|was|waren|kwam|kwamen|deed)\b|\b(?:schön|toll|lieb"
        r"|wunderbar),? dass wir\b.{0,80}"
        r"\b(?:durften|konnten)\b|\b(?:ist|war)(?: \w+){0,3} (?:rettung|lebensrettend|goldwert|gold wert)\b",
        _NOT,
        0.8,
        cues="für so welc quel qué che non wat lief fijn aard leuk tof mooi schö toll lieb wund rett lebe gold",
    ),
)
