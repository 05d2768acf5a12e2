# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is said of a list of packages, and of what each measure means for them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

import compensatie as cp
from compensatie.engine.outcome import Status
from compensatie.reports.alternative_text import alternatives_report
from compensatie.reports.table import Paragraph, Points, Table
from compensatie.studies.importance import Figure, Importance
from compensatie.studies.study import Proof, Stop
from tests.support.written import cost, instance, measure, model

MEASURES = [measure(name, costs=cost(once_per_unit=100)) for name in "abc"]
THREE = {"family": "bound", "quantity": "jobs", "at_least": 3}
NOTHING, UNKNOWN = Figure(Proof.NO_PACKAGE), Figure(Proof.UNSOLVED)


def proven(value):
    return Figure(Proof.PROVEN, Fraction(value))


IMPORTANCE = (
    Importance("a", "all", proven(1), proven("2.5"), NOTHING, UNKNOWN),
    Importance("b", "some", proven(0), proven(4), proven("1234.5"), Figure(Proof.BOUNDED, 7)),
    Importance("c", None, UNKNOWN, UNKNOWN, proven(0), proven("-0.25")),
)


@pytest.fixture(scope="module")
def listed():
    """The packages that are as cheap as the cheapest: one measure each."""
    facts = instance(measures=MEASURES)
    return cp.alternatives(facts, model(THREE), within=0, distinct="measures")


def of_kind(kind, found, language="en"):
    return [one for one in alternatives_report(found, language) if isinstance(one, kind)]


def said(found, language="en"):
    return [one.text for one in of_kind(Paragraph, found, language)]


def test_each_measure_has_a_line_with_how_its_figures_stand(listed):
    table = of_kind(Table, replace(listed, importance=IMPORTANCE))[-1]
    assert table.rows == (
        ("a", "all", "1", "2.5", "no package exists", "not known"),
        ("b", "some", "0", "4", "€1,234.50", "not proven: €7.00"),
        ("c", "not known", "not known", "not known", "€0.00", "-€0.25"),
    )
    dutch = of_kind(Table, replace(listed, importance=IMPORTANCE), "nl")[-1]
    assert dutch.rows[1][1:] == ("sommige", "0", "4", "€\xa01.234,50", "niet bewezen: €\xa07,00")


def test_without_euros_a_measure_costs_jobs(listed):
    policy = model(THREE, objective={"minimise": "jobs-taken"})
    found = cp.alternatives(instance(measures=MEASURES), policy, within=0)
    table = of_kind(Table, replace(found, importance=IMPORTANCE))[-1]
    assert table.rows[1][-2:] == ("1,234.5 fte", "not proven: 7 fte")


def test_measures_that_are_never_or_always_together_are_named(listed):
    pairs = (
        Importance("a", "all", *[NOTHING] * 4, always_with=("b",)),
        Importance("b", "some", *[NOTHING] * 4, never_with=("c",), always_with=("a",)),
        Importance("c", "some", *[NOTHING] * 4, always_with=("a", "b"), open_with=("b",)),
    )
    (points,) = of_kind(Points, replace(listed, importance=pairs))
    assert points.points == (
        ("a is always together with b.",),
        ("b is never together with c.",),
        ("c is always together with b.",),  # that it is with what all packages have is plain
        ("Whether c can be with, or without, b is not known.",),
    )


def test_without_importance_nothing_is_said_of_it(listed):
    assert of_kind(Points, listed) == []
    assert not any("Without it" in text for text in said(listed))


def test_a_list_says_whether_it_is_whole(listed):
    several = len(listed.packages)
    assert several > 2
    whole = f"The list is complete: there are exactly {several} packages within 0 %."
    assert said(listed)[-1] == whole
    best = replace(listed, share=None)
    assert said(best)[-1] == f"The list is complete: these are the {several} best packages."
    one = replace(best, packages=listed.packages[:1])
    assert said(one)[-1] == "The list is complete: no other package is as good."
    apart = replace(listed, distance=2)
    assert said(apart)[-1] == f"No {several} packages differ more: any two of these in at least 2."
    cut = replace(listed, is_complete=False, stop=Stop.LIMIT)
    assert said(cut)[-1] == "There may be more packages: the list was cut at its limit."
    assert said(replace(cut, stop=None))[-1].endswith("the search stopped before it was done.")
    late = replace(cut, stop=Stop.TIME, reason="Time limit reached")
    assert "The search stopped before it was done: " in said(late)[-2]


def test_no_package_is_told_as_what_it_is(listed):
    none = replace(listed, packages=(), status=Status.INFEASIBLE)
    assert said(none)[0].startswith("No package keeps every hard rule")
    unknown = replace(listed, packages=(), status=Status.UNSOLVED)
    assert said(unknown)[0].startswith("It is not known whether a package keeps every hard rule")
