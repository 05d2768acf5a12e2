# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`import compensatie` offers a sorted list of names, all there; inner packages run nothing."""

from __future__ import annotations

import compensatie


def test_the_names_are_sorted_and_once_each():
    assert list(compensatie.__all__) == sorted(set(compensatie.__all__))


def test_every_name_can_be_imported():
    assert [name for name in compensatie.__all__ if not hasattr(compensatie, name)] == []


def test_every_name_is_shown():
    assert set(compensatie.__all__) <= set(dir(compensatie))


def test_a_name_that_is_not_there_is_refused():
    assert not hasattr(compensatie, "no_such_name")


def test_inner_packages_run_nothing(source_files):
    inner = [f for f in source_files if f.path.name == "__init__.py" and f.folder != "compensatie"]
    assert inner
    assert [str(f) for f in inner if f.tree.body] == []
