# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What options can take: numbers as files write them, and words of a short list."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Literal

import click

from compensatie.errors import Fault, InputError
from compensatie.reports.reader import mark

REFUSED = mark("this option cannot take this value")
ANY_NUMBER = mark("a number, such as 50 or -2.5")
ABOVE_ZERO = mark("a number above 0, such as 60 or 2.5")
AT_LEAST_ZERO = mark("a number of at least 0, such as 1000 or 2.5")
ONE_OF = mark("one of: {names}")
AT_LEAST_ONE = mark("a whole number of at least 1, such as 5")
AT_LEAST_NONE = mark("a whole number of at least 0, such as 3")
ALSO = mark("alternatives=PERCENT, such as alternatives=10, pareto=FILE, or scenarios")
_COUNT = re.compile(r"0|[1-9][0-9]{0,8}")
_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,12})?")


class Amount(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on
    """A number as files write it, so that 1.234,5 is never read as something else."""

    name = "number"

    def __init__(self, *, is_positive: bool) -> None:
        self.is_positive = is_positive

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, exactly."""
        number = Decimal(value) if _NUMBER.fullmatch(value) else None
        if number is None or (self.is_positive and not number):
            allowed = ABOVE_ZERO if self.is_positive else AT_LEAST_ZERO
            raise InputError([_refused(param, value, allowed)])
        return number


class Move(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on
    """A number as files write it, above or below 0."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, exactly."""
        if not _NUMBER.fullmatch(value.removeprefix("-")):
            raise InputError([_refused(param, value, ANY_NUMBER)])
        return Decimal(value)


class Count(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on
    """A whole number of things, at least one, or at least none."""

    name = "count"

    def __init__(self, *, least: Literal[0, 1] = 1) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number."""
        if isinstance(value, int):
            return value
        if not _COUNT.fullmatch(value) or int(value) < self.least:
            allowed = AT_LEAST_ONE if self.least else AT_LEAST_NONE
            raise InputError([_refused(param, value, allowed)])
        return int(value)


class OneOf(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on
    """One of a few words."""

    name = "word"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word."""
        if value not in self.words:
            near = get_close_matches(value[:100], self.words, n=1)
            names = {"names": ", ".join(self.words)}
            raise InputError([_refused(param, value, ONE_OF, next(iter(near), None), names)])
        return value


class With(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on
    """What a report shows besides, by the name that the library calls it."""

    name = "with"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What is asked, with its value."""
        if isinstance(value, dict):
            return value
        word, _, rest = value.partition("=")
        if word == "alternatives" and _NUMBER.fullmatch(rest):
            return {word: Decimal(rest)}
        if value == "scenarios":
            return {"plans": True}
        if word == "pareto" and rest:
            return {word: rest}
        raise InputError([_refused(param, value, ALSO)])


def _refused(
    param: click.Parameter | None,
    value: str,
    allowed: str,
    suggestion: str | None = None,
    details: dict[str, str] | None = None,
) -> Fault:
    path = (param.opts[0],) if param else ()
    return Fault(
        "bad-option-value",
        REFUSED,
        path=path,
        value=value,
        allowed=allowed,
        suggestion=suggestion,
        details=details or {},
    )
