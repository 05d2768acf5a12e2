# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Nothing that the program does reaches for the network, in any of its processes.

Every Python process is started with `guard/sitecustomize.py`, which hears of each socket, name and
unpickled class before it is made. Worker processes of an ensemble are talked to through pipes and
AF_UNIX sockets, which do not leave the machine; `--dask` is the one option that connects, to
the address that is given with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from compensatie.cli.main import main

ROOT = Path(__file__).parents[2]
GUARD = Path(__file__).parent / "guard"
KLEIN, MODEL = "instances/klein.toml", ("--model", "models/per-saldo.toml")
DRENTHE, PACKAGE = "instances/drenthe-2023.toml", "instances/packages/aangekondigd-2023.toml"
HAVELTE = ("--scenario", "havelte-600")
EVERY = (
    ("check", KLEIN, *MODEL),
    ("solve", KLEIN, *MODEL, "--certificate", "OUT/klein.cert", "--out", "OUT/klein-package.toml"),
    ("verify", "OUT/klein.cert", KLEIN, *MODEL),
    ("audit", DRENTHE, PACKAGE, *MODEL, *HAVELTE),
    ("compare", KLEIN, "OUT/klein-package.toml", *MODEL),
    ("alternatives", KLEIN, *MODEL, "--within", "5"),
    ("pareto", KLEIN, *MODEL, "--objective", "cost", "--objective", "jobs-taken"),
    ("explain", KLEIN, *MODEL),
    ("scenarios", KLEIN, *MODEL),
    ("report", KLEIN, *MODEL, "--out", "OUT/report.html"),
    ("report", KLEIN, *MODEL, "--out", "OUT/report.xlsx"),
    ("report", KLEIN, *MODEL, "--out", "OUT/report.docx"),
    ("convert", KLEIN, "OUT/klein.xlsx"),
    ("check", "OUT/klein.xlsx"),
    ("export", KLEIN, *MODEL, "--out", "OUT/klein.lp"),
    ("new", "OUT/new"),
    ("selfcheck",),
    ("ensemble", DRENTHE, *MODEL, *HAVELTE, "--draws", "4", "--workers", "2"),
)
"""Each command, and each way in which it writes."""
COMMANDS = """
import sys
from compensatie.cli.main import main
for call in sys.stdin.read().splitlines():
    sys.argv = ["compensatie", *call.split("\\t")]
    try:
        main()
    except SystemExit as ended:
        print(ended.code or 0, file=sys.stderr)
"""
CROSSING = {
    ("compensatie.studies.futures", "Subject"),
    ("compensatie.studies.workers", "begin"),
    ("compensatie.studies.workers", "answer"),
}
"""What of this program crosses to a worker: a record of texts, and the names of two functions.

What comes back are numbers of draws with answers as text. No problem, no file, no solver.
"""
OTHERS = ("multiprocessing.", "concurrent.", "pebble.", "decimal", "builtins", "babel.")
"""Whose own records are unpickled besides: of those that carry tasks and results through the pipe,
and of Babel, which keeps the names and numbers of each language so, in its own folder."""


@pytest.fixture
def guarded(tmp_path):
    """Runs Python with the guard in it; what the guard wrote down, and what was printed."""
    log = tmp_path / "guard.log"
    settings = {**os.environ, "GUARD_LOG": str(log), "PYTHONPATH": str(GUARD)}

    def run(program, given=""):
        ended = subprocess.run(
            [sys.executable, "-c", program],
            input=given,
            cwd=ROOT,
            env=settings,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return [tuple(line.split()) for line in log.read_text("utf-8").splitlines()], ended

    return run


def test_no_command_is_forgotten():
    assert {call[0] for call in EVERY} == set(main.commands) - {"completion"}


def test_no_command_reaches_for_the_network(guarded, tmp_path):
    calls = ["\t".join(call).replace("OUT", str(tmp_path)) for call in EVERY]
    told, ended = guarded(COMMANDS, "\n".join(calls))
    codes = [line for line in ended.stderr.splitlines() if line.isdigit()]
    assert len(codes) == len(EVERY), ended.stderr
    assert set(codes) <= {"0", "1"}, ended.stderr
    assert (tmp_path / "report.docx").exists()
    assert [line for line in told if line[0] == "refused"] == []
    # This process, the one that workers are copied from, and two workers: each was guarded.
    assert sum(line[0] == "guarded" for line in told) >= 2
    unpickled = {line[1:] for line in told if line[0] == "unpickled"}
    own = {one for one in unpickled if one[0].startswith("compensatie")}
    assert own == CROSSING
    assert {one[0] for one in unpickled - own if not one[0].startswith(OTHERS)} == set()


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9), 1)",
        "socket.getaddrinfo('example.org', 80)",
        "urllib.request.urlopen('http://127.0.0.1:9/')",
        "multiprocessing.connection.Listener(('127.0.0.1', 0))",
    ],
)
def test_the_guard_notices(guarded, attempt):
    program = f"import multiprocessing.connection, socket, urllib.request\n{attempt}"
    told, ended = guarded(program)
    assert ended.returncode == 1
    assert "no network here" in ended.stderr
    assert any(line[0] == "refused" for line in told)


def test_the_guard_lets_a_process_talk_to_its_own(guarded):
    told, ended = guarded("import socket; a, b = socket.socketpair(); a.send(b'x'); a.close()")
    assert ended.returncode == 0, ended.stderr
    assert [line[0] for line in told] == ["guarded"]
