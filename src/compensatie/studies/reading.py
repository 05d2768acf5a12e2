# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The lawful readings of the norms: what the law leaves open, and how a model can be read.

A norm names posts or filled posts, the national total or that of the rest of the country, people
or workers, without saying which. Each of these is a definition; each way to fill it in, a reading.
Only those matter that change a row of a rule, or what an objective counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Literal, get_args

from compensatie.engine.case import Case, bind
from compensatie.errors import InputError
from compensatie.facts.counting import Counting
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear, Term
from compensatie.policy import Model
from compensatie.rule import Rule

Definition = Literal["basis", "hub_factor", "national", "base_year", "by"]
"""What is left open, by the key of model files that says it."""
Value = str | int | Decimal
OF_COUNTING: tuple[Definition, ...] = ("basis", "hub_factor")
"""Definitions that hold for the whole model; the others stand with each rule."""
HUB_FACTORS = (Decimal(1), Decimal(0))
"""A hub's guests count, or by the strict reading do not."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to fill in some of the definitions; what it leaves out is as in the model."""

    values: tuple[tuple[Definition, Value], ...] = ()
    """Each definition that it fills in, and how."""

    def of(self, model: Model) -> Model:
        """The model, read so."""
        given: dict[str, Value] = dict(self.values)
        counting: dict[str, Value] = {key: given.pop(key) for key in OF_COUNTING if key in given}
        return model.model_copy(
            update={
                "counting": model.counting.model_copy(update=counting),
                "rules": tuple(_read(rule, given) for rule in model.rules),
            }
        )

    def is_of(self, model: Model, reference_year: int) -> bool:
        """Whether the model fills everything in like this itself."""
        usual = {"base_year": reference_year}
        for key, value in self.values:
            tables = [model.counting] if key in OF_COUNTING else model.rules
            own = [getattr(one, key) for one in tables if key in type(one).model_fields]
            if any((usual.get(key) if one is None else one) != value for one in own):
                return False
        return True

    def case(self, case: Case) -> Case:
        """Facts and policy, read so.

        Raises:
            InputError: a figure that this reading needs is missing.
        """
        locks = case.locks
        chosen = case.facts.scenarios
        model = self.of(case.model)
        return bind(case.instance, model, chosen, locks.include, locks.exclude)


def _read(rule: Rule, values: Mapping[str, Value]) -> Rule:
    """A rule with those definitions that it has filled in otherwise."""
    own = {key: value for key, value in values.items() if key in type(rule).model_fields}
    return rule.model_copy(update=own) if own else rule


def readings(case: Case) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """The readings that fill in one definition otherwise than the model.

    Returns:
        Those that ask something else of packages, and those that ask exactly the same.
    """
    own = _demands(case)
    every = [
        Reading(((definition, value),))
        for definition, values in _choices(case).items()
        for value in values
    ]
    year = case.facts.reference_year
    other = [one for one in every if not one.is_of(case.model, year)]
    changing = [one for one in other if _changes(one, case, own)]
    return tuple(changing), tuple(one for one in other if one not in changing)


def combinations(single: tuple[Reading, ...]) -> Iterator[Reading]:
    """Every reading that fills in two definitions or more otherwise, made of single ones."""
    by_definition: dict[Definition, list[Reading]] = {}
    for reading in single:
        by_definition.setdefault(reading.values[0][0], []).append(reading)
    options = [(Reading(), *found) for found in by_definition.values()]
    for chosen in product(*options):
        values = tuple(pair for one in chosen for pair in one.values)
        if len(values) > 1:
            yield Reading(values)


def _choices(case: Case) -> Mapping[Definition, tuple[Value, ...]]:
    """What each definition can be, however the model fills it in."""
    rules = [one.rule for one in case.rules]
    return {
        "basis": get_args(Counting.model_fields["basis"].annotation),
        "hub_factor": HUB_FACTORS,
        "national": _words(rules, "national"),
        "base_year": tuple(_base_years(case)),
        "by": _words(rules, "by"),
    }


def _words(rules: list[Rule], key: Definition) -> tuple[Value, ...]:
    """What a key of a family can be; nothing where no rule has it."""
    fields = (type(rule).model_fields.get(key) for rule in rules)
    return next((get_args(field.annotation) for field in fields if field is not None), ())


def _base_years(case: Case) -> Iterator[int]:
    """Years up to the reference year for which figures are given: all that the rules need."""
    if not any("base_year" in type(one.rule).model_fields for one in case.rules):
        return
    lines = [record.jobs for record in case.instance.employment]
    lines += [] if case.instance.national is None else [case.instance.national]
    years = sorted({year for line in lines for year in line.root})
    for year in (one for one in years if one <= case.facts.reference_year):
        try:
            read = Reading((("base_year", year),)).case(case)
        except InputError:
            continue
        if not untested(read) - untested(case):
            yield year


def _changes(reading: Reading, case: Case, own: Demands) -> bool:
    """Whether it asks something else; one for which figures are missing does."""
    try:
        return _demands(reading.case(case)) != own
    except InputError:
        return True


Form = tuple[frozenset[tuple[Term, Fraction]], Fraction]
"""A linear form over choices alone: its coefficients and its constant."""
Demands = tuple[frozenset[object], tuple[Form, ...], frozenset[object]]
"""What is asked: rows, objectives, and what cannot be tested."""


def _demands(case: Case) -> Demands:
    decision = Decision(case.facts)
    rows = (
        (one.rule.id, row.place, _form(decision.expanded(row.surplus()), one.rule.is_hard))
        for one in case.rules
        for row in one.rule.rows(one.facts, decision)
    )
    goals = (stage.objective.expression(case.facts, decision) for stage in case.stages)
    whole = tuple(_form(decision.expanded(goal)) for goal in goals)
    return frozenset(rows), whole, untested(case)


def _form(form: Linear, is_scaled: bool = False) -> Form:
    """A form; a hard row asks the same at any scale, a soft one is priced by its own."""
    terms = {term: value for term, value in form if value}
    by = terms[min(terms)] if terms else form.constant
    scale = abs(by) if is_scaled and by else Fraction(1)
    return frozenset((term, value / scale) for term, value in terms.items()), form.constant / scale


Untested = tuple[str, str | None]
"""A rule, and a province for which it cannot be tested."""


def untested(case: Case) -> frozenset[Untested]:
    """What cannot be tested because figures are unknown."""
    return frozenset(
        (one.rule.id, finding.place.province)
        for one in case.rules
        for finding in one.without_measures
        if finding.met is None
    )
