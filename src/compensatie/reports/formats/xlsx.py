# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A report as a workbook, whose sums can be followed."""

from __future__ import annotations

from compensatie.reports.content.content import Content
from compensatie.reports.spreadsheet.book import book
from compensatie.reports.theme import Theme


def written(content: Content, theme: Theme) -> bytes:
    """The workbook; a theme changes nothing in it."""
    return book(content)
