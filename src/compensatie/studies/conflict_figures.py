# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The figures that a conflict rests on, and how sure they are: what to find out first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compensatie.facts.employment import Change
from compensatie.facts.place import Place
from compensatie.studies.conflict import Conflict

LEAST_SURE_FIRST = ("assumed", "imputed", "derived", "sourced")
"""How sure a record can be."""


class RestsOn(NamedTuple):
    """One record whose figures count in a conflict."""

    kind: str
    """`measure` or `change`."""
    name: str
    """Its id."""
    status: str
    """How sure it is."""


def rests_on(conflict: Conflict) -> tuple[RestsOn, ...]:
    """The measures that are limited, and the changes at its rows; the least sure first."""
    found = list(dict.fromkeys((*_measures(conflict), *_changes(conflict))))
    return tuple(sorted(found, key=lambda one: LEAST_SURE_FIRST.index(one.status)))


def _measures(conflict: Conflict) -> Iterator[RestsOn]:
    for one in conflict.limits:
        measure = conflict.case.instance.measure_by_id[one.measure]
        yield RestsOn("measure", measure.id, measure.status)


def _changes(conflict: Conflict) -> Iterator[RestsOn]:
    for row in conflict.rows:
        scenario = row.place.scenario
        for change in () if scenario is None else conflict.case.facts.changes_in(scenario):
            if _counts(change, row.place):
                yield RestsOn("change", change.id, change.status)


def _counts(change: Change, place: Place) -> bool:
    """Whether a change has moved jobs to or from a place by its year."""
    is_there = place.province in (change.from_, change.to)
    return is_there and place.year is not None and change.jobs.step(place.year) != 0
