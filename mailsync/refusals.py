"""Refusals, told by the formulas in which people write them."""

from __future__ import annotations

from mailsync.rules import rule

_INVITED = (
    r"(?:attend|join|participate|make (?:it|the|that|this|your|our)|accept|meet|come|be (?:there|present"
    r"|with|in attendance|at|in (?!before|until|till|late|by|the office)|part)|commit|speak|accommodate|help|assist"
    r"|do (?:it|this|that|so)|serve"
    r"|support|provide|supply|offer|get (?:there|together)|see you|take (?:advantage|part|you)|fit"
    r"|schedule|contribute|visit|go\b|work)"
)
_NOT_DECLINED = (
    r"\b(?:said|says|told me|tells me|reported|heard|mentioned) (?:that )?(?:he|she|they)\b"
    r"|\bif (?:you|he|she|they|we|i|anyone|for|it|\w+)\b.{0,40}(?:can|unable|not)\b"
    r"|\bif \w+(?: \w+)? (?:can't|cannot)|to the extent|sorry to hear|\b(?:those|anyone|who|people"
    r"|all) (?:of you )?(?:who |that )?(?:can|are|were|is|was|will)(?:not|n't| not| be)? ?(?:be )?(?:able"
    r"|unable)?|\b(?:was|were) (?:unable|not able|n't able)|\b(?:wasn't|weren't|couldn't) |\bcan(?:not"
    r"|'t) (?:begin|wait|believe|thank|tell|help but|imagine|say|express|remember|recall)|\?\s*$|"
    r"\byou (?:were|are|can|will|could)(?: ?not|n't)? (?:be )?(?:unable|able)|\bwe(?:'ve"
    r"| have) been unable|\bhave been unable|\bmy (?:apologies|sincere)|\bnot only\b"
    # What a thing does not do is no refusal, and neither is what somebody else does not want.
    r"|\b(?:file|link|attachment|printer|server|website|password|computer|laptop|heating|car|machine|software|login)\b"
    r".{0,30}(?:\bnot\b|n't\b)|\bhead or tail\b|\b(?:they|he|she)(?:'re|'s| are| is)?(?: just| really| simply)* "
    r"(?:not|n't|aren't|isn't) interested|\bthe other side\b"
    r"|\bunable to (?:determine|reach|find|locate|get hold|open|deliver|access|convince|send|contact)"
)

