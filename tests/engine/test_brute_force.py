# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the engine says, against a look at every package: no difference in 2,000 tiny cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

import pytest

from compensatie.engine.audit import audit_package
from compensatie.engine.case import bind
from compensatie.engine.outcome import Outcome
from compensatie.errors import InputError
from tests.oracle.families import FAMILIES
from tests.oracle.play import Picked
from tests.oracle.search import Answer, rounded, solve
from tests.support.drawn_case import Case
from tests.support.seeded import seeded_case, seeds
from tests.support.solved import solved

WHOLE = 2_000
PARTS = 4
"""Parts that can run beside each other."""
SELDOM_BINDING = ("even-distribution", "national-deviation", "net-employment", "workplaces")
ROTATION = (*sorted(FAMILIES), *SELDOM_BINDING)
"""The family that a case is about, in turn; those that seldom bind are drawn twice."""


def numbered_case(seed: int) -> Case:
    """The case of a number."""
    return seeded_case(seed, ROTATION[seed % len(ROTATION)], sorted(FAMILIES))


@dataclass
class Tally:
    """What was drawn, counted."""

    cases: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    ties: int = 0
    families: Counter[str] = field(default_factory=Counter)
    binding: Counter[str] = field(default_factory=Counter)

    def add(self, case: Case, answer: Answer) -> None:
        self.cases += 1
        self.statuses[answer.status] += 1
        self.ties += len(answer.best) > 1
        used = {rule.family for rule in case.model.rules}
        self.families.update(used)
        bound = {rule.family for rule in case.model.rules if answer.binds(rule.id)}
        self.binding.update(bound)

    def lines(self) -> list[str]:
        """The tally in words."""
        whole = self.cases
        lines = [f"{name}: {count / whole:.1%}" for name, count in sorted(self.statuses.items())]
        lines.append(f"more than one best package: {self.ties / whole:.1%}")
        for name in sorted(self.families):
            drawn, bound = self.families[name] / whole, self.binding[name] / whole
            lines.append(f"{name}: drawn in {drawn:.1%}, no room left in {bound:.1%}")
        return lines


def answered(case: Case) -> tuple[str, Outcome | None]:
    """The engine's status, with the outcome where there is one."""
    try:
        outcome = solved(case.instance, case.model)
    except InputError:
        return "refused", None
    return outcome.status.value, outcome


def difference(case: Case, answer: Answer) -> str | None:
    """How the engine differs from brute force; None where it does not."""
    status, outcome = answered(case)
    if status != answer.status:
        return f"the engine says {status}, brute force {answer.status}"
    if outcome is None or outcome.package is None or outcome.objective is None:
        return None
    chosen = frozenset(
        Picked(one.measure, one.start, Fraction(one.size)) for one in outcome.package.choices
    )
    name = case.model.objective.minimise
    found = answer.best.get(chosen)
    if found is None:
        return f"{sorted(chosen)} is none of the best: {list(map(sorted, answer.best))}"
    if rounded(found.values[0], name) != rounded(outcome.objective.value, name):
        return f"the engine's value is {outcome.objective.value}, brute force's {found.values[0]}"
    if name.startswith("cost") and found.penalty != outcome.objective.penalty:
        return f"the engine's penalty is {outcome.objective.penalty}, not {found.penalty}"
    audit = audit_package(bind(case.instance, case.model), outcome.package)
    return None if audit.met else "the engine's own package does not pass its audit"


@pytest.mark.parametrize("part", range(PARTS))
def test_the_engine_agrees_with_brute_force(part: int, validated: Callable[..., None]) -> None:
    differing = {}
    for seed in seeds(WHOLE)[part::PARTS]:
        case = numbered_case(seed)
        if found := difference(case, solve(case.instance, case.model)):
            differing[seed] = found
    validated(cases=len(seeds(WHOLE)[part::PARTS]), differences=len(differing))
    assert differing == {}


def test_the_drawn_cases_are_worth_solving(validated: Callable[..., None]) -> None:
    tally = Tally()
    for seed in seeds(WHOLE):
        case = numbered_case(seed)
        tally.add(case, solve(case.instance, case.model))
    print("\n".join(["", *tally.lines()]))
    validated(infeasible=tally.statuses["infeasible"], with_ties=tally.ties)
    assert tally.statuses["infeasible"] >= 0.30 * tally.cases
    assert tally.ties >= 0.30 * tally.cases
    assert {name for name in FAMILIES if tally.binding[name] < 0.05 * tally.cases} == set()
