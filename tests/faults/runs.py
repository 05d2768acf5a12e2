# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie ensemble` as a process of its own, with its workers, to be hurt."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import ClassVar

import psutil

ROOT = Path(__file__).parents[2]
CALL = (
    *(sys.executable, "-m", "compensatie", "ensemble", "instances/drenthe-2023.toml"),
    "instances/packages/aangekondigd-2023.toml",
    *("--model", "models/per-saldo.toml", "--scenario", "havelte-600", "--seed", "7"),
    *("--workers", "2", "--lang", "en"),
)
PATIENCE = 240


class Run:
    """One call, running, with all its processes in a group of their own."""

    unfinished: ClassVar[set[Run]] = set()
    """Calls whose end nobody has seen."""

    def __init__(self, draws, folder, *more, hurt=None):
        """Starts.

        Args:
            draws: how many.
            folder: where its store and its tables are.
            more: further words of the call.
            hurt: Python that each of its workers runs when it is born.
        """
        folder.mkdir(exist_ok=True)
        self.folder, self.store = folder, folder / "store.db"
        words = ("--draws", str(draws), "--store", str(self.store), "--csv", str(folder / "tables"))
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        where = {"cwd": ROOT, "env": _environment(folder, hurt), "start_new_session": True}
        self.process = subprocess.Popen([*CALL, *words, *more], **where, **pipes)
        self.told = ""
        self.seen = set()
        self.unfinished.add(self)

    @property
    def is_running(self):
        return self.process.poll() is None

    def family(self):
        """Every process that descends from the call."""
        try:
            found = psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            found = []
        self.seen.update(found)
        return found

    def workers(self):
        """The processes that answer draws: children of the clean process that they start from."""
        found = []
        for one in self.family():
            with suppress(psutil.NoSuchProcess):
                if one.ppid() != self.process.pid:
                    found.append(one)
        return found

    def started(self):
        """Waits until both workers are there, and an answer is kept."""
        self.until(lambda: len(self.workers()) == 2 and self.kept() > 0)
        return self

    def kept(self):
        """Bytes of the store: more than an empty one has, once there are answers."""
        log = Path(f"{self.store}-wal")
        return log.stat().st_size - 40_000 if log.exists() else 0

    def until(self, holds):
        end = monotonic() + PATIENCE
        while self.is_running and monotonic() < end:
            if holds():
                return
            sleep(0.01)
        assert not self.is_running, "it did not come so far"

    def end(self):
        """The exit code, once it has ended by itself."""
        self.family()
        self._ended(PATIENCE)
        return self.process.returncode

    def kill(self):
        self.family()
        self.process.kill()
        self._ended(PATIENCE)

    def clear(self):
        """Ends what nobody has seen the end of, with all its processes."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self._ended(PATIENCE)

    def _ended(self, seconds):
        self.told = "".join(self.process.communicate(timeout=seconds))
        self.unfinished.discard(self)

    def interrupt(self):
        self.family()
        os.kill(self.process.pid, signal.SIGINT)

    def orphans(self, seconds=2.0):
        """Descendants that are still there after a while."""
        _, left = psutil.wait_procs(self.seen, timeout=seconds)
        return [one for one in left if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]

    def tables(self):
        """What was exported."""
        return {one.name: one.read_text("utf-8") for one in (self.folder / "tables").iterdir()}

    def draws(self):
        """The lines of the draws, by number."""
        lines = csv.DictReader(self.tables()["draws.csv"].splitlines())
        return {int(one["draw"]): one for one in lines}


def _environment(folder, hurt):
    """What a process finds around it; Python runs `sitecustomize` before anything else.

    Coverage is not measured: who is killed while it writes that down leaves a torn file, and who
    may write no more says so.
    """
    usual = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    if hurt is None:
        return usual
    place = folder / "hurt"
    place.mkdir()
    born = f"import os\n\n\n{hurt}\n\nos.register_at_fork(after_in_child=born)\n"
    (place / "sitecustomize.py").write_text(born, "utf-8")
    return {**usual, "PYTHONPATH": str(place)}
