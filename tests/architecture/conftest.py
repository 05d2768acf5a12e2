# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The repository as the architecture tests read it: every source file, parsed once."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = Function | ast.ClassDef


@dataclass(frozen=True)
class SourceFile:
    """One Python file of the package."""

    path: Path

    def __str__(self) -> str:
        """Where it stands, from the package's folder on."""
        return self.path.relative_to(SOURCE).as_posix()

    @property
    def module(self) -> str:
        """The name that imports it."""
        parts = self.path.relative_to(SOURCE).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def folder(self) -> str:
        """The name of the folder it stands in."""
        return self.path.parent.name

    @cached_property
    def text(self) -> str:
        """What it says."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text)

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node

    def public(self) -> Iterator[Documented]:
        """The module's public functions and classes, and the public methods of those."""
        for node in self.tree.body:
            yield from _public(node)


def _public(node: ast.stmt) -> Iterator[Documented]:
    if not isinstance(node, Documented) or node.name.startswith("_"):
        return
    yield node
    if isinstance(node, ast.ClassDef):
        for member in node.body:
            yield from _public(member)


SOURCE_FILES = [SourceFile(path) for path in sorted((SOURCE / "compensatie").rglob("*.py"))]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for a `source_file` once for each."""
    if "source_file" in metafunc.fixturenames:
        metafunc.parametrize("source_file", SOURCE_FILES, ids=str)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's folder."""
    return ROOT


@pytest.fixture(scope="session")
def source_files() -> list[SourceFile]:
    """Every Python file of the package."""
    return SOURCE_FILES


@pytest.fixture(scope="session")
def tracked_files() -> list[Path]:
    """Every file that git tracks."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]
