# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Yearly cost at the end of the horizon."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from compensatie.facts.facts import Facts
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear
from compensatie.ledger import Ledger
from compensatie.objective import Objective


@dataclass(frozen=True)
class CostYearly(Objective):
    r"""Yearly cost in the last year of the horizon: :math:`\text{yearly}_T`, in EUR."""

    name: ClassVar[str] = "cost-yearly"
    unit: ClassVar[Literal["EUR", "jobs"]] = "EUR"
    adds_penalty: ClassVar[bool] = True

    def expression(self, facts: Facts, decision: Decision) -> Linear:
        """What each choice costs in the last year."""
        return decision.yearly_cost(facts.measures, facts.years[-1], self.payers)

    def value(self, facts: Facts, ledger: Ledger) -> Fraction:
        """The yearly payments of the package in the last year."""
        everything = [measure.id for measure in facts.measures]
        return ledger.paid(everything, (facts.years[-1],), self.payers, "yearly")
