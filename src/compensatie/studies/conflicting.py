# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Finds one minimal conflict: leaves out what it can, until every member that is left is needed.

Whole groups are tried first: rules, then their scenarios, provinces and years; then relations,
locks and limits of measures. What was needed while more still held is needed in the end too: with
fewer members left a package only gets easier to find.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple

from compensatie.engine.case import Case
from compensatie.engine.demand import demands
from compensatie.engine.elastic import Moved
from compensatie.engine.goal import ANYTHING, Goal
from compensatie.engine.outcome import Status
from compensatie.engine.programme import Programme
from compensatie.engine.restriction import Restriction, With, Without
from compensatie.engine.unbound import (
    RelationKept,
    earliest_start,
    largest_size,
    latest_start,
    unbound_programme,
)
from compensatie.facts.place import Place
from compensatie.studies.conflict import (
    Conflict,
    LimitInConflict,
    Member,
    RelationInConflict,
    RowInConflict,
)
from compensatie.studies.subject import Questioner, Subject


def conflict_of(subject: Subject) -> Conflict | None:
    """One minimal conflict; None where there is a package, or where that is not known."""
    if subject.outcome.status is not Status.INFEASIBLE:
        return None
    return ConflictSearch(subject.case, subject.questioner).run()


class Part(NamedTuple):
    """A possible member, and what it asks of a package."""

    member: Member
    asks: Restriction


Groups = Callable[[Part], Hashable]
"""By what parts are taken together when they are left out."""


@dataclass
class ConflictSearch:
    """Looks for one."""

    case: Case
    """The case, without a package."""
    questioner: Questioner
    """Through whom every question is put."""
    is_minimal: bool = field(default=True, init=False)
    """Whether every member that was kept was proven to be needed."""

    def __post_init__(self) -> None:
        """Builds the programme and its session."""
        self.programme = unbound_programme(self.case)
        effort = replace(self.questioner.effort.exactly, store=None)
        self.inquiry = effort.inquiry(self.programme.case, self.programme)

    def run(self) -> Conflict:
        """The conflict, with how near its rows can come to what they ask."""
        others = sorted(
            (*self._relations(), *self._locks(), *self._limits()),
            key=lambda part: LEFT_OUT_FIRST.index(_kind(part)),
        )
        telling = self._telling_row()
        candidates = telling or list(self._rows())
        rows = self._fewest(candidates, others, (_singly,) if telling else ROW_GROUPS)
        others = self._fewest(others, rows, OTHER_GROUPS)
        members = [self._with_reach(one, [*rows, *others]) for one in rows]
        return Conflict(
            self.case, (*self._in_order(members), *(one.member for one in others)), self.is_minimal
        )

    def _in_order(self, rows: Iterable[RowInConflict]) -> list[RowInConflict]:
        """In the order of the model, and of the years."""
        rules = [entry.rule.id for entry in self.case.rules]
        return sorted(rows, key=lambda one: (rules.index(one.rule.id), one.place.year or 0))

    # -- What can be a member

    def _rows(self) -> Iterator[Part]:
        """Every row of a hard rule, those that are to be left out sooner first.

        Of the rules the last goes first; of its rows the one where least is missing.
        """
        missing = {(one.rule.id, one.place): one.missing for one in demands(self.case)}
        for rule in reversed(self.programme.elastic):
            found = [
                RowInConflict(rule, row.place, missing.get((rule.id, row.place), Fraction(0)))
                for row in self.programme.free_rows(rule.id)
            ]
            for one in sorted(found, key=lambda row: row.missing):
                yield _part(one)

    def _telling_row(self) -> list[Part]:
        """The row that is farthest out of reach of all measures together, if one is."""
        beyond = [one for one in demands(self.case) if one.remaining]
        if not beyond:
            return []
        first = beyond[0].rule
        worst = max(
            (one for one in beyond if one.rule.id == first.id), key=lambda one: one.remaining
        )
        return [_part(RowInConflict(first, worst.place, worst.missing))]

    def _relations(self) -> Iterator[Part]:
        for number, one in enumerate(self.case.instance.relations, start=1):
            member = RelationInConflict(number, one.kind, one.members, one.count)
            yield Part(member, RelationKept(one))

    def _locks(self) -> Iterator[Part]:
        for name in self.case.locks.include:
            yield Part(LimitInConflict(name, "include"), With(name))
        for name in self.case.locks.exclude:
            yield Part(LimitInConflict(name, "exclude"), Without(name))

    def _limits(self) -> Iterator[Part]:
        free = self.programme.case
        for one in self.case.facts.measures:
            size, start = one.size, one.start
            possible = free.instance.measure_by_id[one.id]
            if possible.size.max > size.max:
                yield Part(LimitInConflict(one.id, "size", size.max), largest_size(one))
            if possible.start.earliest < start.earliest:
                limit = LimitInConflict(one.id, "earliest", start.earliest)
                yield Part(limit, earliest_start(one, free))
            if possible.start.latest > start.latest:
                limit = LimitInConflict(one.id, "latest", start.latest)
                yield Part(limit, latest_start(one, free))

    # -- Leaving out

    def _fewest(
        self, parts: list[Part], fixed: Sequence[Part], levels: Sequence[Groups]
    ) -> list[Part]:
        """Parts of which none can be left out while the fixed ones hold."""
        for level in levels:
            for group in list(dict.fromkeys(map(level, parts))):
                left = [one for one in parts if level(one) != group]
                if len(left) < len(parts) and self._cannot_be([*left, *fixed], level is _singly):
                    parts = left
        return parts

    def _cannot_be(self, parts: Iterable[Part], counts: bool) -> bool:
        """Whether it is proven that no package keeps these; what is not settled may be kept."""
        found = self.questioner.best(self.inquiry, ANYTHING, together(parts))
        if counts and found.best is None and not found.is_proven:
            self.is_minimal = False
        return found.is_nothing

    # -- How near

    def _with_reach(self, part: Part, every: Sequence[Part]) -> RowInConflict:
        """A row with what is missing there at the least where all others hold."""
        row = part.member
        assert isinstance(row, RowInConflict)
        goal = _shortfall(self.programme, row.rule.id, row.place)
        others = together(one for one in every if one is not part)
        found = self.questioner.best(self.inquiry, goal, others)
        if found.best is None or not found.is_proven:
            return row
        (finding,) = (
            one for one in found.best.findings if one.rule == row.rule.id and one.place == row.place
        )
        return replace(row, short=finding.shortfall, measured=finding.measured, bound=finding.bound)


