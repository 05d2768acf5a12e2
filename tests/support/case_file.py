# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The hand-worked case of each rule family: `tests/rules/cases/<family>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent.parent / "rules" / "cases"
GOLDEN = CASES.parent / "golden"
LEFT_OUT = "left out"
"""What a case file writes for a parameter that is not given."""


def case_path(family: str) -> Path:
    """Where the case of a family stands."""
    return CASES / f"{family}.toml"


@cache
def case_content(family: str) -> dict[str, Any]:
    """The case of a family, as it is written."""
    return tomllib.loads(case_path(family).read_text("utf-8"), parse_float=Decimal)


def given(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry without the parameters that are left out."""
    return {key: value for key, value in entry.items() if value != LEFT_OUT}


def drawing_hints(family: str) -> list[dict[str, Any]]:
    """Tables of values that go well together in drawn rules of the family; none without a case."""
    if not case_path(family).exists():
        return []
    hints: list[dict[str, Any]] = case_content(family).get("draw", [])
    return hints


@dataclass(frozen=True)
class Example:
    """One package of a case file, and what is said of it."""

    family: str
    """The rule family."""
    passes: bool
    """Whether it keeps the rule."""
    told: Mapping[str, Any]
    """The example, as it is written."""

    def __str__(self) -> str:
        return f"{self.family}: {self.told['why']}"

    @property
    def instance(self) -> Mapping[str, Any]:
        """The content of the instance, with the tables that the example replaces."""
        return {**case_content(self.family)["instance"], **self.told.get("instance", {})}

    def model(self, **parameters: Any) -> dict[str, Any]:
        """The content of a model with nothing but this rule, with some parameters replaced."""
        case = case_content(self.family)
        entry = {**case["entry"], **self.told.get("entry", {}), **parameters}
        tables = {**case, **self.told}
        return {
            "format": 1,
            "name": self.family,
            **{key: tables[key] for key in ("counting", "objective") if key in tables},
            "rules": [{"id": self.family, **given(entry)}],
        }

    @property
    def slack(self) -> Fraction | None:
        """The room that is stated, below 0 where something is short."""
        if self.passes:
            return Fraction(self.told["slack"]) if "slack" in self.told else None
        return -Fraction(self.told["shortfall"])


def examples(family: str) -> Iterator[Example]:
    """Every example of a family, those that pass first."""
    for passes, key in ((True, "passes"), (False, "fails")):
        for told in case_content(family).get(key, []):
            yield Example(family, passes, told)
