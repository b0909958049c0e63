"""The formulas by which letters say what they have to say, and what they had better not: searched in lower case.

Each is asked one sentence at a time, has no repeat inside a repeat, and so takes time in proportion to the letter.
"""

from __future__ import annotations

import re

_JOB = r"(?:jobs?|positions?|openings?|vacanc(?:y|ies)|roles?|employment|internships?|placements?)"
_NUMBER = r"(?:\d{1,3}|ten|fifteen|twenty|twenty[- ]five|thirty|forty|forty[- ]five|sixty|ninety)"
_SPAN = rf"{_NUMBER}(?: ?(?:-|–|to|or) ?{_NUMBER})?[- ]?min(?:ute)?s?\b"
_HOUR = r"(?:an? (?:full |whole |good )?hour|one hour|(?:two|three|\d) hours)"
_LONG = rf"(?:half an hour|a half[- ]hour|a quarter of an hour|{_HOUR})"

DENIED = re.compile(r"\b(?:not|no|never|without|nor|neither|rather than|instead of|cannot|nothing)\b|n't\b")
# After these a denial is over: "I know that you may not be hiring, but …".
TURN = re.compile(r"\b(?:but|however|though|although|yet|still|nevertheless|even so)\b|[;—]| – ")

REFERRED = re.compile(
    r"\b(?:suggest|recommend|advis|encourag|urg|told|propos|mention)\w*\b.{0,60}\b(?:i|me|you)\b"
    r"|\b(?:gave|given|passed) (?:me|on) your (?:name|address|contact|number)|\breferr(?:ed|al)\b|\bintroduced\b"
    r"|\b(?:found|got|obtained|have|took|came across|come across|saw) your (?:name|profile|address|talk|article)"
    r"|\byour name (?:in|from|through|on|came)|\bwe met\b|\bsent me to you|\bpointed me to you"
)
WHO = re.compile(
    r"\b(?:i(?: am|'m)(?! (?:not|writing|calling|asking|sure|glad|sorry|happy)\b)|i was|i have been|i've been"
    r"|my name is|this is|i work|i worked|i study|i studied|i teach|i taught"
    r"|i trained|i graduated|i run|i ran|i spent|by training|by trade|by profession)\b"
)
SITUATION = re.compile(
    r"\b(?:currently|at present|at the moment|right now|these days|between jobs|made redundant|laid off|out of work"
    r"|on (?:parental |sabbatical )?leave|sabbatical|my (?:contract|job|post|position|studies|degree|company"
    r"|employer)"
    r"|career change|chang\w+ (?:career|field|job)s?|changing|change direction|moving|move into|looking (?:for"
    r"|to|into)"
    r"|exploring|considering|aiming (?:for|at|to)|about to|since (?:last |the )?\w+|until (?:last |the )?\w+"
    r"|graduat\w+"
    r"|student|studying|retir\w+|after \w+ years|\d+ years|years (?:as|in|of|at|with)|for \w+ years|returning"
    r"|unemployed"
    r"|i (?:now )?work|i run|employed|freelanc\w+|self-employed|i (?:have )?(?:just )?left|i am leaving|i teach)\b"
)
WANTS = re.compile(
    r"\b(?:would|'d|should) (?:very much |really )?(?:like|love|be (?:glad|grateful|interested|curious|happy)|value"
    r"|appreciate|welcome)\b|\b(?:my|one|two|three|a few|some|the) questions?\b|\bask you\b|\bi want to\b"
    r"|\bi wonder\w*"
    r"|\bi hope to\b|\bi am (?:curious|interested|trying to)\b|\bhear from you\b|\blearn from you\b"
    r"|\bgathering information"
)
# What it is about: with hardly a word behind it, it is about nothing in particular.
TOPIC = re.compile(
    r"\b(?:about|how|what|why|which|whether|where|on|ask you|of)\b[: ]+(?P<what>[^.!?]{3,})|: (?P<named>[^.!?]{6,})"
)
VAGUE = re.compile(
    r"\bpick your brain\b|\bany (?:help|advice|information|tips|pointers|guidance)\b|\bwhatever you\b"
    r"|\banything you\b"
    r"|\bcatch up\b|\bconnect with you\b|\bbouncing ideas\b|\bin general\b"
)
OF_YOUR_TIME = re.compile(
    rf"\b(?:spare|give|lend|offer|take|need|want|have|for|about|ask(?:ing)?(?: you)? for|talk|speak"
    rf"|meet|chat"
    rf"|than|set aside|around|roughly|only|just|most|maximum of|up to)(?: me| us| you| up)?(?: for| about| only| just"
    rf"| around| roughly| some| maybe| perhaps)? (?:{_SPAN}|{_LONG})"
    rf"|\b(?:{_SPAN}|{_LONG})(?:,? (?:or so|or two|at most))?,? (?:of your (?:time|day|afternoon|morning|evening)"
    rf"|to talk"
    rf"|to speak|to meet|with you|on the phone|over (?:a|coffee|lunch)|by phone|for (?:me|a|this|an)|on your"
    rf"|on \w+|about|call"
    rf"|talk|chat|conversation|meeting|interview)|\bapproximately {_SPAN}|\b{_SPAN}[.!?]?$|\b{_LONG}[.!?]?$"
)
MINUTE = re.compile(rf"\b({_NUMBER})(?: ?(?:-|–|to|or) ?({_NUMBER}))?[- ]?min")
HOURS = re.compile(rf"\b(?<!half )(?<!quarter of ){_HOUR}\b(?! ago)")
SOME_TIME = re.compile(
    r"\b(?:some of your time|a few minutes|a moment|a little time|a quick (?:call|chat)|your time)\b"
)
_YOU = r"\b(?<!how )(?<!what )(?<!would )(?<!do )(?<!if )(?<!could )(?<!that )you"
WHY_YOU = re.compile(
    rf"\bbecause\b.{{0,80}}\byou\w*|{_YOU} (?:know|have|moved|made|went|work|lead|run|built|wrote|are one|started|came"
    rf"|did|see"
    rf"|have been|would know|understand|chose|gave|spoke|took)\b|{_YOU}(?:'ve| are| were)\b|\byour (?:work|career"
    rf"|path|way"
    rf"|experience|background|years|talk|article|book|role|position|field|team|view|perspective|story|judgement"
    rf"|knowledge)\b"
    rf"|\bas (?:an? |the )?[\w -]{{2,60}},? you\b|\b(?:someone|somebody|a person|anyone"
    rf"|one of the few)\b.{{0,40}}\bwho\b"
    rf"|\bchose you\b|\bpicked you\b|\bof all people\b|\bthe person (?:who|to)\b"
)
NOT_WHY = re.compile(r"\b(?:do not|don't|not) expect (?:you|a|any)\b")
THEIR_HELP = re.compile(
    r"\b(?:help|helps|help me|guide|show|tell|teach|save)\b.{0,60}\b(?:me|my|see|decide|understand|find|judge"
    r"|choose|learn)\b"
    r"|\bso that i\b|\bi (?:hope|could|can)\b.{0,40}\b(?:learn|understand|see|decide|judge|know|hear)\b"
    r"|\byour (?:view|advice|judgement|judgment|opinion|perspective|experience|answer|feedback|thoughts|help"
    r"|eye)\b.{0,60}"
    r"\b(?:would|could|will|can|help|matter|save|mean|worth)\b|\bto (?:see|find out|decide)\b.{0,30}"
    r"\b(?:whether|if|how|what|where|which)\b|\b(?:feedback|advice|opinion) on\b"
)
WILL_CALL = re.compile(
    r"\b(?:i(?:'ll| will| shall| am going to|'m going to| would like to| plan to| intend to| hope to)|may i|let me"
    r"|can i|could i)\b.{0,40}\b(?:call|phone|ring|telephone|give you a (?:call|ring)|reach you by phone)\b"
    r"|\bmy call\b|\bexpect my call\b"
)
RESEARCH = re.compile(
    r"\b(?:i (?:\w+ )?(?:read|saw|noticed|learned|learnt|found|heard|looked|came across|followed|watched|studied)"
    r"|i(?: have|'ve) (?:\w+ )?(?:been )?(?:read|reading|seen|noticed|learned|found|heard|followed|following"
    r"|looked|looking)"
    r"|impressed|struck|your (?:company|firm|organisation|organization|team)'s)\b"
)
NO_JOB = re.compile(
    rf"(?:\b(?:not|no|never|without|nor|rather than|instead of)\b|n't\b).{{0,80}}\b(?:{_JOB}|hiring|hire|vacant"
    rf"|work from you"
    r"|offer me|application|apply)\b|\bno (?:job|hidden) \w+"
)

