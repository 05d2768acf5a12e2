# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""README shows what the commands print, to the letter."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHOWN = re.compile(r"```sh\n\.venv/bin/(compensatie [^\n]+)\n```\n\n```text\n(.*?)\n```", re.DOTALL)
EXAMPLES = SHOWN.findall((ROOT / "README.md").read_text("utf-8"))


def test_readme_shows_results() -> None:
    assert len(EXAMPLES) >= 2


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[one[0][:40] for one in EXAMPLES])
def test_readme_shows_what_is_printed(command: str, shown: str) -> None:
    words = [sys.executable, "-m", *shlex.split(command)]
    settings = {**os.environ, "COLUMNS": "100", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    run = subprocess.run(
        words, capture_output=True, cwd=ROOT, env=settings, encoding="utf-8", check=False
    )
    printed = run.stdout.rstrip("\n")
    if shown.endswith("\n…"):
        assert printed.startswith(shown.removesuffix("…").rstrip("\n")), run.stderr
    else:
        assert printed == shown, run.stderr
