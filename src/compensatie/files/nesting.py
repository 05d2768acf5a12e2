# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is looked for in a text before it is parsed, so that no parser can be overwhelmed.

A file of a few megabytes can hold millions of empty tables. Nothing is made of it before its marks
are counted: every key, value, table and line takes at least one, and counting takes no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from compensatie.errors import Fault, Path
from compensatie.files.source import Notation, Source

DEEPEST = 50
"""Most levels of tables and lists in one another; the formats need seven."""
MOST_DIGITS = 500
"""Longest number that is parsed at all; the facts have limits of their own."""
MOST_MARKS = 300_000
"""Most marks of one file; a thousand measures in fifty scenarios have a third of it."""
MARKS: dict[Notation, str] = {"toml": '[{,=.\n"\\', "json": "[{,:"}
"""What stands before, in or around each part of a text; in JSON the rest costs next to nothing."""

_TEXTS: dict[Notation, str] = {
    "toml": (
        r'"""(?:[^"\\]++|\\.|"(?!""))*+"""'
        r"|'''(?:[^']++|'(?!''))*+'''"
        r'|"(?:[^"\\\n]++|\\.)*+"'
        r"|'[^'\n]*+'"
        r"|\#[^\n]*+"
    ),
    "json": r'"(?:[^"\\]++|\\.)*+"',
}
_NUMBER = rf"(?<![\w.+-])[+-]?\d(?:[\w.]{{{MOST_DIGITS},}}|[\d_.]*[eE][+-]?\d{{5,}})"
_BRACKETS = r"(?P<open>[\[{])|(?P<close>[\]}])"
_WORDS = rf"(?P<dot>\.)|(?P<end>[=,\n])|(?P<number>{_NUMBER})|[\w+-]+"
# Most files have no long number and no long dotted key: then only brackets need be looked at.
_SUSPECT = re.compile(
    rf"(?<![\w.])\d[\w.]{{{MOST_DIGITS}}}|\d[eE][+-]?\d{{5}}|(?:\.[^.=,\n]*+){{{DEEPEST}}}"
)


def _pattern(notation: Notation, *parts: str) -> re.Pattern[str]:
    return re.compile("|".join((f"(?P<text>{_TEXTS[notation]})", *parts)), re.DOTALL)


_FEW = {notation: _pattern(notation, _BRACKETS) for notation in _TEXTS}
_ALL = {notation: _pattern(notation, _BRACKETS, _WORDS) for notation in _TEXTS}


def overwhelming(source: Source) -> Fault | None:
    """The first place of too many, one that is nested too deeply, or a number too long to parse."""
    if fault := _too_dense(source.text, MARKS[source.notation]):
        return fault
    for kind, offset in _excesses(source):
        line = str(source.text.count("\n", 0, offset) + 1)
        return too_deep_fault(line=line) if kind == "depth" else _too_long(line)
    return None


def _too_dense(text: str, marks: str) -> Fault | None:
    if sum(map(text.count, marks)) <= MOST_MARKS:
        return None
    places = re.finditer(f"[{re.escape(marks)}]", text)
    first = next(islice(places, MOST_MARKS, None)).start()
    return Fault(
        "too-dense",
        "from here on this file holds more than can be read",
        allowed="at most 300 000 brackets, separators, quotation marks and line ends together; "
        "leave out what is no fact and no rule",
        line=str(text.count("\n", 0, first) + 1),
    )


def _excesses(source: Source) -> Iterator[tuple[str, int]]:
    depth = dots = 0
    patterns = _ALL if _SUSPECT.search(source.text) else _FEW
    for part in patterns[source.notation].finditer(source.text):
        kind = part.lastgroup
        if kind == "number":
            yield "number", part.start()
        elif kind == "dot":
            dots += 1
        elif kind in ("open", "close"):
            depth += 1 if kind == "open" else -1
        # A dotted key, `a.b.c`, is a table in a table in a table.
        elif kind == "end":
            dots = 0
        if depth + dots > DEEPEST:
            yield "depth", part.start()


def too_deep_fault(path: Path = (), line: str | None = None) -> Fault:
    """The fault that tables and lists stand too deep in one another."""
    return Fault(
        "too-deep",
        "tables and lists stand too deep in one another here",
        allowed="at most {levels} levels",
        path=path,
        details={"levels": str(DEEPEST)},
        line=line,
    )


def _too_long(line: str) -> Fault:
    return Fault(
        "number-too-long",
        "this number is too long to be read",
        allowed="a number of at most {digits} digits",
        details={"digits": str(MOST_DIGITS)},
        line=line,
    )
