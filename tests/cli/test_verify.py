# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`verify`, `selfcheck` and `--certificate` on the command line."""

from __future__ import annotations

import json

import pytest

from compensatie.engine import selfcheck
from tests.cli.conftest import KLEIN, PER_SALDO

MODEL = ("--model", PER_SALDO)


@pytest.fixture
def proof(solve, tmp_path):
    file = tmp_path / "klein.cert"
    assert solve("--certificate", file).exit_code == 0
    return file


def test_a_certificate_is_verified(run, proof):
    result = run("verify", proof, KLEIN, *MODEL)
    assert result.exit_code == 0
    assert "“cost” comes to 3,194,953.59 EUR" in result.stdout
    assert "No package that keeps them comes to less than 3,194,953.59 EUR." in result.stdout


def test_as_json(run, proof):
    told = json.loads(run("verify", proof, KLEIN, *MODEL, "--json").stdout)
    assert (told["command"], told["proved"], told["claim"]) == ("verify", True, "optimal")


def test_a_damaged_one_is_exit_1(run, proof):
    proof.write_text(proof.read_text("utf-8").replace('"size":"20"', '"size":"10"'), "utf-8")
    result = run("verify", proof, KLEIN, *MODEL)
    assert (result.exit_code, "NOT PROVED" in result.stdout) == (1, True)


def test_what_cannot_be_read_is_exit_2(run, tmp_path):
    result = run("verify", tmp_path / "none.cert", KLEIN, *MODEL)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no such file" in result.stderr


@pytest.mark.parametrize("name", ["answer.json", "package.toml"])
def test_without_a_certificate_only_the_package_is_proved(run, solve, tmp_path, name):
    file = tmp_path / name
    if name == "answer.json":
        file.write_text(solve("--json").stdout, "utf-8")
    else:
        solve("--out", file)
    result = run("verify", file, KLEIN, *MODEL)
    assert result.exit_code == 0
    assert "comes to 3,194,953.59 EUR" in result.stdout
    assert "Whether another package is cheaper is not proved." in result.stdout


def test_certified_is_told(solve, tmp_path):
    told = json.loads(solve("--json", "--certificate", tmp_path / "a.cert").stdout)
    assert told["certified"] is True
    assert json.loads(solve("--json").stdout)["certified"] is False


def test_a_whole_list_is_certified(run, tmp_path):
    file = tmp_path / "list.cert"
    call = ("alternatives", KLEIN, *MODEL, "--within", "10", "--distinct", "size")
    told = json.loads(run(*call, "--certificate", file, "--json").stdout)
    assert (told["certified"], told["complete"], len(told["packages"])) == (True, True, 4)
    result = run("verify", file, KLEIN, *MODEL)
    assert (result.exit_code, "there are 4 that differ in size" in result.stdout) == (0, True)


def test_settings_and_locks_are_part_of_what_is_proved(run, solve, tmp_path):
    file = tmp_path / "otherwise.cert"
    setting = "measures.gastplekken.costs[0].yearly_per_unit=9500"
    given = ("--set", setting, "--include", "uitbreiding", "--scenario", "vertrek")
    assert solve(*given, "--certificate", file).exit_code == 0
    told = run("verify", file, KLEIN, *MODEL).stdout
    assert "measures.0.costs.0.yearly_per_unit = 9500" in told
    assert "with these measures in every package: uitbreiding" in told
    assert "in the scenarios: vertrek" in told


def test_what_cannot_be_certified_is_said(run, tmp_path):
    call = ("alternatives", KLEIN, *MODEL, "--best", "2", "--certificate", tmp_path / "a.cert")
    result = run(*call)
    assert (result.exit_code, "only a whole list" in result.stderr) == (2, True)


def test_selfcheck_passes(run):
    result = run("selfcheck")
    assert (result.exit_code, "gets all 9 programmes right" in result.stdout) == (0, True)


def test_a_solver_that_fails_is_refused(run, solve, monkeypatch):
    wrong = [
        selfcheck.Known(one.name, one.programme, (one.optimum or 0) + 1)
        for one in selfcheck.known_programmes()
    ]
    monkeypatch.setattr(selfcheck, "known_programmes", lambda: wrong)
    told = json.loads(run("selfcheck", "--json").stdout)
    assert (told["right"], [one["right"] for one in told["programmes"]]) == (False, [False] * 9)
    assert run("selfcheck").exit_code == 1
    result = solve()
    assert (result.exit_code, "fails a programme" in result.stderr) == (3, True)
