# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The first sheets: what was found in short, what stands on which sheet, and how to read it."""

from __future__ import annotations

from collections.abc import Sequence

from compensatie.language import translate
from compensatie.reports.content.content import Content, Glossary
from compensatie.reports.proof import proof
from compensatie.reports.reader import Reader, mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.spreadsheet import measures as of_measures
from compensatie.reports.spreadsheet.tidy import FIRST, Formula, Range, Sheet, Value, sums
from compensatie.reports.table import Column, Points

COVER, CONTENTS, NOTES = mark("cover"), mark("contents"), mark("notes")
HOW_TO_READ = (
    mark("One table a sheet, with its headings on top; nothing is merged or hidden."),
    mark(
        "Cells with a sum have a formula: change a figure that it is made of, and the sum follows."
    ),
    mark(
        "Every figure was worked out in exact fractions; what a formula comes to may differ from "
        "it far behind the decimal point."
    ),
    mark("Amounts are in EUR of the price year; employment is that on 1 January."),
)
"""What to know before reading on."""


def cover(content: Content, chosen: Sheet) -> Sheet:
    """Title, advice, the figures to see first, how sure they are, and on what they rest."""
    reader = Reader(content.language)
    speaker = Speaker(content.answers.case, content.language)
    rows: list[tuple[Value, ...]] = [
        (reader.say("Subject"), content.title),
        (reader.say("Policy"), content.subtitle),
        *((reader.say("In short"), sentence) for sentence in content.lead),
        *(
            (one.label, " – ".join(filter(None, (one.value, one.remark))))
            for one in content.key_figures
        ),
    ]
    rows.append((reader.say("How sure this is"), proof(content.answers.outcome, speaker)))
    if content.warned is not None:
        heading = reader.say("On what figures this rests")
        rows += [(heading, sentence) for sentence in content.warned.sentences]
    rows += [(label, total) for label, total in _totals(chosen)]
    about = reader.say("What was found, in short.")
    columns = (Column(reader.say("What")), Column(reader.say("What was found"), "money"))
    return Sheet(reader.say(COVER), about, columns, tuple(rows))


def _totals(chosen: Sheet) -> list[tuple[str, Formula]]:
    """One-off and yearly cost and net present value of all measures together."""
    if not chosen.rows:
        return []
    last = FIRST + len(chosen.rows) - 1
    return [
        (
            chosen.columns[at].title,
            Formula(f"=SUM({Range(chosen.name, at, FIRST, last).text})", sums(chosen.rows, at)),
        )
        for at in (of_measures.ONCE, of_measures.YEARLY, of_measures.WORTH)
    ]


def contents(sheets: Sequence[Sheet], reader: Reader) -> Sheet:
    """Every sheet with what stands on it."""
    columns = (Column(reader.say("Sheet")), Column(reader.say("What stands on it")))
    rows = tuple((one.name, one.about) for one in sheets)
    about = reader.say("What stands on which sheet.")
    return Sheet(reader.say(CONTENTS), about, columns, rows)


def notes(content: Content) -> Sheet:
    """How to read the workbook, the warnings, and the words."""
    reader = Reader(content.language)
    rows: list[tuple[Value, ...]] = [
        (reader.say("How to read"), translate(one, content.language)) for one in HOW_TO_READ
    ]
    for section in content.sections:
        for part in section.parts:
            if isinstance(part, Points) and section.name == "origin":
                rows += [(reader.say("Warning"), " ".join(point)) for point in part.points]
            if isinstance(part, Glossary) and section.name == "glossary":
                rows += [(term.word, term.meaning) for term in part.terms]
    columns = (Column(reader.say("What")), Column(reader.say("Meaning")))
    return Sheet(
        reader.say(NOTES), reader.say("How to read the workbook, and words."), columns, tuple(rows)
    )
