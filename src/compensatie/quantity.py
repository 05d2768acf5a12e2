# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Quantities of a package that can be bounded: each as algebra, and as a sum over a package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from compensatie.formulation.linear import Linear, total

if TYPE_CHECKING:
    from compensatie.facts.measure import Measure
    from compensatie.formulation.decision import Decision
    from compensatie.ledger import Ledger

QuantityName = Literal["cost", "cost-once", "cost-yearly", "jobs", "measures", "size"]
"""What model files call them."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a package is looked at."""

    measures: tuple[Measure, ...]
    """Measures that count."""
    provinces: tuple[str, ...]
    """Provinces whose jobs count."""
    years: tuple[int, ...]
    """Years that count, at least one, in order."""
    payers: tuple[str, ...] | None = None
    """Only what these pay counts (default: everyone)."""

    @property
    def last(self) -> int:
        """The last year that counts."""
        return self.years[-1]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the measures that count."""
        return tuple(measure.id for measure in self.measures)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity, by two roads."""

    unit: Literal["EUR", "jobs", "measures", "size"]
    """What it is measured in."""
    dutch: str
    """What people call it in Dutch."""
    english: str
    """What people call it in English."""
    form: Callable[[Decision, Scope], Linear]
    """The quantity as it depends on the choices."""
    value: Callable[[Ledger, Scope], Fraction]
    """The quantity of a finished package."""
    form_of_year: Callable[[Decision, Scope], Linear] | None = None
    """Where one year by itself is something else: that, as it depends on the choices."""
    value_of_year: Callable[[Ledger, Scope], Fraction] | None = None
    """Likewise, of a finished package."""
    spans_years: bool = False
    """Whether in total it belongs to all years in scope, and not to the last of them."""

    def as_form(self, decision: Decision, scope: Scope, *, each_year: bool) -> Linear:
        """The quantity in total, or that of the one year in scope, by the choices."""
        form = self.form_of_year if each_year else None
        return (form or self.form)(decision, scope)

    def as_value(self, ledger: Ledger, scope: Scope, *, each_year: bool) -> Fraction:
        """The quantity in total, or that of the one year in scope, of a package."""
        value = self.value_of_year if each_year else None
        return (value or self.value)(ledger, scope)


QUANTITIES: Mapping[QuantityName, Quantity] = {
    "cost": Quantity(
        "EUR",
        "kosten",
        "cost",
        form=lambda decision, at: decision.present_value(at.measures, at.years, at.payers),
        value=lambda ledger, at: ledger.present_value(at.ids, at.years, at.payers),
        form_of_year=lambda decision, at: decision.year_cost(at.measures, at.last, at.payers),
        value_of_year=lambda ledger, at: ledger.paid(at.ids, at.years, at.payers),
        spans_years=True,
    ),
    "cost-once": Quantity(
        "EUR",
        "eenmalige kosten",
        "one-off cost",
        form=lambda decision, at: decision.once_cost(at.measures, at.years, at.payers),
        value=lambda ledger, at: ledger.paid(at.ids, at.years, at.payers, "once"),
        spans_years=True,
    ),
    "cost-yearly": Quantity(
        "EUR",
        "jaarlijkse kosten",
        "yearly cost",
        form=lambda decision, at: decision.yearly_cost(at.measures, at.last, at.payers),
        value=lambda ledger, at: ledger.paid(at.ids, (at.last,), at.payers, "yearly"),
    ),
    "jobs": Quantity(
        "jobs",
        "banen door maatregelen",
        "jobs through measures",
        form=lambda decision, at: decision.net_jobs(at.measures, at.provinces, at.last),
        value=lambda ledger, at: ledger.net_jobs(at.measures, at.provinces, at.last),
    ),
    "measures": Quantity(
        "measures",
        "aantal maatregelen",
        "number of measures",
        form=lambda decision, at: total(decision.started(one, at.last) for one in at.measures),
        value=lambda ledger, at: Fraction(sum(ledger.has_started(id_, at.last) for id_ in at.ids)),
    ),
    "size": Quantity(
        "size",
        "omvang van de maatregelen",
        "size of the measures",
        form=lambda decision, at: total(decision.size(one, at.last) for one in at.measures),
        value=lambda ledger, at: sum((ledger.size(id_, at.last) for id_ in at.ids), Fraction(0)),
    ),
}
"""Every quantity, by its name."""
