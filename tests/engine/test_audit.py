# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What an audit says of relations, locks, sizes and starts that a package does not keep."""

from __future__ import annotations

from typing import Any

import pytest

from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.case import bind
from compensatie.errors import InputError
from tests.support.written import instance, measure, model, package

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
    ({"kind": "at-least", "count": 2, **TRIPLE}, [[B, C], [EARLY, B, C]], [[], [C]]),
]


@pytest.mark.parametrize(("relation", "kept", "broken"), RELATIONS, ids=lambda one: str(one)[:24])
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


def test_sizes_and_starts_out_of_range_are_told_apart() -> None:
    audit = audited(("a", 2026, 1), ("b", 2025, 5), ("c", 2023, 2))
    told = [(one.kind, one.record, one.value) for one in audit.breaches]
    assert told == [("start", "a", "2026"), ("size", "b", "5")]


def test_what_cannot_be_played_is_bad_input() -> None:
    with pytest.raises(InputError) as caught:
        audited(("a", 2023, 1), ("a", 2024, 2), ("aa", 2023, 1))
    codes = [(fault.code, fault.value) for fault in caught.value.faults]
    assert codes == [("unknown-measure", "aa"), ("chosen-twice", "a")]
