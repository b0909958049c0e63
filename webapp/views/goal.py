"""The goal: the position, the pitch, the stories and the target organisations."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, url_for
from flask.typing import ResponseReturnValue

from webapp.domain import pitch
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Story, utcnow
from webapp.security import user
from webapp.services import chain, goals, organisations
from webapp.services.scope import owned
from webapp.views.forms_base import carried_out
from webapp.views.forms_goal import StoryForm, TargetForm, filled

bp = Blueprint("goal", __name__, url_prefix="/goal")


@bp.get("")
def index() -> ResponseReturnValue:
    return _show()


def _show(status: int = 200, **forms: Any) -> Response:
    """Answer with the page; `forms` are those that the user left wrong."""
    session, person = db.session(), user()
    goal, told = goals.get(session, person.id), goals.stories(session, person.id)
    said = goals.as_pitch(goal, told)
    targets = goals.targets_with_people(session, person.id)
    return render(
        "goal/index.html",
        status=status,
        goal=goal,
        stories=told,
        targets=targets,
        paths=chain.paths_to_organisations(session, person.id, [row.organisation for row in targets]),
        missing=pitch.missing(said),
        proposed="" if goal.pitch else pitch.draft(said),
        seconds=pitch.seconds,
        names=organisations.names(session, person.id),
        **{
            "goal_form": filled(goal),
            "story_form": StoryForm(None, place="story"),
            "target_form": TargetForm(None, place="target"),
        }
        | forms,
    )


@bp.post("")
def write() -> ResponseReturnValue:
    form = filled(goals.get(db.session(), user().id))
    if not carried_out(form, lambda: goals.write(db.session(), user().id, form.card())):
        return _show(422, goal_form=form)
    return done(url_for("goal.index"), _("Saved."))


@bp.post("/stories")
def tell() -> ResponseReturnValue:
    form = StoryForm(place="story")

    def written() -> Story:
        return goals.tell(db.session(), user().id, title=form.title.data or "", text=form.text.data or "")

    story = carried_out(form, written)
    if story is None:
        return _show(422, story_form=form)
    return done(url_for("goal.index"), _("The story is kept."), url_for("goal.delete_story", story_id=story.id))


@bp.route("/stories/<story_id>", methods=["GET", "POST"])
def story(story_id: str) -> ResponseReturnValue:
    told = owned(db.session(), Story, user().id, story_id)
    form = StoryForm(title=told.title, text=told.text)

    def rewritten() -> Story:
        given = {"title": form.title.data or "", "text": form.text.data or ""}
        return goals.tell(db.session(), user().id, story_id=story_id, **given)

    if carried_out(form, rewritten):
        return done(url_for("goal.index"), _("Saved."))
    return render("goal/story.html", status=422 if form.errors else 200, form=form, story=told)


@bp.post("/stories/<story_id>/delete")
def delete_story(story_id: str) -> ResponseReturnValue:
    told = goals.mark_story(db.session(), user().id, story_id, utcnow())
    db.session.commit()
    return done(
        url_for("goal.index"),
        _("“%(title)s” is deleted.", title=told.title),
        url_for("goal.restore_story", story_id=story_id),
    )


@bp.post("/stories/<story_id>/restore")
def restore_story(story_id: str) -> ResponseReturnValue:
    told = goals.mark_story(db.session(), user().id, story_id, None)
    db.session.commit()
    return done(
        url_for("goal.index"),
        _("“%(title)s” is back.", title=told.title),
        url_for("goal.delete_story", story_id=story_id),
    )


@bp.post("/targets")
def aim() -> ResponseReturnValue:
    form = TargetForm(place="target")
    given = {"name": form.name.data or "", "note": form.note.data or ""}
    found = carried_out(form, lambda: goals.aim_at(db.session(), user().id, **given))
    if found is None:
        return _show(422, target_form=form)
    undo = url_for("goal.aim_elsewhere", organisation_id=found.id)
    return done(url_for("goal.index"), _("%(name)s is one of your targets.", name=found.name), undo)


@bp.post("/targets/<organisation_id>/remove")
def aim_elsewhere(organisation_id: str) -> ResponseReturnValue:
    found = goals.aim_elsewhere(db.session(), user().id, organisation_id)
    db.session.commit()
    undo = url_for("goal.aim_again", organisation_id=organisation_id)
    return done(
        url_for("goal.index"), _("%(name)s is no target any more. People and notes stay.", name=found.name), undo
    )


@bp.post("/targets/<organisation_id>/again")
def aim_again(organisation_id: str) -> ResponseReturnValue:
    found = goals.aim_again(db.session(), user().id, organisation_id)
    db.session.commit()
    undo = url_for("goal.aim_elsewhere", organisation_id=organisation_id)
    return done(url_for("goal.index"), _("%(name)s is one of your targets.", name=found.name), undo)
