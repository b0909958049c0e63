"""The form of a letter: to whom, its words, and what shall be done with it."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectField, StringField, TextAreaField

from webapp.domain.wording import N_
from webapp.models import AskKind, Letter, Mailbox
from webapp.services.letter_about import About, kind_of
from webapp.services.letters import Words, fingerprint
from webapp.views.forms_base import PlacedForm, spoken
from webapp.words import ASK_KINDS

_HANGS_ON = ("ask_id", "use_id", "referral_id", "event_id", "settles", "answers")


class LetterForm(PlacedForm):
    """What is typed, what the letter is about, and `then`: what the button asks for beside keeping it."""

    to_address = SelectField(N_("To"), validate_choice=False, choices=[])
    subject = StringField(N_("Subject"))
    body = TextAreaField(N_("Letter"))
    kind = HiddenField()
    ask_id = HiddenField()
    use_id = HiddenField()
    referral_id = HiddenField()
    event_id = HiddenField()
    settles = HiddenField()
    answers = HiddenField()
    seen = HiddenField()
    then = StringField()
    mailbox_id = StringField()
    ask_text = StringField(N_("What you ask for"), description=N_("In one line; the answer is then waited for."))
    ask_kind = SelectField(
        N_("Kind"),
        validate_choice=False,
        choices=spoken((kind.value, name) for kind, (name, _cost) in ASK_KINDS.items()),
        default=AskKind.MEETING.value,
    )
    override_note = TextAreaField(N_("Why you do it all the same"))

    def about(self) -> About:
        """Return what the letter is about; raises Refused."""
        return about_of(MultiDict({name: self[name].data or "" for name in ("kind", *_HANGS_ON)}))

    def words(self) -> Words:
        """Return what was typed."""
        return Words(
            to_address=self.to_address.data or "",
            subject=self.subject.data or "",
            body=self.body.data or "",
            seen=self.seen.data or "",
        )


def about_of(values: MultiDict[str, str]) -> About:
    """Return what a letter is about from the arguments of a page or a form; raises Refused."""
    kind = kind_of(values.get("kind", ""))
    return About(kind, **{name: values.get(name, "") for name in _HANGS_ON})


def filled(letter: Letter) -> LetterForm:
    """Return the form of a letter as it stands."""
    return LetterForm(
        None, subject=letter.subject, body=letter.body, to_address=letter.to_address, kind=letter.kind.value,
        seen=fingerprint(letter), **{name: getattr(letter, name) or "" for name in _HANGS_ON},
    )  # fmt: skip


def mailbox_choices(mailboxes: list[Mailbox]) -> list[tuple[str, str]]:
    """Return the mailboxes into which a letter can go, as (id, address); a mailbox that only logs is none."""
    return [(one.id, one.address) for one in mailboxes if not one.is_log]
