# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Warnings, on stderr."""

from __future__ import annotations

from collections.abc import Iterable

from compensatie.cli.streams import talk
from compensatie.errors import Notice
from compensatie.reports.inert import shortened
from compensatie.reports.reader import Reader

LONGEST = 500
"""Characters of a warning that are shown."""


def warn(notices: Iterable[Notice], reader: Reader) -> None:
    """Says what people should know."""
    told = (shortened(notice.message(reader.language), LONGEST) for notice in notices)
    talk(reader.say("Warning: {message}", message=message) for message in told)
