# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A new folder holds a case that solves at once, in either language."""

from __future__ import annotations

import json
import shlex
import tomllib

import pytest

from compensatie.files.schema import schema_text

FILES = ["instance.toml", "model.toml", "package.toml"]


@pytest.fixture(params=["nl", "en"])
def folder(request, run, tmp_path):
    made = tmp_path / "a case"
    assert run("new", made, "--lang", request.param).exit_code == 0
    return made


def test_it_solves_at_once(run, folder):
    result = run("solve", folder / "instance.toml", "--model", folder / "model.toml", "--json")
    document = json.loads(result.stdout)
    assert result.exit_code == 0
    assert document["status"] == "optimal"
    assert document["package"]["choices"]
    assert any(one["binding"] or not one["met"] for one in document["rules"])


def test_the_package_is_enough(run, folder):
    package = folder / "package.toml"
    result = run("audit", folder / "instance.toml", package, "--model", folder / "model.toml")
    assert result.exit_code == 0


def test_nothing_looks_wrong(run, folder):
    result = run(
        "check", folder / "instance.toml", "--model", folder / "model.toml", "--lang", "en"
    )
    assert "no warnings" in result.stdout


def test_every_next_step_that_is_told_can_be_done(run, tmp_path):
    result = run("new", tmp_path / "it's mine")
    told = [line for line in result.stderr.splitlines() if line.startswith("  compensatie ")]
    assert len(told) == 3
    assert [run(*shlex.split(line)[1:]).exit_code for line in told] == [0, 0, 0]


def test_editors_find_the_schemas(folder):
    for name in FILES:
        kind = name.removesuffix(".toml")
        lines = (folder / name).read_text("utf-8").splitlines()
        schema = next(line for line in lines if line.startswith("#:schema "))
        path = folder / schema.removeprefix("#:schema ")
        assert path.read_text("utf-8") == schema_text(kind)


def test_both_languages_say_the_same(run, tmp_path):
    for language in ("nl", "en"):
        run("new", tmp_path / language, "--lang", language)
    for name in FILES:
        dutch, english = ((tmp_path / one / name).read_text("utf-8") for one in ("nl", "en"))
        assert tomllib.loads(dutch) == tomllib.loads(english)
        assert dutch != english


def test_an_empty_folder_will_do(run, tmp_path):
    assert run("new", tmp_path).exit_code == 0
    assert (tmp_path / "instance.toml").is_file()


@pytest.mark.parametrize("kind", ["full", "file"])
def test_what_is_there_is_left_alone(run, tmp_path, kind):
    target = tmp_path / "target"
    if kind == "full":
        target.mkdir()
        (target / ".hidden").write_text("mine")
    else:
        target.write_text("mine")
    result = run("new", target)
    assert result.exit_code == 2
    assert "holds something already" in result.stderr
    held = list(target.iterdir()) if kind == "full" else [target]
    assert [one.read_text() for one in held] == ["mine"]


def test_a_folder_that_cannot_be_made_is_told(run, tmp_path):
    (tmp_path / "file").write_text("")
    result = run("new", tmp_path / "file" / "inside")
    assert result.exit_code == 2
    assert "this folder cannot be made or read" in result.stderr


def test_the_document(run, tmp_path):
    result = run("new", tmp_path / "a", "--json")
    document = json.loads(result.stdout)
    assert document["command"] == "new"
    assert len(document["files"]) == 6
    assert result.stderr == ""
