# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Days as people write them."""

from __future__ import annotations

import datetime

from compensatie.language import Language


def written_date(day: datetime.date, language: Language) -> str:
    """A day in words: `17 februari 2023` or `17 February 2023`."""
    from babel.dates import format_date

    return str(format_date(day, format="d MMMM y", locale=language))
