# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`explain` on the command line: what it shows, as JSON, as tables, and by its exit code."""

from __future__ import annotations

import json

import pytest

import compensatie as cp
from compensatie.engine.answer import Answer
from compensatie.engine.solver import Live
from tests.cli.conftest import KLEIN, PER_SALDO

NONE = ("--exclude", "gastplekken", "--exclude", "uitbreiding")
"""Without these two, klein has no package under per-saldo."""


@pytest.fixture
def explain(run):
    """Explains klein under per-saldo, with options."""
    return lambda *options: run("explain", KLEIN, "--model", PER_SALDO, *options)


@pytest.fixture
def document(explain):
    """The same, as the document."""

    def explained(*options):
        result = explain(*options, "--json")
        assert result.stderr == ""
        assert result.stdout.count("\n") == 1
        return json.loads(result.stdout)

    return explained


@pytest.fixture
def package(tmp_path):
    """A package file that chooses one measure."""

    def write(measure="uitbreiding", start=2025, size=20):
        path = tmp_path / "brought.toml"
        lines = ["format = 1", 'name = "brought"', "[[choices]]"]
        lines += [f'measure = "{measure}"', f"start = {start}", f"size = {size}"]
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def test_a_package_is_explained(explain):
    result = explain()
    assert result.exit_code == 0
    assert "Explanation: " in result.stdout
    assert "How sure this is" in result.stdout


def test_no_package_is_an_answer_too(explain, document):
    assert explain(*NONE).exit_code == 1
    found = document(*NONE)
    assert (found["command"], found["status"], found["complete"]) == ("explain", "infeasible", True)
    assert found["package"] is None
    assert {one["scenario"] for one in found["scenarios"]} == {"blijft", "vertrek"}


def test_a_package_that_was_brought_and_fails_says_what_it_misses(explain, document, package):
    result = explain("--package", package())
    assert result.exit_code == 1
    assert "The package “brought” is not enough." in " ".join(result.stdout.split())
    given = document("--package", package())["given"]
    assert given["met"] is False
    assert {one["met"] for one in given["missed"]} == {False}


def test_a_package_that_cannot_be_says_where_in_its_file(explain, package):
    result = explain("--package", package(measure="uitbreding"))
    assert result.exit_code == 2
    assert "brought.toml" in result.stderr
    assert "uitbreiding" in result.stderr


def test_what_was_not_settled_is_never_called_infeasible(explain, document, monkeypatch):
    late = Answer("unsolved", (), None, None, 0.0, "Time limit reached")
    monkeypatch.setattr(Live, "ask", lambda *_: late)
    found = document()
    assert (found["status"], found["complete"], found["stop"]) == ("unsolved", False, "time-limit")
    result = explain()
    assert result.exit_code == 3
    assert "it is not known whether a package exists" in result.stdout


def test_ctrl_c_keeps_what_is_known(explain, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Live, "ask", interrupted)
    result = explain()
    assert result.exit_code == 3
    assert "the search was interrupted" in result.stdout


def test_it_speaks_dutch(explain):
    result = explain(*NONE, "--lang", "nl")
    assert "Verklaring: " in result.stdout
    assert "No package" not in result.stdout


def test_repairs_and_conflict_are_those_worked_by_hand(document):
    """60 jobs leave by 2026 and 40 by 2025; the new agency brings 30, half in its first year."""
    found = document(*NONE)
    alone, added, larger = (one["changes"][0] for one in found["repairs"])
    assert alone == {
        "rule": "per-saldo",
        "amount": "30",
        "unit": "jobs",
        "share": "0.06",  # of 500
        "tolerance": "0.06",
    }
    assert (added["province"], added["year"], added["amount"]) == ("DR", 2025, "30")
    assert (larger["measure"], larger["before"], larger["after"]) == ("nieuwe-dienst", "30", "80")
    assert {one["least"] for one in found["repairs"]} == {"proven"}
    worst = {one["year"]: one["shortfall"] for one in found["repairs"][0]["rows"]}
    assert worst[2026] == "30"
    row, *limits = found["conflict"]["members"]
    assert (row["rule"], row["scenario"], row["province"]) == ("per-saldo", "vertrek", "DR")
    assert [(one["missing"], one["reach"], one["short"]) for one in row["rows"]] == [
        ("60", "30", "30")
    ]
    assert {(one["measure"], one["limit"]) for one in limits} == {
        ("gastplekken", "exclude"),
        ("uitbreiding", "exclude"),
        ("nieuwe-dienst", "size"),
    }
    assert found["conflict"]["proven_minimal"]


def test_the_tables_hold_the_same(explain, tmp_path):
    assert explain(*NONE, "--csv", tmp_path).exit_code == 1
    names = ("repairs.csv", "repair_rows.csv", "repair_packages.csv", "conflict.csv")
    tables = {name: (tmp_path / name).read_text("utf-8").splitlines() for name in names}
    assert tables["repairs.csv"][1].startswith("1,per-saldo,")
    assert len(tables["conflict.csv"]) == 1 + 4
    assert any(
        line.startswith("1,per-saldo,vertrek,DR,2026,") for line in tables["repair_rows.csv"]
    )


def test_notebooks_show_every_part():
    instance, model = cp.load_instance(KLEIN), cp.load_model(PER_SALDO)
    found = cp.explain(instance, model, exclude=NONE[1::2])
    assert list(found.parts) == ["repairs", "conflict"]
    assert list(found.repairs.to_frame()["amount"]) == [30.0, 30.0, 80.0]
    assert list(found.conflict.to_frame()["short"].dropna()) == [30.0]
    shown = found._repr_html_()
    assert "What would help" in shown
    assert "What stands in the way" in shown


def test_solve_says_in_short_what_would_help(run):
    result = run("solve", KLEIN, "--model", PER_SALDO, *NONE)
    assert result.exit_code == 1
    shown = " ".join(result.stdout.split())
    assert "may be 30 fte short (6% of its bound; the same as a tolerance of 6%)" in shown
