# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Which scenarios can be told apart when."""

from __future__ import annotations

from compensatie.facts.instance import Instance
from compensatie.facts.knowledge import Knowledge

NAMES = ("a", "b", "c", "d")


def known(**keys) -> Knowledge:
    instance = Instance.model_validate(
        {
            "format": 1,
            "name": "known",
            "unit": "fte",
            "reference_year": 2024,
            "years": {"first": 2025, "last": 2030},
            "price_year": 2025,
            "provinces": [{"code": "DR"}],
            "scenarios": [{"id": name} for name in NAMES],
            **keys,
        }
    )
    return Knowledge.of(instance, NAMES)


def test_without_signals_nothing_is_ever_known():
    assert known().groups(2030) == (NAMES,)
    assert known().first_year is None


def test_from_its_year_on_everything_is_known():
    told = known(known_from=2027)
    assert told.groups(2026) == (NAMES,)
    assert told.groups(2027) == (("a",), ("b",), ("c",), ("d",))
    assert told.first_year == 2027


def test_signals_cross():
    told = known(
        signals=[
            {"year": 2026, "groups": [["a", "b"], ["c", "d"]]},
            {"year": 2028, "groups": [["b", "c"], ["d", "a"]]},
        ]
    )
    assert told.groups(2027) == (("a", "b"), ("c", "d"))
    assert told.groups(2028) == (("a",), ("b",), ("c",), ("d",))


def test_what_tells_scenarios_apart_that_are_left_out_tells_nothing():
    told = known(signals=[{"year": 2026, "groups": [["a", "b"], ["c", "d"]]}])
    assert told.among(["a", "b"]).first_year is None
    assert told.among(["a", "d"]).first_year == 2026


def test_earlier_and_never():
    told = known(known_from=2027)
    assert told.earlier().first_year == 2026
    assert told.never().groups(2030) == (NAMES,)
