"""Settings: what is unsafe or cannot work is refused in a sentence."""

from pathlib import Path

import pytest

from webapp import config
from webapp.config import BadSettings

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"DATA_DIR": str(tmp_path / "data")}


def test_nothing_needs_to_be_set(env: dict[str, str]) -> None:
    settings = config.load(env)
    assert settings.database_url == f"sqlite:///{settings.data_dir}/fiftycups.db"
    assert (settings.url, settings.secure, settings.threads) == ("http://127.0.0.1:8000", False, 4)
    assert settings.data_dir.stat().st_mode & 0o777 == 0o700


def test_the_first_run_makes_all_secrets_and_the_second_keeps_them(env: dict[str, str]) -> None:
    first = config.load(env)
    files = {path.name: path.read_bytes() for path in first.secrets_dir.iterdir()}
    assert files.keys() == {"secret_key", "mail.key", "mail.pub"}
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in first.secrets_dir.iterdir())
    assert config.load(env).secret_key == first.secret_key
    assert {path.name: path.read_bytes() for path in first.secrets_dir.iterdir()} == files


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL"])
def test_a_secret_setting_may_stand_in_a_file(env: dict[str, str], tmp_path: Path, name: str) -> None:
    value = {"SECRET_KEY": KEY, "DATABASE_URL": "postgresql://u:word@db/cups"}[name]
    path = tmp_path / "given"
    path.write_text(f"{value}\n")
    path.chmod(0o400)
    settings = config.load({**env, f"{name}_FILE": str(path)})
    assert getattr(settings, name.lower()) == value


def test_no_secret_is_shown_where_settings_are_printed(env: dict[str, str]) -> None:
    shown = repr(config.load({**env, "SECRET_KEY": KEY, "DATABASE_URL": "postgresql://u:word@db/cups"}))
    assert KEY not in shown
    assert "word" not in shown


RELAY = {"SMTP_HOST": "smtp.example.org", "SMTP_FROM": "cups@example.org"}


def test_there_is_no_relay_unless_one_is_named(env: dict[str, str]) -> None:
    assert config.load({**env, "SMTP_FROM": "cups@example.org"}).smtp is None


@pytest.mark.parametrize(("tls", "port"), [({}, 587), ({"SMTP_TLS": "tls"}, 465), ({"SMTP_PORT": "2525"}, 2525)])
def test_a_relay_is_spoken_to_encrypted_and_its_password_may_stand_in_a_file(
    env: dict[str, str], tmp_path: Path, tls: dict[str, str], port: int
) -> None:
    path = tmp_path / "given"
    path.write_text("correct horse\n")
    path.chmod(0o400)
    settings = config.load({**env, **RELAY, **tls, "SMTP_USER": "cups", "SMTP_PASSWORD_FILE": str(path)})
    assert settings.smtp is not None
    assert (settings.smtp.port, settings.smtp.password) == (port, "correct horse")
    assert "correct horse" not in repr(settings)


@pytest.mark.parametrize(
    "wrong",
    [
        {"SMTP_HOST": "smtp.example.org"},
        {"SMTP_TLS": "plain", **RELAY},
        {"SMTP_TLS": "maybe", **RELAY},
        {"SMTP_PORT": "70000", **RELAY},
        {"SMTP_USER": "cups", **RELAY},
        {"SECRET_KEY": "dev"},
        {"SECRET_KEY": "changeme"},
        {"SECRET_KEY": "a" * 64},
        {"SECRET_KEY": "short but random 1"},
        {"SECRET_KEY_FILE": "/nonexistent/key"},
        {"DATABASE_URL": "nonsense"},
        {"DATABASE_URL": "mysql://u:hidden@db/cups"},
        {"DATABASE_URL": "postgres://u:hidden@db/cups"},
        {"DATABASE_URL_FILE": "/nonexistent/url"},
        {"PORT": "http"},
        {"PORT": "65536"},
        {"PORT": "-1"},
        {"THREADS": "0"},
        {"TRUSTED_PROXIES": "one"},
        {"LOG_LEVEL": "loud"},
        {"MAIL_CAFILE": "/nonexistent/ca.pem"},
        {"MAIL_ALLOWED_PRIVATE": "home.example"},
        {"BASE_URL": "cups.example.org"},
        {"BASE_URL": "ftp://cups.example.org"},
        {"BASE_URL": "https://["},
        {"BASE_URL": "http://cups.example.org"},
        {"DATA_DIR": "/dev/null/data"},
    ],
    ids=str,
)
def test_a_setting_that_is_unsafe_or_cannot_work_is_refused(env: dict[str, str], wrong: dict[str, str]) -> None:
    with pytest.raises(BadSettings) as refusal:
        config.load({**env, **wrong})
    assert next(iter(wrong)).removesuffix("_FILE") in str(refusal.value)
    assert "hidden" not in str(refusal.value)


def test_plain_http_is_for_this_machine_or_on_purpose(env: dict[str, str]) -> None:
    assert config.load({**env, "BASE_URL": "http://localhost:8000/"}).url == "http://localhost:8000"
    assert not config.load({**env, "BASE_URL": "http://cups.example.org", "ALLOW_HTTP": "1"}).secure
    assert config.load({**env, "BASE_URL": "https://cups.example.org"}).secure


@pytest.mark.parametrize("name", ["secret_key", "mail.key"])
def test_a_key_that_everybody_can_read_is_refused(env: dict[str, str], name: str) -> None:
    path = config.load(env).secrets_dir / name
    path.chmod(0o644)
    with pytest.raises(BadSettings, match="chmod 600"):
        config.load(env)


def test_a_mail_key_that_is_broken_is_refused_and_not_replaced(env: dict[str, str]) -> None:
    path = config.load(env).secrets_dir / "mail.key"
    path.write_text("not a key")
    with pytest.raises(BadSettings, match=r"mail\.key"):
        config.load(env)
    assert path.read_text() == "not a key"
