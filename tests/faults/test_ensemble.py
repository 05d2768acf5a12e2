# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Whatever dies, the export of a run is that of an undisturbed one, and nothing stays behind."""

from __future__ import annotations

import json
import resource
import signal
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from time import monotonic, sleep

import psutil
import pytest

from tests.faults.runs import Run
from tests.support.seeded import seeds

DRAWS = 150
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and limits of Linux")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The export of a run that nothing happens to."""
    run = Run(DRAWS, tmp_path_factory.mktemp("undisturbed"))
    assert run.end() == 0
    assert run.orphans() == []
    assert len(run.tables()["draws.csv"].splitlines()) == DRAWS + 1
    return run.tables()


def finished(folder, undisturbed, *more):
    """The same call once more, to its end."""
    run = Run(DRAWS, folder, *more)
    assert run.end() == 0, run.told
    assert run.orphans() == []
    assert run.tables() == undisturbed
    return run


def test_workers_killed_twenty_times(tmp_path):
    # As many draws as last twenty kills.
    draws, random = 400, Random(1)
    quiet = Run(draws, tmp_path / "quiet")
    assert quiet.end() == 0
    run, killed = Run(draws, tmp_path / "hurt").started(), 0
    while run.is_running and killed < 20:
        if workers := run.workers():
            with suppress(psutil.NoSuchProcess):
                random.choice(workers).send_signal(signal.SIGKILL)
                killed += 1
        sleep(random.uniform(0.05, 0.3))
    assert run.end() == 0, run.told
    assert killed == 20
    assert run.orphans() == []
    assert run.tables() == quiet.tables()


def test_the_parent_killed_at_random_moments(tmp_path, undisturbed):
    random, killed = Random(2), 0
    for _ in seeds(50):
        run = Run(DRAWS, tmp_path)
        end = monotonic() + random.uniform(0.2, 4)
        run.until(lambda end=end: monotonic() > end)
        killed += run.is_running
        run.kill()
        assert run.orphans() == []
    assert killed > 0
    finished(tmp_path, undisturbed)


def test_no_draw_is_answered_twice(tmp_path, undisturbed):
    run = Run(DRAWS, tmp_path).started()
    run.kill()
    with closing(sqlite3.connect(run.store)) as store:
        answers = dict(store.execute("SELECT draw, answer FROM answers"))
        for number, text in answers.items():
            marked = json.dumps({**json.loads(text), "reason": "kept"})
            store.execute("UPDATE answers SET answer = ? WHERE draw = ?", (marked, number))
        store.commit()
    assert 0 < len(answers) < DRAWS
    again = Run(DRAWS, tmp_path)
    assert again.end() == 0
    lines = again.tables()["draws.csv"].splitlines()[1:]
    marked = {int(line.split(",")[0]) for line in lines if line.endswith(",kept")}
    assert marked == set(answers)
    unmarked = "\n".join(line.removesuffix("kept") for line in lines)
    assert unmarked == "\n".join(undisturbed["draws.csv"].splitlines()[1:])


def test_ctrl_c_ends_within_two_seconds_and_the_run_goes_on(tmp_path, undisturbed):
    run = Run(DRAWS, tmp_path).started()
    run.interrupt()
    began = monotonic()
    assert run.end() == 3
    assert monotonic() - began < 2
    assert run.orphans() == []
    assert "The run was interrupted" in run.told
    assert "draws have no proven answer" in run.told
    finished(tmp_path, undisturbed)


def test_a_worker_that_hangs_is_killed_after_its_time(tmp_path, undisturbed):
    run = Run(DRAWS, tmp_path, "--time-limit", "1").started()
    run.workers()[0].send_signal(signal.SIGSTOP)
    assert run.end() == 0, run.told
    assert run.orphans() == []
    assert run.tables() == undisturbed


def limited(process, kind, value):
    resource.prlimit(process.pid, kind, (value, value))


def test_a_worker_without_memory_costs_no_draw(tmp_path, undisturbed):
    run = Run(DRAWS, tmp_path).started()
    worker = run.workers()[0]
    limited(worker, resource.RLIMIT_AS, worker.memory_info().vms)
    assert run.end() == 0, run.told
    assert run.tables() == undisturbed


def test_where_no_more_memory_is_given_no_draw_is_lost(tmp_path):
    # So many that some are still to come when memory ends.
    draws = 600
    quiet = Run(draws, tmp_path / "quiet")
    assert quiet.end() == 0
    run = Run(draws, tmp_path / "poor").started()
    source = psutil.Process(run.workers()[0].ppid())
    limited(source, resource.RLIMIT_AS, source.memory_info().vms + 2_000_000)
    for worker in run.workers():
        limited(worker, resource.RLIMIT_AS, worker.memory_info().vms)
    began = monotonic()
    while run.is_running and monotonic() - began < 8:
        sleep(0.1)
    if run.is_running:
        run.interrupt()
    # Workers that have what they need already go on without more: then nothing is missing.
    assert run.end() in (0, 3), run.told
    assert run.orphans() == []
    again = Run(draws, tmp_path / "poor")
    assert again.end() == 0
    assert again.tables() == quiet.tables()


def test_a_full_disk_is_told_and_the_run_goes_on_once_there_is_room(tmp_path, undisturbed):
    run = Run(DRAWS, tmp_path).started()
    limited(psutil.Process(run.process.pid), resource.RLIMIT_FSIZE, 60_000)
    assert run.end() == 2
    assert "this file cannot be written" in run.told
    assert "Traceback" not in run.told
    assert run.orphans() == []
    finished(tmp_path, undisturbed)


def test_a_log_torn_by_the_crash(tmp_path, undisturbed):
    for seed in seeds(30):
        folder = tmp_path / str(seed)
        folder.mkdir()
        run = Run(DRAWS, folder).started()
        run.kill()
        log = Path(f"{run.store}-wal")
        with log.open("r+b") as stream:
            stream.truncate(Random(seed).randrange(log.stat().st_size))
        finished(folder, undisturbed)


def test_a_store_that_another_run_uses_is_refused(tmp_path):
    run = Run(DRAWS, tmp_path).started()
    other = Run(DRAWS, tmp_path)
    assert other.end() == 2
    assert "another process is writing in this store" in other.told
    run.kill()
    assert run.orphans() == []
