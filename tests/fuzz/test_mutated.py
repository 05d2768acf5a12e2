# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Whatever a file holds, it is read, or refused with reasons, at once and in little memory.

Good files of every kind that the program reads are changed at random, by bytes and by content.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.seeded import IS_NIGHTLY

ROOT = Path(__file__).parents[2]
WHOLE = 20_000 if IS_NIGHTLY else 2_000
PARTS = 10 if IS_NIGHTLY else 2
GUIDED = 20_000
SECONDS, MEGABYTES = 1, 300
KINDS = {
    *("instance", "model", "package", "workbook", "certificate", "result", "package to verify"),
    *("instance to verify by", "model to verify by", "points", "store", "draws", "answers"),
    *("theme", "logo"),
}


def run(*words, **settings):
    words = [sys.executable, "-m", *map(str, words)]
    return subprocess.run(
        words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, **settings
    )


@pytest.mark.parametrize("part", range(PARTS))
def test_bad_files_of_every_kind(part, validated):
    each = WHOLE // PARTS
    ended = run("tests.fuzz.campaign", part * each, (part + 1) * each)
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert set(found["kinds"]) == KINDS
    assert found["failures"] == {}
    assert found["milliseconds"] < 1000 * SECONDS
    assert found["megabytes"] is None or found["megabytes"] < MEGABYTES
    validated(
        mutated_files=each,
        failures=len(found["failures"]),
        most_milliseconds=found["milliseconds"],
        most_megabytes=found["megabytes"] or 0,
    )


@pytest.mark.nightly
@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed for this Python")
def test_bad_files_that_look_for_what_was_not_reached(validated, tmp_path):
    ended = run("tests.fuzz.guided", f"-atheris_runs={GUIDED}", f"-artifact_prefix={tmp_path}/")
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert f"Done {GUIDED} in" in ended.stderr
    validated(guided_files=GUIDED)
