"""How people write who tell somebody what came of what that gave them: the tables of `reports`."""

from __future__ import annotations

import re

_GIVEN = (
    r"(?:advice|suggestions?|recommendations?|tips?|hints?|introductions?|intro|feedback|guidance|ideas?|warning"
    r"|pointers?|counsel|referral)"
)
_USABLE = rf"(?:{_GIVEN}|questions?|offer|method|list|approach|trick|name|words)"
_YOUR = r"\byour (?:[\w'-]+ ){0,3}"
_ADVERBS = r"(?: now| since| already| just| also| finally| then| at once| indeed| \w+ly| in fact)?"
_I = rf"\bi(?:'ve| have| had)?{_ADVERBS} "
_TO_PEOPLE = (
    r"(?:spoke|spoken|talked|chatted|met|called|phoned|rang|contacted|wrote to|written to|reached out|approached"
    r"|visited|interviewed|had (?:an? (?:\w+ )?(?:talk|chat|call|meeting|conversation|interview)|coffee|lunch)"
    r"|applied|joined|signed up|enrolled|registered)"
)
_TO_THINGS = (
    r"(?:took|taken|followed|tried|used|read|finished|rewrote|rewritten|cut|dropped|changed|asked|looked|found|waited"
    r"|started|began|went|revised|shortened|added|moved|turned|learned|learnt|did|done|made|practi[sc]ed|acted)"
)
_DID = rf"{_I}(?:{_TO_PEOPLE}|{_TO_THINGS})\b"
_YOU_SAID = (
    r"you (?:had |have |kindly |once )?(?:suggested|recommended|advised|proposed|mentioned|named|told me(?: about| to)?"
    r"|introduced me to|pointed (?:out|me to)|put me on to|referred me to|gave me)"
)
_FRUIT = (
    r"(?:worked|paid off|bore fruit|borne fruit|led to|did the trick|made (?:all )?the difference|got me|landed me"
    r"|opened (?:the|a|some|many) doors?|turned out)"
)
_OPEN = (
    r"\?[\"')]*$|\b(?:if|wish|once|until|unless|before|should|when) i\b|\bnot yet\b"
    r"|\b(?:have|had|did|do|was)(?: not|n't)\b"
)
_HOW_IT_WENT = r"(?:how\b.{1,70}\b(?:went|turned out|worked out|has gone)|what (?:came|became|has come) of)\b"

# Plain enough to settle that the giver was told.
TOLD = re.compile(
    rf"(?:^|{_I})(?:took|taken|followed|heeded|used|tried|applied|implemented|acted (?:up)?on|put|made use of)"
    rf" (?:all |up )?{_YOUR}{_USABLE}\b"
    rf"|{_I}(?:did|done|tried|followed) (?:exactly |just )?what {_YOU_SAID}|{_I}(?:did|tried) what you said\b"
    rf"|{_I}(?:.{{0,30}}\band )?did as you (?:said|suggested|advised|recommended|told me)\b"
    rf"|{_YOUR}{_GIVEN}\b(?! you\b).{{0,60}}\b(?:has |have |had )?(?:already |really )?{_FRUIT}\b"
    rf"|\b{_GIVEN} (?:that |which )?you (?:made|gave|sent|had)\b.{{0,60}}\b{_FRUIT}\b"
    rf"|\b(?:following(?: up on)?|per|because of|thanks to|based on|acting on|on|after) {_YOUR}{_GIVEN}\b"
    rf".{{0,70}}?{_DID}"
    rf"|{_I}{_TO_PEOPLE}\b.{{0,80}}\bas you (?:had |have |kindly )?(?:suggested|recommended|advised|proposed|told me)\b"
    rf"|{_I}{_TO_PEOPLE}\b.{{0,80}}\b(?:thanks to|because of) you\b"
    rf"|{_I}{_TO_PEOPLE}\b.{{0,60}}\b(?:that |whom |who |which )?{_YOU_SAID}\b"
    rf"|\b(?:tell|let|letting|telling|show|share with|update|give) you\b.{{0,30}}\b{_HOW_IT_WENT}"
    rf"|\b(?:as promised|you asked)\b.{{0,60}}\b{_HOW_IT_WENT}"
    rf"|\b(?:hear|know) {_HOW_IT_WENT}.{{0,20}}\byour\b"
)
FOREIGN = re.compile(
    r"\b(?:habe?|hab) (?:\w+ ){0,3}(?:deine[nr]?|ihre[nr]?|eure[nr]?) (?:\w+ )?(?:rat|ratschlag|tipp|vorschlag"
    r"|empfehlung|anregung|idee)\b.{0,30}\b(?:befolgt|gefolgt|angenommen|umgesetzt|ausprobiert|beherzigt|genutzt)\b"
    r"|\b(?:wollte|möchte|will) (?:dir|ihnen|euch)\b.{0,30}\b(?:berichten|erzählen|sagen|rückmelden), wie\b.{1,70}"
    r"\b(?:verlaufen|gelaufen|lief|war|ging|ausgegangen)\b"
    r"|\bj'ai (?:bien )?suivi (?:ton|votre|tes|vos) (?:conseils?|recommandations?|suggestions?)\b"
    r"|\b(?:he seguido|seguí) (?:tu|su|tus|sus|vuestro) (?:consejos?|recomendaci\w+|sugerencias?)\b"
    r"|\bho seguito (?:il|i) (?:tuo|suo|tuoi|suoi|vostro) (?:consigli?o?|suggeriment[oi])\b"
    r"|\b(?:heb|hebben) (?:\w+ )?(?:je|jouw|uw) (?:advies|tip|raad|suggestie) (?:op)?(?:gevolgd|geprobeerd)\b"
)
# What has not happened, has happened to somebody else, or is asked.
NOT_TOLD = re.compile(
    rf"{_OPEN}|\blet'?s\b|\b(?:will|'ll|shall|to|can|could|would|may|might) (?:then |gladly |also )?"
    r"(?:let|tell|update|report|share|give)\b(?!.{0,40}\b(?:went|turned out|worked out|came of|became of|has gone)\b)"
    r"|\b(?:will|'ll) (?:then |gladly |also )?(?:let you know|tell you|report)\b|\bi(?:'ll| will)\b.{0,30}\bhow\b"
)
# Together in one mail, though in two sentences, these may be a report.
DONE = re.compile(
    rf"{_I}(?:{_TO_PEOPLE}|got|tried|finished|rewrote|rewritten|cut|dropped|changed|revised|shortened|did)\b"
    r"|\b(?:accepted|offered|invited|saw|received|met) me\b|\bmade me an offer\b"
)
LINKED = re.compile(
    rf"{_YOUR}(?:{_GIVEN}|contact|colleague|friend|former \w+)\b|\b{_YOU_SAID}\b|\byou were right\b"
    r"|\b(?:thank\w*|grateful|thx)\b.{0,50}\b(?:introduc\w+|intro|in touch|connecting|referr\w+|the name|advice|tip)\b"
    r"|\bclose the loop\b|\b(?:report back|owe you an update)\b|\b(?:name|contact) you gave\b|\bas promised\b"
)
STILL_TO_DO = re.compile(_OPEN)
