# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Finds a smallest set of changes that gives the new answer, by solving again.

An answer is whether a package exists and what the first objective is at its best. A set of changes
explains the new answer where the old version with those changes, and no others, has it. Taken away
one by one, all changes shrink to a set that needs each of its members; then every smaller set is
tried, fewest first, so that the first that explains is a smallest one. Nothing is taken over from
one set to another: changes may undo each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from compensatie.engine.case import Case
from compensatie.engine.outcome import Status
from compensatie.errors import InputError, InternalError
from compensatie.studies.comparison import Solved
from compensatie.studies.criteria import Criteria
from compensatie.studies.since import NO_CASE, Explaining, SetProof, Since, Standing
from compensatie.studies.study import status_of
from compensatie.studies.subject import Subject
from compensatie.studies.versions import Change, changes_between, with_changes

MOST_SETS = 1000
"""Sets of changes that are tried at most."""


Chosen = frozenset[int]
"""Some of the changes, by their position."""


def since(subject: Subject) -> Since | None:
    """What changed since another version, and what explains it; None where it was not asked."""
    old, new = subject.asked.since, subject.case
    if old is None:
        return None
    changes = (
        *changes_between("instance", old.instance, new.instance),
        *changes_between("model", old.model, new.model),
    )
    own_store = replace(subject.effort, store=None)
    before = Solved.of(subject.questioner.by_model(own_store.inquiry(old)))
    outcome = subject.outcome
    criteria = None if outcome.audit is None else Criteria(outcome.audit)
    bound = None if outcome.objective is None else outcome.objective.bound
    after = Solved(outcome.status, criteria, bound)
    tracer = _Tracer(subject, old, tuple(one for one in changes if one.counts))
    return Since(
        *(old, new, changes, before, after, tracer.start, tracer.target),
        explaining=tracer.traced(),
        alone=tracer.alone(),
    )


class _Tracer:
    """Asks what the old version with some changes comes to."""

    def __init__(self, subject: Subject, old: Case, changes: Sequence[Change]) -> None:
        self._subject, self._old, self._changes = subject, old, changes
        # A store tells cases apart by their model, and here facts differ as well.
        self._effort = replace(subject.effort, store=None)
        self._known: dict[Chosen, Standing | None] = {}
        self.target = self._standing(subject.case)
        self.start = self._answer(frozenset())

    def traced(self) -> Explaining:
        """A smallest set that explains, as far as it can be found."""
        every: Chosen = frozenset(range(len(self._changes)))
        whole = self._answer(every)
        if self.target is None or self.start is None or whole is None:
            return Explaining(asked=len(self._known))
        if not whole.is_same(self.target):
            raise InternalError("all changes together do not give the new version's answer")
        found, is_smallest = frozenset[int](), True
        if not self.start.is_same(self.target):
            found, is_smallest = self._smallest(every, self.target)
        changes = tuple(self._changes[position] for position in sorted(found))
        proof = SetProof.PROVEN if is_smallest else SetProof.BOUNDED
        return Explaining(changes, proof, len(self._known))

    def alone(self) -> tuple[Standing | None, ...]:
        """What the old version comes to with each change and no other."""
        return tuple(self._answer(frozenset({one})) for one in range(len(self._changes)))

    def _smallest(self, every: Chosen, target: Standing) -> tuple[Chosen, bool]:
        """A set that explains, and whether every smaller one is known not to."""
        needed = self._shrunk(every, target)
        for chosen in self._smaller(every, len(needed)):
            if len(self._known) >= MOST_SETS and chosen not in self._known:
                return needed, False
            if self._gives(chosen, target):
                return chosen, self._is_settled(len(chosen))
        return needed, self._is_settled(len(needed))

    def _shrunk(self, every: Chosen, target: Standing) -> Chosen:
        """All changes without those that can be left out one after the other."""
        needed = every
        for position in sorted(every):
            if self._gives(needed - {position}, target):
                needed -= {position}
        return needed

    @staticmethod
    def _smaller(every: Chosen, size: int) -> Iterator[Chosen]:
        """The sets that are smaller, fewest changes first; without any change is known."""
        for number in range(1, size):
            yield from map(frozenset, combinations(sorted(every), number))

    def _is_settled(self, size: int) -> bool:
        """Whether no smaller set that was tried came to nothing."""
        return all(found is not None for one, found in self._known.items() if len(one) < size)

    def _gives(self, chosen: Chosen, target: Standing) -> bool:
        """Whether the old version with some changes is known to have an answer."""
        found = self._answer(chosen)
        return found is not None and found.is_same(target)

    def _answer(self, chosen: Chosen) -> Standing | None:
        """What the old version with some changes comes to; None where that is not determined."""
        if chosen not in self._known:
            self._known[chosen] = self._asked(chosen)
        return self._known[chosen]

    def _asked(self, chosen: Chosen) -> Standing | None:
        if self._subject.questioner.course.stop is not None:
            return None
        case = self._case(chosen)
        return NO_CASE if case is None else self._standing(case)

    def _case(self, chosen: Chosen) -> Case | None:
        """The old version with some changes; None where they do not fit together without others."""
        paths: dict[str, list[tuple[str, ...]]] = {"instance": [], "model": []}
        for position in chosen:
            change = self._changes[position]
            paths[change.kind].append(change.path)
        old, new = self._old, self._subject.case
        instance = with_changes(old.instance, new.instance, paths["instance"])
        model = with_changes(old.model, new.model, paths["model"])
        if instance is None or model is None:
            return None
        try:
            return self._subject.asked.call.bound(instance, model)
        except InputError:
            return None

    def _standing(self, case: Case) -> Standing | None:
        inquiry = self._effort.inquiry(case)
        goal = inquiry.goals()[0]
        found = self._subject.questioner.best(inquiry, goal)
        status = status_of(found)
        if status is Status.INFEASIBLE:
            return Standing(exists=False)
        if status is not Status.OPTIMAL or found.best is None:
            return None
        return Standing(True, case.model.objective.minimise, goal.rounded(found.best))
