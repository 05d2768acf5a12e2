# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The answer under each lawful reading as part of a JSON document, and as a table."""

from __future__ import annotations

from collections.abc import Mapping

from compensatie import units
from compensatie.language import Language
from compensatie.reports.comma_separated import Cell, comma_separated
from compensatie.reports.comparison_document import difference_document, solved_document
from compensatie.reports.document import Document
from compensatie.studies.definition_frames import KEYS
from compensatie.studies.definitions import Answered, Definitions
from compensatie.studies.explanation import Explanation
from compensatie.studies.reading import Reading

NO_PACKAGE: Document = {"objective": None, "package": None}
TABLE = (*KEYS, "status", "objective", "cost", "extra_cost", "measures", "given_met")


def definitions_document(found: Explanation, language: Language) -> object:
    """The model's own reading, then every other; null where it was not asked."""
    told = found.definitions
    if told is None:
        return None
    return {
        "own": _answered(told.own, told, language),
        "readings": [_answered(one, told, language) for one in (*told.single, *told.together)],
        "same": [_reading(one) for one in told.same],
        "combinations_left_out": told.left_out,
    }


def _answered(one: Answered, told: Definitions, language: Language) -> Document:
    extra = told.extra_cost(one)
    solved = NO_PACKAGE if one.solved is None else solved_document(one.solved)
    return {
        "reading": _reading(one.reading),
        **solved,
        "status": str(one.status),
        "extra_cost": None if extra is None else units.money(extra),
        "differences": [difference_document(each) for each in told.differences(one)],
        "missing": [fault.message(language) for fault in one.faults],
        "not_tested": [{"rule": rule, "province": code} for rule, code in one.untested],
        "given_met": None if one.given is None else one.given.met,
    }


def _reading(reading: Reading) -> Document:
    """What is filled in otherwise, by the keys of model files."""
    return {key: value if key == "base_year" else str(value) for key, value in reading.values}


def definition_tables(found: Explanation) -> Mapping[str, str]:
    """One line for each reading."""
    told = found.definitions
    if told is None:
        return {}
    rows = ([*_keys(one.reading), *_figures(one, told)] for one in told.every)
    return {"definitions.csv": comma_separated(TABLE, rows)}


def _keys(reading: Reading) -> list[str | None]:
    filled: dict[str, str] = {key: str(value) for key, value in reading.values}
    return [filled.get(key) for key in KEYS]


def _figures(one: Answered, told: Definitions) -> list[Cell]:
    own = one.criteria
    known = (None, None, None) if own is None else (own.value, own.cost, own.measures)
    met = None if one.given is None else one.given.met
    return [str(one.status), *known[:2], told.extra_cost(one), known[2], met]
