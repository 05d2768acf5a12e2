# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""An explanation as a JSON document: one part after another."""

from __future__ import annotations

from collections.abc import Callable

from compensatie.language import Language
from compensatie.reports.advice_document import advice_document
from compensatie.reports.conflict_document import conflict_document
from compensatie.reports.definition_document import definitions_document
from compensatie.reports.document import (
    Document,
    finding_document,
    objective_of,
    package_document,
    solve_document,
    stop_notices,
    warnings_of,
)
from compensatie.reports.explained_document import (
    decisive_document,
    measures_document,
    price_document,
    prices_document,
    tipping_document,
)
from compensatie.reports.repair_document import beyond_repair_document, repairs_document
from compensatie.reports.since_document import since_document
from compensatie.studies.explanation import Explanation

OF_OUTCOME = ("status", "certified", "objective", "package", "scenarios", "provenance")
"""What is told of the best package as `solve` tells it."""


def explanation_document(found: Explanation, language: Language) -> Document:
    """The answer of `explain`: the best package, and every part; null where it does not apply."""
    solved = solve_document(found.outcome, language)
    notices = [*found.case.notices, *stop_notices(found.reason)]
    return {
        "format": 1,
        "command": "explain",
        **{key: solved[key] for key in OF_OUTCOME if key in solved},
        "given": _given(found),
        **{key: part(found, language) for key, part in DOCUMENTS.items()},
        "complete": found.is_complete,
        "stop": None if found.stop is None else str(found.stop),
        "warnings": warnings_of(notices, language),
    }


def _given(found: Explanation) -> Document | None:
    """The package that was brought, whether it is enough, and what it misses."""
    if found.given is None:
        return None
    missed = [one for one in found.given.findings if one.met is False]
    return {
        "package": package_document(found.given.package),
        "met": found.given.met,
        "objective": objective_of(found.given),
        "missed": [finding_document(one) for one in missed],
    }


DOCUMENTS: dict[str, Callable[[Explanation, Language], object]] = {
    "repairs": repairs_document,
    "beyond_repair": beyond_repair_document,
    "conflict": conflict_document,
    "prices": prices_document,
    "measures": measures_document,
    "tipping": tipping_document,
    "decisive": decisive_document,
    "price": price_document,
    "definitions": definitions_document,
    "advice": advice_document,
    "since": since_document,
}
"""What stands under each key."""
