# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What one drawn future came to: the optimum, and every package that was given; as data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from compensatie.engine.audit import Audit
from compensatie.engine.inquiry import Found
from compensatie.engine.outcome import Status
from compensatie.facts.package import Choice
from compensatie.rule import Finding
from compensatie.studies.study import status_of
from compensatie.units import CENT, MILLIONTH, rounded


class Failure(StrEnum):
    """Why a draw has no answer at all, after it was tried again."""

    CRASHED = "crashed"
    """The process that worked on it ended."""
    HUNG = "hung"
    """It went on past its time, and was stopped."""
    MEMORY = "out-of-memory"
    """There was not enough memory."""
    ERROR = "error"
    """It could not be worked out: the reason says why."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A hard rule that a package misses in some years, or a relation or lock that it breaks."""

    rule: str
    """Id of the rule; the kind of breach where it is none."""
    scenario: str | None
    """In which scenario, where the rule looks at scenarios."""
    province: str | None
    """Where, where the rule looks at provinces."""
    years: tuple[int, ...]
    """In which years, where the rule looks at years."""
    worst: Decimal
    """The greatest shortfall, in the unit of the rule, to six decimals."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a package comes to in one future, money to the cent."""

    objective: Decimal
    """The value of the model's first objective."""
    cost: Decimal
    """Net present value, EUR."""

    @classmethod
    def of(cls, audit: Audit) -> Worth:
        """Of a package that was checked."""
        first = audit.case.stages[0].objective
        value = audit.objective()
        if first.name == "cost" and first.payers is None:
            cost = value - audit.penalty
        else:
            measures = [measure.id for measure in audit.case.facts.measures]
            cost = audit.ledger.present_value(measures, audit.case.facts.years, None)
        unit = CENT if first.unit == "EUR" else MILLIONTH
        return cls(rounded(value, unit), rounded(cost, CENT))


@dataclass(frozen=True, slots=True)
class Held:
    """How a given package does in one future."""

    worth: Worth
    """What it comes to."""
    misses: tuple[Miss, ...]
    """The hard rules that it misses there; none: it holds."""

    @classmethod
    def of(cls, audit: Audit) -> Held:
        """Of a package that was checked."""
        return cls(Worth.of(audit), tuple(_misses(audit)))

    @property
    def met(self) -> bool:
        """Whether it keeps every hard rule."""
        return not self.misses


@dataclass(frozen=True, slots=True)
class DrawnAnswer:
    """What one drawn future came to."""

    status: Status
    """How the question for the best package stands."""
    worth: Worth | None = None
    """What the best package comes to."""
    choices: tuple[Choice, ...] = ()
    """The best package."""
    held: tuple[Held, ...] = ()
    """How each given package does, in the order of the call."""
    failure: Failure | None = None
    """Why there is no answer at all."""
    reason: str = ""
    """Why the search stopped, or what failed, in words of the solver or the system."""

    @classmethod
    def of(cls, found: Found, held: Iterable[Audit]) -> DrawnAnswer:
        """From the answer to the question for the best package, and the packages checked."""
        best = found.best
        return cls(
            status_of(found),
            None if best is None else Worth.of(best),
            () if best is None else best.package.choices,
            tuple(map(Held.of, held)),
            reason="" if found.is_proven else found.reason,
        )

    @property
    def has_answer(self) -> bool:
        """Whether it is proven what happens in this future."""
        return self.status in (Status.OPTIMAL, Status.INFEASIBLE)


def _misses(audit: Audit) -> Iterator[Miss]:
    for breach in audit.breaches:
        yield Miss(breach.kind, None, None, (), Decimal(0))
    missed: dict[tuple[str, str | None, str | None], list[Finding]] = {}
    for finding in audit.findings:
        if finding.is_hard and finding.met is False:
            key = (finding.rule, finding.place.scenario, finding.place.province)
            missed.setdefault(key, []).append(finding)
    for (rule, scenario, province), found in missed.items():
        years = {one.place.year for one in found if one.place.year is not None}
        worst = max(one.shortfall for one in found)
        yield Miss(rule, scenario, province, tuple(sorted(years)), rounded(worst, MILLIONTH))


def as_text(answer: DrawnAnswer) -> str:
    """An answer as one line of JSON: the same answer is always the same text."""
    return json.dumps(
        {
            "status": str(answer.status),
            "worth": _worth(answer.worth),
            "choices": [[one.measure, one.start, str(one.size)] for one in answer.choices],
            "held": [
                [_worth(one.worth), [_miss(miss) for miss in one.misses]] for one in answer.held
            ],
            "failure": answer.failure and str(answer.failure),
            "reason": answer.reason,
        }
    )


def _worth(worth: Worth | None) -> list[str] | None:
    return None if worth is None else [str(worth.objective), str(worth.cost)]


def _miss(miss: Miss) -> list[Any]:
    return [miss.rule, miss.scenario, miss.province, list(miss.years), str(miss.worst)]


def from_text(text: str) -> DrawnAnswer:
    """The answer that `as_text` wrote.

    Raises:
        ValueError, TypeError, KeyError, ArithmeticError: it is no such text.
    """
    told = json.loads(text)
    return DrawnAnswer(
        Status(told["status"]),
        _worth_in(told["worth"]),
        tuple(_choice(*one) for one in told["choices"]),
        tuple(Held(_known(worth), tuple(map(_miss_in, misses))) for worth, misses in told["held"]),
        told["failure"] and Failure(told["failure"]),
        told["reason"],
    )


def _worth_in(told: list[str] | None) -> Worth | None:
    return None if told is None else _known(told)


def _known(told: list[str]) -> Worth:
    objective, cost = told
    return Worth(Decimal(objective), Decimal(cost))


def _choice(measure: str, start: int, size: str) -> Choice:
    return Choice(measure=measure, start=start, size=Decimal(size))


def _miss_in(told: list[Any]) -> Miss:
    rule, scenario, province, years, worst = told
    return Miss(rule, scenario, province, tuple(years), Decimal(worst))
