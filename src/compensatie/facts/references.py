# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Do the records of an instance fit together: names, ids, years and sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from compensatie.errors import Fault, Path
from compensatie.facts.province import folded

if TYPE_CHECKING:
    from compensatie.facts.employment import Change, Employment
    from compensatie.facts.instance import Instance
    from compensatie.facts.relation import Relation

Known = Mapping[str, Collection[str]]
"""Ids that exist although their record is faulty, by kind: no reference to them is dangling."""


def unknown(code: str, text: str, name: str, known: Iterable[str], *path: str | int) -> Fault:
    """The fault that `name` is none of `known`, with the nearest one as suggestion."""
    names = list(dict.fromkeys(known))
    near = get_close_matches(name[:200], names, n=1)
    return Fault(
        code,
        text,
        path=path,
        value=name,
        allowed="one of: {names}",
        suggestion=near[0] if near else None,
        details={"name": name, "names": ", ".join(names) or "–"},
    )


def wrong_references(instance: Instance, known: Known) -> list[Fault]:
    """Every fault between records that are each well formed."""
    return [
        *_duplicates(instance),
        *_provinces(instance, known),
        *_names(instance, known),
        *_dates(instance),
        *_probabilities(instance),
    ]


def repeated(names: Iterable[str], *path: str, field: str = "id") -> Iterator[Fault]:
    """A fault for each name that stands twice, at its second place."""
    seen: Counter[str] = Counter()
    for position, name in enumerate(names):
        seen[name] += 1
        if seen[name] == 2:
            yield twice(name, (*path, position, field))


def twice(name: str, path: Path) -> Fault:
    """The fault that a name stands in a second place."""
    return Fault(
        "duplicate-id",
        "“{name}” stands here twice",
        path=path,
        value=name,
        allowed="a name of its own for each record",
        details={"name": name},
    )


def _duplicates(instance: Instance) -> Iterator[Fault]:
    yield from repeated((item.id for item in instance.measures), "measures")
    yield from repeated((item.id for item in instance.scenarios), "scenarios")
    yield from repeated((item.id for item in instance.resources), "resources")
    yield from repeated((item.id for item in instance.changes), "changes")
    yield from repeated((item.id for item in instance.uncertainties), "uncertainties")
    yield from repeated(
        (folded(item.code) for item in instance.provinces), "provinces", field="code"
    )
    yield from _same_baseline(instance, instance.employment, ())
    shared = {change.id for change in instance.changes}
    for number, scenario in enumerate(instance.scenarios):
        path = ("scenarios", number)
        yield from _same_baseline(instance, scenario.employment, path)
        for fault in repeated((item.id for item in scenario.changes), "changes"):
            yield fault.at(*path)
        for position, change in enumerate(scenario.changes):
            if change.id in shared:
                yield twice(change.id, (*path, "changes", position, "id"))


def _same_baseline(
    instance: Instance, records: Iterable[Employment], path: Path
) -> Iterator[Fault]:
    names = (f"{instance.code(item.province)} {item.sector}" for item in records)
    for fault in repeated(names, "employment", field="sector"):
        yield fault.at(*path)


def _named_provinces(instance: Instance) -> Iterator[tuple[str, Path]]:
    """Every place where a province is named, with its path."""
    yield from _in_baselines(instance.employment, ())
    yield from _in_changes(instance.changes, ())
    for number, scenario in enumerate(instance.scenarios):
        yield from _in_baselines(scenario.employment, ("scenarios", number))
        yield from _in_changes(scenario.changes, ("scenarios", number))
    for number, measure in enumerate(instance.measures):
        if measure.province is not None:
            yield measure.province, ("measures", number, "province")
        for field in ("origin", "effects"):
            for name in getattr(measure, field) or ():
                yield name, ("measures", number, field, name)


def _in_baselines(records: Iterable[Employment], path: Path) -> Iterator[tuple[str, Path]]:
    for number, record in enumerate(records):
        yield record.province, (*path, "employment", number, "province")


def _in_changes(records: Iterable[Change], path: Path) -> Iterator[tuple[str, Path]]:
    for number, change in enumerate(records):
        if change.from_ is not None:
            yield change.from_, (*path, "changes", number, "from")
        if change.to is not None:
            yield change.to, (*path, "changes", number, "to")


def _provinces(instance: Instance, known: Known) -> Iterator[Fault]:
    elsewhere = {folded(name) for name in known.get("provinces", ())}
    for name, path in _named_provinces(instance):
        if instance.code(name) is None and folded(name) not in elsewhere:
            codes = [name for item in instance.provinces for name in (item.code, item.title)]
            yield unknown("unknown-province", "there is no province “{name}”", name, codes, *path)
    for number, measure in enumerate(instance.measures):
        for field in ("origin", "effects"):
            codes = [instance.code(name) or name for name in getattr(measure, field) or ()]
            for fault in repeated(codes, "measures"):
                yield Fault(
                    "duplicate-province",
                    "province “{name}” is named twice, by two of its names",
                    path=("measures", number, field),
                    value=fault.value,
                    allowed="each province once",
                    details=fault.details,
                )


