"""A digest as the bytes of a mail, with the sign by which it is known again when the mailbox is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from mailsync.drafts import mailbox, whole, words

_ID = re.compile(r"<[0-9a-f]{40}@digest\.invalid>")
_USER = re.compile(r"[0-9a-z]{1,64}")


@dataclass(frozen=True, slots=True)
class Post:
    """What a digest says, and to whom: the address of a mailbox, its sender too unless a relay wants another."""

    message_id: str
    user_id: str
    name: str
    address: str
    subject: str
    text: str
    at: datetime
    sender: str = ""


def mime(post: Post) -> bytes:
    """Return the digest with CRLF at the ends of its lines; raises ValueError for a Message-ID that is none of ours."""
    if not _ID.fullmatch(post.message_id):
        raise ValueError("not the Message-ID of a digest")
    headers = {
        "From": mailbox("From", "Fifty Cups", post.sender or post.address),
        "To": mailbox("To", post.name, post.address),
        "Subject": words("Subject", post.subject),
        "Date": format_datetime(post.at),
        "Message-ID": post.message_id,
        "List-Id": f"Fifty Cups {list_id(post.user_id)}",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    return whole(headers, post.text)


def list_id(user_id: str) -> str:
    """Return the sign of a user's digests: nobody else knows it, so nobody can have a mail taken for one."""
    if not _USER.fullmatch(user_id):
        raise ValueError("not the id of a user")
    return f"<{user_id}.digest.invalid>"


def is_digest(header: bytes, user_id: str) -> bool:
    """Whether a header is that of a digest of this user's."""
    return list_id(user_id).encode("ascii") in header
