# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Packages are written whole, exactly, and are read back the same."""

from __future__ import annotations

import os
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compensatie.errors import InputError
from compensatie.facts.package import Choice, Package
from compensatie.files.package import load_package, write_package

PACKAGE = Package(name="optimum", choices=(Choice(measure="hub", start=2024, size=Decimal(120)),))

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
SIZES = st.decimals(min_value=0, max_value=10**12, places=6)


@st.composite
def packages(draw: st.DrawFn) -> Package:
    measures = draw(st.lists(NAMES, unique=True, max_size=4))
    years = st.integers(1900, 2200)
    choices = (Choice(measure=name, start=draw(years), size=draw(SIZES)) for name in measures)
    return Package(name=draw(NAMES), choices=tuple(choices))


@given(packages(), st.sampled_from(["toml", "json"]))
def test_any_package_is_read_back_the_same(package: Package, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"package.{ending}"
        write_package(package, path)
        assert load_package(path) == package
        assert list(Path(folder).iterdir()) == [path]


def test_a_file_that_is_there_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "package.toml"
    path.write_text("old")
    path.chmod(0o640)
    write_package(PACKAGE, path)
    assert load_package(path) == PACKAGE
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "package.toml", tmp_path / "link.toml"
    path.write_text("old")
    link.symlink_to(path)
    write_package(PACKAGE, link)
    assert link.is_symlink()
    assert load_package(path) == PACKAGE


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "package.toml"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError) as caught:
        write_package(PACKAGE, path)
    assert caught.value.faults[0].code == "unwritable-file"
    assert "No space left" in caught.value.faults[0].message()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("package.txt", "unknown-ending"),
        ("package", "unknown-ending"),
        ("no/such/folder/package.toml", "unwritable-file"),
        ("folder.toml", "unwritable-file"),
        ("a\0b.toml", "unwritable-file"),
    ],
)
def test_what_cannot_be_written_is_told(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(InputError) as caught:
        write_package(PACKAGE, f"{tmp_path}/{name}")
    (fault,) = caught.value.faults
    assert (fault.code, fault.file) == (code, f"{tmp_path}/{name}")
    assert list(tmp_path.iterdir()) == [tmp_path / "folder.toml"]
