# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`python -m compensatie`: the command line."""

from __future__ import annotations

from compensatie.cli.main import main

if __name__ == "__main__":
    main(prog_name="compensatie")
