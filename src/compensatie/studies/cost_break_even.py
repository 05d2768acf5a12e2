# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How much dearer a measure may become before it goes, or how much cheaper before it comes.

Two readings, both exact. *By an amount*: what the best package without the measure costs more
than the best one with it; the measure may cost that much more, once, in the objective's own money,
whatever its size. *By a factor* `f` on all its cost lines: the greatest `f` at which some package
with it is as good as the best one without it,

    max over packages Q with it of  1 + (without − value(Q)) / own cost(Q),

where its size and start may give way as it gets dearer. That ratio is made greatest by asking for
the best package at the factor found so far, until none is better (Dinkelbach's method): each
question is a programme with whole numbers, and few are needed. It is defined where the measure
costs something in the objective whatever its start and size.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.case import Stage
from compensatie.engine.goal import Goal
from compensatie.engine.inquiry import Inquiry
from compensatie.engine.programme import Programme
from compensatie.engine.restriction import With
from compensatie.facts.measure import Measure
from compensatie.facts.package import Choice, Package
from compensatie.formulation.linear import Linear
from compensatie.ledger import Ledger
from compensatie.studies.importance import Figure
from compensatie.studies.study import Proof
from compensatie.studies.subject import Questioner

MOST_QUESTIONS = 40
"""Questions for one factor; a handful is usual."""
ONE = Fraction(1)


@dataclass
class CostBreakEven:
    """The factor on the costs of one measure up to which a package with it is as good."""

    inquiry: Inquiry
    """The live session of the case."""
    questioner: Questioner
    """Through whom every question is put."""
    measure: Measure
    """The measure."""

    @property
    def is_money(self) -> bool:
        """Whether the objective is money."""
        return self._stage.objective.unit == "EUR"

    @property
    def is_defined(self) -> bool:
        """Whether the objective is money, and the measure never comes for nothing."""
        if not self.is_money:
            return False
        size = self.measure.size
        return all(
            self._worth(Choice(measure=self.measure.id, start=year, size=one)) > 0
            for year in self.measure.start.years
            for one in (size.min, size.max)
        )

    def factor(self, best_with: Audit, without: Fraction) -> Figure:
        """The greatest factor at which the measure is in a best package.

        Args:
            best_with: the best package that has it.
            without: the objective of the best package that does not.

        Returns:
            The factor; without a value where the measure would not even come for nothing.
        """
        factor = self._crossing(best_with, without)
        for _ in range(MOST_QUESTIONS):
            tried = max(factor, Fraction(0))
            goal = self._goal(tried)
            found = self.questioner.best(self.inquiry, goal, (With(self.measure.id),), best_with)
            if found.best is None or not found.is_proven:
                return Figure(Proof.UNSOLVED)
            if goal.rounded(found.best) >= _rounded(goal, without):
                is_reached = goal.rounded(found.best) == _rounded(goal, without)
                return Figure(Proof.PROVEN, tried if is_reached or factor > 0 else None)
            factor = self._crossing(found.best, without)
        return Figure(Proof.BOUNDED, factor)

    def own(self, audit: Audit) -> Fraction:
        """What the measure costs in a package, as the objective counts it."""
        choice = audit.package.by_measure().get(self.measure.id)
        return Fraction(0) if choice is None else self._worth(choice)

    @property
    def _stage(self) -> Stage:
        return self.inquiry.case.stages[0]

    def _worth(self, choice: Choice) -> Fraction:
        facts = self.inquiry.case.facts
        ledger = Ledger(facts, Package(choices=(choice,)))
        return self._stage.objective.value(facts, ledger)

    def _crossing(self, audit: Audit, without: Fraction) -> Fraction:
        return ONE + (without - audit.objective()) / self.own(audit)

    def _goal(self, factor: Fraction) -> Goal:
        """The objective where this measure costs so many times as much."""
        base = self.inquiry.goals()[0]
        extra = _of_measure(self.inquiry.programme, base.form, self.measure.id) * (factor - 1)
        return Goal(
            f"objective with {factor} × {self.measure.id}",
            base.unit,
            base.form + extra,
            lambda audit: base.value(audit) + (factor - 1) * self.own(audit),
        )


def _rounded(goal: Goal, value: Fraction) -> Fraction:
    return round(value / goal.smallest) * goal.smallest


def _of_measure(programme: Programme, form: Linear, measure: str) -> Linear:
    """The part of a form that one measure makes."""
    terms = programme.decision.expanded(form).terms
    own = {
        term: amount
        for term, amount in terms.items()
        if term.kind in ("start", "size") and term.name == measure
    }
    return Linear(own)
