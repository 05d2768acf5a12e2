# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The command from start to finish: time, and the most memory that it holds.

In the suite each runs once, to see that it works; `make bench` measures and prints, and holds them
to their limits.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOLVE = [
    "solve",
    "instances/drenthe-2023.toml",
    "--model",
    "models/per-saldo.toml",
    "--scenario",
    "havelte-600",
]


def run(arguments):
    """Run the command; return its exit code and its greatest resident memory in MiB."""
    process = subprocess.Popen(
        [sys.executable, "-m", "compensatie", *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_maxrss / 1024


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="memory is measured where wait4 is")
@pytest.mark.parametrize(
    ("arguments", "seconds", "mebibytes"),
    [
        pytest.param(["--help"], 0.3, 100, id="help"),
        pytest.param(SOLVE, 1.5, 250, id="solve"),
    ],
)
def test_the_command_is_quick_and_small(benchmark, arguments, seconds, mebibytes):
    code, memory = benchmark.pedantic(run, args=[arguments], rounds=5, warmup_rounds=1)
    assert code == 0
    assert memory < mebibytes
    if benchmark.enabled:
        benchmark.extra_info["mebibytes"] = round(memory)
        print(f"\n{memory:.0f} MiB, median {benchmark.stats.stats.median:.2f} s")
        assert benchmark.stats.stats.median < seconds
