# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Faults that are found later are located in the file that they are about."""

from __future__ import annotations

from pathlib import Path

from compensatie.errors import Fault, InputError
from compensatie.files.located import located
from tests.mistakes.catalogue import GOOD

MODEL, INSTANCE = GOOD / "model.toml", GOOD / "instance.toml"


def fault(*path: str | int, file: str | None = None) -> Fault:
    return Fault("found-later", "found later", path=path, file=file)


def told(error: InputError) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.file and Path(one.file).name, one.line, one.record) for one in error.faults]


def test_each_fault_is_located_in_the_file_that_it_is_about() -> None:
    error = InputError(
        [
            fault("rules", 0, "provinces"),
            fault("rules", 1, "scenarios", 0),
            fault("measures", 1, "province"),
            fault("objective", "payers"),
            fault("national"),
            fault("national_labour_force"),
            fault(),
            fault("rules", 0, file="given.toml"),
        ]
    )
    found = told(located(located(error, MODEL), INSTANCE))
    text = INSTANCE.read_text("utf-8").split("\n")
    province = next(n for n, row in enumerate(text, 1) if row == 'province = "Drenthe"')
    national = next(n for n, row in enumerate(text, 1) if row.startswith("national ="))
    model = MODEL.read_text("utf-8").split("\n")
    spread = next(n for n, row in enumerate(model, 1) if row == 'id = "spread"')
    # Of the two files together the first rule is the one that the parent has, as it is inherited.
    assert found == [
        ("parent.toml", told_line("parent.toml", 'id = "desks"', -1), "desks"),
        ("model.toml", told_line("model.toml", "scenarios =", 0), "kept"),
        ("instance.toml", str(province), "agency"),
        ("model.toml", told_line("model.toml", "[objective]", 0), None),
        ("instance.toml", str(national), None),
        ("instance.toml", None, None),
        (None, None, None),
        ("given.toml", None, None),
    ]
    assert spread > 0


def told_line(name: str, row: str, offset: int) -> str:
    rows = (GOOD / name).read_text("utf-8").split("\n")
    return str(next(n for n, one in enumerate(rows, 1) if one.startswith(row)) + offset)


def test_a_file_that_is_gone_leaves_the_error_as_it_is(tmp_path: Path) -> None:
    error = InputError([fault("rules", 0)])
    assert located(error, tmp_path / "gone.toml") is error
