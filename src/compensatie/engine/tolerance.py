# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A shift of a rule's bound as the tolerance that says the same."""

from __future__ import annotations

from fractions import Fraction

from compensatie.engine.case import RuleInCase
from compensatie.facts.series import Series
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear
from compensatie.rule import Rule

NAME = "tolerance"
"""The parameter of a family that shifts its bounds by a share of something."""


def equivalent_tolerance(entry: RuleInCase, shift: Fraction) -> Fraction | None:
    """The tolerance with which a rule asks the same as with its bound moved by so much.

    There is one where the rule's tolerance is the same in every year, and is a share of the same
    level in all of its rows: mostly where one province is meant.

    Args:
        entry: the rule.
        shift: by how much its bound is moved, in its unit; above 0 it asks less.
    """
    now = _one_number(entry.rule)
    level = None if now is None else _level(entry)
    if now is None or level is None:
        return None
    found = now + shift / level
    return found if 0 <= found <= 1 else None


def _one_number(rule: Rule) -> Fraction | None:
    """The tolerance of every year; None where it differs by year, or there is none at all."""
    given = getattr(rule, NAME, None)
    if not isinstance(given, Series):
        return None if given is None else Fraction(given)
    values = set(given.root.values())
    return Fraction(values.pop()) if len(values) == 1 else None


def _level(entry: RuleInCase) -> Fraction | None:
    """What the tolerance is a share of, the same in every row and whatever is chosen."""
    none, whole = (_surpluses(entry, tolerance) for tolerance in (0, 1))
    differences = {_without_zeros(more - less) for less, more in zip(none, whole, strict=True)}
    if len(differences) != 1:
        return None
    (difference,) = differences
    is_level = difference.is_constant and difference.constant > 0
    return difference.constant if is_level else None


def _surpluses(entry: RuleInCase, tolerance: int) -> list[Linear]:
    given = getattr(entry.rule, NAME)
    other = Series({1900: tolerance}) if isinstance(given, Series) else Fraction(tolerance)
    rule = entry.rule.model_copy(update={NAME: other})
    decision = Decision(entry.facts)
    rows = rule.rows(entry.facts, decision)
    return [decision.expanded(row.surplus()) for row in rows]


def _without_zeros(form: Linear) -> Linear:
    return Linear({term: value for term, value in form if value}, form.constant)
