# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Small instances and models written in a test, with only what the test is about."""

from __future__ import annotations

from typing import Any

from compensatie.facts.instance import Instance
from compensatie.facts.package import Package
from compensatie.policy import Model


def instance(**parts: Any) -> Instance:
    """An instance of one province, Drenthe, with 10 jobs, over 2023 to 2025."""
    content: dict[str, Any] = {
        "format": 1,
        "name": "written",
        "unit": "fte",
        "reference_year": 2022,
        "years": {"first": 2023, "last": 2025},
        "price_year": 2023,
        "provinces": [{"code": "DR", "name": "Drenthe"}],
        "employment": [{"province": "DR", "sector": "civil", "jobs": {2022: 10}}],
    }
    return Instance.model_validate({**content, **parts})


def measure(name: str, **parts: Any) -> dict[str, Any]:
    """A measure of 1 to 4 jobs in Drenthe that starts in 2023 and costs nothing."""
    content: dict[str, Any] = {
        "id": name,
        "kind": "agency-expansion",
        "size": {"min": 1, "max": 4},
        "start": {"earliest": 2023, "latest": 2023},
        "costs": [],
    }
    if parts.get("kind") != "custom":
        content["province"] = "DR"
    return {**content, **parts}


def cost(**parts: Any) -> list[dict[str, Any]]:
    """One cost line that the ministry pays."""
    return [{"label": "cost", "payer": "BZK", **parts}]


def model(*rules: dict[str, Any], **parts: Any) -> Model:
    """A model with these rules, numbered."""
    numbered = [{"id": f"rule-{at}", **rule} for at, rule in enumerate(rules, start=1)]
    return Model.model_validate({"format": 1, "name": "written", "rules": numbered, **parts})


def package(*choices: tuple[str, int, Any]) -> Package:
    """A package of (measure, start, size)."""
    names = ("measure", "start", "size")
    told = [dict(zip(names, choice, strict=True)) for choice in choices]
    return Package.model_validate({"choices": told})
