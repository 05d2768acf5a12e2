# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Prices, measures, tipping points and decisive figures as tables of exact figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from compensatie.reports.comma_separated import Cell, comma_separated
from compensatie.studies.decisive import DecisiveFact
from compensatie.studies.explanation import Explanation
from compensatie.studies.importance import Figure
from compensatie.studies.measure_accounts import MeasureAccount
from compensatie.studies.pricing import Step
from compensatie.studies.rule_accounts import RuleAccount
from compensatie.studies.tipping import TippingPoint

Line = tuple[Cell, ...]
PRICES = ("rule", "step", "status", "move", "value", "tied")
MEASURES = (
    *("measure", "start", "size", "difference_status", "difference", "own_cost"),
    *("cost_factor_status", "cost_factor", "jobs_share_status", "jobs_share"),
)
TIPPING = ("kind", "scenario", "measure", "package", "some_package_status", "some_package")
DECISIVE = ("quantity", "scenario", "measure", "record_status", "change", "turn")


def explained_tables(found: Explanation) -> Mapping[str, str]:
    """Those of the parts that are there."""
    tables: dict[str, str] = {}
    if found.prices is not None or found.price is not None:
        tables["prices.csv"] = comma_separated(PRICES, _prices(found))
    if found.measures is not None:
        lines = (_measure(one) for one in found.measures.accounts)
        tables["measures.csv"] = comma_separated(MEASURES, lines)
    if found.tipping is not None:
        lines = (_tipping(one) for one in found.tipping.points)
        tables["tipping.csv"] = comma_separated(TIPPING, lines)
        tables["decisive.csv"] = comma_separated(DECISIVE, _decisive(found.decisive))
    return tables


def _prices(found: Explanation) -> Iterator[Line]:
    for one in found.prices.accounts if found.prices else ():
        yield from _rule(one)
    for number, step in enumerate(found.price.steps if found.price else (), start=1):
        yield (found.price.rule if found.price else None, str(number), *_step(step))


def _rule(one: RuleAccount) -> Iterator[Line]:
    for name, step in (("now", one.now), ("stricter", one.tighter), ("looser", one.looser)):
        yield (one.rule, name, *_step(step))


def _step(step: Step | None) -> Line:
    if step is None:
        return ("unsolved", None, None, None)
    return (str(step.status), None if step.value is None else step.start, step.value, step.is_tied)


def _measure(one: MeasureAccount) -> Line:
    chosen: Line = (None, None) if one.choice is None else (one.choice.start, one.choice.size)
    difference, factor, share = (
        _figure(figure) for figure in (one.difference, one.factor, one.share)
    )
    return (one.measure, *chosen, *difference, one.own, *factor, *share)


def _figure(figure: Figure | None) -> Line:
    return (None, None) if figure is None else (str(figure.status), figure.value)


def _tipping(one: TippingPoint) -> Line:
    return (
        one.kind,
        one.scenario,
        one.measure,
        one.package.value,
        *_figure(one.some_package),
    )


def _decisive(facts: Iterable[DecisiveFact]) -> Iterator[Line]:
    for one in facts:
        yield (
            one.quantity,
            one.scenario,
            one.measure,
            one.record_status,
            one.change,
            one.turn,
        )
