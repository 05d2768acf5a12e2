# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Other packages that are nearly as good: the best so many, all within a margin, the most diverse.

What counts as another package is asked: other measures, another start year, or another size. Of
those that count as one, the best is shown. Limits are exact, and a list says whether it is whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.display import html_of
from compensatie.engine.goal import Goal
from compensatie.engine.outcome import Provenance, Status
from compensatie.engine.switch import Distinct
from compensatie.errors import Fault
from compensatie.facts.package import Package
from compensatie.studies.dispersion import Description, most_diverse
from compensatie.studies.importance import LINE, Importance, Weighing
from compensatie.studies.listing import Listing
from compensatie.studies.study import Course, Effort, Stop, status_of

if TYPE_CHECKING:
    import pandas as pd

MOST_COMPARED = 5_000
"""Packages among which the most diverse are looked for."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One package of a list."""

    name: str
    """`optimum` where that is proven, or else its number in the list."""
    audit: Audit
    """The package, checked exactly."""
    value: Fraction
    """What the first objective comes to, to the cent or to six decimals of a job."""
    is_tied: bool = False
    """Whether another package of the list has the same value."""

    @property
    def package(self) -> Package:
        """The package itself."""
        return self.audit.package.model_copy(update={"name": self.name})


@dataclass(frozen=True)
class Alternatives:
    """A list of packages, the best first, and whether it is whole."""

    case: Case = field(repr=False)
    """What was asked about."""
    provenance: Provenance = field(repr=False)
    """Where it comes from."""
    status: Status
    """How the question for the best package stands."""
    distinct: Distinct
    """What counts as another package."""
    packages: tuple[Alternative, ...] = ()
    """The packages."""
    is_complete: bool = False
    """Whether it is proven that the list holds all that was asked for."""
    stop: Stop | None = None
    """Why the list ended early, where it did."""
    reason: str = ""
    """The solver's own words for that."""
    share: Fraction | None = None
    """The share of the optimum within which they are, where one was asked."""
    limit: Fraction | None = None
    """The greatest value that was allowed."""
    wanted: int | None = None
    """How many were asked for, where a number was."""
    compared: int | None = None
    """Of the most diverse: among how many packages within the share they were looked for."""
    distance: int | None = None
    """Of the most diverse: in how many measures, or choices, the two that are most alike differ."""
    importance: tuple[Importance, ...] = ()
    """What each measure means for them, where that was asked."""
    certified: bool = False
    """Whether exact arithmetic proved that the list is whole, and that no package is better."""

    def to_frame(self) -> pd.DataFrame:
        """One line for each choice of each package: number, objective, measure, start, size."""
        import pandas as pd

        lines = [
            [number, float(one.value), choice.measure, choice.start, float(choice.size)]
            for number, one in enumerate(self.packages, start=1)
            for choice in one.package.choices
        ]
        return pd.DataFrame(lines, columns=["package", "objective", "measure", "start", "size"])

    @property
    def importance_table(self) -> pd.DataFrame:
        """One line for each measure: its share, sizes and replacement costs with their status."""
        import pandas as pd

        lines = [one.line() for one in self.importance]
        return pd.DataFrame(lines, columns=list(LINE))

    def _repr_html_(self) -> str:
        return html_of(self)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which list is asked for."""

    best: int | None = None
    """The best so many."""
    within: Fraction | None = None
    """All within this share of the optimum."""
    different: int | None = None
    """Of those, so many that differ most."""
    distinct: Distinct = Distinct.MEASURES
    """What counts as another package."""
    limit: int = 1000
    """How many are listed at most."""
    importance: bool = False
    """Whether the importance of each measure is asked too."""

    def faults(self) -> Iterator[Fault]:
        """What cannot be asked."""
        if (self.best is None) == (self.within is None):
            text = "either the best so many, or those within a percentage, must be asked"
            allowed = "--best K, or --within PERCENT"
            yield Fault("best-or-within", text, ("--best",), allowed=allowed)
        if self.within is None and (self.different is not None or self.importance):
            text = "which packages are meant must be said with a percentage"
            yield Fault("within-missing", text, ("--within",), allowed="--within PERCENT")
        counts = {"--best": self.best, "--different": self.different, "--limit": self.limit}
        for option, count in counts.items():
            if count is not None and count < 1:
                text = "this must be a number of packages"
                yield Fault("too-few", text, (option,), str(count), "a whole number of at least 1")
        if self.within is not None and self.within < 0:
            text, value = "a percentage must not be negative", str(float(self.within * 100))
            yield Fault("negative-percentage", text, ("--within",), value, "0 or more")

    def as_texts(self) -> dict[str, tuple[str, ...]]:
        """What is not as usual, for provenance."""
        usual = Asked()
        return {
            one.name: (str(getattr(self, one.name)),)
            for one in fields(self)
            if getattr(self, one.name) != getattr(usual, one.name)
        }


def alternatives(case: Case, effort: Effort, provenance: Provenance, asked: Asked) -> Alternatives:
    """The list that is asked for."""
    limit = MOST_COMPARED if asked.different else asked.limit
    listing = Listing(effort.inquiry(case), effort, asked.distinct, limit)
    with listing.course.held():
        if listing.start():
            if asked.within is None:
                listing.best(asked.best or 1)
            else:
                listing.within(asked.within)
    return _result(listing, provenance, asked)


def _result(listing: Listing, provenance: Provenance, asked: Asked) -> Alternatives:
    weighed, status = Course(), status_of(listing.first)
    importance = _importance(listing, weighed) if asked.importance else []
    found = Alternatives(
        listing.inquiry.case,
        provenance,
        status,
        asked.distinct,
        _named(listing.found, listing.goal, is_proven=status is Status.OPTIMAL),
        listing.course.stop is None,
        listing.course.stop or weighed.stop,
        listing.course.reason or weighed.reason,
        asked.within,
        listing.margin,
        asked.best,
        importance=tuple(importance),
    )
    return _diverse(found, asked, listing) if asked.different else found


def _importance(listing: Listing, course: Course) -> list[Importance]:
    if listing.margin is None or listing.course.stop is Stop.INTERRUPTED:
        return []
    weighing = Weighing(
        listing.inquiry,
        listing.goal,
        listing.optimum,
        listing.margin,
        listing.found,
        listing.course.stop is None,
        course,
    )
    return weighing.run(listing.effort.watch)


def _diverse(found: Alternatives, asked: Asked, listing: Listing) -> Alternatives:
    """Of a list, those that differ most; why it is not proven, where it is not."""
    course, wanted = Course(), asked.different or 0
    found = replace(found, wanted=wanted, compared=len(found.packages))
    if not found.packages:
        return found
    described = [described_by(one, asked.distinct) for one in listing.found]
    chosen = most_diverse(described, min(wanted, asked.limit), course, listing.inquiry.deadline)
    if asked.limit < min(wanted, len(described)):
        course.stop = Stop.LIMIT
    kept = [listing.found[position] for position in chosen.chosen]
    return replace(
        found,
        packages=_named(kept, listing.goal, is_proven=found.status is Status.OPTIMAL),
        is_complete=found.is_complete and course.stop is None,
        stop=found.stop or course.stop,
        distance=chosen.distance,
    )


def described_by(audit: Audit, distinct: Distinct) -> Description:
    """What a package does with each measure that it chooses, as far as that counts."""
    return {
        choice.measure: {
            Distinct.MEASURES: (),
            Distinct.START: (choice.start,),
            Distinct.SIZE: (choice.start, Fraction(choice.size)),
        }[distinct]
        for choice in audit.package.choices
    }


def _named(audits: Sequence[Audit], goal: Goal, *, is_proven: bool) -> tuple[Alternative, ...]:
    """The packages of a list with their names, and which of them tie."""
    values = [goal.rounded(one) for one in audits]
    shared = {value for value, count in Counter(values).items() if count > 1}
    names = ["optimum" if is_proven else "1", *map(str, range(2, len(audits) + 1))]
    return tuple(
        Alternative(name, one, value, value in shared)
        for name, one, value in zip(names, audits, values, strict=False)
    )
