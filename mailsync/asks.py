"""Asks: the sender wants the addressee to do, give, answer, decide or attend something."""

from __future__ import annotations

from mailsync.rules import foreign, rule, weigh
from mailsync.sentences import Sentence

_CLOSER = (
    r"any (?:further |other |additional )?(?:questions?|problems?|concerns?|queries)|(?:have|need|require) any(?:thing|one| (?!comments?|changes|suggestions?|thoughts|ideas|objections?|interest|feedback|edits|input|information|advice|names))|hesitate|feel free|"
    r"(?:i|we) can (?:be of|help|assist|do|provide|answer)|be of (?:any )?(?:help|assistance|service)|need(?:s)? (?:anything|something|more|additional|further|help|to be changed)|"
    r"if (?:you(?:'d| would)? (?:like|want|need|prefer) (?:to see|a copy|more|further|additional|me|us|any|copies|it)|there(?:'s| is| are) any(?:thing)?|"
    r"you (?:can ?not|can't|are unable|have (?:questions|problems|trouble|concerns|a question|already)|need)|i can|we can|(?:this|that|it) (?:is|does|doesn't|will|works))|"
    r"should you (?:have|need|require|wish)|next time|in error|if i can"
)
_SOCIAL = (
    r"\bhow (?:are|have|is|was|were|'s|did) (?:you|your|things|everything|life|it go|the (?:family|kids|wife|weather)|the \w+ (?:joint )?coming|it going)|"
    r"what(?:'s| is) (?:new|up)\b|would you like (?:me|us|a copy|to see|more)|do you want me|shall i\b|can you believe|could you believe|"
    r"who knows|\.\?|\?\?|would have thought|why not\?$|right\?$|huh\?|isn't it|remember\?|guess what|what (?:can|could) i (?:say|do)|so what|what if|"
    r"\bcan i (?:help|do)\b|may i help|anything (?:else )?(?:i|we) can|am i (?:sure|crazy)|where's my|\bregrets\?"
)

