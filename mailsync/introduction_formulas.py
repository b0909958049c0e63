"""Introductions, told by the formulas in which people write them."""

from __future__ import annotations

from mailsync.rules import rule

_NAME = r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?[A-Z][a-z]+(?: [A-Z][\w.'-]+){0,3}"
_SELF = (
    r"\bintroduc\w+ (?:myself|ourselves|our|my (?:company|firm|self)|a |an |the |new|this|it\b|legislation"
    r")|\bcontact (?:me|us|my|our|your)\b|\bcall (?:me|us|my)\b"
)

_KNOWN = (
    r"(?:friend|colleague|classmate|neighbou?r|student|roommate|cousin|nephew|niece|brother|sister|son|daughter|boy"
    r"|girl"
    r"|kid|wife|husband|buddy|pal|mate|coworker|co-worker|teammate|mentor|professor|boss|client|partner|cto|ceo|cfo"
    r"|head"
    r"|recruiter|director|manager|founder|team)"
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
    rule(
        rf"\b(?:[Tt]alk|[Ss]peak|[Cc]hat|[Ww]rite) (?:to|with) {_NAME} (?:at|from|over at|in) (?:the )?[A-Z]"
        rf"|\b(?:person|guy"
        rf"|woman|man|one|contact) (?:that |who |whom )?you (?:want|need|should (?:see|ask|call))\b.{{0,20}}\bis"
        rf" {_NAME}"
        rf"|\b(?:[Ll]ike|[Ww]ant|[Ll]ove) (?:for )?you to (?:meet|know) (?:my|our) (?:\w+ ){{1,3}}|\b(?:[Cc][Vv]"
        rf"|[Rr][eé]sum[eé])"
        rf" of (?:a |an |my |our )?(?:\w+ ){{0,3}}{_NAME}|\byou (?:two |both )?should be (?:acquainted|in touch"
        rf"|talking)"
        rf"|\b(?:sent|gave|passed|forwarded|shown?|showed) (?:on )?your (?:\w+ )?(?:paper|proposal|deck|work|article"
        rf"|idea"
        rf"|plan|note|pitch) (?:on )?to {_NAME}",
        r"\?|\byou (?:asked|told)\b|\bcv of (?:the|mine)\b|\.(?:docx?|pdf|rtf)",
        cased=True,
        cues="talk spea chat writ pers guy woma man one cont meet know cv resu résu shou sent gave pass forw show",
    ),
    # Somebody is named to the addressee, who is to know or meet them.
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

# Asked only of mail that may be in another language than English.
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
        cues="de da a name tran donn pass he hemo ho abbi je uw un una une een cont parl appe écri habl escr llam scri"
        " neem praa bel te ti je",
    ),
)
