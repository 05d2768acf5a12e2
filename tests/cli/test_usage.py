# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Calls that are wrong: what is said of them, in both languages, and as JSON."""

from __future__ import annotations

import json

import pytest

MODEL = ("--model", "models/per-saldo.toml")
WRONG = {
    "no command": ([], "no command is given"),
    "unknown command": (["sovle"], "did you mean: solve"),
    "no arguments": (["solve"], "INSTANCE: this argument is needed"),
    "no model": (["solve", "instances/klein.toml"], "--model: this option is needed"),
    "unknown option": (["solve", "--modle", "x"], "did you mean: --model"),
    "option without value": (["solve", "x", "--model"], "--model: this option needs a value"),
    "flag with value": (["solve", "x", *MODEL, "--relax=1"], "--relax: this option takes no value"),
    "too much": (["solve", "x", "y", *MODEL], "found: y"),
    "unknown language": (["check", "x", "--lang", "n"], "did you mean: nl"),
    "Dutch number": (["solve", "x", *MODEL, "--gap", "1.234,5"], "found: 1.234,5"),
    "negative number": (["solve", "x", *MODEL, "--gap=-1"], "a number of at least 0"),
    "no time": (["solve", "x", *MODEL, "--time-limit", "0"], "a number above 0"),
    "not a number": (["solve", "x", *MODEL, "--time-limit", "nan"], "found: nan"),
    "huge number": (["solve", "x", *MODEL, "--gap", "1e999999999"], "found: 1e999999999"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_it_is_said_what_is_wrong(run, arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "compensatie" in result.stderr.splitlines()[-1]
    assert "--help" in result.stderr.splitlines()[-1]
    assert result.stdout == ""


@pytest.mark.parametrize("arguments", [item[0] for item in WRONG.values()], ids=WRONG)
def test_as_json_it_is_one_document(run, arguments):
    result = run(*arguments[:1], "--json", *arguments[1:])
    assert result.exit_code == 2
    document = json.loads(result.stdout)
    assert document["status"] is None
    assert document["errors"][0]["message"]
    assert result.stdout.count("\n") == 1
    assert result.stderr == ""


@pytest.mark.parametrize("arguments", [item[0] for item in WRONG.values()], ids=WRONG)
def test_in_dutch_it_is_dutch(run, arguments):
    english = run(*arguments)
    dutch = run(*arguments[:1], "--lang=nl", *arguments[1:]) if "--lang" not in arguments else None
    if dutch is not None:
        assert dutch.exit_code == 2
        assert dutch.stderr.startswith("Fout: ")
        assert not set(dutch.stderr.splitlines()) & set(english.stderr.splitlines())


def test_faults_of_all_files_are_told_at_once(run):
    result = run("solve", "nowhere.toml", "--model", "neither.toml")
    assert result.exit_code == 2
    assert "nowhere.toml" in result.stderr
    assert "neither.toml" in result.stderr
    assert "2 errors." in result.stderr


def test_a_fault_between_files_is_placed_in_the_file_where_it_lies(run, tmp_path):
    model = tmp_path / "model.toml"
    lines = ["format = 1", 'name = "m"', "[[rules]]", 'id = "r"', 'family = "net-employment"']
    model.write_text("\n".join([*lines, 'provinces = ["XX"]']), encoding="utf-8")
    result = run("solve", "instances/klein.toml", "--model", model)
    assert result.exit_code == 2
    assert f"{model}, line 6, r, rules[0].provinces" in " ".join(result.stderr.split())
    assert "found: XX" in result.stderr


@pytest.mark.parametrize(
    ("option", "near"), [("--scenario", "vertrek"), ("--include", "uitbreiding")]
)
def test_unknown_names_in_the_call_are_answered_with_near_ones(solve, option, near):
    result = solve(option, near[:-1])
    assert result.exit_code == 2
    assert f"did you mean: {near}" in result.stderr
    assert f"Error: {option}: " in result.stderr


def test_included_and_excluded_is_bad_input(solve):
    result = solve("--include", "uitbreiding", "--exclude", "uitbreiding")
    assert result.exit_code == 2
    assert "uitbreiding" in result.stderr
