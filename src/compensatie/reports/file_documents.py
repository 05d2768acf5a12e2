# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The JSON documents of the commands that write files."""

from __future__ import annotations

from compensatie.engine.exporting import Exported
from compensatie.engine.outcome import Provenance
from compensatie.files.conversion import Conversion
from compensatie.language import Language
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
