# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`explain --definitions` and `--advice` as a user meets them."""

from __future__ import annotations

import json

import pytest

DRENTHE = ("explain", "instances/drenthe-2023.toml", "--model", "models/kabinetsinzet.toml")
ANNOUNCED = "instances/packages/aangekondigd-2023.toml"
HAVELTE = ("--scenario", "havelte-600")


def document(result):
    return json.loads(result.stdout)


def test_definitions_in_english(run):
    result = run(*DRENTHE, *HAVELTE, "--definitions")
    assert result.exit_code == 0
    assert "How else the norms can be read" in result.stdout
    assert "guests of a hub do not count" in result.stdout
    assert "The minister's advice" not in result.stdout


def test_advice_in_dutch(run):
    result = run(*DRENTHE, *HAVELTE, "--advice", "--lang", "nl")
    assert result.exit_code == 0
    assert "geen bezwaar met dit pakket" in result.stdout
    assert "advies vragen" in result.stdout


def test_definitions_as_json(run):
    found = document(run(*DRENTHE, *HAVELTE, "--definitions", "--package", ANNOUNCED, "--json"))
    assert found["command"] == "explain"
    told = found["definitions"]
    assert told["own"]["reading"] == {}
    assert told["own"]["extra_cost"] == "0.00"
    readings = {json.dumps(one["reading"]): one for one in told["readings"]}
    strict = readings['{"hub_factor": "0"}']
    assert strict["status"] == "optimal"
    assert strict["given_met"] is False
    dearer = float(strict["objective"]["value"]) - float(told["own"]["objective"]["value"])
    assert dearer == pytest.approx(float(strict["extra_cost"]))
    assert sum(float(one["cost"]) for one in strict["differences"]) == pytest.approx(dearer)
    assert found["advice"] is None


def test_advice_as_json_where_no_package_exists(run):
    result = run(*DRENTHE, "--advice", "--json")
    assert result.exit_code == 1
    told = document(result)["advice"]
    assert (told["advice_above"], told["report_from"]) == ("100", "50")
    advice = {one["scenario"]: one for one in told["scenarios"]}
    assert advice["havelte-600"]["advice"] == "negative unless"
    assert len(advice["havelte-600"]["package"]["choices"]) == 7
    assert advice["beide"]["advice"] == "negative"
    assert advice["beide"]["package"] is None
    assert advice["beide"]["out_of_reach"]["missing"] == "1603"
    assert {one["asks"] for one in told["decisions"]} == {"advice", "report", "none"}
    sums = [one for one in told["cumulative"] if one["scenario"] == "beide"]
    assert (
        sum(float(one["total"]) for one in sums) == 0
    )  # what leaves one province comes to another


def test_a_package_that_is_not_enough_gets_a_negative_advice(run):
    result = run(*DRENTHE, *HAVELTE, "--advice", "--package", ANNOUNCED)
    assert result.exit_code == 1
    assert "negative, unless measures are taken" in result.stdout
    assert "With this package: Drenthe is 200 fte short in 2027" in " ".join(result.stdout.split())


def test_advice_without_thresholds_is_refused_where_they_lack(run):
    result = run("explain", "instances/klein.toml", "--model", "models/per-saldo.toml", "--advice")
    assert result.exit_code == 2
    assert "models/per-saldo.toml" in result.stderr
    assert "[advice]" in result.stderr
    assert result.stdout == ""


def test_tables_as_comma_separated_text(run, tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    words = (*DRENTHE, *HAVELTE, "--advice", "--definitions", "--csv", folder)
    assert run(*words).exit_code == 0
    heads = {path.name: path.read_text("utf-8").split("\n")[0] for path in folder.iterdir()}
    assert heads["definitions.csv"].startswith("basis,hub_factor,national,base_year,by,status")
    assert heads["decisions.csv"] == "kind,decision,scenario,posts,duty,province,net"
    assert {"advice.csv", "cumulative.csv"} <= heads.keys()


def test_no_time_is_no_answer(run):
    result = run(*DRENTHE, "--advice", "--definitions", "--time-limit", "0.000001", "--json")
    assert result.exit_code == 3
    found = document(result)
    assert {one["status"] for one in found["definitions"]["readings"]} == {"unsolved"}
    advice = {one["advice"] for one in found["advice"]["scenarios"]}
    assert advice == {"no objection", "not determined"}
    assert found["complete"] is False
