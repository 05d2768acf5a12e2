# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What share of its mutants the tests killed, part by part, for `make mutants`.

mutmut leaves a file of exit codes beside each file that it mutated. A mutant that ran out of its
time is killed: nobody would accept such a change. One that no test reaches has survived.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from mutmut.stats import status_by_exit_code

from tests.validation.page import measured

MUTATED = Path("mutants/src/compensatie")
PARTS = {
    "rules": ("rule.py", "rules/*.py"),
    "audit": ("engine/audit.py", "ledger.py", "ledger/*.py"),
    "objectives": ("objective.py", "quantity.py", "objectives/*.py"),
    "checker": ("verifier/*.py",),
}
LEAST = 90
"""Per cent of the mutants of each part that must be killed."""
KILLED = ("killed", "timeout", "caught by type check")
NOT_RUN = "not checked"


def statuses(part: str) -> Counter[str]:
    """How many mutants of a part ended in which way."""
    files = [file for pattern in PARTS[part] for file in MUTATED.glob(f"{pattern}.meta")]
    codes = [json.loads(file.read_text("utf-8"))["exit_code_by_key"] for file in files]
    return Counter(status_by_exit_code[code] for one in codes for code in one.values())


def main(page: str) -> int:
    """Prints the share of every part that was run, and puts it in a page; 1 where one is low."""
    shares = []
    for part in PARTS:
        found = statuses(part)
        if found[NOT_RUN] or not found:
            print(f"{part}: not run to its end")
            continue
        killed, whole = sum(found[one] for one in KILLED), found.total()
        shares.append(100 * killed / whole)
        others = ", ".join(f"{count:,} {name}" for name, count in sorted(found.items()))
        print(f"{part}: {killed:,} of {whole:,} killed, at least {LEAST} % must be ({others})")
        told = f"{killed:,} of {whole:,} noticed: {shares[-1]:.1f} %"
        measured(Path(page), f"`make mutants` ({part})", told)
    return int(min(shares, default=0) < LEAST)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
