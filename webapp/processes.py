"""Several processes that live and die together: what `fiftycups run` leaves behind of itself while they work.

It is small on purpose, and imports no more than it needs: on a small server every megabyte of it is paid for all day.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import FrameType

# How long a process may take to end in order once it was told to.
PATIENCE_S = 10
# -P: what lies in the folder where the user happens to be is no part of the program.
WEB = (sys.executable, "-P", "-m", "webapp.cli", "web")
MAIL = (sys.executable, "-P", "-m", "mailsync")


class Together:
    """The processes that run now; where one ends, all end."""

    def __init__(self) -> None:
        self.stopped = False
        self._env: Mapping[str, str] | None = None
        self._running: dict[int, str] = {}

    def listen(self) -> None:
        """Hear from now on when told to stop; where that comes before they run, none of them will."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._told_to_stop)
        signal.signal(signal.SIGALRM, self._out_of_patience)

    def run(self, commands: Mapping[str, Sequence[str]], env: Mapping[str, str] | None = None) -> int:
        """Run all until told to stop or until one ends by itself; return 0 or, in the latter case, 1."""
        self._env = env
        self.listen()
        for name, command in commands.items():
            self._start(name, command)
        failed = False
        while self._running:
            pid, status = os.wait()
            name = self._running.pop(pid, "")
            if name and not self.stopped:
                failed = True
                print(f"The process “{name}” ended ({_how(status)}), so the others are stopped too.", file=sys.stderr)
                self.stop()
        signal.alarm(0)
        return 1 if failed else 0

    def stop(self) -> None:
        """Tell all to end, and see to it that they do."""
        self.stopped = True
        self._end()

    def _start(self, name: str, command: Sequence[str]) -> None:
        if self.stopped:
            return
        # A group of its own, so that Ctrl-C reaches this process alone and each of the others is told once, in order.
        process = subprocess.Popen(command, env=self._env, process_group=0)  # noqa: S603 - our own commands
        self._running[process.pid] = name
        if self.stopped:  # told so in between
            self._end()
        process.returncode = 0  # os.wait() above takes its place: nobody else is to wait for it

    def _end(self) -> None:
        # Where none runs there is nobody to lose patience with: the alarm would hit this very process on its way out.
        if self._running:
            self._signal(signal.SIGTERM)
            signal.alarm(PATIENCE_S)

    def _told_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        if not self.stopped:
            self.stop()

    def _out_of_patience(self, _number: int, _frame: FrameType | None) -> None:
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        for pid in list(self._running):
            with suppress(ProcessLookupError):
                os.kill(pid, number)


def _how(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"exit status {code}" if code >= 0 else f"signal {-code}"


if __name__ == "__main__":
    sys.exit(Together().run({"web": WEB, "mail": MAIL}))
