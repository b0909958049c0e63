"""The names that header fields bear in the text of mails, per language: “Von:”, “Gesendet:”, “差出人：”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# From / date / To / Cc / subject, of mail programs in that language. The codes are those of dateparser.
_TABLE = {
    "en": "From, Sender / Sent, Date, Sent on, Date sent, Sent at / To, Recipient, Recipients / Cc, Copy / Subject",
    "de": "Von, Absender / Gesendet, Datum, Gesendet am, Verschickt, Verschickt am / An, Empfänger"
    " / Kopie, Kopie (CC), Kopie an / Betreff, Thema",
    "fr": "De, Expéditeur / Envoyé, Envoyé le, Date, Date d'envoi / À, A, Pour, Destinataire, Destinataires"
    " / Copie, Copie à / Objet, Sujet",
    "es": "De, Remitente, Desde / Enviado, Enviado el, Enviados, Fecha, Fecha de envío, Enviada / Para, A,"
    " Destinatario,"
    " Destinatarios / Copia, Con copia, Con copia a / Asunto, Tema",
    "it": "Da, Mittente / Inviato, Inviato il, Data, Data invio, Data di invio / A, Destinatario, Destinatari"
    " / Copia, Copia conoscenza / Oggetto",
    "nl": "Van, Afzender / Verzonden, Datum, Verzonden op, Verstuurd / Aan, Ontvanger, Ontvangers"
    " / Kopie, Kopie aan / Onderwerp",
    "pt": "De, Remetente / Enviado, Enviada, Enviado em, Enviada em, Enviadas, Data, Data de envio / Para,"
    " Destinatário"
    " / Cópia, Com cópia, C/c / Assunto",
    "ca": "De, Remitent / Enviat, Enviat el, Data / Per a, A, Destinatari / A/c, Còpia / Assumpte, Tema",
    "sv": "Från, Avsändare / Skickat, Skickad, Datum / Till, Mottagare / Kopia, Kopia till / Ämne, Ärende",
    "da": "Fra, Afsender / Sendt, Dato, Sendt den / Til, Modtager / Kopi, Kopi til / Emne",
    "nb": "Fra, Avsender / Sendt, Dato / Til, Mottaker / Kopi, Kopi til / Emne",
    "is": "Frá, Sendandi / Sent, Dagsetning, Dags / Til, Viðtakandi / Afrit / Efni",
    "fi": "Lähettäjä, Keneltä / Lähetetty, Lähetyspäivä, Päivämäärä, Päiväys, Pvm, Aika"
    " / Vastaanottaja, Vastaanottajat, Saaja, Kenelle"
    " / Kopio, Kopio (CC) / Aihe",
    "pl": "Od, Nadawca / Wysłano, Wysłane, Data, Data wysłania, Wysłany / Do, Adresat, Odbiorca / DW, Kopia,"
    " Do wiadomości"
    " / Temat",
    "cs": "Od, Odesílatel / Odesláno, Datum, Posláno / Komu, Adresát, Příjemce, Pro / Kopie / Předmět",
    "sk": "Od, Odosielateľ / Odoslané, Dátum, Poslané / Komu, Adresát, Pre, Príjemca / Kópia / Predmet",
    "sl": "Od, Pošiljatelj / Poslano, Datum / Za, Prejemnik / Kp, Kopija, V vednost / Zadeva",
    "hr": "Od, Šalje, Pošiljatelj / Poslano, Datum / Prima, Za, Primatelj, Komu / Kopija / Predmet, Naslov, Tema",
    "sr": "Од, Пошиљалац, Šalje / Послато, Датум, Poslato / За, Прима, Коме / Копија / Тема, Предмет, Наслов",
    "hu": "Feladó, Küldő / Elküldve, Dátum, Küldve, Küldés dátuma / Címzett, Címzettek / Másolat, Másolatot kap"
    " / Tárgy",
    "ro": "De la, Expeditor, Expeditorul / Trimis, Data, Dată, Trimis la, Data trimiterii / Către, Catre, Destinatar,"
    " Destinatarul, Pentru / Copie, Copie la / Subiect, Subiectul",
    "ru": "От, От кого, Отправитель / Отправлено, Дата, Дата отправки, Отправлен, Послано / Кому, Получатель"
    " / Копия / Тема",
    "uk": "Від, Від кого, Відправник / Відправлено, Надіслано, Дата, Дата надсилання / Кому, Одержувач, До"
    " / Копія / Тема",
    "bg": "От, Подател, От кого / Изпратено, Дата, Изпратена / До, Получател, За / Копие / Относно, Тема",
    "tr": "Kimden, Gönderen, Gönderici / Gönderildi, Gönderilen, Gönderme Tarihi, Gönderilme Tarihi, Tarih / Kime,"
    " Alıcı, Alıcılar"
    " / Bilgi, Bilgi (CC) / Konu",
    "et": "Saatja, Kellelt, Alates / Saadetud, Kuupäev, Saatmisaeg / Adressaat, Saaja, Kellele / Koopia / Teema,"
    " Pealkiri",
    "lv": "No, Sūtītājs / Nosūtīts, Sūtīts, Datums / Kam, Saņēmējs / Kopija / Temats, Tēma, Temats",
    "lt": "Nuo, Siuntėjas / Išsiųsta, Išsiuntimo data, Data / Kam, Gavėjas, Skirta / Kopija / Tema",
    "el": "Από, Αποστολέας / Στάλθηκε, Εστάλη, Ημερομηνία, Απεστάλη, Ημ/νία / Προς, Παραλήπτης, Παραλήπτες / Κοιν,"
    " Κοινοποίηση / Θέμα",
    "he": "מאת, שולח / נשלח, נשלח ב, תאריך, בתאריך / אל, נמען, עבור / עותק, העתק / נושא, הנדון",
    "ar": "من, المرسل, المُرسل, مرسل / تم الإرسال, تاريخ الإرسال, التاريخ, أُرسلت, أرسلت, تاريخ, بتاريخ / إلى,"
    " الى, المستلم"
    " / نسخة, نسخة إلى / الموضوع, موضوع",
    "fa": "از, فرستنده / تاریخ, ارسال شده, ارسال / به, گیرنده / رونوشت / موضوع",
    "ja": "差出人, 送信者, 送信元 / 送信日時, 日付, 日時, 送信日, 日付け / 宛先, 受信者, 送信先 / 写し, 同報"
    " / 件名, 題名",
    "zh": "发件人, 寄件人, 发信人, 发件者, 从, 自, 来自 / 发送时间, 发送日期, 日期, 时间, 发件时间, 已发送, 发送,"
    " 发信时间 / 收件人,"
    " 收信人, 收件者, 至, 到 / 抄送, 抄送人"
    " / 主题, 标题",
    "zh-Hant": "寄件者, 寄件人, 發件人, 自, 從, 來自 / 傳送時間, 寄件日期, 日期, 已傳送, 傳送日期, 寄送日期,"
    " 傳送, 時間 / 收件者,"
    " 收件人, 收信人, 至, 到, 給, 给"
    " / 副本, 副本抄送 / 主旨, 主題, 標題",
    "ko": "보낸 사람, 보낸사람, 발신자, 발신인, 발신, 보낸이 / 보낸 날짜, 날짜, 보냄, 보낸날짜, 발신일, 보낸 시간"
    " / 받는 사람, 받는사람, 수신자,"
    " 수신인, 받는이 / 참조, 참조인 / 제목",
    "vi": "Từ, Người gửi / Đã gửi, Ngày, Gửi, Ngày gửi, Vào ngày / Đến, Tới, Người nhận / Đồng gửi / Chủ đề, Tiêu đề",
    "id": "Dari, Pengirim / Dikirim, Tanggal, Terkirim / Kepada, Untuk, Ke / Tembusan / Perihal, Subjek, Judul",
    "th": "จาก, ผู้ส่ง / ส่ง, วันที่, ส่งเมื่อ / ถึง, ผู้รับ / สำเนา, สำเนาถึง / เรื่อง, ชื่อเรื่อง, หัวเรื่อง",
}
_KINDS = ("from", "date", "to", "cc", "subject")
_EVERYWHERE = (
    "cc: cc, c.c / bcc: bcc, cco, cci, ccn, skrytá kopie, udw, blindkopie, 密件副本, 密送 / reply-to: reply-to,"
    " reply to,"
    " antwort an, répondre à, responder a, rispondi a, antwoord aan, svar til, svara till, vastaus, odpověď na,"
    " odpowiedź-do, válaszcím, odgovori na, odpovedať-pre, răspuns către, ответ-кому, кому відповісти, yanıt adresi,"
    " 回复, 返信先, 답장 / other: attachments, attachment, importance, priority, sensitivity, organization,"
    " organisation,"
    " categories, message-id, resent-from, resent-to, resent-date, mailing-list, list, signed by, mailed-by,"
    " sent by, size,"
    " anlagen, anhänge, anlage, wichtigkeit, priorität, pièces jointes, pièce jointe, importance, datos adjuntos,"
    " adjuntos,"
    " importancia, prioridad, allegati, priorità, bijlagen, urgentie, prioriteit, anexos, importância, bilagor,"
    " prioritet,"
    " vedhæftede filer, vedlegg, vigtighed, liitteet, tärkeys, załączniki, ważność, přílohy, důležitost, prílohy,"
    " mellékletek, fontosság, вложения, важность, вкладення, ekler, önem, 添付ファイル, 重要度, 附件, 重要性,"
    " 첨부, 첨부 파일, 중요도"
)
LONGEST = 40
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\u2066-\u2069\ufeff]")
_COLON = re.compile("[:：﹕]")
_MARKS = "*_|• \t"


@dataclass(frozen=True, slots=True)
class Field:
    """A line that names a header field: which one, in which languages it is called so, and what follows."""

    kind: str
    languages: frozenset[str]
    value: str


def _key(label: str) -> str:
    return label.replace("’", "'").casefold().rstrip(". ")


def _names() -> dict[str, tuple[str, frozenset[str]]]:
    found: dict[str, tuple[str, frozenset[str]]] = {}
    rows = [(code, zip(_KINDS, row.split(" / "), strict=True)) for code, row in _TABLE.items()]
    for code, kinds in rows:
        for kind, labels in kinds:
            for label in labels.split(","):
                known = found.get(_key(label.strip()), (kind, frozenset()))
                # A word that is one field here and another there is settled by the first language that has it.
                found[_key(label.strip())] = (known[0], known[1] | {code} if known[0] == kind else known[1])
    for row in _EVERYWHERE.split(" / "):
        kind, _, labels = row.partition(":")
        for label in labels.split(","):
            found.setdefault(_key(label.strip()), (kind.strip(), frozenset()))
    return found


_NAMES = _names()


def visible(text: str) -> str:
    """The text without marks that nobody sees: those that turn the direction of reading,"
    " soft hyphens and the like."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def field(line: str) -> Field | None:
    """The header field that a line of text names; bold marks around the name are overlooked."""
    colon = _COLON.search(line, 0, LONGEST + 1)
    if colon is None:
        return None
    head = line[: colon.start()]
    name = _NAMES.get(_key(head.strip(_MARKS)))
    if name is None:
        return None
    value = line[colon.end() :].strip()
    if head.lstrip().startswith(("*", "_")):
        value = value.lstrip("*_").strip()
    return Field(*name, value)


def bare_field(line: str) -> Field | None:
    """As `field`, of a line without a colon: “From  Jane Doe”, as some clients fill a table."""
    for words in (1, 2, 3):
        pieces = line.split(" ", words)
        name = _NAMES.get(_key(" ".join(pieces[:words])))
        if name is not None and len(pieces) > words and line[:1].isupper():
            return Field(*name, pieces[words].strip())
    return None


def glued(value: str, languages: frozenset[str]) -> Iterator[tuple[int, Field]]:
    """Where further fields of these languages begin within a value: some clients write all of them into one line."""
    for mark in _within(languages).finditer(value):
        found = field(value[mark.start() :])
        if found is not None:
            yield mark.start(), found


@lru_cache(maxsize=64)
def _within(languages: frozenset[str]) -> re.Pattern[str]:
    labels = {label.strip() for code in languages for label in _TABLE[code].replace(" / ", ",").split(",")}
    # Written as in the table, since within a line a small "to:" is prose; a short one not at the end of a word.
    short = "|".join(re.escape(label) for label in sorted(labels | {"Cc", "CC"}, key=len, reverse=True))
    long = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True) if len(label) > 3)
    return re.compile(rf"(?:(?<![\w-])(?:{short})|(?:{long}))\s?[:：]")
