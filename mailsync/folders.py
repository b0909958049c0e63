"""The folders of a mailbox: which of them holds what the user sent, and which what they have not sent yet."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from imapclient import imap_utf7

from mailsync.responses import Piece, answers, values

SENT_FLAGS = frozenset({"\\sent", "\\sentmail", "\\sentitems"})

# As the common mail programs name it, in the language they are set to.
SENT_NAMES = (
    *("Sent", "Sent Items", "Sent Mail", "Sent Messages", "Sent Objects"),
    *("Gesendet", "Gesendete Elemente", "Gesendete Objekte", "Gesendete Nachrichten", "Gesendete Mails"),
    *("Envoyés", "Messages envoyés", "Éléments envoyés", "Courrier envoyé", "Objets envoyés"),
    *("Enviados", "Elementos enviados", "Mensajes enviados", "Correo enviado"),
    *("Enviadas", "Itens enviados", "Mensagens enviadas", "Itens Enviadas", "E-mails enviados"),
    *("Inviata", "Posta inviata", "Inviati", "Messaggi inviati", "Elementi inviati"),
    *("Verzonden", "Verzonden items", "Verzonden berichten", "Verstuurd"),
    *("Skickat", "Skickade", "Skickade objekt", "Skickade meddelanden"),
    *("Sendt", "Sendt post", "Sendte elementer", "Sendte e-mails", "Sende elementer"),
    *("Lähetetyt", "Lähetetyt viestit", "Lähetetyt kohteet"),
    *("Wysłane", "Elementy wysłane", "Wiadomości wysłane"),
    *("Odeslané", "Odeslaná pošta", "Odeslané zprávy", "Odoslané", "Odoslaná pošta"),
    *("Elküldött", "Elküldött elemek", "Elküldött levelek", "Elküldött üzenetek"),
    *("Trimise", "Elemente trimise", "Mesaje trimise"),
    *("Отправленные", "Надіслані", "Изпратени", "Послато"),
    *("Gönderilmiş Öğeler", "Gönderilenler", "Gönderilmiş Postalar", "Gönderilmiş"),
    *("Απεσταλμένα", "Σταλμένα", "Poslano", "Poslane poruke", "Saadetud", "Nosūtītie", "Išsiųsti"),
    *("送信済み", "送信済みアイテム", "送信済みトレイ", "送信済みメール", "已发送", "已发送邮件", "已傳送", "寄件備份"),
    *("보낸편지함", "보낸 편지함", "보낸메일함", "Đã gửi", "Thư đã gửi", "ส่งแล้ว", "รายการที่ส่ง"),
    *("المرسلة", "العناصر المرسلة", "البريد المرسل", "נשלח", "פריטים שנשלחו", "Enviats", "Terkirim"),
)

DRAFTS_FLAGS = frozenset({"\\drafts"})
DRAFTS_NAMES = (
    *("Drafts", "Draft", "Draft Messages", "Entwürfe", "Entwurf", "Brouillons", "Brouillon", "Borradores", "Borrador"),
    *("Rascunhos", "Rascunho", "Bozze", "Bozza", "Concepten", "Utkast", "Kladder", "Kladde", "Luonnokset"),
    *("Kopie robocze", "Wersje robocze", "Szkice", "Koncepty", "Rozepsané", "Rozpísané", "Piszkozatok", "Ciorne"),
    *("Черновики", "Чернетки", "Чернови", "Нацрти", "Taslaklar", "Πρόχειρα", "Skice", "Nacrti", "Osnutki"),
    *("Mustandid", "Melnraksti", "Juodraščiai", "下書き", "草稿", "草稿箱", "草稿匣", "임시보관함", "임시 보관함"),
    *("Thư nháp", "Bản nháp", "ฉบับร่าง", "จดหมายร่าง", "المسودات", "مسودات", "טיוטות", "Esborranys", "Konsep", "Draf"),
)


@dataclass(frozen=True)
class Folder:
    """A folder: `name` as the server writes it (a character for each byte; its identity), `display` to be read."""

    name: str
    display: str
    flags: frozenset[str] = frozenset()
    delimiter: str = ""

    @property
    def selectable(self) -> bool:
        """Whether it can hold mail at all."""
        return not self.flags & {"\\noselect", "\\nonexistent"}

    @property
    def leaf(self) -> str:
        """The last step of its path: "Sent" of "INBOX.Sent"."""
        return self.display.rsplit(self.delimiter, 1)[-1] if self.delimiter else self.display


def from_list(data: Iterable[Piece]) -> list[Folder]:
    """The folders of a LIST answer; a line that makes no sense costs that folder only."""
    found = []
    for pieces in answers(data):
        match values(pieces):
            case [list(flags), (bytes() | None) as delimiter, bytes(name)] if name:
                words = frozenset(_text(flag).lower() for flag in flags if isinstance(flag, bytes))
                found.append(Folder(_text(name), _display(name), words, _text(delimiter or b"")))
    return found


def find_sent(folders: Sequence[Folder]) -> Folder | None:
    """The folder of sent mail: by its flag, else by its name, the shortest path first; None is to be asked."""
    return _find(folders, SENT_FLAGS, _PLAIN_SENT)


def find_drafts(folders: Sequence[Folder]) -> Folder | None:
    """The folder of drafts, found as that of sent mail."""
    return _find(folders, DRAFTS_FLAGS, _PLAIN_DRAFTS)


def _find(folders: Sequence[Folder], flags: frozenset[str], names: frozenset[str]) -> Folder | None:
    candidates = sorted((one for one in folders if one.selectable), key=lambda one: len(one.name))
    flagged = next((one for one in candidates if one.flags & flags), None)
    return flagged or next((one for one in candidates if _plain(one.leaf) in names), None)


def find_named(folders: Sequence[Folder], name: str) -> Folder | None:
    """The folder that the user names, whole or by the last step of its path, the shortest path first."""
    wanted = _plain(name)
    candidates = sorted((one for one in folders if one.selectable), key=lambda one: len(one.name))
    return next((one for one in candidates if wanted and wanted in {_plain(one.display), _plain(one.leaf)}), None)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().strip()


_PLAIN_SENT = frozenset(map(_plain, SENT_NAMES))
_PLAIN_DRAFTS = frozenset(map(_plain, DRAFTS_NAMES))


def _text(raw: bytes) -> str:
    return raw.decode("latin-1")


def _display(raw: bytes) -> str:
    """The name decoded; servers that send UTF-8 instead of modified UTF-7 are understood as well."""
    try:
        name = raw.decode("utf-8")
        decoded: str = imap_utf7.decode(raw) if name.isascii() else name
        return decoded.encode("utf-8", "replace").decode("utf-8")  # modified UTF-7 can hold half a character
    except (UnicodeError, ValueError):
        return raw.decode("utf-8", "replace")
