# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Changes with which a case that has no package gets one: of rules, or of facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from compensatie.engine.audit import Audit
from compensatie.engine.outcome import RuleMoved, Status
from compensatie.rule import Finding
from compensatie.studies.study import Proof

if TYPE_CHECKING:
    import pandas as pd

MILLIONTH = Fraction(1, 10**6)
"""A change is the least where one that is so much less is not enough."""
Limit = Literal["size", "earliest", "latest"]
"""A limit of a measure: its largest size, its earliest or its latest start."""


@dataclass(frozen=True, slots=True)
class MeasureAdded:
    """There is one more measure, that nobody has thought of yet."""

    province: str
    """Where it brings jobs."""
    year: int
    """The year from which on they are all there."""
    amount: Fraction
    """How many jobs, new to the government."""


@dataclass(frozen=True, slots=True)
class LimitMoved:
    """A measure can be larger, or start sooner or later, than now."""

    measure: str
    """Its id."""
    limit: Limit
    """Which limit is moved."""
    before: Decimal | int
    """The size, or the year, that it is now."""
    after: Decimal | int
    """What it must be."""


Change = RuleMoved | MeasureAdded | LimitMoved
"""One thing that becomes otherwise."""


@dataclass(frozen=True)
class Repair:
    """What becomes otherwise, and the best package that there is then."""

    changes: tuple[Change, ...]
    """What becomes otherwise."""
    status: Proof
    """`proven`: less is not enough; `bounded`: it is enough, and less may be enough too."""
    audit: Audit | None = field(repr=False)
    """The best package then; None where it was not determined."""
    best: Status
    """Whether that package is proven to be the best."""

    @property
    def moved(self) -> tuple[RuleMoved, ...]:
        """The rules among its changes."""
        return tuple(one for one in self.changes if isinstance(one, RuleMoved))

    @property
    def rows(self) -> tuple[Finding, ...]:
        """Where the package then misses the rules as they are now."""
        rules = {one.rule for one in self.moved}
        findings = self.audit.findings if self.audit else ()
        return tuple(one for one in findings if one.rule in rules and one.met is False)


@dataclass(frozen=True)
class Repairs:
    """Everything that helps: one rule, several rules together, or the facts."""

    single: tuple[Repair, ...] = ()
    """By one rule: the least share of its bound first; bounds that are 0 last, by amount."""
    combined: tuple[Repair, ...] = ()
    """By several rules: none of them gives less without another giving more."""
    has_all_combinations: bool = True
    """Whether there are no other combinations, of any number of rules; else these are some."""
    by_facts: tuple[Repair, ...] = ()
    """By one more measure, or by a limit of one of those that there are."""
    hopeless: tuple[str, ...] = ()
    """Rules that, however far their bound is moved, do not help by themselves: proven."""
    undetermined: tuple[str, ...] = ()
    """Rules, and then measures, of which it was not determined."""

    @property
    def every(self) -> tuple[Repair, ...]:
        """All of them, those by one rule first."""
        return (*self.single, *self.combined, *self.by_facts)

    def to_frame(self) -> pd.DataFrame:
        """One line for each change of each repair."""
        import pandas as pd

        lines = [
            [number, *_described(change), str(one.status), _objective(one)]
            for number, one in enumerate(self.every, start=1)
            for change in one.changes
        ]
        columns = ["repair", "kind", "what", "where", "amount", "unit", "status", "objective"]
        return pd.DataFrame(lines, columns=columns)


def _described(change: Change) -> list[object]:
    match change:
        case RuleMoved():
            return ["rule", change.rule, None, float(change.amount), change.unit]
        case MeasureAdded():
            where = f"{change.province} {change.year}"
            return ["measure", None, where, float(change.amount), "jobs"]
        case LimitMoved():
            return [change.limit, change.measure, str(change.before), float(change.after), None]


def _objective(repair: Repair) -> float | None:
    return None if repair.audit is None else float(repair.audit.objective())
