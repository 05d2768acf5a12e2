# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""All packages that no other beats on every objective: one for each vector of values, exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.display import html_of
from compensatie.engine.outcome import Provenance, Status
from compensatie.errors import Fault
from compensatie.facts.package import Package
from compensatie.studies.aims import Aim
from compensatie.studies.front import Front
from compensatie.studies.scale import Scale
from compensatie.studies.study import Effort, Stop

if TYPE_CHECKING:
    import pandas as pd

    from compensatie.engine.goal import GoalUnit

LIMIT = 1000
"""Points that are found at most, where the call says nothing."""
Values = Mapping[str, Fraction]
"""What each objective comes to, by its text: to the cent, or to six decimals."""


@dataclass(frozen=True, slots=True)
class Point:
    """Values that no package beats, and a package that has them."""

    name: str
    """The number of the point."""
    values: Values
    """What each objective comes to."""
    audit: Audit = field(repr=False)
    """The package, checked exactly."""

    @property
    def package(self) -> Package:
        """The package itself."""
        return self.audit.package.model_copy(update={"name": self.name})


@dataclass(frozen=True)
class Pareto:
    """All points where nothing can be better without something else being worse."""

    case: Case = field(repr=False)
    """What was asked about."""
    provenance: Provenance = field(repr=False)
    """Where it comes from."""
    aims: tuple[Aim, ...]
    """The objectives, in the order of the call."""
    units: Mapping[str, GoalUnit]
    """What each objective is measured in, by its text."""
    status: Status
    """`optimal`: every point is there · `infeasible`: there is none, proven · `feasible`: some are
    · `unsolved`: nothing is known."""
    points: tuple[Point, ...] = ()
    """The points, the least value of the first objective first."""
    is_complete: bool = False
    """Whether it is proven that there are no others."""
    open_zones: int = 0
    """In how many parts of the space of values others can still be."""
    payoff: Mapping[str, Point] = field(default_factory=dict)
    """By the text of each objective with a proven optimum: the point that has it, the others then
    as low as they can be, in their order; as far as points were found."""
    ideal: Values = field(default_factory=dict)
    """The proven optimum of each objective; those that are not proven are left out."""
    nadir: Values = field(default_factory=dict)
    """The worst value of each objective among the points: of all of them where it is complete."""
    stop: Stop | None = None
    """Why the search ended early, where it did."""
    reason: str = ""
    """The solver's own words for that."""

    def to_frame(self) -> pd.DataFrame:
        """One line for each point: its number, the values, and the measures of its package."""
        import pandas as pd

        lines = [
            [
                number,
                *map(float, one.values.values()),
                ", ".join(choice.measure for choice in one.package.choices),
            ]
            for number, one in enumerate(self.points, start=1)
        ]
        return pd.DataFrame(lines, columns=["point", *self.units, "measures chosen"])

    def _repr_html_(self) -> str:
        return html_of(self)


def faults_of(limit: int) -> Iterator[Fault]:
    """What cannot be asked."""
    if limit < 1:
        text, allowed = "this must be a number of points", "a whole number of at least 1"
        yield Fault("too-few", text, ("--limit",), str(limit), allowed)


def pareto(
    case: Case, wanted: Sequence[Aim], effort: Effort, provenance: Provenance, limit: int
) -> Pareto:
    """Every point that nothing beats on all objectives, or those found in time.

    Args:
        case: facts and policy, the rules softened whose shortfall is an objective.
        wanted: the objectives.
        effort: how long it may take.
        provenance: where the answer comes from.
        limit: how many points are found at most.
    """
    inquiry = effort.inquiry(case)
    goals = [aim.goal(inquiry.programme) for aim in wanted]
    scales = [Scale.of(goal, inquiry.programme) for goal in goals]
    front = Front(inquiry, scales, effort, limit)
    front.run()
    return _result(front, wanted, provenance)


def _result(front: Front, wanted: Sequence[Aim], provenance: Provenance) -> Pareto:
    texts = [aim.text for aim in wanted]
    points = tuple(
        Point(str(number), _values(texts, front, audit), audit)
        for number, audit in enumerate(front.points.values(), start=1)
    )
    is_complete = front.course.stop is None
    return Pareto(
        case=front.inquiry.case,
        provenance=provenance,
        aims=tuple(wanted),
        units={text: scale.goal.unit for text, scale in zip(texts, front.scales, strict=True)},
        status=_status(is_complete=is_complete, has_points=bool(points)),
        points=points,
        is_complete=is_complete,
        open_zones=len(front.zones.open),
        payoff={texts[at]: _best(points, texts, at) for at in sorted(front.least)},
        ideal={texts[at]: front.scales[at].value(front.least[at]) for at in sorted(front.least)},
        nadir={text: max(one.values[text] for one in points) for text in texts if points},
        stop=front.course.stop,
        reason=front.course.reason,
    )


def _values(texts: Sequence[str], front: Front, audit: Audit) -> Values:
    pairs = zip(texts, front.scales, strict=True)
    return {text: scale.goal.rounded(audit) for text, scale in pairs}


def _status(*, is_complete: bool, has_points: bool) -> Status:
    if is_complete:
        return Status.OPTIMAL if has_points else Status.INFEASIBLE
    return Status.FEASIBLE if has_points else Status.UNSOLVED


def _best(points: Sequence[Point], texts: Sequence[str], at: int) -> Point:
    """The point that is best on one objective, and then on the others in their order."""
    order = [texts[at], *texts[:at], *texts[at + 1 :]]
    return min(points, key=lambda point: [point.values[text] for text in order])
