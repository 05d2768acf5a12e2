# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Asks what a comparison needs: the optimum, completions, few changes, and each rule left out.

The packages given are audited first, without a solver; so whatever stops the search, they are
compared. A question that was not come to stays unsolved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from compensatie.engine.audit import audit_package
from compensatie.engine.case import Case
from compensatie.engine.inquiry import Inquiry
from compensatie.engine.neighbourhood import FewChanges, Keeping
from compensatie.engine.outcome import Provenance, Status
from compensatie.engine.restriction import Restriction
from compensatie.errors import Fault, InputError
from compensatie.files.located import located
from compensatie.studies.comparison import (
    NOT_ASKED,
    OPTIMUM,
    Compared,
    Comparison,
    Given,
    Policy,
    RuleDropped,
    Solved,
    Step,
    labels,
)
from compensatie.studies.criteria import Criteria
from compensatie.studies.study import Course, Effort, Progress, Stop

MOST_CHANGES = 1000
"""Changes of the first package that can be asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked besides the optimum and the completions."""

    changes: int | None = None
    """The best package for 0, 1, … so many changes of the first."""
    drop_each_rule: bool = False
    """The optimum without each rule in turn."""

    def faults(self, given: Sequence[Given]) -> Iterator[Fault]:
        """What cannot be asked."""
        if self.changes is None:
            return
        if self.changes < 0:
            text, allowed = "a number of changes must not be negative", "0 or more"
            yield Fault("negative-changes", text, ("--changes",), str(self.changes), allowed)
        if self.changes > MOST_CHANGES:
            text, allowed = "that is more changes than anyone looks through", "1000 or less"
            yield Fault("too-many-changes", text, ("--changes",), str(self.changes), allowed)
        if not given:
            text, allowed = "there is no package to change", "a package, or no --changes"
            yield Fault("no-package", text, ("--changes",), str(self.changes), allowed)


@dataclass(slots=True)
class _Question:
    """One question, and its answer once it is there."""

    restrictions: tuple[Restriction, ...] = ()
    without: str | None = None
    """Id of a rule that does not hold."""
    only_without: _Question | None = None
    """Another question: unless no package answers that one, this one need not be asked."""
    solved: Solved = NOT_ASKED

    @property
    def is_needed(self) -> bool:
        """Whether it must be asked."""
        other = self.only_without
        return other is None or other.solved.status is Status.INFEASIBLE


@dataclass
class _Questions:
    """Everything that is asked under one model."""

    case: Case
    given: tuple[Criteria, ...]
    asked: Asked
    optimum: _Question = field(default_factory=_Question)

    @cached_property
    def completions(self) -> dict[int, _Question]:
        """For each package that fails, by its position: keep every choice of it."""
        return {
            at: _Question(tuple(map(Keeping, one.audit.package.choices)))
            for at, one in enumerate(self.given)
            if not one.audit.met
        }

    @cached_property
    def enlargements(self) -> dict[int, _Question]:
        """For each of them: keep every start year, and at least every size."""
        return {
            at: _Question(
                tuple(
                    Keeping(choice, may_grow=True)
                    for choice in self.given[at].audit.package.choices
                ),
                only_without=completion,
            )
            for at, completion in self.completions.items()
        }

    @cached_property
    def changes(self) -> tuple[_Question, ...]:
        """For each number of changes of the first package."""
        if self.asked.changes is None:
            return ()
        first = self.given[0].audit.package
        steps = range(self.asked.changes + 1)
        return tuple(_Question((FewChanges(first, most),)) for most in steps)

    @cached_property
    def drops(self) -> tuple[_Question, ...]:
        """For each rule."""
        rules = self.case.rules if self.asked.drop_each_rule else ()
        return tuple(_Question(without=one.rule.id) for one in rules)

    def every(self) -> tuple[_Question, ...]:
        """In the order in which they are asked."""
        kept = (*self.completions.values(), *self.enlargements.values())
        return (self.optimum, *kept, *self.changes, *self.drops)


