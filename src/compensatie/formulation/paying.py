# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What starting a measure in a year costs: an amount whatever its size, and one per unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from compensatie.facts.measure import Cost, Measure

Worth = Mapping[int, tuple[Fraction, Fraction]]
"""What a euro paid once, and one paid yearly, of each year counts for."""


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
        self, measure: Measure, lines: Sequence[Cost], start: int
    ) -> tuple[Fraction, Fraction]:
        """EUR of these cost lines where the measure starts in `start`: in all, and per unit."""
        whole = each = Fraction(0)
        if euro := self._once.get(start):
            whole += euro * sum(Fraction(line.once) for line in lines)
            each += euro * sum(Fraction(line.once_per_unit) for line in lines)
        if going := self._going((Decimal(1),), start):
            whole += going * sum(Fraction(line.yearly) for line in lines)
        if active := self._going(measure.ramp, start):
            each += active * sum(Fraction(line.yearly_per_unit) for line in lines)
        return whole, each

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
