"""What people write who thank somebody, and what only looks like it: the tables of `thanks`."""

from __future__ import annotations

import re

GRATITUDE = re.compile(
    r"\b(?:thanks?|thank[- ]you|thankyou|thx|thnx|tks|gratitude|indebted|obliged|cheers)\b(?P<much>(?:,? (?!(?:i|we"
    r"|he|she|it|but"
    r"|please"
    r"|let|look\w*|will|this|that|if|as|when|in|needed|waiting)\b)[\w'.&-]+){0,8}?),?"
    r" for\b (?P<what>.+)"
    r"|\b(?:appreciat(?:e|ed|es|ive of)|(?:grateful|thankful)(?: (?:i am|i was|we are|we were|to (?:you|all)(?:"
    r" (?:all|both))?))?,? (?:for"
    r"|that|to (?:you|all)\b)|gratitude (?:for|to you)|indebted to you(?: for)?|owe you(?: one| a (?:lot|drink|beer"
    r"|favou?r|big thank[- ]you|huge thank[- ]you))?(?: for)?|touched by|obliged to you for)\b (?P<that>.+)"
    r"|\b(?:very|so|too|most|extremely|really|awfully) (?:kind|generous|thoughtful|gracious"
    r"|nice) (?:of you|to (?:have )?(?P<kind>\w+))|\b(?:kind|good|nice|generous|thoughtful|sweet"
    r"|gracious) of you\b",
    re.IGNORECASE,
)
# Most sentences have none of these, and need no closer look.
CUES = (
    "thank", "thx", "thnx", "tks", "apprec", "grat", "indebted", "owe you", "touched", "obliged",
    "cheers for", "kind", "generous",
    "thoughtful", "gracious", "nice", "good of you", "sweet", "dank", "merci", "reconnaiss", "graci", "agrade",
    "grazie", "ringraz",
)  # fmt: skip
# What was done is praised beside a thank-you that names nothing: "Your advice was invaluable. Thank you!"
PRAISE = re.compile(
    r"\bwhat an? (?:\w+ )?(?:lovely|wonderful|great|perfect|fantastic|delightful|amazing|marvell?ous|fun"
    r"|beautiful)\b.{0,40}"
    r"\b(?:evening|dinner|lunch|day|night|visit|party|weekend|time|meal|gift|surprise|present|tour|talk|meeting)\b|"
    r"\b(?:your|our|the|last) [\w' -]{2,50}? (?:was|were|proved|made|has been|have been|meant|helped|gave)\b.{0,40}?"
    r"\b(?:great|helpful|invaluable|wonderful|terrific|lovely|useful|valuable|fantastic|delicious|excellent|perfect"
    r"|generous|kind|inspiring|pleasure|treat|difference|a lot|a great deal|so much|easier|enjoyable|fun)\b"
    r"|\b(?:mean[st]?|meant|helped)\b.{0,20}\b(?:a lot|so much|a great deal|the world|everything)\b"
    r"|\byou (?:were|have been|'ve been|are)(?: all| both)?(?: such)? (?:a|an|so|very|most|too|always|wonderful"
    r"|great)\b.{0,20}"
    r"\b(?:help|helpful|kind|generous|hosts?|supportive|patient|friend|gracious|thoughtful)\b",
    re.IGNORECASE,
)
ENJOYED = re.compile(
    r"\b(?:pleasure|enjoyed|great|good|nice|wonderful|lovely|glad|delighted|pleased|fun"
    r"|honou?r)\b(?: \w+){0,2}? (?:to (?:have )?"
    r"(?:met?|talk|speak|see|spen[dt]|visit)|meeting|talking|speaking|our|seeing|hearing|having|visiting|spending"
    r"|catching"
    r"|chatting|conversation|the (?:\w+ )?(?:conversation|meeting|talk|visit|lunch|chat|time|discussion))\b"
    r"|freu\w* .*(?:kennen|treffen|gespräch)|ravie? de vous avoir|encantad\w+ de|placer|piacere|genoegen",
    re.IGNORECASE,
)
# Gratitude that says neither thanks nor for what: what it did for the sender, and what is owed for it.
INDEBTED = re.compile(
    r"\b(?:in your debt|couldn't have (?:\w+ ){1,4}without you|you(?:'ve been| were| are) (?:a|such a) (?:huge|great"
    r"|big"
    r"|tremendous|enormous) help|without (?:you|your \w+),? (?:i|we) (?:would|wouldn't|could|couldn't|might)|couldn't"
    r" have"
    r" (?:done|made|managed|gotten|got|found|finished)\b.{0,30}\bwithout you"
    r"|could not have (?:done|made|managed)\b.{0,30}\bwithout you|without you(?:r (?:help|support|advice|guidance"
    r"|input))?,?"
    r" (?:i|we|this|none|it|that)\b.{0,20}\b(?:would|could|wouldn't|couldn't|might)|(?:i|we) owe (?:you|it (?:all"
    r" )?to you)\b"
    r"(?! (?:an? (?:answer|reply|call|e-?mail|response|explanation|apology|update)|the|\$|\d|money))|i(?:'ll| will)?"
    r" (?:never|won't"
    r"|will not|shall not) forget (?:that|this|what you|how you|your (?:kindness|help)|it)|you saved (?:me|us|my|our"
    r"|the day)"
    r"|saved (?:me|us) (?:\w+ ){0,3}(?:hours?|days?|weeks?|time|trouble|work|money|fortune|embarrassment|life"
    r"|headaches?)"
    r"|(?:my|our) (?:sincere |deep |heartfelt )?(?:thanks|gratitude) (?:to|go)\b|how much (?:it|that|this|our|your"
    r"|the)\b.{0,60}"
    r"\b(?:meant|means|helped)|\bpass (?:on )?(?:my|our) (?:\w+ )?thanks|(?:because of you|thanks to (?:you|your)\b"
    r"|above and beyond)"
    r"|you shouldn't have|you should not have|(?:i|we) (?:know|realize) (?:how much (?:work|time|effort)|what (?:it"
    r"|that|you)"
    r" (?:took|cost|had to))|you've been (?:a|an|so|such|very|incredibly|extremely|more than)\b.{0,20}\b(?:help|kind"
    r"|generous"
    r"|patient|supportive|friend|lifesaver|great)\w*|no idea how much (?:that|this|it|you)\b.{0,20}\b(?:helped|means"
    r"|meant))"
    r"|\b(?:you(?:'re| are| were)|ur|u r|what) (?:\w+ ){0,2}(?:star|life-?saver|legend|gem|angel|saint|hero|rock"
    r" ?star|treasure|marvel"
    r"|godsend|(?:perfect |wonderful |great |best )+hosts?)\b|\bmade (?:my|our) (?:day|week|year|evening)\b|\byou"
    r" made (?:it|this)"
    r" (?:possible|so easy|a)\b|\bmean(?:t|s) (?:so much|a lot|a great deal|the world|everything) to (?:me|us)\b"
    r"|\b(?:du hast|sie haben|ihr habt) (?:mir|uns) (?:sehr|wirklich|enorm|total|so|unglaublich|echt) (?:\w+ )?geholfen"
    r"|\b(?:du hast|ihr habt) (?:mich|uns) gerettet|\bohne (?:dich|sie|euch|deine|ihre) .{0,40}\b(?:nicht|nie|hätte)"
    r"|\bm'as (?:sauvé|beaucoup aidé|énormément aidé)|\b(?:m'avez|nous avez) (?:sauvé|beaucoup aidé|énormément aidé)"
    r"|\b(?:me|nos) (?:has|ha|habéis) (?:salvado|ayudado (?:mucho|muchísimo))|\bmi (?:hai|ha) (?:salvato|aiutato"
    r" (?:molto"
    r"|tantissimo|tanto))|\b(?:je|u) (?:hebt|heeft) (?:me|mij|ons) (?:enorm|erg|heel|goed|echt) .{0,12}geholpen",
    re.IGNORECASE,
)
NOT_INDEBTED = re.compile(
    r"\?|\b(?:if|(?<!i )(?<!we )(?<!this )(?<!it )would|could you|can you|might|hope|will be|please (?:send|give|call"
    r"|help)|he|she|they)\b"
    r"|\bthanks to your (?:driver|company|staff|delay|error|mistake)",
    re.IGNORECASE,
)
# "… - so thank you, I mean it.": the sentence itself says what for.
CLOSING = re.compile(
    r"\b(?:so|so again|seriously|truly|honestly|really|from (?:the bottom of )?my heart),?"
    r" (?:thank you|thanks|thank u)\b(?:,? (?!for\b)[\w']+){0,6}[.! ]*$",
    re.IGNORECASE,
)
CLOSES_AFTER = 20
INDEBTED_CUES = frozenset({
    "debt", "with", "owe", "forg", "save", "than", "grat", "much", "beca", "abov", "shou", "know", "real", "been",
    "idea", "star", "life", "lege", "gem", "ange", "sain", "hero", "rock", "trea", "marv", "gods", "host", "made",
    "mean", "huge", "geho", "gere", "ohne", "sauv", "aidé", "salv", "ayud", "aiut",
})  # fmt: skip
SUBJECT = re.compile(
    r"(?:(?:re|aw|sv|antw|fwd?) ?: ?)*(?:(?:many|a big|big|just|my|with|sincere|herzlichen|vielen|besten|mil|muchas"
    r"|grazie"
    r"|mille|hartelijk|heel erg|un grand) )*(?:thank|dank|merci|gracias|grazie|bedankt|remerciement|agradecimiento"
    r"|ringraziament)",
    re.IGNORECASE,
)
BARE = re.compile(
    r"(?:again,? |and |so,? )?(?:many |a thousand |a million )?(?:thanks|thank you)(?: (?:so very|so|very|again"
    r"|once again|ever so|a lot|a million|a bunch|a ton)(?: much)?| for everything)++(?: (?:and"
    r"|from|to) .*|,? [A-Z]\w+)?[.! ]*$",
    re.IGNORECASE,
)
RECEIVED = re.compile(
    r"\b(?:thank you|thanks)(?: (?:so|very) much| again)?\s?[,;:!-]+ (?:i|we) (?:just |have "
    r"|'ve )*(?:received|got) (?!your (?:e-?mail|note|message|letter|mail))",
    re.IGNORECASE,
)
FOREIGN = re.compile(
    r"\b(?:danke|dank|bedanken|dankbar)\b.{0,40}?\b(?:fürs?|dass|dafür)\b,? (?P<de>.+)"
    r"|\bfür (?P<deb>.{3,90}) (?:zu )?(?:be)?danken\b"
    r"|\b(?:merci|remercie|remercier|remercions|reconnaissante?)\b.{0,30}?(?:\b(?:pour|de votre|de ton|de ta|de vos"
    r"|de tes)\b"
    r"|(?=\b(?:de m'|d'|de nous )avoir\b)) ?(?P<fr>.+)"
    r"|\b(?:gracias|agradezco|agradecemos|agradecer(?:te|le)?|agradecid[oa])\b.{0,30}?\b(?:por|tu|su|el|la"
    r"|que)\b (?P<es>.+)"
    r"|\b(?:grazie|ringrazio|ringraziamo|ringraziar(?:ti|la|vi)|grat[oa])\b.{0,30}?\b(?:per|di|del|della"
    r"|dell')\b ?(?P<it>.+)"
    r"|\b(?:bedankt|bedank|bedanken|dank|dankbaar)\b.{0,30}?\b(?:voor|dat)\b (?P<nl>.+)",
    re.IGNORECASE,
)
NEVER = re.compile(
    # Scorn, what somebody else said, what is owed for other reasons, what is only wished or turned down.
    r"\bthanks? a (?:lot|bunch|million),? (?:to )?(?-i:[A-Z])\w+,? for|\b(?:thanks?"
    r"|thank you)(?:,? \w+){0,4},? for (?:nothing|losing|ruining|wasting|breaking|wrecking|spoiling)"
    r"|[\"“][^\"”]{0,60}\bthank|\b(?:he|she|they|who|everyone|everybody|(?-i:[A-Z])\w+) (?:said|says|wrote|writes"
    r"|sends?|sent|replied|also said|asked me to say)\b.{0,25}\bthank"
    r"|\bowe you (?:an? |the |some )?(?:\w+ ){0,2}(?:answers?|apolog\w+|reports?|repl(?:y|ies)|calls?|e-?mail|response"
    r"|explanation|updates?|letter|money|dollars|truth|decision)\b|\bowe you \$?\d"
    r"|\bwould be (?:\w+ )?(?:kind|nice|good|great|generous|lovely|sweet)\b|\b(?:kind|nice|good|sweet|generous) of you"
    r"\b.{0,40}\bbut\b|\bso kind as to\b|\bthank\w*\b.{0,60}\bby (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow"
    r"|noon|then|\d|the \d|the end|end of|close|cob|eod)"
    r"|in advance|ahead of time|\b(?:any|whatever) \w+(?: \w+)? (?:that )?you (?:can|could|may|might|are able)"
    r"|\bcontinued (?:support|interest|patronage|business|cooperation)|\bim voraus|par avance|d'avance"
    r"|de antemano|in anticipo|alvast|\bno,? thank|thanksgiving|\bthank(?:ed|ing)\b (?!you)|\bthank[- ]you (?:note"
    r"|letter|card)s?\b|\b(?:please"
    r"|pls|to|should|must|will|can|he|she|they|who) thank (?!you\b|your)\w+|\bthanks to\b(?! (?:you|all|both"
    r"|every\w*)\b)|"
    r"\basked (?:me|us) to thank|thank[s]? (?:but )?no\b|\bif you(?:'d| would)? (?:could|can|like)"
    r"|thank (?:god|goodness|heavens?|the lord|christ|allah|fuck\w*|him|her|them)\b|"
    r"\b(?:would|'d|will|shall|should|could|might|must)\b(?: \w+){0,3} (?:be (?:\w+ )?)?(?:appreciat"
    r"|grateful|thankful|obliged)|\b(?:is|are|be|was|were)(?: \w+){0,2} appreciated|"
    r"\b(?:don't|do not|didn't|cannot|can't|not) (?:\w+ )?appreciat|appreciate (?:it )?(?:if|any|a|an"
    r"|hearing|that (?:you(?:'re|r| are| have| may| might| can| must| need| want| will| would| do)\b|this|there|the)"
    r"|the (?:fact|difficult|need|complex|importance))\b"
    r"|as you can appreciate|\byou(?:'ll| will| can| may| must)? appreciate|"
    r"\b(?:i|we) hope you\b.{0,20}appreciate|\b(?:wäre|würde|würden|wären)\b.{0,30}dankbar"
    r"|\bmerci de (?:me|nous|bien|vouloir|confirmer|répondre|m'(?!avoir))|(?:te|le|se) agradecer[ií]a|(?:ti"
    r"|le) sarei grat|(?:zou|zouden)\b.{0,30}dankbaar",
    re.IGNORECASE,
)
# Said of what is done, and as often of what is to be done.
EXPECTED = re.compile(
    r"(?:your |you )?(?:looking (?:into|at|after)|making sure|seeing to|taking care of|getting|signing|sending (?:it"
    r"|this"
    r"|them|that) (?:back|on|over)|returning|filling|handling|checking|considering|dealing with|sorting"
    r"|passing (?:it|this"
    r"|that) on|following up|bringing|doing (?:this|that|it))\b",
    re.IGNORECASE,
)
# What is only received, a pleasantry, or the opening of business: naming it thanks for nothing that was done.
RECEIPT = re.compile(
    r"(?:(?:all|both|of|the|your|you|this|that|for|ihre|deine|die|dein|ihr|das|votre|ton|ta|la|le|su|sua|tua|tuo|suo"
    r"|il|tu"
    r"|les|vos|tes|el|los|las|tus|sus|i|gli|de|het|jouw|eure|den|deinen|ihren|uw|je|schnelle|rasche|nette"
    r"|rapide|snelle|rápida|pronta|dear|very|so|such|a|an|my|our|recent|quick|prompt|kind"
    r"|nice|warm|lovely|sweet|great|wonderful|thoughtful|speedy|rapid|fast|timely|swift|latest|last"
    r"|long|short|good|beautiful|funny|continued|gracious|very|early|detailed|two|several|many"
    r"|most) )*"
    r"(?:notes?|e-?mails?|mails?|messages?|repl(?:y|ies)|responses?|respond(?:ing)?|replying"
    r"|answer(?:ing)?|updates?|comments?|concern|words|letters?|faxe?s?|inquiry|enquiry|interest"
    r"|consideration|cooperation|patience|understanding|patronage|business|order|purchase|"
    r"attention|reminder|heads[- ]?up|voice ?mails?|calling|writing|getting back|the forward|thoughts"
    r"|wishes|greetings|greeting|congratulations|congrats|clarification|confirmation|confirming"
    r"|subscribing|subscription|registering|registration|signing up|choosing|using|shopping|flying|staying with"
    r"|visiting our"
    r"|contacting|applying|application|payment|donation|asking|being a (?:valued|loyal|member|customer)"
    r"|the info(?:rmation)?\W*$"
    r"|bearing with|laugh|letting (?:me|us|everyone) know|not \w+ing|submitting|holding|downloading|joining our"
    r"|attending our|keeping (?:this|it|that|the|me|us|in)|confirming"
    r"|bestellung|zahlung|überweisung|einkauf|kauf|vertrauen|treue|anmeldung|bewerbung|registrierung|buchung"
    r"|bescheid\w*"
    r"|infos?|informationen|erinnerung|bestätigung|commande|achat|paiement|confiance|fidélité|inscription|candidature"
    r"|réservation|informations|rappel|retour|mot|pedido|compra|pago|confianza|solicitud|reserva|información"
    r"|recordatorio"
    r"|confirmación|aviso|ordine|acquisto|pagamento|fiducia|iscrizione|candidatura|prenotazione|informazioni|promemoria"
    r"|conferma|bestelling|aankoop|betaling|vertrouwen|aanmelding|sollicitatie|reservering|informatie|herinnering"
    r"|bevestiging|mailtje|berichtje|"
    r"mail|nachricht|antwort|rückmeldung|anfrage|interesse|verständnis|geduld|schreiben|message|réponse"
    r"|intérêt|compréhension|patience|courriel|mensaje|respuesta|correo|inter[eé]s|paciencia"
    r"|comprensi[oó]n|messaggio|risposta|interesse|pazienza|comprensione|bericht|reactie|antwoord|begrip"
    r"|geduld)\b(?! (?:of recommendation|in (?:getting|helping|finding)|you (?:wrote|sent) (?:to|on)))",
    re.IGNORECASE,
)
OPENER = re.compile(
    r"(?:(?:the|your|very|kind|gracious|generous|this|such|extending|nice|thoughtful|wonderful|great|an?"
    r"|of|to|him|her|me|us|job|offering) )*(?:invitations?|invite|inviting|offer|proposal|opportunity"
    r"|chance|honou?r|privilege|being (?:asked|invited|considered|approached)|thinking of|considering|asking|reaching"
    r" out|sharing your interest|suggestion)\b"
    r"|(?:(?:die|das|ihre|deine|ihr|dein|freundliche|l'|votre|ton|cette|la|su|tu|el|il|suo|de|uw|je) ?)*"
    r"(?:einladung|angebot|invitation|offre|invitación|oferta|invito|offerta|proposta|propuesta|proposition|uitnodiging"
    r"|aanbod)\b",
    re.IGNORECASE,
)
# Stands under a request as a formula: nothing has been done yet.
FORMULA = re.compile(
    r"(?:(?:all|any|the|your|you|of|in|and|or|with|this|these|that|to|on|continued|kind|very|valuable"
    r"|valued|important|privacy|participation|giving|taking|read|reading|look|consider|for|precious|early"
    r"|prompt|assistance|help|support|time|consideration|considering|attention|effort|efforts|cooperation"
    r"|review|reviewing|guidance|advice|matter|regard|input|again|me|us|my|our|request|resume|interest"
    r"|favou?r|helping|doing|taking|busy|schedule|issue|project|today)\b ?)++(?: ?(?-i:[A-Z][a-z]+))?"
    r"(?:[ .,!–-]*$| ?[-–,;] ?(?:and |but )?(?:please|i|we|let|look)\b|(?:i|we|look|please)\b)"
    r"|(?:(?:ihre|deine|eure|die|votre|ton|ta|le|la|su|tu|il|tuo|sua|tua|suo|uw|je|jouw|de|und|et|y|e|en|l')[ ]?)*"
    r"(?:hilfe|mühe|unterstützung|zeit|bemühungen|aide|temps|attention|collaboration|ayuda|apoyo|tiempo|atención"
    r"|colaboración|aiuto|supporto|tempo|attenzione|collaborazione|hulp|tijd|moeite|steun|medewerking)[ .!]*$",
    re.IGNORECASE,
)
# It has happened already: the words that part gratitude from the formula under a request.
PAST = re.compile(
    r"\b(?:yesterday|last (?:week|night|month|year|fall|spring|summer|winter|\w+day)|recent(?:ly)?|this (?:morning"
    r"|week|afternoon"
    r"|past)|the other (?:day|night)|earlier|today|tonight|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|past|spent"
    r"|took|gave"
    r"|sent|helped|made|did|got|were|was|over the (?:past|last|years)|during|gestern|heute|letzte\w*|am \w+tag|hier"
    r"|ayer|hoy|ieri"
    r"|oggi|gisteren|vandaag)\b",
    re.IGNORECASE,
)
# Nobody thanks for these before they have happened.
EVENT = re.compile(
    r"\b(?:lunch|dinner|breakfast|coffee|drinks?|meeting (?:with )?(?:me|us)|seeing (?:me|us)|interview|visit"
    r"|introduc\w+|intro"
    r"|hospitality|hosting|gift|flowers|conversation|our (?:talk|chat|meeting|call|discussion)|coming|referral"
    r"|agreeing|invit\w+ (?:me|us)"
    r"|tour|evening|weekend|book|advice|connecting|connection|taking the time|recommendation|reference|speaking"
    r"|everything)\b",
    re.IGNORECASE,
)
COORDINATED = re.compile(r"(?:,|;|\band\b)(?: also)? for ", re.IGNORECASE)
SAID = re.compile(
    r"\b(?:thanks|thank you|thx|many thanks)[ ,]*(?:again|so much|very much|both|all|everyone|guys|you two)?\s*[.!]"
    r"|^(?:many )?(?:thanks"
    r"|thank you)\b[ !.,]*$",
    re.IGNORECASE,
)
TO_ALL = re.compile(r"\b(?:all of you|everyone|everybody|team|folks|guys|to all)\b", re.IGNORECASE)
ANAPHORA = re.compile(r"\b(?:this|that|it|these|those)[ .!]*$", re.IGNORECASE)
ASIDE = re.compile(
    r"\b(?:about|regarding|concerning|(?:on|with|for|of) (?:my|the|your|our|his|her|this|that|how|what)"
    r"|to (?:discuss|help|hear))\b",
    re.IGNORECASE,
)
DONE = re.compile(
    r"\b(?:yesterday|last (?:week|night|month|year|\w+day)|recent(?:ly)?|this (?:morning|week|afternoon)"
    r"|the other (?:day|night)|earlier|today|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|past|spent"
    r"|spending|took|taking the time|agreeing|hosting|having (?:me|us)|meeting with|introducing|gave"
    r"|giving|sent|sending|helped|made|making|over the|during|again)\b",
    re.IGNORECASE,
)
YOU = re.compile(r"\byou(?:r|rs|'ve|'re)?\b", re.IGNORECASE)
MEETING = re.compile(
    r"\b(?:time|reçue?s?|recib\w+|ricevut\w+|getroffen|recevoir|dîner|cena|besuch|meeting|meet|met|lunch|dinner"
    r"|breakfast|coffee|drinks?|visit\w*|talk(?:ing|ed)?|chat\w*"
    r"|conversation|discussion|call|interview\w*|host\w*|hospitality|seeing|speaking|tour|evening"
    r"|afternoon|zeit|treffen|gespräch|mittagessen|kaffee|temps|rencontre|entretien|déjeuner|café|tiempo"
    r"|reuni[oó]n|entrevista|almuerzo|charla|tempo|incontro|colloquio|pranzo|tijd|gesprek|ontmoeting"
    r"|koffie)\b",
    re.IGNORECASE,
)
INTRODUCTION = re.compile(
    r"\b(?:introduc\w+|(?:e-?)?intros?|referr?als?|referring|referred|connect(?:ing|ed|ion)|in touch|putting me"
    r"|recommending (?:me|us)|vorstell\w*|vorgestellt|voorgesteld|empfehlung|kontakt|présent(?:ation|er|ée?)"
    r"|mise en (?:relation|contact)"
    r"|présentation|present(?:ar\w*|ad[oa]|aci[oó]n|at[oa]\w*|azione|armi)|contacto|contatto|voorstellen|introductie"
    r"|doorverwijz\w*)\b",
    re.IGNORECASE,
)
HELP = re.compile(
    r"\b(?:help\w*|advice|advise|assist\w*|support\w*|information|info|feedback|guidance|counsel"
    r"|suggest\w*|recommendation|reference|insights?|tips?|review\w*|effort\w*|work|favou?r|wisdom|input|ideas"
    r"|sending|pictures"
    r"|photos|gift|hilfe|rat|unterstützung|tipps|aide|conseils?|soutien|ayuda|consejos?|apoyo|aiuto"
    r"|consigli[oe]?|supporto|hulp|advies|steun)\b",
    re.IGNORECASE,
)
