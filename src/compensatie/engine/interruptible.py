# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Runs a solver, which does not hear Ctrl-C itself, so that Ctrl-C is heard all the same."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from math import inf
from threading import Event, Thread
from time import monotonic
from typing import ClassVar

from compensatie.errors import SolverError

SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_OF_GRACE = 5.0
"""How much longer than its limit, besides half of it, work may take before it is left behind."""
SECONDS_TO_STOP = 1.5
"""How long interrupted work may take to end before it is left behind."""


class Interruptible:
    """Work in a thread of its own, while the thread that asked for it waits and listens.

    The end of the work is an event: before Python 3.13, a `Thread.join` that hears Ctrl-C takes a
    running thread for one that ended.
    """

    is_heard: ClassVar[bool] = True
    """Whether Ctrl-C is heard in this process; where not, whoever asks does the work itself.

    A process that is killed when it should end says no. It needs no thread then, and cannot wait
    for one that never comes: `Thread.start` waits without end where memory is short.
    """

    def __init__(self, part: Callable[[], object] = bool) -> None:
        """Prepares to work.

        Args:
            part: Done when Python ends while lost work goes on: keeps it from calling Python.
        """
        self._part = part
        self.stop = Event()
        """Set when the work should end; the work has to look."""
        self.is_lost = False
        """Whether work goes on that did not end when it was asked to."""

    def run(self, work: Callable[[], object], seconds: float = inf) -> None:
        """Does the work and waits for it.

        Args:
            work: what is done.
            seconds: how long it says that it takes at most; much longer is not waited.

        Raises:
            KeyboardInterrupt: on Ctrl-C, within two seconds, whether or not the work ended.
            SolverError: where earlier work is still going on, or this goes on and on.
            Exception: what the work raised.
        """
        if self.is_lost:
            raise SolverError("the solver was interrupted before, and is still running")
        self.stop.clear()
        if not self.is_heard:
            work()
            return
        ended, failures = Event(), list[BaseException]()
        Thread(target=_do, args=(work, ended, failures), daemon=True).start()
        try:
            late = monotonic() + SECONDS_OF_GRACE + 1.5 * seconds
            while not ended.wait(SECONDS_BETWEEN_LOOKS):
                if monotonic() > late:
                    raise SolverError("the solver does not stop at its time limit")
        except BaseException:
            self.is_lost = True
            self.stop.set()
            self.is_lost = not ended.wait(SECONDS_TO_STOP)
            if self.is_lost:
                atexit.register(self._part)
            raise
        if failures:
            raise failures[0]


def _do(work: Callable[[], object], ended: Event, failures: list[BaseException]) -> None:
    try:
        work()
    except BaseException as failure:
        failures.append(failure)
    finally:
        ended.set()
