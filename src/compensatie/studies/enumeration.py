# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every package within a limit: one tree over what tells packages apart.

At a node some switches are narrowed. Its linear relaxation, solved from where the last one
ended, is a bound: above the limit, nothing is there. Where every switch is settled, the node is a
leaf, and the exact engine gives the best package that is so. A subtree in which nothing turns up
for long is put to the solver as a whole: it may prove at once that nothing is there.

A list of packages that excludes each one found, and solves again, proves the same; with each
further row that takes longer, and every solve begins anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush
from math import floor, inf

import numpy as np

from compensatie.engine.arrays import Real
from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.goal import Goal
from compensatie.engine.inquiry import Inquiry
from compensatie.engine.solver import Live
from compensatie.engine.switch import Distinct, Range, Ranges, Switch, chosen_by, switches_of
from compensatie.studies.study import Course, Stop

PATIENCE = 200
"""Nodes without a package, after which the widest open subtree is put to the solver."""
WHOLE = 1e-6
"""How near a relaxed value must be to a whole number to count as one."""
PRECISION = 1e-7
"""By how much, relative to the limit, a relaxation may be off."""

Limit = Callable[[], Fraction | None]
"""The greatest value; it may fall meanwhile, and until it is known it is None."""


@dataclass(slots=True)
class _Node:
    """A subtree: the packages whose switches lie in its ranges."""

    ranges: tuple[Range, ...]
    point: Real | None = None
    """The values of the switches in its relaxation, where they are known from its parent."""
    bound: float = -inf
    """No package in it is better, as far as its parent's relaxation tells."""
    is_asked: bool = False
    """Whether the solver was asked about it as a whole."""
    is_closed: bool = False
    """Whether it is known to hold nothing."""


class _Frontier:
    """Nodes to look at: the latest first, or, where so asked, those of the least bound."""

    def __init__(self, root: _Node, *, best_first: bool) -> None:
        self._best_first = best_first
        self._heap: list[tuple[float, int, _Node]] = []
        self._pushed = 0
        self.push([root])

    def push(self, nodes: Iterable[_Node]) -> None:
        """Adds nodes; of those that are alike the last one is looked at first."""
        for node in nodes:
            self._pushed += 1
            priority = node.bound if self._best_first else 0.0
            heappush(self._heap, (priority, -self._pushed, node))

    def pop(self) -> _Node | None:
        """The next one; None where all is looked at."""
        while self._heap:
            *_, node = heappop(self._heap)
            if not node.is_closed:
                return node
        return None

    def widest(self) -> _Node | None:
        """The oldest one that the solver was not asked about."""
        unasked = (entry for entry in self._heap if not entry[2].is_asked)
        oldest = max(unasked, key=lambda entry: entry[1], default=None)
        return None if oldest is None else oldest[2]


