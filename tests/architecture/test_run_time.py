# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What import contracts cannot see: what is really loaded when the program runs."""

from __future__ import annotations

import subprocess
import sys

AUDIT_WITHOUT_SOLVER = """
import sys
sys.modules["pulp"] = sys.modules["highspy"] = None
import compensatie as cp
instance = cp.load_instance("instances/drenthe-2023.toml")
model = cp.load_model("models/per-saldo.toml")
package = cp.load_package("instances/packages/aangekondigd-2023.toml")
audit = cp.audit(instance, package, model)
print(len(audit.findings), audit.met)
"""
SOLVE_WITHOUT_SOLVER = """
import sys
sys.modules["pulp"] = sys.modules["highspy"] = None
import compensatie as cp
cp.solve(cp.load_instance("instances/klein.toml"), cp.load_model("models/per-saldo.toml"))
"""
LOADED_BY_HELP = """
import sys
from compensatie.cli.main import main
sys.argv = ["compensatie", "--help"]
try:
    main()
except SystemExit as stopped:
    assert not stopped.code, stopped.code
print(*sorted({"numpy", "pandas", "pulp", "highspy"} & set(sys.modules)), file=sys.stderr)
"""


def python(root, program):
    """A fresh interpreter runs a programme in the repository's folder."""
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_an_audit_needs_no_solver(root):
    run = python(root, AUDIT_WITHOUT_SOLVER)
    assert run.returncode == 0, run.stderr
    findings, met = run.stdout.split()
    assert int(findings) > 0
    assert met in {"True", "False"}


def test_a_solve_does_need_one(root):
    run = python(root, SOLVE_WITHOUT_SOLVER)
    assert run.returncode == 1
    assert "ModuleNotFoundError" in run.stderr or "ImportError" in run.stderr


def test_help_loads_nothing_heavy(root):
    run = python(root, LOADED_BY_HELP)
    assert run.returncode == 0, run.stderr
    assert "compensatie" in run.stdout
    assert run.stderr.strip() == ""
