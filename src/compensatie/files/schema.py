# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""JSON Schemas of the three kinds of file, for editors that complete and check.

`python -m compensatie.files.schema` writes them anew from the classes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from compensatie.facts.instance import Instance
from compensatie.facts.package import Package
from compensatie.files.aside import write_text
from compensatie.files.kind import FileKind
from compensatie.policy import Model

CLASSES: Mapping[FileKind, type[BaseModel]] = {
    "instance": Instance,
    "model": Model,
    "package": Package,
}
"""What each kind of file becomes."""

_BUILDING: Mapping[str, Any] = {
    "extends": {
        "description": "A model file that this one builds on, as seen from this file.",
        "minLength": 1,
        "title": "Extends",
        "type": "string",
    },
    "drop": {
        "default": [],
        "description": "Ids of inherited rules that do not hold here.",
        "items": {"minLength": 1, "type": "string"},
        "title": "Drop",
        "type": "array",
    },
}
"""The keys that are gone once a model file and what it extends are read as one."""


class _FileSchema(GenerateJsonSchema):
    """Schemas of what stands in a file: numbers as numbers, and no `null` for what is left out."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        content = super().default_schema(schema)
        return {key: value for key, value in content.items() if (key, value) != ("default", None)}

    def encode_default(self, dft: Any) -> Any:
        return _plain(dft)


def _plain(value: Any) -> Any:
    """A default as a file would have it."""
    if isinstance(value, BaseModel):
        return _plain(value.model_dump(by_alias=True, exclude_defaults=True))
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value


def schema(kind: FileKind) -> dict[str, Any]:
    """The JSON Schema of one kind of file."""
    content = CLASSES[kind].model_json_schema(by_alias=True, schema_generator=_FileSchema)
    if kind == "model":
        _build_on(content)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **content}


def _build_on(content: dict[str, Any]) -> None:
    """A model file may leave to another what it extends."""
    content["properties"] |= _BUILDING
    required = content.pop("required")
    content["anyOf"] = [{"required": required}, {"required": ["extends"]}]


def schema_text(kind: FileKind) -> str:
    """The JSON Schema of one kind of file, as it is shipped."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def schema_path(kind: FileKind) -> Path:
    """Where the JSON Schema of one kind of file is shipped."""
    return Path(str(files("compensatie"))) / "schemas" / f"{kind}.schema.json"


def main() -> None:
    """Writes every schema anew."""
    for kind in CLASSES:
        write_text(schema_path(kind), schema_text(kind))


if __name__ == "__main__":
    main()
