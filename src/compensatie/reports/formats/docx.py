# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A report as the draft of a decision note of at most two pages."""

from __future__ import annotations

from compensatie.reports.content.content import Content
from compensatie.reports.note.document import document
from compensatie.reports.note.note import note_of
from compensatie.reports.theme import Theme


def written(content: Content, theme: Theme) -> bytes:
    """The note; a theme changes nothing in it."""
    return document(note_of(content), content.language)
