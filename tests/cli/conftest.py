# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The command, run in this process, in the repository's folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from compensatie.cli.main import main

ROOT = Path(__file__).parents[2]
KLEIN = "instances/klein.toml"
PER_SALDO = "models/per-saldo.toml"


@pytest.fixture(autouse=True)
def _home(monkeypatch):
    """An English reader in the repository's folder."""
    monkeypatch.chdir(ROOT)
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG", "COLUMNS", "COMPENSATIE_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run():
    """Runs the command; arguments as on a command line."""

    def run(*arguments):
        return CliRunner().invoke(main, [str(one) for one in arguments])

    return run


@pytest.fixture
def solve(run):
    """Solves klein under per-saldo, with options."""
    return lambda *options: run("solve", KLEIN, "--model", PER_SALDO, *options)


@pytest.fixture
def audit(run, tmp_path):
    """Audits choices of klein under per-saldo, each given as measure, start and size."""

    def audit(*choices, options=()):
        package = tmp_path / "package.toml"
        lines = ["format = 1", 'name = "mine"']
        for measure, start, size in choices:
            lines += ["[[choices]]", f'measure = "{measure}"', f"start = {start}", f"size = {size}"]
        package.write_text("\n".join(lines), encoding="utf-8")
        return run("audit", KLEIN, package, "--model", PER_SALDO, *options)

    return audit
