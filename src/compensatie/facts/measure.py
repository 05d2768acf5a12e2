# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Measures: what can be decided, at what size, when, with what effect and cost."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from compensatie.facts.numbers import NonNegative, Number, Positive, Share, Year
from compensatie.facts.record import Name, Record, Table, Text

Kind = Literal["rijkshub", "agency-expansion", "new-agency", "custom"]
"""Kinds of measure."""
FINEST_STEP = Decimal("0.01")
"""The step that `step = 0` stands for."""


def _finest(step: Any) -> Any:
    return FINEST_STEP if not isinstance(step, bool) and step == 0 else step


class Size(Table):
    """How large a measure can be; `min = max`: all or nothing at exactly that size."""

    min: Positive
    """Smallest size, in workplaces (rijkshub) or fte."""
    max: Positive
    """Largest size, in the same unit."""
    step: Annotated[Positive, BeforeValidator(_finest)] = Decimal(1)
    """Sizes are multiples of this; 0 is read as 0.01."""

    @model_validator(mode="after")
    def _in_order(self) -> Size:
        if self.min > self.max:
            raise PydanticCustomError("min-above-max", "min must not be above max")
        for name in ("min", "max"):
            if Fraction(getattr(self, name)) % Fraction(self.step):
                raise PydanticCustomError(
                    "not-a-multiple", "{name} must be a multiple of step", {"name": name}
                )
        return self

    @property
    def is_fixed(self) -> bool:
        """Whether there is only one size to choose."""
        return self.min == self.max

    @property
    def most_steps(self) -> int:
        """The largest size, counted in steps."""
        return int(Fraction(self.max) / Fraction(self.step))

    def allows(self, size: Fraction) -> bool:
        """Whether a measure can have this size."""
        in_range = Fraction(self.min) <= size <= Fraction(self.max)
        return in_range and size % Fraction(self.step) == 0


class Start(Table):
    """In which years a measure can start."""

    earliest: Year
    """First possible year; the measure is in place on 1 January of its start year."""
    latest: Year
    """Last possible year."""

    @model_validator(mode="after")
    def _in_order(self) -> Start:
        if self.earliest > self.latest:
            raise PydanticCustomError("earliest-after-latest", "earliest must not be after latest")
        return self

    @property
    def years(self) -> range:
        """Every possible start year."""
        return range(self.earliest, self.latest + 1)


class Cost(Record):
    """One line of what a measure costs, in EUR of the price year; negative is a saving."""

    label: Name
    """What is paid for."""
    payer: Name
    """Who pays."""
    once: Number = Decimal(0)
    """EUR in the start year, whatever the size."""
    once_per_unit: Number = Decimal(0)
    """EUR in the start year per unit of size."""
    yearly: Number = Decimal(0)
    """EUR in every year from the start on, whatever the size."""
    yearly_per_unit: Number = Decimal(0)
    """EUR in every year per unit of activity (size times ramp)."""
    label_nl: Name | None = None
    """What is paid for, in Dutch, for who reads Dutch, where `label` is in another language."""


class Measure(Record):
    """Something that can be started once, at some size, to bring jobs somewhere."""

    id: Name
    """Name of the measure."""
    kind: Kind
    """What kind of measure it is."""
    title: Text | None = None
    """Title for people."""
    province: Name | None = None
    """Province that gains the jobs."""
    place: Name | None = None
    """Town, for people."""
    agency: Name | None = None
    """Agency whose jobs they are."""
    sector: Name | None = None
    """Sector of its jobs, at home and at their origins."""
    size: Size
    """How large it can be."""
    start: Start
    """When it can start."""
    ramp: Annotated[tuple[Share, ...], Field(min_length=1, max_length=300)] = (Decimal(1),)
    """Share of the full effect in the first, second, … year; the last holds on."""
    fte_per_workplace: NonNegative | None = None
    """Jobs per workplace (rijkshub only; default 1)."""
    origin: Mapping[Name, Share] = Field(default_factory=dict)
    """Share of its jobs that each province loses; what is left is new to the government."""
    effects: Mapping[Name, Number] | None = None
    """Jobs per unit of size by province (custom only), negative where they are taken."""
    provides: Mapping[Name, NonNegative] = Field(default_factory=dict)
    """Of each resource, per unit of size, from the start year on."""
    uses: Mapping[Name, NonNegative] = Field(default_factory=dict)
    """Of each resource, per unit of size, from the start year on."""
    high_grade_share: Share | None = None
    """Share of its jobs that is high-grade."""
    fill_rate: Share = Decimal(1)
    """Share of its posts that is filled."""
    costs: tuple[Cost, ...]
    """What it costs; may be empty."""

    @model_validator(mode="after")
    def _effect_is_told_once(self) -> Measure:
        if self.kind == "custom":
            self._refuse("custom-with-origin", "province", "origin", "fte_per_workplace")
            if self.effects is None and self.province is None:
                raise PydanticCustomError("no-effect", "give effects, jobs per province")
            return self
        if self.province is None:
            raise PydanticCustomError("no-province", "name the province that gains the jobs")
        if self.kind != "rijkshub" and self.fte_per_workplace is not None:
            raise PydanticCustomError(
                "not-a-hub", "fte_per_workplace belongs to a measure of kind rijkshub"
            )
        self._refuse("effects-not-custom", "effects")
        return self

    def _refuse(self, code: str, *names: str) -> None:
        for name in names:
            if self.effects is not None and getattr(self, name):
                raise PydanticCustomError(
                    code,
                    "effects stand in place of province, origin and fte_per_workplace, "
                    "in a measure of kind custom",
                )

    @model_validator(mode="after")
    def _origins_fit(self) -> Measure:
        if sum(self.origin.values()) > 1:
            raise PydanticCustomError(
                "origins-over-one", "the shares of origin add up to more than 1"
            )
        labels = [(cost.label, cost.payer) for cost in self.costs]
        if len(labels) > len(set(labels)):
            raise PydanticCustomError(
                "duplicate-cost", "two cost lines have the same label and payer"
            )
        return self

    def ramp_share(self, years_after_start: int) -> Fraction:
        """Share of the full effect so many years after the start; 0 before it."""
        if years_after_start < 0:
            return Fraction(0)
        return Fraction(self.ramp[min(years_after_start, len(self.ramp) - 1)])

    def gained(self) -> dict[str, Fraction]:
        """Jobs brought to each province per unit of activity, in posts, hub counted once."""
        if self.effects is not None:
            return {code: Fraction(jobs) for code, jobs in self.effects.items() if jobs > 0}
        return {str(self.province): self._jobs_per_unit()}

    def taken(self) -> dict[str, Fraction]:
        """Jobs taken from each province per unit of activity, at least 0, likewise."""
        if self.effects is not None:
            return {code: -Fraction(jobs) for code, jobs in self.effects.items() if jobs < 0}
        return {
            code: Fraction(share) * self._jobs_per_unit() for code, share in self.origin.items()
        }

    def _jobs_per_unit(self) -> Fraction:
        return Fraction(1 if self.fte_per_workplace is None else self.fte_per_workplace)
