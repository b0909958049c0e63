"""What says that a mail is a forward: the prefix of its subject, or a line such as “---- Forwarded message ----”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from mailsync.labels import visible


class Says(Enum):
    """What a subject's outermost prefix says of a mail."""

    FORWARD = "forward"
    REPLY = "reply"
    NOTHING = "nothing"


_FORWARD = """
př ed prs posr pr tov fw fwd forward forwarded wg weitergeleitet weiterleitung tr transf transfert rv reenv reenvío
reenvio rensend i inoltro inoltra pd prz przekazano podaj_dalej vs videresend videresendt vb vl enc encam
encaminhado encaminhada ilt fs doorst doorgestuurd redir továbbítás továbbítva továbbít edasi pārs pers persiųsta
posredovano proslijeđeno prosl přep přeposlání preposlané preposlaná přeposláno пересл переслано пер препр πρθ
προωθ προώθηση הועבר העברה إعادة_توجيه تحويل 转发 轉寄 转寄 轉發 転送 전달 chuyển chuyển_tiếp trs terusan ส่งต่อ
"""
_REPLY = """
re aw antw antwort sv ref rif r res odp vá válasz ynt yan bls atb ats vast σχετ απ απαντ отв ответ відп atbilde
vastus odg
odgovor réf réponse rép respuesta resp riferimento balas trả_lời отг رد پاسخ ตอบกลับ השב תגובה 回复 答复 回覆 答覆
回信 返信 답장 회신
"""
# "VS" is a forward in Danish and Norwegian, and an answer in Finnish and Estonian.
REPLY_IN = {"vs": frozenset({"fi", "et"})}
_FORWARDS, _REPLIES = frozenset(_FORWARD.split()), frozenset(_REPLY.split())
LONGEST = 1000
_TAG = re.compile(
    r"\s*(?:\[[^\[\]:]{0,40}\]|\([^():]{0,40}\)|<[^<>:]{0,40}>|ext(?:ern(?:al)?)?\s?[:：])", re.IGNORECASE
)
_WORD = r"[^\s:：\[\](){}<>]"
_PREFIX = re.compile(rf"\s*\[?\s*({_WORD}{{1,14}}(?: {_WORD}{{1,9}})?)\s?(?:[\[(]\d{{1,3}}[\])]|\^\d{{1,3}})?\s?[:：]")

