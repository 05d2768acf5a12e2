# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What changed since another version of the files, what that did, and what explains it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.inquiry import RELATIVE_PRECISION
from compensatie.facts.package import Choice
from compensatie.studies.comparison import Solved, proven_difference
from compensatie.studies.since_frames import since_frame
from compensatie.studies.versions import Change

if TYPE_CHECKING:
    import pandas as pd


class SetProof(StrEnum):
    """How sure it is that no fewer changes explain the answer."""

    PROVEN = "proven"
    """Every smaller set was tried, and none of them does."""
    BOUNDED = "bounded"
    """The set explains it; whether a smaller one does is not determined."""
    UNKNOWN = "not determined"
    """One of the two answers is not known, so that there is nothing to explain."""


class Standing(NamedTuple):
    """An answer as it is compared: whether there is a package, and the first objective's best."""

    exists: bool
    """Whether there is a package."""
    objective: str | None = None
    """What is made small."""
    value: Fraction | None = None
    """The least that it comes to, rounded to its smallest unit."""

    def is_same(self, other: Standing) -> bool:
        """Whether two answers are one, as nearly as an optimum can be proven."""
        if self.value is None or other.value is None or self[:2] != other[:2]:
            return self == other
        size = max(abs(self.value), abs(other.value))
        return abs(self.value - other.value) <= RELATIVE_PRECISION * size


NO_CASE = Standing(False, "no case")
"""What comes of changes that do not fit together without others: no answer at all."""


@dataclass(frozen=True)
class Explaining:
    """A set of changes that, made in the old version, give the answer of the new one."""

    changes: tuple[Change, ...] = ()
    """The changes; none where the old version has the same answer."""
    proof: SetProof = SetProof.UNKNOWN
    """How sure it is that no fewer do."""
    asked: int = 0
    """How many sets were tried."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What the new best package does otherwise with one measure, or what costs otherwise."""

    measure: str | None
    """Id of the measure; None for what soft rules miss."""
    before: Choice | None
    """What the old one chooses."""
    after: Choice | None
    """What the new one chooses."""
    cost: Fraction
    """EUR of the price year that this makes the new one dearer."""


@dataclass(frozen=True)
class Since:
    """Two versions of facts and policy, beside each other."""

    old: Case = field(repr=False)
    """The old version."""
    new: Case = field(repr=False)
    """The new one."""
    changes: tuple[Change, ...]
    """Everything that differs, in the order of the files: facts first."""
    before: Solved
    """The best package of the old version, or that there is none."""
    after: Solved
    """That of the new one."""
    start: Standing | None
    """The answer of the old version, as it is compared; None where it is not determined."""
    target: Standing | None
    """That of the new one."""
    explaining: Explaining
    """A smallest set of the changes that gives the new answer."""
    alone: tuple[Standing | None, ...] = ()
    """What the old version comes to with each change that counts and no other."""
    places: tuple[tuple[str | None, str | None], ...] = ()
    """Where each change stands in the old and in the new version, where files are known."""

    @property
    def counting(self) -> tuple[Change, ...]:
        """The changes that can change an answer."""
        return tuple(one for one in self.changes if one.counts)

    def place(self, change: Change) -> tuple[str | None, str | None]:
        """Where a change stands in the old and in the new version."""
        return self.places[self.changes.index(change)] if self.places else (None, None)

    def by_itself(self, change: Change) -> Standing | None:
        """What the old version comes to with this change and no other; None where not known."""
        return self.alone[self.counting.index(change)] if change.counts else None

    @property
    def extra_cost(self) -> Fraction | None:
        """EUR that the new best package costs more; None where the two are not proven."""
        return proven_difference(self.after, self.before)

    def otherwise(self) -> Iterator[Otherwise]:
        """What the two packages do or cost otherwise; it adds up to the difference in cost."""
        if self.before.criteria is None or self.after.criteria is None:
            return
        first, second = self.before.criteria.audit, self.after.criteria.audit
        before, after = first.package.by_measure(), second.package.by_measure()
        for name in dict.fromkeys((*before, *after)):
            cost = _worth(second, name) - _worth(first, name)
            if cost or before.get(name) != after.get(name):
                yield Otherwise(name, before.get(name), after.get(name), cost)
        if first.penalty != second.penalty:
            yield Otherwise(None, None, None, second.penalty - first.penalty)

    def to_frame(self) -> pd.DataFrame:
        """One line for each change."""
        return since_frame(self)


def _worth(audit: Audit, measure: str) -> Fraction:
    """Net present value of one measure of a package, by its own facts; 0 where it has none."""
    years = audit.case.facts.years
    return audit.ledger.present_value([measure], years, None)
