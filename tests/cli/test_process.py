# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The program as a process of its own: signals, pipes, encodings and full disks."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOLVE = ["solve", "instances/klein.toml", "--model", "models/per-saldo.toml"]
WAITS = """
import sys, time
import compensatie.api.solving

def solve(*_, **__):
    print("solving", file=sys.stderr, flush=True)
    time.sleep(60)

compensatie.api.solving.solve = solve
from compensatie.cli.main import main
main(sys.argv[1:])
"""


def start(*arguments, program=("-m", "compensatie"), **options):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **options.pop("env", {})}
    return subprocess.Popen(
        [sys.executable, *program, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=options.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        **options,
    )


@pytest.mark.skipif(os.name == "nt", reason="signals as on POSIX")
@pytest.mark.parametrize("json_option", [[], ["--json"]], ids=["text", "json"])
def test_ctrl_c_is_no_answer(json_option):
    process = start(*SOLVE, *json_option, program=("-c", WAITS))
    assert process.stderr.readline() == b"solving\n"
    process.send_signal(signal.SIGINT)
    out, talk = process.communicate(timeout=20)
    assert process.returncode == 3
    assert b"Traceback" not in talk
    if json_option:
        assert json.loads(out)["errors"][0]["code"] == "interrupted"
    else:
        assert out == b""
        assert b"stopped by Ctrl-C" in talk


def test_the_module_runs_as_the_command_does():
    process = start(*SOLVE, "--json")
    out, talk = process.communicate(timeout=60)
    assert (process.returncode, talk) == (0, b"")
    assert json.loads(out)["status"] == "optimal"


def test_an_encoding_without_the_euro_stops_nothing():
    process = start(*SOLVE, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert out.isascii()
    assert b"3,194,953.59" in out


@pytest.mark.skipif(os.name == "nt", reason="pipes as on POSIX")
def test_a_reader_who_has_seen_enough_is_no_error():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as stdout:
        process = start(*SOLVE, stdout=stdout)
        talk = process.communicate(timeout=60)[1]
    assert (process.returncode, talk) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [SOLVE, [*SOLVE, "--json"], ["check", "nowhere.toml", "--json"]],
    ids=["text", "json", "errors"],
)
def test_a_full_disk_is_told(arguments):
    with Path("/dev/full").open("wb") as stdout:
        process = start(*arguments, stdout=stdout)
        talk = process.communicate(timeout=60)[1]
    assert process.returncode == 2
    assert b"the output cannot be written" in talk
    assert b"Traceback" not in talk


@pytest.mark.skipif(os.name == "nt", reason="pipes as on POSIX")
@pytest.mark.parametrize(
    ("arguments", "closed", "code"),
    [
        ("check nowhere.toml", "2>&-", 2),
        ("check instances/klein.toml", "2>&-", 0),
        ("check instances/klein.toml", ">&-", 2),
    ],
)
def test_streams_may_be_closed(arguments, closed, code):
    command = f'exec "{sys.executable}" -m compensatie {arguments} {closed}'
    run = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == code
    assert b"Traceback" not in run.stderr
