# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How much rules must give for a package to exist: one by itself, or two together.

Amounts of different rules are never added up: of two rules every combination counts in which one
gives less and the other more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from compensatie.engine.case import Case
from compensatie.engine.elastic import ElasticProgramme, Moved, needed_shift
from compensatie.engine.goal import ANYTHING
from compensatie.engine.inquiry import Inquiry
from compensatie.engine.outcome import RuleMoved
from compensatie.engine.restriction import Restriction
from compensatie.engine.tolerance import equivalent_tolerance
from compensatie.studies.repair import MILLIONTH, Repair
from compensatie.studies.study import Proof, status_of
from compensatie.studies.subject import Questioner

MOST_STEPS = 20
"""How often a least amount is looked for again below the one found."""
MOST_BETWEEN = 3
"""Combinations of two rules that are shown between the two extremes."""
MOST_SHOWN = 9
"""Combinations of two rules of which there is room for those between the extremes."""
MOST_SETS = 200
"""Pairs of rules that are tried together."""
QUESTIONS_A_PAIR = 3
"""How many questions two rules take, by and large: for the progress bar."""
Amounts = Mapping[str, Fraction]
"""How much each rule gives, by id."""


@dataclass(frozen=True, slots=True)
class Least:
    """The least amount that a rule must give, where others give so much."""

    amount: Fraction
    """The amount, at least 0."""
    is_proven: bool
    """Whether a millionth less is proven not to be enough."""


