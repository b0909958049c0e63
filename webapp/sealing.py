"""Sealed mail passwords (RFC 9180): the public key writes one, only the worker's private key opens it."""

from __future__ import annotations

import base64
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from webapp.secretfiles import make_or_read

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class CannotOpen(ValueError):
    """The sealed password belongs to another key or to another mailbox."""


def make_keys(folder: Path) -> None:
    """Make the key pair in `folder` when it is missing; the public half is derived from the private one."""
    private = _private(make_or_read(folder / "mail.key", _fresh))
    public = base64.b64encode(private.public_key().public_bytes_raw()).decode()
    path = folder / "mail.pub"
    if make_or_read(path, lambda: public) != public:
        # The private half was put back from a backup: nobody could open what the stale public half seals.
        path.unlink(missing_ok=True)
        make_or_read(path, lambda: public)


def seal(password: str, mailbox_id: str, folder: Path) -> bytes:
    """Return `password` sealed for the mailbox with that id, using the public key alone."""
    public = X25519PublicKey.from_public_bytes(base64.b64decode((folder / "mail.pub").read_text()))
    return _SUITE.encrypt(password.encode(), public, info=_binding(mailbox_id))


def unseal(sealed: bytes, mailbox_id: str, folder: Path) -> str:
    """Return the password that was sealed for that mailbox; raises CannotOpen."""
    try:
        key = _private((folder / "mail.key").read_text())
        return _SUITE.decrypt(sealed, key, info=_binding(mailbox_id)).decode()
    except (InvalidTag, ValueError, OSError) as error:
        raise CannotOpen("the stored password was sealed with another key") from error


def _binding(mailbox_id: str) -> bytes:
    # Bound to its row, so that one user's sealed password cannot be pasted into another mailbox.
    return b"fiftycups mailbox password " + mailbox_id.encode()


def _fresh() -> str:
    return base64.b64encode(X25519PrivateKey.generate().private_bytes_raw()).decode()


def _private(text: str) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(base64.b64decode(text))
