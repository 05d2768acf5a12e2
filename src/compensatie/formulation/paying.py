# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What starting a measure in a year costs: an amount whatever its size, and one per unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from compensatie.facts.measure import Cost, Measure

Worth = Mapping[int, tuple[Fraction, Fraction]]
"""What a euro paid once, and one paid yearly, of each year counts for."""
AT_ONCE = (Decimal(1),)
"""The ramp of what does not depend on the size."""


class Paying:
    """Costs of start years, where the euros of some years count."""

    def __init__(self, once: Worth, yearly: Worth) -> None:
        """Costs that count.

        Args:
            once: The years whose one-off cost counts.
            yearly: The years whose yearly cost counts.
        """
        self._once = {year: euro for year, (euro, _) in once.items()}
        self._yearly = {year: euro for year, (_, euro) in yearly.items()}
        # Few measures differ in their ramps: most of them share these sums.
        self._known: dict[tuple[tuple[Decimal, ...], int], Fraction] = {}

    def amounts(
        self, measure: Measure, lines: Sequence[Cost]
    ) -> Iterator[tuple[int, Fraction, Fraction]]:
        """EUR of these cost lines for each start year: in all, and per unit."""
        once, once_each = _sum(lines, "once"), _sum(lines, "once_per_unit")
        yearly, yearly_each = _sum(lines, "yearly"), _sum(lines, "yearly_per_unit")
        for start in measure.start.years:
            whole = each = Fraction(0)
            if euro := self._once.get(start):
                whole, each = euro * once, euro * once_each
            if going := self._going(AT_ONCE, start):
                whole += going * yearly
            if active := self._going(measure.ramp, start):
                each += active * yearly_each
            if whole or each:
                yield start, whole, each

    def _going(self, ramp: tuple[Decimal, ...], start: int) -> Fraction:
        """What a euro a year comes to from a start on, as far as the ramp has got each year."""
        key = (ramp, start)
        if key not in self._known:
            self._known[key] = sum(
                (
                    euro * Fraction(ramp[min(year - start, len(ramp) - 1)])
                    for year, euro in self._yearly.items()
                    if year >= start
                ),
                Fraction(0),
            )
        return self._known[key]


def _sum(lines: Sequence[Cost], name: str) -> Fraction:
    return sum((Fraction(getattr(line, name)) for line in lines), Fraction(0))
