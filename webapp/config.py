"""Settings: read once from the environment, checked, and frozen."""

from __future__ import annotations

import ipaddress
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from webapp import catalogs, sealing, secretfiles
from webapp.domain.addresses import normalise

KNOWN_WEAK_KEYS = frozenset({"dev", "secret", "changeme", "change-me", "secret-key", "secretkey", "insecure", "test"})
MIN_KEY_LENGTH = 32


class BadSettings(ValueError):
    """A setting that would be unsafe or cannot work; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Smtp:
    """The relay that takes a digest which a mailbox refuses; `sender` is the address that it lets us use."""

    host: str
    sender: str
    port: int = 587
    tls: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be configured. `secret_key` signs cookies; the mail keys are files under `data_dir`/secrets."""

    data_dir: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    trusted_proxies: int = 0
    allow_http: bool = False
    mail_allowed_private: tuple[str, ...] = ()
    mail_cafile: str = ""
    smtp: Smtp | None = None
    log_level: str = "INFO"
    language: str = "en"
    threads: int = 4
    demo: bool = False
    testing: bool = False

    @property
    def secure(self) -> bool:
        """Whether pages are reached over HTTPS, so that cookies may insist on it."""
        return self.base_url.startswith("https://")

    @property
    def url(self) -> str:
        """The address of the start page as the user types it."""
        return self.base_url or f"http://{self.host}:{self.port}"

    @property
    def secrets_dir(self) -> Path:
        """Where the keys lie that must not be in the database or its backups."""
        return self.data_dir / "secrets"


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of `environ`; makes the data folder and missing secrets; raises BadSettings."""
    env = os.environ if environ is None else environ
    data_dir = Path(env.get("DATA_DIR") or Path.cwd() / "var").expanduser().resolve()
    _make_private(data_dir)
    settings = Settings(
        data_dir=data_dir,
        database_url=_database_url(env, data_dir),
        secret_key=_secrets(env, data_dir / "secrets"),
        host=env.get("HOST") or "127.0.0.1",
        port=_number(env, "PORT", 8000),
        base_url=_base_url(env.get("BASE_URL", "")),
        trusted_proxies=_number(env, "TRUSTED_PROXIES", 0),
        allow_http=_flag(env, "ALLOW_HTTP"),
        mail_allowed_private=_networks(env.get("MAIL_ALLOWED_PRIVATE", "")),
        mail_cafile=env.get("MAIL_CAFILE", ""),
        smtp=_smtp(env),
        log_level=env.get("LOG_LEVEL", "INFO").upper(),
        language=env.get("FIFTYCUPS_LANGUAGE") or catalogs.ENGLISH,
        threads=_number(env, "THREADS", 4),
        demo=_flag(env, "FIFTYCUPS_DEMO"),
    )
    _check(settings)
    return settings


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BadSettings(
            f"DATA_DIR {folder} cannot be made ({error.strerror}). Set DATA_DIR to a folder of yours."
        ) from error


def _database_url(env: Mapping[str, str], data_dir: Path) -> str:
    url = _secret(env, "DATABASE_URL") or f"sqlite:///{data_dir / 'fiftycups.db'}"
    try:
        kind = make_url(url).get_backend_name()
    except ArgumentError:
        kind = ""
    if kind not in {"sqlite", "postgresql"}:
        raise BadSettings(
            "DATABASE_URL has to look like postgresql://user:password@host/name; leave it unset for SQLite."
        )
    return url


def _secrets(env: Mapping[str, str], folder: Path) -> str:
    """Make what is missing in the folder of secrets, and return the key that signs cookies."""
    key = _secret(env, "SECRET_KEY")
    try:
        key = key or secretfiles.make_or_read(folder / "secret_key")
        sealing.make_keys(folder)
    except OSError as error:
        raise BadSettings(f"{error.filename or folder} cannot be used ({error.strerror}).") from error
    except secretfiles.Exposed as error:
        raise BadSettings(str(error)) from error
    except ValueError as error:
        raise BadSettings(f"{folder / 'mail.key'} is no key. Put it back from a backup, or remove it.") from error
    if len(key) < MIN_KEY_LENGTH or key.lower() in KNOWN_WEAK_KEYS or len(set(key)) < 8:
        raise BadSettings(
            f"SECRET_KEY is too weak: it needs at least {MIN_KEY_LENGTH} random characters. "
            "Leave it unset and one is made on the first run."
        )
    return key


def _secret(env: Mapping[str, str], name: str) -> str:
    """Return a setting that may stand in a file instead, named by NAME_FILE."""
    path = env.get(f"{name}_FILE", "")
    if env.get(name) or not path:
        return env.get(name, "")
    try:
        return secretfiles.read(Path(path))
    except secretfiles.Exposed as error:
        raise BadSettings(str(error)) from error
    except (OSError, ValueError) as error:
        raise BadSettings(f"{name}_FILE {path} cannot be read as text.") from error


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    raw = env.get(name, "").strip()
    if not raw:
        return default
    if not raw.isascii() or not raw.isdigit():
        raise BadSettings(f"{name} is “{raw}”, which is not a number.")
    return int(raw)


def _flag(env: Mapping[str, str], name: str) -> bool:
    return env.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def _networks(raw: str) -> tuple[str, ...]:
    words = tuple(raw.replace(",", " ").split())
    for word in words:
        try:
            ipaddress.ip_network(word, strict=False)
        except ValueError as error:
            raise BadSettings(
                f"MAIL_ALLOWED_PRIVATE holds “{word}”; it takes addresses or networks, as 192.168.1.5 or 10.0.0.0/8."
            ) from error
    return words


def _smtp(env: Mapping[str, str]) -> Smtp | None:
    host, tls = env.get("SMTP_HOST", "").strip(), env.get("SMTP_TLS", "").strip().lower() or "starttls"
    if not host:
        return None
    found = Smtp(
        host=host,
        sender=normalise(env.get("SMTP_FROM", "")),
        port=_number(env, "SMTP_PORT", 465 if tls == "tls" else 587),
        tls=tls,
        user=env.get("SMTP_USER", ""),
        password=_secret(env, "SMTP_PASSWORD"),
    )
    if not found.sender:
        raise BadSettings("SMTP_HOST is set, so set SMTP_FROM too: the address from which digests come.")
    if tls not in {"starttls", "tls"} and not (tls == "plain" and _loopback(host)):
        raise BadSettings(f"SMTP_TLS is “{tls}”; use starttls or tls (or plain, for a server on this machine alone).")
    if not 0 < found.port < 65536:
        raise BadSettings(f"SMTP_PORT is {found.port}; ports are between 1 and 65535.")
    if bool(found.user) != bool(found.password):
        raise BadSettings("SMTP_USER and SMTP_PASSWORD (or SMTP_PASSWORD_FILE) go together: set both or neither.")
    return found


def _loopback(host: str) -> bool:
    return host in {"localhost", "127.0.0.1", "::1"}


def _base_url(raw: str) -> str:
    if not raw:
        return ""
    try:
        parts = urlsplit(raw)
        usable = parts.scheme in {"http", "https"} and parts.hostname
    except ValueError:
        usable = None
    if not usable:
        raise BadSettings(f"BASE_URL is “{raw}”; it has to look like https://cups.example.org.")
    return raw.rstrip("/")


def _check(settings: Settings) -> None:
    host = urlsplit(settings.base_url).hostname or ""
    if settings.base_url.startswith("http://") and not _loopback(host) and not settings.allow_http:
        raise BadSettings(
            "BASE_URL is public and not https, so passwords would travel in clear. Put a proxy with a "
            "certificate in front (docs/self-hosting.md), or set ALLOW_HTTP=1 if you know that you want this."
        )
    if settings.port > 65535:
        raise BadSettings(f"PORT is {settings.port}; ports end at 65535.")
    if settings.threads < 1:
        raise BadSettings("THREADS is 0, so that no page could be served. Leave it unset for 4.")
    if settings.log_level not in logging.getLevelNamesMapping():
        raise BadSettings(f"LOG_LEVEL is “{settings.log_level}”; use DEBUG, INFO, WARNING or ERROR.")
    if settings.language not in (spoken := catalogs.languages()):
        raise BadSettings(f"FIFTYCUPS_LANGUAGE is “{settings.language}”; there are words in: {', '.join(spoken)}.")
    if settings.mail_cafile and not Path(settings.mail_cafile).is_file():
        raise BadSettings(f"MAIL_CAFILE {settings.mail_cafile} is no file.")
