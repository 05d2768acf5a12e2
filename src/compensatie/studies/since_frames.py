# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What changed between two versions as a table for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compensatie.studies.versions import Absent, Branch

if TYPE_CHECKING:
    import pandas as pd

    from compensatie.studies.since import Since


def since_frame(found: Since) -> pd.DataFrame:
    """One line for each change."""
    import pandas as pd

    columns = ("file", "path", "before", "after", "counts", "explains")
    explaining = found.explaining.changes
    lines = [
        [
            *(one.kind, ".".join(one.path), _shown(one.before), _shown(one.after)),
            *(one.counts, one in explaining),
        ]
        for one in found.changes
    ]
    return pd.DataFrame(lines, columns=list(columns))


def _shown(value: object) -> object:
    """A figure; of a whole record only that it is there."""
    if isinstance(value, Absent):
        return None
    return "…" if isinstance(value, Branch) and value else value