# What clients write above a mail that they forward, by language. A separator begins with one of these.
_PHRASES = """
begin forwarded message | forwarded message | forwarded mail | forwarded email | forwarded e-mail | forwarded by
start of forwarded message | begin forward message | forward message | forward header | forwarded content
anfang der weitergeleiteten nachricht | anfang der weitergeleiteten e-mail | beginn der weitergeleiteten nachricht
weitergeleitete nachricht | weitergeleitete e-mail | weitergeleitete email | weitergeleitet von
weitergeleitete mail
début du message réexpédié | début du message transféré | début du courriel réexpédié | message transféré
message transmis | message réexpédié | courriel transféré | e-mail transféré | transféré par | réacheminé par
inicio del mensaje reenviado | mensaje reenviado | correo reenviado | reenviado por | mensaje remitido
remitido por
inizio messaggio inoltrato | inizio del messaggio inoltrato | messaggio inoltrato | e-mail inoltrata
email inoltrata
inoltrato da | begin doorgestuurd bericht | begin van doorgestuurd bericht | doorgestuurd bericht
doorgestuurde e-mail
doorgestuurd door | doorgezonden bericht | doorgestuurde mail
início da mensagem reencaminhada | início da mensagem encaminhada | mensagem reencaminhada | mensagem encaminhada
e-mail encaminhado | encaminhado por | reencaminhado por | inici del missatge reenviat | missatge reenviat
vidarebefordrat mejl | vidarebefordrat meddelande | vidarebefordrat brev | vidarebefordrat e-post
vidarebefordrat av
vidarebefordrad e-post | start på videresendt besked | videresendt meddelelse | videresendt besked
videresendt e-mail
videresendt af | videresendt melding | videresendt e-post | videresendt av | begynnelse på videresendt melding
vidaresend melding | áframsendur póstur | framsend skilaboð
välitetty viesti | välitetty sähköposti | edelleenlähetetty viesti | lähettänyt edelleen
początek przekazywanej wiadomości | przekazana wiadomość | przekazywana wiadomość | treść przekazanej wiadomości
wiadomość przekazana | wiadomość przesłana dalej | przesłane przez | przekazane przez
začátek přeposílané zprávy | začátek přeposlané zprávy | přeposlaná zpráva | přeposlaný e-mail | přeposílaná zpráva
začiatok preposlanej správy | preposlaná správa | preposielaná správa
posredovano sporočilo | začetek posredovanega sporočila
započni proslijeđenu poruku | početak proslijeđene poruke | proslijeđena poruka | prosleđena poruka
прослеђена порука
továbbított levél | továbbított üzenet | továbbított e-mail | továbbította
începe mesajul redirecționat | începutul mesajului redirecționat | începutul mesajului retransmis
mesaj redirecționat | mesaj redirecţionat | mesaj retransmis | mesaj transmis
начало переадресованного сообщения | начало пересылаемого сообщения | пересылаемое сообщение | переслано
перенаправленное сообщение | пересланное сообщение | переадресованное сообщение | пересланное письмо
початок листа, що пересилається | початок пересланого | перенаправлене повідомлення | переслане повідомлення
пересланий лист | пересилане повідомлення | препратено съобщение | начало на препратеното съобщение
ileti başlangıcı | iletilmiş mesaj | iletilmiş ileti | iletilen ileti | iletilen mesaj | yönlendirilmiş mesaj
yönlendirilen mesaj | yönlendirilen ileti | yönlendirilmiş ileti
edastatud kiri | edastatud sõnum | edasisaadetud kiri | edastatud kirja algus | edastatud meil
pārsūtīta ziņa | pārsūtīts ziņojums | pārsūtītais ziņojums | persiųstas laiškas | persiųsta žinutė
persiunčiamas laiškas
προωθημένο μήνυμα | αρχή προωθημένου μηνύματος | έναρξη προωθημένου μηνύματος | μήνυμα που προωθήθηκε
αρχή μηνύματος που προωθήθηκε | προώθηση μηνύματος
הודעה שהועברה | תחילת ההודעה שהועברה | תחילת הודעה שהועברה | הודעה מועברת | הודעה שמועברת | ההודעה שהועברה
رسالة معاد توجيهها | رسالة مُعاد توجيهها | رسالة ممرّرة | رسالة محولة | بدء الرسالة | بداية الرسالة
الرسالة المعاد
رسالة تمت إعادة توجيهها | پیام هدایت شده | پیام ارسال شده | پیام بازارسال شده
転送されたメッセージ | 転送メッセージ | 転送されたメール | 転送メール | 転送済みメッセージ
转发的邮件 | 转发邮件 | 转发的消息 | 转发消息 | 转发的信息 | 转发信息 | 以下是转发的邮件 | 下面是被转发的邮件
已转发的邮件 | 已转发邮件 | 开始转发邮件
轉寄的郵件 | 轉寄郵件 | 轉寄的訊息 | 轉寄訊息 | 以下是轉寄的郵件 | 開始轉寄郵件 | 已轉寄的郵件 | 已轉寄郵件
已轉寄的訊息 | 轉寄的信件 | 轉發的郵件
전달된 메시지 | 전달된 메일 | 전달한 메일 | 전달된 이메일 | 전달 메시지 | 전달한 메시지
tin nhắn đã chuyển tiếp | thư đã chuyển tiếp | thư được chuyển tiếp | bắt đầu thư được chuyển tiếp
pesan terusan | pesan yang diteruskan | pesan diteruskan | ข้อความที่ส่งต่อ | ข้อความส่งต่อ | เริ่มข้อความที่ส่งต่อ
"""
_ORIGINAL = """
original message | original mail | original e-mail | original email | original-nachricht | original nachricht
originalnachricht | ursprüngliche nachricht | ursprungligt meddelande | originalmeddelande | message d'origine
message original | message initial | courriel original | mensaje original | messaggio originale | mensagem original
oorspronkelijk bericht | oorspronkelijke bericht | originele bericht | oprindelig meddelelse | oprindelig besked
opprinnelig melding | original melding | alkuperäinen viesti | wiadomość oryginalna | oryginalna wiadomość
původní zpráva
původní e-mail | pôvodná správa | eredeti üzenet | mesajul original | mesaj original | исходное сообщение
оригинальное сообщение | исходное письмо | первоначальное сообщение | вихідне повідомлення | початкове повідомлення
оригінальне повідомлення | оригинално съобщение | orijinal mesaj | orijinal ileti | özgün ileti | asıl ileti
algne kiri
algne sõnum | esialgne kiri | ההודעה המקורית | オリジナルメッセージ | 原始信件 | 원본 내용 | izvorna poruka
originalna poruka | izvirno sporočilo | αρχικό μήνυμα | הודעה מקורית | הודעה המקורית
الرسالة الأصلية | رسالة أصلية | 元のメッセージ | 元のメール | 原始邮件 | 原邮件 | 原始郵件 | 原始訊息 | 원본 메시지
원본 메일 | 원본메일
thư gốc | pesan asli | missatge original | reply separator
"""
_DASHES = "-‐‑‒–—―─━_=*~#+ \t"
_RULE = _DASHES + "<>|•"
_DOUBLE = tuple(sign * 2 for sign in _DASHES.strip())