@dataclass
class RuleRepairs:
    """Looks for them, in one live session."""

    case: Case
    """The case, without a package."""
    questioner: Questioner
    """Through whom every question is put."""
    hopeless: list[str] = field(default_factory=list)
    """Rules that do not help by themselves."""
    undetermined: list[str] = field(default_factory=list)
    """Rules of which it was not determined."""
    _alone: dict[str, Repair] = field(default_factory=dict, init=False)
    """The repairs by one rule, by rule."""
    nothing: bool = field(default=False, init=False)
    """Whether the last amount that was not found is proven not to exist."""

    def __post_init__(self) -> None:
        """Builds the programme and its session."""
        hard, effort = self.case.only_hard, self.questioner.effort
        self.programme = ElasticProgramme(hard)
        self.inquiry: Inquiry = effort.exactly.inquiry(hard, self.programme)
        self._whole: Inquiry | None = None
        self._by_id = {rule.id: rule for rule in self.programme.elastic}

    # -- Amounts

    def _held(self, amounts: Amounts, free: Sequence[str] = ()) -> tuple[Restriction, ...]:
        """Every rule at its amount, but for those that are free."""
        ids = (name for name in self._by_id if name not in free)
        return tuple(Moved(name, amounts.get(name, Fraction(0))) for name in ids)

    def least(
        self,
        rule: str,
        amounts: Amounts,
        free: Sequence[str] = (),
        within: tuple[Restriction, ...] = (),
    ) -> Least | None:
        """The least that a rule must give where others give so much, or as much as they like.

        Args:
            rule: its id.
            amounts: what others give.
            free: ids of those that may give anything, but for what is asked below.
            within: what else is asked.

        Returns:
            The amount; None where none is enough, or where it was not determined.
        """
        held = (*within, *self._held(amounts, (rule, *free)))
        goal = self.programme.shift(self._by_id[rule])
        found = self.questioner.best(self.inquiry, goal, held)
        if found.best is None:
            self.nothing = found.is_nothing
            return None
        for _ in range(MOST_STEPS):
            amount = max(needed_shift(found.best, rule), Fraction(0))
            if amount == 0:
                return Least(amount, is_proven=True)
            below = (Moved(rule, amount - MILLIONTH), *held)
            less = self.questioner.best(self.inquiry, goal, below)
            if less.best is None:
                return Least(amount, less.is_nothing)
            found = less
        return Least(amount, is_proven=False)

    def repair(self, amounts: Amounts, *, is_proven: bool) -> Repair:
        """The repair by these amounts, with the best package that there is then."""
        if self._whole is None:
            programme = ElasticProgramme(self.case)
            self._whole = self.questioner.effort.inquiry(self.case, programme)
        found = self.questioner.by_model(self._whole, self._held(amounts))
        changes = tuple(self.moved(name, amounts[name]) for name in self._by_id if name in amounts)
        status = Proof.PROVEN if is_proven else Proof.BOUNDED
        return Repair(changes, status, found.best, status_of(found))

    def moved(self, name: str, amount: Fraction) -> RuleMoved:
        """The bound of a rule moved by so much."""
        (entry,) = (one for one in self.case.rules if one.rule.id == name)
        bounds = [abs(one.bound) for one in entry.without_measures if one.bound]
        share = amount / min(bounds) if bounds else None
        tolerance = equivalent_tolerance(entry, amount)
        return RuleMoved(name, amount, entry.rule.unit, share, tolerance)

    # -- One rule

    def single(self) -> tuple[Repair, ...]:
        """By one rule each, the least share of its bound first."""
        self.questioner.expect(3 * len(self._by_id))
        found = [one for one in map(self._by_itself, self._by_id) if one is not None]
        return tuple(sorted(found, key=lambda one: by_share(*one.moved)))

    def _by_itself(self, rule: str) -> Repair | None:
        least = self.least(rule, {})
        if least is None:
            (self.hopeless if self.nothing else self.undetermined).append(rule)
            return None
        return self.repair({rule: least.amount}, is_proven=least.is_proven)

    # -- Several rules

    def of_two(self, single: Sequence[Repair]) -> list[Point]:
        """By two rules each: all, or the extremes and some between them."""
        self._alone = {one.moved[0].rule: one for one in single}
        pairs = self._worthy_pairs()
        self.questioner.expect(QUESTIONS_A_PAIR * len(pairs))
        most = max(0, min(MOST_BETWEEN, MOST_SHOWN // max(len(pairs), 1) - 1))
        return [one for pair in pairs for one in self._of_pair(pair, most)]

    def _worthy_pairs(self) -> list[tuple[str, ...]]:
        """Two rules that may help together, in the order of the model: few questions rule out many.

        Where no package is left with many rules free, none is with fewer of them free.
        """
        others = [name for name in self._by_id if name not in self._alone]
        found = list(combinations(self._alone, 2))
        for name, repair in self._alone.items():
            less = Moved(name, repair.moved[0].amount - MILLIONTH)
            found += [(name, other) for other in self._helping(others, (less,), (name,))]
        for at, name in enumerate(others):
            rest = self._helping(others[at + 1 :], (), (name,))
            found += [(name, other) for other in rest]
        order = list(self._by_id)
        ordered = {tuple(sorted(pair, key=order.index)) for pair in found}
        return sorted(ordered, key=lambda pair: [order.index(one) for one in pair])[:MOST_SETS]

    def _helping(
        self, names: Sequence[str], asked: tuple[Restriction, ...], free: Sequence[str]
    ) -> list[str]:
        """Those of which it is not proven that, free by itself, it leaves no package."""
        if not names:
            return []
        held = (*asked, *self._held({}, (*free, *names)))
        if self.questioner.best(self.inquiry, ANYTHING, held).is_nothing:
            return []
        if len(names) == 1:
            return list(names)
        half = len(names) // 2
        parts = (names[:half], names[half:])
        return [one for part in parts for one in self._helping(part, asked, free)]

    def _of_pair(self, pair: Sequence[str], most: int) -> Iterator[Point]:
        """Where both of two rules give something."""
        ends = self._ends(pair)
        if len(ends) == 2:
            ends[1:1] = self._between(pair, ends[0], ends[1], most)
        yield from (one for one in ends if len(one.amounts) == 2)

    def _ends(self, names: Sequence[str]) -> list[Point]:
        """Each of two rules in turn gives as little as it can, then the other."""
        found: list[Point] = []
        for order in (names, names[::-1]):
            point = self._known_end(order) or self.lexicographic(order)
            if point is None and self.nothing:
                return []
            if point and point not in found:
                found.append(point)
        return found

    def _known_end(self, order: Sequence[str]) -> Point | None:
        """Where the second of two rules helps by itself, the first need give nothing."""
        if order[1] not in self._alone:
            return None
        repair = self._alone[order[1]]
        amounts = {order[0]: Fraction(0), order[1]: repair.moved[0].amount}
        return Point.of(amounts, order, is_proven=repair.status is Proof.PROVEN)

    def lexicographic(
        self,
        names: Sequence[str],
        within: tuple[Restriction, ...] = (),
        known: Mapping[str, Least] | None = None,
    ) -> Point | None:
        """The first rule gives as little as it can, then the next, and so on; None as in `least`.

        Args:
            names: ids of the rules; all others are kept.
            within: what else is asked.
            known: what the first of them must give.
        """
        found = dict(known or {})
        for at, name in enumerate(names):
            if name not in found:
                amounts = {one: least.amount for one, least in found.items()}
                least = self.least(name, amounts, names[at + 1 :], within)
                if least is None:
                    return None
                found[name] = least
        amounts = {name: least.amount for name, least in found.items()}
        return Point.of(amounts, names, is_proven=all(one.is_proven for one in found.values()))

    def _between(self, pair: Sequence[str], one: Point, other: Point, most: int) -> list[Point]:
        """Combinations between two, the widest gap first; up to a number."""
        first, second = pair
        gaps, found = [(one, other)], list[Point]()
        while gaps:
            low, high = gaps.pop(0)
            if len(found) == most:
                break
            point = self._in_gap(first, second, low, high)
            if point is not None:
                found.append(point)
                gaps += [(low, point), (point, high)]
        return sorted(found, key=lambda point: point.amounts.get(first, Fraction(0)))

    def _in_gap(self, first: str, second: str, low: Point, high: Point) -> Point | None:
        """A combination in which the first rule gives more than in one and less than in another."""
        least, most = low.amounts.get(first, Fraction(0)), high.amounts.get(first, Fraction(0))
        for allowed in ((least + most) / 2, most - MILLIONTH):
            if allowed <= least:
                return None
            second_gives = self.least(second, {first: allowed})
            if second_gives is None or not second_gives.is_proven:
                return None
            if second_gives.amount < low.amounts.get(second, Fraction(0)):
                first_gives = self.least(first, {second: second_gives.amount})
                if first_gives is None:
                    return None
                amounts = {first: first_gives.amount, second: second_gives.amount}
                return Point.of(amounts, (first, second), is_proven=first_gives.is_proven)
        return None


@dataclass(frozen=True)
class Point:
    """One combination."""

    amounts: Amounts
    """How much each rule gives that gives anything."""
    is_proven: bool
    """Whether none of them can give less."""

    @classmethod
    def of(cls, amounts: Amounts, names: Sequence[str], *, is_proven: bool) -> Point:
        """From amounts of which some may be 0."""
        given = {name: amounts[name] for name in names if amounts[name] > 0}
        return cls(given, is_proven)


def by_share(change: RuleMoved) -> tuple[bool, Fraction]:
    """The least share of its bound first; where that is 0 last, by amount."""
    is_last = change.share is None
    return is_last, change.amount if change.share is None else change.share
