# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Draws handed out to whoever answers them, and handed out again where that fails.

A task is a handful of draws. Where a task fails nobody knows which of its draws was to blame, so
each of them is tried alone; one that fails alone twice is given up, with its reason, and the rest
goes on. Where nobody came so far as to begin, no draw is to blame: the task is handed out again,
until so many in a row did not begin that none will.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from math import inf
from time import monotonic
from typing import Protocol

from compensatie.engine.outcome import Status
from compensatie.engine.parametric import Point
from compensatie.studies.drawn_answer import DrawnAnswer, Failure, as_text
from compensatie.studies.futures import SECONDS_A_TASK, Answers, Draws

DRAWS_A_TASK = 64
"""Draws that are handed out at once; what is not answered in time comes back."""
MOST_TRIES = 2
"""How often a draw is tried alone."""
MOST_NOT_BEGUN = 32
"""After so many tasks in a row that nobody began, all that is left is given up.

Starts fail in a row where there is no memory for a worker, but also where workers are killed; a run
survives twenty of that.
"""
SECONDS_BETWEEN_LOOKS = 0.5
"""How long to wait before looking round."""
SECONDS_TO_BEGIN = 60.0
"""How long a worker may take to load everything, and to be stopped."""
GRACE = 2.0
"""Seconds past its time limit after which a task is stopped."""
LONGEST_REASON = 300
"""Characters of a reason that are kept."""


class NotBegunError(Exception):
    """Whoever should have worked on a task ended, or failed, before it began."""


class Crew(Protocol):
    """Who answers draws: processes of this machine, or a cluster."""

    size: int
    """How many tasks it works on at once."""

    def submit(self, draws: Draws, seconds: float | None) -> Future[Answers]:
        """Hands out a task.

        Args:
            draws: which draws.
            seconds: after so long the task may be stopped.
        """

    def is_lost(self, task: Future[Answers]) -> bool:
        """Whether nobody works any more on a task that has not ended."""

    def abandon(self, task: Future[Answers]) -> None:
        """Gives up a task that is lost, or should have been stopped long ago."""

    def close(self) -> None:
        """Stops all that is going on; no process stays behind."""

    def has_begun(self, error: BaseException) -> bool:
        """Whether a task that failed so was begun."""

    def failure(self, error: BaseException) -> tuple[Failure, str]:
        """What kind of failure an error of a task is, and the reason in words of the system."""


@dataclass(frozen=True, slots=True)
class _Task:
    """Draws handed out together."""

    numbers: tuple[int, ...]
    """The draws."""
    is_alone: bool = False
    """Whether it is one draw, tried because a task that it was in failed."""
    until: float = inf
    """Moment at which it should have been stopped long ago."""


_Ended = tuple[Future[Answers], BaseException | None]
"""A task that ended, and what went wrong."""


class Dispatch:
    """Hands out draws until each has an answer, or is given up."""

    def __init__(self, crew: Crew, draws: Mapping[int, Point], time_limit: float | None) -> None:
        """Prepares to hand out.

        Args:
            crew: who answers.
            draws: the draws to answer, by number.
            time_limit: seconds that one draw may take.
        """
        self._crew, self._draws, self._time_limit = crew, draws, time_limit
        self._waiting = deque(draws)
        self._alone: deque[int] = deque()
        self._tries: dict[int, int] = {}
        self._running: dict[Future[Answers], _Task] = {}
        self._not_begun = 0
        self.given_up = ""
        """Why all that was left was given up, in words of the system; nothing where it was not."""

    def answers(self) -> Iterator[Answers]:
        """Answers as they come in, a handful at a time; each draw once."""
        while self._waiting or self._alone or self._running:
            while len(self._running) < self._crew.size and (task := self._next()):
                self._hand_out(task)
            done, _ = wait(self._running, SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED)
            for future, error in self._ended(done):
                task = self._running.pop(future)
                answered = self._failed(task, error) if error else self._answered(task, future)
                if answered:
                    yield answered
                if self.given_up:
                    return

    def _next(self) -> _Task | None:
        """What is handed out next; a draw that is tried alone goes behind all others."""
        if self._waiting:
            share = -(-len(self._waiting) // (2 * self._crew.size))
            count = min(DRAWS_A_TASK, share, len(self._waiting))
            return _Task(tuple(self._waiting.popleft() for _ in range(count)))
        return _Task((self._alone.popleft(),), is_alone=True) if self._alone else None

    def _hand_out(self, task: _Task) -> None:
        limit = self._time_limit
        seconds = None if limit is None else limit + SECONDS_A_TASK + GRACE
        until = inf if seconds is None else monotonic() + seconds + SECONDS_TO_BEGIN
        draws = [(number, self._draws[number]) for number in task.numbers]
        self._running[self._crew.submit(draws, seconds)] = replace(task, until=until)

    def _ended(self, done: set[Future[Answers]]) -> Iterator[_Ended]:
        """Tasks that ended, and those that will not by themselves; with what went wrong."""
        for future in done:
            yield future, future.exception()
        now = monotonic()
        for future, task in list(self._running.items()):
            if future.done():
                continue  # since then: it is looked at next
            if self._crew.is_lost(future):
                yield self._abandoned(future, NotBegunError("its process is gone"))
            elif task.until < now:
                yield self._abandoned(future, TimeoutError("it did not stop"))

    def _abandoned(self, future: Future[Answers], error: Exception) -> _Ended:
        self._crew.abandon(future)
        return future, error

    def _answered(self, task: _Task, future: Future[Answers]) -> Answers:
        answers = future.result()
        done = {number for number, _ in answers}
        self._waiting.extendleft(one for one in reversed(task.numbers) if one not in done)
        self._not_begun = 0
        return answers

    def _failed(self, task: _Task, error: BaseException) -> Answers:
        if not self._crew.has_begun(error):
            return self._hand_back(task, error)
        self._not_begun = 0
        if not task.is_alone:
            self._alone.extend(task.numbers)
            return []
        return self._tried_alone(task.numbers[0], error)

    def _hand_back(self, task: _Task, error: BaseException) -> Answers:
        """Draws that nobody looked at wait again; all are given up where that never ends."""
        (self._alone if task.is_alone else self._waiting).extendleft(reversed(task.numbers))
        self._not_begun += 1
        if self._not_begun < MOST_NOT_BEGUN:
            return []
        running = (number for one in self._running.values() for number in one.numbers)
        failure, self.given_up = self._failure(error)
        return _unanswered(sorted({*self._waiting, *self._alone, *running}), failure, self.given_up)

    def _tried_alone(self, number: int, error: BaseException) -> Answers:
        self._tries[number] = self._tries.get(number, 0) + 1
        if self._tries[number] < MOST_TRIES:
            self._alone.append(number)
            return []
        return _unanswered([number], *self._failure(error))

    def _failure(self, error: BaseException) -> tuple[Failure, str]:
        failure, reason = self._crew.failure(error)
        return failure, " ".join(reason.split())[:LONGEST_REASON] or type(error).__name__


def _unanswered(numbers: list[int], failure: Failure, reason: str) -> Answers:
    text = as_text(DrawnAnswer(Status.UNSOLVED, failure=failure, reason=reason))
    return [(number, text) for number in numbers]
