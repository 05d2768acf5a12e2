# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The command from start to finish: time, and the most memory that it holds.

In the suite each runs once, to see that it works; `make bench` measures and prints, and holds them
to their limits.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="memory is measured where the system tells it")

ROOT = Path(__file__).parents[2]
SOLVE = [
    "solve",
    "instances/drenthe-2023.toml",
    "--model",
    "models/per-saldo.toml",
    "--scenario",
    "havelte-600",
]
# Apart, because a process started from here would be charged with the memory of the tests.
MEMORY = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
UNITS_IN_A_MEBIBYTE = 2**20 if sys.platform == "darwin" else 2**10


def command(arguments):
    return [sys.executable, "-m", "compensatie", *arguments]


def run(arguments):
    """Run the command to its end."""
    subprocess.run(command(arguments), cwd=ROOT, stdout=subprocess.DEVNULL, check=True)


def memory(arguments):
    """The most memory that the command holds, in MiB."""
    probe = [sys.executable, "-c", MEMORY, *command(arguments)]
    told = subprocess.run(probe, cwd=ROOT, capture_output=True, check=True)
    return int(told.stdout) / UNITS_IN_A_MEBIBYTE


@pytest.mark.parametrize(
    ("arguments", "seconds", "mebibytes"),
    [
        pytest.param(["--help"], 0.3, 100, id="help"),
        pytest.param(SOLVE, 1.5, 250, id="solve"),
    ],
)
def test_the_command_is_quick_and_small(benchmark, arguments, seconds, mebibytes):
    benchmark.pedantic(run, args=[arguments], rounds=5, warmup_rounds=1)
    held = memory(arguments)
    assert held < mebibytes
    if benchmark.enabled:
        median = benchmark.stats.stats.median
        print(f"\ncompensatie {' '.join(arguments)}: median {median:.2f} s, {held:.0f} MiB")
        assert median < seconds
