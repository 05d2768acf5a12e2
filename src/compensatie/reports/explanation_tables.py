# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""An explanation as tables of exact figures, by the name of their file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from compensatie.reports.advice_document import advice_tables
from compensatie.reports.conflict_document import conflict_tables
from compensatie.reports.definition_document import definition_tables
from compensatie.reports.exact_tables import audit_tables
from compensatie.reports.explained_tables import explained_tables
from compensatie.reports.repair_document import repair_tables
from compensatie.reports.since_document import since_tables
from compensatie.studies.explanation import Explanation


def explanation_tables(found: Explanation) -> Mapping[str, str]:
    """Those of the package that is explained, and those of every part."""
    own = {} if found.explained is None else dict(audit_tables(found.explained))
    for tables in TABLES:
        own |= tables(found)
    return own


TABLES: tuple[Callable[[Explanation], Mapping[str, str]], ...] = (
    repair_tables,
    conflict_tables,
    definition_tables,
    advice_tables,
    explained_tables,
    since_tables,
)
"""The tables of each part; none where it is not there."""
