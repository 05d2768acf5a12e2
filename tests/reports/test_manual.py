# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The manual of rule families is what their docstrings and fields say."""

from __future__ import annotations

from pathlib import Path

import pytest

from compensatie.policy import families, objectives
from compensatie.reports.manual import manual, with_manual
from compensatie.rule import Rule

README = Path(__file__).parents[2] / "models" / "README.md"


def test_the_manual_in_the_models_readme_is_fresh() -> None:
    text = README.read_text("utf-8")
    assert with_manual(text) == text, "run: make manual"


@pytest.mark.parametrize("name", [*families(), *objectives()])
def test_everything_has_its_page(name: str) -> None:
    assert f"#### `{name}`" in manual()


@pytest.mark.parametrize("family", families().values(), ids=families())
def test_every_parameter_of_a_family_stands_in_its_table(family: type[Rule]) -> None:
    for parameter in set(family.model_fields) - set(Rule.model_fields):
        assert f"| `{parameter}` |" in manual()


def test_no_markup_of_docstrings_is_left() -> None:
    assert ":math:" not in manual()
    assert ".. math::" not in manual()
