# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a package lacks where one of its choices is left out and nothing else changes.

No solver is needed: the rest of the package is audited.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compensatie.engine.audit import Audit, Breach, audit_package
from compensatie.rule import Finding


@dataclass(frozen=True, slots=True)
class Removal:
    """A package without one of its choices."""

    measure: str
    """The measure that is left out."""
    missed: Mapping[str, Finding]
    """By hard rule the row that is then missed most."""
    breaches: tuple[Breach, ...]
    """Relations and locks that are then broken."""

    @property
    def worst(self) -> Finding | None:
        """What is lacking most: jobs before other things; None where no rule is missed."""
        found = self.missed.values()
        return max(found, key=lambda one: (one.unit == "jobs", one.shortfall), default=None)


def removals(audit: Audit) -> tuple[Removal, ...]:
    """Each choice left out in turn, in the order of the package."""
    return tuple(_without(audit, choice.measure) for choice in audit.package.choices)


def _without(audit: Audit, measure: str) -> Removal:
    rest = tuple(one for one in audit.package.choices if one.measure != measure)
    found = audit_package(audit.case, audit.package.model_copy(update={"choices": rest}))
    missed: dict[str, Finding] = {}
    for finding in found.findings:
        if finding.is_hard and finding.shortfall > 0:
            known = missed.get(finding.rule)
            if known is None or known.shortfall < finding.shortfall:
                missed[finding.rule] = finding
    return Removal(measure, missed, found.breaches)
