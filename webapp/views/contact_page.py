"""The page of a contact with everything on it, also as the answer to a form of it that was refused."""

from __future__ import annotations

from flask import Response, request, url_for
from flask_wtf import FlaskForm

from webapp import filters
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import render
from webapp.models import AskKind, Contact, Interaction, InteractionKind, Message, utcnow
from webapp.security import user
from webapp.services import (
    asked,
    asks,
    balance,
    contacts,
    conversations,
    early_steps,
    events_today,
    favours,
    fitting,
    giving,
    letters,
    mailboxes,
    merged,
    next_steps,
    strengths,
    threads,
)
from webapp.services.connections import connections
from webapp.services.explanations import accounts
from webapp.services.glad import glad_of
from webapp.services.last_said import last_said
from webapp.services.timeline import Relationship, latest_mails, relationship
from webapp.views import forms_relationship as forms
from webapp.views.forms_base import options
from webapp.views.forms_contact import AddressForm
from webapp.views.forms_favour import FavourForm
from webapp.views.forms_referrals import KnowsForm, NameForm

LINES = 20
# Of them so many are read without a tap: what stands below a long timeline is to be found, too.
AT_ONCE = 8
MOST_LINES = 2000


def show(contact_id: str, status: int = 200, **typed: FlaskForm) -> Response:
    """Answer with the page, or with its parts for htmx; `typed` are forms as the user left them."""
    contact = contacts.get(db.session(), user().id, contact_id)
    shown = max(LINES, min(request.args.get("lines", LINES, type=int), MOST_LINES))
    rel = relationship(db.session(), contact, limit=shown + 1)
    return render(
        "contacts/page.html",
        "contacts/_parts.html",
        status=status,
        rel=rel,
        asked=asked.of_contact(db.session(), contact, filters.zone()),
        contact=contact,
        changes=rel.phase_changes,
        lines=rel.timeline[:shown],
        at_once=AT_ONCE if len(rel.timeline) > AT_ONCE + 2 and shown == LINES else shown,
        last_said=last_said(rel.timeline),
        early_steps=early_steps.placed(
            early_steps.of(db.session(), contact),
            [line for line, _mail in rel.timeline[:shown]],
            whole=len(rel.timeline) <= shown,
        ),
        accounts=accounts(db.session(), contact, rel.timeline[:shown]),
        sizes=threads.sizes(db.session(), {mail.thread_id for _line, mail in rel.timeline if mail and mail.thread_id}),
        silenced=conversations.silenced_of(db.session(), contact),
        earlier=shown + LINES if len(rel.timeline) > shown else 0,
        page_url=url_for("contacts.page", contact_id=contact.id, lines=shown if shown > LINES else None),
        has_mailbox=bool(mailboxes.all_of(db.session(), user().id)),
        write_to=rel.addresses[0].address if rel.addresses else "",
        today=filters.today(),
        now=utcnow(),
        merged=merged.history(db.session(), contact),
        letters=letters.unsent(db.session(), contact),
        linked=connections(db.session(), contact),
        ledger=balance.account(db.session(), contact, utcnow(), filters.zone()),
        steps=next_steps.all_of(db.session(), contact, utcnow(), filters.today()),
        tie=strengths.account(contact, utcnow()),
        ways=giving.ways(db.session(), contact, utcnow()),
        favours=favours.of(db.session(), contact),
        together=events_today.with_contact(db.session(), contact, utcnow()),
        **_with_choices(rel, _empty(rel) | typed),
    )


def _with_choices(rel: Relationship, all_forms: dict[str, FlaskForm]) -> dict[str, FlaskForm]:
    all_forms["ask_form"] = weighed(rel.contact, all_forms["ask_form"])
    all_forms["outcome_form"].interaction_id.choices = options([*_sources(rel), ("", _("something else"))])
    outcomes = [(outcome.id, outcome.text[:60]) for outcome in rel.outcomes]
    all_forms["use_form"].outcome_id.choices = options([*outcomes, ("", _("something else"))])
    all_forms["referral_form"].talks(rel.interviews)
    all_forms["give_form"].mails(rel.timeline)
    return all_forms


def weighed(contact: Contact, form: forms.AskForm) -> forms.AskForm:
    """Return the form of an ask with what is to be said of the kind that is chosen in it."""
    kind = AskKind(form.kind.data) if form.kind.data in set(AskKind) else AskKind.EXPERIENCE
    fit = fitting.fit_of(db.session(), contact, kind, form.text.data or "")
    early = asks.too_early(db.session(), contact, kind, form.to_hire.data)
    return form.weigh(fit, early, glad_of(db.session(), contact, kind))


def _empty(rel: Relationship) -> dict[str, FlaskForm]:
    """Empty forms: what a refused form holds belongs into that one alone, so none reads the request."""
    sent = latest_mails(db.session(), rel.contact, "out")
    return {
        "ask_form": forms.AskForm(None, place="ask").mails(sent),
        "outcome_form": forms.OutcomeForm(None, place="outcome"),
        "use_form": forms.UseForm(None, place="use"),
        "favour_form": FavourForm(None, place="favour"),
        "give_form": forms.GiveForm(None, place="give"),
        "interview_form": forms.InterviewForm(None, place="interview"),
        "follow_up_form": forms.FollowUpForm(None, place="follow-up"),
        "log_form": forms.LogForm(None, place="log"),
        "address_form": AddressForm(None, place="address"),
        "referral_form": NameForm(None, place="referral"),
        "knows_form": KnowsForm(None, place="knows"),
        "note_form": forms.NoteForm(None, place="note", note=rel.contact.note),
    }


def _sources(rel: Relationship) -> list[tuple[str, str]]:
    """Return (id, words) of the lines that can have brought something: their mails and messages, and meetings."""
    return [
        (line.id, _title(line, message))
        for line, message in rel.timeline
        if (line.direction == "in" or line.kind is InteractionKind.MEETING)
        and not (line.undone_at or line.copied or line.automatic)
    ][:8]


def _title(line: Interaction, message: Message | None) -> str:
    day = filters.day(line.at)
    if message is None:
        return _("%(summary)s, %(day)s", summary=line.summary[:60], day=day)
    return _("“%(subject)s”, %(day)s", subject=message.subject[:60], day=day)
