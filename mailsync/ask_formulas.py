"""The formulas by which people ask: what they want done, given, answered, decided or attended."""

from __future__ import annotations

from mailsync.rules import rule

CLOSER = (
    r"any (?:further |other |additional )?(?:questions?|problems?|concerns?|queries)|(?:have|need"
    r"|require) any(?:thing|one| (?!comments?|changes|suggestions?|thoughts|ideas|objections?|interest"
    r"|feedback|edits|input|information|advice|names))|hesitate|feel free|"
    r"(?:i|we) can (?:be of|help|assist|do|provide|answer)|be of (?:any )?(?:help|assistance|service)"
    r"|need(?:s)? (?:anything|something|more|additional|further|help|to be changed)|"
    r"if (?:you(?:'d| would)? (?:like|want|need|prefer) (?:to see|a copy|more|further|additional|me|us|any"
    r"|copies|it)|there(?:'s| is| are) any(?:thing)?|"
    r"you (?:can ?not|can't|are unable|have (?:questions|problems|trouble|concerns|a question|already)"
    r"|need)|i can|we can|(?:this|that|it) (?:is|does|doesn't|will|works))|"
    r"should you (?:have|need|require|wish)|next time|in error|if i can"
)
SOCIAL = (
    r"\bhow (?:are|have|is|was|were|'s|did) (?:you|your|things|everything|life|it go|the (?:family|kids"
    r"|wife|weather)|the \w+ (?:joint )?coming|it going)|"
    r"what(?:'s| is) (?:new|up)\b|would you like (?:me|us|a copy|to see|more)"
    r"|(?<!how )(?<!what )(?<!when )(?<!where )(?<!which )do you want me|shall i\b"
    # Said for effect, or to nobody.
    r"|\bi ask you\?|\bwho (?:cares|needs|am i|are we)\b|\b(?:can|could) you imagine|\bwould you believe"
    r"|\bwhat else is new|\bhow hard can it|\bdid i (?:ever )?tell you|\bask for more\b|\bwould you look at"
    r"|\bwhere (?:does|did) the time|\bis it just me|\bam i the only"
    r"|\bwhat was i thinking|\bwhat(?:'s| is) not to\b|\bhow (?:was|were) (?!(?:this|that|it|they) (?:done|made|paid))"
    r"|\b(?:may|can|could|might) (?:i|we) (?:just |only |also |please )*(?:say|add|congratulate|offer|mention|thank"
    r"|wish)"
    r"|\bcan i (?:bring|get you|take you|offer)\b"
    r"|can you believe|could you believe|"
    r"who knows|\.\?|\?\?|would have thought|why not\?$|right\?$|huh\?|isn't it|remember\?|guess what"
    r"|what (?:can|could) i (?:say|do)|so what|what if|"
    r"\bcan i (?:help|do)\b|may i help|anything (?:else )?(?:i|we) can|am i (?:sure|crazy)|where's my"
    r"|\bregrets\?"
)

