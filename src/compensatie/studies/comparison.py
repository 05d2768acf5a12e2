# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Packages side by side, under one policy or several: what was asked, and what came out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from compensatie.engine.case import Case
from compensatie.engine.display import html_of
from compensatie.engine.inquiry import Found
from compensatie.engine.outcome import Provenance, Status
from compensatie.facts.package import Package
from compensatie.studies.comparison_frames import (
    change_frame,
    difference_frame,
    model_frame,
    package_frame,
    rule_frame,
)
from compensatie.studies.criteria import Criteria
from compensatie.studies.differences import Difference, differences
from compensatie.studies.study import Stop, status_of

if TYPE_CHECKING:
    import pandas as pd

CompletionKind = Literal["exact", "enlarged"]
"""Whether a completion keeps every choice exactly, or may make its measures larger."""
OPTIMUM = "optimum"
"""What the best package is called."""


@dataclass(frozen=True, slots=True)
class Given:
    """A package that somebody brings."""

    package: Package
    """The package."""
    source: str | None = None
    """The file that it comes from."""


@dataclass(frozen=True)
class Solved:
    """What a question for the best package of some kind came to."""

    status: Status
    """How the answer stands; a search that stopped is never infeasible."""
    criteria: Criteria | None = None
    """The package found, with its figures."""
    bound: Fraction | None = None
    """No package of the kind has a lower objective, as far as was proven."""

    @classmethod
    def of(cls, found: Found) -> Solved:
        """From the answer to a question."""
        best = None if found.best is None else Criteria(found.best)
        return cls(status_of(found), best, found.bound)


NOT_ASKED = Solved(Status.UNSOLVED)
"""A question that the search did not come to."""


@dataclass(frozen=True)
class Compared:
    """One package among those compared."""

    label: str
    """What tells it from the others: its name, and its file where names are the same."""
    source: str | None
    """The file that it comes from; None for what was found or made in Python."""
    status: Status
    """Of a package that was given: optimal (no package does better), feasible or infeasible."""
    criteria: Criteria | None
    """Its figures; None where no package was found."""
    extra_cost: Fraction | None = None
    """EUR that it costs more than the optimum; None where no optimum is known."""
    completion: Solved | None = None
    """Of a package that fails: the best one that keeps every choice of it, and adds others."""
    enlarged: Solved | None = None
    """Where no package is so: the best one that keeps every start year, and at least every size."""

    def versions(self) -> Iterator[tuple[CompletionKind | None, Criteria | None]]:
        """The figures of the package itself, and of its completions as far as they were asked."""
        yield None, self.criteria
        if self.completion is not None:
            yield "exact", self.completion.criteria
        if self.enlarged is not None:
            yield "enlarged", self.enlarged.criteria

    @property
    def met(self) -> bool | None:
        """Whether it keeps everything hard."""
        return None if self.criteria is None else self.criteria.audit.met


@dataclass(frozen=True)
class Step:
    """The best package that changes at most so many measures of the first."""

    most: int
    """How many measures may be added, dropped, or have another start year or size."""
    solved: Solved
    """What was found."""


@dataclass(frozen=True)
class RuleDropped:
    """The best package where one rule does not hold."""

    rule: str
    """Id of the rule."""
    solved: Solved
    """What was found."""


@dataclass(frozen=True)
class Policy:
    """The comparison under one model."""

    label: str
    """Name of the model."""
    case: Case = field(repr=False)
    """Facts and policy together."""
    optimum: Solved
    """The best package."""
    packages: tuple[Compared, ...]
    """The packages given, in order, and then the optimum."""
    changes: tuple[Step, ...] = ()
    """For 0, 1, … changes of the first package."""
    without_rule: tuple[RuleDropped, ...] = ()
    """For each rule in turn."""

    def saving(self, dropped: RuleDropped) -> Fraction | None:
        """EUR by which the optimum is cheaper without a rule; None where that is not proven."""
        return proven_difference(self.optimum, dropped.solved)

    def differences(self) -> Iterator[tuple[Compared, CompletionKind | None, Difference]]:
        """What each package, and each completion of one, does otherwise than the first."""
        first = self.packages[0].criteria
        for at, one in enumerate(self.packages if first else ()):
            for kind, other in one.versions():
                if first and other is not None and (at > 0 or kind is not None):
                    for found in differences(first.audit, other.audit):
                        yield one, kind, found


@dataclass(frozen=True)
class Comparison:
    """Packages side by side, under each model."""

    provenance: Provenance = field(repr=False)
    """Where it comes from; the digest is of the first model."""
    policies: tuple[Policy, ...]
    """Under each model, in the order of the call."""
    stop: Stop | None = None
    """Why questions were left open, where they were."""
    reason: str = ""
    """The solver's own words for that."""

    @property
    def first(self) -> Policy:
        """Under the first model."""
        return self.policies[0]

    @property
    def packages(self) -> tuple[Compared, ...]:
        """The packages under the first model; the optimum comes last."""
        return self.first.packages

    @property
    def is_complete(self) -> bool:
        """Whether every question was settled."""
        return self.stop is None

    def extra_cost(self, policy: Policy) -> Fraction | None:
        """EUR that the optimum of a model costs more than that of the first, where proven."""
        return proven_difference(policy.optimum, self.first.optimum)

    def to_frame(self) -> pd.DataFrame:
        """One line for each model and package: status, cost, jobs, room."""
        return package_frame(self)

    @property
    def differences(self) -> pd.DataFrame:
        """What each package does otherwise than the first, and what that costs."""
        return difference_frame(self)

    @property
    def changes(self) -> pd.DataFrame:
        """The best package for each number of changes of the first."""
        return change_frame(self)

    @property
    def models(self) -> pd.DataFrame:
        """The optimum under each model."""
        return model_frame(self)

    @property
    def without_rule(self) -> pd.DataFrame:
        """The optimum without each rule in turn."""
        return rule_frame(self)

    def _repr_html_(self) -> str:
        return html_of(self)


def proven_difference(one: Solved, other: Solved) -> Fraction | None:
    """What one costs more than another, where both are proven to be the best."""
    if one.criteria is None or other.criteria is None:
        return None
    if {one.status, other.status} != {Status.OPTIMAL}:
        return None
    return one.criteria.cost - other.criteria.cost


def labels(named: Sequence[tuple[str, str | None]]) -> tuple[str, ...]:
    """A label for each name: where it is not alone with its file, its path, or its number."""
    names = [name for name, _ in named]
    paths = [source for _, source in named]
    files = [None if path is None else Path(path).name for path in paths]
    numbers = [str(number) for number in range(1, len(named) + 1)]
    for details in (files, paths):
        found = _told_apart(names, details)
        if len(set(found)) == len(found):
            return found
    return _told_apart(names, numbers)


def _told_apart(names: Sequence[str], details: Sequence[str | None]) -> tuple[str, ...]:
    counts = Counter(names)
    return tuple(
        f"{name} ({detail})" if counts[name] > 1 and detail is not None else name
        for name, detail in zip(names, details, strict=True)
    )
