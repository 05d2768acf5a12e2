# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Instances and models of any size, drawn by seed, that have a package and do not give it away.

A package is drawn first, and the changes and limits after it, so that it keeps every hard rule with
little to spare: what the solver has to find is a cheaper one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

from compensatie.facts.facts import Facts
from compensatie.facts.instance import Instance
from compensatie.facts.package import Choice, Package
from compensatie.ledger import Ledger

PROVINCES = ("GR", "FR", "DR", "OV", "FL", "GE", "UT", "NH", "ZH", "ZE", "NB", "LI")
REFERENCE, FIRST, LAST = 2023, 2024, 2035
YEARS = range(FIRST, LAST + 1)
PAYERS = ("BZK", "DEF", "EZK")
RESOURCES = ("workplaces-north", "workplaces-south")
SETTLED = FIRST + 4
"""By then the rules of the levels of employment hold."""


@dataclass(frozen=True)
class Generated:
    """The content of two files, and a package that keeps all that is hard in them."""

    instance: dict[str, Any]
    model: dict[str, Any]
    package: Package


def generated(
    measures: int, scenarios: int, seed: int = 1, *, fixed: int = 50, starts: int | None = None
) -> Generated:
    """A case of 12 provinces and 12 years.

    Args:
        measures: How many there are to choose from.
        scenarios: How many futures the package must hold in.
        seed: Of the draw.
        fixed: Percentage of the measures that have one size only.
        starts: In how many years each measure can start; left out: it is drawn.
    """
    random = Random(seed * 1000 + measures)
    instance = _facts(random, measures)
    instance["measures"] = [_measure(random, n, fixed, starts) for n in range(measures)]
    package = Package(choices=tuple(_choices(random, instance["measures"])))
    ledger = Ledger(Facts(Instance.model_validate(instance)), package)
    instance["scenarios"] = [_scenario(random, n, ledger) for n in range(scenarios)]
    instance["resources"] = [
        {"id": name, "available": _most(lambda year, name=name: _lacking(ledger, name, year))}
        for name in RESOURCES
    ]
    instance["relations"] = list(_relations(random, instance["measures"], package))
    return Generated(instance, _model(ledger), package)