RULES = (
    # Questions to the addressee.
    rule(
        r"\b(?:can|could|would|will|won't) you\b[^?]*\?|^(?:so |and |also,? )?(?:can|could|would"
        r"|will) you\b",
        SOCIAL,
        cues="? can coul will woul",
    ),
    rule(
        r"\b(?:do|did|have|are|were|is|was|would|should|can|could|may|might|will|does|has) (?:you|your|i|we"
        r"|it|there|this|that|the|he|she|they|any(?:one|body)|\w+ )\b[^?]{2,}\?",
        SOCIAL + r"|" + CLOSER,
        0.8,
        cues="?",
    ),
    rule(r"\b(?:what|when|where|which|who|how|whom|why)\b[^?]{4,}\?", SOCIAL, 0.7, cues="?"),
    rule(
        r"\b(?:how|what) about\b.*\?|\bhow would\b.*\?|\bare you (?:free|available|around|able|interested"
        r"|going|planning|coming)",
        "",
        1.0,
        cues="abou are how",
    ),
    rule(
        r"^(?:so |and |but |also,? |ok,? )?(?:what|when|where|which|who|whom|how)(?: \w+)?(?:'s| is| are| was| were"
        r"| do| does"
        r"| did| should| shall| can| could| will| would| have| has| might| may)\b[^?]*\?",
        SOCIAL,
        0.8,
        cues="?",
    ),
    rule(r"\?\s*$", SOCIAL, 0.5, cues="?"),
    # Requests.
    rule(
        r"\b(?:please|pls|plse|kindly)\b[, ]+(?:also |just |do |can you |could you |either |promptly "
        r"|take (?:a|some|the|time)|then )*(?:re-?\w+|ad\w+|send|give|call|e-?mail|forward|provide|confirm"
        r"|make|take|"
        r"come|join|bring|keep|check|look|help|consider|let|contact|sign|complete|fill|fax|pass|put|get"
        r"|have|submit|write|schedule|arrange|print|mail|ask|"
        r"return|decide|tell|share|include|update|attend|plan|mark|set|hold|see (?:if|that|to|what|whether)"
        r"|try|work|speak|talk|prepare|identify|coordinate|"
        r"handle|follow|find (?:out|time|someone)|copy|use|read|go|block|change|correct|add|remove|choose"
        r"|indicate|direct|inform|acknowledge|comment|suggest|explain|"
        r"verify|notify|discuss|approve|accept my resume|bear|spread|invite|support|consider|enter|click)\b",
        CLOSER + r"|\bnote\b|give (?:my|our|him|her|them|me a call (?:if|should)) (?:best|love|regards)|give my"
        r"|say hello|tell (?:him|her|\w+) (?:hello|hi|i said)|join (?:me|us) in (?:congrat|welcom|thank"
        r"|wish)|"
        r"keep up|accept (?:my|our) (?:apolog|congrat|sincere|thanks|condol|best)|disregard|ignore|excuse"
        r"|forgive|bear with|remember that|call (?:me|us) if|contact (?:me|us) (?:if|at|with)"
        r"|keep (?:him|her|them|us|me|my|our) in your|rest assured|call (?:me )?if|"
        r"add me to|pass (?:on )?(?:my|our) (?:\w+ )?(?:thanks|regards|best)|keep (?:in (?:touch|mind)"
        r"|(?:me|us) (?:posted|informed|updated|in mind))|respond to$",
        cues="kind plea pls plse",
    ),
    rule(
        r"\b(?:please|pls)\b",
        CLOSER + r"|\bplease(?:d| find| see| note| be (?:aware|advised|assured)| know| accept|,? (?:feel|don"
        r"|do not|give my|say|tell|excuse|forgive|disregard|ignore|keep (?:up|in)|join (?:me|us) in)"
        r"| call (?:me )?(?:if|with)| contact (?:me|us|my)|s\b|\.|!)",
        0.6,
        cues="plea pls",
    ),
    rule(
        r"\b(?:let (?:me|us|\w+) know|lmk)\b(?:[, ]+(?:please|asap|as soon as possible|by|in advance"
        r"|via))*[, ]*(?:what|when|whether|how|which|who|where|your|a (?:good )?(?:time|date)|the \w+"
        r"|if (?:you|he|she|they|that|this|it|we|i|there)(?:'re|'ll|'d| are| can| could| will| would"
        r"| agree| think| want| wish| plan| accept| approve| is| were| should| have (?:a |any )?(?:interest"
        r"|objection|thought|suggestion|comment))|asap|as soon|by\b|so (?:that )?(?:i|we)|you(?:r|'re))",
        CLOSER + r"|have (?:a )?question",
        cues="let lmk",
    ),
    rule(
        r"\b(?:please|pls|kindly),? (?:let me know|advise|respond|reply|rsvp|confirm|review|call me|send"
        r"|forward|provide)\b",
        CLOSER + r"|if you (?:have|need)|\brespond to$|\badvise (?:me )?if you (?:have|cannot)",
        cues="kind plea pls",
    ),
    rule(
        r"\brsvp\b|\br\.s\.v\.p|\bget back to me\b|\bcall me (?:when|at|on|to|back|asap|as soon|tomorrow"
        r"|today|this|about)",
        CLOSER + r"|\b(?:he|she|they)\b",
        1.0,
        cues="back call rsvp v",
    ),
    # Wishes.
    rule(
        r"\b(?:i|we)(?:'d| would| should)(?: \w+ly| very much| also| really| certainly"
        r"| be (?:\w+ )?to)*(?: like| love| want| wish| hope| prefer) (?:to (?:meet|schedule|set|talk"
        r"|discuss|ask|get|know|hear|have|speak|visit|invite|arrange|request|see|explore|learn|offer you"
        r"|take you|stop by|come|propose|suggest|sit|find|present|show|introduce|join|pick|buy|interview"
        r"|work (?:for|with)|be considered|apply|bring|receive|obtain|catch)|you\b|your\b|for you|it if|any"
        r"|a (?:chance|copy|meeting|few)|some|the opportunity)",
        r"thank|congratulat|\bapologi|express (?:my|our)|wish you|take this opportunity|\bintroduce you\b"
        r"|\byou to (?:know|understand|remember|believe)\b",
        cues="hope like love pref want wish",
    ),
    rule(
        r"\b(?:would|'d|will)(?: \w+ly| very much| also| really| be)* (?:(?:appreciat\w+|grateful|thankful"
        r"|obliged)\b(?! (?:all|everything) you)|(?:most |deeply |very )?(?:honou?red|delighted"
        r"|thrilled)\b(?: if| to (?:have|welcome|host|receive|see|meet)))",
        r"\bto (?:help|assist|answer|host)|would have (?:appreciated|been)",
        cues="appr deli grat hono obli than thri",
    ),
    rule(
        r"\b(?:i|we)(?:'d| would) (?:welcome|be (?:very |most |really )?(?:happy|pleased|glad"
        r"|interested)) (?:the|a|an|any|your|in|if|to (?:meet|call on|talk|discuss|come|get|receive"
        r"|have you|arrange a))",
        "",
        0.7,
        cues="d woul",
    ),
    rule(
        r"\b(?:i|we)(?:'m| am| was| were|'re| are) (?:just )?(?:wondering|hoping (?:you|that you|to (?:meet"
        r"|get|hear|see|talk|speak))|curious|writing to (?:ask|request|inquire|enquire|invite|see|seek"
        r"|solicit|find)|asking|requesting|seeking|looking for|in need of|trying to (?:find|get|locate"
        r"|reach|set|schedule|arrange))|\bwonder(?:ed|ing)? (?:if|whether)",
        # What somebody was looking for, or wondered, is a story.
        r"\b(?:was|were) (?:just )?(?:seeking|looking for|in need of|trying to)|\b(?:he|she|they) (?:\w+ )?wonder",
        cues="aski curi hopi look need requ seek tryi wond writ",
    ),
    rule(
        r"\b(?:wanted|want|needed|need) to (?:check (?:in |back )?(?:to see|if|whether|with)|ask|see (?:if"
        r"|whether|when|what)|find out|know (?:if|whether|when|what|how)|make sure that|get your)",
        # What somebody else wanted is told, not asked, unless it reaches the addressee.
        r"\b(?:he|she|they|who) (?:\w+ )?(?:want|need)(?:ed|s)? to (?!.*\byou)",
        cues="need want",
    ),
    rule(
        r"\b(?:i|we) (?:need|want|wanted|ask|request|urge|invite|beg|require|implore|solicit"
        r"|encourage)(?:ed)?(?: also| only| just| that)? (?:you|your|to (?:know|find|check|see (?:if"
        r"|whether|when|what)|ask|get (?:your|a|an|some|together|in)|make sure|meet|talk|discuss|schedule"
        r"|set|hear|speak|visit|request|inquire|confirm (?:that you|whether|if)|verify|follow up with you)"
        r"|a (?:copy|response|reply|decision|list|favor)|approval|help)",
        r"you to (?:know|have)|\bi ask you\?|thank|wanted? to (?:make sure|let) you",
        cues="ask aske beg enco impl invi need requ soli urge want",
    ),
    rule(
        r"\b(?:i|we|would) (?:\w+ly )?(?:ask|request|require|insist|suggest|recommend) that (?!you contact)",
        "",
        0.8,
        cues="ask insi reco requ sugg",
    ),
    rule(
        r"\bhop(?:e|es|ed|ing)(?: very much| really| sincerely)? (?:that )?(?:you|your \w+) (?:can|could|will|would"
        r"|might|may)\b(?! (?:have|find|enjoy"
        r"|like|always|never|remember|recover|make peace|too\b|as well|be"
        r" (?:very |so |as )?(?:well|happy|pleased|proud)|agree|understand|feel|get well|forgive|excuse|accept my))",
        "",
        0.8,
        cues="can coul may migh will woul",
    ),
    rule(
        r"\b(?:need|want|expect|love|like) (?:for )?you to (?!know|have a|enjoy|be aware)|\b(?:ask|asking"
        r"|asked|invite|inviting|request(?:ing)?|urge|encourage) (?:that )?you\b|\b(?:in need of"
        r"|request for|seeking|solicit\w*) your|\byour (?:help|assistance|input|advice|feedback|response"
        r"|reply|approval|guidance|participation|attention|thoughts|comments|support|cooperation|prompt \w+"
        r"|earliest \w+) (?:is|are|will|would|in|on|with|as|by|to|regarding)\b",
        r"asked me to|\bi ask you\?|as you (?:asked|requested)|you asked|(?:is|are|was|were) (?:always |greatly |much "
        r"|very |really )*(?:appreciated|invaluable|great)|your (?:support|help|participation) (?:in|with"
        r"|of)",
        0.8,
        cues="ask aske aski enco expe invi like love need requ seek soli urge want your",
    ),
    rule(
        r"\b(?:a|one|quick|small|big|special) (?:favor|favour|request)\b|\bask (?:a|for|your)\b"
        r"|\bcould use (?:an?|some|your)\b",
        r"\b(?:he|she|they|who|people|everyone) (?:\w+ )?ask|\b(?:did|does|doing|done|returned?|returning"
        r"|as)(?: \w+)? a"
        r" favou?r\b",
        0.8,
        cues="ask favo requ use",
    ),
    rule(
        r"\bif you (?:could|would|can|are (?:interested|available|willing|able)|find it useful"
        r"|have (?:a (?:moment|minute|chance)|any (?:interest|ideas|suggestions|thoughts)|time)"
        r"|know (?:of )?(?:any|some))\b",
        r"let me know if you (?:have|need)|call if|have any questions",
        0.6,
        cues="if",
    ),
    rule(
        r"\b(?:perhaps|maybe) (?:you|we) (?:could|can|should|might)\b|\b(?:we|you and i) (?:should|could"
        r"|need to|must) (?:talk|meet|get together|discuss|speak|schedule|set up|have (?:lunch|dinner"
        r"|coffee|a))|\blet'?s (?:meet|get|talk|schedule|set|try|plan|discuss|have|do lunch|grab)"
        r"|\bwhy don't (?:you|we)|\byou (?:might|may) (?:want|wish|consider)|\byou(?:'ll)? (?:need"
        r"|have) to\b",
        "",
        0.7,
        cues="cons coul disc get grab have lunc mayb meet must need perh plan sche set shou talk try want why wish",
    ),
    rule(
        r"\b(?:will|'ll|shall|plan to|going to) (?:call|contact|phone|telephone|ring|follow up with"
        r"|be in touch with|get in touch|get back)\b.{0,80}\b(?:to|and) (?:arrange|schedule|set up|set"
        r"|see (?:if|when)|discuss|find a)",
        "",
        0.8,
        cues="arra disc find sche see set",
    ),
    rule(
        r"\blook(?:ing)? forward to (?:hearing|your (?:response|reply|answer|call|thoughts|comments)"
        r"|reading your|a (?:positive|favou?rable))|\b(?:hope|hoping) to hear (?:from|back)"
        r"|\bawait(?:ing)? your|\blove to hear\b",
        "",
        0.6,
        cues="awai hear look love",
    ),
    # Job hunting.
    rule(
        r"\b(?:attached|enclosed|attach(?:ing)?|enclos(?:e|ing)|forward(?:ing)?|submit(?:ting)?"
        r"|send(?:ing)?|sent)\b.{0,40}\bmy (?:resume|résumé|cv|curriculum)|\bmy (?:resume|résumé"
        r"|cv)\b.{0,60}\b(?:attached|enclosed|below|review|consider|follows)",
        r"\b(?:yesterday|last (?:week|month)|to (?:them|him|her|a|an|three|four|five|ten|several|\d+)\b)",
        1.0,
        cues="curr cv resu résu",
    ),
    rule(
        r"\b(?:interested in|seeking|looking for|explor\w+|pursu\w+|desire"
        r"|apply(?:ing)? for)\b.{0,50}\b(?:a (?:job|position|career|role|summer)|employment|opportunit(?:y"
        r"|ies)|internship|positions?)\b",
        r"\bwe (?:are|have)",
        0.7,
        cues="appl desi expl inte look purs seek",
    ),
    rule(
        r"\bfor (?:your|his|her) (?:review|consideration|approval|comments?|signature|input|action|edits)\b"
        r"|\b(?:comments|suggestions|thoughts|ideas|feedback)\?|\b(?:your|any) (?:thoughts|comments|ideas"
        r"|suggestions|feedback|input)\b.{0,30}(?:\?|welcome|appreciated|asap|as soon)",
        r"for your information",
        0.8,
        cues="? comm feed her his idea inpu sugg thou your",
    ),
    # Orders between colleagues.
    rule(
        r"^(?:and |so |then |also,? |just |pls |ok,? )*(?:call|send|give|e-?mail|forward|review|respond"
        r"|reply|advise|confirm|check|bring|make sure|take a look|tell|get|put me down|ask|come|join us"
        r"|help|print|fax|set up|schedule|plan|sign|look|add|move|copy|read|find|prepare|draft|arrange|remind|book"
        r"|contact|fill|update|include|remove|change|pick|drop|talk|speak|meet|let me have)\b (?:me|us|him|her|this"
        r"|that|it|the|your|to|a|an|with"
        r"|at|on|out|back|if|\w+ (?:to|the|a|that|and|about))",
        CLOSER + r""
        r"|^(?:look|talk to you|talk soon|meet you|speak to you) (?:forward|soon|then|later)"
        r"|^(?:give|tell) (?:my|him|her|your|\w+ (?:hello|hi|my|i|we))"
        r"|^(?:call|ring|text|write|e-?mail|phone|contact)(?: me| us| him| her)? (?:if|any ?time|should you)\b"
        r"|^check (?:it|this) out",
        0.7,
    ),
)

