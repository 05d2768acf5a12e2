# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is said of a study of which questions were left open."""

from __future__ import annotations

from compensatie.reports.reader import mark
from compensatie.studies.study import Stop

STOPS = {
    Stop.LIMIT: mark("Not every question was settled: the search stopped at its limit."),
    Stop.TIME: mark("Not every question was settled: the time was over."),
    Stop.INTERRUPTED: mark("Not every question was settled: the search was interrupted."),
    Stop.SOLVER: mark("Not every question was settled: the solver broke down."),
}
"""Why questions were left open."""
