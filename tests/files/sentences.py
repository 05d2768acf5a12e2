# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every sentence that the code can say about what is wrong, read from the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import compensatie

SOURCES = Path(str(compensatie.__file__)).parent
_TEXTS = {
    # The call, and which of its arguments are sentences: by position, and by keyword.
    "Fault": ((1, 4), ("text", "allowed")),
    "MissingFactError": ((0,), ("text",)),
    "PydanticCustomError": ((1,), ()),
    "unknown": ((1,), ()),
    "Wording": ((1, 2), ("text", "allowed")),
    "Notice": ((1,), ("text",)),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in the code."""

    text: str | None
    """None where it is no literal, and nothing near says what it may be."""
    place: str


def sentences() -> Iterator[Sentence]:
    """Every sentence of every module."""
    for path in sorted(SOURCES.rglob("*.py")):
        yield from _in_module(path)


def _in_module(path: Path) -> Iterator[Sentence]:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute):
            name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
            around = [tree, *(one for one in functions if call in ast.walk(one))]
            for value in _arguments(call, name):
                place = f"{path.relative_to(SOURCES)}:{value.lineno}"
                for text in _texts(value, around[-1]):
                    yield Sentence(text, place)


def _arguments(call: ast.Call, name: str) -> Iterator[ast.expr]:
    positions, keywords = _TEXTS.get(name, ((), ()))
    yield from (call.args[position] for position in positions if position < len(call.args))
    yield from (keyword.value for keyword in call.keywords if keyword.arg in keywords)


def _texts(value: ast.expr, around: ast.AST) -> Iterator[str | None]:
    """The texts that an expression can come to."""
    if isinstance(value, ast.Constant):
        if value.value is not None:
            yield str(value.value)
    elif isinstance(value, ast.IfExp):
        yield from _texts(value.body, around)
        yield from _texts(value.orelse, around)
    elif isinstance(value, ast.Name):
        yield from _assigned(value.id, around)
    else:
        yield None


def _assigned(name: str, around: ast.AST) -> Iterator[str | None]:
    assignments = [node for node in ast.walk(around) if isinstance(node, ast.Assign)]
    found = [value for one in assignments for value in _given_to(name, one)]
    for value in found:
        yield from _texts(value, around)
    if not found:
        yield None


def _given_to(name: str, assignment: ast.Assign) -> Iterator[ast.expr]:
    """What an assignment gives to a name, also in `text, allowed = "…", "…"`."""
    for target in assignment.targets:
        pairs = [(target, assignment.value)]
        if isinstance(target, ast.Tuple) and isinstance(assignment.value, ast.Tuple):
            pairs = list(zip(target.elts, assignment.value.elts, strict=True))
        yield from (value for one, value in pairs if isinstance(one, ast.Name) and one.id == name)
