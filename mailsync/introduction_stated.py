"""Introductions without the word: somebody recommended, told of the addressee, put in copy or in charge."""

from __future__ import annotations

from mailsync.rules import rule

_TITLE = r"(?:(?:Mr|Ms|Mrs|Dr|Prof|Herrn?|Frau|Mme|Maître|Sra?|Dott|Ing)\.? )?"
_NAME = rf"{_TITLE}[A-ZÀ-ÖØ-Þ][a-zß-ÿ][\w'’-]*"
_FULL = rf"(?:{_NAME} (?:de |van |von |der |den )?[A-ZÀ-ÖØ-Þ][\w.'’-]+)"
_TITLED = rf"(?:(?:Mr|Ms|Mrs|Dr|Herrn?|Frau|Mme|Maître|Sra?|Dott)\.? [A-ZÀ-ÖØ-Þ][\w'’-]+|{_FULL})"
_NOT_MEANT = (
    r"\bmy (?:new )?(?:number|line|e-?mail|address)\b|\bquestions\b|\burgent|\bthank|\bretire"
    r"|\bif you\b.{0,20}\bsee\b|\breserv|\bregist|\bannounce|\btickets\b|\binvoice|\bcall(?:ed)? (?:for|back)\b"
)
_NO = r"\?|" + _NOT_MEANT

