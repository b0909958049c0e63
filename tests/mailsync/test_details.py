"""What else was read in a mail, as a row can keep it."""

import json
from datetime import UTC, date, datetime

from mailsync.details import details
from mailsync.mail import Envelope, Mail, Named, Request, Verdict
from webapp.calendars.values import Attendee, Invitation, Method
from webapp.domain.addresses import Address

AT = datetime(2026, 12, 1, 10, tzinfo=UTC)


def test_of_a_mail_that_says_nothing_more_nothing_is_kept() -> None:
    assert details(Mail(Envelope(), "key"), Verdict()) == {}


def test_all_that_was_read_is_plain() -> None:
    guest = Attendee(Address("Alice", "alice@home.test"), "ACCEPTED")
    event = Invitation(Method.REPLY, "uid", 2, AT, AT, summary="Coffee", attendees=(guest,))
    mail = Mail(Envelope(), "key", invitations=(event,), returned_id="<sent@x>")
    verdict = Verdict(
        requests=(Request("advice", "How?", True),),
        people=(Named("Bob", "bob@x", "Meet Bob", introduced=True),),
        away_until=date(2026, 12, 7),
    )
    found = json.loads(json.dumps(details(mail, verdict)))
    assert found["requests"] == [{"kind": "advice", "text": "How?", "sure": True}]
    assert found["people"] == [{"name": "Bob", "address": "bob@x", "quote": "Meet Bob", "introduced": True}]
    assert (found["away_until"], found["returned_id"]) == ("2026-12-07", "<sent@x>")
    (one,) = found["invitations"]
    assert (one["method"], one["starts"], one["stamp"], one["organizer"]) == ("REPLY", AT.isoformat(), "", "")
    assert one["attendees"] == [{"address": "alice@home.test", "name": "Alice", "status": "ACCEPTED"}]
