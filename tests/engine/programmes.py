# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Small programmes, written as one would on paper, and their exact optimum by enumeration."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import product
from math import ceil, floor
from random import Random

from compensatie.engine.linear_programme import Column, Constraint, LinearProgramme

TERM = re.compile(r"([+-]?)\s*([0-9./]*)\s*([a-z]\w*)")


def terms(text):
    """`3 x - y/2` as coefficients by name."""
    return {
        name: Fraction(number or 1) * (-1 if sign == "-" else 1)
        for sign, number, name in TERM.findall(text)
    }


def programme(minimise, rows, whole="", constant=0, **bounds):
    """A programme: `programme("3 x + 2 y", ["x + y >= 4.5"], whole="x", x=(1.2, 10), y=(0, 10))`.

    Args:
        minimise: The objective.
        rows: Each a sum, a sense and a number.
        whole: Names of the columns that take whole numbers.
        constant: Added to the objective.
        **bounds: Least and greatest value of each column, in their order.
    """
    place = {name: index for index, name in enumerate(bounds)}
    columns = tuple(
        Column(name, Fraction(str(low)), Fraction(str(high)), name in whole.split())
        for name, (low, high) in bounds.items()
    )
    constraints = []
    for row in rows:
        left, sense, right = re.fullmatch(r"(.*?)\s*(<=|>=|=)\s*(\S+)", row).groups()
        found = {place[name]: value for name, value in terms(left).items()}
        constraints.append(Constraint(row, found, sense, Fraction(right)))
    objective = {place[name]: value for name, value in terms(minimise).items()}
    return LinearProgramme(columns, tuple(constraints), objective, Fraction(str(constant)))


def exact_optimum(found):
    """The optimum in fractions, by trying every whole point; None where no point exists.

    At most one column may be continuous: its best value is then an end of an interval.
    """
    loose = [i for i, column in enumerate(found.columns) if not column.integer]
    assert len(loose) <= 1
    whole = [i for i in range(len(found.columns)) if i not in loose]
    ranges = [range(ceil(found.columns[i].lower), floor(found.columns[i].upper) + 1) for i in whole]
    best = None
    for values in product(*ranges):
        point = dict(zip(whole, values, strict=True))
        value = _completed(found, point, loose)
        if value is not None and (best is None or value < best):
            best = value
    return best


def _completed(found, point, loose):
    """The least objective that a point of whole numbers allows, the loose column at its best."""
    interval = _interval(found, point, loose[0] if loose else None)
    if interval is None:
        return None
    fixed = found.constant + sum(found.objective.get(i, 0) * value for i, value in point.items())
    slope = found.objective.get(loose[0], 0) if loose else 0
    return fixed + min(slope * end for end in interval)


def _interval(found, point, loose):
    column = found.columns[loose] if loose is not None else None
    low, high = (column.lower, column.upper) if column else (Fraction(0), Fraction(0))
    for row in found.constraints:
        slope = row.terms.get(loose, Fraction(0))
        rest = row.right - sum(a * point[i] for i, a in row.terms.items() if i != loose)
        senses = {">=": [1], "<=": [-1], "=": [1, -1]}[row.sense]
        for sign in senses:  # sign · slope · value ≥ sign · rest
            if slope == 0:
                if sign * rest > 0:
                    return None
            elif sign * slope > 0:
                low = max(low, rest / slope)
            else:
                high = min(high, rest / slope)
    return (low, high) if low <= high else None


def drawn(random: Random):
    """A small programme on a coarse grid: ties, zeroes and rows that just hold are likely."""
    names = "abcd"[: random.randint(2, 4)]
    loose = random.choice([None, names[-1]])
    bounds = {}
    for name in names:
        low = random.choice([0, 0, 0, -2, Fraction(1, 2)])
        bounds[name] = (low, low + random.randint(0, 6))
    grid = [Fraction(n, 2) for n in range(-6, 7)]

    def total():
        return {name: c for name in names if (c := random.choice([Fraction(0), *grid]))}

    def text(parts):
        return " ".join(f"{'-' if c < 0 else '+'} {abs(c)} {name}" for name, c in parts.items())

    rows = []
    for _ in range(random.randint(1, 4)):
        if parts := total():
            point = {
                name: random.randint(ceil(low), floor(high)) if ceil(low) <= floor(high) else 0
                for name, (low, high) in bounds.items()
            }
            right = sum(c * point[name] for name, c in parts.items())
            right += random.choice([Fraction(0), Fraction(0), Fraction(1, 4), Fraction(-1, 4)])
            rows.append(f"{text(parts)} {random.choice(['<=', '>=', '>=', '='])} {right}")
    whole = " ".join(name for name in names if name != loose)
    constant = Fraction(random.randint(-8, 8), 4)
    return programme(text(total()), rows, whole, constant, **bounds)
