# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Functions and files stay small enough to read at one sitting."""

from __future__ import annotations

import ast
from statistics import median


def lines(function):
    """Lines of a function, its docstring not counted."""
    length = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function) is None:
        return length
    docstring = function.body[0]
    return length - (docstring.end_lineno - docstring.lineno + 1)


def test_no_function_is_over_40_lines(source_file):
    assert {f.name: lines(f) for f in source_file.functions() if lines(f) > 40} == {}


def test_half_of_the_functions_have_at_most_8_lines(source_files):
    assert median(lines(f) for source in source_files for f in source.functions()) <= 8


def test_no_file_is_over_300_lines(source_file):
    assert len(source_file.text.splitlines()) <= 300


def test_no_family_or_objective_is_over_150_lines(source_files):
    families = [f for f in source_files if f.folder in {"rules", "objectives"}]
    assert families
    assert {str(f): len(f.text.splitlines()) for f in families if f.text.count("\n") > 150} == {}


def test_no_file_is_a_drawer_for_what_has_no_name(source_files):
    drawers = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert [str(f) for f in source_files if drawers & set(f.module.split("."))] == []


def test_a_docstring_is_not_counted():
    function = ast.parse('def f():\n    """One.\n\n    Two.\n    """\n    return 1\n').body[0]
    assert lines(function) == 2
