# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is written can be read back, the very same, and reads as people write it."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compensatie.files.notation import written
from compensatie.files.source import Source
from compensatie.files.syntax import parsed
from tests.mistakes.catalogue import GOOD

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "instances", ROOT / "models", GOOD)
SHIPPED = sorted(path for folder in FOLDERS for path in folder.rglob("*.toml"))

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)
SCALARS = st.one_of(st.booleans(), st.integers(-(10**20), 10**20), DECIMALS, TEXTS)
DATED = st.one_of(SCALARS, st.dates())


def contents(scalars: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    values = st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
        max_leaves=20,
    )
    return st.dictionaries(TEXTS, values, min_size=1, max_size=5)


def exact(content: Any) -> Any:
    """Numbers with their type and digits, so that 1, 1.0 and true differ."""
    if isinstance(content, dict):
        return {key: exact(value) for key, value in content.items()}
    if isinstance(content, list):
        return [exact(value) for value in content]
    return (type(content).__name__, str(content)) if not isinstance(content, str) else content


def as_read(content: Any) -> Any:
    """A decimal without a point or exponent is read as the whole number that it is."""
    if isinstance(content, dict):
        return {key: as_read(value) for key, value in content.items()}
    if isinstance(content, list):
        return [as_read(value) for value in content]
    is_whole = isinstance(content, Decimal) and str(content).lstrip("-").isdigit()
    return int(content) if is_whole and content.is_signed() <= bool(content) else content


@given(contents(DATED))
def test_toml_is_read_back_the_same(content: dict[str, Any]) -> None:
    text = written(content, "toml")
    assert exact(tomllib.loads(text, parse_float=Decimal)) == exact(as_read(content))


@given(contents(SCALARS))
def test_json_is_read_back_the_same(content: dict[str, Any]) -> None:
    text = written(content, "json")
    assert exact(json.loads(text, parse_float=Decimal)) == exact(as_read(content))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_files_survive_the_way_there_and_back(path: Path) -> None:
    content = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    text = written(content, "toml")
    assert exact(tomllib.loads(text, parse_float=Decimal)) == exact(content)
    assert written(parsed(Source("", "toml", text, "")), "toml") == text


def test_a_package_reads_as_people_write_it() -> None:
    content = {
        "format": 1,
        "name": "optimum",
        "choices": [{"measure": "rijkshub-assen", "start": 2024, "size": Decimal("120.50")}],
    }
    assert written(content, "toml") == (
        'format = 1\nname = "optimum"\n\n[[choices]]\n'
        'measure = "rijkshub-assen"\nstart = 2024\nsize = 120.50\n'
    )


def test_what_fits_stays_on_a_line_and_what_does_not_gets_a_heading() -> None:
    content = {
        "years": {"first": 2023, "last": 2032},
        "sources": {"letter": {"title": "x" * 60, "url": "y" * 60}},
        "rules": [{"id": "a", "source": {"text": "z" * 120}}],
    }
    assert written(content, "toml") == (
        "years = { first = 2023, last = 2032 }\n"
        f'\n[sources.letter]\ntitle = "{"x" * 60}"\nurl = "{"y" * 60}"\n'
        f'\n[[rules]]\nid = "a"\n\n[rules.source]\ntext = "{"z" * 120}"\n'
    )


def test_nothing_unseen_is_written() -> None:
    text = written({"name": "\x1b[31mred\x07\u202e\x85"}, "toml")
    assert text == 'name = "\\u001B[31mred\\u0007\\u202E\\u0085"\n'


def test_null_is_left_out_of_toml() -> None:
    assert written({"a": None, "b": [{"c": None}], "d": {"e": None}}, "toml") == (
        "d = {}\n\n[[b]]\n"
    )
