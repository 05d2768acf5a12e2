# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Posts that one decision moves across province borders.

A decision is a change or a chosen measure, taken whole: it counts for the most that it ever moves,
also where that lies after the horizon. Posts are counted, however the model counts jobs; a hub's
guests count by the model's own factor. What is new to the central government or leaves it, and
what stays within a province, crosses no border.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from compensatie.engine.case import Case
from compensatie.facts.employment import Change
from compensatie.facts.facts import Facts
from compensatie.facts.measure import Measure

NONE = Fraction(0)
Ends = tuple[tuple[str, Fraction], ...]
"""Posts by the code of a province."""


@dataclass(frozen=True, slots=True)
class Movement:
    """What crosses province borders, over all borders together."""

    posts: Fraction = NONE
    """How many posts."""
    leaving: Ends = ()
    """Where they leave."""
    arriving: Ends = ()
    """Where they arrive."""

    def net(self) -> Ends:
        """What each province gains, or, below 0, loses."""
        return (*((code, -posts) for code, posts in self.leaving), *self.arriving)


def facts_in_posts(case: Case) -> Facts:
    """The facts of a case with posts counted, whether they are filled or not."""
    counting = case.facts.counting.model_copy(update={"basis": "posts"})
    found = Facts(case.instance, counting, case.facts.valuation)
    return found.within(case.facts.scenarios)


def movement_of_change(change: Change) -> Movement:
    """What a change moves at its height."""
    if change.from_ is None or change.to is None or change.from_ == change.to:
        return Movement()
    height = Fraction(max(change.jobs.root.values(), key=abs))
    ends = (change.from_, change.to) if height > 0 else (change.to, change.from_)
    posts = abs(height)
    return Movement(posts, ((ends[0], posts),), ((ends[1], posts),)) if posts else Movement()


def movement_of_measure(measure: Measure, size: Fraction, facts: Facts) -> Movement:
    """What a measure of this size moves once it is complete.

    Where it brings more than it takes, the rest is new to the government; where it takes more, the
    rest leaves it. What moves is then spread over its provinces in proportion.
    """
    height = size * max(map(Fraction, measure.ramp))
    net = {code: jobs * height for code, jobs in facts.gained(measure).items()}
    for code, jobs in facts.taken(measure).items():
        net[code] = net.get(code, NONE) - jobs * height
    arriving = {code: jobs for code, jobs in net.items() if jobs > 0}
    leaving = {code: -jobs for code, jobs in net.items() if jobs < 0}
    posts = min(sum(arriving.values(), NONE), sum(leaving.values(), NONE))
    if not posts:
        return Movement()
    return Movement(posts, _scaled(leaving, posts), _scaled(arriving, posts))


def _scaled(jobs: Mapping[str, Fraction], total: Fraction) -> Ends:
    """The same in proportion, adding up to a total."""
    share = total / sum(jobs.values(), NONE)
    return tuple((code, number * share) for code, number in jobs.items())
