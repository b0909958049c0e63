"""What is commonly known of mail providers: the server, and which password it wants; by the domain of an address.

Only facts that the providers publish themselves are kept here; the user can change each of them in the form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from webapp.domain.wording import N_, _


class Access(StrEnum):
    """What a provider lets a mail program log in with."""

    PASSWORD = "password"  # noqa: S105 - the kind of a password is none
    APP_PASSWORD = "app_password"  # noqa: S105 - as above
    SIGN_IN = "sign_in"
    BRIDGE = "bridge"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Provider:
    """A mail provider; `page` is where an app password is made, `guess` says that we know nothing for sure."""

    name: str
    host: str
    port: int = 993
    tls: str = "tls"
    access: Access = Access.PASSWORD
    page: str = ""
    notes: tuple[str, ...] = ()
    guess: bool = False

    @property
    def note(self) -> str:
        """What has to be known before one can log in."""
        return " ".join(_(one) for one in self.notes)

    @property
    def open(self) -> bool:
        """Whether its mail can be read from here at all."""
        return self.access not in {Access.SIGN_IN, Access.NONE}


_TWO_STEP = N_("If you log in there in two steps, it wants an app password instead of your own.")
_SWITCH_ON = N_("IMAP has to be switched on in the settings of its web mail first.")
_PAID = N_("IMAP comes with its paid plans only.")

GMAIL = Provider(
    "Gmail", "imap.gmail.com", access=Access.APP_PASSWORD, page="https://myaccount.google.com/apppasswords",
    notes=(N_("2-Step Verification has to be on before Google lets you make one."),),
)  # fmt: skip
MICROSOFT = Provider(
    "Microsoft", "outlook.office365.com", access=Access.SIGN_IN,
    notes=(
        N_(
            "Outlook, Hotmail and Microsoft 365 no longer take a password from mail programs, not even an app "
            "password. They want you to sign in with Microsoft (OAuth), which Fifty Cups cannot do yet."
        ),
    ),
)  # fmt: skip
YAHOO = Provider(
    "Yahoo", "imap.mail.yahoo.com", access=Access.APP_PASSWORD, page="https://login.yahoo.com/account/security"
)
AOL = Provider("AOL", "imap.aol.com", access=Access.APP_PASSWORD, page="https://login.aol.com/account/security")
ICLOUD = Provider(
    "iCloud", "imap.mail.me.com", access=Access.APP_PASSWORD, page="https://account.apple.com",
    notes=(
        N_(
            "Apple calls it an app-specific password, under Sign-In and Security. If the whole address is refused as "
            "user name, enter only what stands before the @."
        ),
    ),
)  # fmt: skip
FASTMAIL = Provider(
    "Fastmail", "imap.fastmail.com", access=Access.APP_PASSWORD, page="https://app.fastmail.com/settings/security",
    notes=(N_("The Basic plan has no IMAP."),),
)  # fmt: skip
GMX = Provider("GMX", "imap.gmx.net", notes=(_SWITCH_ON, _TWO_STEP))
ZOHO = Provider(
    "Zoho Mail", "imap.zoho.com", page="https://accounts.zoho.com/home#security/app_password",
    notes=(_SWITCH_ON, _TWO_STEP),
)  # fmt: skip
PROTON = Provider(
    "Proton Mail", "127.0.0.1", port=1143, tls="starttls", access=Access.BRIDGE, page="https://proton.me/mail/bridge",
    notes=(
        N_(
            "Proton opens a mailbox through Proton Mail Bridge only. It has to run on the same machine as Fifty Cups; "
            "enter the user name, password and port that the Bridge shows."
        ),
    ),
)  # fmt: skip
YANDEX = Provider(
    "Yandex", "imap.yandex.com", access=Access.APP_PASSWORD, page="https://id.yandex.com/security/app-passwords",
    notes=(_SWITCH_ON,),
)  # fmt: skip
MAIL_RU = Provider(
    "Mail.ru", "imap.mail.ru", access=Access.APP_PASSWORD, page="https://account.mail.ru/user/2-step-auth/passwords/"
)
TUTA = Provider(
    "Tuta", "", access=Access.NONE, notes=(N_("Tuta has no IMAP, so no other program can read a mailbox there."),)
)

_DOMAINS: dict[str, Provider] = {
    **dict.fromkeys(("gmail.com", "googlemail.com"), GMAIL),
    **dict.fromkeys(("msn.com", "office365.com", "onmicrosoft.com", "windowslive.com", "passport.com"), MICROSOFT),
    **dict.fromkeys(("ymail.com", "rocketmail.com"), YAHOO),
    **dict.fromkeys(("aol.com", "aol.de", "aol.co.uk", "aol.fr", "aim.com", "verizon.net"), AOL),
    **dict.fromkeys(("icloud.com", "me.com", "mac.com"), ICLOUD),
    **dict.fromkeys(("fastmail.com", "fastmail.fm"), FASTMAIL),
    **dict.fromkeys(("gmx.com", "gmx.us", "gmx.co.uk"), replace(GMX, host="imap.gmx.com")),
    **dict.fromkeys(("zoho.com", "zohomail.com"), ZOHO),
    "zohomail.eu": replace(
        ZOHO, host="imap.zoho.eu", page="https://accounts.zoho.eu/home#security/app_password"
    ),
    **dict.fromkeys(("proton.me", "protonmail.com", "protonmail.ch", "pm.me"), PROTON),
    **dict.fromkeys(("yandex.ru", "ya.ru"), replace(YANDEX, host="imap.yandex.ru")),
    **dict.fromkeys(("mail.ru", "inbox.ru", "list.ru", "bk.ru"), MAIL_RU),
    **dict.fromkeys(("tuta.com", "tuta.io", "tutanota.com", "tutanota.de", "tutamail.com", "keemail.me"), TUTA),
    "web.de": Provider("WEB.DE", "imap.web.de", notes=(_SWITCH_ON, _TWO_STEP)),
    **dict.fromkeys(
        ("t-online.de", "magenta.de"),
        Provider("Telekom", "secureimap.t-online.de", access=Access.APP_PASSWORD,
                 notes=(N_("Telekom calls it the password for e-mail programs; it is made in your customer centre."),)),
    ),
    "freenet.de": Provider("freenet", "mx.freenet.de"),
    **dict.fromkeys(("posteo.de", "posteo.net", "posteo.eu"), Provider("Posteo", "posteo.de")),
    "mailbox.org": Provider("mailbox.org", "imap.mailbox.org", notes=(_TWO_STEP,)),
    **dict.fromkeys(("online.de", "ionos.de"), Provider("IONOS", "imap.ionos.de")),
    "strato.de": Provider("STRATO", "imap.strato.de"),
    "one.com": Provider("one.com", "imap.one.com"),
    "runbox.com": Provider("Runbox", "mail.runbox.com", notes=(_TWO_STEP,)),
    "mailfence.com": Provider("Mailfence", "imap.mailfence.com", notes=(_PAID,)),
    "startmail.com": Provider("StartMail", "imap.startmail.com", access=Access.APP_PASSWORD),
    "mail.com": Provider("mail.com", "imap.mail.com", notes=(_PAID,)),
    "hushmail.com": Provider("Hushmail", "imap.hushmail.com"),
    "riseup.net": Provider("Riseup", "mail.riseup.net"),
    "disroot.org": Provider("Disroot", "disroot.org"),
    **dict.fromkeys(("orange.fr", "wanadoo.fr"), Provider("Orange", "imap.orange.fr")),
    "free.fr": Provider("Free", "imap.free.fr"),
    "laposte.net": Provider("La Poste", "imap.laposte.net"),
    "sfr.fr": Provider("SFR", "imap.sfr.fr"),
    "libero.it": Provider("Libero", "imapmail.libero.it"),
    "virgilio.it": Provider("Virgilio", "in.virgilio.it"),
    "aruba.it": Provider("Aruba", "imaps.aruba.it"),
    "telenet.be": Provider("Telenet", "imap.telenet.be"),
    **dict.fromkeys(("proximus.be", "skynet.be"), Provider("Proximus", "imap.proximus.be")),
    **dict.fromkeys(("kpnmail.nl", "planet.nl", "hetnet.nl"), Provider("KPN", "imap.kpnmail.nl")),
    "ziggo.nl": Provider("Ziggo", "imap.ziggo.nl"),
    "bluewin.ch": Provider("Bluewin", "imaps.bluewin.ch"),
    **dict.fromkeys(
        ("virginmedia.com", "ntlworld.com", "blueyonder.co.uk", "virgin.net"),
        Provider("Virgin Media", "imap.virginmedia.com"),
    ),
    **dict.fromkeys(("btinternet.com", "btopenworld.com"), Provider("BT", "mail.btinternet.com")),
    "sky.com": Provider("Sky", "imap.tools.sky.com", access=Access.APP_PASSWORD),
    "comcast.net": Provider(
        "Comcast Xfinity", "imap.comcast.net",
        notes=(N_("Third-party access has to be allowed in its settings first."),),
    ),
    **dict.fromkeys(
        ("att.net", "sbcglobal.net", "bellsouth.net"),
        Provider("AT&T", "imap.mail.att.net", access=Access.APP_PASSWORD,
                 notes=(N_("AT&T calls it a secure mail key."),)),
    ),
    **dict.fromkeys(("bell.net", "sympatico.ca"), Provider("Bell", "imap.bell.net")),
    "shaw.ca": Provider("Shaw", "imap.shaw.ca"),
    **dict.fromkeys(("bigpond.com", "bigpond.net.au", "telstra.com"), Provider("Telstra", "imap.telstra.com")),
    "xtra.co.nz": Provider("Xtra", "imap.xtra.co.nz"),
    **dict.fromkeys(("seznam.cz", "email.cz", "post.cz"), Provider("Seznam", "imap.seznam.cz", notes=(_TWO_STEP,))),
    "centrum.cz": Provider("Centrum", "imap.centrum.cz"),
    "wp.pl": Provider("WP", "imap.wp.pl", notes=(_SWITCH_ON,)),
    "o2.pl": Provider("o2", "poczta.o2.pl", notes=(_SWITCH_ON,)),
    "interia.pl": Provider("Interia", "poczta.interia.pl"),
    "ukr.net": Provider("ukr.net", "imap.ukr.net", access=Access.APP_PASSWORD, notes=(_SWITCH_ON,)),
    "abv.bg": Provider("ABV", "imap.abv.bg", notes=(_SWITCH_ON,)),
    "naver.com": Provider("Naver", "imap.naver.com", notes=(_SWITCH_ON, _TWO_STEP)),
    "qq.com": Provider(
        "QQ Mail", "imap.qq.com", access=Access.APP_PASSWORD,
        notes=(_SWITCH_ON, N_("QQ calls it an authorisation code.")),
    ),
}  # fmt: skip

# Those that have a domain in each country.
_COUNTRY = r"\.(?:com?\.|com\.)?[a-z]{2,3}"
_FAMILIES = tuple(
    (re.compile(f"(?:{names}){_COUNTRY}"), provider)
    for names, provider in (
        ("outlook|hotmail|live", MICROSOFT), ("yahoo|myyahoo", YAHOO), ("gmx", GMX), ("yandex", YANDEX),
    )
)  # fmt: skip

# Those who keep mail for domains of one's own, for choosing from where the domain tells nothing.
HOSTS = (
    GMAIL, MICROSOFT, FASTMAIL, ICLOUD, ZOHO, Provider("Infomaniak", "mail.infomaniak.com"),
    Provider("IONOS", "imap.ionos.com"), Provider("mailbox.org", "imap.mailbox.org"),
    Provider("Migadu", "imap.migadu.com"), Provider("one.com", "imap.one.com"), Provider("OVH", "ssl0.ovh.net"),
    Provider("STRATO", "imap.strato.de"),
)  # fmt: skip

_MICROSOFT_HOSTS = (".office365.com", ".outlook.com", ".office.com", ".partner.outlook.cn")


def domain_of(address: str) -> str:
    """Return the domain of an address that is being typed; "" while it cannot be one yet."""
    domain = address.strip().lower().rpartition("@")[2].rstrip(".") if "@" in address else ""
    return domain if re.fullmatch(r"[^\s@/]+\.[^\s@/.]{2,}", domain) and ".." not in domain else ""


def of_domain(domain: str) -> Provider:
    """Return the provider of a domain; for one that we do not know, a guess."""
    known = _DOMAINS.get(domain)
    if known is None and domain.endswith(".onmicrosoft.com"):
        known = MICROSOFT
    if known is None:
        known = next((provider for names, provider in _FAMILIES if names.fullmatch(domain)), None)
    return known or Provider(domain, f"imap.{domain}", guess=True)


def wants_sign_in(host: str) -> bool:
    """Whether a server is one of Microsoft's, which take no password at all."""
    return f".{host.strip().lower().rstrip('.')}".endswith(_MICROSOFT_HOSTS)
