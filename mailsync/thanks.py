"""Thank-yous: gratitude to the addressee that names what was done or given, told from formulas and receipts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailsync.sentences import Sentence

_GRATITUDE = re.compile(
    r"\b(?:thanks?|thank[- ]you|thankyou|thx|thnx|tks)\b(?P<much>(?: (?:again|once again|so much|very much"
    r"|so very much|a lot|a million|a bunch|you|both|all|everyone|everybody|guys|kindly|also|too|sincerely"
    r"|ever so much)|,? (?-i:[A-Z][a-z]+),?)*+),?"
    r" (?:for|on behalf of [^.]{3,60}? for)\b (?P<what>.+)"
    r"|\b(?:appreciat(?:e|ed|es|ive of)|grateful (?:to you )?(?:for|that)|thankful (?:to you )?(?:for"
    r"|that)|gratitude (?:for|to you)|indebted to you(?: for)?|owe you(?: one| a (?:lot|drink|beer"
    r"|favou?r))?(?: for)?|touched by|obliged to you for)\b (?P<that>.+)"
    r"|\b(?:very|so|too|most|extremely|really|awfully) (?:kind|generous|thoughtful|gracious"
    r"|nice) (?:of you|to (?:have )?(?P<kind>\w+))|\b(?:kind|good|nice|generous|thoughtful|sweet"
    r"|gracious) of you\b",
    re.IGNORECASE,
)
# Most sentences have none of these, and need no closer look.
_CUES = (
    "thank", "thx", "thnx", "tks", "apprec", "grat", "indebted", "owe you", "touched", "obliged", "kind", "generous",
    "thoughtful", "gracious", "nice", "good of you", "sweet", "dank", "merci", "reconnaiss", "graci", "agrade",
    "grazie", "ringraz",
)  # fmt: skip
_BARE = re.compile(
    r"(?:again,? |and |so,? )?(?:many |a thousand |a million )?(?:thanks|thank you)(?: (?:so very|so|very|again"
    r"|once again|ever so|a lot|a million|a bunch|a ton)(?: much)?| for everything)++(?: (?:and"
    r"|from|to) .*|,? [A-Z]\w+)?[.! ]*$",
    re.IGNORECASE,
)
_RECEIVED = re.compile(
    r"\b(?:thank you|thanks)(?: (?:so|very) much| again)?\s?[,;:!-]+ (?:i|we) (?:just |have "
    r"|'ve )*(?:received|got) (?!your (?:e-?mail|note|message|letter|mail))",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:danke|dank|bedanken|dankbar)\b.{0,40}\b(?:für|dass)\b (?P<de>.+)|\b(?:merci|remercie|remercier"
    r"|remercions|reconnaissante?)\b.{0,30}\b(?:pour|de m'avoir|d'avoir|de votre|de ton"
    r"|de ta)\b (?P<fr>.+)|"
    r"\b(?:gracias|agradezco|agradecer(?:te|le)?|agradecid[oa])\b.{0,30}\b(?:por|tu|su|el|la"
    r"|que)\b (?P<es>.+)|\b(?:grazie|ringrazio|ringraziar(?:ti|la)|grat[oa])\b.{0,30}\b(?:per|di|del|della"
    r"|dell')\b ?(?P<it>.+)|"
    r"\b(?:bedankt|dank|dankbaar)\b.{0,30}\bvoor\b (?P<nl>.+)",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"in advance|\b(?:any|whatever) \w+(?: \w+)? (?:that )?you (?:can|could|may|might|are able)"
    r"|\bcontinued (?:support|interest|patronage|business|cooperation)|\bim voraus|par avance|d'avance"
    r"|de antemano|in anticipo|alvast|\bno,? thank|thanksgiving|\bthank(?:ed|ing)\b (?!you)|\b(?:please"
    r"|pls|to|should|must|will|can|he|she|they|who) thank (?!you\b|your)\w+|\bthanks to\b|"
    r"\basked (?:me|us) to thank|thank[s]? (?:but )?no\b|\bif you(?:'d| would)? (?:could|can|like)"
    r"|thank (?:god|goodness|heaven|him|her|them)\b|"
    r"\b(?:would|'d|will|shall|should|could|might|must)\b(?: \w+){0,3} (?:be (?:\w+ )?)?(?:appreciat"
    r"|grateful|thankful|obliged)|\b(?:is|are|be|was|were)(?: \w+){0,2} appreciated|"
    r"\b(?:don't|do not|didn't|cannot|can't|not) (?:\w+ )?appreciat|appreciate (?:it )?(?:if|any|a|an"
    r"|hearing|that (?:you|this|there|the)|the (?:fact|difficult|need|complex|importance))\b"
    r"|as you can appreciate|\byou(?:'ll| will| can| may| must)? appreciate|"
    r"\b(?:i|we) hope you\b.{0,20}appreciate|\b(?:wäre|würde|würden|wären)\b.{0,30}dankbar"
    r"|\bmerci de (?:me|nous|bien|vouloir|confirmer|répondre|m')|(?:te|le|se) agradecer[ií]a|(?:ti"
    r"|le) sarei grat|(?:zou|zouden)\b.{0,30}dankbaar",
    re.IGNORECASE,
)
# What is only received, a pleasantry, or the opening of business: naming it thanks for nothing that was done.
_RECEIPT = re.compile(
    r"(?:(?:all|both|of|the|your|you|this|that|for|dear|very|so|such|a|an|my|our|recent|quick|prompt|kind"
    r"|nice|warm|lovely|sweet|great|wonderful|thoughtful|speedy|rapid|fast|timely|swift|latest|last"
    r"|earlier|long|short|good|beautiful|funny|continued|gracious|very|early|detailed|two|several|many"
    r"|most) )*"
    r"(?:notes?|e-?mails?|mails?|messages?|repl(?:y|ies)|responses?|respond(?:ing)?|replying"
    r"|answer(?:ing)?|updates?|comments?|concern|words|letters?|faxe?s?|inquiry|enquiry|interest"
    r"|consideration|cooperation|patience|understanding|patronage|business|order|purchase|"
    r"attention|reminder|heads[- ]?up|voice ?mails?|calling|writing|getting back|the forward|thoughts"
    r"|wishes|greetings|greeting|congratulations|congrats|clarification|confirmation|confirming"
    r"|subscribing|registering|choosing|using|shopping|visiting our|contacting|applying|application"
    r"|being a|bearing with|laugh|"
    r"mail|nachricht|antwort|rückmeldung|anfrage|interesse|verständnis|geduld|schreiben|message|réponse"
    r"|intérêt|compréhension|patience|courriel|mensaje|respuesta|correo|inter[eé]s|paciencia"
    r"|comprensi[oó]n|messaggio|risposta|interesse|pazienza|comprensione|bericht|reactie|antwoord|begrip"
    r"|geduld)\b(?! (?:of recommendation|in (?:getting|helping|finding)|you (?:wrote|sent) (?:to|on)))",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"(?:(?:the|your|very|kind|gracious|generous|this|such|extending|nice|thoughtful|wonderful|great|an?"
    r"|of|to|him|her|me|us|job|offering) )*(?:invitations?|invite|inviting|offer|proposal|opportunity"
    r"|chance|thinking of|considering|asking|reaching out|sharing your interest|suggestion)\b",
    re.IGNORECASE,
)
# Stands under a request as a formula: nothing has been done yet.
_FORMULA = re.compile(
    r"(?:(?:all|any|the|your|you|of|in|and|or|with|this|these|that|to|on|continued|kind|very|valuable"
    r"|valued|important|privacy|participation|giving|taking|read|reading|look|consider|for|precious|early"
    r"|prompt|assistance|help|support|time|consideration|considering|attention|effort|efforts|cooperation"
    r"|review|reviewing|guidance|advice|matter|regard|input|again|me|us|my|our|request|resume|interest"
    r"|favou?r|helping|doing|taking|busy|schedule|issue|project|today)\b ?)++(?: ?(?-i:[A-Z][a-z]+))?"
    r"(?:[ .,!–-]*$| ?[-–,;] ?(?:and |but )?(?:please|i|we|let|look)\b|(?:i|we|look|please)\b)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:yesterday|last (?:week|night|month|year|\w+day)|recent(?:ly)?|this (?:morning|week|afternoon)"
    r"|the other (?:day|night)|earlier|today|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|past|spent"
    r"|spending|took|taking the time|agreeing|hosting|having (?:me|us)|meeting with|introducing|gave"
    r"|giving|sent|sending|helped|made|making|over the|during|again)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\byou(?:r|rs|'ve|'re)?\b", re.IGNORECASE)
_MEETING = re.compile(
    r"\b(?:time|meeting|meet|met|lunch|dinner|breakfast|coffee|drinks?|visit\w*|talk(?:ing|ed)?|chat\w*"
    r"|conversation|discussion|call|interview\w*|host\w*|hospitality|seeing|speaking|tour|evening"
    r"|afternoon|zeit|treffen|gespräch|mittagessen|kaffee|temps|rencontre|entretien|déjeuner|café|tiempo"
    r"|reuni[oó]n|entrevista|almuerzo|charla|tempo|incontro|colloquio|pranzo|tijd|gesprek|ontmoeting"
    r"|koffie)\b",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    r"\b(?:introduc\w+|referr?al\w*|referring|refer(?:red)?|connect(?:ing|ed|ion)?|in touch|putting me"
    r"|recommend\w*|vorstell\w*|empfehlung|kontakt|présent\w+|mise en relation|present\w+|contacto"
    r"|contatto|voorstellen)\b",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"\b(?:help\w*|advice|advise|assist\w*|support\w*|information|info|feedback|guidance|counsel"
    r"|suggest\w*|insights?|tips?|review\w*|effort\w*|work|favou?r|wisdom|input|ideas|sending|pictures"
    r"|photos|gift|hilfe|rat|unterstützung|tipps|aide|conseils?|soutien|ayuda|consejos?|apoyo|aiuto"
    r"|consigli[oe]?|supporto|hulp|advies|steun)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Thanks:
    """A sentence that thanks, whether it is plain enough to act on, and the sources that its words name."""

    sentence: Sentence
    sure: bool
    sources: frozenset[str]


def thanks(found: tuple[Sentence, ...], *, asks: bool, declines: bool) -> Thanks | None:
    """The clearest thank-you of a mail; what stands under a request or opens a refusal is none."""
    judged = [one for sentence in found if (one := _judge(sentence, asks, declines)) is not None]
    if not judged:
        return None
    best = max(judged, key=lambda one: one.sure)
    return Thanks(best.sentence, best.sure, frozenset().union(*(one.sources for one in judged)))


def _judge(sentence: Sentence, asks: bool, declines: bool) -> Thanks | None:
    if not any(cue in sentence.low for cue in _CUES) or _NEVER.search(sentence.text):
        return None
    match = _GRATITUDE.search(sentence.text) or _FOREIGN.search(sentence.text)
    if match is None:
        # "Thank you so much." names nothing; without a request it is gratitude all the same.
        bare = _BARE.match(sentence.text) and not asks and not declines
        return Thanks(sentence, False, frozenset()) if bare or _RECEIVED.search(sentence.text) else None
    if match.re is _GRATITUDE and match["what"] is None and not _YOU.search(sentence.text):
        return None
    what = next((group for name, group in match.groupdict().items() if group and name != "much"), "")
    if what and _thanks_for_nothing(what, sentence, asks, declines):
        return None
    # "I appreciate your …" in a mail that asks is as often a courtesy as gratitude.
    courtesy = asks and match[0].lower().startswith("appreciate ")
    return Thanks(sentence, not courtesy, _sources(what))


def _thanks_for_nothing(what: str, sentence: Sentence, asks: bool, declines: bool) -> bool:
    if _RECEIPT.match(what):
        return True
    if _OPENER.match(what):
        return declines or not _DONE.search(what)
    # The bare formula thanks for what it expects, unless it opens the mail or is all there is.
    closing = asks or not (sentence.first or sentence.alone)
    return closing and bool(_FORMULA.match(what)) and not re.search(r"\bagain\b", sentence.text, re.IGNORECASE)


def _sources(what: str) -> frozenset[str]:
    named = (("introduction", _INTRODUCTION), ("meeting", _MEETING), ("help", _HELP))
    return frozenset(name for name, words in named if words.search(what))