_KIND = r"(?:(?:current|open|suitable|available|free|junior|senior|new|upcoming|possible|paid|entry[- ]level|job)\ )?"
_RESUME = r"(?:r[eé]sum[eé]|cv|curriculum)"
ASKS_FOR_A_JOB = re.compile(
    rf"""
      \b(?:do|does|did|would|might|could|may)\ (?:you|your\ \w+|they|\w+)\ (?:currently\ |now\ |happen\ to\ |still\ )?
        (?:have|know\ of|offer)\ (?:any\ |an?\ |some\ |other\ )?{_KIND}
        (?:{_JOB}(?!\ in\b(?!\ your\b))|opportunities\ (?:for\ me|at\ your|available))
    | \b(?:have|(?:know|aware|tell\ me|hear|heard)\ of|let\ me\ know\ (?:of|about|if\ there\ (?:is|are)))
        \ (?:any|an?|some)\ {_KIND}(?:{_JOB}|opportunities|companies\ that\ (?:are\ )?hir\w+)\b(?!\ (?:in|like|as)\b)
    | \b(?:is|are)\ there\ (?:currently\ |now\ )?(?:any\ |an?\ |some\ )?{_KIND}
        (?:openings?|vacanc(?:y|ies)|positions?|room\ for\ me
          |jobs?\ (?:for\ me|open|available|at\ your|in\ your|with\ you))\b
    | \bthere\ (?:might|may|could|would|will)\ be\ (?:any\ |an?\ |some\ )?{_KIND}(?:openings?|vacanc(?:y|ies)|jobs?)
    | (?:\bhave\ you\ (?:got\ )?|\bgot\ |^)any\ {_KIND}(?:openings?|vacanc(?:y|ies)|jobs?\ for\ me)
    | \bif\ (?:any|an?|some)\ {_KIND}{_JOB}\ (?:opens?|comes?|becomes?|turns?)\ (?:up|free|available)
    | \b(?:are|is)\ (?:you|your\ \w+|the\ \w+|they|any(?:one|body)|\w+)\ (?:currently\ |still\ |now\ )?
        (?:hiring|recruiting|looking\ for\ (?:more\ |new\ )?(?:people|staff|somebody|someone)(?:$|\?|\ at\ the\ moment))
    | \bgot\ (?:any|an)\ {_KIND}(?:openings?|vacanc(?:y|ies)|jobs?)
    | \b(?:refer|put)\ me\ (?:forward\ )?(?:for|to)\ (?:a|an|the|any|that|this)\ (?:[\w-]+\ ){{0,3}}{_JOB}
    | \b(?:find|see)\ (?:enclosed\ )?my\ {_RESUME}\ (?:attached|enclosed)
    | \b(?:attached|enclosed)\ (?:is|please\ find)\ my\ {_RESUME}
    | \b(?:my|the)\ {_RESUME}\ is\ (?:attached|enclosed)\b
    | \bi(?:'ve|\ have)?\ (?:attach(?:ed)?|enclosed?)\ my\ {_RESUME}
    | \b(?:are\ there|which|what)\ (?:\w+\ )?{_JOB}\b.{{0,20}}\b(?:you|your\ \w+)(?:\ are|'re|\ is)?
        \ (?:trying|looking|hoping)\ to\ fill
    | \bknow\ (?:of\ )?(?:any(?:one|body|\ \w+)|some(?:one|body)|companies|people)
        \ (?:who|that)\ (?:might\ be|may\ be|is|are|could\ be)\ (?:currently\ |now\ |still\ )?
        (?:hiring|recruiting|looking\ for\ (?:people|staff|some(?:one|body)))
    | \bif\ you\ (?:have|hear\ of|know\ of|find|come\ across)\ (?:one|any|something)\b.{{0,30}}
        \bi(?:'d|'ll|\ would|\ will|\ might)\ (?:\w+\ )?(?:take|accept|like|love|apply|be\ (?:glad|happy|interested))
    | ^(?:can|could|may|might)\ i\ (?:come\ (?:and|to)\ )?work\ (?:for|with|at)\ (?:you|your\ \w+)\b
    | \b(?:place|room|spot|space)\ for\ me\ (?:in|on|at)\ (?:you|your)\b
    | \b(?:looking|searching|hunting)\ for\ (?:a\ (?:new\ )?)?(?:job|work|position|employment)\b.{{0,40}}
        \b(?:you\ (?:can|could|might|may|would)|(?:can|could|would|will)\ you)\ (?:\w+\ )?help\b
    | \bif\ (?:you|your\ \w+|they)\ (?:are\ |is\ )?(?:currently\ |still\ )?
        (?:hiring|recruiting|looking\ for\ some(?:one|body))
    | \b(?:consider|hire|employ|recruit)\ me\b | \bconsider\ my\ (?:application|candidacy|{_RESUME})
    | \bkeep\ (?:me\ in\ mind|my\ (?:{_RESUME}|details)\ on\ file)
    | \b(?:give|offer|get|find)\ me\ (?:a|an|any|some)\ (?:job|position|role|work|chance|interview|internship)\b
    | \b(?:apply|applying|application)\ (?:for|to)\ (?:a|an|the|any|your|this|work|one)\b
    | \b(?:attach|enclos)\w*\b.{{0,60}}\b{_RESUME}\b.{{0,80}}
        \b(?:{_JOB}|for\ your\ consideration|in\ case|consider\b)
    | \b{_RESUME}\b.{{0,40}}
        \b(?:for\ your\ consideration|(?:is\ )?(?:attached|enclosed)\ (?:in\ case|for\ (?:a|any|the|your)\b))
    | \b(?:like|love|want|wish|hope|keen|eager|happy|glad)\ to\ (?:work|start)\ (?:for|with|at)
        \ (?:you\b|your\b|the\ firm)
    | \b(?:like|love|want|wish|hope|keen|eager)\ to\ join\ (?:you\b|your\b|the\ (?:team|firm|company))
    | \b(?:looking|searching|asking)\ (?:to\ you\ )?for\ (?:a|any|an)\ (?:new\ )?{_JOB}\ (?:at|with|in|from)
        \ (?:you\b|your\b)
    | \bi\ (?:(?:really|urgently|badly)\ )?(?:need|am\ asking\ (?:you\ )?for)\ (?:a|any)\ (?:new\ )?
        (?:job|position|work)\b
    | \bjob\ leads?\b | \bput\ in\ a\ (?:good\ )?word
    """,
    re.VERBOSE,
)
USE_STEP = re.compile(
    r"\bintroduce me to (?:the|your|a|whoever|someone|somebody)\b.{0,60}\b(?:hir\w+|boss|head|manager|director"
    r"|recruiter"
    r"|hr|personnel|ceo|partner|decides|decision)\b|\b(?:recommend|vouch for|speak up for|endorse) me\b"
    r"|\b(?:letter of recommendation|reference for me|be my reference|act as (?:a |my )?referee"
    r"|write me a reference)\b"
    r"|\b(?:pass on|pass|forward|hand) my (?:r[eé]sum[eé]|cv|application|details)\b|\bpull (?:a few |some )?strings\b"
)
# "At once" may be said of thirty pupils, and "you must be busy" is kind: what presses is asked of the reader.
PRESSURE = re.compile(
    r"\b(?:answer|reply|respond|write|call|decide|let me know|tell me|get back to me|hear from you)\b.{0,40}"
    r"\b(?:immediately|at once|without delay|by return|as soon as possible|urgently|right away)\b"
    r"|\basap\b|\b(?:it|this|my (?:request|question|situation)) is (?:very |really )?urgent\b|\bi urgently\b"
    r"|\byou (?:must|have to|need to) (?!be\b|have\b|get\b|hear\b|know\b|see\b|feel\b|find\b|meet\b|remember\b)"
    r"|\b(?:you owe me|i (?:expect|insist|demand)|i need you to"
    r"|please (?:answer|reply|respond) (?:by|before|within|today)"
    r"|why have(?:n't| not) you|you have(?:n't| not) (?:answered|replied)|(?:last|final) (?:chance|reminder)"
    r"|desperate(?:ly)?|i beg|begging|don't disappoint|i am counting on you|i'm counting on you)\b"
)

