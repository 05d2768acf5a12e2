# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Everything public says what it is; every field of a file says what it means."""

from __future__ import annotations

import ast
from importlib import import_module

from pydantic import BaseModel


def is_string(node):
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def fields_without_docstring(class_definition, fields):
    body = class_definition.body
    for node, following in zip(body, [*body[1:], None], strict=True):
        if (
            isinstance(node, ast.AnnAssign)
            and node.target.id in fields
            and not is_string(following)
        ):
            yield f"{class_definition.name}.{node.target.id}"


def models(source_file):
    """Every pydantic class of a file, with its syntax."""
    module = import_module(source_file.module)
    for node in source_file.tree.body:
        found = getattr(module, node.name, None) if isinstance(node, ast.ClassDef) else None
        if isinstance(found, type) and issubclass(found, BaseModel):
            yield node, found


def test_every_module_says_what_it_is(source_file):
    if source_file.tree.body:
        assert ast.get_docstring(source_file.tree)


def test_everything_public_says_what_it_is(source_file):
    assert [node.name for node in source_file.public() if not ast.get_docstring(node)] == []


def test_every_field_says_what_it_means(source_file):
    without = [
        name
        for node, model in models(source_file)
        for name in fields_without_docstring(node, model.model_fields)
    ]
    assert without == []


def test_fields_were_found(source_files):
    assert sum(len(model.model_fields) for f in source_files for _, model in models(f)) > 50


def test_a_field_without_docstring_is_seen():
    tree = ast.parse('class A:\n    one: int\n    """Said."""\n    two: int\n    three: int\n')
    found = list(fields_without_docstring(tree.body[0], {"one", "two", "three"}))
    assert found == ["A.two", "A.three"]
