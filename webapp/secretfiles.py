"""Files that hold a secret: made once, readable by their owner alone, and safe when two processes start together."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path


class Exposed(ValueError):
    """A secret that everybody on the machine can read, or could replace."""


def read(path: Path) -> str:
    """Return the secret in `path`; raises Exposed, and OSError where it cannot be read."""
    if path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        raise Exposed(f"{path} can be read by everybody on this machine. Run: chmod 600 {path}")
    return path.read_text().strip()


def make_or_read(path: Path, make: Callable[[], str] = lambda: secrets.token_urlsafe(48)) -> str:
    """Return the secret in `path`, making it (mode 0600) when there is none; of two racing makers one wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        _create(path, make())
    return read(path)


def _create(path: Path, text: str) -> None:
    # Written whole beside it and then linked: a reader never sees half a key, and link() fails if another won.
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
