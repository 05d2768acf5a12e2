# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What notebooks show of an answer: how is told by the reports, which stand above the engine.

An answer asks here; the reports register what each kind of answer looks like. So nothing in the
engine depends on them, and without them an answer still shows what it is, in plain text.
"""

from __future__ import annotations

from functools import singledispatch
from html import escape


@singledispatch
def html_of(answer: object) -> str:
    """An answer in HTML in which no name can do anything."""
    told = "".join(one if one.isprintable() else ascii(one)[1:-1] for one in repr(answer))
    return f"<pre>{escape(told)}</pre>"
