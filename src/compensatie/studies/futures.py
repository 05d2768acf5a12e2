# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Drawn futures of one case, answered one after the other; what a worker does.

A worker is told the files once, as texts, and then only which draws to answer: never a problem.
It keeps the compiled programme, in which a draw changes only what moves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from random import Random
from threading import Lock
from time import monotonic
from typing import TypeVar

from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.case import Case, bind, with_figures
from compensatie.engine.goal import Goal
from compensatie.engine.inquiry import Found, Inquiry
from compensatie.engine.moving import Moving
from compensatie.engine.parametric import Point, parametric
from compensatie.engine.solver import is_highs
from compensatie.errors import SolverError
from compensatie.facts.distribution import DECIMALS
from compensatie.facts.instance import Instance
from compensatie.facts.otherwise import figures_touched, otherwise
from compensatie.facts.package import Package
from compensatie.files.content import content_in
from compensatie.files.uncertain import drawn_figures
from compensatie.formulation.linear import Linear
from compensatie.policy import Model
from compensatie.studies.drawn_answer import DrawnAnswer, as_text

_Document = TypeVar("_Document", Instance, Model, Package)
TRIALS = 3
"""Points at which slopes are tried before they are used."""
SECONDS_A_TASK = 0.5
"""A worker hands in what it has after so long: what is lost with a worker is little."""
Draws = Sequence[tuple[int, Point]]
"""Draws by number: what each uncertainty came to."""
Answers = list[tuple[int, str]]
"""Answers by number, as text."""


@dataclass(frozen=True)
class Subject:
    """What every draw of a run is about: texts, so that it can be sent to any machine."""

    instance: str
    """The facts, as a JSON file has them."""
    model: str
    """The policy, likewise, merged with what it extends."""
    packages: tuple[str, ...]
    """The packages given, likewise."""
    scenarios: tuple[str, ...]
    """Ids of the scenarios looked at; none: all."""
    include: tuple[str, ...]
    """Measures that a package must have."""
    exclude: tuple[str, ...]
    """Measures that it must not have."""
    gap: str
    """EUR by which an answer may be worse than the best one."""
    time_limit: float | None
    """Seconds for one draw."""
    solver: str
    """Name of the solver, as PuLP knows it."""
    version: str
    """Version of this program."""

    @cached_property
    def sha256(self) -> str:
        """What tells it from every other subject."""
        return sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


class Futures:
    """The drawn futures of one subject."""

    def __init__(self, subject: Subject) -> None:
        """Compiles what all draws share.

        Raises:
            InputError: facts and policy do not fit together.
            SolverError: this is another version than the one that asks.
        """
        if subject.version != version("compensatie"):
            raise SolverError(f"this worker runs another version than {subject.version}")
        self._subject = subject
        instance = _read(Instance, subject.instance)
        model = _read(Model, subject.model)
        self._packages = [_read(Package, text) for text in subject.packages]
        chosen = (subject.scenarios, subject.include, subject.exclude)
        self._case = bind(instance, model, *chosen)
        self._figures = drawn_figures(instance)
        self._touched = figures_touched(place for one in self._figures for place in one.written)
        self._goal = _first_goal(self._case)

    @cached_property
    def moving(self) -> Moving | None:
        """The compiled programme, where draws only move its numbers in straight lines."""
        if not is_highs(self._subject.solver) or self._must_bind:
            return None
        random = Random(1)
        origin, *trials = (self._point(random) for _ in range(TRIALS + 1))
        found = parametric(self.case_at, origin, trials)
        return None if found is None else Moving(found, Fraction(self._subject.gap))

    @property
    def _must_bind(self) -> bool:
        """Whether a draw can make a rule one that cannot be asked: levels can be drawn to 0."""
        return bool(self._touched & {"employment", "national"})

    def _point(self, random: Random) -> Point:
        """Some point within all distributions, likely or not."""
        return tuple(
            round(one.least_value + (one.most_value - one.least_value) * _share(random), DECIMALS)
            for one in (figures.uncertainty.distribution for figures in self._figures)
        )

    def case_at(self, point: Point) -> Case:
        """The case of one draw, exactly.

        Raises:
            InputError: a rule cannot be asked of the figures drawn.
        """
        figures = {}
        for one, drawn in zip(self._figures, point, strict=True):
            figures.update(one.under(drawn))
        instance = otherwise(self._case.instance, figures)
        if self._must_bind:
            subject = self._subject
            chosen = (subject.scenarios, subject.include, subject.exclude)
            return bind(instance, self._case.model, *chosen)
        return with_figures(self._case, instance, self._touched)

    def answer(self, point: Point) -> DrawnAnswer:
        """What one draw comes to."""
        case = self.case_at(point)
        return DrawnAnswer.of(self._best(case, point), self._held(case))

    def _held(self, case: Case) -> Iterator[Audit]:
        return (audit_package(case, package) for package in self._packages)

    def _best(self, case: Case, point: Point) -> Found:
        limit = self._subject.time_limit
        deadline = None if limit is None else monotonic() + limit
        if self.moving is None:
            gap, solver = Fraction(self._subject.gap), self._subject.solver
            return Inquiry(case, solver=solver, gap=gap, deadline=deadline).by_model()
        self.moving.move(point)
        programme = self.moving.programme
        inquiry = Inquiry(case, programme=programme, asker=self.moving, deadline=deadline)
        return inquiry.best(self._goal)


def _first_goal(case: Case) -> Goal:
    """The first objective of whatever case is looked at; its costs move with the draw."""
    unit = case.stages[0].objective.unit
    return Goal("objective 1", unit, Linear(), lambda audit: audit.objective())


def _read(cls: type[_Document], text: str) -> _Document:
    return cls.model_validate(content_in(text), by_alias=True, by_name=False)


def _share(random: Random) -> Decimal:
    return Decimal(random.randrange(1, 1000)) / 1000


_KNOWN: dict[str, Futures] = {}
_PREPARED: list[Subject] = []
_BUSY = Lock()


def prepare(subject: Subject) -> None:
    """Makes a process ready to answer draws of a subject."""
    _PREPARED[:] = [subject]
    _ = compiled(subject).moving


def compiled(subject: Subject) -> Futures:
    """What all draws of a subject share, compiled once in a process."""
    if subject.sha256 not in _KNOWN:
        _KNOWN.clear()
        _KNOWN[subject.sha256] = Futures(subject)
    return _KNOWN[subject.sha256]


def work(sha256: str, draws: Draws, seconds: float = SECONDS_A_TASK) -> Answers:
    """Answers draws of the subject that this process was prepared for.

    Args:
        sha256: what tells the subject from others.
        draws: which draws.
        seconds: hand in what there is after so long; at least one draw.

    Raises:
        SolverError: this process was prepared for another subject.
    """
    if not _PREPARED or _PREPARED[0].sha256 != sha256:
        raise SolverError("this process was prepared for other draws")
    return work_on(_PREPARED[0], draws, seconds)


def work_on(subject: Subject, draws: Draws, seconds: float = SECONDS_A_TASK) -> Answers:
    """Answers draws of a subject, as `work`."""
    answers: Answers = []
    with _BUSY:  # threads of one process share one live solver
        futures, until = compiled(subject), monotonic() + seconds
        for number, point in draws:
            answers.append((number, as_text(futures.answer(point))))
            if monotonic() > until:
                break
    return answers
