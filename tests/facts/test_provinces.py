# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The names by which provinces are called."""

from __future__ import annotations

import pytest

from compensatie.errors import InputError
from compensatie.facts.facts import Facts
from tests.support.written import instance

TWO = instance(
    provinces=[{"code": "DR", "name": "Drenthe", "also": ["Olde Landschap"]}, {"code": "FR"}],
    employment=[
        {"province": "pv22", "sector": "civil", "jobs": {2022: 10}},
        {"province": "Fryslân", "sector": "civil", "jobs": {2022: 20}},
    ],
)


@pytest.mark.parametrize(
    "name", ["DR", "dr", " Drenthe ", "DRENTHE", "PV22", "NL-DR", "NL13", "olde landschap"]
)
def test_a_province_goes_by_all_its_names(name: str) -> None:
    assert TWO.code(name) == "DR"


@pytest.mark.parametrize("name", ["Friesland", "Fryslân", "PV21", "NL-FR"])
def test_both_spellings_of_a_name_are_known(name: str) -> None:
    assert TWO.code(name) == "FR"


def test_results_use_the_code_of_the_instance() -> None:
    facts = Facts(TWO)
    assert facts.baseline("DR", 2023, "base") == 10
    assert [record.province for record in TWO.employment] == ["DR", "FR"]
    assert facts.named(["Friesland", "PV22", "drenthe"]) == ("FR", "DR")


def test_a_province_that_is_not_listed_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError) as refused:
        Facts(TWO).named(["Drente"])
    (fault,) = refused.value.faults
    assert (fault.code, fault.value, fault.suggestion) == ("unknown-province", "Drente", "Drenthe")


def test_an_own_name_goes_before_an_official_one() -> None:
    mine = instance(provinces=[{"code": "GE", "name": "Genève"}, {"code": "GD"}], employment=[])
    assert mine.code("GE") == "GE"
    assert mine.code("GD") == "GD"


def test_any_region_works() -> None:
    wales = instance(
        provinces=[{"code": "W92000004", "name": "Cymru", "also": ["Wales"]}],
        employment=[{"province": "Wales", "sector": "civil", "jobs": {2022: 7}}],
    )
    assert Facts(wales).baseline("W92000004", 2023, "base") == 7
