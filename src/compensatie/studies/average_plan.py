# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The plan for the average scenario, and what it costs to have planned for that one alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from compensatie.engine.case import Case, bind
from compensatie.engine.deciding import Decided
from compensatie.engine.inquiry import Found
from compensatie.engine.wish import AsBefore
from compensatie.errors import InputError
from compensatie.facts.average import AVERAGE, averaged
from compensatie.facts.knowledge import Knowledge
from compensatie.facts.package import Package
from compensatie.studies.plan_questions import PlanQuestions
from compensatie.studies.scenario_plans import Figure
from compensatie.studies.study import Proof


def average_case(case: Case, knowledge: Knowledge) -> Case | None:
    """The case of the average scenario, in which every rule holds; None where it is unknown.

    A rule that looks at some scenarios only looks at their average too.
    """
    weights = case.facts.within(knowledge.scenarios).weights()
    rules = tuple(
        entry.rule.model_copy(update={"scenarios": "every"})
        for entry in case.rules
        if set(entry.facts.scenarios) & set(knowledge.scenarios)
    )
    model = case.model.model_copy(update={"rules": rules, "locks": case.locks})
    try:
        return bind(averaged(case.facts, weights), model)
    except InputError:
        return None


def average_package(case: Case, questions: PlanQuestions) -> tuple[Found, Package | None]:
    """The best package of the average scenario."""
    questions.tick()
    found = questions.effort.inquiry(case).by_model(ties_only=True)
    questions.course.settles(found)
    if found.best is None:
        return found, None
    return found, found.best.package.model_copy(update={"name": AVERAGE})


def value_of_planning(
    package: Package, best: Fraction | None, knowledge: Knowledge, questions: PlanQuestions
) -> Figure:
    """The value of the stochastic solution (VSS).

    What the average plan starts before anything is known is kept; what comes later is decided
    as well as can be. That costs so much more, on the mean, than the best adaptive plan.

    Args:
        package: the best package of the average scenario.
        best: the mean of the best adaptive plan, where it is proven.
        knowledge: the scenarios, and when they can be told apart.
        questions: asks for plans.
    """
    last = questions.case.facts.years[-1]
    kept = AsBefore(package, knowledge.first_year or last + 1)

    def asked(scenarios: Knowledge) -> Decided:
        goals = questions.means(scenarios.scenarios)[:1]
        return questions.ask(scenarios, goals, (kept,))

    found = asked(knowledge)
    if found.is_nothing:
        return Figure(Proof.NO_PACKAGE, None, tuple(_failing(knowledge, asked)))
    if not found.is_proven:
        return Figure(Proof.UNSOLVED)
    return Figure.difference(found.value, best)


def _failing(knowledge: Knowledge, asked: Callable[[Knowledge], Decided]) -> Iterator[str]:
    """The scenarios in which what is kept cannot be completed, or the groups that cannot."""
    alone = [name for name in knowledge.scenarios if asked(knowledge.among([name])).is_nothing]
    yield from alone
    if not alone and knowledge.first_year is not None:
        for group in knowledge.groups(knowledge.first_year):
            if asked(knowledge.among(group)).is_nothing:
                yield from group
