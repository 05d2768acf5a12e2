# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Under --json there is exactly one JSON document on stdout, and nothing else anywhere."""

from __future__ import annotations

import json

import pytest

import compensatie.api.solving

DE_VRIES = "models/motie-de-vries.toml"


def document(result):
    assert result.stderr == ""
    assert result.stdout.endswith("}\n")
    assert result.stdout.count("\n") == 1
    assert result.stdout.isascii()
    return json.loads(result.stdout)


def test_solve(solve):
    found = document(solve("--json"))
    assert (found["command"], found["status"]) == ("solve", "optimal")
    assert found["objective"]["value"] == "3194953.59"
    assert found["provenance"]["solver"].startswith("HiGHS")


def test_solve_without_a_package(solve):
    result = solve("--json", "--exclude", "gastplekken", "--exclude", "uitbreiding")
    found = document(result)
    assert result.exit_code == 1
    assert found["status"] == "infeasible"
    assert found["package"] is None
    assert found["scenarios"] == [
        {"scenario": "blijft", "status": "optimal"},
        {"scenario": "vertrek", "status": "infeasible"},
    ]
    assert [one["changes"][0]["rule"] for one in found["repairs"]] == ["per-saldo"]


def test_audit(audit):
    result = audit(("uitbreiding", 2025, 20), options=["--json"])
    found = document(result)
    assert result.exit_code == 1
    assert (found["command"], found["met"]) == ("audit", False)
    assert {one["kind"] for one in found["findings"]} == {"rule"}


def test_check(run):
    found = document(run("check", "instances/klein.toml", "--model", DE_VRIES, "--json"))
    assert (found["command"], found["valid"]) == ("check", True)
    assert {"code", "record", "message"} == set(found["warnings"][0])
    assert found["uncertainties"] == []


def test_check_lists_uncertain_figures(run):
    found = document(run("check", "instances/nederland-fictief.toml", "--json"))["uncertainties"]
    assert [one["id"] for one in found][:2] == ["bouwkosten", "groei-land"]
    assert found[1]["of"] == ["national"]
    assert (found[1]["draws"], found[3]["draws"]) == ("factor", "value")
    assert found[2]["distribution"] == {
        "shape": "list",
        "values": ["0.5", "1", "1.1"],
        "weights": ["1", "3", "1"],
    }
    shown = run("check", "instances/nederland-fictief.toml", "--lang", "nl").stdout
    assert "Bouwkosten: 0,9 tot 1,6, het waarschijnlijkst 1,1, maal het cijfer" in shown


def test_warnings_are_in_the_document_and_not_on_stderr(run):
    found = document(run("solve", "instances/klein.toml", "--model", DE_VRIES, "--json"))
    assert any(one["code"] == "not-tested" for one in found["warnings"])
    talked = run("solve", "instances/klein.toml", "--model", DE_VRIES)
    assert "Warning: " in talked.stderr
    assert "Warning: " not in talked.stdout


def test_messages_are_in_the_language(run):
    arguments = ("check", "instances/klein.toml", "--model", DE_VRIES, "--json")
    english, dutch = (document(run(*arguments, "--lang", one)) for one in ("en", "nl"))
    assert [one["code"] for one in english["warnings"]] == [
        one["code"] for one in dutch["warnings"]
    ]
    assert english["warnings"][0]["message"] != dutch["warnings"][0]["message"]


@pytest.mark.parametrize(
    ("error", "code", "status"),
    [(KeyboardInterrupt(), 3, "unsolved"), (ZeroDivisionError("oops"), 4, None)],
)
def test_what_breaks_is_a_document_too(monkeypatch, solve, error, code, status):
    def broken(*_, **__):
        raise error

    monkeypatch.setattr(compensatie.api.solving, "solve", broken)
    result = solve("--json")
    assert result.exit_code == code
    found = json.loads(result.stdout)
    assert found["status"] == status
    assert found["errors"][0]["message"]


def test_faults_of_a_file_are_told_with_all_that_helps(run, tmp_path):
    instance = tmp_path / "wrong.toml"
    text = 'format = 1\nname = "x"\nunitt = "fte"\n'
    instance.write_text(text, encoding="utf-8")
    result = run("check", instance, "--json")
    found = document(result)
    assert result.exit_code == 2
    assert found["status"] is None
    unknown = next(one for one in found["errors"] if one["field"] == "unitt")
    assert unknown["file"] == str(instance)
    assert unknown["line"] == "3"
    assert unknown["suggestion"] == "unit"