def _part(row: RowInConflict) -> Part:
    return Part(row, Moved(row.rule.id, places=(row.place,)))


def together(parts: Iterable[Part]) -> tuple[Restriction, ...]:
    """What parts ask of a package; the rows of one rule at once, limits of one column last."""
    rows: dict[str, list[Place]] = {}
    others: list[Restriction] = []
    for one in parts:
        if isinstance(one.member, RowInConflict):
            rows.setdefault(one.member.rule.id, []).append(one.member.place)
        else:
            others.append(one.asks)
    return (*(Moved(rule, places=tuple(places)) for rule, places in rows.items()), *others)


def _shortfall(programme: Programme, rule: str, place: Place) -> Goal:
    """What is missing at one place."""
    (entry,) = (
        one for one in programme.rule_rows if one.source.rule.id == rule and one.row.place == place
    )
    unit = entry.source.rule.unit
    return Goal(
        f"shortfall of {entry.name}",
        "EUR" if unit == "EUR" else "jobs",
        entry.row.surplus() * -1,
        lambda audit: next(
            -(one.slack or Fraction(0))
            for one in audit.findings
            if one.rule == rule and one.place == place
        ),
    )


def _rule(part: Part) -> Hashable:
    return part.member.rule.id if isinstance(part.member, RowInConflict) else None


def _scenario(part: Part) -> Hashable:
    return _rule(part), _place(part).scenario


def _province(part: Part) -> Hashable:
    return *(_rule(part), _place(part).scenario), _place(part).province, _place(part).item


def _place(part: Part) -> Place:
    return part.member.place if isinstance(part.member, RowInConflict) else Place()


def _kind(part: Part) -> str:
    return part.member.limit if isinstance(part.member, LimitInConflict) else "relation"


def _measure(part: Part) -> Hashable:
    return part.member.measure if isinstance(part.member, LimitInConflict) else part.member


def _singly(part: Part) -> Hashable:
    return (_rule(part), _place(part)) if isinstance(part.member, RowInConflict) else part.member


LEFT_OUT_FIRST = ("latest", "earliest", "include", "exclude", "relation", "size")
"""Kinds of member besides rows, those that explain least first."""
ROW_GROUPS: tuple[Groups, ...] = (_rule, _scenario, _province, _singly)
"""By what rows are left out, the widest groups first."""
OTHER_GROUPS: tuple[Groups, ...] = (_kind, _measure, _singly)
"""By what all else is left out."""
