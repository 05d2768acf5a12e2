# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The figures of `docs/validation.md`, from what pytest wrote of a run.

Every row of a table whose cells name tests, such as `tests/engine/test_audit.py` or
`tests/cli/test_out.py::test_it`, gets when they ran last and what came out; the words of a row
stay as people wrote them, and so do rows of which not every test ran. A row that names a command
of the Makefile, such as `make coverage`, gets what that command measured.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from xml.etree import ElementTree

NAMED = re.compile(r"`(tests/[\w/]+(?:\.py(?:::\w+)?)?)`")
"""How a row names tests: a folder, a file, or one of a file."""
CELLS = 4
"""Cells of a row: claim, how, run and what came out."""
LAST_RUN = "Last run: "
GREATEST = "most "
"""How the name of a figure begins of which the greatest counts, and not the sum."""


@dataclass(frozen=True, slots=True)
class Tested:
    """One test that ran."""

    file: str
    """Its file, from the repository's folder on."""
    name: str
    """Its function, without parameters."""
    outcome: str
    """passed, skipped or FAILED."""
    figures: Mapping[str, int] = field(default_factory=dict)
    """What it told of itself."""

    def is_named(self, names: Iterable[str]) -> bool:
        """Whether it is one of the tests that have these names, or in such a file or folder."""
        own = f"{self.file}::{self.name}"
        return any(own == name or own.startswith((f"{name}::", f"{name}/")) for name in names)


def outcomes_in(report: str) -> tuple[Tested, ...]:
    """The tests of a report that pytest wrote with `--junitxml`."""
    cases = ElementTree.fromstring(report).iter("testcase")
    return tuple(_test_of(case) for case in cases)


def _test_of(case: ElementTree.Element) -> Tested:
    tags = {child.tag for child in case}
    outcome = "FAILED" if tags & {"failure", "error"} else "skipped" if "skipped" in tags else ""
    figures = _together(
        (one.attrib["name"], int(one.attrib["value"])) for one in case.iter("property")
    )
    file, name = case.attrib["file"], case.attrib["name"].partition("[")[0]
    return Tested(file, name, outcome or "passed", figures)


def rewritten(page: str, tests: Sequence[Tested], run: str, last_run: str) -> str:
    """The page with the figures of a run.

    Args:
        page: the page as it is.
        tests: those that ran.
        run: when, and how much of what is drawn.
        last_run: with what.
    """
    lines = (_line(line, tests, run, last_run) for line in page.split("\n"))
    return "\n".join(lines)


def measured(page: Path, command: str, told: str) -> None:
    """Puts in a page what a command of the Makefile measured today.

    Args:
        page: the page.
        command: how its rows name the command, and the part of what it measures.
        told: what came out.
    """
    lines = page.read_text("utf-8").split("\n")
    rows = [at for at, line in enumerate(lines) if command in line and _is_row(line)]
    for at in rows:
        lines[at] = _filled(lines[at], f"{datetime.now(UTC):%Y-%m-%d}", told)
    page.write_text("\n".join(lines), "utf-8")


def _is_row(line: str) -> bool:
    return line.count(" | ") == CELLS - 1


def _filled(row: str, run: str, told: str) -> str:
    """A row with other words in its last two cells."""
    return " | ".join([*row.split(" | ")[: CELLS - 2], run, f"{told} |"])


def _line(line: str, tests: Sequence[Tested], run: str, last_run: str) -> str:
    if line.startswith(LAST_RUN):
        return f"{LAST_RUN}{last_run}"
    names = NAMED.findall(line)
    ran = all(any(one.is_named([name]) for one in tests) for name in names)
    if not (names and ran and _is_row(line)):
        return line
    return _filled(line, run, came_out([one for one in tests if one.is_named(names)]))


def came_out(tests: Sequence[Tested]) -> str:
    """What came out of some tests, in words."""
    outcomes = Counter(one.outcome for one in tests)
    told = [f"{outcomes[one]:,} {one}" for one in ("FAILED", "passed", "skipped") if outcomes[one]]
    told_of = _together(pair for one in tests for pair in one.figures.items())
    figures = [_figure(name, value) for name, value in told_of.items()]
    return ": ".join(", ".join(part) for part in (told, figures) if part)


def _figure(name: str, value: int) -> str:
    prefix = "at most " if name.startswith(GREATEST) else ""
    return f"{prefix}{value:,} {name.removeprefix(GREATEST)}"


def _together(figures: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Figures by their names: of each the sum, or the greatest."""
    found: dict[str, int] = {}
    for name, value in figures:
        before = found.get(name, 0)
        found[name] = max(before, value) if name.startswith(GREATEST) else before + value
    return found


def main(report: str, page: str) -> int:
    """Puts the figures of a report in a page; 1 where a test failed."""
    tests = outcomes_in(Path(report).read_text("utf-8"))
    date = ElementTree.parse(report).getroot().find("testsuite").attrib["timestamp"][:10]
    extent = "whole" if os.environ.get("COMPENSATIE_NIGHTLY") == "1" else "a tenth"
    versions = f"PuLP {version('pulp')}, HiGHS {version('highspy')}"
    last_run = f"{date}, Python {python_version()}, {versions}, {os.cpu_count()} processors."
    file = Path(page)
    text = rewritten(file.read_text("utf-8"), tests, f"{date}, {extent}", last_run)
    file.write_text(text, "utf-8")
    print(f"{page}: {came_out(tests)}")
    return int(any(one.outcome == "FAILED" for one in tests))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
