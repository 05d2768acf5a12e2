# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Gives bad files to every reader, and measures: `python -m tests.fuzz.campaign FIRST LAST`.

Prints one JSON document. The files are numbered: the same number is the same file in every run.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from random import Random
from time import process_time

from tests.fuzz.mutations import mutated
from tests.fuzz.readers import Reader, readers

STATUS = Path("/proc/self/status")
"""Where the system tells how much memory a process had at most."""


def attack(numbers: range, folder: Path) -> dict[str, object]:
    """What came of bad files, by number."""
    found = readers(folder)
    failures: dict[int, str] = {}
    slowest = 0.0
    for number in numbers:
        reader = found[number % len(found)]
        path = _drawn(Random(number), reader, folder)
        started = process_time()
        if failure := reader.failure(path):
            failures[number] = f"{reader.name}{reader.ending}: {failure}"
        slowest = max(slowest, process_time() - started)
    kinds = sorted({reader.name for reader in found})
    return {
        "failures": failures,
        "milliseconds": round(1000 * slowest),
        "megabytes": _megabytes(),
        "kinds": kinds,
    }


def _drawn(random: Random, reader: Reader, folder: Path) -> Path:
    for left in folder.glob("drawn*"):
        left.unlink()
    path = folder / f"drawn{reader.ending}"
    path.write_bytes(mutated(random, reader))
    return path


def _megabytes() -> int | None:
    # Not the usage that the system reports: that begins with the memory of whoever started this.
    if not STATUS.exists():
        return None
    return round(int(STATUS.read_text().split("VmHWM:")[1].split()[0]) / 1024)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(attack(range(*map(int, sys.argv[1:])), Path(name))))
