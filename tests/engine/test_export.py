# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Files that other solvers read lose no digit, no column and no name."""

from __future__ import annotations

import re
import subprocess
from fractions import Fraction
from random import Random

import highspy
import pulp
import pytest

from compensatie.engine import export, lp
from compensatie.engine.export import readable_names
from compensatie.engine.linear_programme import Column, Constraint, LinearProgramme
from compensatie.engine.session import Session
from tests.engine.programmes import drawn

FORMATS = ["lp", "mps"]
ONE = Fraction(1)
AWKWARD = [
    "start[rijkshub-assen,2024]",
    "start[rijkshub assen,2024]",
    "Start[rijkshub-assen,2024]",
    "size[Fryslân,2024]",
    "e12",
    "E",
    "2024",
    ".5",
    "free",
    "End",
    "objective",
    "constant",
    "subject to",
    "",
    "-",
    "$",
    "* no comment",
    "\\ none either",
    "a:b",
    "x <= 3",
    "x\ny",
    "\x1b[31mred",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "y" * 300,
    "y" * 300 + "z",
    "日本",
]


def read(path):
    """The programme in a file as HiGHS reads it."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    assert highs.readModel(str(path)) == highspy.HighsStatus.kOk
    highs.ensureRowwise()
    return highs


def awkward():
    """A programme whose names and numbers are as unhandy as they come."""
    columns = tuple(
        Column(name, Fraction(-i, 3), Fraction(i + 1), i % 2 == 0) for i, name in enumerate(AWKWARD)
    )
    rows = tuple(
        Constraint(name, {i: ONE / 3, (i + 1) % len(AWKWARD): Fraction("1e-7")}, sense, ONE * i / 7)
        for i, (name, sense) in enumerate(zip(AWKWARD, 9 * ["<=", ">=", "<="], strict=True))
    )
    objective = {i: Fraction(10**9 * i + 1, 97) for i in range(len(AWKWARD) - 1)}
    return LinearProgramme(columns, rows, objective, Fraction("12345678.91"))


class TestReadableNames:
    @pytest.mark.parametrize(
        ("name", "readable"),
        [
            ("start[rijkshub-assen,2024]", "start.rijkshub_assen.2024"),
            ("per-saldo[havelte-600,DR,2025]", "per_saldo.havelte_600.DR.2025"),
            ("size[Fryslân]", "size.Fryslan"),
            ("e12", "n_e12"),
            ("employment", "employment"),
            ("2024", "n_2024"),
            ("end", "n_end"),
            ("ending", "ending"),
            ("", "n_"),
        ],
    )
    def test_a_name_stays_readable(self, name, readable):
        assert readable_names([name]) == (readable,)

    def test_each_is_used_once(self):
        found = readable_names(AWKWARD * 2)
        assert len({name.casefold() for name in found}) == 2 * len(AWKWARD)

    def test_a_number_that_tells_apart_is_not_taken_already(self):
        assert readable_names(["a b", "a_b_2", "a-b", "a.b"]) == ("a_b", "a_b_2", "a_b_3", "a.b")

    def test_every_reader_takes_them(self):
        for name in readable_names(AWKWARD):
            assert re.fullmatch(r"[A-Za-df-z][\w.]*|e[A-Za-z_][\w.]*", name, re.ASCII), name
            assert len(name) <= 210


@pytest.mark.parametrize("form", FORMATS)
class TestFile:
    def test_the_same_programme_comes_back(self, tmp_path, form):
        found = awkward()
        names = lp.export(found, tmp_path / f"out.{form}", form)
        there, here = read(tmp_path / f"out.{form}"), lp.arrays(lp.build(found))
        model = there.getLp()
        size = len(found.columns)
        assert tuple(model.col_names_) == (*names.columns, "constant")
        assert tuple(model.row_names_) == names.rows
        assert list(model.col_cost_) == [*here.costs, here.constant]
        assert list(model.col_lower_) == [*here.column_lower, 1]
        assert list(model.col_upper_) == [*here.column_upper, 1]
        assert list(model.row_lower_) == here.row_lower.tolist()
        assert list(model.row_upper_) == here.row_upper.tolist()
        assert list(model.a_matrix_.start_) == here.starts.tolist()
        entries = [
            sorted(zip(indices[a:b], values[a:b], strict=True))
            for indices, values in (
                (list(model.a_matrix_.index_), list(model.a_matrix_.value_)),
                (here.indices.tolist(), here.values.tolist()),
            )
            for a, b in zip(here.starts[:-1], here.starts[1:], strict=True)
        ]
        assert entries[: len(found.constraints)] == entries[len(found.constraints) :]
        whole = [kind == highspy.HighsVarType.kInteger for kind in model.integrality_]
        assert whole[:size] == here.integer.tolist()

    def test_another_solver_finds_the_same_optimum(self, tmp_path, form):
        random, kinds = Random(3), set()
        for number in range(30):
            found = drawn(random)
            path = tmp_path / f"{number}.{form}"
            lp.export(found, path, form)
            answer = Session(lp.arrays(lp.build(found))).solve()
            there = read(path)
            there.setOptionValue("mip_rel_gap", 0.0)
            there.run()
            kinds.add(answer.status)
            is_optimal = there.getModelStatus() == highspy.HighsModelStatus.kOptimal
            assert is_optimal == (answer.status == "optimal"), path.read_text()
            if is_optimal:
                value = there.getInfo().objective_function_value
                assert value == pytest.approx(answer.objective, abs=1e-5)
        assert kinds == {"optimal", "infeasible"}

    def test_the_same_input_gives_the_same_bytes(self, tmp_path, form):
        for name in ("a", "b"):
            lp.export(awkward(), tmp_path / name, form)
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
        assert b"\r" not in (tmp_path / "a").read_bytes()

    def test_a_file_that_could_not_be_written_leaves_the_old_one(self, tmp_path, form, monkeypatch):
        path = tmp_path / "out"
        path.write_text("old")

        def broken(*_):
            yield "half"
            raise OSError("disk full")

        monkeypatch.setattr(export, f"_{form}_lines", broken)
        with pytest.raises(OSError, match="disk full"):
            lp.export(awkward(), path, form)
        assert path.read_text() == "old"
        assert list(tmp_path.iterdir()) == [path]


def test_pulp_reads_the_mps_file(tmp_path):
    found = awkward()
    names = lp.export(found, tmp_path / "out.mps", "mps")
    columns, problem = pulp.LpProblem.fromMPS(str(tmp_path / "out.mps"))
    assert set(columns) == {*names.columns, "constant"}
    assert len(problem.constraints()) == len(found.constraints)


@pytest.mark.skipif("PULP_CBC_CMD" not in lp.available_solvers(), reason="no CBC here")
@pytest.mark.parametrize("form", FORMATS)
def test_cbc_reads_both(tmp_path, form):
    """A reader that shares nothing with HiGHS."""
    random = Random(4)
    cbc = lp._solver("PULP_CBC_CMD", None, 0.0).path
    for number in range(5):
        found = drawn(random)
        path = tmp_path / f"{number}.{form}"
        lp.export(found, path, form)
        output = subprocess.run(
            [cbc, str(path), "-solve", "-quit"], capture_output=True, text=True, check=True
        ).stdout
        answer = Session(lp.arrays(lp.build(found))).solve()
        value = re.search(r"Objective value: +(\S+)", output)
        assert (answer.status == "optimal") == bool(value), output
        if value:
            assert float(value[1]) == pytest.approx(answer.objective, abs=1e-5)
