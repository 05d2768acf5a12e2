# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A report as one self-contained page."""

from __future__ import annotations

from compensatie.reports.content.content import Content
from compensatie.reports.page.page import page
from compensatie.reports.theme import Theme


def written(content: Content, theme: Theme) -> bytes:
    """The page as UTF-8."""
    return page(content, theme).encode("utf-8")
