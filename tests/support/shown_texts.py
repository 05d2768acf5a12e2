# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The texts that code shows to people, found in its syntax."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

SHOWN = {"say": (0,), "count": (1, 2), "mark": (0,), "Fault": (1, 4), "Notice": (1,)}
"""Functions that show a text, and which of their arguments are texts."""
SHOWN_BY_NAME = ("text", "allowed")
"""Names that hold such texts, of arguments and of variables."""
DYNAMIC = {"help"}
"""Attributes whose texts are marked where they are made."""


@dataclass(frozen=True)
class Unreadable(Exception):
    """A text that cannot be told from the syntax."""

    line: int


def shown_texts(tree: ast.Module) -> Iterator[str]:
    """Every text that a module shows."""
    outside = constants(tree)
    for function in [tree, *functions(tree)]:
        inside = constants(function)
        known = outside | {name: [] for name in parameters(function)} | inside
        yield from (text for name in SHOWN_BY_NAME for text in inside.get(name, ()))
        for call in calls(function):
            for argument in text_arguments(call):
                yield from texts(argument, known)


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def parameters(node: ast.AST) -> list[str]:
    """Names that a function is called with: what they hold is found where it is called."""
    if not isinstance(node, ast.FunctionDef):
        return []
    return [one.arg for one in [*node.args.args, *node.args.kwonlyargs]]


def own(node: ast.AST) -> Iterator[ast.AST]:
    """Everything in a node but what is in a function inside it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef):
            yield child
            yield from own(child)
        else:
            for decorator in child.decorator_list:
                yield decorator
                yield from own(decorator)


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (one for one in own(node) if isinstance(one, ast.Call))


def constants(node: ast.AST) -> dict[str, list[str]]:
    """The texts that each name is given in a node, however often."""
    found: dict[str, list[str]] = {}
    for one in own(node):
        for name, value in assigned(one):
            if isinstance(value, ast.Call) and called(value) == "mark":
                value = value.args[0]
            if is_text(value):
                found.setdefault(name, []).append(value.value)
    return found


def assigned(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    targets = node.targets if isinstance(node, ast.Assign) else []
    for target in targets:
        if isinstance(target, ast.Name):
            yield target.id, node.value
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            for name, value in zip(target.elts, node.value.elts, strict=True):
                yield name.id, value


def called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def text_arguments(call: ast.Call) -> Iterator[ast.expr]:
    positions = SHOWN.get(called(call), ())
    yield from (call.args[at] for at in positions if at < len(call.args))
    if called(call) in {"Fault", "Notice"}:
        yield from (one.value for one in call.keywords if one.arg in SHOWN_BY_NAME)


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def texts(node: ast.expr, known: dict[str, list[str]]) -> list[str]:
    """The texts that an argument can be."""
    if is_text(node):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*texts(node.body, known), *texts(node.orelse, known)]
    if isinstance(node, ast.BoolOp):
        return [text for value in node.values for text in texts(value, known)]
    if isinstance(node, ast.Name) and node.id in known:
        return known[node.id]
    if isinstance(node, ast.Attribute) and node.attr in DYNAMIC:
        return []
    if isinstance(node, ast.Subscript) and getattr(node.value, "id", "").isupper():
        return []  # a table of texts, each marked where it stands
    raise Unreadable(node.lineno)
