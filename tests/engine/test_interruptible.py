# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Ctrl-C ends the waiting, and the work where the work listens."""

from __future__ import annotations

from threading import Event, current_thread

import pytest

from compensatie.engine import interruptible
from compensatie.engine.interruptible import Interruptible
from compensatie.errors import SolverError


@pytest.fixture
def ctrl_c(monkeypatch):
    """From its call on, the first look at whether work has ended hears Ctrl-C instead."""

    class Interrupting(Event):
        is_first = True

        def wait(self, timeout=None):
            if self.is_first:
                self.is_first = False
                raise KeyboardInterrupt
            return super().wait(timeout)

    return lambda: monkeypatch.setattr(interruptible, "Event", Interrupting)


@pytest.fixture
def at_exit(monkeypatch):
    """What is done when Python ends."""
    done = []
    monkeypatch.setattr(interruptible.atexit, "register", done.append)
    return done


def test_work_is_done_elsewhere_and_waited_for():
    threads = []
    Interruptible().run(lambda: threads.append(current_thread()))
    assert threads
    assert threads[0] is not current_thread()


def test_what_the_work_raises_is_raised():
    with pytest.raises(ZeroDivisionError):
        Interruptible().run(lambda: 1 / 0)


def test_work_that_listens_ends_and_can_be_done_again(ctrl_c, at_exit, monkeypatch):
    work, ends = Interruptible(), []
    ctrl_c()
    with pytest.raises(KeyboardInterrupt):
        work.run(lambda: ends.append(work.stop.wait(9)))
    assert ends == [True]
    assert not work.is_lost
    assert at_exit == []
    monkeypatch.setattr(interruptible, "Event", Event)
    work.run(lambda: ends.append(work.stop.is_set()))
    assert ends == [True, False]


def test_work_that_does_not_listen_is_left_behind(ctrl_c, at_exit, monkeypatch):
    monkeypatch.setattr(interruptible, "SECONDS_TO_STOP", 0.05)
    release, parted = Event(), object()
    work = Interruptible(parted)
    ctrl_c()
    with pytest.raises(KeyboardInterrupt):
        work.run(lambda: release.wait(9))
    assert work.is_lost
    assert at_exit == [parted]
    with pytest.raises(SolverError, match="still running"):
        work.run(print)
    release.set()
