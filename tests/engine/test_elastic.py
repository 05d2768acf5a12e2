# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Bounds, limits and facts that move: by hand, in cases small enough to see through."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import compensatie as cp
from compensatie.engine.audit import audit_package
from compensatie.engine.case import Case, bind
from compensatie.engine.elastic import ElasticProgramme, Moved, needed_shift
from compensatie.engine.goal import ANYTHING
from compensatie.engine.inquiry import Inquiry
from compensatie.engine.limits import earlier, later, most_useful, unlimited, with_measures
from compensatie.engine.programme import Programme
from compensatie.engine.relief import (
    RelievedBy,
    RelievedProgramme,
    helps_by_year,
    one_more_measure,
)
from compensatie.engine.restriction import IMPOSSIBLE
from compensatie.engine.tolerance import equivalent_tolerance
from compensatie.engine.unbound import RelationKept, unbound, unbound_programme
from compensatie.facts.place import Place

# 100 jobs in DR; 10 leave in 2026. Two measures: 4 jobs, and up to 3 from 2026 on at the earliest.
INSTANCE = {
    "format": 1,
    "name": "small",
    "unit": "fte",
    "reference_year": 2024,
    "years": {"first": 2025, "last": 2027},
    "price_year": 2025,
    "provinces": [{"code": "DR"}, {"code": "FR"}],
    "employment": [
        {"province": "DR", "sector": "civil", "jobs": {2024: 100}},
        {"province": "FR", "sector": "civil", "jobs": {2024: 50}},
    ],
    "changes": [{"id": "away", "from": "DR", "sector": "civil", "jobs": {2026: 10}}],
    "measures": [
        {
            "id": "four",
            "kind": "new-agency",
            "province": "DR",
            "size": {"min": 4, "max": 4},
            "start": {"earliest": 2025, "latest": 2025},
            "costs": [],
        },
        {
            "id": "three",
            "kind": "new-agency",
            "province": "DR",
            "size": {"min": 1, "max": 3},
            "start": {"earliest": 2026, "latest": 2026},
            "costs": [],
        },
    ],
}
FLOOR = {"id": "floor", "family": "net-employment", "provinces": ["DR"]}
COUNT = {"id": "count", "family": "bound", "quantity": "measures", "at_least": 3}


def case(*rules: dict, **changed: object) -> Case:
    model = {"format": 1, "name": "small", "rules": list(rules)}
    instance = cp.Instance.model_validate({**INSTANCE, **changed})
    return bind(instance, cp.Model.model_validate(model))


def package(*choices: tuple[str, int, int]) -> cp.Package:
    chosen = (cp.Choice(measure=m, start=start, size=Decimal(size)) for m, start, size in choices)
    return cp.Package(name="hand", choices=tuple(chosen))


@pytest.fixture
def asking() -> Inquiry:
    small = case(FLOOR)
    return Inquiry(small, programme=ElasticProgramme(small))


def test_a_rule_gives_what_its_worst_row_lacks() -> None:
    small = case(FLOOR)
    none, four = (audit_package(small, package(*chosen)) for chosen in ((), [("four", 2025, 4)]))
    assert needed_shift(none, "floor") == 10
    assert needed_shift(four, "floor") == 6
    assert needed_shift(four, "floor", [Place("base", "DR", 2025)]) == -4


def test_the_least_shift_is_what_all_measures_leave(asking: Inquiry) -> None:
    (rule,) = asking.programme.elastic
    found = asking.best(asking.programme.shift(rule))
    assert found.is_proven
    assert needed_shift(found.best, "floor") == 3
    assert not found.best.met  # the rule is still hard: the audit says what it misses


def test_a_hair_below_the_least_shift_nothing_is_left(asking: Inquiry) -> None:
    hair = Fraction(1, 10**9)
    assert asking.best(ANYTHING, (Moved("floor", Fraction(3)),)).best is not None
    assert asking.best(ANYTHING, (Moved("floor", 3 - hair),)).is_nothing


