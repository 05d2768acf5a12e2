# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Many futures as a JSON document; the single draws stand in the tables."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from fractions import Fraction

from compensatie import units
from compensatie.errors import Notice
from compensatie.language import Language
from compensatie.reports.document import Document, provenance_of, stop_notices, warnings_of
from compensatie.reports.uncertain import uncertain_document
from compensatie.studies.boxes import Box
from compensatie.studies.ensemble import Ensemble, PackageTally
from compensatie.studies.morris import Morris
from compensatie.studies.tally import MeasureTally, MissTally, Spread


def ensemble_document(found: Ensemble, language: Language) -> Document:
    """The answer of `ensemble`."""
    notices = [*found.case.notices, *missing_notices(found), *stop_notices(found.reason)]
    return {
        "format": 1,
        "command": "ensemble",
        "complete": found.is_complete,
        "stop": None if found.stop is None else str(found.stop),
        "draws": _draws(found),
        "uncertainties": uncertain_document(found.case.instance),
        "cost": _spread(found.cost),
        "measures": [_measure(one) for one in found.measures_chosen],
        "without_package": {
            "draws": list(found.without_package),
            "box": _box(found.box_without_package),
        },
        "packages": [_package(one) for one in found.packages_held],
        "morris": _morris(found.morris),
        "failures": [
            {"draw": number, "failure": str(one.failure), "reason": one.reason}
            for number, one in found.answers.items()
            if one.failure is not None
        ],
        "warnings": warnings_of(notices, language),
        "provenance": provenance_of(found.provenance),
    }


def missing_notices(found: Ensemble) -> list[Notice]:
    """That draws have no answer, where that is so."""
    if found.is_complete:
        return []
    text = "{count} draws have no final answer: what is counted here leaves them out"
    return [Notice("missing-draws", text, {"count": str(len(found.missing))})]


def _draws(found: Ensemble) -> Document:
    return {
        "method": found.draws.method,
        "seed": found.draws.seed,
        "asked": len(found.draws.points),
        "trajectories": len(found.draws.trajectories),
        "answered": len(found.drawn),
        **{str(status): count for status, count in found.statuses.items()},
        "missing": list(found.missing),
    }


def _spread(one: Spread | None) -> Document | None:
    if one is None:
        return None
    names = [field.name for field in fields(Spread)[1:-1]]
    values = {name: _text(getattr(one, name)) for name in names}
    return {"count": one.count, **values, "mean": units.money(one.mean)}


def _text(value: Decimal) -> str:
    return format(value, "f")


def _measure(one: MeasureTally) -> Document:
    return {
        "measure": one.measure,
        "chosen": one.chosen,
        "of": one.of,
        "starts": {str(year): count for year, count in one.starts.items()},
        "sizes": _sizes(one.sizes),
    }


def _sizes(one: Spread | None) -> Document | None:
    if one is None:
        return None
    return {name: units.plain(getattr(one, name)) for name in ("least", "middle", "most")}


def _package(one: PackageTally) -> Document:
    return {
        "name": one.label,
        "source": one.source,
        "holds": one.holds,
        "of": one.of,
        "cost": _spread(one.cost),
        "misses": [_miss(miss) for miss in one.misses],
        "failing": list(one.failing),
        "box": _box(one.box),
    }


def _miss(one: MissTally) -> Document:
    return {
        "rule": one.rule,
        "scenario": one.scenario,
        "province": one.province,
        "draws": one.draws,
        "years": {str(year): count for year, count in one.years.items()},
        "worst": units.plain(one.worst),
    }


def _box(one: Box | None) -> Document | None:
    if one is None:
        return None
    return {
        "limits": [
            {
                "uncertainty": limit.uncertainty,
                "least": None if limit.least is None else units.plain(limit.least),
                "most": None if limit.most is None else units.plain(limit.most),
            }
            for limit in one.limits
        ],
        "inside": one.inside,
        "failing_inside": one.failing_inside,
        "failing": one.failing,
    }


def _morris(one: Morris | None) -> Document | None:
    if one is None:
        return None
    effects = [
        {
            "uncertainty": effect.uncertainty,
            "mu": units.money(Fraction(effect.mu)),
            "mu_star": units.money(Fraction(effect.mu_star)),
            "sigma": units.money(Fraction(effect.sigma)),
        }
        for effect in one.effects
    ]
    return {"trajectories": one.trajectories, "of": one.of, "effects": effects}
