# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What share of its lines and branches the suite ran, part by part, for `make coverage`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from coverage import Coverage

from tests.validation.page import came_out, measured, outcomes_in

SOURCE = "src/compensatie"
LEAST = {"rules/": 100, "objectives/": 100, "verifier/": 100, "engine/": 95, "": 95}
"""Per cent that each folder must reach; without a name, all of them together."""


def main(report: str, page: str) -> int:
    """Prints what is not covered, and puts the shares in a page; 1 where one is low."""
    coverage = Coverage()
    coverage.load()
    told, is_enough = [], True
    for name, least in LEAST.items():
        print(f"\n{SOURCE}/{name}: at least {least} % of lines and branches")
        share = coverage.report(include=[f"{SOURCE}/{name}*"])
        is_enough &= share >= least
        told.append(f"{name.removesuffix('/') or 'all'} {share:.2f} %")
    tests = [replace(one, figures={}) for one in outcomes_in(Path(report).read_text("utf-8"))]
    measured(Path(page), "`make coverage`", f"{came_out(tests)}: {', '.join(told)}")
    return int(not is_enough)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
