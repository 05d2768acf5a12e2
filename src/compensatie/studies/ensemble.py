# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Many drawn futures: what is best in each, whether given packages hold, and what that means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from compensatie.engine.case import Case
from compensatie.engine.display import html_of
from compensatie.engine.outcome import Provenance, Status
from compensatie.engine.parametric import Point
from compensatie.facts.uncertainty import Uncertainty
from compensatie.studies.boxes import Box, box_of_failures
from compensatie.studies.drawn_answer import DrawnAnswer, Held
from compensatie.studies.draws import Draws
from compensatie.studies.ensemble_frames import draw_frame, held_frame, measure_frame
from compensatie.studies.morris import Morris, morris
from compensatie.studies.study import Stop
from compensatie.studies.tally import (
    MeasureTally,
    MissTally,
    Spread,
    measure_tallies,
    miss_tallies,
)

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class PackageTally:
    """How a given package does over all draws."""

    label: str
    """What it is called here."""
    source: str | None
    """The file that it comes from."""
    holds: int
    """Draws in which it keeps every hard rule."""
    of: int
    """Draws in which it was looked at."""
    cost: Spread | None
    """Its net present value."""
    misses: tuple[MissTally, ...]
    """Which rules it misses, how often and in which years."""
    failing: tuple[int, ...]
    """The draws in which it fails."""
    box: Box | None
    """Which figures explain that; None where nothing does."""


@dataclass(frozen=True)
class Ensemble:
    """What many drawn futures came to."""

    case: Case = field(repr=False)
    """What was asked, with the figures of the file."""
    provenance: Provenance = field(repr=False)
    """Where it comes from."""
    draws: Draws = field(repr=False)
    """What was drawn."""
    answers: Mapping[int, DrawnAnswer] = field(repr=False)
    """What each draw came to, by its number from 1 on; a draw that was not reached is not there."""
    labels: tuple[str, ...] = ()
    """What the given packages are called, in the order of the call."""
    sources: tuple[str | None, ...] = ()
    """The files that they come from."""
    stop: Stop | None = None
    """Why it ended early, where it did."""
    reason: str = ""
    """More about that."""

    @property
    def uncertainties(self) -> tuple[Uncertainty, ...]:
        """What was drawn, in the order of the points."""
        return self.case.instance.uncertainties

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of what was drawn."""
        return tuple(one.id for one in self.uncertainties)

    @property
    def numbers(self) -> range:
        """The draws, by number; Morris trajectories are not among them."""
        return range(1, len(self.draws.points) + 1)

    @cached_property
    def missing(self) -> tuple[int, ...]:
        """Draws, and points of trajectories, whose answer is not known for sure."""
        every = range(1, len(self.draws.every) + 1)
        return tuple(
            one for one in every if one not in self.answers or not self.answers[one].has_answer
        )

    @property
    def is_complete(self) -> bool:
        """Whether every draw has a proven answer."""
        return not self.missing

    @cached_property
    def drawn(self) -> Mapping[int, DrawnAnswer]:
        """The answers of the draws, trajectories left out."""
        return {one: self.answers[one] for one in self.numbers if one in self.answers}

    @cached_property
    def statuses(self) -> Mapping[Status, int]:
        """How many draws stand how."""
        found = Counter(one.status for one in self.drawn.values())
        return {status: found[status] for status in Status}

    @cached_property
    def cost(self) -> Spread | None:
        """Net present value of the best package, over the draws that have one for sure."""
        return Spread.of(one.worth.cost for one in self._optimal if one.worth is not None)

    @property
    def _optimal(self) -> list[DrawnAnswer]:
        return [one for one in self.drawn.values() if one.status is Status.OPTIMAL]

    @cached_property
    def measures_chosen(self) -> tuple[MeasureTally, ...]:
        """How often each measure is in the best package."""
        measures = (measure.id for measure in self.case.facts.measures)
        return measure_tallies(measures, [one.choices for one in self._optimal])

    @cached_property
    def without_package(self) -> tuple[int, ...]:
        """The draws in which no package keeps every hard rule: proven."""
        answers = self.drawn.items()
        return tuple(number for number, one in answers if one.status is Status.INFEASIBLE)

    @cached_property
    def box_without_package(self) -> Box | None:
        """Which figures explain that there is no package."""
        proven = {number for number, one in self.drawn.items() if one.has_answer}
        return self._box(sorted(proven), set(self.without_package))

    @cached_property
    def packages_held(self) -> tuple[PackageTally, ...]:
        """How each given package does."""
        return tuple(self._tally(position) for position in range(len(self.labels)))

    def _tally(self, position: int) -> PackageTally:
        held = {number: one.held[position] for number, one in self.drawn.items() if one.held}
        failing = tuple(number for number, one in held.items() if not one.met)
        return PackageTally(
            self.labels[position],
            self.sources[position],
            len(held) - len(failing),
            len(held),
            Spread.of(one.worth.cost for one in held.values()),
            miss_tallies(held.values()),
            failing,
            self._box(list(held), set(failing)),
        )

    def _box(self, numbers: Sequence[int], failing: set[int]) -> Box | None:
        points = [self.point(number) for number in numbers]
        return box_of_failures(self.names, points, [number in failing for number in numbers])

    def point(self, number: int) -> Point:
        """What each uncertainty comes to in a draw."""
        return self.draws.every[number - 1]

    def held(self, number: int) -> Mapping[str, Held]:
        """How each given package does in a draw."""
        return dict(zip(self.labels, self.answers[number].held, strict=False))

    @cached_property
    def morris(self) -> Morris | None:
        """Which uncertainty matters to the cost; None where no trajectory was drawn.

        Raises:
            InputError: SALib is not installed.
        """
        if not self.draws.trajectories:
            return None
        first = len(self.draws.points) + 1
        numbers = range(first, first + len(self.draws.trajectories))
        return morris(self.names, self.draws, [self._cost(number) for number in numbers])

    def _cost(self, number: int) -> Decimal | None:
        answer = self.answers.get(number)
        if answer is None or answer.status is not Status.OPTIMAL or answer.worth is None:
            return None
        return answer.worth.cost

    @property
    def draws_table(self) -> pd.DataFrame:
        """One line for each draw: what was drawn, and what came of it."""
        return draw_frame(self)

    @property
    def measures(self) -> pd.DataFrame:
        """One line for each measure: how often it is chosen."""
        return measure_frame(self)

    @property
    def packages(self) -> pd.DataFrame:
        """One line for each draw and given package: whether it holds, and at what cost."""
        return held_frame(self)

    def _repr_html_(self) -> str:
        """What notebooks show."""
        return html_of(self)
