# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Answers every draw of a run that has no answer yet, and keeps each as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable

from compensatie.studies.crew import Crew, Dispatch
from compensatie.studies.draws import Draws
from compensatie.studies.ensemble_store import EnsembleStore
from compensatie.studies.study import Course, Progress, Stop, Watch


def answer_draws(
    draws: Draws,
    store: EnsembleStore,
    crew: Callable[[], Crew],
    time_limit: float | None,
    watch: Watch,
) -> Course:
    """Answers what is not answered yet.

    A draw that failed before, or was stopped at its limit, is tried again.

    Args:
        draws: every draw of the run.
        store: the answers that there are, and those to come.
        crew: makes those who answer; not called where nothing is left to do.
        time_limit: seconds for one draw.
        watch: told how far it is.

    Returns:
        Whether, and why, it was broken off.

    Raises:
        InputError: an answer cannot be kept; those kept before stay.
    """
    course = Course()
    known = {number for number, answer in store.answers() if answer.has_answer}
    left = {at: one for at, one in enumerate(draws.every, start=1) if at not in known}
    if not left:
        return course
    done, total = len(known), len(draws.every)
    with course.held():
        working = crew()
        dispatch = Dispatch(working, left, time_limit)
        try:
            watch(Progress(done, total))
            for answers in dispatch.answers():
                store.keep(answers)
                done += len(answers)
                watch(Progress(done, total))
        finally:
            working.close()
        if dispatch.given_up:
            course.stop, course.reason = Stop.WORKERS, dispatch.given_up
    return course
