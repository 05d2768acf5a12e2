# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What packages are compared on: cost, jobs, room under each rule; exact, from audit and ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from compensatie.engine.audit import Audit
from compensatie.engine.figures import EmploymentLine, employment_lines
from compensatie.rule import Finding

NONE = Fraction(0)


@dataclass(frozen=True)
class Criteria:
    """The figures of one package under one model."""

    audit: Audit
    """The package, checked exactly."""

    @property
    def value(self) -> Fraction:
        """The first objective, to the cent or to six decimals of a job."""
        return self.values[0]

    @cached_property
    def values(self) -> tuple[Fraction, ...]:
        """Every objective of the model in turn, rounded likewise."""
        return tuple(
            round(self.audit.objective(at) / unit) * unit
            for at, unit in enumerate(_smallest(self.audit))
        )

    @cached_property
    def present_value(self) -> Fraction:
        """Net present value of all that is paid, in EUR."""
        measures = [choice.measure for choice in self.audit.package.choices]
        return self.audit.ledger.present_value(measures, self.audit.case.facts.years, None)

    @property
    def cost(self) -> Fraction:
        """Net present value and the priced shortfalls of soft rules, in EUR."""
        return self.present_value + self.audit.penalty

    @cached_property
    def once(self) -> Mapping[str, Fraction]:
        """One-off cost in EUR by payer, undiscounted."""
        return self._paid("once", (self.audit.case.facts.years[0], self._last))

    @cached_property
    def yearly(self) -> Mapping[str, Fraction]:
        """Yearly cost in the last year in EUR by payer, undiscounted."""
        return self._paid("yearly", (self._last, self._last))

    def _paid(
        self, kind: Literal["once", "yearly"], years: tuple[int, int]
    ) -> Mapping[str, Fraction]:
        found: dict[str, Fraction] = {}
        for payment in self.audit.ledger.payments:
            if payment.kind == kind and years[0] <= payment.year <= years[1]:
                found[payment.payer] = found.get(payment.payer, NONE) + payment.amount
        return found

    @property
    def measures(self) -> int:
        """How many measures are chosen."""
        return len(self.audit.package.choices)

    @cached_property
    def gained(self) -> Fraction:
        """Gross jobs that measures bring in the last year, wherever they bring them."""
        return sum((jobs for jobs, _ in self._brought()), NONE)

    @cached_property
    def high_grade_share(self) -> Fraction | None:
        """High-grade share of those jobs; without a share it is 0; None where none has one."""
        if all(one.high_grade_share is None for one, _, _ in self.audit.ledger.choices()):
            return None
        high = sum((jobs * share for jobs, share in self._brought()), NONE)
        return high / self.gained if self.gained else None

    def _brought(self) -> list[tuple[Fraction, Fraction]]:
        """Jobs that each measure brings, with its high-grade share."""
        return [
            (
                sum((self.audit.ledger.gained(one, at, self._last) for at in one.gained()), NONE),
                Fraction(one.high_grade_share or 0),
            )
            for one, _, _ in self.audit.ledger.choices()
        ]

    @cached_property
    def jobs_taken(self) -> Mapping[str, Fraction]:
        """Gross jobs that measures take in the last year, by the code of the province."""
        ledger = self.audit.ledger
        chosen = [measure for measure, _, _ in ledger.choices()]
        taken = {
            code: sum((ledger.taken(one, code, self._last) for one in chosen), NONE)
            for code in self.audit.case.facts.provinces
        }
        return {code: jobs for code, jobs in taken.items() if jobs}

    @cached_property
    def employment(self) -> tuple[EmploymentLine, ...]:
        """The balance of every scenario, province and year."""
        return employment_lines(self.audit.ledger)

    @cached_property
    def least_slack(self) -> tuple[Finding, ...]:
        """Of each rule the row with the least room; what was not tested where nothing was."""
        rows: dict[str, list[Finding]] = {}
        for finding in self.audit.findings:
            rows.setdefault(finding.rule, []).append(finding)
        return tuple(min(found, key=_room) for found in rows.values())

    @property
    def _last(self) -> int:
        return self.audit.case.facts.years[-1]


def _smallest(audit: Audit) -> tuple[Fraction, ...]:
    """The least difference between two values of each objective."""
    units = (stage.objective.unit for stage in audit.case.stages)
    return tuple(Fraction(1, 100 if unit == "EUR" else 10**6) for unit in units)


def _room(finding: Finding) -> tuple[bool, Fraction, Fraction]:
    # Among equals, the one that says most: 0 of 0 says nothing.
    return finding.slack is None, finding.slack or NONE, -abs(finding.bound or NONE)
