# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Each future is answered as a file would be that says itself what was drawn: by brute force."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from importlib.metadata import version
from random import Random

import pytest

import compensatie as cp
from compensatie.engine.audit import audit_package
from compensatie.engine.case import bind
from compensatie.errors import InputError, SolverError
from compensatie.files.content import text_of
from compensatie.studies.drawn_answer import DrawnAnswer, as_text, from_text
from compensatie.studies.futures import Futures, Subject, work_on
from tests.instances.shipped import INSTANCES, instance, model
from tests.oracle.families import FAMILIES
from tests.oracle.play import Picked
from tests.oracle.search import rounded, solve
from tests.support.dice import Dice
from tests.support.drawn_case import drawn_package
from tests.support.seeded import seeds
from tests.support.uncertain_case import LEAST, MOST, UncertainCase, uncertain_case

WHOLE = 400
"""Drawn cases, with two draws each."""
FAMILY_NAMES = sorted(FAMILIES)


def cases():
    for seed in seeds(WHOLE):
        yield seed, uncertain_case(seed, FAMILY_NAMES[seed % len(FAMILY_NAMES)], FAMILY_NAMES)


def points(one: UncertainCase, seed: int):
    random = Random(seed)
    for _ in range(2):
        steps = (random.randrange(10**6) for _ in one.places)
        yield tuple(round(LEAST + (MOST - LEAST) * step / 10**6, 6) for step in steps)


def difference(one: UncertainCase, futures: Futures, point: tuple[Decimal, ...]) -> str | None:
    """How the answer to a draw differs from brute force over the file that says it."""
    truth = solve(one.drawn(point), one.case.model)
    try:
        found = futures.answer(point)
    except InputError:
        return None if truth.status == "refused" else f"refused, and not {truth.status}"
    if str(found.status) != truth.status:
        return f"{found.status}, and not {truth.status}"
    if found.worth is None:
        return None
    chosen = frozenset(Picked(c.measure, c.start, Fraction(c.size)) for c in found.choices)
    name = one.case.model.objective.minimise
    if chosen not in truth.best:
        return f"{sorted(chosen)} is none of the best"
    value = rounded(truth.best[chosen].values[0], name)
    return None if value == found.worth.objective else f"{found.worth.objective}, not {value}"


def test_every_future_is_answered_as_brute_force_does(validated):
    differing, seen = {}, Counter[str]()
    for seed, one in cases():
        try:
            futures = Futures(one.subject())
        except InputError:
            seen["refused"] += 1
            continue
        seen["parametric" if futures.moving else "built in full"] += 1
        for number, point in enumerate(points(one, seed)):
            if found := difference(one, futures, point):
                differing[seed, number] = found
    validated(differences=len(differing), **seen)
    assert differing == {}
    assert seen["parametric"] >= 0.1 * seen.total()
    assert seen["built in full"] >= 0.1 * seen.total()


def test_what_came_before_leaves_no_trace():
    looked_at = 0
    for seed, one in list(cases())[:40]:
        try:
            draws = list(enumerate(points(one, seed), start=1))
            forward = work_on(one.subject(), draws, seconds=1000)
            backward = work_on(one.subject(), draws[::-1], seconds=1000)
            alone = [work_on(one.subject(), [draw])[0] for draw in draws]
        except InputError:
            continue
        looked_at += 1
        assert forward == backward[::-1] == alone
    assert looked_at > 10


def test_given_packages_are_checked_on_the_figures_drawn():
    looked_at = Counter[bool]()
    for seed, one in cases():
        dice = Dice(Random(seed))
        package = drawn_package(dice, one.case.instance, within_range=True)
        try:
            futures = Futures(one.subject([package]))
            (point, *_) = points(one, seed)
            (held,) = futures.answer(point).held
            audit = audit_package(bind(one.drawn(point), one.case.model), package)
        except InputError:
            continue
        looked_at[audit.met] += 1
        assert held.met == audit.met
        missed = {
            (found.rule, found.place.scenario, found.place.province, found.place.year)
            for found in audit.findings
            if found.is_hard and found.met is False and found.place.year is not None
        }
        told = {(m.rule, m.scenario, m.province, year) for m in held.misses for year in m.years}
        assert told == missed
        assert held.worth.objective == rounded(audit.objective(), one.case.model.objective.minimise)
    assert min(looked_at[True], looked_at[False]) > 3


@pytest.mark.parametrize("point", [("1", "0.7", "0.35"), ("1.234567", "0.83", "0.456789")])
def test_a_draw_of_drenthe_costs_what_solve_says_of_the_same_figures(point):
    figures = instance("drenthe-2023")
    drawn = tuple(map(Decimal, point))
    subject = Subject(
        text_of(figures),
        text_of(model("per-saldo")),
        (),
        ("havelte-600",),
        (),
        (),
        "0",
        None,
        "HiGHS",
        version("compensatie"),
    )
    futures = Futures(subject)
    assert futures.moving is not None
    overrun, ramp = drawn[0], drawn[2]
    # Read from drenthe-2023.toml: the once_per_unit of every cost line that has one.
    costs = {
        'rijkshub-gastplekken.costs."desks empty in the first year"': 4564,
        'uitbreiding-rvo.costs."recruitment and training"': 15000,
        "uitbreiding-dictu.costs.relocation": 45000,
        "uitbreiding-ez.costs.relocation": 45000,
        "bzk-inspanning.costs.relocation": 45000,
        "nieuwe-rijksdienst.costs.relocation": 22500,
    }
    settings = [f"measures.{line}.once_per_unit={cost * overrun}" for line, cost in costs.items()]
    settings += [
        f"measures.{name}.ramp[0]={ramp}"
        for name in ("uitbreiding-dictu", "uitbreiding-ez", "bzk-inspanning")
    ]
    facts = cp.load_instance(INSTANCES["drenthe-2023"], settings)
    outcome = cp.solve(facts, model("per-saldo"), scenarios=["havelte-600"])
    found = futures.answer(drawn)
    assert str(found.status) == str(outcome.status) == "optimal"
    assert found.worth.objective == rounded(outcome.objective.value, "cost")


def test_an_answer_survives_being_written():
    for seed, one in list(cases())[:20]:
        try:
            futures = Futures(one.subject([cp.Package()]))
            answers = [futures.answer(point) for point in points(one, seed)]
        except InputError:
            continue
        for answer in answers:
            assert from_text(as_text(answer)) == answer
    failed = DrawnAnswer(cp.Status.UNSOLVED, failure="hung", reason="…")
    assert from_text(as_text(failed)) == failed


def test_a_worker_of_another_version_refuses():
    _, one = next(cases())
    told = one.subject()
    other = Subject(**{**vars(told), "version": "0.0.0"})
    with pytest.raises(SolverError, match="another version"):
        Futures(other)
