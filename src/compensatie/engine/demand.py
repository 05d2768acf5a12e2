# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the hard rules ask where no measure is taken, and how far measures can go to meet it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from compensatie.engine.case import Case, RuleInCase
from compensatie.engine.reach import Reach
from compensatie.facts.place import Place
from compensatie.formulation.decision import Decision
from compensatie.rule import Rule


@dataclass(frozen=True, slots=True)
class Demand:
    """One row of a hard rule that is missed where no measure is taken."""

    rule: Rule
    """The rule."""
    place: Place
    """Which row of it."""
    missing: Fraction
    """What is missing without any measure, in the rule's unit."""
    reach: Fraction
    """The most that all measures together can add here; other rules and relations left aside."""

    @property
    def remaining(self) -> Fraction:
        """What is missing at the least, whatever is chosen: above 0, no package exists."""
        return max(Fraction(0), self.missing - self.reach)


def demands(case: Case) -> tuple[Demand, ...]:
    """Every row of a hard rule that is missed without measures, in the order of the model."""
    decision = Decision(case.facts)
    reach = Reach(decision, case.locks)
    hard = (one for one in case.rules if one.rule.is_hard)
    return tuple(demand for one in hard for demand in _of_rule(one, decision, reach))


def _of_rule(one: RuleInCase, decision: Decision, reach: Reach) -> Iterator[Demand]:
    missed = {found.place: found.shortfall for found in one.without_measures if found.shortfall}
    for row in one.rule.rows(one.facts, decision) if missed else ():
        if row.place in missed:
            most = reach.most(row.surplus()) + missed[row.place]
            yield Demand(one.rule, row.place, missed[row.place], most)
