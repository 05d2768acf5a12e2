# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""An exported programme has the optimum that `solve` finds, whoever reads it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from fractions import Fraction

import highspy
import pytest
from pyscipopt import Model as Scip

import compensatie as cp
from tests.cli.conftest import KLEIN, PER_SALDO
from tests.support import written

DRENTHE = "instances/drenthe-2023.toml"
QUESTIONS = {
    "klein": (KLEIN, PER_SALDO, {}),
    "klein-exclude": (KLEIN, PER_SALDO, {"exclude": ["gastplekken"]}),
    "klein-include": (KLEIN, PER_SALDO, {"include": ["nieuwe-dienst"]}),
    "drenthe": (DRENTHE, PER_SALDO, {"scenarios": ["havelte-600"]}),
    "drenthe-de-vries": (DRENTHE, "models/motie-de-vries.toml", {"scenarios": ["havelte-600"]}),
    "drenthe-all": (DRENTHE, PER_SALDO, {}),
}


def by_highs(path):
    """The optimum; None where there is none."""
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    assert solver.readModel(str(path)) == highspy.HighsStatus.kOk
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    assert status == highspy.HighsModelStatus.kOptimal
    return solver.getInfo().objective_function_value


def by_scip(path):
    solver = Scip()
    solver.hideOutput()
    solver.readProblem(str(path))
    solver.setParam("limits/gap", 0.0)
    solver.optimize()
    if solver.getStatus() == "infeasible":
        return None
    assert solver.getStatus() == "optimal"
    return solver.getObjVal()


OR_TOOLS = """
import sys
from ortools.linear_solver.python import model_builder
model = model_builder.Model()
assert model.import_from_mps_file(sys.argv[1])
solver = model_builder.Solver("scip")
assert solver.solve(model) == model_builder.SolveStatus.OPTIMAL
print(solver.objective_value)
"""
"""OR-Tools and highspy cannot both be loaded: each brings a HiGHS of its own."""