THANKS = re.compile(r"\b(?:thanks?|thank you|grateful|gratitude|appreciate[ds]?|obliged|indebted|kind of you)\b")
THANKS_FOR = re.compile(
    r"\b(?:thanks?|thank you|grateful(?: to you)?|gratitude)\b.{0,40}?\bfor (?P<what>.+)"
    r"|\bappreciate[ds]? (?P<that>.+)"
    r"|\b(?:kind|generous|good) of you to (?P<kind>.+)"
)
# Thanks for nothing but this could stand in any letter.
_HOLLOW = (
    "your you the all a an and for of to me so very much everything that this it kind great lovely taking time help "
    "support advice kindness conversation meeting chat call talk today again interest insights information input my "
    "with"
)
HOLLOW = frozenset(_HOLLOW.split())
LEARNED = re.compile(
    r"\byour (?:advice|tip|suggestion|idea|story|account|question|remark|point|hint|words|explanation"
    r"|introduction) .{8,}"
    r"|\byou (?:told|said|showed|explained|suggested|described|pointed|recommended|mentioned|gave|introduced)\b.{8,}"
    r"|\b(?:i learned|i learnt|taught me|stayed with me|struck me|made me (?:see|think|realise|realize))\b"
)
WILL_DO = re.compile(
    r"\bi(?:'ll| will| shall| am going to|'m going to| plan to| intend to| mean to| have already|'ve already"
    r"| am already"
    r"| have started| am now|'m now| have just| am writing to| shall now| can now)\b(?! (?:always|never|not"
    r"|be (?:glad|happy"
    r"|grateful|in touch)|let you know|tell you|keep you|report))"
    r"|\bmy next step\b|\bnext (?:week|month|step)\b.{0,30}\bi\b|\bas you (?:suggested|advised|said),? i\b"
)
REQUEST = re.compile(
    r"\b(?:could|can|would|will) you (?!believe|imagine|see how|say)(?:please |also |perhaps |possibly |kindly )?\w+"
    r"|\bwould it be possible\b|\bmay i (?:also |perhaps )?(?:ask|trouble|have|come|meet|call|send|request)\b"
    r"|\bi (?:would|'d)"
    r" (?:also )?like to ask\b|\bi (?:have|had) (?:a|one|another|one more) (?:request|favou?r|question|small thing)\b"
    r"|\b(?:a|one|another) (?:small |big |little )?favou?r\b|\bplease (?:send|give|tell|introduce|forward|call"
    r"|share|look"
    r"|read|review|pass|help|put|write|let me know (?:if|when|whether) you (?:can|could|would))\b"
    r"|\bi (?:also )?need\b"
    r"|\bdo you (?:happen to )?know (?:of )?(?:anyone|someone|somebody|any)\b|\bare you (?:free|available)\b"
    r"|\bhow about (?:another|a second) (?:meeting|call)\b|\bcould i\b"
)
# Words that sound like a request and give something instead, or ask for nothing.
OFFER = re.compile(
    r"\bif (?:i can|there is anything|there's anything|ever)\b|\bdo (?:something )?for you\b|\breturn the favou?r\b"
    r"|\bmay i (?:tell|let|keep|report|return|offer|invite)\b|\bhow (?:are|have) you\b|\b(?:nothing"
    r"|no) (?:\w+ )?(?:i need"
    r"|need|request|favou?r|questions?)\b|\bnot? .{0,30}(?:ask|need|request)\b|\bneed (?:no|not|nothing)\b|\bi owe\b"
    r"|\byou did me\b|\bplease (?:give|pass) (?:my|on my) (?:best |warm )?(?:regards|wishes|thanks|love)\b"
)
LAST_TIME = re.compile(
    r"\b(?:last (?:time|spoke|met|saw|wrote|talked|year|spring|summer|autumn|fall|winter|month)|when we|we (?:met"
    r"|both|were"
    r"|worked|studied|shared|share|have .{0,40}in common|used to)|since (?:we|our|you)|remember|our (?:time|days"
    r"|years|talk|last"
    r"|call|old|conversation|meeting)|back (?:in|at|when)|in common|thought of you|think of you|a long time"
    r"|a while)\b"
)
NEWS = re.compile(
    r"\b(?:my news|on my side|with me|as for me|meanwhile|since then|in the meantime|these days|i (?:am|'m) (?:now"
    r"|still"
    r"|currently|back|about to|working|living|looking|moving|doing|well)|i(?: have|'ve) (?:been|just|now|moved"
    r"|started"
    r"|finished|left|changed|become|begun|taken|learned)|i (?:moved|started|finished|left|changed|became|began|took)"
    r"|we (?:moved|had)|here (?:everything|all|things))\b"
)
USED = re.compile(
    r"\b(?:i (?:did|followed|tried|wrote|called|met|spoke|talked|revised|rewrote|changed|applied|sent|used|read"
    r"|went|asked"
    r"|took|put|visited|joined|started|cut|added|contacted|approached|made|signed|finished|bought|learned|practised)"
    r"|i(?: have|'ve) (?:\w+ )?(?:done|followed|tried|written|called|met|spoken|talked|revised|rewritten|changed"
    r"|sent|used"
    r"|read|been|taken|put|started|contacted|approached|made)|as you (?:suggested|advised|said|recommended)"
    r"|took (?:it|your advice) up|took your advice)\b"
)
WENT = re.compile(
    r"\b(?:went|worked|turned out|led to|brought|paid off|resulted|as a result|it helped|helped me|answered"
    r"|replied|agreed"
    r"|offered|invited|said (?:yes|no)|told me|now (?:have|know|see)|i (?:got|learned|learnt|found|know now"
    r"|can now)|so far"
    r"|too early|not yet|no answer|did not work|didn't work|made (?:a|the|all the) difference|we (?:met|spoke"
    r"|talked|will meet)"
    r"|the (?:result|outcome|upshot)|in the end|has (?:already )?)\b"
)
GIVES = re.compile(
    r"\b(?:thought of you|for you|may (?:be|interest)|might (?:be|interest|like|help|enjoy)|useful to you|of use"
    r"|interest you"
    r"|i (?:came across|found|read|saw|heard|can|could|would be (?:glad|happy)|am sending|send|know somebody"
    r"|know someone)"
    r"|here is|here's|attached|enclosed|i(?:'d| would) like to (?:introduce|offer|share|invite|send|return|help"
    r"|give|pass)"
    r"|happy to|glad to)\b"
)
STRING = re.compile(
    r"\bin return\b(?! for (?:your|the))|\breturn the favou?r\b|\bin exchange\b|\byou owe\b|\bnow (?:you"
    r"|it's your turn)\b"
    r"|\bi hope you (?:will|'ll|can|could) (?:then |now )?(?:help|introduce|recommend|do|remember|think of)"
    r"|\bmaybe you (?:can|could)\b|\bperhaps you (?:can|could) (?:then|also|now)\b|\bone good turn\b|\bas a favou?r\b"
)
SAYS_NO = re.compile(
    r"\b(?:i (?:can't|cannot|can not|won't|will not|am unable|am not able|have to (?:decline|say no|pass)"
    r"|must (?:decline|say no)"
    r"|am going to (?:decline|pass|say no)|would rather not|do not want|don't want|will (?:decline|pass)"
    r"|won't be able"
    r"|am afraid (?:i|that|it|not)|decided (?:not|against)|need to say no)|not for me|say no|i'm afraid (?:i|not"
    r"|that|it)"
    r"|unfortunately|i decline|it is a no|have to pass)\b"
)
UNCLEAR_NO = re.compile(
    r"\b(?:maybe|perhaps) (?:later|another time|i can)|\bi(?:'ll| will) (?:see|think about it|try)\b"
)
WISH = re.compile(
    r"\b(?:wish you|good luck|all the best|every success|instead|what i can do|i could|i can (?:offer|suggest|send"
    r"|introduce)"
    r"|you (?:could|might) (?:ask|try|like)|somebody who|someone who|happy to|glad to|gladly|i hope (?:you|it|that)"
    r"|another (?:time|way)|in the spring|next year|may i suggest|have you thought)\b"
)
TWO_MINUTES = re.compile(
    r"\b(?:a|two|couple|few|one)\b.{0,20}\b(?:minutes?|moment)\b|\bis (?:this|now) a good (?:time|moment)\b"
    r"|\b(?:better|good|convenient) time to (?:call|talk|speak)\b|\bdo you have (?:a )?time\b"
)
REMINDS = re.compile(
    r"\b(?:i (?:asked|wrote|sent|had asked|had written)|my (?:mail|letter|note|question|message|last mail)"
    r"|(?:coming|come) back"
    r" to|following up|follow up|some days ago|last week|my request)\b"
)
EASY_NO = re.compile(
    r"\b(?:no (?:hurry|rush|pressure|need|worries)|a (?:short |simple |plain )?no\b|if (?:now|this|it) is(?: not"
    r"|n't)|if not"
    r"|not a good time|fine too|all right too|perfectly fine|that is fine|that's fine|i (?:would "
    r"|will )?understand|whenever"
    r"|too busy|no answer is)\b"
)
UNDERSTANDS = re.compile(
    r"\b(?:i (?:quite |fully |completely |do )?(?:understand|see)|of course|no hard feelings|perfectly|for (?:your"
    r"|the) answer"
    r"|for answering|for telling|for letting me know|for being (?:open|honest|frank))\b"
)
WHO_ELSE = re.compile(
    r"\b(?:someone|somebody|anyone|anybody|who) else\b|\b(?:other|another) (?:person|people|name)\b|\bwho (?:could"
    r"|might|may) i"
    r"\b|\bsuggest (?:someone|somebody|anyone|a name)\b"
)
