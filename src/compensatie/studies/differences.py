# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What one package does otherwise than another, and what each of that costs.

The costs add up exactly to the whole difference in cost. Where both the start year and the size
of a measure differ, the start year is changed first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from compensatie.engine.audit import Audit
from compensatie.engine.neighbourhood import changed_measures
from compensatie.facts.facts import Facts
from compensatie.facts.package import Choice, Package
from compensatie.ledger import Ledger

Field = Literal["measure", "start", "size", "penalty"]
"""What differs: whether a measure is chosen, its start year, its size, or what soft rules miss."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that another package does otherwise."""

    measure: str | None
    """Id of the measure; None for the penalty."""
    field: Field
    """What differs."""
    first: Choice | None
    """What the first package chooses; None where it does not choose the measure."""
    other: Choice | None
    """What the other one chooses."""
    cost: Fraction
    """EUR of the price year that this makes the other one dearer; negative where cheaper."""
    penalties: tuple[Fraction, Fraction] | None = None
    """The penalty of the first and of the other, where that is what differs."""


def differences(first: Audit, other: Audit) -> tuple[Difference, ...]:
    """Everything that differs, measure by measure; the penalty last."""
    before, after = first.package.by_measure(), other.package.by_measure()
    facts = first.case.facts
    found: list[Difference] = []
    for name in changed_measures(first.package, other.package):
        found += _of_measure(name, before.get(name), after.get(name), facts)
    if first.penalty != other.penalty:
        both = (first.penalty, other.penalty)
        found.append(Difference(None, "penalty", None, None, both[1] - both[0], both))
    return tuple(found)


def _of_measure(
    name: str, before: Choice | None, after: Choice | None, facts: Facts
) -> Iterator[Difference]:
    worth = _worth(before, facts)
    if before is None or after is None:
        cost = _worth(after, facts) - worth
        yield Difference(name, "measure", before, after, cost)
        return
    moved = before.model_copy(update={"start": after.start})
    if before.start != after.start:
        yield Difference(name, "start", before, after, _worth(moved, facts) - worth)
    if before.size != after.size:
        cost = _worth(after, facts) - _worth(moved, facts)
        yield Difference(name, "size", before, after, cost)


def _worth(choice: Choice | None, facts: Facts) -> Fraction:
    """Net present value of one choice by itself."""
    if choice is None:
        return Fraction(0)
    ledger = Ledger(facts, Package(choices=(choice,)))
    return ledger.present_value([choice.measure], facts.years, None)
