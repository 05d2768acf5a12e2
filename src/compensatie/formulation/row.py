# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Rows: what is measured, in what is allowed; kept apart, never a closed constraint."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from compensatie.facts.place import Place, Sense
from compensatie.formulation.linear import Linear

EVERYWHERE = Place()
"""The place of a row that has no scenario, province or year."""


@dataclass(frozen=True, slots=True)
class Row:
    """One linear inequality of a rule."""

    left: Linear
    """What is measured, as it depends on the choices."""
    sense: Sense
    """On which side of `right` it must be."""
    right: Fraction
    """The bound; it does not depend on the choices."""
    place: Place = EVERYWHERE
    """Which row of its rule it is."""
    scale: Fraction = Fraction(1)
    """A size in the row's own unit by which a shortfall can be called large or small."""

    def surplus(self) -> Linear:
        """Room left as a linear form: at least 0 exactly where the row holds."""
        return self.left - self.right if self.sense == ">=" else self.left * -1 + self.right