def by_or_tools(path):
    command = [sys.executable, "-c", OR_TOOLS, str(path)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("form", ["lp", "mps"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_other_solvers_find_the_same_optimum(name, form, tmp_path):
    instance, model, asked = QUESTIONS[name]
    facts, policy = cp.load_instance(instance), cp.load_model(model)
    path = tmp_path / f"{name}.{form}"
    cp.export(facts, policy, path, **asked)
    outcome = cp.solve(facts, policy, **asked)
    for optimum in (by_highs, by_scip):
        value = optimum(path)
        if outcome.objective is None:
            assert value is None
        else:
            assert value == pytest.approx(float(outcome.objective.value), abs=0.01, rel=1e-9)


def test_both_answers_are_among_the_questions():
    facts, policy = cp.load_instance(DRENTHE), cp.load_model(PER_SALDO)
    assert str(cp.solve(facts, policy).status) == "infeasible"
    assert str(cp.solve(facts, policy, scenarios=["havelte-600"]).status) == "optimal"


def test_a_reader_of_another_house_finds_it_too(tmp_path):
    facts, policy = cp.load_instance(KLEIN), cp.load_model(PER_SALDO)
    path = tmp_path / "klein.mps"
    cp.export(facts, policy, path)
    best = float(cp.solve(facts, policy).objective.value)
    assert by_or_tools(path) == pytest.approx(best, abs=0.01)


@pytest.mark.parametrize("form", ["lp", "mps"])
@pytest.mark.parametrize("measures", [[], [written.measure("m", origin={"DR": 1})]])
def test_an_impossible_row_is_in_the_file(tmp_path, form, measures):
    facts = written.instance(measures=measures)
    policy = written.model({"family": "net-employment", "floor": 11})
    path = tmp_path / f"impossible.{form}"
    exported = cp.export(facts, policy, path)
    assert [row.rule for row in exported.rows if row.rule] == ["rule-1"] * 3
    assert str(cp.solve(facts, policy).status) == "infeasible"
    assert by_highs(path) is None
    assert by_scip(path) is None


def test_every_row_of_the_file_is_told_of(tmp_path):
    facts, policy = cp.load_instance(KLEIN), cp.load_model(PER_SALDO)
    exported = cp.export(facts, policy, tmp_path / "klein.lp")
    solver = highspy.Highs()
    solver.silent()
    solver.readModel(str(exported.file))
    rows = rows_of(exported.rows_file)
    assert [row["row"] for row in rows] == list(solver.getLp().row_names_)
    assert all(row["describes"] for row in rows)


def test_rows_of_rules_say_which_and_where(tmp_path):
    facts, policy = cp.load_instance(KLEIN), cp.load_model(PER_SALDO)
    exported = cp.export(facts, policy, tmp_path / "klein.lp", scenarios=["vertrek"])
    rows = [row for row in rows_of(exported.rows_file) if row["rule"]]
    outcome = cp.solve(facts, policy, scenarios=["vertrek"])
    columns = ("rule", "family", "scenario", "province", "year", "side", "item", "sense", "bound")
    found = {tuple(row[column] for column in columns) for row in rows}
    told = {
        (one.rule, one.family, *(str(part or "") for part in one.place), one.sense, str(one.bound))
        for one in outcome.findings
    }
    assert found == told
    assert {row.bound for row in exported.rows if row.rule} >= {Fraction(500), Fraction(15)}


def test_rows_of_the_structure_are_named(tmp_path):
    facts, policy = cp.load_instance(KLEIN), cp.load_model(PER_SALDO)
    exported = cp.export(facts, policy, tmp_path / "klein.lp", include=["uitbreiding"])
    told = {row.describes for row in exported.rows if row.rule is None}
    assert {"one start of gastplekken", "include uitbreiding"} <= told


def test_the_command_writes_both_files(run, tmp_path):
    out = tmp_path / "klein.MPS"
    result = run("export", KLEIN, "--model", PER_SALDO, "--out", out, "--scenario", "blijft")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert out.is_file()
    rows = rows_of(tmp_path / "klein.rows.csv")
    assert {row["scenario"] for row in rows if row["rule"] == "per-saldo"} == {"blijft"}


def test_the_document(run, tmp_path):
    out = tmp_path / "klein.lp"
    setting = "objective.minimise=shortfall"
    result = run("export", KLEIN, "--model", PER_SALDO, "--out", out, "--json", "--set", setting)
    document = json.loads(result.stdout)
    assert document["rows"] == len(rows_of(tmp_path / "klein.rows.csv"))
    assert [one["code"] for one in document["warnings"]] == ["first-objective-only"]
    assert document["provenance"]["options"] == {"set": setting}


@pytest.mark.parametrize("name", ["klein", "klein.txt", "nowhere/klein.lp"])
def test_a_target_that_cannot_be_is_refused(run, tmp_path, name):
    result = run("export", KLEIN, "--model", PER_SALDO, "--out", tmp_path / name)
    assert result.exit_code == 2
    assert "Error:" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_is_told(run, tmp_path, monkeypatch):
    def broken(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("compensatie.engine.lp.write", broken)
    result = run("export", KLEIN, "--model", PER_SALDO, "--out", tmp_path / "a.lp")
    assert result.exit_code == 2
    assert "No space left" in result.stderr


def test_names_are_inert(tmp_path):
    facts = written.instance(measures=[written.measure("=1+1"), written.measure("@x\x1b[31m")])
    relations = [{"kind": "excludes", "measure": "=1+1", "on": "@x\x1b[31m"}]
    facts = facts.model_copy(update={"relations": relations})
    policy = cp.Model.model_validate(
        {
            "format": 1,
            "name": "m",
            "rules": [{"id": "=cmd()", "family": "net-employment", "floor": 11}],
        }
    )
    exported = cp.export(facts, policy, tmp_path / "a.lp")
    text = exported.rows_file.read_text("utf-8")
    assert "'=cmd()" in text
    assert "\x1b" not in text
    assert exported.file.read_text("ascii")