def _facts(random: Random, measures: int) -> dict[str, Any]:
    """All but what there is to choose from."""
    crowd = max(1, measures // 12)
    jobs = {code: random.randint(300, 2000) * crowd for code in PROVINCES}
    people = {code: random.randint(300_000, 3_000_000) for code in PROVINCES}
    total = 2 * sum(jobs.values())
    return {
        "format": 1,
        "name": "generated",
        "unit": "fte",
        "reference_year": REFERENCE,
        "years": {"first": FIRST, "last": LAST},
        "price_year": REFERENCE,
        "national": {str(REFERENCE): total, str(LAST): total + total // 50},
        "provinces": [
            {
                "code": code,
                "population": {str(REFERENCE): people[code]},
                "labour_force": {str(REFERENCE): people[code] // 2},
            }
            for code in PROVINCES
        ],
        "employment": [
            {
                "province": code,
                "sector": sector,
                "jobs": {str(REFERENCE): jobs[code], str(LAST): jobs[code]},
                "high_grade_share": Decimal(random.randint(20, 50)) / 100,
            }
            for code in PROVINCES
            for sector in ("civil", "defence")
        ],
        "resources": [{"id": name} for name in RESOURCES],
    }


def _measure(random: Random, number: int, fixed: int, starts: int | None) -> dict[str, Any]:
    home, *origins = random.sample(PROVINCES, 3)
    is_hub = number % 5 == 4
    smallest = random.randint(1, 12) * 5
    room = 0 if random.randrange(100) < fixed else random.randint(4, 24)
    step = random.choice((1, 1, 5))
    earliest = FIRST + (0 if starts else random.randint(0, 3))
    latest = earliest + starts - 1 if starts else random.randint(SETTLED, LAST)
    measure: dict[str, Any] = {
        "id": f"measure-{number + 1}",
        "kind": "rijkshub" if is_hub else "agency-expansion",
        "province": home,
        "agency": f"agency-{number % 9 + 1}",
        "sector": "civil",
        "size": {"min": smallest, "max": smallest + room * 5, "step": step},
        "start": {"earliest": earliest, "latest": latest},
        "ramp": random.choice(([1], [Decimal("0.5"), 1], [Decimal("0.3"), Decimal("0.7"), 1])),
        "origin": {code: Decimal(random.randint(1, 4)) / 10 for code in origins},
        "high_grade_share": Decimal(random.randint(10, 90)) / 100,
        "costs": [_cost(random, payer) for payer in random.sample(PAYERS, 2)],
    }
    resource = random.choice(RESOURCES)
    measure["provides" if is_hub else "uses"] = {resource: random.choice((Decimal("0.5"), 1))}
    return measure


def _cost(random: Random, payer: str) -> dict[str, Any]:
    return {
        "label": "housing",
        "payer": payer,
        "once": random.randint(10, 300) * 10_000,
        "once_per_unit": random.randint(10, 90) * 500,
        "yearly": random.randint(0, 20) * 5_000,
        "yearly_per_unit": random.randint(10, 60) * 250,
    }


def _choices(random: Random, measures: list[dict[str, Any]]) -> Iterable[Choice]:
    """Half of the measures, started in time."""
    for measure in measures:
        if random.random() < 0.5:
            size, start = measure["size"], measure["start"]
            steps = random.randint(0, (size["max"] - size["min"]) // size["step"])
            year = random.randint(start["earliest"], min(start["latest"], SETTLED - 1))
            chosen = size["min"] + steps * size["step"]
            yield Choice(measure=measure["id"], start=year, size=Decimal(chosen))


def _scenario(random: Random, number: int, ledger: Ledger) -> dict[str, Any]:
    """A future in which provinces lose nearly what the package brings them."""
    part = Fraction(random.randint(70, 97), 100)
    changes = []
    for province in _helped(ledger):
        first = random.randint(SETTLED - 2, SETTLED + 1)
        brought = [ledger.jobs(province, year) for year in YEARS]
        jobs = {
            str(year): int(part * min(brought[year - FIRST :])) for year in range(first, LAST + 1)
        }
        if all(jobs.values()):
            name = f"leaves-{province}-{number + 1}"
            changes.append({"id": name, "from": province, "sector": "defence", "jobs": jobs})
    return {"id": f"scenario-{number + 1}", "changes": changes}


def _helped(ledger: Ledger) -> tuple[str, ...]:
    """The four provinces to which the package brings most."""
    by_jobs = sorted(PROVINCES, key=lambda code: -ledger.jobs(code, LAST))
    return tuple(sorted(by_jobs[:4], key=PROVINCES.index))


def _lacking(ledger: Ledger, resource: str, year: int) -> Fraction:
    return ledger.used(resource, year) - ledger.provided(resource, year)


def _most(quantity: Callable[[int], Fraction], decimals: int = 0) -> Decimal:
    """The most that a quantity comes to in any year, rounded up."""
    worst = max(Fraction(0), *(quantity(year) for year in YEARS))
    finest = Decimal(1).scaleb(-decimals)
    exact = Decimal(worst.numerator) / Decimal(worst.denominator)
    return exact.quantize(finest, rounding=ROUND_CEILING)


def _relations(
    random: Random, measures: list[dict[str, Any]], package: Package
) -> Iterable[dict[str, Any]]:
    """Some that the package keeps."""
    starts = {choice.measure: choice.start for choice in package.choices}
    for one, other in list(pairwise(item["id"] for item in measures))[::4]:
        if one in starts and other in starts and starts[one] >= starts[other]:
            yield {"kind": "requires", "measure": one, "on": other}
        elif one not in starts or other not in starts:
            yield {"kind": "excludes", "measure": one, "on": other}


def _model(ledger: Ledger) -> dict[str, Any]:
    """Hard rules that the package just keeps, and soft ones for the whole country."""
    helped, late = list(_helped(ledger)), {"first": SETTLED}
    protected = [code for code in PROVINCES if code not in helped][:3]
    everything = [measure.id for measure in ledger.facts.measures]

    def once(year: int) -> Fraction:
        return ledger.paid(everything, (year,), None) * Fraction(11, 10)

    def taken(year: int) -> Fraction:
        choices = list(ledger.choices())
        return sum(
            (ledger.taken(one, code, year) for one, _, _ in choices for code in protected),
            Fraction(0),
        )

    soft: dict[str, Any] = {"strength": "soft", "years": late}
    rules: list[dict[str, Any]] = [
        {"family": "net-employment", "provinces": helped, "years": late},
        {"family": "workplaces"},
        {"family": "protected-origin", "provinces": protected, "at_most": _most(taken)},
        {"family": "absorption", "share": _most(lambda year: _growth(ledger, year), 5)},
        {"family": "bound", "quantity": "cost", "each_year": True, "at_most": _most(once)},
        {"family": "concentration", "share": _concentration(ledger)},
        {"family": "national-deviation", "tolerance": Decimal("0.02"), "price": 3_000, **soft},
        {"family": "even-distribution", "tolerance": Decimal("0.6"), "price": 500, **soft},
        {"family": "high-grade", "provinces": helped, "price": 4_000, **soft},
    ]
    return {
        "format": 1,
        "name": "generated",
        "objective": {"discount_rate": Decimal("0.0225"), "continue_years": 10},
        "rules": [{"id": rule["family"], **rule} for rule in rules],
    }


def _growth(ledger: Ledger, year: int) -> Fraction:
    """The largest share of its labour force that a province gains in a year."""
    return max(
        (ledger.jobs(code, year) - ledger.jobs(code, year - 1))
        / ledger.facts.people("labour_force", code, year)
        for code in PROVINCES
    )


def _concentration(ledger: Ledger) -> Decimal:
    """The largest share of the jobs gained that one agency brings, rounded up."""
    brought: dict[str | None, Fraction] = {}
    for measure, _, size in ledger.choices():
        brought[measure.agency] = brought.get(measure.agency, Fraction(0)) + size
    whole = sum(brought.values(), Fraction(0)) or Fraction(1)
    worst = max(brought.values(), default=Fraction(1))
    return _most(lambda _: worst / whole, 2)
