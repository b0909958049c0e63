"""Octets to text: the declared charset if it is known and fits, then UTF-8, then Windows-1252; it never raises."""

from __future__ import annotations

from functools import lru_cache

# Only these codecs are ever looked up: Python also has "hex", "zip" and the like, and raises on names with a NUL.
_CODECS = {
    "ascii": "ascii iso646us us usascii ansix341968 646 7bit 8bit binary none unknown unknown8bit default",
    "utf-8": "utf8 uft8 utf utf8mb4 unicode11utf8 cp65001 xutf8",
    "utf-16": "utf16 unicode ucs2",
    "utf-16-le": "utf16le",
    "utf-16-be": "utf16be",
    "utf-7": "utf7 unicode11utf7",
    # Browsers and mail clients read Latin-1 as Windows-1252, and senders count on it.
    "cp1252": "iso88591 latin1 l1 cp1252 windows1252 win1252 xansi ansi macintoshlatin1 isolatin1 88591",
    "iso8859-2": "iso88592 latin2",
    "iso8859-3": "iso88593 latin3",
    "iso8859-4": "iso88594 latin4",
    "iso8859-5": "iso88595",
    "iso8859-6": "iso88596 iso88596i",
    "iso8859-7": "iso88597",
    "iso8859-8": "iso88598 iso88598i iso88598e",
    "cp1254": "iso88599 latin5 cp1254 windows1254",
    "iso8859-10": "iso885910 latin6",
    "iso8859-13": "iso885913",
    "iso8859-14": "iso885914",
    "iso8859-15": "iso885915 latin9",
    "cp1250": "cp1250 windows1250",
    "cp1251": "cp1251 windows1251 win1251",
    "cp1253": "cp1253 windows1253",
    "cp1255": "cp1255 windows1255",
    "cp1256": "cp1256 windows1256",
    "cp1257": "cp1257 windows1257",
    "cp1258": "cp1258 windows1258",
    "cp437": "cp437 ibm437",
    "cp850": "cp850 ibm850",
    "cp866": "cp866 ibm866",
    "cp874": "cp874 windows874 tis620 iso885911",
    "koi8-r": "koi8r koi8",
    "koi8-u": "koi8u",
    "mac-roman": "macintosh macroman xmacroman",
    "gb18030": "gb2312 gbk gb18030 cp936 xgbk euccn",
    "hz": "hzgb2312",
    "big5hkscs": "big5 big5hkscs cp950",
    "cp932": "shiftjis sjis xsjis cp932 windows31j mskanji",
    "euc_jp": "eucjp xeucjp",
    "iso2022_jp_2": "iso2022jp iso2022jp2 iso2022jpms",
    "cp949": "euckr ksc56011987 cp949 ksc5601 windows949",
    "iso2022_kr": "iso2022kr",
}
_ALIASES = {alias: codec for codec, aliases in _CODECS.items() for alias in aliases.split()}


@lru_cache(maxsize=256)
def codec_for(charset: str) -> str:
    """The allowed codec for a declared charset, or "" where the name is unknown."""
    return _ALIASES.get("".join(c for c in charset[:60].lower() if c.isascii() and c.isalnum()), "")


def decode(data: bytes, charset: str = "") -> str:
    """The text of `data`; a wrong or unknown charset costs accuracy, never an exception."""
    codec = codec_for(charset)
    for candidate in (codec, "utf-8"):
        try:
            if candidate:
                return data.decode(candidate)
        except (UnicodeError, ValueError):
            continue
    return _decode_damaged(data, codec)


def _decode_damaged(data: bytes, codec: str) -> str:
    """Text of data that is clean in no codec: keep the declared one while it reads nearly all of it."""
    text = data.decode(codec if codec and codec != "ascii" else "utf-8", "replace")
    if text.count("\ufffd") * 20 <= len(text):
        return text
    return data.decode("cp1252", "replace")
