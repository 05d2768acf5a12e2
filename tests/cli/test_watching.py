# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Long work tells a person at a terminal how far it is, and tells nothing to a file."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from types import SimpleNamespace

import pytest

from compensatie.cli.watching import _rate_column
from compensatie.reports.reader import Reader

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

LIMIT = 20
COMMAND = [
    *(sys.executable, "-m", "compensatie", "alternatives", "instances/drenthe-2023.toml"),
    *("--model", "models/per-saldo.toml", "--scenario", "havelte-600"),
    *("--within", "1", "--distinct", "size", "--limit", str(LIMIT), "--lang", "en", "--json"),
]
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
SHOWN = re.compile(r"Looking for packages … \S* (\d+)/\S+ ([\d,.]+) 0:00:\d\d")
"""How many were found, the best value in euro, and the time since the start."""


def read_to_the_end(terminal: int) -> str:
    parts = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux's way to say that nobody writes there any more.
            part = b""
        if not part:
            return b"".join(parts).decode()
        parts.append(part)


@pytest.fixture(scope="module")
def at_a_terminal() -> tuple[str, str]:
    """What comes on stdout, and what the terminal gets."""
    ours, theirs = pty.openpty()
    words = {"TERM": "xterm", "COLUMNS": "120", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        COMMAND, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | words, encoding="utf-8"
    ) as process:
        os.close(theirs)
        drawn = read_to_the_end(ours)
        assert process.stdout is not None
        said = process.stdout.read()
    os.close(ours)
    assert process.returncode == 3, drawn  # the list was cut at its limit
    return said, drawn


def test_the_bar_tells_how_many_at_what_cost_and_how_long(at_a_terminal) -> None:
    said, drawn = at_a_terminal
    shown = SHOWN.findall(ESCAPE.sub("", drawn))
    assert shown
    counts = [int(count) for count, _ in shown]
    bounds = [float(bound.replace(",", "")) for _, bound in shown]
    assert counts == sorted(counts)
    assert counts[-1] >= LIMIT
    least = min(float(one["objective"]["value"]) for one in json.loads(said)["packages"])
    assert bounds == [pytest.approx(least, abs=0.05)] * len(bounds)


def test_the_terminal_is_left_as_it_was(at_a_terminal) -> None:
    _, drawn = at_a_terminal
    assert drawn.count("\x1b[?25l") == drawn.count("\x1b[?25h") > 0
    assert drawn.endswith("\x1b[2K")


def test_what_is_asked_for_holds_nothing_of_the_bar(at_a_terminal) -> None:
    said, _ = at_a_terminal
    assert len(json.loads(said)["packages"]) == LIMIT


def test_a_file_gets_no_bar() -> None:
    done = subprocess.run(COMMAND, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("language", "speed", "rate"),
    [("en", 2.5, "2.5 a second"), ("nl", 2.5, "2,5 per seconde"), ("en", None, "0 a second")],
)
def test_a_rate_is_told_in_the_reader_s_words(language, speed, rate) -> None:
    column = _rate_column(Reader(language))
    assert column.render(SimpleNamespace(speed=speed)).plain == rate
