"""A mail that takes too long is given up, whatever it does."""

import contextlib
import signal
import threading
import time

import pytest

from mailsync.limits import TooLong, time_limit


def work(seconds: float) -> None:
    """Use the processor for a while."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_a_long_reading_is_interrupted() -> None:
    with pytest.raises(TooLong), time_limit(0.05):
        work(10)


def test_a_mail_is_not_given_up_because_the_machine_is_busy_with_others() -> None:
    with time_limit(0.05):
        time.sleep(0.2)


def tolerate_everything() -> None:
    while True:
        with contextlib.suppress(Exception):
            work(10)


def test_tolerant_code_inside_does_not_swallow_the_end() -> None:
    with pytest.raises(TooLong), time_limit(0.05):
        tolerate_everything()


def test_a_short_reading_leaves_nothing_behind() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with time_limit(10):
        pass
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert signal.getsignal(signal.SIGPROF) is before


def test_an_error_inside_leaves_nothing_behind() -> None:
    with pytest.raises(KeyError), time_limit(10):
        raise KeyError
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_in_another_thread_it_reads_without_a_limit() -> None:
    done = []

    def read() -> None:
        with time_limit(0.001):
            work(0.05)
            done.append(True)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert done
