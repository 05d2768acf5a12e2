# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Worker processes of this machine: each can be killed, and none outlives its parent."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TimedOut
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from threading import Thread
from typing import Any

import pebble
from pebble import ProcessExpired, ProcessPool

from compensatie.engine.interruptible import Interruptible
from compensatie.studies.crew import NotBegunError
from compensatie.studies.drawn_answer import Failure
from compensatie.studies.futures import Answers, Draws, Subject, prepare, work

PRELOADED = ("compensatie.studies.workers", "compensatie.engine.lp", "compensatie.engine.moving")
"""What a worker needs, loaded once for all of them."""
SECONDS_TO_END = 0.5
"""How long a worker may take to end before it is killed."""
OUT_OF_MEMORY = errno.ENOMEM
"""Exit code of a worker that has no memory left."""
NO_MEMORY = "out of memory"


class Workers:
    """As many worker processes as there may be, each in a pool of its own.

    Workers of one pool share locks: one that is killed at the wrong moment would leave the others
    waiting for ever. A pool of one is thrown away with its worker.
    """

    def __init__(self, subject: Subject, size: int | None = None) -> None:
        """Prepares to work; processes start with the first tasks.

        Args:
            subject: what all draws are about.
            size: how many processes; as many as there are processors where it is left out.
        """
        pebble.CONSTS.term_timeout = SECONDS_TO_END
        self.size = size or _processors()
        self._subject = subject
        self._idle: list[ProcessPool] = []
        self._busy: dict[Future[Answers], ProcessPool] = {}

    def submit(self, draws: Draws, seconds: float | None) -> Future[Answers]:
        """Hands a task to an idle worker, or to a new one; a task that takes longer is killed."""
        self._look_round()
        while self._idle:
            with suppress(NotBegunError):  # it was killed while it had nothing to do
                return self._hand(self._idle.pop(), draws, seconds)
        try:
            return self._hand(self._pool(), draws, seconds)
        except NotBegunError as error:
            failed: Future[Answers] = Future()
            failed.set_exception(error)
            return failed

    def _hand(self, pool: ProcessPool, draws: Draws, seconds: float | None) -> Future[Answers]:
        arguments = (self._subject.sha256, draws)
        try:
            future: Future[Answers] = pool.schedule(answer, args=arguments, timeout=seconds)
        except (RuntimeError, OSError) as error:
            _end([pool])
            raise NotBegunError(str(error)) from error
        self._busy[future] = pool
        return future

    def _look_round(self) -> None:
        """Workers that handed in are idle; those whose task failed are not trusted again."""
        done = [future for future in self._busy if future.done()]
        for future in done:
            pool = self._busy.pop(future)
            if future.exception() is None:
                self._idle.append(pool)
            else:
                _end([pool])

    def _pool(self) -> ProcessPool:
        return ProcessPool(1, initializer=begin, initargs=(self._subject,), context=_context())

    def is_lost(self, task: Future[Answers]) -> bool:
        """Whether a worker is gone whose pool has not told so.

        A pool that finds its worker gone just when a task comes in forgets the task.
        """
        return not self._busy[task].active

    def abandon(self, task: Future[Answers]) -> None:
        """Kills the worker of a task."""
        _end([self._busy.pop(task)])

    def close(self) -> None:
        """Kills what is going on."""
        _end([*self._idle, *self._busy.values()])
        self._idle.clear()
        self._busy.clear()

    def has_begun(self, error: BaseException) -> bool:
        """Whether a task that failed so was begun."""
        return not isinstance(error, (NotBegunError, BrokenProcessPool))

    def failure(self, error: BaseException) -> tuple[Failure, str]:
        """What kind of failure an error of a task is, and the reason in words of the system."""
        return failure_of(error)


def failure_of(error: BaseException) -> tuple[Failure, str]:
    """What kind of failure an error of a task is, and the reason in words of the system."""
    match error:
        case TimedOut() | TimeoutError():
            return Failure.HUNG, str(error)
        case MemoryError():
            return Failure.MEMORY, str(error) or NO_MEMORY
        case ProcessExpired() if error.exitcode == OUT_OF_MEMORY:
            return Failure.MEMORY, NO_MEMORY
        case ProcessExpired():
            return Failure.CRASHED, _ending(error.exitcode)
        case BrokenProcessPool():
            return Failure.CRASHED, "the process ended before it began"
        case NotBegunError():
            return Failure.CRASHED, str(error)
    return Failure.ERROR, str(error)


def _ending(code: int) -> str:
    """How a process ended."""
    if code >= 0:
        return f"the process ended with exit code {code}"
    named = {one.value: one.name for one in signal.Signals}
    return f"the process was killed by {named.get(-code, f'signal {-code}')}"


_UNREADY: list[str] = []
"""Why this process cannot answer; nothing where it can."""


def begin(subject: Subject) -> None:
    """Makes a worker ready, and sees to it that it ends with its parent, and at once when asked.

    A worker that cannot be made ready tells so with its first task: what is raised here is lost.
    """
    Interruptible.is_heard = False
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    assert parent is not None
    try:
        Thread(target=_end_with, args=(parent,), daemon=True).start()
        prepare(subject)
    except Exception as error:
        _UNREADY.append(str(error) or type(error).__name__)


def answer(sha256: str, draws: Draws) -> Answers:
    """What a worker does with a task: `work`; without memory it ends, whatever state it is in.

    Raises:
        NotBegunError: this worker could not be made ready.
    """
    if _UNREADY:
        raise NotBegunError(_UNREADY[0])
    try:
        return work(sha256, draws)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _end(pools: list[Any]) -> None:
    """Stops pools, all at once, and waits until their workers are gone."""
    for pool in pools:
        pool.stop()
    for pool in pools:
        with suppress(RuntimeError):
            pool.join()


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context() -> Any:
    """Workers start from a clean process that has everything loaded; never by a copy of this one.

    A copy would hold the locks of threads that it does not have.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    return context
