# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What makes one plan better than another: the mean, the worst, the tail, or the regret.

Each is said twice: as columns and rows for the solver, and exactly, from the packages of a plan.
What the solver's own columns hold (the worst value, say) is never read.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import NamedTuple

from compensatie.engine.case import Case
from compensatie.engine.draft import Draft
from compensatie.engine.equivalent import Equivalent
from compensatie.engine.goal import SMALLEST_UNIT
from compensatie.engine.plan import Plan


class Aim(NamedTuple):
    """A sum over columns that is made small."""

    terms: Mapping[int, float]
    """Coefficients."""
    constant: float = 0.0
    """What is there without any choice."""


class PlanGoal(ABC):
    """A quantity of a plan to make small."""

    position: int = 0
    """Which of the model's objectives it looks at; the first is number 0."""

    @abstractmethod
    def aim(self, draft: Draft, equivalent: Equivalent) -> Aim:
        """Adds the columns and rows that it needs, and says what is made small."""

    @abstractmethod
    def value(self, plan: Plan) -> Fraction:
        """The quantity, exact."""

    def smallest(self, case: Case) -> Fraction:
        """The least difference between two values that are not equal."""
        return SMALLEST_UNIT[case.stages[self.position].objective.unit]

    def rounded(self, plan: Plan) -> Fraction:
        """The quantity, to the cent or to six decimals of a job."""
        smallest = self.smallest(plan.case)
        return round(self.value(plan) / smallest) * smallest

    def magnitude(self, plan: Plan) -> Fraction:
        """How large the figures are that it is made from: a solver is as exact as these allow."""
        return max(abs(plan.value(name, self.position)) for name in plan.audits)


@dataclass(frozen=True, slots=True)
class Mean(PlanGoal):
    r"""The mean of an objective over the scenarios, weighted: :math:`\sum_s \pi_s v_s`."""

    weights: Mapping[str, Fraction]
    position: int = 0

    def aim(self, draft: Draft, equivalent: Equivalent) -> Aim:
        """The objective of each block, times its weight."""
        terms: dict[int, float] = defaultdict(float)
        constant = 0.0
        for name, own in _objectives(equivalent, self.position):
            weight = float(self.weights.get(name, 0))
            constant += weight * own.constant
            for column, value in own.terms.items():
                terms[column] += weight * value
        return Aim(terms, constant)

    def value(self, plan: Plan) -> Fraction:
        """Summed."""
        values = (weight * plan.value(name, self.position) for name, weight in self.weights.items())
        return sum(values, Fraction(0))


@dataclass(frozen=True, slots=True)
class Worst(PlanGoal):
    r"""The greatest value of the first objective in any scenario, less what it may be there.

    :math:`\max_s (v_s - a_s)`: with nothing allowed it is the worst; with the optimum of each
    scenario by itself as :math:`a_s` it is the greatest regret.
    """

    allowed: Mapping[str, Fraction]

    def aim(self, draft: Draft, equivalent: Equivalent) -> Aim:
        """One column, at least as large as what each block comes to."""
        blocks = [
            (own.terms, float(self.allowed.get(name, 0)) - own.constant)
            for name, own in _objectives(equivalent, 0)
        ]
        ranges = [(draft.range_of(terms), less) for terms, less in blocks]
        lower = max(low - less for (low, _), less in ranges)
        upper = max(high - less for (_, high), less in ranges)
        worst = draft.add_column(lower, upper)
        for terms, less in blocks:
            draft.add_row({**terms, worst: -1.0}, -inf, less)
        return Aim({worst: 1.0})

    def value(self, plan: Plan) -> Fraction:
        """Looked up."""
        return max(plan.value(name) - self.allowed.get(name, 0) for name in plan.audits)


@dataclass(frozen=True, slots=True)
class Tail(PlanGoal):
    r"""The mean over the worst part :math:`1 - \alpha` of the scenarios, by weight (CVaR).

    .. math:: \min_\eta\ \eta + \frac{1}{1-\alpha} \sum_s \pi_s \max(0, v_s - \eta)
    """

    weights: Mapping[str, Fraction]
    level: Fraction

    def aim(self, draft: Draft, equivalent: Equivalent) -> Aim:
        """A threshold, and for each block a column for what it is above it."""
        blocks = list(_objectives(equivalent, 0))
        ranges = [draft.range_of(own.terms) for _, own in blocks]
        lower = min(low + own.constant for (low, _), (_, own) in zip(ranges, blocks, strict=True))
        upper = max(high + own.constant for (_, high), (_, own) in zip(ranges, blocks, strict=True))
        threshold = draft.add_column(lower, upper)
        terms = {threshold: 1.0}
        for name, own in blocks:
            above = draft.add_column(0.0, upper - lower)
            row = {**own.terms, threshold: -1.0, above: -1.0}
            draft.add_row(row, -inf, -own.constant)
            terms[above] = float(self.weights[name] / (1 - self.level))
        return Aim(terms)

    def value(self, plan: Plan) -> Fraction:
        """The worst first, until their weights make up the part."""
        return tail_mean({name: plan.value(name) for name in plan.audits}, self.weights, self.level)


def tail_mean(
    values: Mapping[str, Fraction], weights: Mapping[str, Fraction], level: Fraction
) -> Fraction:
    """The mean over the worst part 1 − level, by weight.

    Example:
        >>> half = Fraction(1, 2)
        >>> weights = {"a": half, "b": half}
        >>> tail_mean({"a": Fraction(10), "b": Fraction(40)}, weights, Fraction(1, 4))
        Fraction(30, 1)
    """
    part = left = 1 - level
    mean = Fraction(0)
    for name in sorted(values, key=lambda one: values[one], reverse=True):
        taken = min(left, weights[name])
        mean += taken * values[name]
        left -= taken
    return mean / part


def _objectives(equivalent: Equivalent, position: int) -> Iterator[tuple[str, Aim]]:
    """An objective of the model, in each block."""
    columns, values, constant = equivalent.block.costs(position)
    for at, name in enumerate(equivalent.scenarios):
        own = equivalent.columns[at, columns].tolist()
        yield name, Aim(dict(zip(own, values.tolist(), strict=True)), constant)
