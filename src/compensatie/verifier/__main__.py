# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`python -m compensatie.verifier FILE INSTANCE --model MODEL`: 0 proved, 1 not, 2 bad input."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from compensatie.verifier.check import check
from compensatie.verifier.shapes import Refused


def main() -> int:
    """Checks one file and says what it proves."""
    parser = argparse.ArgumentParser("compensatie.verifier", description=check.__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("instance", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    for name in ("scenario", "include", "exclude"):
        parser.add_argument(f"--{name}", action="append", default=[])
    call = parser.parse_args()
    asked = {"scenarios": call.scenario, "include": call.include, "exclude": call.exclude}
    try:
        verdict = check(call.file, call.instance, call.model, **asked)
    except Refused as fault:
        print(f"Bad input: {fault}", file=sys.stderr)
        return 2
    print("\n".join(verdict.sentences))
    return 0 if verdict.proved else 1


if __name__ == "__main__":
    sys.exit(main())
