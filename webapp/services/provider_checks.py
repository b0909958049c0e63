"""Whose word counts for who sent a mail: the provider of a mailbox is seen, proposed, and pinned by its user."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.domain.domains import common, speaks_for
from webapp.domain.wording import _
from webapp.models import Mailbox
from webapp.services.errors import Refused
from webapp.services.mailboxes import get
from webapp.services.scope import touch
from webapp.services.users import note

# In a row: one that writes its checks now and then leaves room for what a sender wrote in its name.
ENOUGH = 5


def seen(session: Session, mailbox: Mailbox, name: str) -> None:
    """Count who wrote the topmost check of a mail that came in; "" where nobody did."""
    before = proposal(mailbox)
    both = common(mailbox.authserv_seen, name) if name and mailbox.authserv_seen else ""
    if both:
        mailbox.authserv_seen, mailbox.authserv_times = both, min(mailbox.authserv_times + 1, ENOUGH)
    else:
        mailbox.authserv_seen, mailbox.authserv_times = name, 1 if name else 0
    if proposal(mailbox) != before:
        touch(session, mailbox.user_id)


def proposal(mailbox: Mailbox) -> str:
    """Return the name that the user may pin now, "" where there is none, or none but the one that is pinned."""
    name = mailbox.authserv_seen
    if mailbox.authserv_times < ENOUGH or (mailbox.authserv_id and speaks_for(mailbox.authserv_id, name)):
        return ""
    return name


def pin(session: Session, user_id: str, mailbox_id: str, name: str) -> Mailbox:
    """Believe what that provider checked of all mail that comes from now on. Raises Refused."""
    mailbox = get(session, user_id, mailbox_id)
    if name == mailbox.authserv_id:
        return mailbox  # sent twice
    if name != proposal(mailbox):
        raise Refused(
            "authserv_id", _("Your provider signs as another one by now. Look at the name, and confirm again.")
        )
    mailbox.authserv_id = name
    note(session, user_id, "provider confirmed", mailbox=mailbox.id, provider=name)
    touch(session, user_id)
    return mailbox


def forget(session: Session, user_id: str, mailbox_id: str) -> Mailbox:
    """Believe nobody's checks any more; what they confirmed so far stays confirmed."""
    mailbox = get(session, user_id, mailbox_id)
    if mailbox.authserv_id:
        note(session, user_id, "provider forgotten", mailbox=mailbox.id, provider=mailbox.authserv_id)
    mailbox.authserv_id = ""
    touch(session, user_id)
    return mailbox
