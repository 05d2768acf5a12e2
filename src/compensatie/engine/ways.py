# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The ways in which a programme is put to HiGHS.

They were settled by experiment, against enumeration in exact fractions: tens of
thousands of small programmes of measures, start years and sizes, with ties and with bounds a hair
beside what whole steps reach. With its own settings HiGHS was wrong on one in a thousand:
presolve loses an optimum or finds no point where one is, and a tolerance of 1e-6 lets a start
that is almost 0 carry a little size. Without presolve and with 1e-9 it was wrong on none where
coefficients and steps lie within a million of each other, and took as long; but from a thousand
columns on it takes five to ten times as long, so larger programmes keep presolve. Infeasible,
which nobody can check by looking, is put to it in two ways.
"""

from __future__ import annotations

from collections.abc import Mapping

Way = Mapping[str, str | float]
"""Options by which a programme is put to HiGHS."""
CAREFUL: Way = {"presolve": "off", "mip_feasibility_tolerance": 1e-9}
TIGHT: Way = {"presolve": "choose", "mip_feasibility_tolerance": 1e-9}
USUAL: Way = {"presolve": "choose", "mip_feasibility_tolerance": 1e-6}
LARGE = 500
"""Columns from which on presolve is worth its risk."""


def ways(columns: int) -> tuple[Way, Way]:
    """How a mixed-integer programme of so many columns is put first, and how once more."""
    return (TIGHT, CAREFUL) if columns > LARGE else (CAREFUL, USUAL)
