# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is to be proved: that no package is cheaper, that there is none, or that a list is whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.goal import SMALLEST_UNIT
from compensatie.engine.proving.box import Box
from compensatie.engine.switch import Distinct

Kind = frozenset[tuple[str | int, ...]]
"""What tells a package from others: by its measures, their start years, or their sizes."""
CHOSEN: Mapping[Distinct, int] = {Distinct.MEASURES: 0, Distinct.START: 1, Distinct.SIZE: 2}
"""How much of a choice tells: nothing but that it is there, its start, or its size as well."""


@dataclass(frozen=True)
class Claim:
    """What every package that is not listed must come to, where the claim holds."""

    name: Literal["optimal", "infeasible", "complete"]
    """What it is called in a certificate."""
    packages: tuple[Audit, ...] = ()
    """The package, or those of the list."""
    limit: Fraction | None = None
    """What they come to at least, or are above where there is a list; None: there are none."""
    within: Fraction = Fraction(0)
    """The share of the optimum by which the list was asked."""
    distinct: Distinct = Distinct.SIZE
    """What tells packages of the list apart."""
    _values: Mapping[Kind, Fraction] = field(default_factory=dict)

    @classmethod
    def of_list(
        cls, packages: tuple[Audit, ...], limit: Fraction, within: Fraction, distinct: Distinct
    ) -> Claim:
        """That no other package is within a limit, and none of a kind is better."""
        values = {kind_of(one, distinct): rounded(one.objective(), one.case) for one in packages}
        return cls("complete", packages, limit, within, distinct, values)

    def is_met(self, value: Fraction, kind: Kind | None) -> bool:
        """Whether packages of a kind that come to at least a value do not speak against it.

        Args:
            value: to the cent, or to six decimals of a job.
            kind: what they all are; None where they differ.
        """
        if kind is not None and kind in self._values and value >= self._values[kind]:
            return True
        if self.limit is None:
            return False
        return value > self.limit if self.name == "complete" else value >= self.limit

    def kind(self, box: Box) -> Kind | None:
        """What every package of a box is, where they are all the same."""
        told = CHOSEN[self.distinct]
        chosen = [(number, part) for number, part in enumerate(box) if part.high]
        for _, part in chosen:
            is_open = (told > 0 and len(part.starts) > 1) or (told > 1 and part.low < part.high)
            if not part.low or is_open:
                return None
        return frozenset((number, part.starts[0], part.high)[: told + 1] for number, part in chosen)


def kind_of(audit: Audit, distinct: Distinct) -> Kind:
    """What tells a package from others."""
    numbers = {one.id: at for at, one in enumerate(audit.case.facts.measures)}
    steps = {one.id: Fraction(one.size.step) for one in audit.case.facts.measures}
    return frozenset(
        (numbers[one.measure], one.start, int(Fraction(one.size) / steps[one.measure]))[
            : CHOSEN[distinct] + 1
        ]
        for one in audit.package.choices
    )


def rounded(value: Fraction, case: Case) -> Fraction:
    """A value of the first objective, as values compare."""
    smallest = SMALLEST_UNIT[case.stages[0].objective.unit]
    return round(value / smallest) * smallest
