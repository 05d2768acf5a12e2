# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What an audit says of relations, locks, sizes and starts that a package does not keep."""

from __future__ import annotations

from typing import Any

import pytest

from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.case import bind
from compensatie.errors import InputError
from compensatie.language import translate
from tests.support.written import cost, instance, measure, model, package

MEASURES = [measure(name, start={"earliest": 2023, "latest": 2025}) for name in "abc"]
RULE = {"family": "bound", "quantity": "measures", "at_most": 3}
EARLY, LATE = ("a", 2023, 1), ("a", 2024, 1)
B, B_LATE, C = ("b", 2023, 1), ("b", 2024, 1), ("c", 2023, 1)


def audited(*choices: Any, relation: dict[str, Any] | None = None, **parts: Any) -> Audit:
    relations = [] if relation is None else [relation]
    facts = instance(measures=MEASURES, relations=relations)
    return audit_package(bind(facts, model(RULE, **parts)), package(*choices))


PAIR = {"measure": "a", "on": "b"}
TRIPLE = {"measures": ["a", "b", "c"]}
RELATIONS = [
    ({"kind": "requires", **PAIR}, [[], [B], [EARLY, B], [LATE, B]], [[EARLY], [EARLY, B_LATE]]),
    ({"kind": "excludes", **PAIR}, [[], [EARLY], [B, C]], [[EARLY, B], [LATE, B]]),
    ({"kind": "together", **TRIPLE}, [[], [EARLY, B_LATE, C]], [[EARLY], [B, C]]),
    ({"kind": "at-most", "count": 2, **TRIPLE}, [[], [EARLY, B]], [[EARLY, B, C]]),
    ({"kind": "at-most", "count": 0, **TRIPLE}, [[]], [[C]]),
    ({"kind": "at-least", "count": 2, **TRIPLE}, [[B, C], [EARLY, B, C]], [[], [C]]),
    ({"kind": "at-least", "count": 0, **TRIPLE}, [[], [C]], []),
]


@pytest.mark.parametrize(("relation", "kept", "broken"), RELATIONS, ids=lambda one: str(one)[:34])
def test_a_relation_is_kept_or_broken(relation: dict[str, Any], kept: Any, broken: Any) -> None:
    for choices in kept:
        assert audited(*choices, relation=relation).met, choices
    for choices in broken:
        audit = audited(*choices, relation=relation)
        assert not audit.met
        (breach,) = audit.breaches
        assert (breach.kind, breach.record) == ("relation", "relations[0]")
        named = [name for name, _, _ in choices]
        assert breach.value == (", ".join(named) or None)


def test_locks_are_kept_or_broken() -> None:
    locks = {"include": ["a"], "exclude": ["b"]}
    assert audited(EARLY, C, locks=locks).met
    audit = audited(("b", 2023, 3), locks=locks)
    assert not audit.met
    told = [(one.kind, one.record, one.value) for one in audit.breaches]
    assert told == [("lock", "a", None), ("lock", "b", "3")]


SAID = [
    (
        [("a", 2026, 1)],
        {},
        "a starts in 2026; it can start from 2023 to 2025",
        "a start in 2026; dat kan van 2023 tot en met 2025",
    ),
    (
        [("a", 2023, 5)],
        {},
        "a has size 5; it can have 1 to 4, in steps of 1",
        "a heeft omvang 5; dat kan van 1 tot en met 4, in stappen van 1",
    ),
    (
        [EARLY],
        {"relation": {"kind": "requires", **PAIR}},
        "the first of a, b needs the second to start no later",
        "van a, b heeft de eerste nodig dat de tweede niet later start",
    ),
    (
        [EARLY, B],
        {"relation": {"kind": "excludes", **PAIR}},
        "a, b exclude each other",
        "a, b sluiten elkaar uit",
    ),
    (
        [B, C],
        {"relation": {"kind": "together", **TRIPLE}},
        "a, b, c go together; chosen: b, c",
        "a, b, c horen bij elkaar; gekozen: b, c",
    ),
    (
        [EARLY, B, C],
        {"relation": {"kind": "at-most", "count": 2, **TRIPLE}},
        "at most 2 of a, b, c can be chosen; chosen: a, b, c",
        "van a, b, c zijn er hoogstens 2 te kiezen; gekozen: a, b, c",
    ),
    (
        [],
        {"relation": {"kind": "at-least", "count": 2, **TRIPLE}},
        "at least 2 of a, b, c must be chosen; chosen: –",
        "van a, b, c moeten er minstens 2 gekozen zijn; gekozen: –",
    ),
    ([], {"locks": {"include": ["a"]}}, "a must be chosen", "a moet gekozen zijn"),
    ([B], {"locks": {"exclude": ["b"]}}, "b must not be chosen", "b mag niet gekozen zijn"),
]


