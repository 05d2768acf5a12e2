# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The average scenario: the mean of what scenarios say of changes, employment and the country.

Means are exact fractions, which files cannot hold: such a scenario is made here, and not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from compensatie.facts.employment import Change, Employment, Scenario
from compensatie.facts.facts import Facts
from compensatie.facts.instance import Instance
from compensatie.facts.series import Series

AVERAGE = "average"
"""Id of the average scenario."""
Weights = Mapping[str, Fraction]
"""What each scenario counts for; they add up to 1."""


def averaged(facts: Facts, weights: Weights) -> Instance:
    """The instance with one scenario in place of all others: their mean.

    Args:
        facts: the facts, as they are counted.
        weights: the scenarios that count, and for how much.
    """
    scenario = Scenario(id=AVERAGE).model_copy(
        update={
            "national": _national(facts, weights),
            "employment": tuple(_employment(facts, weights)),
            "changes": tuple(_changes(facts, weights)),
        }
    )
    return facts.instance.model_copy(
        update={
            "scenarios": (scenario,),
            "signals": (),
            "known_from": None,
            "uncertainties": (),
        }
    )


def _changes(facts: Facts, weights: Weights) -> Iterator[Change]:
    """Every change of every scenario, as large as its scenario counts for."""
    for scenario, weight in weights.items():
        for change in facts.instance.scenario_by_id[scenario].changes:
            jobs = {year: Fraction(posts) * weight for year, posts in change.jobs.root.items()}
            yield change.model_copy(
                update={
                    "id": f"{scenario}: {change.id}",
                    "jobs": Series.model_construct(jobs),  # type: ignore[arg-type]
                    "high_grade_share": facts.high_grade_share(change, scenario),
                }
            )


def _employment(facts: Facts, weights: Weights) -> Iterator[Employment]:
    """The mean level of each line that some scenario replaces, from its first year on."""
    lines: dict[tuple[str, str], list[Employment]] = {}
    for scenario in weights:
        for record in facts.instance.scenario_by_id[scenario].employment:
            lines.setdefault((record.province, record.sector), []).append(record)
    for (province, sector), records in lines.items():

        def level(year: int, scenario: str, line: tuple[str, str] = (province, sector)) -> Fraction:
            return facts.baseline(line[0], year, scenario, (line[1],))

        first = min(record.jobs.first for record in records)
        jobs = _mean(facts, weights, first, level)
        yield records[0].model_copy(update={"jobs": jobs, "growth": Decimal(0)})


def _national(facts: Facts, weights: Weights) -> Series | None:
    """The mean of the country's jobs, from the first year that some scenario gives on."""
    given = [facts.instance.scenario_by_id[name].national for name in weights]
    firsts = [series.first for series in given if series is not None]
    return _mean(facts, weights, min(firsts), facts.national_baseline) if firsts else None


def _mean(
    facts: Facts, weights: Weights, first: int, level: Callable[[int, str], Fraction]
) -> Series:
    """A figure of every year from the first on to the end of the horizon, weighted."""
    years = range(first, max(first, facts.years[-1]) + 1)
    levels = {
        year: sum((weight * level(year, name) for name, weight in weights.items()), Fraction(0))
        for year in years
    }
    return Series.model_construct(levels)  # type: ignore[arg-type]
