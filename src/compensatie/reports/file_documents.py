# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The JSON documents of the commands that write files."""

from __future__ import annotations

from pathlib import Path

from compensatie.engine.exporting import Exported
from compensatie.engine.outcome import Provenance
from compensatie.files.conversion import Conversion
from compensatie.language import Language
from compensatie.reports.content.answers import Answers
from compensatie.reports.document import Document, provenance_of, warnings_of


def convert_document(converted: Conversion, language: Language) -> Document:
    """The answer of `convert`."""
    return {
        "format": 1,
        "command": "convert",
        "kind": converted.kind,
        "source": converted.source,
        "target": converted.target,
        "warnings": warnings_of(converted.notices, language),
    }


def export_document(exported: Exported, provenance: Provenance, language: Language) -> Document:
    """The answer of `export`."""
    return {
        "format": 1,
        "command": "export",
        "file": str(exported.file),
        "rows_file": str(exported.rows_file),
        "rows": len(exported.rows),
        "warnings": warnings_of(exported.notices, language),
        "provenance": provenance_of(provenance),
    }


def report_document(file: Path, answers: Answers, language: Language) -> Document:
    """The answer of `report`."""
    return {
        "format": 1,
        "command": "report",
        "file": str(file),
        "status": str(answers.outcome.status),
        "complete": answers.is_complete,
        "warnings": warnings_of(answers.case.notices, language),
        "provenance": provenance_of(answers.outcome.provenance),
    }
