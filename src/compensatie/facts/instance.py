# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The instance: all facts of one case."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from compensatie.errors import InputError
from compensatie.facts.employment import Change, Employment, Resource, Scenario
from compensatie.facts.knowledge import Signal
from compensatie.facts.measure import Measure
from compensatie.facts.numbers import Year
from compensatie.facts.province import Province, codes_by_name, folded
from compensatie.facts.record import (
    Document,
    FactSource,
    FormatVersion,
    Name,
    RecordStatus,
    Table,
    Text,
)
from compensatie.facts.relation import Relation
from compensatie.facts.series import Series
from compensatie.facts.uncertainty import Uncertainty


class Years(Table):
    """The horizon: the years that rules and costs look at."""

    first: Year
    """First year."""
    last: Year
    """Last year."""

    @model_validator(mode="after")
    def _in_order(self) -> Years:
        if self.first > self.last:
            raise PydanticCustomError("first-after-last", "first must not be after last")
        return self

    @property
    def all(self) -> range:
        """Every year of the horizon."""
        return range(self.first, self.last + 1)


class Instance(Document):
    """The facts of one case; jobs in `unit` on 1 January, money in EUR of `price_year`."""

    format: FormatVersion
    """Version of the file format."""
    name: Name
    """Short name of the case."""
    title: Text | None = None
    """Title for people."""
    unit: Name
    """Unit of every job figure, such as fte."""
    reference_year: Year
    """Levels are compared with 1 January of this year."""
    years: Years
    """The horizon."""
    price_year: Year
    """Every amount is in EUR of this year, and is discounted to it."""
    national: Series | None = None
    """Jobs in the whole country; left out: the sum of the listed provinces."""
    national_population: Series | None = None
    """Inhabitants of the whole country; left out: likewise."""
    national_labour_force: Series | None = None
    """Labour force of the whole country; left out: likewise."""
    national_source: Name | None = None
    """Id of the source of the national jobs."""
    national_status: RecordStatus = "assumed"
    """How sure the national jobs are."""
    sources: Mapping[Name, FactSource] = Field(default_factory=dict)
    """Publications, by id."""
    provinces: Annotated[tuple[Province, ...], Field(min_length=1)]
    """The provinces of the case."""
    employment: tuple[Employment, ...] = ()
    """Baselines; a province without any is unknown, not zero."""
    changes: tuple[Change, ...] = ()
    """Changes that happen in every scenario."""
    scenarios: tuple[Scenario, ...] = ()
    """Futures; none given: one without changes, called base."""
    known_from: Year | None = None
    """From this year on it is known which scenario comes true; left out: it never is."""
    signals: tuple[Signal, ...] = ()
    """What becomes known of the scenarios before."""
    resources: tuple[Resource, ...] = ()
    """What measures use and provide."""
    measures: tuple[Measure, ...] = ()
    """What can be decided."""
    relations: tuple[Relation, ...] = ()
    """How measures go together."""
    uncertainties: tuple[Uncertainty, ...] = ()
    """Figures that nobody knows well: what studies of many futures draw."""

    @model_validator(mode="after")
    def _refers_well(self, info: ValidationInfo) -> Instance:
        from compensatie.facts.canonical import resolved_records
        from compensatie.facts.references import wrong_references
        from compensatie.facts.wrong_signals import wrong_signals

        known = (info.context or {}).get("known", {})
        if faults := [*wrong_references(self, known), *wrong_signals(self, known)]:
            raise InputError(faults)
        for name, records in resolved_records(self).items():
            object.__setattr__(self, name, records)
        return self

    def model_copy(
        self, *, update: Mapping[str, Any] | None = None, deep: bool = False
    ) -> Instance:
        """A copy with other fields, checked as a whole again; frozen parts are shared.

        Raises:
            InputError: the records no longer fit together.
        """
        given = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self).model_validate({**given, **(update or {})})

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The code of each province by every folded name it goes by."""
        return codes_by_name(self.provinces)

    def code(self, name: str) -> str | None:
        """The code of the province that is called `name`, if there is one."""
        return self.codes.get(folded(name))

    @cached_property
    def province_by_code(self) -> Mapping[str, Province]:
        """Every province by its code."""
        return {province.code: province for province in self.provinces}

    @cached_property
    def measure_by_id(self) -> Mapping[str, Measure]:
        """Every measure by its id."""
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def scenario_by_id(self) -> Mapping[str, Scenario]:
        """Every scenario by its id; `base`, without changes, where none is given."""
        scenarios = self.scenarios or (Scenario(id="base"),)
        return {scenario.id: scenario for scenario in scenarios}
