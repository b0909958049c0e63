"""The tables, one noun a module, on a plain declarative base; no rules live here."""

from webapp.models.ask import Ask, AskChange, AskKind, Outcome, OutcomeKind, Use
from webapp.models.audit import AuditEntry
from webapp.models.base import Base, new_id, utcnow
from webapp.models.contact import Contact, ContactAddress, NeverLog, Organisation
from webapp.models.give import FollowUp, Give, Interview, InterviewState, Way
from webapp.models.interaction import (
    Duty,
    DutyKind,
    Interaction,
    InteractionKind,
    PhaseChange,
    TriageItem,
    TriageKind,
)
from webapp.models.mailbox import Backfill, FolderEpoch, Mailbox, MailboxState
from webapp.models.message import Fate, Message, MessageLocation, MessageReference
from webapp.models.user import LoginAttempt, SetupToken, User, UserSession

__all__ = [
    "Ask",
    "AskChange",
    "AskKind",
    "AuditEntry",
    "Backfill",
    "Base",
    "Contact",
    "ContactAddress",
    "Duty",
    "DutyKind",
    "Fate",
    "FolderEpoch",
    "FollowUp",
    "Give",
    "Interaction",
    "InteractionKind",
    "Interview",
    "InterviewState",
    "LoginAttempt",
    "Mailbox",
    "MailboxState",
    "Message",
    "MessageLocation",
    "MessageReference",
    "NeverLog",
    "Organisation",
    "Outcome",
    "OutcomeKind",
    "PhaseChange",
    "SetupToken",
    "TriageItem",
    "TriageKind",
    "Use",
    "User",
    "UserSession",
    "Way",
    "new_id",
    "utcnow",
]
