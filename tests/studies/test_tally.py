# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is counted over draws, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from compensatie.facts.package import Choice
from compensatie.studies.drawn_answer import Held, Miss, Worth
from compensatie.studies.draws import Draws, morris_shares
from compensatie.studies.morris import morris
from compensatie.studies.tally import Spread, measure_tallies, miss_tallies


def test_a_spread_names_values_of_draws():
    spread = Spread.of(Decimal(value) for value in range(40, 0, -1))
    assert (spread.count, spread.least, spread.most) == (40, 1, 40)
    assert (spread.low, spread.lower, spread.middle) == (2, 10, 20)
    assert (spread.upper, spread.high, spread.mean) == (30, 38, Fraction(41, 2))


def test_a_spread_of_one_and_of_none():
    assert Spread.of([Decimal(7)]).low == Spread.of([Decimal(7)]).high == 7
    assert Spread.of([]) is None


def test_measures_are_counted_with_their_starts_and_sizes():
    def choice(measure, start, size):
        return Choice(measure=measure, start=start, size=size)

    packages = [
        [choice("hub", 2024, 10), choice("agency", 2025, 5)],
        [choice("hub", 2025, 30)],
        [choice("hub", 2024, 20)],
        [],
    ]
    hub, agency, other = measure_tallies(["hub", "agency", "other"], packages)
    assert (hub.chosen, hub.of, hub.starts) == (3, 4, {2024: 2, 2025: 1})
    assert (hub.sizes.least, hub.sizes.middle, hub.sizes.most) == (10, 20, 30)
    assert (agency.chosen, other.chosen, other.sizes) == (1, 0, None)


def test_misses_are_counted_by_rule_and_place():
    def miss(rule, years, worst):
        return Miss(rule, "s", "DR", years, Decimal(worst))

    worth = Worth(Decimal(0), Decimal(0))
    held = [
        Held(worth, (miss("one", (2024, 2025), 3), miss("two", (2030,), 1))),
        Held(worth, (miss("one", (2025,), 9),)),
        Held(worth, ()),
    ]
    first, second = miss_tallies(held)
    assert (first.rule, first.draws, first.years, first.worst) == ("one", 2, {2024: 1, 2025: 2}, 9)
    assert (second.rule, second.draws, second.worst) == ("two", 1, 1)
    assert [one.met for one in held] == [False, False, True]


def of_trajectories(names, count, cost):
    """Morris over a cost that is known, without any programme behind it."""
    shares = morris_shares(names, count, 1)
    draws = Draws((), "latin", 1, tuple(() for _ in shares))
    return morris(names, draws, [cost(line) for line in shares.tolist()])


def test_morris_finds_the_slopes_of_a_plane():
    found = of_trajectories(
        ["a", "b"], 6, lambda at: Decimal(str(round(100 * at[0] - 3 * at[1], 6)))
    )
    first, second = found.effects
    assert (found.trajectories, found.of) == (6, 6)
    assert (first.mu, first.mu_star) == (pytest.approx(100, abs=1e-3), pytest.approx(100, abs=1e-3))
    assert (second.mu, second.mu_star) == (pytest.approx(-3, abs=1e-3), pytest.approx(3, abs=1e-3))
    assert first.sigma == pytest.approx(0, abs=1e-3)


def test_a_trajectory_without_a_package_somewhere_is_left_out():
    found = of_trajectories(["a", "b"], 6, lambda at: None if at[0] == 1 else Decimal(1))
    assert found.trajectories < found.of
    nothing = of_trajectories(["a", "b"], 6, lambda _: None)
    assert (nothing.trajectories, nothing.effects) == (0, ())
