"""The tables, one noun a module, on a plain declarative base; no rules live here."""

from webapp.domain.giving import Way
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
    Permission,
    Referral,
    Suggestion,
)
from webapp.models.correction import Corrected, Correction
from webapp.models.digest import CalendarFeed, Digest, DigestKind, DigestPlan
from webapp.models.event import Attendee, AttendeeSource, Capture, Event, EventKind
from webapp.models.give import FollowUp, Give, Interview, InterviewState
from webapp.models.goal import Goal, Story, Through, TimeEntry
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
from webapp.models.knowing import Favour, Knows
from webapp.models.letter import Letter, LetterKind
from webapp.models.mailbox import Backfill, FolderEpoch, LogAddress, Mailbox, MailboxState
from webapp.models.message import Fate, Message, MessageLocation, MessageReference, Thread, ThreadKey, Via
from webapp.models.preparation import AgendaItem, QuickNote, Reflection
from webapp.models.snooze import Snooze
from webapp.models.user import LoginAttempt, SetupToken, User, UserSession

__all__ = [
    "AgendaItem",
    "Ask",
    "AskChange",
    "AskKind",
    "Attendee",
    "AttendeeSource",
    "AuditEntry",
    "Backfill",
    "Base",
    "CalendarFeed",
    "Capture",
    "Contact",
    "ContactAddress",
    "Corrected",
    "Correction",
    "Digest",
    "DigestKind",
    "DigestPlan",
    "Duty",
    "DutyKind",
    "Event",
    "EventKind",
    "Fate",
    "Favour",
    "FolderEpoch",
    "FollowUp",
    "Give",
    "Goal",
    "Import",
    "ImportState",
    "ImportedMail",
    "Interaction",
    "InteractionKind",
    "Interview",
    "InterviewState",
    "Knows",
    "Letter",
    "LetterKind",
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
    "Permission",
    "PhaseChange",
    "QuickNote",
    "Referral",
    "Reflection",
    "SetupToken",
    "Snooze",
    "Story",
    "Suggestion",
    "Thread",
    "ThreadKey",
    "Through",
    "TimeEntry",
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
