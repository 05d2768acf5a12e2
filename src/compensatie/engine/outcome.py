# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What one solve came to: a status, a package, and every figure behind it, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.display import html_of
from compensatie.engine.figures import EmploymentLine, Spending, employment_lines, spendings
from compensatie.errors import Notice
from compensatie.facts.package import Package
from compensatie.facts.place import Place
from compensatie.rule import Finding, Unit

if TYPE_CHECKING:
    import pandas as pd


class Status(StrEnum):
    """How an answer stands. Infeasible is an answer; a time-out never is."""

    OPTIMAL = "optimal"
    """No package is cheaper: proven by the solver."""
    FEASIBLE = "feasible"
    """A package that keeps every rule; the search stopped at a limit."""
    INFEASIBLE = "infeasible"
    """No package keeps every rule: proven."""
    UNSOLVED = "unsolved"
    """A limit, or a failure of the solver, left the question without an answer."""


@dataclass(frozen=True, slots=True)
class ObjectiveValue:
    """What the first objective came to."""

    name: str
    """Its name in model files."""
    unit: Literal["EUR", "jobs"]
    """What it is measured in."""
    value: Fraction
    """Its value for the package, penalties included."""
    bound: Fraction
    """No package has a lower value, as far as was proven."""
    penalty: Fraction
    """EUR of it that stand for shortfalls of soft rules."""

    gap: Fraction
    """How much lower the optimum could still be; 0 where it is proven."""


@dataclass(frozen=True, slots=True)
class RowPrice:
    """What one more unit of a row's bound would cost in the linear relaxation."""

    rule: str
    """Id of the rule."""
    place: Place
    """Which row of it."""
    price: float
    """Change of the objective per unit of the bound (floating point: the solver's word)."""


@dataclass(frozen=True, slots=True)
class ScenarioStatus:
    """Whether one scenario by itself has a package."""

    scenario: str
    """Id of the scenario."""
    status: Status
    """How that question stands."""


@dataclass(frozen=True, slots=True)
class RuleMoved:
    """The bound of a rule moves, by one amount in all its rows."""

    rule: str
    """Id of the rule."""
    amount: Fraction
    """By how much it asks less, in its unit."""
    unit: Unit
    """Its unit."""
    share: Fraction | None = None
    """The amount as a share of the rule's smallest bound that is not 0; None where all are 0."""
    tolerance: Fraction | None = None
    """The tolerance that says the same, where there is one."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """From what, by what and how an answer was made."""

    instance_sha256: str
    """Digest of the instance."""
    model_sha256: str
    """Digest of the model, with all that it extends."""
    version: str
    """Version of this program."""
    solver: str
    """Solver and its version; empty where none was asked."""
    options: Mapping[str, str]
    """Options of the call."""
    cost_share_by_status: Mapping[str, Fraction]
    """Share of the money paid, by how sure the figures are."""


@dataclass(frozen=True)
class Outcome:
    """The answer to one question: the cheapest package, or why there is none."""

    status: Status
    """How the answer stands."""
    case: Case = field(repr=False)
    """What was asked."""
    provenance: Provenance = field(repr=False)
    """Where it comes from."""
    objective: ObjectiveValue | None = None
    """What the first objective came to; None without a package."""
    audit: Audit | None = field(default=None, repr=False)
    """The package, checked exactly; None without one, and for a relaxation."""
    certified: bool = False
    """Whether exact arithmetic proved the answer."""
    reason: str = ""
    """Why the search stopped, where it did, in the solver's own words."""
    notices: tuple[Notice, ...] = ()
    """What people should know."""
    scenario_statuses: tuple[ScenarioStatus, ...] = ()
    """Infeasible with several scenarios: how each stands by itself."""
    repairs: tuple[RuleMoved, ...] = ()
    """Infeasible: the least by which one rule alone would have to give way, where proven."""
    prices: tuple[RowPrice, ...] = ()
    """With `relax`: the price of every row that binds."""
    relaxed: Mapping[tuple[str, int], tuple[float, float]] = field(default_factory=dict)
    """With `relax`: share started and size of each measure and start year."""

    @property
    def package(self) -> Package | None:
        """The package found."""
        return self.audit.package if self.audit else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What every rule found in the package."""
        return self.audit.findings if self.audit else ()

    @cached_property
    def spendings(self) -> tuple[Spending, ...]:
        """EUR by measure, payer and year, exact."""
        return spendings(self.audit.ledger) if self.audit else ()

    @cached_property
    def employment_lines(self) -> tuple[EmploymentLine, ...]:
        """The balance of every scenario, province and year, exact."""
        return employment_lines(self.audit.ledger) if self.audit else ()

    @property
    def costs(self) -> pd.DataFrame:
        """EUR by measure, payer and year, undiscounted (columns of `Spending`)."""
        return _frame(Spending, self.spendings)

    @property
    def employment(self) -> pd.DataFrame:
        """The balance by scenario, province and year (columns of `EmploymentLine`)."""
        return _frame(EmploymentLine, self.employment_lines)

    @property
    def rules(self) -> pd.DataFrame:
        """Every finding: rule, place, measured, bound, slack, met, binding."""
        return _frame_of_findings(self.findings)

    @property
    def choices(self) -> pd.DataFrame:
        """The package: measure, start year and size."""
        chosen = self.package.choices if self.package else ()
        return _table(
            ["measure", "start", "size"],
            [[choice.measure, choice.start, float(choice.size)] for choice in chosen],
        )

    def to_frame(self) -> pd.DataFrame:
        """The package as a table; see also `costs`, `employment` and `rules`."""
        return self.choices

    def _repr_html_(self) -> str:
        return html_of(self)


def _table(columns: list[str], rows: list[list[object]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=columns)


def _plain(value: object) -> object:
    """A figure as notebooks use it; the exact one stays in the records."""
    return float(value) if isinstance(value, Fraction) else value


def _frame(record: type, records: tuple[object, ...]) -> pd.DataFrame:
    columns = list(record.__dataclass_fields__)  # type: ignore[attr-defined]
    return _table(columns, [[_plain(getattr(one, name)) for name in columns] for one in records])


def _frame_of_findings(findings: tuple[Finding, ...]) -> pd.DataFrame:
    columns = ["id", "family", *Place._fields, "measured", "sense", "bound", "slack", "met"]
    rows = [
        [
            one.rule,
            one.family,
            *one.place,
            _plain(one.measured),
            one.sense,
            _plain(one.bound),
            _plain(one.slack),
            one.met,
            one.is_binding,
        ]
        for one in findings
    ]
    return _table([*columns, "binding"], rows)
