# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The workbook of a good instance, and a way to type in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import compensatie as cp

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "mistakes" / "good" / "instance.toml"


@pytest.fixture(scope="session")
def good_workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "good.xlsx"
    cp.convert(GOOD, path)
    return path


@pytest.fixture
def typed(good_workbook: Path, tmp_path: Path) -> Any:
    """Types values in cells, each called by its sheet and cell, and saves the workbook."""

    def typed(values: dict[str, Any], name: str = "typed.xlsx") -> Path:
        book = openpyxl.load_workbook(good_workbook)
        for place, value in values.items():
            sheet, cell = place.split("!")
            book[sheet][cell] = value
        path = tmp_path / name
        book.save(path)
        return path

    return typed
