"""What the sender wrote now, of bodies that are longer than anybody writes."""

from mailsync.quotes import LINES_LIMIT, history, new_text


def test_of_endless_lines_only_as_many_are_read_as_somebody_may_have_written():
    body = "\n".join(f"line {number}" for number in range(LINES_LIMIT * 2))
    assert new_text(body).split("\n") == [f"line {number}" for number in range(LINES_LIMIT)]


def test_a_quote_below_many_lines_is_still_history():
    own = "\n".join(f"line {number}" for number in range(LINES_LIMIT - 10))
    body = f"{own}\n\nOn Tue, 3 March 2026 at 10:15, Jane <jane@acme.test> wrote:\n> old"
    assert new_text(body) == own
    assert history(body).endswith("> old")
