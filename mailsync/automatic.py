"""Mail that no person wrote to you alone: bounces, auto-replies and bulk, told by headers first, then by their text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailsync.mail import Finding, Label, Mail
from mailsync.sentences import Sentence
from webapp.domain.wording import _

TEXT_LIMIT = 4000
_BOUNCE_SUBJECT = re.compile(
    r"(?:(?:mail )?delivery (?:status notification|failure|failed|report|problem|has failed|delayed"
    r"|notification)|undeliver(?:able|ed)|returned mail|mail delivery (?:failed|system|subsystem|error)|"
    r"failure notice|message (?:not delivered|delivery failure|could not be delivered|rejected)"
    r"|non[- ]?delivery|mail (?:system )?error|delayed mail|warning: (?:could not send|message)"
    r"|(?:successful|relayed) mail|"
    r"unzustellbar|zustellung(?:sfehler|sbenachrichtigung| fehlgeschlagen)|nicht zustellbar|non remis"
    r"|échec de (?:la )?(?:remise|distribution)|no (?:se )?(?:ha )?(?:podido entregar|entregado)"
    r"|mancato recapito|recapito non riuscito|onbestelbaar|kon niet worden bezorgd)",
    re.IGNORECASE,
)
_BOUNCE_SENDER = re.compile(
    r"(?:mailer-daemon|postmaster|mail-?daemon|bounces?|maildelivery|microsoftexchange\w+)@", re.IGNORECASE
)
_BOUNCE_BODY = re.compile(
    r"\b(?:could not be delivered|(?:was|were) not delivered"
    r"|delivery to the following recipients? (?:failed|has)|permanent (?:fatal )?errors?|undeliverable"
    r"|did not reach the following|user unknown|recipient (?:address )?rejected|"
    r"this is the (?:postfix|mail|qmail)[\w -]* (?:program|system|delivery)"
    r"|an error occurred while trying to deliver|message has been (?:rejected|delayed|returned)"
    r"|your (?:message|posting|post) (?:to .{0,60} )?(?:was|has been|is) (?:rejected|held|awaiting))",
)
# What only a server or a list says when its headers say that no person wrote.
_REFUSED_BODY = re.compile(
    r"\b(?:message|mail|e-?mail|posting|post|request|nachricht|courriel|mensaje|messaggio"
    r"|bericht)\b.{0,160}\b(?:(?:was|has been"
    r"|have been|is|were) (?:automatically )?(?:rejected|refused|blocked|bounced|returned|not (?:been )?delivered"
    r"|discarded)"
    r"|(?:could|can)(?: ?not|n't) be (?:delivered|posted)|(?:has|have) not been delivered|wurde (?:abgelehnt|nicht"
    r" zugestellt)"
    r"|konnte nicht zugestellt|n'a pas (?:pu être|été) (?:remis|distribué|délivré)|no (?:se )?(?:ha podido|pudo)"
    r" (?:ser )?entrega"
    r"|non è stato (?:possibile )?(?:recapitat|consegnat)|niet (?:worden )?(?:afgeleverd|bezorgd))",
    re.DOTALL,
)
_LIST_OFFICE = re.compile(
    r"(?:-(?:bounces?|owner|request|admin)|listserv|majordomo|mailman|sympa|ezmlm)@", re.IGNORECASE
)
_RECEIPT_SUBJECT = re.compile(
    r"(?:read|gelesen|lu|leído|letto|gelezen|delivered|not read|ungelesen gelöscht|return receipt"
    r"|disposition notification)\s?:|.*\breturn receipt\b",
    re.IGNORECASE,
)
_AWAY_SUBJECT = re.compile(
    r"\b(?:out[- ]of[- ](?:the[- ])?office(?: auto\w*| re\w*)?|auto(?:matic|mated)?[- ]?(?:reply|response"
    r"|responder)|autoreply|away from (?:my|the) (?:mail|office|desk)|vacation (?:reply|message|response"
    r"|notice)|on vacation|is out of the office|"
    r"abwesenheit\w*|automatische (?:antwort|rückantwort)|nicht im (?:büro|haus)|réponse automatique"
    r"|absence du bureau|absente? du bureau|respuesta autom[aá]tica|fuera de (?:la )?oficina"
    r"|risposta automatica|fuori (?:sede|ufficio)|automatisch antwoord|afwezig\w*)\b",
    re.IGNORECASE,
)
# What mail programs put in front of the subject that they answer; no person begins a subject so.
_AUTO_PREFIX = re.compile(
    r"(?:auto(?:matic|mated)?[- ]?(?:reply|response)|autoreply|out of (?:the )?office(?: auto\w*)?"
    r"|automatische antwort|abwesenheits\w+"
    r"|abwesend|réponse automatique|respuesta autom[aá]tica|resposta autom[aá]tica|risposta automatica"
    r"|automatisch antwoord"
    r"|autosvar|automatiskt? svar|automaattinen vastaus|odpowied[zź] automatyczna|autoodpowied[zź]"
    r"|automatická odpověď|otomatik yanıt"
    r"|автоответ|автоматический ответ|自动回复|自動応答|自動返信|자동 회신)\s?[:：]",
    re.IGNORECASE,
)
_AWAY_PROGRAM = re.compile(r"\b(?:vacation|auto-?(?:reply|responder|respond)|out-?of-?office)\b")
_LIST_OF_NEWS = re.compile(
    r"news|market|announce|digest|campaign|alerts?\b|notif|promo|offers?\b|mc\.|list-manage|bulk|mailer|sendgrid"
    r"|customer|updates?\b"
)
_MAILER = re.compile(
    r"mailchimp|campaign|constant ?contact|sendinblue|brevo|sendgrid|hubspot|marketo|mailjet|klaviyo|exacttarget"
    r"|listserv|newsletter"
)
_AWAY_BODY = re.compile(
    r"\b(?:i(?:'m| am| will be|'ll be)(?: currently)? (?:out of (?:the )?office|away from (?:the"
    r"|my) (?:office|desk|e-?mail)|on (?:vacation|holiday|(?:\w+ )?leave)|not in the office)"
    r"|ich bin (?:derzeit |zur zeit |bis )?.{0,30}(?:nicht im büro|abwesend|im urlaub)|"
    r"je suis (?:actuellement )?(?:absente?|en congés?)|estoy (?:fuera de la oficina|de vacaciones"
    r"|ausente)|sono (?:fuori (?:ufficio|sede)|in ferie|assente)|ik ben (?:afwezig|niet op kantoor"
    r"|met vakantie))\b",
)
_AWAY_ANSWER = re.compile(
    r"\b(?:(?:respond|reply|answer|read|get back)\b.{0,50}\b(?:when i (?:return|get back|am back)"
    r"|upon my return|on my return|as soon as)|your (?:message|e-?mail|note)|this is an? auto\w*"
    r"|limited access to|(?:nach|bei) meiner rückkehr|ihre (?:nachricht|e-?mail|mail)|"
    r"à mon retour|votre (?:message|courriel|mail)|a mi regreso|su (?:mensaje|correo)|al mio (?:rientro"
    r"|ritorno)|(?:tuo|suo) messaggio|uw (?:bericht|e-?mail)|bij mijn terugkeer)\b",
)
_ADDRESS_CLOSED = re.compile(
    r"\b(?:this (?:e-?mail )?(?:address|mailbox|account) (?:is|has been) (?:no longer|closed|not monitored"
    r"|being discontinued|disabled)|(?:is|has) no longer (?:with|employed|at this address"
    r"|in use)\b.{0,60}\b(?:forward|contact|please|e-?mail))",
)
_APPLICATION = re.compile(
    r"\b(?:thank(?:s| you) for (?:applying|your (?:recent )?(?:application|interest in (?:the|our|joining"
    r"|working|employment|career|a career|\w+ (?:position|role))))|(?:we|have)(?:'ve"
    r"| have)? (?:successfully )?received your (?:application|resume|résumé|cv)"
    r"|your application (?:has been|was|for the)|"
    r"(?:danke|dank) für (?:ihre|deine) bewerbung|eingang ihrer bewerbung|merci (?:pour"
    r"|de) votre candidature|accusé de réception de votre candidature|gracias por (?:su|tu) (?:solicitud"
    r"|candidatura|postulaci[oó]n)|grazie per la (?:sua|tua) candidatura|bedankt voor (?:uw"
    r"|je) sollicitatie)\b",
    re.IGNORECASE,
)
ROBOT = re.compile(
    r"^(?:no-?_?reply|do-?not-?reply|donotreply|noreply|notifications?|newsletters?|news|alerts?|updates?"
    r"|announce\w*|marketing|promo\w*|offers?|deals|mailer|listserv|majordomo|webmaster|survey\w*|digest|daily|weekly"
    r"|reminders?|bounce\w*|automated|system|"
    r"customer-?service|billing|orders?|confirmations?|registration|subscri\w+|circulation|membership|jobs"
    r"|careers|recruiting|talent|workday|greenhouse|lever|calendar-notification|helpdesk|postmaster"
    r"|[\w.]*newsletter|[\w.]*noreply[\w.+-]*|[\w.]*no-reply[\w.+-]*|auto-?confirm)(?:[-+.][\w.+-]*)?@|"
    r"@(?:.+\.)?(?:response|mail(?:er|ing)s?|newsletters?|news|bounces?|e?marketing|promo\w*"
    r"|offers)\.[\w-]+\.\w+$|@.*(?:greenhouse\.io|myworkday\w*|lever\.co|smartrecruiters|icims|taleo"
    r"|jobvite|successfactors|ashbyhq|workable)",
    re.IGNORECASE,
)
# Addresses of offices, in which people answer too.
_OFFICE = re.compile(
    r"(?:careers?|recruiting|talent|jobs|billing|customer-?service|membership|registration|helpdesk|circulation"
    r"|orders?)@",
    re.IGNORECASE,
)
_TO_A_NAME = re.compile(
    r"\s*(?:(?:dear|hi|hello|hey|liebe[rs]?|hallo|bonjour|hola|ciao|beste) )(?!all\b|team\b|customer|member)"
)
_BY_A_PROGRAM = re.compile(
    r"\b(?:automat\w+|do not (?:reply|respond)|we have received|has been received|applicants?|unsubscribe|click|log ?in"
    r"|your (?:order|payment|invoice|statement|account))\b"
)


def automatic(mail: Mail, found: tuple[Sentence, ...]) -> Finding | None:
    """The one automatic label of a mail with its reason, or None for what a person seems to have written."""
    return next(iter(_findings(mail, found)), None)


def _findings(mail: Mail, found: tuple[Sentence, ...]) -> Iterator[Finding]:
    sender = mail.envelope.from_[0].address if mail.envelope.from_ else ""
    body = mail.new_text[:TEXT_LIMIT].lower().replace("’", "'")
    yield from _bounce(mail, sender, body)
    yield from _auto_reply(mail, body)
    yield from _bulk_by_headers(mail, sender)
    application = _APPLICATION.search(f"{mail.subject}\n{body}")
    if application is not None and _reads_like_a_receipt(body):
        yield Finding(Label.BULK, _("“%(words)s” is the receipt of an application", words=application[0]))


def _values(mail: Mail, name: str) -> str:
    return " ".join(mail.headers.get(name, ())).strip().lower()


def _bounce(mail: Mail, sender: str, body: str) -> Iterator[Finding]:
    kind = _values(mail, "content-type")
    if mail.content_type == "multipart/report" and "disposition-notification" in kind:
        yield Finding(Label.BULK, _("It is a read receipt, written by a program"))
    elif mail.content_type == "multipart/report" and "feedback-report" not in kind:
        yield Finding(Label.BOUNCE, _("It is a delivery report (multipart/report)"))
    if "x-failed-recipients" in mail.headers:
        yield Finding(Label.BOUNCE, _("It names failed recipients"))
    daemon = _BOUNCE_SENDER.search(sender) or _values(mail, "return-path") == "<>"
    about = _BOUNCE_SUBJECT.match(mail.subject) or _BOUNCE_SUBJECT.search(mail.subject[:60])
    if about and (daemon or _BOUNCE_BODY.search(body)):
        yield Finding(
            Label.BOUNCE, _("Its subject says that mail was not delivered: “%(subject)s”", subject=mail.subject[:100])
        )
    elif _BOUNCE_SENDER.search(sender) and _BOUNCE_BODY.search(body):
        yield Finding(Label.BOUNCE, _("%(address)s reports a delivery problem", address=sender))
    by_program = (
        _values(mail, "return-path") == "<>"
        or "x-list-administrivia" in mail.headers
        or (_LIST_OFFICE.search(sender) and _values(mail, "auto-submitted").startswith("auto"))
    )
    if by_program and _REFUSED_BODY.search(body[:1500]) and not _AWAY_BODY.search(body[:400]):
        yield Finding(Label.BOUNCE, _("A server or a list says that it did not take the mail"))
    if _RECEIPT_SUBJECT.match(mail.subject) and re.search(
        r"\b(?:was (?:read|displayed|deleted|opened)|wurde (?:gelesen|gelöscht)|return receipt)\b", body
    ):
        yield Finding(Label.BULK, _("It is a read receipt, written by a program"))


def _auto_reply(mail: Mail, body: str) -> Iterator[Finding]:
    submitted = _values(mail, "auto-submitted")
    if submitted.startswith("auto-replied"):
        yield Finding(Label.AUTO_REPLY, _by_itself("Auto-Submitted: auto-replied"))
    if _values(mail, "x-autogenerated").startswith(("reply", "auto")):
        yield Finding(Label.AUTO_REPLY, _by_itself("X-Autogenerated"))
    if _AUTO_PREFIX.match(mail.subject):
        yield Finding(
            Label.AUTO_REPLY, _("Its subject is that of an automatic answer: “%(subject)s”", subject=mail.subject[:100])
        )
    for name in (
        "x-autoreply", "x-autoreply-from", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-mail-autoreply",
        "x-fc-machinegenerated", "x-autoresponse", "x-auto-response", "x-vacation",
    ):  # fmt: skip
        if name in mail.headers and _values(mail, name) not in ("no", "false"):
            yield Finding(Label.AUTO_REPLY, _by_itself(name))
    if _values(mail, "precedence") in ("auto_reply", "auto-reply"):
        yield Finding(Label.AUTO_REPLY, _by_itself("Precedence"))
    if _AWAY_PROGRAM.search(_values(mail, "x-mailer") or _values(mail, "user-agent")):
        yield Finding(
            Label.AUTO_REPLY,
            _("It was sent by a program for absences (%(program)s)", program=_values(mail, "x-mailer")[:60]),
        )
    away_body, away_subject = _AWAY_BODY.search(body[:400]), _AWAY_SUBJECT.search(mail.subject)
    told = mail.headers.get("x-auto-response-suppress") or _values(mail, "return-path") == "<>"
    if away_subject and (away_body or _AWAY_ANSWER.search(body) or told):
        yield Finding(
            Label.AUTO_REPLY, _("Its subject is that of an absence notice: “%(subject)s”", subject=mail.subject[:100])
        )
    elif away_body and _AWAY_ANSWER.search(body) and len(body) < 900:
        yield Finding(Label.AUTO_REPLY, _("“%(words)s” is an absence notice", words=away_body[0]))
    elif (closed := _ADDRESS_CLOSED.search(body)) and len(body) < 900:
        yield Finding(Label.AUTO_REPLY, _("“%(words)s” is the notice of a closed address", words=closed[0]))


def _by_itself(header: str) -> str:
    return _("Its header says that it was sent automatically (%(header)s)", header=header)


def _bulk_by_headers(mail: Mail, sender: str) -> Iterator[Finding]:
    talk = _discussion(mail)
    for name in ("feedback-id", "x-campaign-id", "list-unsubscribe-post", *(() if talk else ("list-unsubscribe",))):
        if name in mail.headers:
            yield Finding(Label.BULK, _of_a_mailing(name))
    if "list-id" in mail.headers and not talk:
        yield Finding(Label.BULK, _("Its header is that of a mailing list (List-Id)"))
    if _values(mail, "precedence") in ("bulk", "junk", *(() if talk else ("list",))):
        yield Finding(Label.BULK, _of_a_mailing("Precedence"))
    submitted = _values(mail, "auto-submitted")
    if submitted.startswith("auto-") or "x-autogenerated" in mail.headers:
        yield Finding(
            Label.BULK, _("Its header says that a program wrote it (Auto-Submitted: %(value)s)", value=submitted[:40])
        )
    if _MAILER.search(_values(mail, "x-mailer")):
        yield Finding(
            Label.BULK, _("It was sent by a program for mailings (%(program)s)", program=_values(mail, "x-mailer")[:60])
        )
    for address in (sender, *(one.address for one in mail.envelope.sender)):
        if ROBOT.search(address) and not (_OFFICE.match(address) and _answerable(mail)):
            yield Finding(Label.BULK, _("%(address)s is the address of a mailing or a program", address=address))


def _of_a_mailing(header: str) -> str:
    return _("Its header is that of a mailing (%(header)s)", header=header)


def _answerable(mail: Mail) -> bool:
    """Whether somebody in an office seems to have written: to a name, and with nothing in it that programs write."""
    body = mail.new_text[:TEXT_LIMIT].lower()
    return (
        bool(_TO_A_NAME.match(body))
        and _BY_A_PROGRAM.search(body) is None
        and not _values(mail, "auto-submitted").startswith("auto")
    )


def _discussion(mail: Mail) -> bool:
    """Whether people talk to each other on its list: it takes posts, or has a name alone."""
    if "list-id" not in mail.headers or _LIST_OF_NEWS.search(_values(mail, "list-id")):
        return False
    posts = _values(mail, "list-post")
    if posts:
        return posts != "no"
    # A mailing says how to leave it; a bare List-Id is that of a club or a family.
    return not ("list-unsubscribe" in mail.headers or "precedence" in mail.headers)


def _reads_like_a_receipt(body: str) -> bool:
    """An employer's own words are short of "we will contact you if" and the like; a person answers questions."""
    return bool(
        re.search(
            r"\b(?:we(?:'ll|'ve| will| have| are| received| review| appreciate)|(?:will|to) be in touch|our (?:team"
            r"|recruit\w*|hiring)|wir (?:haben|werden|melden)"
            r"|nous (?:avons|vous)|hemos|nuestro|abbiamo|il nostro|wij|we hebben)\b",
            body,
            re.IGNORECASE,
        )
    )
