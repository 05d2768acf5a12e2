# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Worker processes say why they end, and what cannot begin says so."""

from __future__ import annotations

import signal
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import replace

import psutil
import pytest
from pebble import ProcessExpired

from compensatie.studies import workers
from compensatie.studies.crew import NotBegunError
from compensatie.studies.drawn_answer import Failure
from compensatie.studies.workers import Workers, failure_of
from tests.support.drenthe_draws import points, subject


@pytest.mark.parametrize(
    ("error", "failure", "reason"),
    [
        (TimeoutError("Task timeout", 1.0), Failure.HUNG, "timeout"),
        (MemoryError(), Failure.MEMORY, "out of memory"),
        (ProcessExpired("x", workers.OUT_OF_MEMORY), Failure.MEMORY, "out of memory"),
        (ProcessExpired("x", -signal.SIGSEGV), Failure.CRASHED, "killed by SIGSEGV"),
        (ProcessExpired("x", -99), Failure.CRASHED, "killed by signal 99"),
        (ProcessExpired("x", 3), Failure.CRASHED, "exit code 3"),
        (BrokenProcessPool("x"), Failure.CRASHED, "before it began"),
        (NotBegunError("no room"), Failure.CRASHED, "no room"),
        (ValueError("odd"), Failure.ERROR, "odd"),
    ],
)
def test_each_error_is_a_failure_with_a_reason(error, failure, reason):
    kind, told = failure_of(error)
    assert kind is failure
    assert reason in told


def test_a_worker_without_memory_ends_at_once(monkeypatch):
    class EndedError(Exception):
        pass

    def work(sha256, draws):
        raise MemoryError

    def end(code):
        raise EndedError(code)

    monkeypatch.setattr(workers, "work", work)
    monkeypatch.setattr(workers.os, "_exit", end)
    with pytest.raises(EndedError) as ended:
        workers.answer("", [])
    assert ended.value.args == (workers.OUT_OF_MEMORY,)


def test_a_worker_that_cannot_be_made_ready_says_why():
    with closing(Workers(replace(subject(), version="0.0"), 1)) as crew:
        error = crew.submit([(1, points(1)[0])], None).exception(timeout=60)
        assert not crew.has_begun(error)
        assert crew.failure(error) == (
            Failure.CRASHED,
            "this worker runs another version than 0.0",
        )


def test_a_process_that_cannot_be_started_fails_its_task_only(monkeypatch):
    def schedule(*_, **__):
        raise OSError("no more processes")

    crew = Workers(subject(), 1)
    with closing(crew), monkeypatch.context() as patched:
        patched.setattr(workers.ProcessPool, "schedule", schedule)
        error = crew.submit([(1, points(1)[0])], None).exception(timeout=0)
    assert str(error) == "no more processes"
    assert not crew.has_begun(error)


def test_a_worker_that_was_killed_while_idle_is_replaced():
    one = points(1)[0]
    with closing(Workers(subject(), 1)) as crew:
        first = crew.submit([(1, one)], None).result(timeout=60)
        for process in psutil.Process().children(recursive=True):
            if "forkserver" in " ".join(process.cmdline()) and not process.children():
                process.kill()
                process.wait(10)
        second = crew.submit([(1, one)], None)
        if not wait([second], 5).done or second.exception():  # found out with the task in hand
            assert crew.is_lost(second) or not crew.has_begun(second.exception())
            second = crew.submit([(1, one)], None)
        assert second.result(timeout=60) == first
