"""What the sender wrote now, set apart from what the mail carries along."""

from __future__ import annotations

from dataclasses import replace

from mailsync.mail import Mail
from mailsync.quotes import new_text


def unwrap(mail: Mail) -> Mail:
    """The mail with `new_text` narrowed to its sender's own words: no quoted history, signature or disclaimer."""
    return replace(mail, new_text=new_text(mail.text))