def test_rows_can_be_asked_one_by_one(asking: Inquiry) -> None:
    early = (Place("base", "DR", 2025),)
    assert asking.best(ANYTHING, (Moved("floor", places=early),)).best is not None
    assert asking.best(ANYTHING, (Moved("floor", Fraction(-4), places=early),)).best is not None
    late = Moved("floor", Fraction(-5), places=early)
    assert late.extension(asking.programme, 0) is IMPOSSIBLE


def test_only_the_rules_named_are_freed() -> None:
    small = case(FLOOR, {**FLOOR, "id": "other", "provinces": ["FR"]})
    programme = ElasticProgramme(small, ["other"])
    assert [one.id for one in programme.elastic] == ["other"]
    assert [one.source.rule.id for one in programme.impossible] == ["floor", "floor"]
    assert not programme.keeps(audit_package(small, package()))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (FLOOR, Fraction(3, 100)),
        ({**FLOOR, "tolerance": Decimal("0.01")}, Fraction(4, 100)),
        ({**FLOOR, "tolerance": {2025: 0, 2027: Decimal("0.02")}}, None),  # differs by year
        ({**FLOOR, "provinces": ["DR", "FR"]}, None),  # 100 and 50 jobs
        ({**FLOOR, "provinces": ["FR"], "floor": 2}, None),  # more than the whole
        (COUNT, None),  # has no tolerance
    ],
)
def test_the_tolerance_that_says_the_same(rule: dict, expected: Fraction | None) -> None:
    (entry,) = case(rule).rules
    assert equivalent_tolerance(entry, Fraction(3)) == expected


def test_one_more_measure_is_as_large_as_it_takes() -> None:
    small = case(FLOOR)
    measure = one_more_measure(small, "DR")
    helps = helps_by_year(with_measures(small, measure), measure)
    sizes = {}
    for year in (2025, 2026, 2027):
        programme = RelievedProgramme(small, helps[year])
        if not programme.impossible:
            asking = Inquiry(small, programme=programme)
            found = asking.best(programme.size())
            sizes[year] = programme.needed(found.best)
            less = RelievedBy(programme, sizes[year] - Fraction(1, 10**6))
            assert asking.best(ANYTHING, (less,)).is_nothing
    assert sizes == {2025: 3, 2026: 3}  # in 2027 it comes too late for 2026


def test_one_more_measure_counts_where_measures_are_counted() -> None:
    found = cp.explain(case(COUNT).instance, case(COUNT).model)
    added = found.repairs.by_facts[0]
    (change,) = added.changes
    assert (change.amount, added.best) == (0, "optimal")
    assert len(added.audit.package.choices) == 3


def test_one_more_measure_has_a_name_of_its_own() -> None:
    first = one_more_measure(case(FLOOR), "DR")
    second = one_more_measure(with_measures(case(FLOOR), first), "DR")
    assert (first.id, second.id) == ("one-more-DR", "one-more-DR-2")


def test_a_measure_without_limits_is_as_large_as_what_is_missing() -> None:
    small = case(FLOOR)
    four, three = small.facts.measures
    assert (most_useful(small, four), most_useful(small, three)) == (10, 10)
    free = unlimited(small, three)
    assert (free.start.earliest, free.start.latest) == (2025, 2027)


def test_years_beyond_the_limits_are_counted() -> None:
    small = case(FLOOR)
    three = small.facts.measures[1]
    programme = Programme(with_measures(small, unlimited(small, three)))
    for start, sooner, after in ((2025, 1, 0), (2026, 0, 0), (2027, 0, 1)):
        audit = audit_package(programme.case, package(("three", start, 1)))
        assert earlier(programme, three).value(audit) == sooner
        assert later(programme, three).value(audit) == after
    assert later(programme, three).value(audit_package(programme.case, package())) == 0


def test_nothing_holds_by_itself_where_nothing_is_bound() -> None:
    relation = {"kind": "excludes", "measure": "four", "on": "three"}
    small = case(FLOOR, relations=[relation])
    free = unbound(small)
    assert free.instance.relations == ()
    asking = Inquiry(free, programme=unbound_programme(small))
    together = (Moved("floor"), RelationKept(small.instance.relations[0]))
    found = asking.best(ANYTHING, together)
    assert len(found.best.package.choices) == 1  # one of them, without its limits, is enough
