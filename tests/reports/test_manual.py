# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The manual of rule families is what their docstrings and fields say."""

from __future__ import annotations

from pathlib import Path

import pytest

from compensatie.policy import families, objectives
from compensatie.reports.manual import BEGIN, END, kind_of, manual, parameters, with_manual
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


def test_a_parameter_is_told_with_its_type_default_and_meaning() -> None:
    table = [" ".join(line.split()) for line in manual().splitlines()]
    meaning = "Jobs that may be taken from them together."
    assert f"| `at_most` | number ≥ 0 | 0 | {meaning} |" in table
    meaning = "Share of the level that may be lost; one number, or by year."
    assert f"| `tolerance` | number, or figure by year | 0 | {meaning} |" in table
    meaning = "Largest part of all jobs gained that one agency may bring."
    assert f"| `share` | share, 0 to 1 | – | {meaning} |" in table
    meaning = "Ask it of every year in scope instead of in total."
    assert f"| `each_year` | `true`, `false` | `false` | {meaning} |" in table


@pytest.mark.parametrize("family", families().values(), ids=families())
def test_every_type_has_a_name_that_is_not_pythons(family: type[Rule]) -> None:
    for field in parameters(family).values():
        assert not {"[", "Decimal", "None", "Literal"} & set(kind_of(field).split())


def test_formulas_have_one_backslash() -> None:
    assert "\\\\" not in manual()
    assert manual().count("```math") == manual().count("```") / 2


@pytest.mark.parametrize(
    "text", ["", BEGIN, END, f"{END}{BEGIN}", f"{BEGIN}{END}{BEGIN}", f"{BEGIN}{END}{END}"]
)
def test_a_text_without_a_place_for_it_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must stand once each"):
        with_manual(text)


def test_what_stands_around_it_stays() -> None:
    before, after = f"one {BEGIN} old {END} two".split(" old ")
    made = with_manual(f"{before} old {after}")
    assert made.startswith(f"one {BEGIN}\n\n####")
    assert made.endswith(f"\n\n{END} two")
    assert "old" not in made.removeprefix("one").split("####", 1)[0]
    assert with_manual(made) == made
