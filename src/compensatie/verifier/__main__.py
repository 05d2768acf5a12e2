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
    for name, key in (("scenario", "scenarios"), ("include", "include"), ("exclude", "exclude")):
        parser.add_argument(f"--{name}", dest=key, action="append", default=[])
    try:
        verdict = check(**vars(parser.parse_args()))
    except Refused as fault:
        print(f"Bad input: {fault}", file=sys.stderr)
        return 2
    print("\n".join(verdict.sentences))
    return 0 if verdict.proved else 1


if __name__ == "__main__":
    sys.exit(main())