DECLINE = (
    rule(
        rf"\b(?:unable|not (?:be )?able|won't be able|not be in a position"
        rf"|not in a position) to\b.{{0,30}}\b{_INVITED}|\b(?:(?:i|we|he|she|\w+)(?: regretfully"
        rf"| unfortunately)?) (?:will not|won't|can(?:no|')t|can not|am not going to|is not going to"
        rf"|will be unable|am unable|is unable|are unable)\b.{{0,30}}\b{_INVITED}",
        _NOT_DECLINED,
        cues="able can cann not posi unab won",
    ),
    rule(
        r"\b(?:unfortunately|regret(?:tably|fully|s)?|sorry|afraid|alas)\b.{0,120}\b(?:unable|can(?:no|')t"
        r"|not (?:be )?able|won't|will not|not (?:possible|available|interested)|conflict\w*|declin\w+"
        r"|commitments?|out of town|travel\w*|vacation|previous|prior|have to (?:pass|cancel|miss)|doesn't"
        r"|does not|isn't|is not)\b",
        _NOT_DECLINED + r"|sorry (?:for|to (?:hear|have|learn)|about|i (?:missed|did)|it took)|unfortunately,? (?:they"
        r"|it was|you)",
        cues="afra alas regr sorr unfo",
    ),
    rule(
        r"\b(?:not|no longer|isn't|aren't|neither)\b.{0,25}\binterest(?:ed)?(?: in| at|\.|,|$)|\b(?:no"
        r"|little) interest in|\bnot (?:a (?:good )?(?:fit|match)|something (?:i|we))|\bno,? thank(?:s"
        r"| you)\b|\bnot for (?:me|us)\b|\bnot a need to\b|\b(?:i|we) (?:do not|don't) (?:have a )?need\b"
        r"|\b(?:i|we)(?:'ll| will| have to| must)? (?:pass on|pass this time|take a pass"
        r"|sit this one out)\b",
        _NOT_DECLINED + r"|not only interested|if you are not",
        cues="aren fit isn litt long matc need neit no not pass sit some than",
    ),
    rule(
        r"\b(?:must|have to|has to|need to|regret to|forced to|decided to|obliged to|going to have to"
        r"|chosen to|will|respectfully|politely|regretfully|like to|compelled to)\b.{0,20}\b(?:decline"
        r"|turn (?:it|this|you|that) down|withdraw|bow out|back out|beg off|pull out|cancel)\b"
        r"|\b(?:declines|declining|decline) (?:your|the|this|to|with)\b",
        _NOT_DECLINED + r"|\bdecline (?:letters?|in\b)|to decline in",
        cues="back beg bow canc decl pull turn with",
    ),
    rule(
        r"\b(?:conflicting|prior|previous|another|other) (?:commitment|engagement|appointment|obligation)"
        r"|\b(?:have|has|having|with) (?:a|an|another|several|some)? ?(?:scheduling |schedule "
        r"|calendar )?conflicts?\b(?! of)|\balready (?:committed|booked|engaged|scheduled|have (?:plans"
        r"|a commitment))|\b(?:schedule|calendar|commitments?)\b.{0,40}\b(?:prevents?|preclud\w+|won't"
        r"|does not|doesn't|not) ?(?:allow|permit)?",
        _NOT_DECLINED + r"|no conflict|not conflict",
        cues="alre appo comm does enga has have havi not obli prec prev with won",
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
        cues="avai beli chos deci elec feas feel free good isn not opte poss pref rath thin work",
    ),
    rule(
        r"\b(?:chosen|selected|decided on|hired|offered (?:it|the \w+) to|go(?:ing|ne)? with|filled by"
        r"|opted for)\b.{0,25}\b(?:another|other"
        r"|someone else|somebody else|a different|different)\b|\b(?:position|role|spot|seat)s? (?:has"
        r"|have) (?:already )?been filled\b"
        r"|\b(?:no|not have any|don't have any|do not have any|not any) (?:\w+ )?(?:openings?|vacanc(?:y|ies)"
        r"|positions?|room|budget|capacity)\b"
        r"|\b(?:am|'m|is|are|be|will be) (?:\w+ )?(?:tied up|swamped|booked|overcommitted|fully booked"
        r"|double[- ]booked|slammed)\b"
        r"|\b(?:not|don't|do not|wouldn't|would not) (?:be |feel )?(?:\w+ )?comfortable\b|\bcount me out\b"
        r"|\bwish (?:that )?(?:i|we) could\b|\b(?:i|we) (?:do not|don't) have (?:the |enough )?time\b"
        r"|\b(?:i|we|he|she) (?:do|does)(?: not|n't) (?:provide|offer|give out|share|accept|take|sponsor|handle|fund)\b"
        r"|\b(?:will not|won't|does not|doesn't) permit\b|\bthat (?:time|day|date) is out\b|\bi (?:don't"
        r"|do not) think (?:that )?(?:i|we) can\b"
        r"|\b(?:have|have had|'ve had) to (?:cancel|back out|pull out|pass)\b|\bnot (?:to )?go(?:ing)? (?:forward"
        r"|ahead)\b",
        _NOT_DECLINED + r"|\bwish i could (?:be there|have)\b.*\byesterday",
        cues="ahea anot back book budg canc capa comf coun diff doub else fill forw not open othe "
        "out over pass perm posi pull room slam swam t thin tied vaca wish",
    ),
    rule(
        r"\b(?:will|he'll|i'll|'ll) be (?:out of (?:town|the (?:country|city|office))|traveling|travelling"
        r"|away|on vacation|overseas)\b|\b(?:scheduled to be|am|is|be) on vacation\b|\bwill (?:have to )?(?:miss"
        r"|pass)\b(?! you)|\b(?:must|have to|going to) miss\b(?! you\b)|\bsorry to miss\b|\b(?:cannot|can't"
        r"|unable to) (?:do|make) (?:it|that)\b|\bcan(?:no|')t make\b",
        _NOT_DECLINED + r"|\bwill be in (?:touch|contact|a|the|your|town)\b|will be out of the office",
        0.7,
        cues="away cann make miss out over pass sorr t trav unab vaca",
    ),
    # A refusal that is not worded as one: what stands in the way, and who else should be asked.
    rule(
        r"\b(?:a|hard|firm) (?:no|pass)\b(?: from (?:me|us)|,| i'm| i am|\.|$)|\b(?:to|must|should|'ll|will"
        r"|can only) say no\b|\bno (?:from|on) (?:me|us|our end|my end)\b|\bi'm out\b(?! (?:of|on|at|in|until|there))"
        r"|\b(?:not|isn't|never) (?:really |quite )?(?:my|our) (?:thing|cup|area|field|line)|\brain ?check\b"
        r"|\bleav(?:e|ing) (?:this|it|that) (?:one )?(?:to|for) (?:others|someone|somebody)|\b(?:ahead|on|ok|okay"
        r"|fine) without me\b"
        r"|\b(?:answer|reply|response|verdict)\b.{0,40} (?:is|was|has to be|must be|will be) (?:a )?(?:no|negative)\b"
        r"|\bnon-?starter\b|\bnot (?:the |exactly the )?(?:right|best) (?:person|man|woman|one|team) (?:for|to)\b"
        r"|\b(?:don't|do not) think (?:that )?(?:i'm|i am|we're|we are) (?:the )?(?:right|best)\b"
        r"|\brather (?:say (?:so|no)|decline|pass|stay out)|\bpass (?:on (?:this|it|that)|this (?:one|time)|for now)\b",
        _NOT_DECLINED + r"|\ba no[- ]brainer|not a no\b|\bpass on (?:this|it|that) to\b|(?:ask|asked|please|pls)"
        r".{0,20}pass",
        cues="no pass m isn not neve rain rath leav with answ repl resp verd non nons thin",
    ),
    rule(
        r"\b(?:find|ask|get|try|need|look for|pick|count on) (?:someone|somebody|anyone|another \w+) else\b"
        r"|\b(?:find|get) (?:another|a (?:replacement|substitute|new)) (?:speaker|partner|player|driver|volunteer"
        r"|fourth"
        r"|host|member|person)|\breplacement for me\b",
        _NOT_DECLINED + r"|\b(?:i|we)(?:'ll| will| have| had| can| could| should)? (?:have to |need to |try to )?"
        r"(?:find|ask|get|try)|\bor (?:find|ask|get)",
        cues="else anot repl subs",
    ),
    rule(
        r"\b(?:can't|cannot|can not|couldn't|won't|not able to|unable to|not going to) (?:possibly |really |honestly "
        r"|just "
        r"|quite |be able to |in good faith )*(?:take (?:this|that|it|on|any|you)|give (?:it|this|that|you)|commit"
        r"|manage|squeeze|swing|spare|justify|agree to|go along|put my name|recommend you|offer)\b"
        r"|\bnot be able to (?:give|take|do|manage)\b|\bjust can't (?!wait|believe|get|stop|figure|find|understand)"
        r"|\b(?:do not|don't|won't|will not|wouldn't) have (?:the |enough |any )?(?:bandwidth|capacity|headcount"
        r"|funding"
        r"|budget|openings?|(?:time|room) (?:for|to|in|this|next|until|right)|anything (?:open|available|for you|right"
        r"|on our|at the moment|that (?:would|fits?|suits?)))|\b(?:my|our) plates? (?:is|are) (?:too |already |very"
        r" )?full"
        r"|\b(?:stretched|spread) (?:too|very) thin|\bdon't know you well enough",
        _NOT_DECLINED + r"|\boffer\w* (?:enough|more)",
        cues="can cann coul won not unab just do don will plat stre spre know",
    ),
    rule(
        r"\b(?:not|nor)(?: \w+)? (?:among (?:those|the)|one of those|selected|chosen|shortlisted|successful"
        r"|short-listed)\b"
        r"|\b(?:head ?count|hiring|recruit\w+|(?:the|our) budget) (?:is|was|has been|have been) (?:\w+ )?(?:frozen|on"
        r" hold"
        r"|cut|exhausted|spent|suspended|used up)|\bhiring freeze\b|\b(?:in|a) (?:another|a different|different)"
        r" direction\b"
        r"|\b(?:not|n't) (?:currently |actively )?hiring\b|\b(?:was|were|is|are) not (?:been )?(?:accepted|approved"
        r"|granted)\b"
        r"|\bno (?:\w+ )?(?:position|opening|role|vacanc|job|spot"
        r"|place|slot|seat)\w* (?:that|which|for|available|open|left|at|to offer|right|here)|\b(?:move|moving|moved"
        r"|going"
        r"|go|gone|proceed\w*) (?:ahead |forward |on )?with (?:other|another|someone|somebody|a (?:different|candidate)"
        r"|candidates)|\b(?:decided|chosen|opted|elected) to (?:stay|go in|go a different|pursue (?:other|another)"
        r"|remain|focus on other|hold off)|\bmore (?:requests|applications|applicants|candidates|proposals) than\b",
        _NOT_DECLINED + r"|\bhe |\bshe |\bthey ",
        cues="anot diff not nor head hiri recr budg no move movi movd goin go gone proc deci chos opte elec more",
    ),
    rule(
        r"\b(?:firm|company|policy|employer|contract|rules?|bylaws|doctor|boss|lawyers?|legal|compliance|schedule"
        r"|calendar"
        r"|insurance)\b.{0,15} (?:(?:doesn't|does not|don't|do not|won't|will not) (?:let|allow|permit)|prohibits?"
        r"|forbids?|prevents?|bars?)\b|\b(?:i'm|i am|we're|we are) not (?:allowed|permitted) to\b"
        r"|\bagainst (?:\w+ )?policy\b",
        _NOT_DECLINED + r"|\byou are not (?:allowed|permitted)|\bif\b|\bmembers?\b|not permitted to (?:post|park|use)",
        0.8,
        cues="doe does don do won will proh forb prev bar bars not agai",
    ),
    rule(
        r"\b(?:can't|cannot|can not|won't|couldn't) (?:do|make|manage|come|be there|join)\b(?: it| that| you)?"
        r"(?:,? (?:on|this|next|the|any|at|then|either|after all|until|before|for|\w+day|tomorrow|tonight|anymore"
        r"|after)\b|[.,!;:]|$| -)|\b(?:\w+day|tomorrow|tonight|that (?:day|week|time|date)|the \d+\w\w|morning"
        r"|afternoon"
        r"|evening)s? (?:is|are|looks?)(?: \w+)? (?:out|no good|not good|bad|impossible|full|packed|difficult|tough)\b"
        r"|\bno longer (?:able|available|free|possible|make|attend|come)|\b(?:doesn't|does not|won't|will not|isn't"
        r" going"
        r" to|not going to) (?:be )?(?:work|working|possible|happen)\b(?: after all|[.,!;:]| -|$)"
        r"|\b(?:have|having|need|going|have had|'ve had) to (?:cancel|call off|call it off|postpone|bail|drop out"
        r"|bow out|skip|sit"
        r" out)"
        r"|\bcan't come\b|\bnot coming\b",
        _NOT_DECLINED + r"|\b(?:he|she|they) (?:can't|cannot|won't)|\bthat will not happen|\bprinter|\bserver",
        cues="can cann won coul day mond tues wedn thur frid satu sund tomo toni that the morn afte even no does isn"
        " not have havi need goin had",
    ),
    rule(
        r"\bmuch as (?:i|we)(?:'d| would)? (?:love|like|enjoy|hate|want)|\b(?:i|we)(?:'d| would) (?:have )?(?:love"
        r"|like)d?"
        r" to(?: \w+){0,6}?,? but (?:i|we|my|our|unfortunately|it)\b|\b(?:thanks|thank you|appreciate|kind of you"
        r"|sounds"
        r" (?:great|fun|wonderful|lovely))\b.{0,80},? but (?:i|we|my|our|unfortunately|at this|for now|that|no)\b"
        r"|^(?:thanks|thank you)(?: \w+){0,3},? but\b|\balready have (?:a (?:ticket|date|commitment|dinner|meeting"
        r"|class)|plans"
        r"|tickets|something|an? (?:appointment|engagement))|\b(?:i'm|i am|we're|we are)(?: \w+)? (?:underwater"
        r"|buried|snowed under"
        r"|overloaded|overwhelmed|overstretched|flat out)\b"
        r"|\b(?:flattered|honou?red|tempted|tempting)\b.{0,60}\bbut\b",
        _NOT_DECLINED
        + r"|\bbut (?:i|we)(?:'ll| will| already (?!have)| did| still| just| have (?:a|one|some) (?:question|idea)"
        r"|'d like| would like| need| want| think| hope| also| can\b(?!not|'t))",
        0.9,
        cues="much but alre unde bur buri snow over",
    ),
)

