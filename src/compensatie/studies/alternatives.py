# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Other packages that are nearly as good: the best so many, all within a margin, the most diverse.

What counts as another package is asked: other measures, another start year, or another size. Of
those that count as one, the best is shown. Limits are exact, and a list says whether it is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.display import html_of
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
    """`optimum`, or a number."""
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
    weighed = Course()
    importance = _importance(listing, weighed) if asked.importance else []
    found = Alternatives(
        listing.inquiry.case,
        provenance,
        status_of(listing.first),
        asked.distinct,
        _named(listing),
        listing.course.stop is None,
        listing.course.stop or weighed.stop,
        listing.course.reason or weighed.reason,
        asked.within,
        listing.margin,
        importance=tuple(importance),
    )
    return _diverse(found, asked.different, listing) if asked.different else found


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


def _diverse(found: Alternatives, count: int, listing: Listing) -> Alternatives:
    if not found.packages:
        return found
    described = [described_by(one.audit.package, found.distinct) for one in found.packages]
    chosen = most_diverse(described, count, listing.inquiry.deadline)
    stop = found.stop or (None if chosen.is_proven else Stop.TIME)
    packages = tuple(found.packages[position] for position in chosen.chosen)
    return replace(
        found,
        packages=packages,
        is_complete=found.is_complete and chosen.is_proven,
        stop=stop,
        distance=chosen.distance,
    )


def described_by(package: Package, distinct: Distinct) -> Description:
    """What a package does with each measure that it chooses, as far as that counts."""
    return {
        choice.measure: {
            Distinct.MEASURES: (),
            Distinct.START: (choice.start,),
            Distinct.SIZE: (choice.start, Fraction(choice.size)),
        }[distinct]
        for choice in package.choices
    }


def _named(listing: Listing) -> tuple[Alternative, ...]:
    """The packages of a list with their names, and which of them tie."""
    values = [listing.goal.rounded(one) for one in listing.found]
    return tuple(
        Alternative("optimum" if number == 1 else str(number), one, value, values.count(value) > 1)
        for number, (one, value) in enumerate(zip(listing.found, values, strict=True), start=1)
    )
