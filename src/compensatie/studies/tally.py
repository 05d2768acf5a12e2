# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What many futures come to together: how often, how much, and where it fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from compensatie.facts.package import Choice
from compensatie.studies.drawn_answer import Held, Miss

SHARES = (Fraction(1, 20), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(19, 20))
"""Shares of the draws below which a spread says what lies."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How a figure is spread over draws; every value but the mean is that of some draw."""

    count: int
    """Draws that have one."""
    least: Decimal
    """The least of all."""
    low: Decimal
    """One in twenty draws has this or less."""
    lower: Decimal
    """One in four draws has this or less."""
    middle: Decimal
    """Half of the draws have this or less."""
    upper: Decimal
    """Three in four draws have this or less."""
    high: Decimal
    """Nineteen in twenty draws have this or less."""
    most: Decimal
    """The greatest of all."""
    mean: Fraction
    """Their mean."""

    @classmethod
    def of(cls, values: Iterable[Decimal]) -> Spread | None:
        """The spread of some values; None where there are none."""
        ranked = sorted(values)
        if not ranked:
            return None
        count = len(ranked)
        low, lower, middle, upper, high = (ranked[ceil(share * count) - 1] for share in SHARES)
        mean = sum(map(Fraction, ranked), Fraction(0)) / count
        return cls(count, ranked[0], low, lower, middle, upper, high, ranked[-1], mean)


@dataclass(frozen=True, slots=True)
class MeasureTally:
    """How often the best package has a measure."""

    measure: str
    """Id of the measure."""
    chosen: int
    """Draws in which it is chosen."""
    of: int
    """Draws that have a best package."""
    starts: Mapping[int, int]
    """Draws in which it starts in each year."""
    sizes: Spread | None
    """Its size where it is chosen."""


def measure_tallies(
    measures: Iterable[str], packages: Sequence[Sequence[Choice]]
) -> tuple[MeasureTally, ...]:
    """How often the best packages have each measure.

    Args:
        measures: ids of the measures.
        packages: the best package of each draw that has one.
    """
    found: dict[str, list[Choice]] = {name: [] for name in measures}
    for choices in packages:
        for choice in choices:
            found[choice.measure].append(choice)
    return tuple(
        MeasureTally(
            name,
            len(chosen),
            len(packages),
            dict(sorted(Counter(one.start for one in chosen).items())),
            Spread.of(one.size for one in chosen),
        )
        for name, chosen in found.items()
    )


@dataclass(frozen=True, slots=True)
class MissTally:
    """How often a package misses one rule at one place."""

    rule: str
    """Id of the rule; the kind of breach where it is none."""
    scenario: str | None
    """In which scenario, where the rule looks at scenarios."""
    province: str | None
    """Where, where the rule looks at provinces."""
    draws: int
    """Draws in which it is missed."""
    years: Mapping[int, int]
    """Draws in which it is missed in each year."""
    worst: Decimal
    """The greatest shortfall of all draws, in the unit of the rule."""


def miss_tallies(held: Iterable[Held]) -> tuple[MissTally, ...]:
    """How often a package misses each rule, most often first."""
    found: dict[tuple[str, str | None, str | None], list[Miss]] = {}
    for one in held:
        for miss in one.misses:
            found.setdefault((miss.rule, miss.scenario, miss.province), []).append(miss)
    tallies = (
        MissTally(
            *place,
            len(misses),
            dict(sorted(Counter(year for miss in misses for year in miss.years).items())),
            max(miss.worst for miss in misses),
        )
        for place, misses in found.items()
    )
    return tuple(sorted(tallies, key=lambda one: -one.draws))
