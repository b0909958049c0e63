"""The tables, one noun a module, on a plain declarative base; no rules live here."""

from webapp.models.ask import Ask, AskChange, AskKind, Outcome, OutcomeKind, Use
from webapp.models.audit import AuditEntry
from webapp.models.base import Base, new_id, utcnow
from webapp.models.contact import (
    Contact,
    ContactAddress,
    Merge,
    NeverLog,
    NotTheSame,
    Organisation,
    Referral,
    Suggestion,
)
from webapp.models.correction import Corrected, Correction
from webapp.models.give import FollowUp, Give, Interview, InterviewState, Way
from webapp.models.importing import Import, ImportedMail, ImportState
from webapp.models.interaction import (
    Duty,
    DutyKind,
    Interaction,
    InteractionKind,
    PhaseChange,
    TriageItem,
    TriageKind,
)
from webapp.models.mailbox import Backfill, FolderEpoch, LogAddress, Mailbox, MailboxState
from webapp.models.message import Fate, Message, MessageLocation, MessageReference, Thread, ThreadKey, Via
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
    "Corrected",
    "Correction",
    "Duty",
    "DutyKind",
    "Fate",
    "FolderEpoch",
    "FollowUp",
    "Give",
    "Import",
    "ImportState",
    "ImportedMail",
    "Interaction",
    "InteractionKind",
    "Interview",
    "InterviewState",
    "LogAddress",
    "LoginAttempt",
    "Mailbox",
    "MailboxState",
    "Merge",
    "Message",
    "MessageLocation",
    "MessageReference",
    "NeverLog",
    "NotTheSame",
    "Organisation",
    "Outcome",
    "OutcomeKind",
    "PhaseChange",
    "Referral",
    "SetupToken",
    "Suggestion",
    "Thread",
    "ThreadKey",
    "TriageItem",
    "TriageKind",
    "Use",
    "User",
    "UserSession",
    "Via",
    "Way",
    "new_id",
    "utcnow",
]
