# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What every rule is: an entry of a model file, its rows, its check, and its words.

A rule family is one class in one file of `rules/`. It says the same thing twice, by two roads:
`rows` as algebra over the choices, `check` as sums over a finished package.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from compensatie.errors import Fault, InputError, MissingFactError, Notice
from compensatie.facts.facts import Facts
from compensatie.facts.numbers import NonNegative, Year
from compensatie.facts.place import Place, Sense
from compensatie.facts.record import Name, Table, Text
from compensatie.facts.references import unknown
from compensatie.facts.series import Series
from compensatie.language import Language
from compensatie.legal_source import LegalSource

if TYPE_CHECKING:
    from compensatie.formulation.decision import Decision
    from compensatie.formulation.row import Row
    from compensatie.ledger import Ledger

Unit = Literal["jobs", "EUR", "measures", "size", "resource"]
"""What a rule measures in: jobs in the instance's unit, money, or a number of things."""


class Period(Table):
    """Years in which a rule holds; what is left out is the horizon's own."""

    first: Year | None = None
    """First year."""
    last: Year | None = None
    """Last year."""

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise PydanticCustomError("first-after-last", "first must not be after last")
        return self


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences about a rule and its findings, with {named} places for FIELDS."""

    asks: str
    """What the rule asks."""
    met: str
    """A finding that is met."""
    missed: str
    """A finding that is not."""

    FIELDS: ClassVar[frozenset[str]] = frozenset(
        {"province", "year", "scenario", "item", "measured", "bound", "slack", "shortfall", "unit"}
    )
    """What the sentences may name."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one row of a rule comes to for a package."""

    rule: str
    """Id of the rule."""
    family: str
    """Its family."""
    place: Place
    """Which row of it."""
    sense: Sense
    """On which side of the bound it must be."""
    unit: Unit
    """What it is measured in."""
    measured: Fraction | None = None
    """What the package comes to; None where it was not tested."""
    bound: Fraction | None = None
    """What is allowed; None where it was not tested."""
    is_hard: bool = True
    """Whether missing it makes a package fail."""

    @property
    def slack(self) -> Fraction | None:
        """Room left; negative where the rule is missed."""
        if self.measured is None or self.bound is None:
            return None
        room = self.measured - self.bound
        return room if self.sense == ">=" else -room

    @property
    def shortfall(self) -> Fraction:
        """What is missing, at least 0."""
        return max(Fraction(0), -(self.slack or Fraction(0)))

    @property
    def met(self) -> bool | None:
        """Whether it holds, exactly; None where it was not tested."""
        return None if self.slack is None else self.slack >= 0

    @property
    def is_binding(self) -> bool:
        """Whether there is no room left at all."""
        return self.slack == 0


