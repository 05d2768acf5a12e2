# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Jobs that measures take from provinces."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from compensatie.facts.facts import Facts
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear, total
from compensatie.ledger import Ledger
from compensatie.objective import Objective


@dataclass(frozen=True)
class JobsTaken(Objective):
    r"""Gross jobs that measures take from provinces in the last year of the horizon.

    .. math:: \sum_m \sum_{p} \text{taken}_{m,p}\, A_{m,T}

    What the same measures bring is not set off against it. In jobs.
    """

    name: ClassVar[str] = "jobs-taken"
    unit: ClassVar[Literal["EUR", "jobs"]] = "jobs"

    def expression(self, facts: Facts, decision: Decision) -> Linear:
        """What each measure takes, from all provinces together."""
        last = facts.years[-1]
        return total(decision.taken(measure, facts.provinces, last) for measure in facts.measures)

    def value(self, facts: Facts, ledger: Ledger) -> Fraction:
        """What the measures of the package take, province by province."""
        last = facts.years[-1]
        taken = (
            ledger.taken(measure, province, last)
            for measure, _, _ in ledger.choices()
            for province in facts.provinces
        )
        return sum(taken, Fraction(0))
