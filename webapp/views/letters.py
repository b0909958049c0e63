"""Letters: written with their check beside them, kept as one types, and handed to the user's own mail program."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, Response, flash, make_response, request, url_for
from flask.typing import ResponseReturnValue

from webapp import filters
from webapp.domain.wording import N_, _
from webapp.extensions import db
from webapp.htmx import done, render, wants_fragment
from webapp.letter_words import letter_link
from webapp.models import AskKind, Letter, LetterKind
from webapp.security import user
from webapp.services import contacts, letters, mailboxes
from webapp.services.errors import Refused
from webapp.services.interactions import get as line_of
from webapp.services.letter_about import About, addresses, begun
from webapp.views.forms_base import carried_out, options, refuse
from webapp.views.forms_letters import LetterForm, about_of, filled, mailbox_choices

bp = Blueprint("letters", __name__)

_DELETED = {
    LetterKind.APPROACH: N_("The approach letter is deleted."),
    LetterKind.THANK_YOU: N_("The thank-you is deleted."),
    LetterKind.REPORT_BACK: N_("The report back is deleted."),
    LetterKind.RECONNECT: N_("The reconnect is deleted."),
    LetterKind.GIVE: N_("The give is deleted."),
    LetterKind.FOLLOW_UP: N_("The follow-up is deleted."),
    LetterKind.DECLINE: N_("The decline is deleted."),
    LetterKind.PHONE_SCRIPT: N_("The phone script is deleted."),
}


@bp.get("/letters")
def index() -> ResponseReturnValue:
    rows = letters.listing(db.session(), user().id)
    return render("letters/index.html", "letters/_list.html", rows=rows, today=filters.today())


@bp.get("/people/<contact_id>/letters/new")
def new(contact_id: str) -> ResponseReturnValue:
    contact = contacts.get(db.session(), user().id, contact_id)
    try:
        about = about_of(request.args)
    except Refused:  # no kind, or one that there is not
        return render("letters/choose.html", contact=contact)
    try:
        letter = letters.draft(db.session(), user().id, contact.id, about, filters.today())
    except Refused as refused:
        flash(refused.sentence, "trouble")
        return done(url_for("contacts.page", contact_id=contact.id))
    return _show(letter, filled(letter), stored=False)


@bp.get("/letters/<letter_id>")
def page(letter_id: str) -> ResponseReturnValue:
    letter = letters.get(db.session(), user().id, letter_id)
    return _show(letter, filled(letter), gone=wants_fragment() and letter.deleted_at is not None)


@bp.get("/letters/<letter_id>/large")
def large(letter_id: str) -> ResponseReturnValue:
    letter = letters.get(db.session(), user().id, letter_id)
    contact = contacts.get(db.session(), user().id, letter.contact_id)
    return render("letters/large.html", letter=letter, contact=contact)


@bp.post("/people/<contact_id>/letters/<letter_id>")
def write(contact_id: str, letter_id: str) -> ResponseReturnValue:
    row = letters.kept(db.session(), user().id, contact_id, letter_id)  # whoever sends it: is it theirs?
    form = LetterForm()
    kept = carried_out(form, lambda: _keep(contact_id, letter_id, form))
    if kept is None:
        gone = row is not None and row.deleted_at is not None
        refused = _typed(contact_id, letter_id, form)
        return _show(refused, form, 422, stored=False, answering=wants_fragment(), gone=gone)
    letter, other = kept
    if other:
        flash(
            _(
                "This letter was changed in another window. What you have here counts; the other text is kept as a "
                "draft of its own, under Letters."
            )
        )
    if not _carry_out(letter, form):
        return _show(letter, form, 422)
    return _kept(letter)


def _kept(letter: Letter) -> Response:
    """Answer with the page of the letter; to htmx with what stands beside it, but once it is sent with all of it."""
    url = url_for("letters.page", letter_id=letter.id)
    if not wants_fragment():
        return done(url)
    answer = make_response("") if letter.sent_line else _show(letter, filled(letter), answering=True)
    answer.headers["HX-Redirect" if letter.sent_line else "HX-Replace-Url"] = url
    return answer


def _keep(contact_id: str, letter_id: str, form: LetterForm) -> tuple[Letter, Letter | None]:
    if form.then.data == "restore":
        letters.restore(db.session(), user().id, letter_id)
    return letters.write(db.session(), user().id, contact_id, letter_id, form.about(), form.words(), filters.today())


def _typed(contact_id: str, letter_id: str, form: LetterForm) -> Letter:
    """Return a letter that was refused, as it was typed; it is not stored."""
    contact = contacts.get(db.session(), user().id, contact_id)
    try:
        about = form.about()
    except Refused:
        about = About(LetterKind.APPROACH)
    letter = begun(db.session(), contact, about, letter_id)
    letter.subject, letter.body = form.subject.data or "", form.body.data or ""
    return letter


def _carry_out(letter: Letter, form: LetterForm) -> bool:
    """Do what the button asks for beside keeping the letter; whether it was done."""
    try:
        text, undo = _ACTS[form.then.data or ""](letter, form) if form.then.data in _ACTS else ("", "")
    except Refused as refused:
        refuse(form, refused)
        return False
    db.session.commit()
    if text:
        flash(cast(str, {"text": text, "undo": undo}) if undo else text)
    return True


Said = tuple[str, str]  # what is said of it, and the address that takes it back


def _into_drafts(letter: Letter, form: LetterForm) -> Said:
    letters.want(db.session(), user().id, letter.id, form.mailbox_id.data or "")
    return "", ""


def _note_ask(letter: Letter, form: LetterForm) -> Said:
    kind = AskKind(form.ask_kind.data) if form.ask_kind.data in list(AskKind) else AskKind.MEETING
    words = {"text": form.ask_text.data or "", "override_note": form.override_note.data or ""}
    try:
        ask = letters.note_ask(db.session(), user().id, letter.id, kind=kind, **words)
    except Refused as refused:  # the words of the ask have another name beside those of the letter
        raise Refused("ask_text" if refused.field == "text" else refused.field, refused.sentence) from refused
    text = _("The ask is drafted. It is made once this letter is seen among your sent mail.")
    return text, url_for("relationship.delete_ask", ask_id=ask.id)


def _remember_call(letter: Letter, _form: LetterForm) -> Said:
    day = letters.remember_call(db.session(), user().id, letter.id)
    return _("Today will remind you of the call on %(day)s.", day=filters.exact(day)), ""


def _sent(letter: Letter, _form: LetterForm) -> Said:
    line = letters.sent_by_hand(db.session(), user().id, letter.id)
    return _("Good. It stands in the timeline now."), url_for("lines.undo", interaction_id=line.id)


_ACTS = {"drafts": _into_drafts, "ask": _note_ask, "call": _remember_call, "sent": _sent}


def _show(
    letter: Letter,
    form: LetterForm,
    status: int = 200,
    *,
    stored: bool = True,
    answering: bool = False,
    gone: bool = False,
) -> Response:
    """Answer with the page of a letter, or with what stands beside it.

    `answering` tells the form what it has now, `gone` that the letter of the form was deleted elsewhere.
    """
    contact = contacts.get(db.session(), user().id, letter.contact_id)
    if letter.kind is LetterKind.PHONE_SCRIPT:
        form.body.label.text = N_("What you say")
    known = list(addresses(db.session(), letter))
    form.to_address.choices = options((one, one) for one in known)
    boxes = mailboxes.all_of(db.session(), user().id)
    shown: dict[str, Any] = {
        "letter": letter,
        "contact": contact,
        "form": form,
        "stored": stored,
        "answering": answering,
        "gone": gone,
        "points": letters.check(db.session(), letter, filters.today()),
        "fit": letters.fit(db.session(), letter),
        "addresses": known,
        "mailboxes": mailbox_choices(boxes),
        "chosen": next((one for one in boxes if one.id == letter.mailbox_id), None),
        "link": letter_link(letter),
        "sent": line_of(db.session(), user().id, letter.sent_line) if letter.sent_line else None,
        "remembered": bool(letter.call_on) and letters.remembers(db.session(), letter),
    }
    return render("letters/page.html", "letters/_beside.html", status=status, **shown)


@bp.post("/letters/<letter_id>/delete")
def delete(letter_id: str) -> ResponseReturnValue:
    letter = letters.delete(db.session(), user().id, letter_id)
    db.session.commit()
    return done(
        url_for("letters.index"), _(_DELETED[letter.kind]),
        url_for("letters.restore", letter_id=letter_id),
    )  # fmt: skip


@bp.post("/letters/<letter_id>/restore")
def restore(letter_id: str) -> ResponseReturnValue:
    letters.restore(db.session(), user().id, letter_id)
    db.session.commit()
    return done(url_for("letters.page", letter_id=letter_id), _("The letter is back."))
