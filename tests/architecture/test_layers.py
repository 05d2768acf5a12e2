# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Imports run down only, and the contracts that say so would notice if they did not."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT_IMPORTS = shutil.which("lint-imports", path=Path(sys.executable).parent)

VIOLATIONS = {
    "a new file that has no layer": ("drawer.py", "", "layers"),
    "up": ("facts/bad.py", "import compensatie.policy", "layers"),
    "files to engine": ("files/bad.py", "import compensatie.engine.audit", "layers"),
    "engine to files": ("engine/bad.py", "import compensatie.files", "layers"),
    "one family to another": (
        "rules/bad.py",
        "import compensatie.rules.net_employment",
        "families",
    ),
    "ledger to formulation": ("ledger.py", "import compensatie.formulation", "two-roads"),
    "formulation to ledger": ("formulation/bad.py", "import compensatie.ledger", "two-roads"),
    "pulp in a report": ("reports/bad.py", "import pulp", "pulp"),
    "pulp in the session": ("engine/session.py", "import pulp", "pulp"),
    "highspy in a report": ("reports/bad.py", "import highspy", "highspy"),
    "the engine in the verifier": (
        "verifier/bad.py",
        "import compensatie.engine.audit",
        "verifier",
    ),
    "a package in the verifier": ("verifier/bad.py", "import pydantic", "verifier"),
    "a solver behind the audit": (
        "engine/audit.py",
        "import compensatie.engine.session",
        "audit",
    ),
}


def lint_imports(root, source, *options):
    """What import-linter says of the package in `source`, under the repository's contracts."""
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--config", str(root / "pyproject.toml"), *options],
        cwd=source.parent,
        env={**os.environ, "PYTHONPATH": str(source), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_layers_hold(root):
    run = lint_imports(root, root / "src")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(("file", "line", "contract"), VIOLATIONS.values(), ids=VIOLATIONS.keys())
def test_a_violation_is_noticed(root, tmp_path, file, line, contract):
    source = tmp_path / "src"
    shutil.copytree(root / "src" / "compensatie", source / "compensatie")
    with (source / "compensatie" / file).open("a", encoding="utf-8") as opened:
        opened.write(f"\n{line}\n")
    run = lint_imports(root, source, "--contract", contract)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "1 broken" in run.stdout


def imported(tree, module):
    """The names that a file takes from a module, or from what is inside it."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith(f"{module}.")
        for alias in node.names
    }


def own_functions(tree):
    """The functions of a file and the methods of its classes, by how they are called."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        if isinstance(node, ast.ClassDef):
            yield from ((f"self.{name}", method) for name, method in own_functions(node))


def reach(tree, method):
    """The names that a method uses, itself or through what the file defines."""
    bodies, used, new = dict(own_functions(tree)), set(), {f"self.{method}"}
    while new:
        used |= new
        nodes = [n for name in new & set(bodies) for n in ast.walk(bodies[name])]
        named = {ast.unparse(n) for n in nodes if isinstance(n, ast.Name | ast.Attribute)}
        new = named - used
    return used


def families(source_files):
    return [f for f in source_files if f.folder == "rules" and f.tree.body]


def test_no_check_uses_the_formulation(source_files):
    assert families(source_files)
    for family in families(source_files):
        assert (
            reach(family.tree, "check") & imported(family.tree, "compensatie.formulation") == set()
        )


def test_no_row_uses_the_ledger(source_files):
    assert families(source_files)
    for family in families(source_files):
        assert reach(family.tree, "rows") & imported(family.tree, "compensatie.ledger") == set()


def test_a_check_by_the_same_road_is_noticed():
    tree = ast.parse(
        "from compensatie.formulation.linear import total\n"
        "class Family:\n"
        "    def check(self):\n        return self.sum()\n"
        "    def sum(self):\n        return total([])\n"
    )
    assert reach(tree, "check") & imported(tree, "compensatie.formulation") == {"total"}
