# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A package: a finished decision on which measures start when, at what size."""

from __future__ import annotations

from collections.abc import Mapping

from compensatie.facts.numbers import Number, Year
from compensatie.facts.record import FormatVersion, Name, Table


class Choice(Table):
    """One measure of a package."""

    measure: Name
    """Id of the measure."""
    start: Year
    """Year in which it starts."""
    size: Number
    """Its size, in the measure's unit."""


class Package(Table):
    """Measures with their start years and sizes, made by the program or by hand."""

    format: FormatVersion = 1
    """Version of the file format."""
    name: Name = "package"
    """Name of the package."""
    choices: tuple[Choice, ...] = ()
    """The measures chosen, each at most once."""

    def by_measure(self) -> Mapping[str, Choice]:
        """The choice of each measure chosen."""
        return {choice.measure: choice for choice in self.choices}
