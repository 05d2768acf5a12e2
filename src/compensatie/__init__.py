# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The cheapest package of measures that keeps employment where policy wants it.

Every name is loaded when it is first used, so that importing the library costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "Alternatives": "studies.alternatives",
    "Audit": "engine.audit",
    "Change": "facts.employment",
    "Choice": "facts.package",
    "Comparison": "studies.comparison",
    "Cost": "facts.measure",
    "Distribution": "facts.distribution",
    "Employment": "facts.employment",
    "Ensemble": "studies.ensemble",
    "Explanation": "studies.explanation",
    "Fault": "errors",
    "InputError": "errors",
    "Instance": "facts.instance",
    "InternalError": "errors",
    "Measure": "facts.measure",
    "Model": "policy",
    "Outcome": "engine.outcome",
    "Package": "facts.package",
    "Pareto": "studies.pareto",
    "Province": "facts.province",
    "Relation": "facts.relation",
    "Resource": "facts.employment",
    "Scenario": "facts.employment",
    "Reported": "api.reporting",
    "ScenarioPlans": "studies.scenario_plans",
    "Signal": "facts.knowledge",
    "SolverError": "errors",
    "Status": "engine.outcome",
    "Theme": "reports.theme",
    "Uncertainty": "facts.uncertainty",
    "alternatives": "api.listing",
    "audit": "api.auditing",
    "check": "api.auditing",
    "compare": "api.comparing",
    "convert": "files.conversion",
    "ensemble": "api.sampling",
    "explain": "api.explaining",
    "export": "api.exporting",
    "importance": "api.listing",
    "load_instance": "files.instance",
    "load_model": "files.model",
    "load_package": "files.package",
    "new": "files.template",
    "load_theme": "reports.theme",
    "pareto": "api.trade_offs",
    "report": "api.reporting",
    "scenarios": "api.planning",
    "solve": "api.solving",
    "write_package": "files.package",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