def _names(instance: Instance, known: Known) -> Iterator[Fault]:
    resources = {item.id for item in instance.resources} | set(known.get("resources", ()))
    measures = {item.id for item in instance.measures} | set(known.get("measures", ()))
    for number, measure in enumerate(instance.measures):
        for field in ("provides", "uses"):
            for name in getattr(measure, field):
                if name not in resources:
                    yield unknown(
                        "unknown-resource",
                        "there is no resource “{name}”",
                        name,
                        sorted(resources),
                        "measures",
                        number,
                        field,
                        name,
                    )
    for number, relation in enumerate(instance.relations):
        seen: set[str] = set()
        for name, path in _members(relation):
            place = ("relations", number, *path)
            if name not in measures:
                text = "there is no measure “{name}”"
                yield unknown("unknown-measure", text, name, sorted(measures), *place)
            if name in seen:
                yield twice(name, place)
            seen.add(name)
    yield from _sources(instance, known)


def _members(relation: Relation) -> Iterator[tuple[str, Path]]:
    """The measures that a relation speaks of, with the path of each inside it."""
    for field in ("measure", "on"):
        if (name := getattr(relation, field)) is not None:
            yield name, (field,)
    for position, member in enumerate(relation.measures):
        yield member, ("measures", position)


def _sources(instance: Instance, known: Known) -> Iterator[Fault]:
    sources = set(instance.sources) | set(known.get("sources", ()))
    for name, path in _named_sources(instance, ()):
        if name not in sources:
            yield unknown(
                "unknown-source", "there is no source “{name}”", name, sorted(sources), *path
            )
    if instance.national_source is not None and instance.national_source not in sources:
        yield unknown(
            "unknown-source",
            "there is no source “{name}”",
            instance.national_source,
            sorted(sources),
            "national_source",
        )


def _named_sources(table: Any, path: Path) -> Iterator[tuple[str, Path]]:
    """Every source named in a record, however deep."""
    for field in type(table).model_fields:
        value = getattr(table, field)
        if field == "source" and value is not None:
            yield value, (*path, field)
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if hasattr(type(item), "model_fields"):
                    yield from _named_sources(item, (*path, field, number))


def _dates(instance: Instance) -> Iterator[Fault]:
    for number, measure in enumerate(instance.measures):
        for field, year in (("earliest", measure.start.earliest), ("latest", measure.start.latest)):
            path = ("measures", number, "start", field)
            yield from outside_horizon(instance, year, "start-outside-horizon", path)
    yield from _early_changes(instance, instance.changes, ())
    for number, scenario in enumerate(instance.scenarios):
        yield from _early_changes(instance, scenario.changes, ("scenarios", number))


def outside_horizon(instance: Instance, year: int, code: str, path: Path) -> Iterator[Fault]:
    """The fault that a year lies outside the horizon, where it does."""
    horizon = instance.years.all
    if year not in horizon:
        yield Fault(
            code,
            "{year} lies outside the horizon",
            path=path,
            value=str(year),
            allowed="a year from {first} to {last}",
            details={"year": str(year), "first": str(horizon[0]), "last": str(horizon[-1])},
        )


def _early_changes(instance: Instance, changes: Iterable[Change], path: Path) -> Iterator[Fault]:
    for number, change in enumerate(changes):
        if change.jobs.first <= instance.reference_year:
            yield Fault(
                "change-too-early",
                "a change of {year} belongs in the employment figures",
                path=(*path, "changes", number, "jobs", str(change.jobs.first)),
                value=str(change.jobs.first),
                allowed="a year after the reference year {reference}",
                details={
                    "year": str(change.jobs.first),
                    "reference": str(instance.reference_year),
                },
            )


def _probabilities(instance: Instance) -> Iterator[Fault]:
    given = [item.probability for item in instance.scenarios if item.probability is not None]
    if not given:
        return
    for number, scenario in enumerate(instance.scenarios):
        if scenario.probability is None:
            yield Fault(
                "probability-missing",
                "other scenarios have a probability, this one has none",
                path=("scenarios", number, "probability"),
                allowed="a probability for every scenario, or for none",
            )
    if len(given) == len(instance.scenarios) and sum(given) != 1:
        yield Fault(
            "probabilities-not-one",
            "the probabilities add up to {total}",
            path=("scenarios",),
            value=str(sum(given)),
            allowed="probabilities that add up to exactly 1",
            details={"total": str(sum(given))},
        )
