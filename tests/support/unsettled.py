# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A solver that never comes to anything: what is told then may be no claim."""

from __future__ import annotations

from typing import Any

from compensatie.engine.answer import Answer


class TimedOut:
    """Always out of time."""

    seconds = 0.0

    def ask(self, goal: Any, restrictions: Any, time_limit: float | None) -> Answer:
        return Answer("unsolved", (), None, None, 0.0, "time")
