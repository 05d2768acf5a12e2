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


UNBORN = """
def born():
    os._exit(137)
"""
"""A worker that ends as soon as it is born."""
POOR = """
def born():
    import resource

    with open("/proc/self/statm") as told:
        size = int(told.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
"""
"""A worker that gets no memory beyond what it is born with."""
MORTAL = """
def born():
    from compensatie.studies import workers

    work = workers.work

    def mortal(sha256, draws):
        numbers = [number for number, _ in draws]
        if 5 in numbers:
            raise MemoryError
        if 90 in numbers:
            os.kill(os.getpid(), 9)
        return work(sha256, draws)

    workers.work = mortal
"""
"""A worker that runs out of memory over draw 5, and is killed over draw 90."""


@pytest.fixture(autouse=True)
def _nothing_stays_behind():
    yield
    for run in list(Run.unfinished):
        run.clear()


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
    seconds = []
    for attempt in range(3):  # whatever else the machine does can only make it slower
        run = Run(DRAWS, tmp_path / str(attempt)).started()
        run.interrupt()
        began = monotonic()
        assert run.end() == 3
        seconds.append(monotonic() - began)
        assert run.orphans() == []
        assert "The run was interrupted" in run.told
        assert "draws have no final answer" in run.told
        if seconds[-1] < 2:
            break
    assert min(seconds) < 2
    finished(run.folder, undisturbed)


def test_a_worker_that_hangs_is_killed_after_its_time(tmp_path, undisturbed):
    run = Run(DRAWS, tmp_path, "--time-limit", "5").started()
    run.workers()[0].send_signal(signal.SIGSTOP)
    assert run.end() == 0, run.told
    assert run.orphans() == []
    assert run.tables() == undisturbed


def limited(process, kind, value):
    resource.prlimit(process.pid, kind, (value, value))


def test_a_worker_that_gets_no_more_memory_costs_no_draw(tmp_path, undisturbed):
    run = Run(DRAWS, tmp_path).started()
    worker = run.workers()[0]
    limited(worker, resource.RLIMIT_AS, worker.memory_info().vms)
    assert run.end() == 0, run.told
    assert run.orphans() == []
    assert run.tables() == undisturbed


def test_draws_over_which_workers_die_are_recorded_with_their_reason(tmp_path, undisturbed):
    run = Run(DRAWS, tmp_path, hurt=MORTAL)
    assert run.end() == 3, run.told
    assert run.orphans() == []
    reasons = {number: one["reason"] for number, one in run.draws().items() if one["reason"]}
    assert reasons == {5: "out of memory", 90: "the process was killed by SIGKILL"}
    assert "Traceback" not in run.told
    finished(tmp_path, undisturbed)


@pytest.mark.parametrize("hurt", [UNBORN, POOR], ids=["unborn", "poor"])
def test_where_no_worker_can_begin_the_run_stops_and_says_so(tmp_path, undisturbed, hurt):
    run = Run(DRAWS, tmp_path, hurt=hurt)
    assert run.end() == 3, run.told
    assert run.orphans() == []
    assert "no worker process could begin" in run.told
    assert len(run.draws()) == DRAWS
    assert all(one["status"] == "unsolved" and one["reason"] for one in run.draws().values())
    finished(tmp_path, undisturbed)


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
