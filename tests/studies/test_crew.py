# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every draw is answered once, or given up after it failed alone twice; the rest goes on."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from random import Random
from time import sleep

import pytest

from compensatie.studies import crew as dispatching
from compensatie.studies.crew import Dispatch, NotBegunError
from compensatie.studies.drawn_answer import Failure, from_text
from compensatie.studies.workers import failure_of
from tests.support.seeded import seeds


class Scripted:
    """A crew in threads that fails where it is told to."""

    def __init__(self, size, bad=(), lost=0.0, patience=64, seed=0):
        self.size, self.bad, self.lost, self.patience = size, set(bad), lost, patience
        self.random, self.tries, self.tasks = Random(seed), Counter(), []
        self.threads = ThreadPoolExecutor(size)
        self.abandoned = []

    def submit(self, draws, seconds):
        self.tasks.append(tuple(number for number, _ in draws))
        fails = self.random.random() < self.lost and len(draws) > 1
        return self.threads.submit(self._answer, draws, fails)

    def _answer(self, draws, fails):
        if fails:
            raise ConnectionError("killed from outside")
        answers = []
        for number, point in draws[: self.patience]:
            self.tries[number] += 1
            if number in self.bad:
                raise MemoryError(f"draw {number}")
            answers.append((number, f"{point}"))
        return answers

    def is_lost(self, task):
        return False

    def abandon(self, task):
        self.abandoned.append(task)

    def close(self):
        self.threads.shutdown()

    def has_begun(self, error):
        return not isinstance(error, NotBegunError)

    def failure(self, error):
        return failure_of(error)


def dispatched(crew, count, time_limit=None):
    draws = {number: f"point {number}" for number in range(1, count + 1)}
    answers = [one for some in Dispatch(crew, draws, time_limit).answers() for one in some]
    crew.close()
    assert sorted(number for number, _ in answers) == list(draws)
    return dict(answers)


@pytest.mark.parametrize("count", [1, 2, 63, 64, 65, 500])
def test_every_draw_is_answered_once(count):
    crew = Scripted(3)
    assert dispatched(crew, count) == {at: f"point {at}" for at in range(1, count + 1)}
    assert set(crew.tries.values()) == {1}
    assert max(map(len, crew.tasks)) <= 64


def test_what_is_not_answered_in_time_comes_back():
    crew = Scripted(2, patience=3)
    assert len(dispatched(crew, 100)) == 100
    assert set(crew.tries.values()) == {1}


def test_a_draw_that_fails_is_tried_alone_twice_and_given_up_with_its_reason():
    crew = Scripted(2, bad={7, 50})
    answers = dispatched(crew, 100)
    given_up = {number for number, text in answers.items() if text.startswith("{")}
    assert given_up == {7, 50}
    answer = from_text(answers[7])
    assert (answer.failure, answer.reason) == (Failure.MEMORY, "draw 7")
    assert not answer.has_answer
    assert crew.tasks.count((7,)) == crew.tasks.count((50,)) == 2


def test_tasks_lost_from_outside_cost_no_draw():
    for seed in seeds(100):
        crew = Scripted(3, lost=0.4, seed=seed)
        answers = dispatched(crew, 200)
        assert answers == {at: f"point {at}" for at in range(1, 201)}


class Unbegun(Scripted):
    """A crew of which some tasks are begun by nobody."""

    def __init__(self, size, begins, **more):
        super().__init__(size, **more)
        self.begins = begins

    def submit(self, draws, seconds):
        if self.begins(len(self.tasks)):
            return super().submit(draws, seconds)
        self.tasks.append(tuple(number for number, _ in draws))
        failed = Future()
        failed.set_exception(NotBegunError("no room for a process"))
        return failed


def test_where_nobody_ever_begins_all_draws_are_given_up_after_a_while():
    crew = Unbegun(2, begins=lambda _: False)
    dispatch = Dispatch(crew, dict.fromkeys(range(1, 501), "point"), None)
    answers = [one for some in dispatch.answers() for one in some]
    assert [number for number, _ in answers] == list(range(1, 501))
    assert {from_text(text).reason for _, text in answers} == {"no room for a process"}
    assert {from_text(text).failure for _, text in answers} == {Failure.CRASHED}
    assert dispatch.given_up == "no room for a process"
    assert len(crew.tasks) <= dispatching.MOST_NOT_BEGUN + crew.size


def test_what_was_answered_before_nobody_begins_any_more_stays():
    crew = Unbegun(2, begins=lambda count: count < 3)
    dispatch = Dispatch(crew, dict.fromkeys(range(1, 501), "point"), None)
    answers = [one for some in dispatch.answers() for one in some]
    assert sorted(number for number, _ in answers) == list(range(1, 501))
    assert sum(text == "point" for _, text in answers) == 3 * dispatching.DRAWS_A_TASK
    assert dispatch.given_up


def test_tasks_that_nobody_began_cost_no_draw_and_no_try():
    # As many in a row as may be, again and again; draw 7 itself fails, and is tried twice.
    often = dispatching.MOST_NOT_BEGUN
    crew = Unbegun(1, begins=lambda count: count % often == often - 1, bad={7})
    answers = dispatched(crew, 100)
    assert {number for number, text in answers.items() if text != f"point {number}"} == {7}
    assert from_text(answers[7]).reason == "draw 7"
    assert crew.tries[7] == 3  # with others, and alone twice


def test_a_task_that_was_lost_without_a_word_is_handed_out_again(monkeypatch):
    monkeypatch.setattr(dispatching, "SECONDS_BETWEEN_LOOKS", 0.01)

    class Forgetful(Scripted):
        forgotten = ()

        def submit(self, draws, seconds):
            if len(self.forgotten) == 3:
                return super().submit(draws, seconds)
            self.forgotten = (*self.forgotten, Future())
            return self.forgotten[-1]

        def is_lost(self, task):
            return task in self.forgotten

    crew = Forgetful(2)
    assert len(dispatched(crew, 100)) == 100
    assert crew.abandoned == list(crew.forgotten)


def test_a_task_that_even_stopping_does_not_end_is_abandoned(monkeypatch):
    monkeypatch.setattr(dispatching, "SECONDS_TO_BEGIN", 0.0)
    monkeypatch.setattr(dispatching, "SECONDS_BETWEEN_LOOKS", 0.05)
    monkeypatch.setattr(dispatching, "SECONDS_A_TASK", 0.0)
    monkeypatch.setattr(dispatching, "GRACE", 0.1)

    class Stuck(Scripted):
        def submit(self, draws, seconds):
            return Future() if 3 in dict(draws) else super().submit(draws, seconds)

    crew = Stuck(2)
    answers = dispatched(crew, 5, time_limit=0.1)
    assert from_text(answers[3]).failure is Failure.HUNG
    assert {number for number, text in answers.items() if text.startswith("p")} == {1, 2, 4, 5}
    assert len(crew.abandoned) == 3  # with others, and alone twice


def test_without_a_limit_nothing_is_abandoned(monkeypatch):
    monkeypatch.setattr(dispatching, "SECONDS_BETWEEN_LOOKS", 0.01)

    class Slow(Scripted):
        def _answer(self, draws, fails):
            sleep(0.1)
            return super()._answer(draws, fails)

    crew = Slow(2)
    assert len(dispatched(crew, 10)) == 10
    assert crew.abandoned == []
