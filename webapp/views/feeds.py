"""The calendar feed: read by calendar programs at its secret address, and looked after on the Account page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, request, session, url_for
from flask.typing import ResponseReturnValue

from webapp import zones
from webapp.db import make_sessions, transaction
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done
from webapp.models import CalendarFeed, User, utcnow
from webapp.security import user
from webapp.services import feed_file, feeds

bp = Blueprint("feeds", __name__)

# Where the address stands between the tap that makes it and the one page that shows it.
SHOWN_ONCE = "calendar_feed"


@dataclass(frozen=True, slots=True)
class Feed:
    """What the Account page says of the feed; `address` only right after it was made."""

    row: CalendarFeed | None
    address: str = ""

    @property
    def subscribe(self) -> str:
        """The address as calendar programs open it by themselves."""
        return "webcal:" + self.address.partition(":")[2]


def feed() -> Feed:
    """Return what the page says; whoever asks is the one who shows the address."""
    token = session.pop(SHOWN_ONCE, "")
    row = feeds.of_token(db.session(), token) if token else None
    if row is not None and row.user_id == user().id:
        return Feed(row, url_for("feeds.calendar", token=token, _external=True))
    return Feed(feeds.current(db.session(), user().id))


@bp.get("/feed/<token>.ics")
def calendar(token: str) -> ResponseReturnValue:
    found = _opened(token)
    if found is None:
        return Response(_("There is no calendar here.") + "\n", 404, mimetype="text/plain")
    whose = db.session.get_one(User, found.user_id)
    now = utcnow()
    entries = feeds.entries(db.session(), whose.id, now, zones.zone(whose.timezone))
    tag = feed_file.tag(entries)
    unchanged = request.if_none_match.contains_weak(tag)
    content = b"" if unchanged else feed_file.written(entries, now)
    answer = Response(content, 304 if unchanged else 200, mimetype="text/calendar")
    answer.set_etag(tag, weak=True)
    return answer


def _opened(token: str) -> CalendarFeed | None:
    """Return the feed of a token, and note that it was read: bookkeeping of its own."""
    found = feeds.of_token(db.session(), token)
    if found is not None and (found.read_at is None or utcnow() - found.read_at >= feeds.NOTE_READ_EVERY):
        with transaction(make_sessions(db.engine)) as own:
            feeds.was_read(own, found.id)
    return found


@bp.post("/account/feed")
def make() -> ResponseReturnValue:
    _row, session[SHOWN_ONCE] = feeds.make(db.session(), user().id)
    db.session.commit()
    return _back()


@bp.post("/account/feed/revoke")
def revoke() -> ResponseReturnValue:
    ended = feeds.revoke(db.session(), user().id)
    db.session.commit()
    undo = url_for("feeds.restore", feed_id=ended) if ended else ""
    return _back(_("Revoked: your calendar programs get nothing from it any more."), undo)


@bp.post("/account/feed/<feed_id>/restore")
def restore(feed_id: str) -> ResponseReturnValue:
    feeds.restore(db.session(), user().id, feed_id)
    db.session.commit()
    return _back(_("The address holds again."))


def _back(text: str = "", undo: str = "") -> Response:
    return done(url_for("account.index", _anchor="feed"), text, undo)
