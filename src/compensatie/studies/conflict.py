# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What cannot hold together: rules, relations, locks and limits of measures, each needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from compensatie.engine.case import Case
from compensatie.facts.place import Place
from compensatie.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

Bound = Literal["size", "earliest", "latest", "include", "exclude"]
"""What limits a measure: its largest size, its earliest and latest start, or a lock."""


@dataclass(frozen=True, slots=True)
class RowInConflict:
    """One row of a rule: at one place, in one year."""

    rule: Rule = field(repr=False)
    """The rule."""
    place: Place
    """Which row of it."""
    missing: Fraction
    """What is missing there where no measure is taken, in the rule's unit; at least 0."""
    short: Fraction | None = None
    """What is missing at the least where all other members hold; None: not determined."""
    measured: Fraction | None = None
    """What is measured then."""
    bound: Fraction | None = None
    """What is asked then."""

    @property
    def reach(self) -> Fraction | None:
        """How much of what is missing can be had at the most where all other members hold."""
        return None if self.short is None else self.missing - self.short


@dataclass(frozen=True, slots=True)
class RelationInConflict:
    """A relation between measures."""

    number: int
    """Its number in the file; the first is 1."""
    kind: str
    """Its kind."""
    measures: tuple[str, ...]
    """Its measures."""
    count: int | None = None
    """Of `at-most` and `at-least`: how many."""


@dataclass(frozen=True, slots=True)
class LimitInConflict:
    """A limit of a measure."""

    measure: str
    """Its id."""
    limit: Bound
    """Which limit."""
    value: Decimal | int | None = None
    """The size, or the year; None for a lock."""


Member = RowInConflict | RelationInConflict | LimitInConflict
"""One thing that holds."""


@dataclass(frozen=True)
class Conflict:
    """Members that cannot all hold."""

    case: Case = field(repr=False)
    """Facts and policy together."""
    members: tuple[Member, ...] = ()
    """The members: rows in the order of the model, then relations and limits."""
    is_proven_minimal: bool = False
    """Whether it is proven that there is a package where any single member is left out."""

    @property
    def rows(self) -> tuple[RowInConflict, ...]:
        """The rows of rules among them."""
        return tuple(one for one in self.members if isinstance(one, RowInConflict))

    @property
    def relations(self) -> tuple[RelationInConflict, ...]:
        """The relations among them."""
        return tuple(one for one in self.members if isinstance(one, RelationInConflict))

    @property
    def limits(self) -> tuple[LimitInConflict, ...]:
        """The limits of measures among them."""
        return tuple(one for one in self.members if isinstance(one, LimitInConflict))

    def groups(self) -> Iterator[tuple[RowInConflict, ...]]:
        """The rows, those that differ in their year only taken together."""
        grouped: dict[tuple[str, Place], list[RowInConflict]] = {}
        for one in self.rows:
            grouped.setdefault((one.rule.id, one.place._replace(year=None)), []).append(one)
        yield from map(tuple, grouped.values())

    def to_frame(self) -> pd.DataFrame:
        """One line for each member."""
        import pandas as pd

        names = ("rule", "relation", "measure", "limit", *Place._fields, "missing", "short")
        return pd.DataFrame([_line(one) for one in self.members], columns=list(names))


def _line(member: Member) -> list[object]:
    nowhere = [None] * (len(Place._fields) + 2)
    match member:
        case RowInConflict():
            short = None if member.short is None else float(member.short)
            return [member.rule.id, *[None] * 3, *member.place, float(member.missing), short]
        case RelationInConflict():
            return [None, member.number, None, None, *nowhere]
        case LimitInConflict():
            return [None, None, member.measure, member.limit, *nowhere]
