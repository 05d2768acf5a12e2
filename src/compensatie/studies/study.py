# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What all studies share: how long they may take, how far they are, and why they stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from time import monotonic

from compensatie.engine.case import Case
from compensatie.engine.inquiry import Found, Inquiry
from compensatie.engine.outcome import Status
from compensatie.engine.programme import Programme
from compensatie.engine.solver import HIGHS
from compensatie.errors import SolverError
from compensatie.studies.store import Store


class Stop(StrEnum):
    """Why a study ended before it was complete."""

    LIMIT = "limit"
    """It found as many as were asked for at most."""
    TIME = "time-limit"
    """The time was over, or the solver left a question without a proof."""
    INTERRUPTED = "interrupted"
    """Ctrl-C."""
    SOLVER = "solver"
    """The solver broke down."""
    WORKERS = "workers"
    """No process could be started that works on it."""


class Proof(StrEnum):
    """How a single figure of a study stands; a time-out never becomes one of the other three."""

    PROVEN = "proven"
    """It is exact."""
    BOUNDED = "bounded"
    """The search stopped: it is a bound, and the true figure may be better."""
    UNSOLVED = "unsolved"
    """The search stopped without any figure."""
    NO_PACKAGE = "no package exists"
    """It is proven that no package is so."""

    @classmethod
    def of(cls, found: Found) -> Proof:
        """How the answer to a question stands."""
        if found.best is None:
            return cls.NO_PACKAGE if found.is_proven else cls.UNSOLVED
        return cls.PROVEN if found.is_proven else cls.BOUNDED


def status_of(found: Found) -> Status:
    """The same, as the status of an outcome."""
    return {
        Proof.PROVEN: Status.OPTIMAL,
        Proof.BOUNDED: Status.FEASIBLE,
        Proof.UNSOLVED: Status.UNSOLVED,
        Proof.NO_PACKAGE: Status.INFEASIBLE,
    }[Proof.of(found)]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a study is."""

    done: int
    """Packages, points or questions so far."""
    total: int | None = None
    """How many there will be, where that is known."""
    best: Fraction | None = None
    """The best value, or the best bound, so far."""


Watch = Callable[[Progress], None]
"""What is told how far a study is."""


def unwatched(_: Progress) -> None:
    """Nobody looks."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long a study may take, with which solver, and who looks on."""

    time_limit: float | None = None
    """Seconds for the whole study; none: as long as it takes."""
    gap: Fraction = Fraction(0)
    """EUR by which an answer may be worse than the best one."""
    solver: str = HIGHS
    """Name of the solver, as PuLP knows it."""
    store: Store | None = None
    """Answers proven before, and those to come."""
    watch: Watch = unwatched
    """What is told how far the study is."""
    started: float = field(default_factory=monotonic)
    """Moment (of the monotonic clock) at which it began."""

    @property
    def exactly(self) -> Effort:
        """The same without a gap: for questions that are not of EUR."""
        return replace(self, gap=Fraction(0))

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return self.time_limit is not None and monotonic() >= self.started + self.time_limit

    def inquiry(self, case: Case, programme: Programme | None = None) -> Inquiry:
        """Questions about one case, within this effort; with another programme than usual."""
        used = Programme(case) if programme is None else programme
        return Inquiry(
            case,
            programme=used,
            solver=self.solver,
            gap=self.gap,
            deadline=None if self.time_limit is None else self.started + self.time_limit,
            memory=None if self.store is None else self.store.of_case(case, used.name),
        )


@dataclass(slots=True)
class Course:
    """How a study went: filled in while it runs, and still there when it is broken off."""

    stop: Stop | None = None
    """Why it ended early; none: it is complete."""
    reason: str = ""
    """The solver's own words for that."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Ends the work on Ctrl-C, or where the solver breaks down, and keeps what is known."""
        try:
            yield
        except KeyboardInterrupt:
            self.stop = Stop.INTERRUPTED
        except SolverError as error:
            self.stop, self.reason = Stop.SOLVER, str(error)

    def settles(self, found: Found) -> bool:
        """Whether an answer is proven; where not, the study is not complete."""
        if not found.is_proven:
            self.stop, self.reason = self.stop or Stop.TIME, self.reason or found.reason
        return found.is_proven
