# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the answer is under each lawful reading of the norms, beside the model's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.case import Case
from compensatie.errors import Fault, InputError
from compensatie.studies.comparison import Solved, proven_difference
from compensatie.studies.criteria import Criteria
from compensatie.studies.definition_frames import definition_frame
from compensatie.studies.differences import Difference, differences
from compensatie.studies.reading import Reading, Untested, combinations, readings, untested
from compensatie.studies.subject import Subject

if TYPE_CHECKING:
    import pandas as pd

MOST_TOGETHER = 32
"""Combinations of readings that are still few enough to solve them all."""


class ReadingStatus(StrEnum):
    """How the answer under a reading stands: as of any answer, or that it cannot be asked."""

    OPTIMAL = "optimal"
    """The best package is proven."""
    FEASIBLE = "feasible"
    """A package is known; the search for a better one stopped."""
    INFEASIBLE = "infeasible"
    """No package exists: proven."""
    UNSOLVED = "unsolved"
    """The search stopped without an answer."""
    MISSING_FACTS = "missing facts"
    """The instance lacks figures that this reading needs."""


@dataclass(frozen=True)
class Answered:
    """The answer under one reading."""

    reading: Reading
    """How the norms are read."""
    solved: Solved | None = field(default=None, repr=False)
    """The best package, or that there is none; None where figures are missing."""
    faults: tuple[Fault, ...] = ()
    """What is missing, where figures are."""
    untested: tuple[Untested, ...] = ()
    """What could no longer be tested, though by the model's own reading it can."""
    given: Audit | None = field(default=None, repr=False)
    """The package that somebody brought, checked under this reading."""

    @property
    def status(self) -> ReadingStatus:
        """How the answer stands."""
        if self.solved is None:
            return ReadingStatus.MISSING_FACTS
        return ReadingStatus(self.solved.status)

    @property
    def criteria(self) -> Criteria | None:
        """The best package, with its figures; None where there is none."""
        return None if self.solved is None else self.solved.criteria


@dataclass(frozen=True)
class Definitions:
    """The answer under the model's own reading, and under every other that asks something else."""

    case: Case = field(repr=False)
    """Facts and policy, by the model's own reading."""
    own: Answered
    """By the model's own reading."""
    single: tuple[Answered, ...]
    """With one definition filled in otherwise."""
    together: tuple[Answered, ...]
    """With two or more filled in otherwise; none where there would be too many."""
    same: tuple[Reading, ...]
    """Readings that ask exactly the same of every package."""
    left_out: int = 0
    """Combinations that were not asked because there are too many."""

    @property
    def every(self) -> tuple[Answered, ...]:
        """The model's own reading first."""
        return (self.own, *self.single, *self.together)

    def extra_cost(self, one: Answered) -> Fraction | None:
        """EUR more than by the model's own reading; None where one of the two is not proven."""
        if one.solved is None or self.own.solved is None:
            return None
        return proven_difference(one.solved, self.own.solved)

    def differences(self, one: Answered) -> tuple[Difference, ...]:
        """What the package of a reading does otherwise; nothing where one of them has none."""
        if one.criteria is None or self.own.criteria is None:
            return ()
        return differences(self.own.criteria.audit, one.criteria.audit)

    def to_frame(self) -> pd.DataFrame:
        """One line for each reading."""
        return definition_frame(self)


def definitions(subject: Subject) -> Definitions | None:
    """The answer under each lawful reading; None where it was not asked."""
    if not subject.asked.definitions:
        return None
    changing, same = readings(subject.case)
    combined = list(combinations(changing))
    few = combined if len(combined) <= MOST_TOGETHER else []
    subject.questioner.expect(len(changing) + len(few))
    outcome = subject.outcome
    criteria = None if outcome.audit is None else Criteria(outcome.audit)
    bound = None if outcome.objective is None else outcome.objective.bound
    own = Answered(Reading(), Solved(outcome.status, criteria, bound), given=subject.given)
    return Definitions(
        subject.case,
        own,
        tuple(_answered(one, subject) for one in changing),
        tuple(_answered(one, subject) for one in few),
        same,
        len(combined) - len(few),
    )


def _answered(reading: Reading, subject: Subject) -> Answered:
    """Solves a case as it is read; an answer that leaves a province untested would be no answer."""
    try:
        case = reading.case(subject.case)
    except InputError as error:
        return Answered(reading, faults=error.faults)
    if lost := untested(case) - untested(subject.case):
        return Answered(reading, untested=tuple(lost))
    found = subject.questioner.by_model(subject.effort.inquiry(case))
    given = None if subject.given is None else audit_package(case, subject.given.package)
    return Answered(reading, Solved.of(found), given=given)
