# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every rule, relation and lock checked on a finished package, exactly and without a solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from compensatie.engine.case import Case
from compensatie.engine.display import html_of
from compensatie.errors import Fault, InputError
from compensatie.facts.package import Choice, Package
from compensatie.facts.references import unknown
from compensatie.facts.relation import Relation
from compensatie.ledger import Ledger
from compensatie.rule import Finding


@dataclass(frozen=True, slots=True)
class Breach:
    """Something besides the rules that a package does not keep."""

    kind: Literal["relation", "lock", "size", "start"]
    """What is broken."""
    record: str
    """The measure, or the relation with its number in the file."""
    value: str | None
    """What the package says."""
    text: str
    """What is wrong, in English, with places for `details`."""
    details: dict[str, str]
    """What fills the places."""


@dataclass(frozen=True)
class Audit:
    """What checking a package came to."""

    case: Case
    """What it was checked against."""
    package: Package
    """The package."""
    ledger: Ledger
    """The package played year by year."""
    findings: tuple[Finding, ...]
    """What every rule found."""
    breaches: tuple[Breach, ...]
    """Relations, locks, sizes and starts that are not kept."""

    @cached_property
    def met(self) -> bool:
        """Whether everything hard is kept."""
        kept = all(finding.met is not False for finding in self.findings if finding.is_hard)
        return kept and not self.breaches

    @cached_property
    def penalty(self) -> Fraction:
        """EUR for the shortfalls of soft rules, scenarios weighted."""
        rules = {entry.rule.id: entry.rule for entry in self.case.rules}
        return sum(
            (
                self.case.price(finding.place, rules[finding.rule]) * finding.shortfall
                for finding in self.findings
                if not finding.is_hard
            ),
            Fraction(0),
        )

    @cached_property
    def shortfall(self) -> Fraction:
        """The shortfalls of all soft rules, as they are."""
        missing = (finding.shortfall for finding in self.findings if not finding.is_hard)
        return sum(missing, Fraction(0))

    def objective(self, position: int = 0) -> Fraction:
        """The value of one of the case's objectives, the first by default."""
        if position not in self._objectives:
            self._objectives[position] = self._objective(position)
        return self._objectives[position]

    @cached_property
    def _objectives(self) -> dict[int, Fraction]:
        return {}

    def _objective(self, position: int) -> Fraction:
        objective = self.case.stages[position].objective
        value = objective.value(self.case.facts, self.ledger)
        value += self.penalty if objective.adds_penalty else 0
        return value + (self.shortfall if objective.adds_shortfall else 0)

    def _repr_html_(self) -> str:
        return html_of(self)


def audit_package(case: Case, package: Package) -> Audit:
    """Checks a package made by anyone.

    Raises:
        InputError: it chooses a measure that does not exist, or one measure twice.
    """
    if faults := [*_unknown_measures(case, package), *_twice(package)]:
        raise InputError(faults)
    ledger = Ledger(case.facts, package)
    breaches = (*_choice_breaches(case, package), *_relation_breaches(case, package))
    return Audit(
        case, package, ledger, case.findings(ledger), (*breaches, *_lock_breaches(case, package))
    )


def _unknown_measures(case: Case, package: Package) -> Iterator[Fault]:
    known = case.instance.measure_by_id
    for position, choice in enumerate(package.choices):
        if choice.measure not in known:
            text = "there is no measure “{name}”"
            path = ("choices", position, "measure")
            yield unknown("unknown-measure", text, choice.measure, known, *path)


def _twice(package: Package) -> Iterator[Fault]:
    counts = Counter(choice.measure for choice in package.choices)
    for name, count in counts.items():
        if count > 1:
            text = "“{name}” is chosen twice"
            yield Fault("chosen-twice", text, path=("choices",), value=name, details={"name": name})


def _choice_breaches(case: Case, package: Package) -> Iterator[Breach]:
    for choice in package.choices:
        measure = case.instance.measure_by_id[choice.measure]
        if choice.start not in measure.start.years:
            years = {"first": str(measure.start.earliest), "last": str(measure.start.latest)}
            text = "{measure} starts in {year}; it can start from {first} to {last}"
            yield _breach("start", choice, str(choice.start), text, years)
        if not measure.size.allows(Fraction(choice.size)):
            size = measure.size
            limits = {"min": str(size.min), "max": str(size.max), "step": str(size.step)}
            text = "{measure} has size {size}; it can have {min} to {max}, in steps of {step}"
            yield _breach("size", choice, str(choice.size), text, limits)


def _breach(
    kind: Literal["size", "start"], choice: Choice, value: str, text: str, limits: dict[str, str]
) -> Breach:
    details = {"measure": choice.measure, "year": str(choice.start), "size": str(choice.size)}
    return Breach(kind, choice.measure, value, text, {**details, **limits})


def _relation_breaches(case: Case, package: Package) -> Iterator[Breach]:
    starts = {choice.measure: choice.start for choice in package.choices}
    for position, relation in enumerate(case.instance.relations):
        if not is_kept(relation, starts):
            chosen = [name for name in relation.members if name in starts]
            details = {
                "number": str(position + 1),
                "kind": relation.kind,
                "measures": ", ".join(relation.members),
                "chosen": ", ".join(chosen) or "–",
                "count": str(relation.count),
            }
            text = RELATION_TEXTS[relation.kind]
            record = f"relations[{position}]"
            yield Breach("relation", record, ", ".join(chosen) or None, text, details)


RELATION_TEXTS = {
    "requires": "the first of {measures} needs the second to start no later",
    "excludes": "{measures} exclude each other",
    "together": "{measures} go together; chosen: {chosen}",
    "at-most": "at most {count} of {measures} can be chosen; chosen: {chosen}",
    "at-least": "at least {count} of {measures} must be chosen; chosen: {chosen}",
}
"""What is wrong where a relation is broken, in English."""


def is_kept(relation: Relation, starts: dict[str, int]) -> bool:
    """Whether the start years of a package keep a relation."""
    chosen = [name for name in relation.members if name in starts]
    match relation.kind:
        case "requires":
            measure, on = relation.members
            return measure not in starts or (on in starts and starts[on] <= starts[measure])
        case "excludes":
            return len(chosen) < 2
        case "together":
            return len(chosen) in (0, len(relation.members))
        case "at-most":
            return len(chosen) <= (relation.count or 0)
        case "at-least":
            return len(chosen) >= (relation.count or 0)


def _lock_breaches(case: Case, package: Package) -> Iterator[Breach]:
    chosen = package.by_measure()
    for name in case.locks.include:
        if name not in chosen:
            yield Breach("lock", name, None, "{measure} must be chosen", {"measure": name})
    for name in case.locks.exclude:
        if name in chosen:
            size = str(chosen[name].size)
            yield Breach("lock", name, size, "{measure} must not be chosen", {"measure": name})
