# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Draws are spread evenly, the same for the same seed, and can be read from a file."""

from __future__ import annotations

import itertools
import sys
from decimal import Decimal

import pytest

from compensatie.errors import InputError
from compensatie.facts.distribution import Distribution
from compensatie.facts.uncertainty import Uncertainty
from compensatie.files.draws import load_draws
from compensatie.studies.draws import drawn


def uniform(name, least=0, most=1):
    spread = Distribution(shape="uniform", least=least, most=most)
    return Uncertainty(id=name, of="x", factor=spread)


THREE = [uniform("a"), uniform("b", 10, 20), uniform("c", -1, 1)]


@pytest.mark.parametrize("count", [1, 7, 100])
def test_a_latin_hypercube_has_one_draw_in_each_part(count):
    points = drawn(THREE, count, "latin", 3, 0).points
    for column, (least, width) in enumerate([(0, 1), (10, 10), (-1, 2)]):
        parts = [int((float(point[column]) - least) / width * count) for point in points]
        # Rounding to six decimals can lift a draw onto the edge of the next part.
        assert sorted(min(part, count - 1) for part in parts) == list(range(count))


def test_parts_of_two_uncertainties_are_not_paired():
    points = drawn([*THREE[:1], uniform("d")], 200, "latin", 1, 0).points
    near = sum(abs(a - b) < Decimal("0.1") for a, b in points)
    assert 10 < near < 90  # about a fifth where the two know nothing of each other


def test_a_sobol_sequence_fills_every_cell_of_a_square():
    points = drawn([*THREE[:1], uniform("d")], 255, "sobol", 5, 0).points
    cells = {(int(a * 8) % 8, int(b * 8) % 8) for a, b in points}
    assert len(cells) == 64


@pytest.mark.parametrize("method", ["latin", "sobol"])
def test_the_same_seed_draws_the_same(method):
    first, again, other = (drawn(THREE, 20, method, seed, 0) for seed in (1, 1, 2))
    assert first.points == again.points
    assert first.sha256 == again.sha256
    assert first.points != other.points
    assert first.sha256 != other.sha256
    assert all(value == round(value, 6) for point in first.points for value in point)


def test_a_trajectory_changes_one_uncertainty_at_a_time():
    draws = drawn(THREE, 5, "latin", 1, 4)
    assert len(draws.points) == 5
    assert len(draws.trajectories) == 4 * (len(THREE) + 1)
    assert draws.every == (*draws.points, *draws.trajectories)
    for first in range(0, 16, 4):
        path = draws.trajectories[first : first + 4]
        changed = [
            [at for at in range(3) if before[at] != after[at]]
            for before, after in itertools.pairwise(path)
        ]
        assert sorted(at for steps in changed for at in steps) == [0, 1, 2]
        assert all(len(steps) == 1 for steps in changed)


@pytest.mark.parametrize(("method", "trajectories"), [("sobol", 0), ("latin", 2)])
def test_what_needs_salib_says_how_to_get_it(monkeypatch, method, trajectories):
    for name in [*(one for one in sys.modules if one.startswith("SALib")), "SALib"]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(InputError, match=r"compensatie\[analysis\]"):
        drawn(THREE, 4, method, 0, trajectories)


def written(tmp_path, text):
    path = tmp_path / "draws.csv"
    path.write_text(text, "utf-8")
    return path


def test_draws_are_read_in_any_order_of_columns(tmp_path):
    path = written(tmp_path, "draw,c,a,status,b\n1,0.5,0.25,optimal,12\n2,-1,1,,10.1234567\n")
    assert load_draws(path, THREE) == (
        (Decimal("0.25"), Decimal(12), Decimal("0.5")),
        (Decimal(1), Decimal("10.123457"), Decimal(-1)),
    )


@pytest.mark.parametrize(
    ("text", "codes", "lines"),
    [
        ("", ["no-draws"], [None]),
        ("a,b,c\n", ["no-draws"], [None]),
        ("a,c\n1,1\n", ["missing-column"], ["1"]),
        ("a,b,c\n1,11,0\n2,11,x\n", ["not-a-draw", "not-a-draw"], ["3", "3"]),
        ("a,b,c\n1\n", ["not-a-draw", "not-a-draw"], ["2", "2"]),
        ("a,b,c\nnan,11,Infinity\n", ["not-a-draw", "not-a-draw"], ["2", "2"]),
        ('a,b,c\n"1,5",11,0\n', ["not-a-draw"], ["2"]),
        ("a,b,c\n1,1e50,0\n1,1e9999999,0\n", ["not-a-draw", "not-a-draw"], ["2", "3"]),
        ("\n\n", ["missing-column"] * 3, ["1"] * 3),
        ("\rraw", ["missing-column"] * 3, ["1"] * 3),
        (f"a,b,c\n1,11,{'9' * 200_000}\n", ["not-comma-separated"], ["2"]),
    ],
)
def test_what_is_no_draw_is_told_where_it_stands(tmp_path, text, codes, lines):
    with pytest.raises(InputError) as refused:
        load_draws(written(tmp_path, text), THREE)
    assert [one.code for one in refused.value.faults] == codes
    assert [one.line for one in refused.value.faults] == lines
    assert all(one.file == str(tmp_path / "draws.csv") for one in refused.value.faults)


@pytest.mark.parametrize(
    ("content", "code"), [(None, "missing-file"), (b"\xff\xfe,\n", "wrong-encoding")]
)
def test_a_file_that_cannot_be_read_is_told(tmp_path, content, code):
    path = tmp_path / "draws.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        load_draws(path, THREE)
    assert [one.code for one in refused.value.faults] == [code]
