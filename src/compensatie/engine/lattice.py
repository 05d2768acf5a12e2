# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Moves each row of whole-number columns to the nearest bound that such columns can reach.

A row whose columns are all whole numbers takes values on a lattice: the multiples of one exact
step. A right-hand side between two multiples says the same as the stricter of the two, but a
floating-point solver sees a difference where the bound lies a hair beside a multiple: within its
tolerance it then accepts packages that miss the rule, and its presolve may even cut off the
optimum. On the lattice the nearest miss is a whole step away, and neither happens.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor, gcd, lcm

from compensatie.engine.linear_programme import Column, Constraint, LinearProgramme


def on_lattice(programme: LinearProgramme) -> LinearProgramme:
    """The same programme for whole numbers, with bounds that whole numbers reach.

    The feasible points and the optimum do not change; the linear relaxation may become tighter.
    So it is for solving, not for the prices of the relaxation.

    Args:
        programme: The programme as the rules state it.

    Returns:
        A programme with the same columns, rows and terms; only right-hand sides move.
    """
    columns = programme.columns
    constraints = tuple(_moved(constraint, columns) for constraint in programme.constraints)
    return replace(programme, constraints=constraints)


def _moved(constraint: Constraint, columns: tuple[Column, ...]) -> Constraint:
    if not all(columns[index].integer for index in constraint.terms):
        return constraint
    step = lattice_step(constraint.terms.values())
    if not step:
        return constraint
    right = _reachable(constraint, step)
    return constraint if right == constraint.right else replace(constraint, right=right)


def lattice_step(coefficients: Iterable[Fraction]) -> Fraction:
    """The greatest number of which every whole-number combination is a multiple; 0 if all are 0."""
    parts = [coefficient.as_integer_ratio() for coefficient in coefficients]
    common = lcm(*(denominator for _, denominator in parts))
    whole = (numerator * (common // denominator) for numerator, denominator in parts)
    return Fraction(gcd(*whole), common)


def _reachable(constraint: Constraint, step: Fraction) -> Fraction:
    multiple = constraint.right / step
    if constraint.sense == ">=":
        return ceil(multiple) * step
    if constraint.sense == "<=":
        return floor(multiple) * step
    # No whole numbers reach an equation between two multiples: halfway, no tolerance hides it.
    return constraint.right if multiple.denominator == 1 else (floor(multiple) + HALF) * step


HALF = Fraction(1, 2)
