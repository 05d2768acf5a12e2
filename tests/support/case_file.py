# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The hand-worked case of each rule family: `tests/rules/cases/<family>.toml`."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent.parent / "rules" / "cases"
GOLDEN = CASES.parent / "golden"


def case_path(family: str) -> Path:
    """Where the case of a family stands."""
    return CASES / f"{family}.toml"


@cache
def case_content(family: str) -> dict[str, Any]:
    """The case of a family, as it is written."""
    return tomllib.loads(case_path(family).read_text("utf-8"), parse_float=Decimal)


def drawing_hints(family: str) -> list[dict[str, Any]]:
    """Tables of values that go well together in drawn rules of the family; none without a case."""
    if not case_path(family).exists():
        return []
    hints: list[dict[str, Any]] = case_content(family).get("draw", [])
    return hints