def _key(text: str) -> str:
    # A Turkish capital İ folds to an i with a dot of its own.
    return text.casefold().replace("\u0307", "").replace("’", "'")


def _split(phrases: str) -> tuple[str, ...]:
    found = {_key(phrase.strip()) for row in phrases.split("\n") for phrase in row.split("|") if phrase.strip()}
    return tuple(sorted(found, key=len, reverse=True))


_SAYINGS = dict.fromkeys(_split(_PHRASES), True) | dict.fromkeys(_split(_ORIGINAL), False)
_ALL = tuple(sorted(_SAYINGS, key=len, reverse=True))
_FIRST = frozenset(phrase.split()[0] for phrase in _ALL)
# Where no spaces stand between words, the first two signs have to do.
_BEGINNINGS = frozenset(phrase[:2] for phrase in _ALL if phrase[0] >= "\u2e80")
# One long word of each phrase: a text without any of them needs no look at its lines.
_CUES = tuple(sorted({max(phrase.split(), key=len) for phrase in _split(_PHRASES)}))


@dataclass(frozen=True, slots=True)
class Separator:
    """A line between what a mail says and what it carries: whether it names a forward, and what else stands in it."""

    forward: bool
    rest: str = ""


def separator(line: str) -> Separator | None:
    """The separator that a line is, if it is one: alone or with a rule beside it, not within prose."""
    bare = line.lstrip(_RULE)
    first = bare.split(None, 1)[:1]
    if not first or not (first[0][:2] in _BEGINNINGS or _key(first[0].rstrip(_RULE + ":：")) in _FIRST):
        return None
    text = " ".join(bare[:LONGEST].split())
    key = _key(text)
    phrase = next((one for one in _ALL if key.startswith(one)), "")
    rest = text[_length(text, phrase) :].strip(_DASHES) if phrase else ""
    alone = not rest.strip(":：.") or (len(rest) <= 20 and rest.endswith((":", "：")))
    if not phrase or not (alone or (line.lstrip("> \t").startswith(_DOUBLE) and _belongs(rest))):
        return None
    return Separator(_SAYINGS[phrase], "" if alone else rest)


def _belongs(rest: str) -> bool:
    """Whether more words make a separator fuller, as a name, a date or the same in English, and no other sentence."""
    return (
        not rest.isascii()
        or rest.startswith(("/", "("))
        or any(sign.isdigit() or sign in "@/:" for sign in rest)
        or _key(rest).startswith((*_ALL, "from ", "by "))
    )


def _length(text: str, phrase: str) -> int:
    """How much of a text a phrase takes: folding case may have changed its length."""
    end = len(phrase)
    while end < len(text) and len(_key(text[:end])) < len(phrase):
        end += 1
    return end


def names_a_forward(text: str) -> bool:
    """Whether a line of a text says that it is forwarded; quick for the many that have none."""
    key = _key(text)
    if not any(cue in key for cue in _CUES):
        return False
    return any((found := separator(line)) is not None and found.forward for line in text.split("\n"))


@dataclass(frozen=True, slots=True)
class Prefix:
    """The outermost prefix of a subject: what it says, as which word, and the subject below it."""

    says: Says
    word: str = ""
    rest: str = ""


def prefix(subject: str) -> Prefix:
    """What a subject says by its outermost prefix; tags such as [list] or EXTERNAL: are passed over."""
    text = visible(subject[:600])
    for _ in range(3):
        tag = _TAG.match(text)
        if tag is None:
            break
        text = text[tag.end() :]
    found = _PREFIX.match(text)
    if found is None:
        return Prefix(Says.NOTHING, rest=subject.strip())
    word = _key(found[1]).rstrip(".").replace(" ", "_")
    rest = text[found.end() :].strip()
    if text.lstrip().startswith("["):
        rest = rest.removesuffix("]").strip()
    if word in _FORWARDS:
        return Prefix(Says.FORWARD, word, rest)
    return Prefix(Says.REPLY if word in _REPLIES else Says.NOTHING, word, rest)
