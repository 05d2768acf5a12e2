# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a rule says of a finding, with plain exact numbers."""

from __future__ import annotations

from fractions import Fraction
from string import Formatter

from compensatie.facts.instance import Instance
from compensatie.language import Language
from compensatie.rule import Finding, Rule
from compensatie.units import exact


def sentence(rule: Rule, finding: Finding, instance: Instance, language: Language) -> str:
    """The sentence about a finding that was tested."""
    words = rule.words[language]
    place = finding.place
    province = instance.province_by_code.get(place.province or "")
    fields = {
        "province": province.title if province else None,
        "year": place.year,
        "scenario": place.scenario,
        "item": place.item,
        "measured": _number(finding.measured),
        "bound": _number(finding.bound),
        "slack": _number(finding.slack),
        "shortfall": _number(finding.shortfall),
        "unit": instance.unit if finding.unit == "jobs" else finding.unit,
    }
    text = words.met if finding.met else words.missed
    for name in fields_of(text):
        assert fields[name] is not None, f"{rule.id}: there is no {name} at {place}"
    return text.format_map(fields)


def fields_of(template: str) -> set[str]:
    """The fields that a template names."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def _number(amount: Fraction | None) -> str | None:
    return None if amount is None else exact(amount)