RULES = (
    # Questions to the addressee.
    rule(r"\b(?:can|could|would|will|won't) you\b[^?]*\?|^(?:so |and |also,? )?(?:can|could|would|will) you\b", _SOCIAL),
    rule(r"\b(?:do|did|have|are|were|is|was|would|should|can|could|may|might|will|does|has) (?:you|your|i|we|it|there|this|that|the|he|she|they|any(?:one|body)|\w+ )\b[^?]{2,}\?", _SOCIAL + r"|" + _CLOSER, 0.8),
    rule(r"\b(?:what|when|where|which|who|how|whom|why)\b[^?]{4,}\?", _SOCIAL, 0.7),
    rule(r"\b(?:how|what) about\b.*\?|\bhow would\b.*\?|\bare you (?:free|available|around|able|interested|going|planning|coming)", "", 1.0),
    rule(r"\?\s*$", _SOCIAL, 0.5),
    # Requests.
    rule(
        r"\b(?:please|pls|plse|kindly)\b[, ]+(?:also |just |do |can you |could you |either |promptly |take (?:a|some|the|time)|then )*(?:re-?\w+|ad\w+|send|give|call|e-?mail|forward|provide|confirm|make|take|"
        r"come|join|bring|keep|check|look|help|consider|let|contact|sign|complete|fill|fax|pass|put|get|have|submit|write|schedule|arrange|print|mail|ask|"
        r"return|decide|tell|share|include|update|attend|plan|mark|set|hold|see (?:if|that|to|what|whether)|try|work|speak|talk|prepare|identify|coordinate|"
        r"handle|follow|find (?:out|time|someone)|copy|use|read|go|block|change|correct|add|remove|choose|indicate|direct|inform|acknowledge|comment|suggest|explain|"
        r"verify|notify|discuss|approve|accept my resume|bear|spread|invite|support|consider|enter|click)\b",
        _CLOSER + r"|\bnote\b|give (?:my|our|him|her|them|me a call (?:if|should)) (?:best|love|regards)|give my|say hello|tell (?:him|her|\w+) (?:hello|hi|i said)|join (?:me|us) in (?:congrat|welcom|thank|wish)|"
        r"keep up|accept (?:my|our) (?:apolog|congrat|sincere|thanks|condol|best)|disregard|ignore|excuse|forgive|bear with|remember that|call (?:me|us) if|contact (?:me|us) (?:if|at|with)|keep (?:joseph|him|her|them|us|me|my|our) in your|rest assured|call (?:me )?if|"
        r"add me to|keep (?:in (?:touch|mind)|(?:me|us) (?:posted|informed|updated|in mind))|respond to$",
    ),
    rule(r"\b(?:please|pls)\b", _CLOSER + r"|\bplease(?:d| find| see| note| be (?:aware|advised|assured)| know| accept|,? (?:feel|don|do not|give my|say|tell|excuse|forgive|disregard|ignore|keep (?:up|in)|join (?:me|us) in)| call (?:me )?(?:if|with)| contact (?:me|us|my)|s\b|\.|!)", 0.6),
    rule(r"\blet (?:me|us|\w+) know\b(?:[, ]+(?:please|asap|as soon as possible|by|in advance|via))*[, ]*(?:what|when|whether|how|which|who|where|your|a (?:good )?(?:time|date)|the \w+|if (?:you|he|she|they|that|this|it|we|i|jeff|there)(?:'re|'ll|'d| are| can| could| will| would| agree| think| want| wish| plan| accept| approve| is| were| should| have (?:a |any )?(?:interest|objection|thought|suggestion|comment))|asap|as soon|by\b|so (?:that )?(?:i|we)|you(?:r|'re))", _CLOSER + r"|have (?:a )?question"),
    rule(r"\b(?:please|pls|kindly),? (?:let me know|advise|respond|reply|rsvp|confirm|review|call me|send|forward|provide)\b", _CLOSER + r"|if you (?:have|need)|\badvise (?:me )?if you (?:have|cannot)"),
    rule(r"\brsvp\b|\br\.s\.v\.p|\bget back to me\b|\bcall me (?:when|at|on|to|back|asap|as soon|tomorrow|today|this|about)", _CLOSER + r"|\b(?:he|she|they)\b", 1.0),
    # Wishes.
    rule(r"\b(?:i|we)(?:'d| would| should)(?: \w+ly| very much| also| really| certainly| be (?:\w+ )?to)*(?: like| love| want| wish| hope| prefer) (?:to (?:meet|schedule|set|talk|discuss|ask|get|know|hear|have|speak|visit|invite|arrange|request|see|explore|learn|offer you|take you|stop by|come|propose|suggest|sit|find|present|show|introduce|join|pick|buy|interview|work (?:for|with)|be considered|apply|bring|receive|obtain|catch)|you\b|your\b|for you|it if|any|a (?:chance|copy|meeting|few)|some|the opportunity)", r"thank|congratulat|\bapologi|express (?:my|our)|wish you|take this opportunity"),
    rule(r"\b(?:would|'d|will)(?: \w+ly| very much| also| really| be)* (?:(?:appreciat\w+|grateful|thankful|obliged)\b(?! (?:all|everything) you)|(?:most |deeply |very )?(?:honou?red|delighted|thrilled)\b(?: if| to (?:have|welcome|host|receive|see|meet)))", r"\bto (?:help|assist|answer|host)|would have (?:appreciated|been)"),
    rule(r"\b(?:i|we)(?:'d| would) (?:welcome|be (?:very |most |really )?(?:happy|pleased|glad|interested)) (?:the|a|an|any|your|in|if|to (?:meet|call on|talk|discuss|come|get|receive|have you|arrange a))", "", 0.7),
    rule(r"\b(?:i|we)(?:'m| am| was| were|'re| are) (?:just )?(?:wondering|hoping (?:you|that you|to (?:meet|get|hear|see|talk|speak))|curious|writing to (?:ask|request|inquire|enquire|invite|see|seek|solicit|find)|asking|requesting|seeking|looking for|in need of|trying to (?:find|get|locate|reach|set|schedule|arrange))|\bwonder(?:ed|ing)? (?:if|whether)"),
    rule(r"\b(?:wanted|want|needed|need) to (?:check (?:in |back )?(?:to see|if|whether|with)|ask|see (?:if|whether|when|what)|find out|know (?:if|whether|when|what|how)|make sure that|get your)"),
    rule(r"\b(?:i|we) (?:need|want|wanted|ask|request|urge|invite|beg|require|implore|solicit|encourage)(?:ed)?(?: also| only| just| that)? (?:you|your|to (?:know|find|check|see (?:if|whether|when|what)|ask|get (?:your|a|an|some|together|in)|make sure|meet|talk|discuss|schedule|set|hear|speak|visit|request|inquire|confirm (?:that you|whether|if)|verify|follow up with you)|a (?:copy|response|reply|decision|list|favor)|approval|help)", r"you to know|thank|wanted? to (?:make sure|let) you"),
    rule(r"\b(?:need|want|expect|love|like) (?:for )?you to (?!know|have a|enjoy|be aware)|\b(?:ask|asking|asked|invite|inviting|request(?:ing)?|urge|encourage) (?:that )?you\b|\b(?:in need of|request for|seeking|solicit\w*) your|\byour (?:help|assistance|input|advice|feedback|response|reply|approval|guidance|participation|attention|thoughts|comments|support|cooperation|prompt \w+|earliest \w+) (?:is|are|will|would|in|on|with|as|by|to|regarding)\b", r"asked me to|as you (?:asked|requested)|you asked|(?:is|are|was|were) (?:always |greatly |much |very |really )*(?:appreciated|invaluable|great)|your (?:support|help|participation) (?:in|with|of)", 0.8),
    rule(r"\b(?:a|one|quick|small|big|special) (?:favor|favour|request)\b|\bask (?:a|for|your)\b|\bcould use (?:an?|some|your)\b", "", 0.8),
    rule(r"\bif you (?:could|would|can|are (?:interested|available|willing|able)|find it useful|have (?:a (?:moment|minute|chance)|any (?:interest|ideas|suggestions|thoughts)|time)|know (?:of )?(?:any|some))\b", r"let me know if you (?:have|need)|call if|have any questions", 0.6),
    rule(r"\b(?:perhaps|maybe) (?:you|we) (?:could|can|should|might)\b|\b(?:we|you and i) (?:should|could|need to|must) (?:talk|meet|get together|discuss|speak|schedule|set up|have (?:lunch|dinner|coffee|a))|\blet'?s (?:meet|get|talk|schedule|set|try|plan|discuss|have|do lunch|grab)|\bwhy don't (?:you|we)|\byou (?:might|may) (?:want|wish|consider)|\byou(?:'ll)? (?:need|have) to\b", "", 0.7),
    rule(r"\b(?:will|'ll|shall|plan to|going to) (?:call|contact|phone|telephone|ring|follow up with|be in touch with|get in touch|get back)\b.{0,80}\b(?:to|and) (?:arrange|schedule|set up|set|see (?:if|when)|discuss|find a)", "", 0.8),
    rule(r"\blook(?:ing)? forward to (?:hearing|your (?:response|reply|answer|call|thoughts|comments)|reading your|a (?:positive|favou?rable))|\b(?:hope|hoping) to hear (?:from|back)|\bawait(?:ing)? your|\blove to hear\b", "", 0.6),
    # Job hunting.
    rule(r"\b(?:attached|enclosed|attach(?:ing)?|enclos(?:e|ing)|forward(?:ing)?|submit(?:ting)?|send(?:ing)?|sent)\b.{0,40}\bmy (?:resume|résumé|cv|curriculum)|\bmy (?:resume|résumé|cv)\b.{0,60}\b(?:attached|enclosed|below|review|consider|follows)", "", 1.0),
    rule(r"\b(?:interested in|seeking|looking for|explor\w+|pursu\w+|desire|apply(?:ing)? for)\b.{0,50}\b(?:a (?:job|position|career|role|summer)|employment|opportunit(?:y|ies)|internship|positions?)\b", r"\bwe (?:are|have)", 0.7),
    rule(r"\bfor (?:your|his|her) (?:review|consideration|approval|comments?|signature|input|action|edits)\b|\b(?:comments|suggestions|thoughts|ideas|feedback)\?|\b(?:your|any) (?:thoughts|comments|ideas|suggestions|feedback|input)\b.{0,30}(?:\?|welcome|appreciated|asap|as soon)", r"for your information", 0.8),
    # Orders between colleagues.
    rule(r"^(?:and |so |then |also,? |just |pls |ok,? )*(?:call|send|give|e-?mail|forward|review|respond|reply|advise|confirm|check|bring|make sure|take a look|tell|get|put me down|ask|come|join us|help|print|fax|set up|schedule|plan|sign)\b (?:me|us|him|her|this|that|it|the|your|to|a|an|with|at|on|out|back|if|\w+ (?:to|the|a|that|and|about))", _CLOSER + r"|^(?:give|tell) (?:my|him|her|your|\w+ (?:hello|hi|my|i|we))|^call if|^check (?:it|this) out", 0.7),
)  # fmt: skip

