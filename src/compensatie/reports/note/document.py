# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A note as a Word document: real styles, headings and table headers, the same bytes each time."""

from __future__ import annotations

import datetime
import zipfile
from io import BytesIO
from typing import Any

from compensatie.language import Language
from compensatie.reports.note.note import Note
from compensatie.reports.reader import Reader
from compensatie.reports.table import Paragraph, Points, Table, written

MADE = datetime.datetime(2000, 1, 1)
"""When every note says that it was made; whoever finishes it sets the day."""
FONT, POINTS = "Arial", 9.5
"""Small enough for two pages, large enough to read."""
_MARGIN_CM, _SPACE = 2.0, 3
_LOCALES: dict[Language, str] = {"nl": "nl-NL", "en": "en-GB"}


def document(note: Note, language: Language) -> bytes:
    """The file."""
    import docx

    made = docx.Document()
    _set_up(made, note, language)
    made.add_heading(note.title, level=0)
    made.add_paragraph(note.subtitle, style="Subtitle")
    for chapter in note.chapters:
        made.add_heading(chapter.title, level=1)
        for part in chapter.parts:
            _add(made, part, Reader(language))
    made.sections[0].footer.paragraphs[0].text = note.footer
    stream = BytesIO()
    made.save(stream)
    return _undated(stream.getvalue())


def _set_up(made: Any, note: Note, language: Language) -> None:
    """Paper, margins, fonts, the language that it is read in, and what it says of itself."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = made.sections[0]
    section.page_width = Cm(21)
    section.page_height = Cm(29.7)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(_MARGIN_CM))
    sizes = {"Normal": POINTS, "Title": 16, "Subtitle": 11, "Heading 1": 12, "List Bullet": POINTS}
    for name, size in sizes.items():
        style = made.styles[name]
        style.font.name = FONT
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(_SPACE)
        style.paragraph_format.space_before = Pt(2 * _SPACE if name == "Heading 1" else 0)
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(attribute), None)
    defaults = made.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    defaults.set(qn("w:val"), _LOCALES[language])
    properties = {
        "title": note.title[:255],
        "subject": note.subtitle[:255],
        "language": language,
        "author": "compensatie",
        "last_modified_by": "compensatie",
        "comments": "",
        "created": MADE,
        "modified": MADE,
    }
    for name, value in properties.items():
        setattr(made.core_properties, name, value)


def _add(made: Any, part: Paragraph | Points | Table, reader: Reader) -> None:
    if isinstance(part, Paragraph):
        made.add_paragraph(part.text)
    elif isinstance(part, Points):
        for point in part.points:
            made.add_paragraph(" ".join(point), style="List Bullet")
    else:
        _add_table(made, part, reader)


def _add_table(made: Any, table: Table, reader: Reader) -> None:
    """A table whose first row is a header that is repeated, with its caption before it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    made.add_paragraph(table.title, style="Caption")
    grid = made.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Table Grid")
    header = grid.rows[0]._tr.get_or_add_trPr()
    header.append(OxmlElement("w:tblHeader"))
    for at, column in enumerate(table.columns):
        grid.cell(0, at).paragraphs[0].add_run(column.title).bold = True
        for number, row in enumerate(table.rows, start=1):
            paragraph = grid.cell(number, at).paragraphs[0]
            paragraph.add_run(written(row[at], column.kind, reader))
            if column.is_number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made.add_paragraph()


def _undated(content: bytes) -> bytes:
    """The same archive without the moment at which its parts were packed."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as packed,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as again,
    ):
        for part in packed.infolist():
            entry = zipfile.ZipInfo(part.filename, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(entry, packed.read(part))
    return stream.getvalue()
