# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A bound on the lattice admits the same whole steps, and no tolerance decides any more."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from compensatie.engine.lattice import lattice_step, on_lattice

F = Fraction


@pytest.mark.parametrize(
    ("bound", "widths", "moved"),
    [
        ("7", ["1", "1"], "7"),
        ("7.00000001", ["1", "1"], "8"),
        ("-7.00000001", ["1", "1"], "-7"),
        ("6.99999999", ["1", "1"], "7"),
        ("1.01", ["0.5", "0.7"], "1.1"),
        ("1/3", ["1/6", "1/4"], "1/3"),
        ("0.3", ["-0.2"], "0.4"),
        ("0.3", ["0", "0.2"], "0.4"),
    ],
)
def test_a_bound_moves_up_to_what_can_be_reached(bound, widths, moved):
    assert on_lattice(F(bound), [F(width) for width in widths]) == F(moved)


@pytest.mark.parametrize("widths", [None, [], [F(0)]])
def test_a_bound_stays_where_no_step_is_known(widths):
    assert on_lattice(F("0.3"), widths) == F("0.3")


def test_the_same_sums_are_admitted():
    random = Random(2)
    for _ in range(200):
        widths = [F(random.randint(-30, 30), random.choice([1, 2, 3, 10, 100])) for _ in range(3)]
        bound = F(random.randint(-500, 500), 100) + random.choice([0, F("1e-8"), -F("1e-8")])
        moved = on_lattice(bound, widths)
        assert moved >= bound
        for steps in product(range(-3, 4), repeat=3):
            value = sum(step * width for step, width in zip(steps, widths, strict=True))
            assert (value >= bound) == (value >= moved)


def test_the_step_is_the_greatest():
    assert lattice_step([F("1.5"), F("0.6")]) == F("0.3")
    assert lattice_step([]) == 0
