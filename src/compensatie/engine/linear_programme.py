# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A mixed-integer linear programme in exact numbers: what every solver here is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Sense = Literal["<=", ">=", "="]


@dataclass(frozen=True, slots=True)
class Column:
    """One variable, with finite bounds on both sides."""

    name: str
    """Readable, as in `start[rijkshub-assen,2024]`; nothing depends on what it says."""
    lower: Fraction
    """Least value."""
    upper: Fraction
    """Greatest value."""
    integer: bool
    """Whether only whole numbers are allowed."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One row: the sum of coefficient × column, compared with a number."""

    name: str
    """Readable; nothing depends on what it says."""
    terms: Mapping[int, Fraction]
    """Coefficient by index of the column; at least one."""
    sense: Sense
    """How the sum compares with `right`."""
    right: Fraction
    """The number on the right-hand side."""


@dataclass(frozen=True, slots=True)
class LinearProgramme:
    """Columns, rows, and an objective that is always minimised."""

    columns: tuple[Column, ...]
    """The variables; terms refer to them by position."""
    constraints: tuple[Constraint, ...]
    """The rows."""
    objective: Mapping[int, Fraction]
    """Cost of one unit, by index of the column."""
    constant: Fraction
    """Cost that no decision changes."""
