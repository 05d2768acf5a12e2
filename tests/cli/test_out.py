# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where the package is written, and what happens where it cannot be."""

from __future__ import annotations

import json

import pytest

import compensatie as cp
import compensatie.api.solving
import compensatie.files.package
from compensatie.errors import Fault, InputError


@pytest.mark.parametrize("ending", ["toml", "json"])
def test_what_is_written_can_be_audited(solve, run, tmp_path, ending):
    out = tmp_path / f"package.{ending}"
    assert solve("--out", out).exit_code == 0
    package = cp.load_package(out)
    assert [(one.measure, one.start, one.size) for one in package.choices] == [
        ("gastplekken", 2025, 20),
        ("uitbreiding", 2025, 30),
    ]
    audited = run("audit", "instances/klein.toml", out, "--model", "models/per-saldo.toml")
    assert audited.exit_code == 0
    assert [item.name for item in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize("name", ["package.csv", "package", "no/folder/package.toml"])
def test_what_cannot_be_written_is_refused_before_any_work(monkeypatch, solve, tmp_path, name):
    monkeypatch.delattr(compensatie.api.solving, "solve")
    result = solve("--out", tmp_path / name)
    assert result.exit_code == 2
    assert str(tmp_path) in result.stderr
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(monkeypatch, solve, tmp_path):
    monkeypatch.delattr(compensatie.api.solving, "solve")
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    result = solve("--out", folder)
    assert result.exit_code == 2
    assert "this is a folder" in result.stderr


def failing(package, path):
    raise InputError([Fault("unwritable-file", "this file cannot be written: {reason}",
                            details={"reason": "disk full"}, file=path)])  # fmt: skip


def test_an_answer_is_not_lost_where_writing_fails(monkeypatch, solve, tmp_path):
    monkeypatch.setattr(compensatie.files.package, "write_package", failing)
    result = solve("--out", tmp_path / "package.toml")
    assert result.exit_code == 2
    assert "Take Guest desks from 2025" in result.stdout
    assert "disk full" in result.stderr


def test_as_json_both_are_in_the_document(monkeypatch, solve, tmp_path):
    monkeypatch.setattr(compensatie.files.package, "write_package", failing)
    result = solve("--json", "--out", tmp_path / "package.toml")
    document = json.loads(result.stdout)
    assert result.exit_code == 2
    assert document["status"] == "optimal"
    assert "disk full" in document["errors"][0]["message"]


def test_without_a_package_nothing_is_written_and_that_is_said(solve, tmp_path):
    out = tmp_path / "package.toml"
    out.write_text("old", encoding="utf-8")
    result = solve("--exclude", "gastplekken", "--exclude", "uitbreiding", "--out", out)
    assert result.exit_code == 1
    assert "is not written" in " ".join(result.stderr.split())
    assert out.read_text(encoding="utf-8") == "old"
