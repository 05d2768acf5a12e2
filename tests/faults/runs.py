# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie ensemble` as a process of its own, with its workers, to be hurt."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import psutil

ROOT = Path(__file__).parents[2]
CALL = (
    *(sys.executable, "-m", "compensatie", "ensemble", "instances/drenthe-2023.toml"),
    "instances/packages/aangekondigd-2023.toml",
    *("--model", "models/per-saldo.toml", "--scenario", "havelte-600", "--seed", "7"),
    *("--workers", "2", "--lang", "en"),
)
PATIENCE = 120


class Run:
    """One call, running."""

    def __init__(self, draws, folder, *more, store="store.db"):
        folder.mkdir(exist_ok=True)
        self.folder, self.store = folder, folder / store
        words = ("--draws", str(draws), "--store", str(self.store), "--csv", str(folder / "tables"))
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        self.process = subprocess.Popen([*CALL, *words, *more], cwd=ROOT, **pipes, text=True)
        self.told = ""
        self.seen = set()

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
        out, err = self.process.communicate(timeout=PATIENCE)
        self.told = out + err
        return self.process.returncode

    def kill(self):
        self.family()
        self.process.kill()
        self.process.communicate()

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