# Asked only of mail that may be in another language than English.
DECLINE_FOREIGN = (
    rule(
        r"\b(?:schaffe|klappt|passt|geht) (?:es |ich es |das |mir |uns |bei mir |bei uns )?(?:leider |da |dann"
        r" )?nicht\b"
        r"|\b(?:leider|bedauere|bedauern)\b.{0,80}\b(?:vergeben|besetzt|ausgebucht|krank|verreist|anderweitig)"
        r"|\b(?:muss|müssen)\b.{0,40}\b(?:absagen|passen|verzichten)|\b(?:habe|haben) (?:wir |ich )?(?:leider )?keine? "
        r"(?:zeit|stelle|bedarf|kapazität|freien?)|\bkeine?n? \w+ anbieten\b|\bfür (?:einen|eine) anderen? (?:bewerber"
        r"|kandidat)",
        r"\?",
        cues="scha klap pass geht leid beda muss müss habe kein für",
    ),
    rule(
        r"\bn'(?:est|était|a|avons|ai|aurai|aurons) (?:malheureusement )?pas (?:possible|été retenue?|retenu|le temps"
        r"|la possibilité|de place)|\bpas intéressée?s?\b|\bpasse mon tour\b|\bdoi(?:s|t|vons) (?:malheureusement )?"
        r"(?:décliner|annuler|renoncer|refuser)|\bserai (?:malheureusement )?(?:absente?|en déplacement|indisponible)",
        r"\?",
        cues="n pas pass dois doit devo sera",
    ),
    rule(
        r"\bno (?:me|nos) (?:va|viene|interesa|es posible)\b|\b(?:tengo|tenemos) que (?:cancelar|anular|rechazar"
        r"|declinar)|\bno (?:voy|vamos|va) a poder\b|\bno (?:estamos|estoy) (?:interesad|disponible)",
        r"\?",
        cues="no teng tene",
    ),
    rule(
        r"\bnon (?:ce la faccio|riesco|riusciamo|riuscirò|fa per|siamo interessati|siamo in grado)\b"
        r"|\b(?:devo|dobbiamo) (?:purtroppo )?(?:annullare|rinunciare|disdire|declinare|rifiutare)|\bsono già"
        r" impegnat[oa]",
        r"\?",
        cues="non devo dobb sono",
    ),
    rule(
        r"\b(?:moet|moeten)\b.{0,40}\b(?:afzeggen|annuleren|bedanken|afslaan)|\blukt (?:me |mij |ons |het |dat )?"
        r"(?:helaas )?niet\b|\bkan (?:dan |die dag |ik |helaas )?(?:helaas )?niet\b|\bkomt (?:mij|me|ons) niet"
        r"|\bgeen (?:tijd|plaats|plek|vacature)|\bniet geïnteresseerd",
        r"\?",
        cues="moet lukt kan komt geen niet",
    ),
    rule(
        r"\bnicht (?:teilnehmen|dabei|kommen|möglich|zusagen)\b|\babsagen\b|\b(?:leider"
        r"|bedauerlicherweise)\b(?=.{0,80}\b(?:ich|wir|mir|uns|klappt|passt|geht|möglich|machbar)\b).{0,80}\b(?:nicht"
        r"|kein\w*|absagen|verhindert)\b|\bkein interesse\b",
        cues="absa beda kein leid nich",
    ),
    rule(
        r"\b(?:malheureusement|hélas|désolée?)\b.{0,80}\b(?:pas|décliner|impossible|indisponible"
        r"|empêchée?)\b|\bne (?:pourrai|peux|pourrons|pouvons|serai|suis) (?:malheureusement )?pas\b"
        r"|\b(?:contraint|obligée?|dois) (?:de )?(?:décliner|annuler|refuser)",
        cues="annu décl déso héla malh ne refu",
    ),
    rule(
        r"\b(?:lamentablemente|desafortunadamente|por desgracia|lo siento|lamento)\b.{0,80}\b(?:no|rechazar"
        r"|imposible|declinar)\b|\bno (?:podré|puedo|podremos|podemos|me es posible|estoy interesad[oa])\b"
        r"|\bno me interesa\b",
        cues="desa es esto lame lo no pode podr por pued",
    ),
    rule(
        r"\b(?:purtroppo|mi dispiace|sfortunatamente)\b.{0,80}\b(?:non|declinare|impossibile|rifiutare)\b"
        r"|\bnon (?:potrò|posso|possiamo|potremo|sono interessat[oa]|mi è possibile)\b",
        cues="mi non purt sfor",
    ),
    rule(
        r"\b(?:helaas|jammer genoeg|het spijt me)\b.{0,80}\b(?:niet|geen|afzeggen|verhinderd|afslaan)\b"
        r"|\bgeen (?:interesse|belangstelling)\b|\bkan (?:er )?(?:helaas )?niet (?:bij zijn|komen"
        r"|aanwezig)\b",
        cues="geen hela het jamm kan",
    ),
)
