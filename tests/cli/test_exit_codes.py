# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the exit code of each command tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

import compensatie.api.solving
from compensatie.engine.outcome import Status
from compensatie.errors import InternalError, SolverError

ENOUGH = (("gastplekken", 2025, 20), ("uitbreiding", 2025, 30))


def test_a_package_is_yes(solve):
    result = solve()
    assert result.exit_code == 0
    assert "Take Guest desks from 2025" in result.stdout
    assert result.stderr == ""


def test_no_package_is_no(solve):
    result = solve("--exclude", "gastplekken", "--exclude", "uitbreiding")
    assert result.exit_code == 1
    assert "No package keeps every hard rule" in result.stdout


def test_an_audit_tells_yes_or_no(audit):
    assert audit(*ENOUGH).exit_code == 0
    assert audit(ENOUGH[0]).exit_code == 1
    assert audit().exit_code == 1
    assert audit(options=["--scenario", "blijft"]).exit_code == 0


def test_a_size_out_of_range_is_no_and_an_unknown_measure_is_bad_input(audit):
    assert audit(*ENOUGH, ("nieuwe-dienst", 2026, 31)).exit_code == 1
    result = audit(("nieuwe-dienst", 2026, 30), ("nieuwe-dienst2", 2026, 30))
    assert result.exit_code == 2
    assert "package.toml, line 8, nieuwe-dienst2, choices[1].measure" in result.stderr
    assert "did you mean: nieuwe-dienst" in result.stderr


def test_check_is_yes_with_warnings(run):
    result = run("check", "instances/klein.toml", "--model", "models/motie-de-vries.toml")
    assert result.exit_code == 0
    assert "warnings" in result.stdout


@pytest.mark.parametrize(("status", "code"), [("feasible", 0), ("unsolved", 3)])
def test_a_search_that_stopped(monkeypatch, solve, status, code):
    whole = compensatie.api.solving.solve

    def stopped(*arguments, **options):
        found = replace(whole(*arguments, **options), status=Status(status), reason="limit")
        return found if status == "feasible" else replace(found, audit=None, objective=None)

    monkeypatch.setattr(compensatie.api.solving, "solve", stopped)
    result = solve()
    assert result.exit_code == code
    assert "stopped before it was done: limit" in result.stdout


def raising(error):
    def solve(*_, **__):
        raise error

    return solve


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (SolverError("gone"), 3, "the solver gave no answer: gone"),
        (KeyboardInterrupt(), 3, "stopped by Ctrl-C: there is no answer"),
        (InternalError("off by one"), 4, "our own check disagrees with the solver: off by one"),
        (ZeroDivisionError("oops"), 4, "this is a bug of ours"),
        (MemoryError(), 4, "this is a bug of ours, and there is no answer: MemoryError"),
        (RecursionError("deep"), 4, "RecursionError: deep"),
    ],
)
def test_whatever_breaks_has_its_code_and_no_traceback(monkeypatch, solve, error, code, said):
    monkeypatch.setattr(compensatie.api.solving, "solve", raising(error))
    result = solve()
    assert result.exit_code == code
    assert said in " ".join(result.stderr.split())
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_a_bug_shows_where_it_is_to_who_asks(monkeypatch, solve):
    monkeypatch.setattr(compensatie.api.solving, "solve", raising(ZeroDivisionError("oops")))
    monkeypatch.setenv("COMPENSATIE_DEBUG", "1")
    result = solve()
    assert result.exit_code == 4
    assert "Traceback" in result.stderr
    assert result.stdout == ""


def test_a_solver_that_is_not_there_is_a_wrong_call(solve):
    result = solve("--solver", "no-such-solver")
    assert result.exit_code == 2
    assert "no-such-solver" in result.stderr
