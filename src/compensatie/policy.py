# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The model: the policy of one case, its rules bound to their families, and how files extend.

Families and objectives are found by folder: a new file in `rules/` or `objectives/` is all
that it takes.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, reduce
from importlib import import_module
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from compensatie.errors import InputError
from compensatie.facts.counting import Counting, Valuation
from compensatie.facts.numbers import NonNegative
from compensatie.facts.record import Document, FormatVersion, Name, Table, Text
from compensatie.facts.references import repeated
from compensatie.legal_source import LegalSource
from compensatie.objective import Objective
from compensatie.rule import Rule


def _modules(folder: str) -> Iterator[Any]:
    package = import_module(f"compensatie.{folder}")
    for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        yield import_module(f"{package.__name__}.{found.name}")


def _defined(folder: str, base: type) -> Iterator[Any]:
    """The subclass of `base` that each module of a folder defines."""
    for module in _modules(folder):
        for value in vars(module).values():
            own = isinstance(value, type) and value.__module__ == module.__name__
            if own and issubclass(value, base):
                yield value


@cache
def families() -> Mapping[str, type[Rule]]:
    """Every rule family, by the name that model files call it."""
    found = _defined("rules", Rule)
    return {cls.model_fields["family"].annotation.__args__[0]: cls for cls in found}


@cache
def objectives() -> Mapping[str, type[Objective]]:
    """Every objective, by the name that model files call it."""
    return {cls.name: cls for cls in _defined("objectives", Objective)}


def _is_objective(name: str) -> str:
    if name not in objectives():
        raise PydanticCustomError(
            "unknown-objective",
            "there is no objective “{name}”",
            {"name": name, "names": ", ".join(objectives())},
        )
    return name


ObjectiveName = Annotated[
    Name, AfterValidator(_is_objective), WithJsonSchema({"enum": list(objectives())})
]
"""The name of an objective."""

if TYPE_CHECKING:
    AnyRule = Rule
else:
    AnyRule = Annotated[reduce(or_, families().values()), Field(discriminator="family")]


class NextObjective(Table):
    """An objective that decides among packages that are nearly as good by the earlier ones."""

    minimise: ObjectiveName
    """What is minimised."""
    payers: tuple[Name, ...] | None = None
    """Only what these pay counts (default: everyone)."""
    within: NonNegative = Decimal(0)
    """Share of its optimum by which the objective before it may be worse."""

    def objective(self) -> Objective:
        """The objective itself."""
        return objectives()[self.minimise](self.payers)


class ObjectiveTable(Valuation):
    """What the model minimises, and how money of different years is added."""

    minimise: ObjectiveName = "cost"
    """What is minimised."""
    payers: tuple[Name, ...] | None = None
    """Only what these pay counts (default: everyone)."""
    then: tuple[NextObjective, ...] = ()
    """Next objectives, each keeping the one before it within a share of its optimum."""

    def objective(self) -> Objective:
        """The first objective."""
        return objectives()[self.minimise](self.payers)

    def valuation(self) -> Valuation:
        """How money of different years is added."""
        return Valuation(discount_rate=self.discount_rate, continue_years=self.continue_years)


class Locks(Table):
    """Measures that must, or must not, be in the package."""

    include: tuple[Name, ...] = ()
    """Measures that every package has."""
    exclude: tuple[Name, ...] = ()
    """Measures that no package has."""

    @model_validator(mode="after")
    def _agree(self) -> Locks:
        if both := set(self.include) & set(self.exclude):
            raise PydanticCustomError(
                "included-and-excluded",
                "“{name}” is both included and excluded",
                {"name": ", ".join(sorted(both))},
            )
        return self

    def and_also(self, include: tuple[str, ...], exclude: tuple[str, ...]) -> Locks:
        """These locks and more.

        Raises:
            pydantic.ValidationError: a measure is both included and excluded.
        """
        return Locks(include=(*self.include, *include), exclude=(*self.exclude, *exclude))


class AdviceTable(Table):
    """Which decisions the minister must be asked for advice on, or must report.

    A decision is a change, or a measure that is chosen. It is measured by the posts that it moves
    across province borders, over all borders together; jobs that are new to the central
    government, or leave it, cross none.
    """

    advice_above: NonNegative
    """A decision that moves more posts than this needs advice."""
    report_from: NonNegative
    """A decision that moves at least this many posts is reported."""
    attention: tuple[Name, ...] = ()
    """Provinces that are looked at with special regard."""
    source: LegalSource | None = None
    """Where the thresholds come from."""

    @model_validator(mode="after")
    def _in_order(self) -> AdviceTable:
        if self.report_from > self.advice_above:
            raise PydanticCustomError(
                "report-above-advice", "report_from must not be above advice_above"
            )
        return self


class Model(Document):
    """The policy of one case: how facts are counted, what is minimised, and the rules."""

    format: FormatVersion
    """Version of the file format."""
    name: Name
    """Short name of the model."""
    title: Text | None = None
    """Title for people."""
    counting: Counting = Counting()
    """How jobs are counted."""
    objective: ObjectiveTable = ObjectiveTable()
    """What is minimised."""
    locks: Locks = Locks()
    """Measures that must, or must not, be in the package."""
    advice: AdviceTable | None = None
    """Which decisions need advice, or are reported; left out: the model does not say."""
    rules: tuple[AnyRule, ...] = ()
    """The rules."""

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Model:
        if faults := list(repeated((rule.id for rule in self.rules), "rules")):
            raise InputError(faults)
        return self


def extended(parent: Mapping[str, Any], child: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a model file that extends another's.

    `counting`, `objective`, `locks` and `advice` merge key by key; a rule with the same id is
    replaced where it stands, new ones follow; rules that `drop` names go.
    """
    dropped = set(child.get("drop", ()))
    merged = {**parent, **{key: child[key] for key in child if key not in ("extends", "drop")}}
    for key in ("counting", "objective", "locks", "advice"):
        if isinstance(parent.get(key), Mapping) and isinstance(child.get(key), Mapping):
            merged[key] = {**parent[key], **child[key]}
    merged["rules"] = _merged_rules(parent, child, dropped)
    return merged


def _merged_rules(
    parent: Mapping[str, Any], child: Mapping[str, Any], dropped: set[Any]
) -> list[Any]:
    """The rules of a parent, replaced where the child has one of the same id, then new ones."""
    inherited = {_id(rule): rule for rule in parent.get("rules", ()) if _id(rule) not in dropped}
    added = []
    replaced = set()
    for rule in child.get("rules", ()):
        # A second rule of one id is kept, so that it is refused as a duplicate and not lost.
        if _id(rule) in inherited and _id(rule) not in replaced:
            inherited[_id(rule)] = rule
            replaced.add(_id(rule))
        else:
            added.append(rule)
    return [*inherited.values(), *added]


def _id(rule: Any) -> Any:
    return rule.get("id") if isinstance(rule, Mapping) else None
