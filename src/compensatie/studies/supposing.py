# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The same case under other facts: what if losses grow, measures bring less, or jobs come late?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from compensatie.engine.case import Case
from compensatie.engine.limits import with_measures
from compensatie.facts.measure import Measure


def with_losses(case: Case, scenario: str, factor: Fraction) -> Case:
    """What if a scenario's own changes move so many times the jobs?"""
    return case.on(replace(case.facts, moving={scenario: factor}))


def with_delivery(case: Case, measures: Iterable[str], share: Fraction) -> Case:
    """What if these measures bring (and take) this share of their jobs, at the same cost?"""
    return case.on(replace(case.facts, delivery=dict.fromkeys(measures, share)))


def with_delay(case: Case, measures: Iterable[str], years: int) -> Case:
    """What if the jobs of these measures come so many years late, all else as decided?

    Their once-only costs and the workplaces that they use or provide stay where they are; costs
    per unit of activity come as late as the jobs.
    """
    named = case.instance.measure_by_id
    return with_measures(case, *(_late(named[name], years) for name in measures))


def _late(measure: Measure, years: int) -> Measure:
    """A measure of which the first years bring nothing."""
    return measure.model_copy(update={"ramp": (Decimal(0),) * years + measure.ramp})
