# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The baseline: what employment records add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from compensatie.errors import MissingFactError
from compensatie.facts.employment import Employment


def baseline_level(
    records: Iterable[Employment], province: str, year: int, sectors: Sequence[str] | None
) -> Fraction:
    """Jobs in a province by the records, in the given sectors (default: all).

    Args:
        records: the instance's records, then those of a scenario, which take the place of the
            instance's from their first year on.
        province: code of the province.
        year: the level is that of 1 January of this year.
        sectors: sectors that count.

    Raises:
        MissingFactError: there is no record, or one sector has none that has begun.
    """
    lines: dict[str, list[Employment]] = {}
    for record in records:
        if record.province == province and (sectors is None or record.sector in sectors):
            lines.setdefault(record.sector, []).append(record)
    if not lines:
        raise MissingFactError("there are no employment figures of {province}", province=province)
    return sum((_level(line, year) for line in lines.values()), Fraction(0))


def _level(line: Sequence[Employment], year: int) -> Fraction:
    """The level of one sector: of the last record that has begun."""
    for record in reversed(line):
        level = record.jobs.level(year, record.growth)
        if level is not None:
            return level
    raise MissingFactError(
        "employment of {province} in sector {sector} is unknown in {year}",
        province=line[0].province,
        sector=line[0].sector,
        year=str(year),
    )