@dataclass
class Enumeration:
    """A walk through all packages whose goal is within a limit."""

    inquiry: Inquiry
    """What is asked about the case."""
    goal: Goal
    """What the limit is on."""
    distinct: Distinct
    """What tells packages apart."""
    course: Course
    """How it went."""
    best_first: bool = False
    """Whether to look where the best can be, rather than on from where the last was found."""
    _switches: tuple[Switch, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._switches = switches_of(self.inquiry.programme, self.distinct)

    def within(self, limit: Limit) -> Iterator[Audit]:
        """The best package of each kind whose goal, rounded, is within the limit."""
        if self.inquiry.programme.impossible:
            return
        with _Relaxation(self.inquiry, self.goal, self._switches) as relaxation:
            yield from self._walk(relaxation, limit)

    def _walk(self, relaxation: _Relaxation, limit: Limit) -> Iterator[Audit]:
        root = _Node(tuple((0, switch.most) for switch in self._switches))
        frontier = _Frontier(root, best_first=self.best_first)
        barren = 0
        while self.course.stop is None and (node := frontier.pop()) is not None:
            barren += 1
            children = relaxation.children(node, limit())
            if children is None:
                found = self._leaf(node, limit())
                if found is not None:
                    barren = 0
                    yield found
                continue
            frontier.push(children)
            if barren > PATIENCE:
                barren = 0
                self._ask_widest(frontier, limit())
            if self.inquiry.seconds_left() == 0:
                self.course.stop = Stop.TIME

    def _leaf(self, node: _Node, limit: Fraction | None) -> Audit | None:
        """The best package that is so; where nothing is left to choose, no solver is asked."""
        if self.distinct is Distinct.SIZE:
            package = chosen_by(self.inquiry.case, self._switches, node.ranges)
            audit = audit_package(self.inquiry.case, package)
            return audit if audit.met and self._is_within(audit, limit) else None
        found = self.inquiry.by_model((self._ranges(node),), ties_only=True)
        if not self.course.settles(found) or found.best is None:
            return None
        return found.best if self._is_within(found.best, limit) else None

    def _is_within(self, audit: Audit, limit: Fraction | None) -> bool:
        return limit is None or self.goal.rounded(audit) <= limit

    def _ask_widest(self, frontier: _Frontier, limit: Fraction | None) -> None:
        """Asks the solver whether there is anything in the widest subtree not yet asked about."""
        if (node := frontier.widest()) is None:
            return
        node.is_asked = True
        found = self.inquiry.best(self.goal, (self._ranges(node),))
        if self.course.settles(found):
            best = found.best
            node.is_closed = best is None or not self._is_within(best, limit)

    def _ranges(self, node: _Node) -> Ranges:
        return Ranges(self._switches, node.ranges)


class _Relaxation:
    """The linear relaxation of a programme, live, as the tree walks through its ranges."""

    def __init__(self, inquiry: Inquiry, goal: Goal, switches: tuple[Switch, ...]) -> None:
        live = Live(inquiry.programme)
        live.aim(goal)
        self._goal = goal
        self._session = live.session
        self._switches = switches
        self._ranges = tuple((0, switch.most) for switch in switches)
        self._columns = np.array([one for switch in switches for one in switch.columns])
        self._firsts = np.cumsum([0, *(len(switch.columns) for switch in switches[:-1])])
        self._rows = [self._row(switch) for switch in switches]
        self._relaxing = self._session.relaxing()

    def _row(self, switch: Switch) -> int | None:
        """A row for the sum of several columns; None where one column is the switch itself."""
        if len(switch.columns) == 1:
            return None
        return self._session.add_row(dict.fromkeys(switch.columns, 1.0), 0.0, float(switch.most))

    def __enter__(self) -> _Relaxation:
        self._relaxing.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._relaxing.__exit__(None, None, None)

    def children(self, node: _Node, limit: Fraction | None) -> list[_Node] | None:
        """What a node splits into, the most promising last; None where it is a leaf."""
        if node.point is None:
            node.point = self._point(node, limit)
            if node.point is None:
                return []
        values = node.point.tolist()
        best, chosen = -1.0, None
        for position, ((low, high), value) in enumerate(zip(node.ranges, values, strict=True)):
            if low < high:
                apart = abs(value - round(value))
                if apart > best:
                    best, chosen = apart, position
        return None if chosen is None else _split(node, chosen, values[chosen])

    def _point(self, node: _Node, limit: Fraction | None) -> Real | None:
        """The switches in the relaxation; None where it is empty, or above the limit."""
        self._narrow(node.ranges)
        found = self._session.probe()
        if found is None:
            return None
        objective, point = found
        node.bound = objective
        if limit is not None:
            room = float(self._goal.smallest / 2) + PRECISION * abs(float(limit))
            if objective > float(limit) + room:
                return None
        return np.add.reduceat(point[self._columns], self._firsts)

    def _narrow(self, ranges: tuple[Range, ...]) -> None:
        for position, (before, after) in enumerate(zip(self._ranges, ranges, strict=True)):
            if before != after:
                low, high = float(after[0]), float(after[1])
                row = self._rows[position]
                if row is None:
                    self._session.set_column_bounds(self._switches[position].columns[0], low, high)
                else:
                    self._session.set_row_bounds(row, low, high)
        self._ranges = ranges


def _split(node: _Node, position: int, value: float) -> list[_Node]:
    """Two halves of a node; the one that its relaxation lies in, or is nearest to, comes last."""
    low, high = node.ranges[position]
    whole = round(value)
    is_whole = abs(value - whole) <= WHOLE
    below = floor(value) if not is_whole else whole if whole == low else whole - 1
    halves = [_with(node, position, (low, below)), _with(node, position, (below + 1, high))]
    is_lower = whole <= below
    if is_whole:
        halves[not is_lower].point = node.point
    return halves[::-1] if is_lower else halves


def _with(node: _Node, position: int, narrowed: Range) -> _Node:
    ranges = (*node.ranges[:position], narrowed, *node.ranges[position + 1 :])
    return _Node(ranges, bound=node.bound)
