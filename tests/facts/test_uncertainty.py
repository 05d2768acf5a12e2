# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Draws fall where their distribution says, are exact, and change nothing but their figures."""

from __future__ import annotations

from decimal import Decimal
from math import erf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import compensatie as cp
from compensatie.facts.distribution import Distribution
from compensatie.facts.otherwise import figure_at, otherwise
from compensatie.facts.uncertainty import Uncertainty
from compensatie.files.uncertain import drawn_figures
from tests.instances.shipped import INSTANCES, instance

SHARES = st.floats(0, 1, exclude_max=True)
NUMBERS = st.integers(-4000, 4000).map(lambda quarters: Decimal(quarters) / 4)


def triangular(least, mode, most):
    return Distribution(shape="triangular", least=least, mode=mode, most=most)


@st.composite
def distributions(draw):
    least, middle, most = sorted(draw(st.lists(NUMBERS, min_size=3, max_size=3, unique=True)))
    match draw(st.sampled_from(["triangular", "uniform", "normal", "list"])):
        case "triangular":
            return triangular(least, middle, most)
        case "uniform":
            return Distribution(shape="uniform", least=least, most=most)
        case "normal":
            deviation = draw(st.integers(1, 4000))
            return Distribution(
                shape="normal", mean=middle, deviation=deviation, least=least, most=most
            )
    return Distribution(shape="list", values=(least, middle, most), weights=(1, 0, 3))


@given(distributions(), st.lists(SHARES, min_size=2, max_size=9))
def test_draws_rise_with_their_share_and_stay_inside(distribution, shares):
    drawn = [distribution.at(share) for share in sorted(shares)]
    assert drawn == sorted(drawn)
    assert all(distribution.least_value <= one <= distribution.most_value for one in drawn)
    assert all(one == round(one, 6) for one in drawn)


@given(SHARES)
def test_a_triangle_holds_the_share_below_its_draw(share):
    # The distribution function of the triangle from 1 to 2.4 around 1.5, worked out by hand.
    drawn = float(triangular(1, Decimal("1.5"), Decimal("2.4")).at(share))
    below = (drawn - 1) ** 2 / 0.7 if drawn <= 1.5 else 1 - (2.4 - drawn) ** 2 / 1.26
    assert below == pytest.approx(share, abs=1e-5)


@given(SHARES)
def test_a_normal_that_is_cut_off_holds_its_share_of_what_is_left(share):
    def below(value):
        return (1 + erf((value - 10) / (2 * sqrt(2)))) / 2

    drawn = Distribution(shape="normal", mean=10, deviation=2, least=9, most=13).at(share)
    left = below(13) - below(9)
    assert (below(float(drawn)) - below(9)) / left == pytest.approx(share, abs=1e-5)


def test_a_list_gives_each_value_its_weight():
    weighed = Distribution(shape="list", values=(3, 1, 2), weights=(1, 0, 3))
    drawn = [weighed.at((number + 0.5) / 400) for number in range(400)]
    assert [drawn.count(value) for value in (3, 1, 2)] == [100, 0, 300]
    alike = Distribution(shape="list", values=(3, 1, 2))
    drawn = [alike.at((number + 0.5) / 300) for number in range(300)]
    assert [drawn.count(value) for value in (3, 1, 2)] == [100, 100, 100]


@pytest.mark.parametrize(
    ("written", "drawn", "found"),
    [
        ("45000", "1.234567", "55555.515"),
        ("0.000001", "0.333333", "0.000000333333"),
        ("0.0000001", "0.333333", "0.000000033333"),  # 13 decimals and more: rounded to 12
        ("-123456789012345.123456789012", "1", "-123456789012345.123456789012"),
    ],
)
def test_a_factor_multiplies_exactly(written, drawn, found):
    one = Uncertainty(id="a", of="x", factor=Distribution(shape="list", values=(Decimal(drawn),)))
    assert one.figure(Decimal(written), Decimal(drawn)) == Decimal(found)


@pytest.mark.parametrize("name", ["drenthe-2023", "nederland-fictief"])
def test_other_figures_are_those_of_a_file_that_says_them(name):
    facts = instance(name)
    for one in drawn_figures(facts):
        for share in (0.0, 0.3, 0.999):
            figures = one.under(one.uncertainty.distribution.at(share))
            changed = otherwise(facts, figures)
            read = cp.load_instance(INSTANCES[name], [said(*item) for item in figures.items()])
            assert changed.model_dump() == read.model_dump()
            assert {place: figure_at(changed, place) for place in figures} == figures
            assert changed.measure_by_id == read.measure_by_id


def said(place, figure):
    """A figure as `--set` says it, with records by number."""
    steps = (f"[{step}]" if isinstance(step, int) and step < 1900 else f".{step}" for step in place)
    return f"{''.join(steps).removeprefix('.')}={figure:f}"


def test_the_figures_of_the_file_are_those_that_solve_uses():
    facts = instance("drenthe-2023")
    assert otherwise(facts, {}).model_dump() == facts.model_dump()
    assert instance("drenthe-2023").measure_by_id["uitbreiding-ez"].costs[0].once_per_unit == 45000


def test_paths_by_any_name_of_a_province_lead_to_one_figure():
    facts = instance("drenthe-2023")
    factor = Distribution(shape="uniform", least=1, most=2)
    paths = ("employment.DR/civil.jobs", "employment.drenthe/defence.jobs.2022")
    changed = facts.model_copy(
        update={"uncertainties": (Uncertainty(id="a", of=paths, factor=factor),)}
    )
    (one,) = drawn_figures(changed)
    assert one.written == {
        ("employment", 1, "jobs", 2022): 4968,
        ("employment", 0, "jobs", 2022): 2976,
    }
