# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The figures of `docs/validation.md` are those of the runs, and its rows name tests that exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.validation.page import CELLS, NAMED, measured, outcomes_in, rewritten

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "validation.md").read_text("utf-8").partition("## What is not")[0]
ROWS = [line for line in PAGE.split("\n") if NAMED.search(line) and line.startswith("| ")]
SUITE = """
import pytest

@pytest.mark.parametrize("number", [1, 2])
def test_counts(validated, number):
    validated(drawn_cases=600 * number, differences=0, most_milliseconds=number)

def test_other(validated):
    validated(cuts=3)
    validated(cuts=4)

def test_fails():
    assert False

@pytest.mark.skip(reason="no")
def test_skipped():
    pass
"""
ROW = "| It counts | look (`tests/test_it.py{}`) | never | ? |"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """What pytest writes of a suite that tells of itself as this one does."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "tests").mkdir()
    (folder / "tests" / "test_it.py").write_text(SUITE, "utf-8")
    (folder / "pytest.ini").write_text("[pytest]\njunit_family = xunit1\n", "utf-8")
    words = (sys.executable, "-m", "pytest", "-p", "tests.conftest", "--junitxml=report.xml")
    settings = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(words, cwd=folder, env=settings, capture_output=True, check=False)
    assert run.returncode == 1, run.stdout.decode()
    return outcomes_in((folder / "report.xml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("named", "came_out"),
    [
        ("::test_counts", "2 passed: 1,800 drawn cases, 0 differences, at most 2 milliseconds"),
        ("::test_other", "1 passed: 7 cuts"),
        ("::test_fails", "1 FAILED"),
        ("::test_skipped", "1 skipped"),
        (
            "",
            "1 FAILED, 3 passed, 1 skipped: "
            "1,800 drawn cases, 0 differences, at most 2 milliseconds, 7 cuts",
        ),
    ],
)
def test_a_row_gets_what_its_tests_told(report, named, came_out):
    row = ROW.format(named)
    filled = f"{row.removesuffix('never | ? |')}today | {came_out} |"
    assert rewritten(row, report, "today", "") == filled


def test_what_no_test_told_of_stays(report):
    page = "Words.\n| It counts | look (`tests/other.py`) | once | 3 |\n| a | b | c | d |\n"
    assert rewritten(page, report, "today", "") == page


def test_a_row_that_names_a_command_gets_what_it_measured(tmp_path):
    page = tmp_path / "page.md"
    other = "`make mutants` does it.\n| a | `make demo` | never | ? |"
    page.write_text(f"{other}\n| b | `make mutants` | never | ? |\n", "utf-8")
    measured(page, "`make mutants`", "9 of 10")
    told = page.read_text("utf-8").removeprefix(other)
    assert re.fullmatch(r"\n\| b \| `make mutants` \| \d{4}-\d\d-\d\d \| 9 of 10 \|\n", told)


def test_the_last_run_is_told(report):
    assert rewritten("Last run: never", report, "", "with this.") == "Last run: with this."


def test_the_page_has_rows_of_which_each_names_tests_that_exist():
    assert len(ROWS) > 30
    for name in NAMED.findall(PAGE):
        file, _, function = name.partition("::")
        assert (ROOT / file).exists(), name
        text = (ROOT / file).read_text("utf-8") if function else ""
        assert not function or re.search(rf"^def {function}\(", text, re.MULTILINE), name


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:40])
def test_a_row_has_the_cells_that_a_run_fills(row):
    assert len(row.split(" | ")) == CELLS
    assert row.endswith(" |")
