"""How long one mail may take: a stranger's mail must not hold up everybody else's."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from webapp.domain.wording import _

SECONDS_A_MAIL = 2.0


class TooLong(BaseException):
    """Reading this mail took longer than it may. No Exception: tolerant code inside must not swallow it."""


@contextmanager
def time_limit(seconds: float = SECONDS_A_MAIL) -> Iterator[None]:
    """Interrupt what runs inside with TooLong. Works in the main thread, where the worker does its reading.

    Counted is processor time: a mail is not to blame for what else the machine does meanwhile.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TooLong(_("took longer than %(seconds)s s to read", seconds=f"{seconds:g}"))

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