@pytest.mark.parametrize(("choices", "parts", "english", "dutch"), SAID)
def test_what_is_broken_is_said(choices: Any, parts: Any, english: str, dutch: str) -> None:
    (breach,) = audited(*choices, **parts).breaches
    assert breach.text.format_map(breach.details) == english
    assert translate(breach.text, "nl").format_map(breach.details) == dutch


def test_every_relation_is_looked_at_and_numbered() -> None:
    exclude = {"kind": "excludes", "measure": "a", "on": "b"}
    relations = [exclude, {**exclude, "on": "c"}, {**exclude, "measure": "c"}]
    facts = instance(measures=MEASURES, relations=relations)
    found = audit_package(bind(facts, model(RULE)), package(EARLY, C)).breaches
    told = [(one.record, one.details["number"], one.details["kind"]) for one in found]
    assert told == [("relations[1]", "2", "excludes")]


def test_sizes_and_starts_out_of_range_are_told_apart() -> None:
    audit = audited(("a", 2026, 1), ("b", 2025, 5), ("c", 2023, 2))
    told = [(one.kind, one.record, one.value) for one in audit.breaches]
    assert told == [("start", "a", "2026"), ("size", "b", "5")]


def test_what_cannot_be_played_is_bad_input() -> None:
    with pytest.raises(InputError) as caught:
        audited(("a", 2023, 1), ("a", 2024, 2), ("aa", 2023, 1))
    said = [
        (fault.code, fault.field_name, fault.value, fault.message(), fault.allowed_message())
        for fault in caught.value.faults
    ]
    names = "one of: a, b, c"
    assert said == [
        ("unknown-measure", "choices[2].measure", "aa", "there is no measure “aa”", names),
        ("chosen-twice", "choices", "a", "“a” is chosen twice", None),
    ]


SHORT = {"family": "bound", "quantity": "measures", "at_least": 3}
SOFT = {"strength": "soft", "price": 10}


def test_only_what_is_hard_makes_a_package_fail() -> None:
    facts = instance(measures=MEASURES)
    assert not audit_package(bind(facts, model(SHORT)), package(B)).met
    assert audit_package(bind(facts, model({**SHORT, **SOFT})), package(B)).met
    unknown = {"family": "net-employment", "where_unknown": "report"}
    nowhere = instance(measures=MEASURES, employment=[])
    assert audit_package(bind(nowhere, model(unknown)), package(B)).met


def test_what_soft_rules_miss_is_priced_and_added_up() -> None:
    """1 of 3 measures is 2 short, at 10 EUR; 5 jobs of 12 are 7 short in each of two scenarios."""
    floor = {"family": "net-employment", "floor": 12, "years": {"last": 2023}, **SOFT, "price": 100}
    facts = instance(
        measures=[measure("b", costs=cost(once_per_unit=1000))],
        employment=[{"province": "DR", "sector": "civil", "jobs": {2022: 4}}],
        scenarios=[{"id": "likely", "probability": 0.75}, {"id": "else", "probability": 0.25}],
    )
    hard = {"family": "bound", "quantity": "measures", "at_most": 0}
    policy = model({**SHORT, **SOFT}, floor, hard, objective={"minimise": "shortfall"})
    audit = audit_package(bind(facts, policy), package(B))
    assert audit.penalty == 2 * 10 + 7 * 100
    assert audit.shortfall == 2 + 7 + 7
    assert [audit.objective(at) for at in (0, 1)] == [16, 1000 + 720]
    assert audit.objective() == 16
