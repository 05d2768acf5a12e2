# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Years and places in few words."""

from __future__ import annotations

from compensatie.facts.place import Place
from compensatie.reports.places import MOST_GROUPS, periods, runs


def test_years_that_follow_each_other_are_taken_together():
    assert periods([2027, 2024, 2026, 2025, 2030]) == "2024–2027, 2030"
    assert periods([2024]) == "2024"
    assert periods([]) == ""


def test_years_with_equal_values_are_taken_together():
    values = [(2024, "a"), (2025, "a"), (2026, "b"), (2028, "b")]
    assert runs(values) == [(2024, 2025, "a"), (2026, 2026, "b"), (2028, 2028, "b")]


def test_rows_are_grouped_by_scenario_and_province(english):
    places = [Place("vertrek", "DR", year) for year in (2025, 2024)]
    places += [Place("blijft", "DR", 2026), Place(year=2024, item="werkplekken"), Place()]
    assert english.places.in_words(places) == (
        "Sixty jobs leave, Drenthe: 2024–2025; All stays, Drenthe: 2026; Workplaces: 2024; "
        "the whole package"
    )


def test_a_scenario_is_named_only_where_there_are_several(klein, per_saldo):
    from compensatie.engine.case import bind
    from compensatie.reports.speaker import Speaker

    speaker = Speaker(bind(klein, per_saldo, ["vertrek"]), "nl")
    assert speaker.places.in_words([Place("vertrek", "DR", 2024)]) == "Drenthe: 2024"


def test_no_sentence_names_more_groups_than_people_read(english):
    places = [Place(item=f"item {number}") for number in range(MOST_GROUPS + 3)]
    told = english.places.in_words(places)
    assert told.count(";") == MOST_GROUPS - 1
    assert told.endswith("and 4 more")
