# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What stands where in a workbook, in words: a sheet of its own, and a message at each column."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.files.workbook.headings import spread
from compensatie.files.workbook.layout import (
    EXPLANATIONS,
    KEY,
    NATIONAL,
    TOP,
    Column,
    Kind,
    Sheet,
    national_keys,
    sheets,
)
from compensatie.language import Language, translate

INTRODUCTION = (
    "Fill in the facts, a row for each record. Every sheet is a table of the instance file; the "
    "name of a column says which value it holds, and .2026 stands for a year: make a column for "
    "each year that has a figure.",
    "A decimal comma and a decimal point are both read, and so are €, % and thousands points where "
    "they can mean one thing only; what was read otherwise than it was typed is told. A list in "
    "one cell has semicolons: 0.5; 1.",
    "Leave a cell empty where there is nothing to say. Then look whether all is well: "
    "compensatie check instance.xlsx",
)
"""What stands above the table."""
COLUMNS = ("sheet", "column", "meaning", "what may stand there")
"""The headings of the table."""
TITLES: dict[Language, str] = {"en": EXPLANATIONS[0], "nl": EXPLANATIONS[1]}
"""What the sheet is called."""
KINDS: dict[Kind, str] = {
    "text": "text",
    "number": "a number",
    "whole": "a whole number",
    "date": "a date",
    "texts": "texts, with semicolons between them",
    "numbers": "numbers, with semicolons between them",
    "groups": "texts with semicolons between them, in groups with | between them",
}
"""What a column may hold, in words."""
OF_RECORD = "The id of the record that the row belongs to."
OWN_NAME = "The name by which records refer to it."
REQUIRED = "required"


def explained(language: Language) -> Iterator[tuple[str, str, str, str]]:
    """A line for each column of each sheet: sheet, column, meaning, what may stand there."""
    for sheet in sheets():
        if sheet.own_column is not None:
            about = translate(OWN_NAME if sheet.is_keyed else OF_RECORD, language)
            yield sheet.name, sheet.own_column, about, translate(REQUIRED, language)
        for key, column in _columns(sheet):
            yield sheet.name, key, meaning(column, language), allowed(column, language)


def _columns(sheet: Sheet) -> Iterator[tuple[str, Column]]:
    if sheet.name == NATIONAL:
        yield from ((f"{KEY}: {key}", one) for key, one in national_keys().items())
    else:
        before = f"{KEY}: " if sheet.name == TOP else ""
        yield from ((before + spread(one), one) for one in sheet.columns)


def meaning(column: Column, language: Language) -> str:
    """What a column is about."""
    return translate(column.explanation, language).replace("\n", " ")


def allowed(column: Column, language: Language) -> str:
    """What may stand in a column."""
    kind = " | ".join(column.choices) or translate(KINDS[column.kind], language)
    return f"{kind} ({translate(REQUIRED, language)})" if column.is_required else kind