def compare(
    cases: Sequence[Case],
    given: Sequence[Given],
    effort: Effort,
    provenance: Provenance,
    asked: Asked,
) -> Comparison:
    """The packages side by side, under each model.

    Raises:
        InputError: a package chooses what does not exist.
    """
    asking = [_Questions(case, _audited(case, given), asked) for case in cases]
    course = Course()
    with course.held():
        _ask(asking, effort, course)
    names = labels([(one.case.model.name, None) for one in asking])
    policies = tuple(_policy(name, one, given) for name, one in zip(names, asking, strict=True))
    return Comparison(provenance, policies, course.stop, course.reason)


def _audited(case: Case, given: Sequence[Given]) -> tuple[Criteria, ...]:
    found, faults = [], list[Fault]()
    for one in given:
        try:
            found.append(Criteria(audit_package(case, one.package)))
        except InputError as error:
            faults += (error if one.source is None else located(error, one.source)).faults
    if faults:
        raise InputError(faults)
    return tuple(found)


def _ask(asking: Sequence[_Questions], effort: Effort, course: Course) -> None:
    total = sum(len(one.every()) for one in asking)
    done = 0
    for one in asking:
        inquiry = effort.inquiry(one.case)
        for question in one.every():
            effort.watch(Progress(done, total, _known(one.optimum)))
            done += 1
            if not question.is_needed:
                continue
            if inquiry.seconds_left() == 0:
                course.stop = course.stop or Stop.TIME
                return
            used = inquiry
            if question.without is not None:
                used = effort.inquiry(_without(one.case, question.without))
            _settle(question, used, course)
    effort.watch(Progress(done, total))


def _settle(question: _Question, inquiry: Inquiry, course: Course) -> None:
    # Nearest to a package is what costs least; only the optimum itself may give way to more.
    found = inquiry.by_model(question.restrictions, ties_only=bool(question.restrictions))
    course.settles(found)
    question.solved = Solved.of(found)


def _known(question: _Question) -> Fraction | None:
    return question.solved.criteria.value if question.solved.criteria else None


def _without(case: Case, rule: str) -> Case:
    return replace(case, rules=tuple(one for one in case.rules if one.rule.id != rule))


def _policy(label: str, one: _Questions, given: Sequence[Given]) -> Policy:
    return Policy(
        label,
        one.case,
        one.optimum.solved,
        tuple(_compared(one, given)),
        tuple(Step(most, question.solved) for most, question in enumerate(one.changes)),
        tuple(RuleDropped(question.without or "", question.solved) for question in one.drops),
    )


def _compared(asked: _Questions, given: Sequence[Given]) -> Iterator[Compared]:
    optimum = asked.optimum.solved
    named = [*((one.package.name, one.source) for one in given), (OPTIMUM, None)]
    for at, (label, one, figures) in enumerate(
        zip(labels(named), given, asked.given, strict=False)
    ):
        completion, enlarged = asked.completions.get(at), asked.enlargements.get(at)
        yield Compared(
            label,
            one.source,
            _status(figures, optimum),
            figures,
            None if optimum.criteria is None else figures.cost - optimum.criteria.cost,
            completion.solved if completion else None,
            enlarged.solved if enlarged and enlarged.is_needed else None,
        )
    extra = None if optimum.criteria is None else Fraction(0)
    yield Compared(OPTIMUM, None, optimum.status, optimum.criteria, extra)


def _status(figures: Criteria, optimum: Solved) -> Status:
    """Of a package that was given: as good as what is proven best, kept at least, or not."""
    if not figures.audit.met:
        return Status.INFEASIBLE
    is_proven = optimum.status is Status.OPTIMAL and optimum.criteria is not None
    if is_proven and optimum.criteria and figures.values == optimum.criteria.values:
        return Status.OPTIMAL
    return Status.FEASIBLE
