# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the exit code of a command tells."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the exit code of a command tells."""

    YES = 0
    """There is an answer, and it is yes."""
    NO = 1
    """There is an answer, and it is no: infeasible, or an audit that fails."""
    BAD_INPUT = 2
    """The files or the call are wrong."""
    NO_ANSWER = 3
    """A limit, a failing solver or Ctrl-C left the question without an answer."""
    BUG = 4
    """A bug of ours, or our own check disagrees with the solver."""
