# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The JSON Schemas that are shipped are those of the classes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from compensatie.files.schema import CLASSES, schema, schema_path, schema_text
from compensatie.files.shape import keys_of
from compensatie.policy import families


@pytest.mark.parametrize("kind", CLASSES)
def test_what_is_shipped_is_fresh(kind: Any) -> None:
    assert schema_path(kind).read_text("utf-8") == schema_text(kind), "run `make schemas`"


def test_every_key_of_a_file_is_described() -> None:
    for kind, cls in CLASSES.items():
        properties = schema(kind)["properties"]
        assert set(keys_of(cls)) <= set(properties)
        assert all(one.get("description") or "$ref" in one for one in properties.values())


def test_a_model_may_build_on_another() -> None:
    content = schema("model")
    assert {"extends", "drop"} <= set(content["properties"])
    assert {"required": ["extends"]} in content["anyOf"]


def test_every_family_is_offered() -> None:
    rules = schema("model")["properties"]["rules"]["items"]
    assert set(rules["discriminator"]["mapping"]) == set(families())


@pytest.mark.parametrize("kind", CLASSES)
def test_a_schema_refers_to_nothing_outside_itself(kind: Any) -> None:
    content = json.loads(schema_text(kind))
    for reference in references(content):
        assert reference.removeprefix("#/$defs/") in content["$defs"]


@pytest.mark.parametrize("kind", CLASSES)
def test_defaults_are_what_a_file_could_say(kind: Any) -> None:
    for table in tables(json.loads(schema_text(kind))):
        default = table.get("default")
        if table.get("type") == "number":
            assert default is None or isinstance(default, int | float)
        assert "default" not in table or default is not None


def tables(content: Any) -> Iterator[dict[str, Any]]:
    if isinstance(content, dict):
        yield content
    for inner in content.values() if isinstance(content, dict) else content:
        if isinstance(inner, dict | list):
            yield from tables(inner)


def references(content: Any) -> Iterator[str]:
    for table in tables(content):
        if isinstance(table.get("$ref"), str):
            yield table["$ref"]
