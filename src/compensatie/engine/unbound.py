# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A case of which nothing holds by itself: rules, relations, locks and limits one by one.

What cannot hold together is found by leaving parts out. Each part is a restriction here; what is
always so is left: a measure starts once, in some year, at no less than its smallest size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from compensatie.engine.audit import Audit, is_kept
from compensatie.engine.case import Case
from compensatie.engine.elastic import ElasticProgramme
from compensatie.engine.limits import StartsWithin, unlimited
from compensatie.engine.linear_programme import Constraint
from compensatie.engine.programme import Programme
from compensatie.engine.restriction import IMPOSSIBLE, Extension, Restriction, Sized
from compensatie.engine.structure import relation_rows
from compensatie.facts.facts import Facts
from compensatie.facts.measure import Measure
from compensatie.facts.relation import Relation
from compensatie.policy import Locks


def unbound(case: Case) -> Case:
    """The case with hard rules only, measures without limits, and no relations or locks."""
    measures = tuple(unlimited(case, measure) for measure in case.facts.measures)
    update = {"measures": measures, "relations": ()}
    facts = case.facts
    instance = case.instance.model_copy(update=update)
    free = Facts(instance, facts.counting, facts.valuation, facts.scenarios)
    return replace(case.only_hard.on(free), locks=Locks())


def unbound_programme(case: Case) -> ElasticProgramme:
    """Its programme; only what restrictions ask holds in it."""
    return ElasticProgramme(unbound(case))


@dataclass(frozen=True, slots=True)
class RelationKept(Restriction):
    """A relation between measures holds."""

    relation: Relation
    """The relation."""

    def extension(self, programme: Programme, first: int) -> Extension:
        """Its rows."""
        rows = []
        for row in relation_rows(self.relation, programme.case, programme.decision):
            surplus = row.surplus()
            terms = programme.columns.on_columns(surplus)
            if not terms and surplus.constant < 0:
                return IMPOSSIBLE
            if terms:
                rows.append(Constraint(self.relation.kind, terms, ">=", -surplus.constant))
        return Extension(rows=tuple(rows))

    def holds(self, audit: Audit) -> bool:
        """Looked up."""
        starts = {one.measure: one.start for one in audit.package.choices}
        return is_kept(self.relation, starts)


def largest_size(measure: Measure) -> Restriction:
    """A measure is no larger than it can be."""
    return Sized(measure.id, 0, measure.size.most_steps)


def earliest_start(measure: Measure, case: Case) -> Restriction:
    """A measure starts no sooner than it can."""
    return StartsWithin(measure.id, measure.start.earliest, case.facts.years[-1])


def latest_start(measure: Measure, case: Case) -> Restriction:
    """A measure starts no later than it can."""
    return StartsWithin(measure.id, case.facts.years[0], measure.start.latest)