# Case matters here: a capital letter is what tells a name.
INTRODUCTION_STATED = (
    rule(
        rf"\b(?:[Pp]eople|[Nn]ames?|[Pp]erson|[Ss]ome(?:one|body)|[Oo]ne|candidates?|{_FULL})(?: who)? (?:comes?"
        rf"|springs?)"
        rf" to mind\b|\b(?:name|person|man|woman|contact) for you[:,]|\b[Ii] know (?:just|exactly|precisely) (?:the"
        rf"|who)\b|\b[Yy]ou (?:haven't|have not|'ve not) met\b|\b[Yy]ou (?:really )?(?:should|must|ought to|need to"
        rf"|have"
        rf" to|want to) (?:know|meet) {_FULL}|\b[Ss]ome(?:one|body) you (?:really )?(?:should|ought to|must|have to"
        rf"|need to) (?:meet|know|talk to|speak to)\b|\b(?:will be|'ll be|is|becomes) (?:the (?:one|person|man"
        rf"|woman) (?:you"
        rf"|who)|your(?: new| main| first)? (?:contact|point of contact|point person|account manager|counterpart"
        rf"|opposite"
        rf" number))\b|\b(?:will take|takes|is taking) over (?:your|my|from me)\b",
        _NO + r"|\byou are the one\b|\byou have to know that\b",
        cased=True,
        cues="mind name pers man woma cont know met some over one poin acco coun oppo new main firs",
    ),
    rule(
        # The addressee was named to somebody.
        rf"\b(?:asked|asks|asking) (?:me )?(?:for|whether I had) your (?:e-?mail|number|address|details|card|contact)"
        rf"|\bI(?:'ve| have)? (?:gave|given|passed|sent|handed) (?:him|her|them"
        rf"|{_NAME}(?: [A-Z][\w.'-]+)?) your (?:\w+ )?"
        rf"(?:number|line|e-?mail|address|card|details|name|cell|phone|contact)\b|\bI(?:'ve| have)? (?:gave|given"
        rf"|passed|sent|handed) (?:on )?your (?:\w+ )?(?:number|line|e-?mail|address|card|details|name|cell"
        rf"|contact\w*)(?: on)? to"
        rf" (?:a |an |my |our )?\w+|\bI(?:'ve| have)? (?:showed|shown|mentioned|described) (?:it|you|this|your \w+) to"
        rf" {_NAME}|\bI(?:'ve| have)? told (?:him|her|them|{_NAME}(?: [A-Z][\w.'-]+)?) (?:all |a bit "
        rf"|a lot )?about you\b"
        rf"(?=.{{0,30}}\b(?:will|would|wants?|hopes?|can't wait|expects?|may|might|is (?:keen|happy|eager))\b|[.!]"
        rf"|,? so\b)"
        rf"|\bI(?:'ve| have)? told (?:him|her|them|{_NAME}) (?:that )?you(?: and \w+)? (?:would|could|might|are the"
        rf"|were the|can|'d|'re the)|\b(?:[Tt]ell|[Ss]ay to) (?:him|her|them) (?:that )?[A-Z]\w+ (?:sent|says|told"
        rf"|recommended)"
        rf"|\b(?:I|we)(?: have|'ve)? (?:spoke|spoken|talked) (?:to|with) {_FULL} about you\b",
        _NO + r"|\blaugh",
        cased=True,
        cues="aske asks aski gave give pass sent hand show ment desc told tell say spok talk",
    ),
    rule(
        rf"\b(?:asked|told|got) {_FULL}.{{0,40}} to (?:call|contact|write to|ring|get in touch with|help|e-?mail"
        rf"|visit) you\b"
        rf"|\bhand(?:ing|ed)? you (?:over|on) to\b|\bleav(?:e|ing) you in the (?:\w+ )?hands of\b|\b(?:contact"
        rf"|counterpart)"
        rf" (?:\w+ ){{0,4}}is (?:now )?{_FULL}|\bis the (?:person|man|woman|one|friend) (?:that |who "
        rf"|whom )?I (?:promised"
        rf"|mentioned|told|spoke|talked)\b|\b[Yy]ou and {_NAME}(?: [A-Z]\w+)? (?:would|should|will|must"
        rf"|ought to)(?: really)?"
        rf" (?:get along|get on|meet|talk|like each other|hit it off|know)\b|\bfriend of (?:mine|ours), {_FULL}",
        _NOT_MEANT + r"|\bdied\b|\bmarr",
        0.8,
        cased=True,
        cues="aske told got hand leav cont coun pers man woma one frie you",
    ),
    rule(
        # Somebody is recommended, or the best for it is named.
        rf"\b(?:[Ii]|[Ww]e) (?:can |could |would |do |'d )?(?:\w+ly )?(?:recommend|suggest|vouch for) {_TITLED}"
        rf"|\b(?:[Ii]|[Ww]e)'d (?:\w+ly )?(?:recommend|suggest|try|ask|call|ring|talk to|go to|go with) {_TITLED}"
        rf"|\b(?:[Tt]ry|[Aa]sk for|[Aa]sk|[Hh]ave a (?:word|chat|talk|coffee) with|[Ll]ook up|[Tt]alk to|[Cc]all"
        rf"|[Rr]ing"
        rf"|[Gg]o (?:and |to )?see|[Gg]o to) {_TITLED},? (?:he|she|who|they|(?:at|in|over at|from|of) (?:the |our "
        rf"|my )?\w+)"
        rf"|\b[Tt]he (?:best|right|only|finest|top) [\w -]{{2,30}}? (?:in town|[Ii] know|around|in the business"
        rf"|for (?:you"
        rf"|that|this|it)|to (?:see|ask|talk to|call))\b.{{0,12}} is {_NAME}|\bplace to start is {_TITLED}",
        _NO + r"|\bplease (?:send|call|contact|ask)\b|\bdeadline\b",
        0.9,
        cased=True,
        cues="reco sugg vouc try ask word chat coff look talk call ring go best righ only fine top plac",
    ),
    rule(
        # A name, what it is good for, and where to reach it, in one sentence.
        rf"^(?=.{{0,400}}\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|who|does|is (?:the|a|my|our))\b).{{0,250}}?{_FULL}.{{0,80}}?"
        r"(?:\b\d{3}[-. ]\d{3,4}\b|\S@\w)"
        rf"|^{_NAME}, this is {_NAME}|\b[Tt]his is {_FULL}, (?:our|my|the|who)\b|^[Tt]his is {_NAME}, (?:our|my)\b",
        _NO + r"|\bplease (?:contact|call)\b|\bout of (?:the )?office\b",
        0.7,
        cased=True,
        cues="he she his her who does is",
    ),
    rule(
        rf"\b(?:[Ee]xpect|[Aa]wait|[Ww]atch for) (?:a |an |his |her |their |to hear)(?:note|call|mail|e-?mail|word|ring"
        rf"|letter)?\b|{_FULL}\b.{{0,40}} (?:will|is going to|'ll|may|might|should)(?: \w+){{0,2}}? (?:ring|call"
        rf"|contact"
        rf"|write(?: to)?|reach out to|be in touch with|get in touch with|e-?mail) you\b",
        _NO + r"|\border\b|\bpackage\b|\bdelivery\b",
        0.6,
        cased=True,
        cues="expe awai watc will goin ll may migh shou",
    ),
)

