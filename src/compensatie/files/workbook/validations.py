# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a spreadsheet program lets people type in a column: lists to choose from, and checks."""

from __future__ import annotations

from typing import Any

from compensatie.facts.numbers import YEARS
from compensatie.files.workbook.explanations import allowed, meaning
from compensatie.files.workbook.layout import Column
from compensatie.language import Language

_LONGEST_LIST = 255
"""Characters of a list, and of a message, that a workbook can hold."""
_LONGEST_TITLE = 32


def validation_of(column: Column | None, heading: str, language: Language | None) -> dict[str, Any]:
    """The check of a column, as the library that writes workbooks has it; empty: there is none.

    Args:
        column: What the cells hold; None: what names the row.
        heading: What stands above them.
        language: In which the column is explained to whoever selects a cell; None: it is not.
    """
    if column is None:
        return {}
    check = _check(column)
    if language is None:
        return check
    text = f"{meaning(column, language)} – {allowed(column, language)}"
    shown = {"input_title": heading[:_LONGEST_TITLE], "input_message": text[:_LONGEST_LIST]}
    return {"validate": "any", **check, **shown}


def _check(column: Column) -> dict[str, Any]:
    """Wrong entries are warned of and not refused: `n.v.t.` and `€ 12,50` are read as well."""
    if column.choices and len(",".join(column.choices)) <= _LONGEST_LIST:
        return {"validate": "list", "source": list(column.choices), "error_type": "warning"}
    if column.kind == "whole":
        limits = {"criteria": "between", "minimum": 0, "maximum": YEARS[-1]}
        return {"validate": "integer", "error_type": "warning", **limits}
    if column.kind == "number":
        limits = {"criteria": "between", "minimum": -(10**15), "maximum": 10**15}
        return {"validate": "decimal", "error_type": "warning", **limits}
    return {}
