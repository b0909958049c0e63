"""What a service says when it does not do what was asked."""

from __future__ import annotations


class NotFound(LookupError):
    """There is no such row of this user's; whose it is otherwise is nobody's business."""


class Refused(ValueError):
    """The request breaks a rule. `field` names the form field that caused it, the text is for the user."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


class Taken(Refused):
    """Somebody else has it already: `contact_id` says who."""

    def __init__(self, field: str, sentence: str, contact_id: str) -> None:
        super().__init__(field, sentence)
        self.contact_id = contact_id
