# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Drawn cases of which every figure is known and a rule is hard, and what asks about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from types import SimpleNamespace

import compensatie as cp
from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.case import Case as Bound
from compensatie.engine.case import bind
from compensatie.errors import InputError
from compensatie.policy import families
from compensatie.studies.study import Effort
from compensatie.studies.subject import Asked, Questioner, Subject
from tests.oracle.play import Picked
from tests.oracle.stakes import hard
from tests.support.contested import contested_case
from tests.support.drawn_case import Case
from tests.support.seeded import seeded_case, seeds

FAMILIES = sorted(families())
WHOLE = 520
"""Numbers that are drawn: over 500 of them make a case that can be read and has a hard rule."""
DRAWN = seeds(WHOLE)
"""All of them by night, every tenth by day."""
TENTH = range(1, WHOLE, 10)
"""Every tenth, by night too: for what is said, not for what is found."""


def is_read(case: Case) -> bool:
    try:
        cp.audit(case.instance, cp.Package(), case.model)
    except InputError:
        return False
    return True


def hard_cases(numbers: Iterable[int]) -> Iterator[tuple[int, Case]]:
    """Cases that can be read and have a hard rule; half of them pull against each other."""
    for seed in numbers:
        is_contested = seed % 20 >= 10
        family = FAMILIES[seed % len(FAMILIES)]
        case = contested_case(seed) if is_contested else seeded_case(seed, family)
        if is_read(case) and hard(case.model):
            yield seed, case


def subject_of(case: Case, package: cp.Package | None = None) -> Subject | None:
    """What is explained: the best package or the one given; None where no package exists."""
    bound: Bound = bind(case.instance, case.model)
    effort = Effort()
    inquiry = effort.inquiry(bound)
    best: Audit | None = inquiry.by_model().best
    if best is None:
        return None
    given = None if package is None else audit_package(bound, package)
    outcome = SimpleNamespace(audit=best, case=bound)
    return Subject(bound, inquiry, outcome, given, Asked(package), Questioner(effort))


def packed(picked: Iterable[Picked]) -> cp.Package:
    """A package of enumeration, as one of the library."""
    sizes = ((one, Decimal(one.size.numerator) / one.size.denominator) for one in picked)
    choices = [cp.Choice(measure=one.measure, start=one.start, size=size) for one, size in sizes]
    return cp.Package(name="given", choices=tuple(choices))