class Rule(Table, ABC):
    """An entry of a model file, bound to its family."""

    id: Name
    """Name of the rule, unique in the model."""
    family: str
    """The rule family."""
    title: Text | None = None
    """Title for people."""
    years: Period = Period()
    """Years in which it holds (default: the whole horizon)."""
    scenarios: Literal["every"] | tuple[Name, ...] = "every"
    """Scenarios in which it holds."""
    strength: Literal["hard", "soft"] = "hard"
    """Hard: no package may miss it. Soft: a shortfall costs its price."""
    price: NonNegative | None = None
    """EUR per unit of shortfall (soft rules)."""
    where_unknown: Literal["error", "report"] = "error"
    """A province without figures is refused, or reported as not tested."""
    source: LegalSource | None = None
    """Where the rule comes from."""

    @model_validator(mode="after")
    def _is_priced(self) -> Rule:
        if self.strength == "soft" and self.price is None:
            raise PydanticCustomError(
                "soft-without-price", "a soft rule needs a price in EUR per unit of shortfall"
            )
        return self

    @property
    def is_hard(self) -> bool:
        """Whether no package may miss it."""
        return self.strength == "hard"

    @property
    @abstractmethod
    def unit(self) -> Unit:
        """What it measures in."""

    @property
    @abstractmethod
    def words(self) -> Mapping[Language, Words]:
        """Sentences in every language."""

    @abstractmethod
    def rows(self, facts: Facts, decision: Decision) -> Iterator[Row]:
        """The algebra: one row for each place where the rule asks something."""

    @abstractmethod
    def check(self, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
        """The same asked of a finished package, recomputed from the facts."""

    def years_in(self, facts: Facts) -> tuple[int, ...]:
        """The years of the horizon in which it holds."""
        first, last = self.years.first, self.years.last
        return tuple(
            year
            for year in facts.years
            if (first is None or year >= first) and (last is None or year <= last)
        )

    def provinces_in(self, facts: Facts) -> tuple[str, ...]:
        """Codes of the provinces in its scope; every listed one where it names none."""
        named: Sequence[str] | None = getattr(self, "provinces", None)
        return facts.provinces if named is None else facts.named(named)

    def missing(self, facts: Facts, province: str) -> MissingFactError | None:
        """The figure of a province that is unknown and without which it cannot be tested."""
        try:
            self.need(facts, province)
        except MissingFactError as fault:
            return fault
        return None

    def need(self, facts: Facts, province: str) -> None:
        """Reads every figure of a province that the rule needs.

        Raises:
            MissingFactError: one of them is unknown.
        """

    def tested(self, facts: Facts) -> tuple[str, ...]:
        """The provinces in scope whose figures are known.

        Raises:
            InputError: one is unknown, and the rule does not say to report it only.
        """
        missing = {code: self.missing(facts, code) for code in self.provinces_in(facts)}
        faults = [fault for found in missing.values() if found for fault in found.faults]
        if faults and self.where_unknown == "error":
            raise InputError(faults)
        return tuple(code for code, found in missing.items() if found is None)

    def untested(self, facts: Facts) -> Iterator[Finding]:
        """A finding without figures for each province in scope that cannot be tested."""
        tested = set(self.tested(facts))
        for code in self.provinces_in(facts):
            if code not in tested:
                yield Finding(
                    self.id,
                    self.family,
                    Place(province=code),
                    ">=",
                    self.unit,
                    is_hard=self.is_hard,
                )

    def faults(self, facts: Facts) -> Iterator[Fault]:
        """What in this entry does not fit the instance."""
        try:
            self.provinces_in(facts)
        except InputError as error:
            yield from error.faults
        known = facts.instance.scenario_by_id
        for position, name in enumerate(() if self.scenarios == "every" else self.scenarios):
            if name not in known:
                yield unknown(
                    "unknown-scenario",
                    "there is no scenario “{name}”",
                    name,
                    known,
                    "scenarios",
                    position,
                )

    def notices(self, facts: Facts) -> Iterator[Notice]:
        """What people should know of how the rule reads this instance."""
        yield from ()

    def tolerance_in(self, tolerance: Series, year: int) -> Fraction:
        """The tolerance of a year.

        Raises:
            InputError: it is given by year, and this year lies before the first.
        """
        level = tolerance.level(year)
        if level is None:
            raise InputError(
                [
                    Fault(
                        "tolerance-unknown",
                        "the tolerance of {year} is not given",
                        path=("tolerance",),
                        details={"year": str(year)},
                    )
                ]
            )
        return level

    def finding(self, place: Place, measured: Fraction, sense: Sense, bound: Fraction) -> Finding:
        """What one row comes to."""
        return Finding(self.id, self.family, place, sense, self.unit, measured, bound, self.is_hard)


def relative_level(level: Fraction, name: str, year: int) -> Fraction:
    """`level`, by which a relative rule divides.

    Raises:
        InputError: it is 0, so that no relative change can be told.
    """
    if level == 0:
        raise InputError(
            [
                Fault(
                    "zero-level",
                    "the level of {name} in {year} is 0: a relative rule cannot be tested",
                    details={"name": name, "year": str(year)},
                )
            ]
        )
    return level