# Asked only of mail that may be in another language than English.
INTRODUCTION_STATED_FOREIGN = (
    rule(
        # Recommended.
        rf"\b(?:kann|möchte|würde|darf|will) (?:ich )?(?:dir |Ihnen |euch )?.{{0,20}}(?:{_TITLED}"
        rf"|meine[nrm]? \w+).{{0,40}}"
        rf"\bempfehlen\b|\b[Ee]mpfehle (?:ich )?(?:dir |Ihnen |euch )?(?:{_TITLED}|meine[nr] \w+)|\b(?:[Tt]e|[Vv]ous)"
        rf" (?:recommande|conseille|suggère) (?:de (?:contacter|voir|appeler|parler à|rencontrer) )?(?:l[ea]? ?\w+ "
        rf"|l'\w+ |m[ao]n? \w+ )?{_NAME}|\b(?:[Tt]e|[Ll]e|[Oo]s) (?:recomiendo|aconsejo|sugiero) (?:a |hablar con "
        rf"|llamar a |que"
        rf" (?:hables con|llames a) )?(?:la? \w+ |el \w+ |mi \w+ )?{_NAME}|\b(?:[Tt]i|[Ll]e|[Vv]i) (?:consiglio"
        rf"|raccomando|suggerisco) (?:l'\w+ |la \w+ |il \w+ |di (?:sentire|chiamare|parlare con) )?{_NAME}"
        rf"|\b[Ii]k (?:zou|kan|wil) (?:je |u )?(?:eens )?{_NAME}.{{0,40}}\b(?:bellen|aanraden|aanbevelen|vragen"
        rf"|benaderen"
        rf"|mailen)\b|\b(?:digli|dille|dile|dígale|dis-lui|dites-lui|zeg (?:maar )?|sag ihm|sag ihr|sagen sie ihm)\b"
        rf".{{0,25}}(?:mando io|mi parte|mando yo|t'envoie|ma part|mij komt|gestuurd|von mir|ich schicke)",
        r"\?|\b(?:buch|hotel|film|livre|libro|película|boek|restaurant)\b",
        cased=True,
        cues="empf kann möch würd darf will te vous le os ti vi ik digl dill dile díga dis dite zeg sag sage",
    ),
    rule(
        # The addressee was named to somebody, who will be in touch.
        r"\bvon (?:dir|Ihnen|euch) (?:erzählt|berichtet)\b|\b(?:dich|Sie|dir) .{0,20}(?:empfohlen|angekündigt"
        r"|genannt)\b|\b(?:ist|sind) informiert, dass\b|\b(?:weiß|wissen) Bescheid, dass\b|\bparlé de (?:toi|vous) à\b"
        r"|\b(?:hablado"
        r"|hablé) de (?:ti|usted|vosotros) (?:a|con)\b|\bparlato di (?:te|[Ll]ei|voi) (?:a|al|alla|con)\b|\b(?:over"
        r"|van)"
        r" (?:jou|u|jullie) verteld\b|\b(?:[Kk]andidat\w*|Mann|Frau|[Kk]olleg\w+|Person|Freund\w*),? (?:den|die|dem|der"
        r"|von (?:dem|der)) (?:ich|wir)\b.{0,30}(?:erwähnt|erzählt|gesprochen|genannt)"
        r"|\b(?:betreut|betreuen) (?:Sie|dich|euch)\b|\b(?:[Ii]hr|[Dd]ein)e? neue[rn]? Ansprechpartner",
        r"\?",
        cased=True,
        cues="von info beit parl habl over van dich sie dir wiss weiß kand mann frau koll pers freu betr ansp",
    ),
    rule(
        # A relation or a number, with the name.
        rf"\b(?:contact|coordonnées|numéro|contatto|numero|recapiti|contacto|número|teléfono|nummer|gegevens|Nummer"
        rf"|Kontakt"
        rf"|Kontaktdaten) (?:de|di|von|van|del?) (?:la |el |l')?{_NAME}|\b(?:[Mm]eine?|[Mm]on|[Mm]a|[Mm]i|[Mm]i[oa]"
        rf"|[Mm]ijn)"
        rf" (?:Bruder|Schwester|Kolleg\w+|Freund\w*|Cousin\w*|Nachbar\w*|Schwager|cousine?|frère|sœur|collègue|amie?"
        rf"|prim[oa]"
        rf"|herman[oa]|soci[oa]|colega|amig[oa]|cugin[oa]|fratello|sorella|collega|amic[oa]|neef|nicht|broer|zus"
        rf"|vriend\w*)"
        rf" {_NAME}\b.{{0,30}}(?:macht|kann|hilft|übernimmt|sucht|cherche|fait|peut|busca|hace|puede|lleva|cerca|fa"
        rf"|può|segue"
        rf"|zoekt|doet|kan|neemt)\b|\b(?:sprichst du|sprechen Sie|redest du)(?: \w+){{0,2}} mit {_TITLED}"
        rf"|\b(?:[Bb]el|[Mm]ail"
        rf"|[Vv]raag|[Bb]enader) {_TITLED}",
        r"\?|\b(?:urlaub|abwesen|krank|notfäll|dringend)",
        0.9,
        cased=True,
        cues="cont coor numé nume numm núme reca telé gege kont mein mon ma mi mio mia mijn spri spre rede bel mail"
        " vraa"
        " bena",
    ),
    rule(
        # In copy.
        rf"\b(?:[Ii]n|[Ii]m|ins) (?:Kopie|CC|Cc|cc)\b(?: ist| findest du| finden Sie| setze ich| habe ich|:| \w+)? ?"
        rf"(?:{_TITLED}|{_NAME}\b,? (?:der|die)|meine[nr]? [Kk]olleg)|{_TITLED} (?:ist |sind )?(?:in|im) (?:Kopie|CC"
        rf"|Cc|cc)|\b(?:mets|mettons|ai mis|ajoute|trouveras|trouverez)\b.{{0,40}}\ben copie\b|\b[Ee]n copie,? (?:à "
        rf"|de ce mail )?"
        rf"{_NAME}|\b(?:[Pp]ongo|[Cc]opio|[Ii]ncluyo|[Aa]ñado|[Tt]e dejo)\b.{{0,12}}(?: en copia)? a {_NAME}"
        rf"|\b[Ee]n copia,? (?:a |está |va |tienes a )?{_NAME}|\b[Ii]n (?:copia|cc)\b.{{0,15}} {_NAME}|\b(?:[Mm]etto"
        rf"|[Aa]ggiungo|[Ii]nserisco)\b.{{0,20}}\bin copia\b|\b[Zz]et (?:ik )?.{{0,30}}\bin (?:de )?(?:cc|kopie|CC)\b"
        rf"|\b[Ii]n (?:de )?(?:cc|CC|kopie)[:,]? (?:staat |vind je )?{_NAME}",
        r"\?|\b(?:vertrag|rechnung|contrat|facture|contrato|factura|contratto|fattura|contract|factuur)\b",
        cased=True,
        cues="kopi cc copi pong copi incl añad te mett aggi inse zet",
    ),
    rule(
        # "… will be in touch", "… of whom I told you": of a thing as well as of a person.
        rf"^(?=.{{0,200}}{_FULL}).{{0,200}}?\b(?:meldet sich (?:bei|in)|wird (?:sich|dich|Sie)\b.{{0,30}}(?:melden"
        rf"|anrufen"
        rf"|kontaktieren)|ruft (?:dich|Sie) an|(?:t'|te |vous )(?:appellera|contactera|écrira|appeler|contacter)"
        rf"|(?:te|le)"
        rf" (?:llamará|escribirá|contactará)|(?:ti|La|la) (?:chiamerà|contatterà|scriverà)|belt (?:je|u)|mailt (?:je"
        rf"|u))|\b(?:dont je (?:t'ai|vous ai|te|vous)|de (?:quien|la que|el que) te|di cui ti|over wie ik (?:je|u))\b"
        rf".{{0,12}}\b(?:parl\w+|habl\w+|dic\w+|vert\w+|sprak)",
        r"\?|\b(?:livre|article|projet|libro|proyecto|progetto|boek)\b",
        0.7,
        cased=True,
        cues="meld wird ruft appe cont écri llam escr chia scri belt mail dont de di over",
    ),
)
