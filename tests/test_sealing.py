"""Mail passwords: written with the public half of a key, opened with the private half."""

from pathlib import Path

import pytest

from webapp import sealing

PASSWORD = "correct horse battery 🐎"


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    sealing.make_keys(tmp_path)
    return tmp_path


def test_what_was_sealed_can_be_opened(keys: Path) -> None:
    sealed = sealing.seal(PASSWORD, "a", keys)
    assert PASSWORD.encode() not in sealed
    assert sealing.unseal(sealed, "a", keys) == PASSWORD


def test_the_same_password_is_never_sealed_to_the_same_bytes(keys: Path) -> None:
    assert sealing.seal(PASSWORD, "a", keys) != sealing.seal(PASSWORD, "a", keys)


def test_a_sealed_password_opens_in_no_other_mailbox(keys: Path) -> None:
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(sealing.seal(PASSWORD, "a", keys), "b", keys)


@pytest.mark.parametrize("broken", [b"", b"x", b"x" * 100])
def test_what_was_never_sealed_cannot_be_opened(keys: Path, broken: bytes) -> None:
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(broken, "a", keys)


def test_a_single_changed_byte_is_noticed(keys: Path) -> None:
    sealed = bytearray(sealing.seal(PASSWORD, "a", keys))
    sealed[-1] ^= 1
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(bytes(sealed), "a", keys)


def test_sealing_needs_the_public_half_alone(keys: Path) -> None:
    (keys / "mail.key").rename(keys / "elsewhere")
    sealed = sealing.seal(PASSWORD, "a", keys)
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(sealed, "a", keys)
    assert not (keys / "mail.key").exists()
    (keys / "elsewhere").rename(keys / "mail.key")
    assert sealing.unseal(sealed, "a", keys) == PASSWORD


def test_the_keys_stay_the_same_from_start_to_start(keys: Path) -> None:
    before = {path.name: path.read_bytes() for path in keys.iterdir()}
    sealing.make_keys(keys)
    assert {path.name: path.read_bytes() for path in keys.iterdir()} == before
    assert {path.stat().st_mode & 0o777 for path in keys.iterdir()} == {0o600}


def test_the_public_half_follows_a_private_half_that_was_put_back(
    keys: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    backup = tmp_path_factory.mktemp("backup")
    sealing.make_keys(backup)
    (keys / "mail.key").write_bytes((backup / "mail.key").read_bytes())
    sealing.make_keys(keys)
    assert sealing.unseal(sealing.seal(PASSWORD, "a", keys), "a", backup) == PASSWORD
