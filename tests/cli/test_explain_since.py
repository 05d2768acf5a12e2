# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`explain --since` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

KLEIN = "instances/klein.toml"
PER_SALDO = "models/per-saldo.toml"


@pytest.fixture
def newer(tmp_path):
    """A newer version of klein: an expansion costs more, and a remark is another."""
    text = Path(KLEIN).read_text("utf-8")
    text = text.replace("once_per_unit = 45000", "once_per_unit = 46000")
    path = tmp_path / "newer.toml"
    path.write_text(text.replace('remark   = "Invented."', 'remark   = "Mine."', 1), "utf-8")
    return path


@pytest.fixture
def since(run, newer):
    return lambda *words: run("explain", newer, "--model", PER_SALDO, "--since", KLEIN, *words)


def line_of(path, text):
    lines = Path(path).read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_in_english_with_the_place_of_each_change(since, newer):
    result = since()
    assert result.exit_code == 0
    told = " ".join(result.stdout.split())
    assert "1 change explains the new answer" in told
    assert "relocation.once_per_unit: 46000 instead of 45000" in told
    assert f"newer.toml:{line_of(newer, '46000')}" in told.replace(" ", "")
    assert "1 text, source or other figure changed that no answer rests on." in told


def test_in_dutch(since):
    assert "1 wijziging verklaart het nieuwe antwoord" in since("--lang", "nl").stdout


def test_as_json(since, newer):
    found = json.loads(since("--json").stdout)["since"]
    change = next(one for one in found["changes"] if one["counts"])
    assert change["path"] == "measures.uitbreiding.costs.EZK/relocation.once_per_unit"
    assert (change["before"], change["after"]) == ("45000", "46000")
    assert change["was_at"] == f"{KLEIN}:{line_of(KLEIN, '45000')}"
    assert change["is_at"] == f"{newer}:{line_of(newer, '46000')}"
    assert found["explaining"]["changes"] == [change["path"]]
    assert found["explaining"]["proof"] == "proven"
    # 30 fte from 2025, price year 2023, in tenths of per cents: 30,000 EUR worth less two years.
    assert found["extra_cost"] == change_in_value(30_000)
    assert sum(float(one["cost"]) for one in found["otherwise"]) == pytest.approx(
        float(found["extra_cost"]), abs=0.01
    )


def change_in_value(amount):
    """EUR of 2025, in EUR of 2024, klein's price year, at 2.25 % a year."""
    years = 2025 - int(
        next(
            line.split("=")[1]
            for line in Path(KLEIN).read_text("utf-8").split("\n")
            if line.startswith("price_year")
        )
    )
    return f"{amount / 1.0225**years:.2f}"


def test_another_model_follows_the_old_instance(run):
    words = ("explain", KLEIN, "--model", PER_SALDO)
    changed = Path(PER_SALDO)
    result = run(*words, "--since", KLEIN, changed)
    assert result.exit_code == 0
    assert "Nothing changed that can change an answer." in result.stdout


def test_the_usage_line_says_what_may_be_left_out(run):
    assert run("explain", "--help").stdout.startswith(
        "Usage: compensatie explain INSTANCE [OLD_MODEL] [OPTION]…"
    )


def test_what_is_set_otherwise_is_told_to_be(run):
    words = ("explain", KLEIN, "--model", PER_SALDO, "--since", KLEIN)
    result = run(*words, "--set", "objective.discount_rate=0.03")
    assert result.exit_code == 0
    assert "objective.discount_rate: 0.03 instead of 0.0225 (--set)" in result.stdout


def test_a_second_file_without_since_is_refused(run):
    result = run("explain", KLEIN, PER_SALDO, "--model", PER_SALDO)
    assert result.exit_code == 2
    assert "this file was not expected" in result.stderr


def test_faults_of_both_versions_are_told_together(run, tmp_path):
    old = tmp_path / "old.toml"
    old.write_text("format = 1\nname = 3\n", "utf-8")
    new = tmp_path / "new.toml"
    new.write_text("format = 2\n", "utf-8")
    result = run("explain", new, "--model", PER_SALDO, "--since", old)
    assert result.exit_code == 2
    assert "new.toml" in result.stderr
    assert "old.toml" in result.stderr
    assert result.stdout == ""


def test_a_model_in_place_of_the_old_instance_is_refused(run):
    result = run("explain", KLEIN, "--model", PER_SALDO, "--since", PER_SALDO)
    assert result.exit_code == 2
    assert "this file is a model" in result.stderr


def test_tables_as_comma_separated_text(since, tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    assert since("--csv", folder).exit_code == 0
    lines = (folder / "changes.csv").read_text("utf-8").split("\n")
    assert lines[0] == "file,path,before,after,was_at,is_at,counts,explains"
    assert "45000,46000" in "".join(lines)
    assert (folder / "otherwise.csv").exists()


def test_no_time_explains_nothing(since):
    result = since("--time-limit", "0.000001", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["since"]["explaining"]["proof"] == "not determined"