FOREIGN = (
    rule(r"\b(?:könnten|können|könntest|kannst|würden|würdest|wären|hätten|hättest|dürfte|darf) (?:sie|du|ihr|ich)\b|\b(?:bitte|bitten) (?:sie |dich |euch |um |teilen|senden|schicken|melden|geben|lassen|prüfen|antwort)|\b(?:würde|würden) (?:mich|uns|ich mich) (?:sehr |freuen|über)|\bich (?:möchte|würde) (?:sie|dich|gerne?) .*(?:fragen|bitten|sprechen|treffen|kennenlernen)|\bhaben sie .*\?|\bwäre es möglich", r"bitte (?:beachten|entschuldig)|zögern|bei fragen|für rückfragen"),
    rule(r"\b(?:pourriez|pouvez|pourrais|peux|voudriez|auriez|seriez|accepteriez)[- ](?:vous|tu)\b|\b(?:pourrais|pourrions|puis)-(?:je|nous)\b|\bmerci de (?:me |nous |bien |vouloir |m'|confirmer|répondre|envoyer)|\bje (?:souhaiterais|voudrais|aimerais) (?:vous|te|savoir|rencontrer|connaître|avoir|échanger|solliciter)|\bveuillez (?:me|nous|confirmer|envoyer)|\bserait-il possible", r"n'hésitez|veuillez agréer|veuillez (?:recevoir|trouver)"),
    rule(r"¿[^?]*\b(?:podr[ií]as?|podr[ií]an|puedes?|pueden|tendr[ií]as?|ser[ií]a|le importar[ií]a|te importar[ií]a|estar[ií]as?|sabes?)\b|\b(?:podr[ií]as?|puedes?) (?:enviar|mandar|ayudar|decir|dar|confirmar|llamar|presentar)|\bpor favor,? (?:\w+me|env[ií]\w*|confirm\w*|respond\w*|avis\w*)|\bme gustar[ií]a (?:pedir|preguntar|hablar|saber|reunir|conocer|solicitar|invitar)|\bte agradecer[ií]a|\ble agradecer[ií]a", r"no dude|no dudes"),
    rule(r"\b(?:potresti|potrebbe|potreste|può|puoi|sarebbe possibile|saresti|sarebbe disponibile)\b[^.]*\?|\b(?:vorrei|mi piacerebbe) (?:chieder\w*|parlar\w*|incontrar\w*|saper\w*|conoscer\w*|invitar\w*)|\b(?:le|ti) chiedo|\b(?:le|ti) sarei grat[oa]|\bper favore,? \w+|\bmi faccia sapere|\bfammi sapere", r"non esit"),
    rule(r"\b(?:zou|zoudt|kunt|kun|kan|wilt|wil|heeft|heb) (?:u|je|jij|jullie|ik)\b[^.]*\?|\b(?:graag|alstublieft|alsjeblieft) (?:\w+ )?(?:uw|je|een) (?:reactie|antwoord|advies|mening)|\bik (?:zou|wil) (?:u|je|graag|graag met) .*(?:vragen|spreken|ontmoeten|weten)|\blaat (?:me|het me|ons) weten|\bik hoor graag", r"aarzel niet|neem gerust"),
)  # fmt: skip

THRESHOLD = 0.8


def asks(found: tuple[Sentence, ...]) -> tuple[float, Sentence] | None:
    """The weight of all that asks, and the sentence that asks most clearly; None where nothing does."""
    weighed = list(weigh((*RULES, *FOREIGN) if foreign(found) else RULES, found))
    if not weighed:
        return None
    best, sentence = max(weighed, key=lambda pair: pair[0])
    total = best + sum(sorted((weight for weight, _ in weighed), reverse=True)[1:4]) * 0.3
    return total, sentence
