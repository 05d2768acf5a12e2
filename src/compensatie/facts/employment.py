# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What happens to employment anyway: the baseline, and the changes already decided."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from compensatie.facts.numbers import NonNegative, Number, Share
from compensatie.facts.record import Name, Record, Text
from compensatie.facts.series import Series


class Employment(Record):
    """The baseline of one sector in one province, before changes and measures."""

    province: Name
    """Province, by any of its names."""
    sector: Name
    """Free word; rules may scope on it."""
    jobs: Series
    """Level on 1 January, in the instance's unit."""
    growth: Number = Decimal(0)
    """Share a year after the last given year, compound: 0.01 is 1 % a year."""
    high_grade_share: Share | None = None
    """Share of the jobs that is high-grade."""


class Change(Record):
    """A decided move, arrival or departure of jobs."""

    id: Name
    """Name of the change, unique in the instance."""
    title: Text | None = None
    """Title for people."""
    from_: Name | None = Field(default=None, alias="from")
    """Province that loses the jobs; left out: they are new to the central government."""
    to: Name | None = None
    """Province that gains the jobs; left out: they leave the central government."""
    sector: Name | None = None
    """Sector of the jobs, as in the employment records."""
    jobs: Series
    """Posts moved by 1 January, cumulative; each figure holds until the next given year."""
    fill_rate: Share = Decimal(1)
    """Share of the posts that is filled."""
    high_grade_share: Share | None = None
    """Share that is high-grade; left out: that of its sector where it leaves or arrives."""

    @model_validator(mode="after")
    def _has_an_end(self) -> Change:
        if self.from_ is None and self.to is None:
            raise PydanticCustomError(
                "change-without-province", "name the province that loses (from) or gains (to)"
            )
        return self


class Resource(Record):
    """Something that measures use and provide, such as workplaces."""

    id: Name
    """Name of the resource."""
    title: Text | None = None
    """Title for people."""
    available: NonNegative = Decimal(0)
    """What is there without any measure."""


class Scenario(Record):
    """One future: changes and figures in place of, or on top of, the instance's own."""

    id: Name
    """Name of the scenario."""
    title: Text | None = None
    """Title for people."""
    probability: Share | None = None
    """How likely it is; if any scenario says so, all do."""
    national: Series | None = None
    """Jobs in the whole country from its first year on, its own changes not included."""
    employment: tuple[Employment, ...] = ()
    """Baselines that replace the instance's from their first year on."""
    changes: tuple[Change, ...] = ()
    """Changes that happen in this scenario only."""