FOREIGN = (
    rule(
        r"\b(?:könnten|können|könntest|kannst|würden|würdest|wären|hätten|hättest|dürfte|darf) (?:sie|du"
        r"|ihr|ich)\b|\b(?:bitte|bitten) (?:sie |dich |euch |um |teilen|senden|schicken|melden|geben|lassen"
        r"|prüfen|antwort)|\b(?:würde|würden) (?:mich|uns|ich mich) (?:sehr |freuen|über)|\bich (?:möchte"
        r"|würde) (?:sie|dich|gerne?) .*(?:fragen|bitten|sprechen|treffen|kennenlernen)|\bhaben sie .*\?"
        r"|\bwäre es möglich",
        r"bitte (?:beachten|entschuldig)|\bgerne?,? (?:wenn|falls|bei|jederzeit)\b|zögern|bei fragen|für rückfragen",
        cues="bitt du habe ich ihr sie wäre würd",
    ),
    rule(
        r"\b(?:pourriez|pouvez|pourrais|peux|voudriez|auriez|seriez|accepteriez)[- ](?:vous|tu)\b"
        r"|\b(?:pourrais|pourrions|puis)-(?:je|nous)\b|\bmerci de (?:me |nous |bien |vouloir |m'(?!avoir)|confirmer"
        r"|répondre|envoyer)|\bje (?:souhaiterais|voudrais|aimerais) (?:vous|te|savoir|rencontrer|connaître"
        r"|avoir|échanger|solliciter)|\bveuillez (?:me|nous|confirmer|envoyer)|\bserait-il possible",
        r"n'hésitez|veuillez agréer|veuillez (?:recevoir|trouver)",
        cues="il je merc nous tu veui vous",
    ),
    rule(
        r"¿[^?]*\b(?:podr[ií]as?|podr[ií]an|puedes?|pueden|tendr[ií]as?|ser[ií]a|le importar[ií]a"
        r"|te importar[ií]a|estar[ií]as?|sabes?)\b|\b(?:podr[ií]as?|puedes?) (?:enviar|mandar|ayudar|decir"
        r"|dar|confirmar|llamar|presentar)|\bpor favor,? (?:\w+me|env[ií]\w*|confirm\w*|respond\w*|avis\w*)"
        r"|\bme gustar[ií]a (?:pedir|preguntar|hablar|saber|reunir|conocer|solicitar|invitar)"
        r"|\bte agradecer[ií]a|\ble agradecer[ií]a",
        r"no dude|no dudes",
        cues="agra ayud conf dar deci envi esta gust le llam mand podr por pres pued resu résu sabe seri serí te tend",
    ),
    rule(
        r"\b(?:potresti|potrebbe|potreste|può|puoi|sarebbe possibile|saresti|sarebbe disponibile)\b[^.]*\?"
        r"|\b(?:vorrei|mi piacerebbe) (?:chieder\w*|parlar\w*|incontrar\w*|saper\w*|conoscer\w*|invitar\w*)"
        r"|\b(?:le|ti) chiedo|\b(?:le|ti) sarei grat[oa]|\bper favore,? \w+|\bmi faccia sapere"
        r"|\bfammi sapere",
        r"non esit",
        cues="famm favo le mi potr puoi può sare ti vorr",
    ),
    rule(
        r"\b(?:zou|zoudt|kunt|kun|kan|wilt|wil|heeft|heb) (?:u|je|jij|jullie|ik)\b[^.]*\?|\b(?:graag"
        r"|alstublieft|alsjeblieft) (?:\w+ )?(?:uw|je|een) (?:reactie|antwoord|advies|mening)|\bik (?:zou"
        r"|wil) (?:u|je|graag|graag met) .*(?:vragen|spreken|ontmoeten|weten)|\blaat (?:me|het me"
        r"|ons) weten|\bik hoor graag",
        r"aarzel niet|neem gerust",
        cues="een heb heef ik je kan kun kunt laat uw wil wilt zou zoud",
    ),
    # A question in which the addressee is addressed.
    rule(
        r"\b(?:du|sie|ihr|dir|dich|ihnen|euch|deine?\w*|eure?\w*|tu|toi|vous|votre|vos|ton|tes|usted|ustedes|te"
        r"|vosotros|tuyo"
        r"|voi|lei|tuo|tua|je|jij|jullie|uw|jou|hast|kannst|weißt|magst|willst|hättest|wärst|könnt|tienes|puedes"
        r"|sabes|quieres"
        r"|vienes|me (?:pasas|mandas|envías|dices|echas)|hai|puoi|vieni|sai|mi (?:può|puoi|mandi|invii|dai|fai|dici)"
        r"|as-tu"
        r"|avez-vous|peux-tu|est-ce que|alguien|qualcuno|jemand|quelqu'un|iemand|heb)\b[^?]*\?",
        r"\bwie geht|\bcomment (?:ça va|vas-tu|allez)|\bcómo est|\bqué tal|\bcome (?:stai|va|sta)\b|\bhoe gaat|\bça"
        r" va\b|"
        r"möchtest du (?:eine|noch)|\bwillst du (?:eine|noch)",
        0.8,
        cues="?",
    ),
    rule(
        r"\b(?:schick(?:en|t|st)?|send(?:en|et|e)?|gib|geben|gebt|sag|sagen|sagt|ruf|rufen|melde?|melden|meldet"
        r"|prüf(?:en|e)?"
        r"|schau(?:en|t)?|bring(?:en|t|st)?) (?:sie |du )?(?:mir|uns|ihn|es|das|die|den|bitte|sich|dich|doch|mal)\b"
        r"(?!.{0,30}\bempfang\b)|\b(?:brauche|bräuchte|benötige|benötigen|brauchen|bräuchten) (?:ich |wir )?(?:noch"
        r"|bitte|dringend|von"
        r"|die|den|das|deine?n?|ihre?n?|eine?n?)\b|\bfehl(?:en|t) (?:mir|uns|noch)|\bbitte (?:um|bis|noch|an|kurz|mal"
        r"|den|die"
        r"|das)\b|\b(?:gib|gebt|geben sie|sag|sagt) .{0,20}\bbescheid\b|\bich bitte (?:dich|sie|um)",
        r"bitte (?:beachten|entschuldig)|\bgerne?,? (?:wenn|falls|bei|jederzeit)\b|\bbei (?:fragen|rückfragen)"
        r"|\bzögern\b|\bdanke\b.{0,10}\bbitte",
        cues="schi send gib gebe gebt sag sage sagt ruf rufe meld prüf scha brin brau bräu benö fehl bitt",
    ),
    rule(
        r"\b(?:envoie|envoyez|dis|dites|appelle|appelez|donne|donnez|confirme|confirmez|rappelle|rappelez|faites"
        r"|fais)-(?:moi"
        r"|nous|le|la|les)\b|\b(?:il me faut|il me faudrait|il nous faut|j'ai besoin|j'aurais besoin|nous avons"
        r" besoin)\b"
        r"|\btenez-moi\b|\bmerci de me\b|\bn'oublie(?:z)? pas de\b",
        r"n'hésite",
        cues="moi nous le la les il j besoi beso tene merc n",
    ),
    rule(
        r"\b(?:necesito|necesitamos|necesitaría|mándame|envíame|envíeme|mándeme|dime|dígame|llámame|llámeme|pásame"
        r"|avísame"
        r"|confírmame|acuérdate|haz|échame)\b|\b(?:mi serve|mi servono|mi servirebbe|avrei bisogno|ho bisogno|abbiamo"
        r" bisogno"
        r"|mandami|inviami|mi mandi|mi invii|dimmi|chiamami|mi chiami|fammi|mi faccia|passami)\b|\b(?:stuur|bel|geef"
        r"|mail) (?:je |u )?"
        r"(?:mij|me|ons|het|even|maar)\b|\bik heb .{0,30}nodig\b|\bwil je\b|\bkan je\b|\bgraag (?:voor|ontvang|hoor"
        r"|een|je|uw)",
        r"\bno dude|\bnon esit|\baarzel",
        cues="nece mánd enví dime díga llám pása avís conf acué haz écha mi avre ho abbi mand invi dimm chia famm pass"
        " stuu bel geef mail ik wil kan graa",
    ),
)
