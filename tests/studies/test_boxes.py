# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A box finds what makes draws fail where that is known, and nothing where nothing does."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from compensatie.studies.boxes import box_of_failures

NAMES = ("a", "b", "c")


def points(count, seed=1):
    random = Random(seed)
    return [tuple(Decimal(random.randrange(10**6)) / 10**6 for _ in NAMES) for _ in range(count)]


def test_a_box_that_is_there_is_found():
    drawn = points(600)
    fails = [a >= Decimal("0.7") and c <= Decimal("0.4") for a, _, c in drawn]
    box = box_of_failures(NAMES, drawn, fails)
    (first, second) = box.limits
    assert (first.uncertainty, first.most) == ("a", None)
    assert (second.uncertainty, second.least) == ("c", None)
    assert float(first.least) == pytest.approx(0.7, abs=0.05)
    assert float(second.most) == pytest.approx(0.4, abs=0.05)
    assert box.density > 0.9
    assert box.coverage > 0.9
    assert box.failing == sum(fails)


def test_a_band_has_two_sides():
    drawn = points(600)
    fails = [Decimal("0.3") <= b <= Decimal("0.6") for _, b, _ in drawn]
    (limit,) = box_of_failures(NAMES, drawn, fails).limits
    assert limit.uncertainty == "b"
    assert float(limit.least) == pytest.approx(0.3, abs=0.05)
    assert float(limit.most) == pytest.approx(0.6, abs=0.05)


def test_counts_are_those_of_the_limits():
    drawn = points(300)
    random = Random(2)
    fails = [a > Decimal("0.5") and random.random() < 0.8 for a, *_ in drawn]
    box = box_of_failures(NAMES, drawn, fails)

    def is_inside(point):
        sides = {one.uncertainty: one for one in box.limits}
        return all(
            (sides[name].least is None or value >= sides[name].least)
            and (sides[name].most is None or value <= sides[name].most)
            for name, value in zip(NAMES, point, strict=True)
            if name in sides
        )

    inside = [failing for point, failing in zip(drawn, fails, strict=True) if is_inside(point)]
    assert (box.inside, box.failing_inside) == (len(inside), sum(inside))


def test_listed_values_are_taken_whole():
    random = Random(3)
    drawn = [
        (Decimal(random.choice((1, 2, 3))), Decimal(random.randrange(100))) for _ in range(200)
    ]
    (limit,) = box_of_failures(("a", "b"), drawn, [a == 2 for a, _ in drawn]).limits
    assert (limit.uncertainty, limit.least, limit.most) == ("a", 2, 2)


@pytest.mark.parametrize("share", [0, 1])
def test_nothing_is_explained_where_all_or_none_fail(share):
    assert box_of_failures(NAMES, points(100), [bool(share)] * 100) is None


def test_too_few_failures_explain_nothing():
    drawn = points(100)
    assert box_of_failures(NAMES, drawn, [at < 9 for at in range(100)]) is None


def test_chance_alone_is_no_dense_box():
    drawn, random = points(500), Random(4)
    box = box_of_failures(NAMES, drawn, [random.random() < 0.5 for _ in drawn])
    assert box is None or box.density < 0.75
