# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A package that a solver's tolerance lets through is left out: that package, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from compensatie.engine.audit import audit_package
from compensatie.engine.case import Case, bind
from compensatie.engine.inquiry import Inquiry
from compensatie.engine.linear_programme import LinearProgramme
from compensatie.engine.neighbourhood import OtherPackage
from compensatie.engine.programme import Programme
from compensatie.engine.solver import asker
from compensatie.errors import InputError
from compensatie.facts.package import Choice, Package
from compensatie.formulation.linear import Linear
from compensatie.policy import families
from tests.oracle.play import Picked
from tests.oracle.search import packages
from tests.oracle.world import World
from tests.support.drawn_case import Case as DrawnCase
from tests.support.seeded import seeded_case, seeds

FAMILIES = sorted(families())
WHOLE = 200
MOST_PACKAGES = 60

Chosen = frozenset[tuple[str, int, Fraction]]


def bound_cases() -> Iterator[tuple[DrawnCase, Case]]:
    """Drawn cases that are not refused, with only their first objective."""
    for seed in seeds(WHOLE):
        case = seeded_case(seed, FAMILIES[seed % len(FAMILIES)])
        case.model_content["objective"].pop("then", None)
        try:
            yield case, bind(case.instance, case.model)
        except InputError:
            continue


def chosen(package: Package) -> Chosen:
    return frozenset((one.measure, one.start, Fraction(one.size)) for one in package.choices)


def allowed(case: DrawnCase, bound: Case) -> set[Chosen]:
    """Every package that keeps the hard rules, by looking at all of them."""
    found = set()
    for play in packages(World(case.instance, case.model)):
        package = Package(choices=tuple(choice(one) for one in play.package))
        if audit_package(bound, package).met:
            found.add(chosen(package))
    return found


def choice(picked: Picked) -> Choice:
    size = Decimal(picked.size.numerator) / picked.size.denominator
    return Choice(measure=picked.measure, start=picked.start, size=size)


def one_by_one(bound: Case, most: int) -> list[Chosen]:
    """What is found when each package found is left out of the next question."""
    inquiry = Inquiry(bound)
    goal, found = inquiry.goals()[0], list[Package]()
    while len(found) <= most:
        best = inquiry.best(goal, [OtherPackage(package) for package in found]).best
        if best is None:
            break
        found.append(best.package)
    return [chosen(package) for package in found]


def test_every_package_is_found_once_when_each_is_left_out_in_turn() -> None:
    looked_at = 0
    for case, bound in bound_cases():
        expected = allowed(case, bound)
        if 0 < len(expected) <= MOST_PACKAGES:
            found = one_by_one(bound, len(expected))
            assert len(found) == len(expected), case
            assert set(found) == expected, case
            looked_at += len(expected) > 2
    assert looked_at >= 4


class Careless(Programme):
    """A programme as a solver with a very coarse tolerance sees it."""

    tolerance = Fraction(0)
    let_through = 0

    def linear_programme(self, objective: Linear) -> LinearProgramme:
        exact = super().linear_programme(objective)
        names = {row.name for _, row in self.rule_constraints()}
        rows = [
            replace(row, right=row.right - self.tolerance) if row.name in names else row
            for row in exact.constraints
        ]
        return replace(exact, constraints=tuple(rows))

    def package(self, values: Sequence[float], name: str = "optimum") -> Package:
        found = super().package(values, name)
        self.let_through += not audit_package(self.case, found).met
        return found


@pytest.mark.parametrize("tolerance", [Fraction(1), Fraction(2)], ids=str)
def test_a_solver_that_lets_rules_be_missed_changes_no_answer(tolerance: Fraction) -> None:
    """Its packages that miss a rule are left out one by one, until one keeps every rule."""
    let_through = 0
    for case, bound in bound_cases():
        exact, inquiry = Inquiry(bound).by_model(), Inquiry(bound)
        inquiry.programme = careless = Careless(bound)
        careless.tolerance = tolerance
        inquiry.asker = asker(careless)
        found = inquiry.by_model()
        let_through += careless.let_through > 0
        if found.is_proven:
            assert (found.best is None) == (exact.best is None), case
        if found.best and exact.best:
            assert found.best.met
            assert found.best.objective() >= exact.best.objective()
            assert not found.is_proven or found.best.objective() == exact.best.objective(), case
    assert let_through >= 2
