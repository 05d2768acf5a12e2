# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where a rule, or a threshold of advice, comes from, and how that text was read."""

from __future__ import annotations

from compensatie.facts.record import Day, Name, Table


class LegalSource(Table):
    """The text that a rule comes from, and how it was read."""

    text: Name
    """Name and place of the law, motion or decision."""
    date: Day | None = None
    """Its date."""
    url: Name | None = None
    """Address where it can be read."""
    explanation: Name | None = None
    """Why the text is read this way."""
    explanation_nl: Name | None = None
    """The same in Dutch, for who reads Dutch, where `explanation` is in another language."""
