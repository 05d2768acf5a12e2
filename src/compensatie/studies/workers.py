# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Worker processes of this machine: each can be killed, and none outlives its parent."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TimedOut
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from threading import Thread
from typing import Any

import pebble
from pebble import ProcessExpired, ProcessPool

from compensatie.studies.drawn_answer import Failure
from compensatie.studies.futures import Answers, Draws, Subject, prepare, work

PRELOADED = ("compensatie.studies.workers", "compensatie.engine.lp", "compensatie.engine.moving")
"""What a worker needs, loaded once for all of them."""
SECONDS_TO_END = 0.5
"""How long a worker may take to end before it is killed."""


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
        """Hands a task to an idle worker; a task that takes longer is killed."""
        self._look_round()
        arguments = (self._subject.sha256, draws)
        while True:
            pool = self._idle.pop() if self._idle else self._pool()
            try:
                future: Future[Answers] = pool.schedule(work, args=arguments, timeout=seconds)
            except RuntimeError:  # its worker was killed while it had nothing to do
                _end([pool])
            else:
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

    def abandon(self, task: Future[Answers]) -> None:
        """Kills the worker of a task."""
        _end([self._busy.pop(task)])

    def close(self) -> None:
        """Kills what is going on."""
        _end([*self._idle, *self._busy.values()])
        self._idle.clear()
        self._busy.clear()

    def failure(self, error: BaseException) -> Failure:
        """What kind of failure an error of a task is."""
        return failure_of(error)


def failure_of(error: BaseException) -> Failure:
    """What kind of failure an error of a task is."""
    match error:
        case TimedOut() | TimeoutError():
            return Failure.HUNG
        case MemoryError():
            return Failure.MEMORY
        case ProcessExpired() | BrokenProcessPool():
            return Failure.CRASHED
    return Failure.ERROR


def begin(subject: Subject) -> None:
    """Makes a worker ready, and sees to it that it ends with its parent."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    prepare(subject)


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
