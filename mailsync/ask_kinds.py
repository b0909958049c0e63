"""Of which kind an ask is (docs/method.md §3), by its words in six languages."""

from __future__ import annotations

import re

# By falling cost to the giver: who asks for a meeting to get advice asks for a meeting.
_KINDS = {
    "vouch": (
        r"\bvouch|\bgood word\b|\bjob leads?\b|\b(?:any|open|a) (?:openings?|positions?|vacanc\w+)\b|\bhire me\b"
        r"|\brefer me (?:for|internally)\b|\bemployee referral|\b(?:pass|forward|hand)\b.{0,20}\bmy (?:resume|résumé"
        r"|cv)\b|\bgutes wort\b|\bmeinen lebenslauf weiter|\bappuyer ma candidature|\btransmettre mon cv"
        r"|\bmi candidatura|\bbuona parola|\bmia candidatura|\bgoed woordje"
    ),
    "recommendation": (
        r"\bletter of (?:recommendation|reference)|\b(?:recommendation|reference) letter|\brecommend me\b|\b(?:write"
        r"|give)\b.{0,20}\b(?:recommendation|reference)\b|\b(?:as|be) (?:a|my) reference\b|\blinkedin recommendation"
        r"|\bempfehlungsschreiben|\bals referenz|\blettre de recommandation|\bcarta de (?:recomendaci[oó]n"
        r"|referencia)|\blettera di (?:raccomandazione|referenz)|\baanbevelingsbrief|\bals referentie"
    ),
    "introduction": (
        r"\bintroduc(?:e|ing) (?:me|us)\b|\b(?:an?|the|e-?)[ -]?intro(?:duction)?\b|\b(?:put|get"
        r"|connect) me (?:in (?:touch|contact)|with|to)\b|\bwho else (?:should|could|can|might|would)\b"
        r"|\b(?:any(?:one|body)|some(?:one|body)|people|whom?) (?:else )?(?:i (?:should|could|can|might)|you (?:know"
        r"|could|would|can)|in your network|who (?:can|could|might|works?|knows?))\b"
        r"|\bknow (?:of )?(?:any(?:one|body)|some(?:one|body)|people)\b"
        r"|\brefer me to\b|\bmich\b.{0,40}\b(?:vorstellen|bekannt ?machen)\b|\bkontakt\b.{0,30}\bherstellen"
        r"|\bmit wem\b|\bme présenter à|\bme mettre en (?:relation|contact)|\bponerme en contacto|\bpresentarme a\b"
        r"|\bmettermi in contatto|\bpresentarmi (?:a|al|alla)\b|\b(?:me|mij)\b.{0,30}\b(?:voorstellen aan"
        r"|in contact brengen)"
    ),
    "meeting": (
        r"\b(?:\d{1,2}|fifteen|twenty|thirty|few|couple of)[ -]min(?:ute)?s?\b|\bhalf an hour\b|\bmeet(?:ing)?\b"
        r"|\bcoffee\b|\b(?:lunch|breakfast|dinner|drinks?)\b|\ba (?:quick |short |brief |phone |video )?(?:call|chat"
        r"|conversation)\b|\binterview\b|\b(?:talk|speak|chat) (?:with you|on|next|this|soon|by phone|briefly)\b"
        r"|\bcatch up\b|\bget together\b|\bare you (?:free|available)\b|\btime to (?:talk|speak|chat)\b|\b(?:come"
        r"|stop) by\b|\bon the phone\b|\btreffen\b|\btermin\b|\bkaffee\b|\btelefon(?:at|ieren)\b|\bgespräch\b"
        r"|\bminuten\b|\brencontrer\b|\brendez-vous\b|\bcafé\b|\bminutes\b|\béchanger\b|\bdéjeuner\b|\bentretien\b"
        r"|\breuni\w+\b|\bminutos\b|\bllamada\b|\bcharlar\b|\bincontrar\w+|\bcaffè\b|\bminuti\b|\bchiacchierata\b"
        r"|\bafspre\w+|\bkoffie\b|\bgesprek\b|\bafspraak\b"
    ),
    "feedback": (
        r"\bfeedback\b|\bcritique\b|\bproofread|\b(?:look|glance) (?:at|over|through)\b|\breview\b|\b(?:comments?"
        r"|thoughts|opinion|view|impression)s? (?:on|of|about)\b|\bthink (?:of|about) (?:my|this|the|it)\b"
        r"|\brückmeldung\b|\b(?:durchsehen|anschauen|drüberschauen)\b|\bavis sur\b|\brelire\b|\bretour sur\b"
        r"|\bopini[oó]n sobre\b|\brevisar\b|\bvistazo\b|\bparere\b|\bun'occhiata\b|\bmening over\b|\bbekijken\b"
    ),
    "advice": (
        r"\badvi[cs]e\b|\bsuggest(?:ion)?s?\b|\brecommend(?:ations?)?\b|\btips?\b|\bguidance\b|\bwhat would you do\b"
        r"|\bshould i\b|\byour (?:thoughts|ideas)\b|\bbest way\b|\brat\b|\bratschlag|\btipps\b|\bempfehl\w+"
        r"|\bconseil\w*|\bconsej\w+|\brecom(?:iend|end)\w+|\bconsigli\w*|\badvies\b|\braad\b"
    ),
    "experience": (
        r"\byour (?:own )?(?:\w+ )?(?:experiences?|story|path|journey|career|background)\b|\bhow (?:did )?you (?:got"
        r"|get|came|come|became|become|started|start|moved|move|made|ended)\b|\bwhat (?:is|was) it like\b"
        r"|\bwhat do you (?:like|enjoy)|\b(?:ihr|dein)\w* (?:werdegang|erfahrung\w*|weg)\b|\b(?:votre|ton|vos"
        r"|tes) (?:parcours|expérience\w*)\b|\b(?:su|tu) (?:experiencia|trayectoria)\b|\b(?:sua|tua) (?:esperienza"
        r"|carriera)\b|\b(?:uw|je) (?:ervaring\w*|loopbaan)\b"
    ),
}
_SAID = {kind: re.compile(says) for kind, says in _KINDS.items()}


def kind_of(low: str) -> str:
    """The kind that a sentence in lower case names, "" where it names none."""
    return next((kind for kind, says in _SAID.items() if says.search(low)), "")
