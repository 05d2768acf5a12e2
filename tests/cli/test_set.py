# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A what-if changes just what it names, is checked as a file is, and is told of in the result."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal

import pytest

import compensatie as cp
from compensatie.files.digest import digest
from compensatie.files.document import read_document
from compensatie.files.notation import written
from compensatie.files.setting import joined, read_setting, split_path
from tests.cli.conftest import KLEIN, PER_SALDO, ROOT

DE_VRIES = "models/motie-de-vries.toml"
PLACES = {
    "measures.gastplekken.size.max": lambda it: it.measures[0].size.max,
    "measures[0].size.max": lambda it: it.measures[0].size.max,
    "instance.measures.gastplekken.size.max": lambda it: it.measures[0].size.max,
    "measures.gastplekken.costs.desks.once": lambda it: it.measures[0].costs[0].once,
    "measures.gastplekken.costs.BZK/desks.once": lambda it: it.measures[0].costs[0].once,
    "measures.gastplekken.costs[0].once": lambda it: it.measures[0].costs[0].once,
    "employment.DR/civil.jobs.2026": lambda it: it.employment[1].jobs.root[2026],
    'employment."Drenthe/civil".jobs."2026"': lambda it: it.employment[1].jobs.root[2026],
    "employment.NL-DR/civil.growth": lambda it: it.employment[1].growth,
    "scenarios.vertrek.changes.eenheid.jobs.2026": lambda it: (
        it.scenarios[1].changes[0].jobs.root[2026]
    ),
    "resources.werkplekken.available": lambda it: it.resources[0].available,
    "provinces.Drenthe.population.2023": lambda it: it.provinces[0].population.root[2023],
    "national.2025": lambda it: it.national.root[2025],
    "national_labour_force.2023": lambda it: it.national_labour_force.root[2023],
}
VALUE = Decimal("40.000")
WRONG = {
    "measures.gastpleken.size.max=3": ("unknown-setting", "measures.gastplekken.size.max"),
    "measures.gastplekken.sze.max=3": ("unknown-setting", "measures.gastplekken.size.max"),
    "maesures.gastplekken.size.max=3": ("unknown-setting", "measures.gastplekken.size.max"),
    "measures[7].size.max=3": ("unknown-setting", None),
    "relations.none.kind=excludes": ("unknown-setting", None),
    "employment.DR/cvil.jobs.2026=3": ("unknown-setting", "employment.DR/civil.jobs.2026"),
    "measures.gastplekken.size.max.x=3": ("setting-inside-value", None),
    "measures.gastplekken.size.max=-3": ("not-positive", None),
    "measures.gastplekken.size.max=1.234,5": ("bad-setting-value", None),
    "measures.gastplekken.size.max=": ("bad-setting-value", None),
    "measures.gastplekken.size.max=nan": ("not-finite", None),
    "measures.gastplekken.size.max=forty": ("not-a-number", None),
    "measures.gastplekken.size.max=5": ("min-above-max", None),
    "measures.gastplekken.province=XX": ("unknown-province", None),
    "years.last=2020": ("first-after-last", None),
    "measures.gastplekken": ("bad-setting", None),
    "=3": ("bad-setting", None),
    "": ("bad-setting", None),
    "measures..size=3": ("bad-setting", None),
    "measures.gastplekken.size.max=1\nother=2": ("bad-setting-value", None),
    "rules.persaldo.tolerance=0.1": ("unknown-setting", "rules.per-saldo.tolerance"),
    "rules.per-saldo.tolerence=0.1": ("unknown-setting", "rules.per-saldo.tolerance"),
    "objective.minimise=costs": ("unknown-objective", "cost"),
    "objective.discount_rate=x": ("not-a-number", None),
    "rules.per-saldo.provinces=['XX']": ("unknown-province", None),
}


@pytest.mark.parametrize("path", PLACES)
def test_a_path_leads_to_its_value_and_to_nothing_else(path):
    before, after = cp.load_instance(KLEIN), cp.load_instance(KLEIN, [f"{path}={VALUE}"])
    assert PLACES[path](after) == VALUE
    again = cp.load_instance(KLEIN, [f"{path}={VALUE}", "name=other"]).model_dump()
    assert again == {**after.model_dump(), "name": "other"}
    changed = [
        key for key, value in after.model_dump().items() if value != before.model_dump()[key]
    ]
    assert changed == [path.removeprefix("instance.").partition("[")[0].partition(".")[0]]


def test_an_origin_is_called_by_any_name_of_its_province():
    instance = cp.load_instance(KLEIN, ["measures.gastplekken.origin.zuid-holland=0.5"])
    assert instance.measures[0].origin == {"ZH": Decimal("0.5")}


def test_decimals_are_exact():
    instance = cp.load_instance(KLEIN, ["measures.gastplekken.costs.desks.once=0.1"])
    assert instance.measures[0].costs[0].once == Decimal("0.1")


@pytest.mark.parametrize(
    ("setting", "read"),
    [
        ("objective.discount_rate=0.03", lambda it: it.objective.discount_rate == Decimal("0.03")),
        ("model.name=other", lambda it: it.name == "other"),
        ("counting.basis=filled", lambda it: it.counting.basis == "filled"),
        ("rules.per-saldo.tolerance.2025=0.01", lambda it: it.rules[0].tolerance.first == 2025),
        ("rules.per-saldo.years={ first = 2025 }", lambda it: it.rules[0].years.first == 2025),
        ('locks.include=["a"]', lambda it: it.locks.include == ("a",)),
    ],
)
def test_models_too_and_what_they_extend(setting, read):
    assert not read(cp.load_model(DE_VRIES))
    assert read(cp.load_model(DE_VRIES, [setting]))


def test_the_answer_is_that_of_a_file_with_the_value(solve, run, tmp_path):
    text = (ROOT / KLEIN).read_text("utf-8")
    assert text.count("yearly_per_unit = 9000,") == 1
    changed = tmp_path / "klein.toml"
    changed.write_text(text.replace("yearly_per_unit = 9000,", "yearly_per_unit = 9000.5,"))
    setting = "measures.gastplekken.costs.desks.yearly_per_unit=9000.5"
    asked = json.loads(solve("--set", setting, "--json").stdout)
    edited = json.loads(run("solve", changed, "--model", PER_SALDO, "--json").stdout)
    plain = json.loads(solve("--json").stdout)
    assert asked["objective"] == edited["objective"] != plain["objective"]
    assert asked["package"] == edited["package"]


def test_provenance_tells_of_settings_and_of_the_changed_content(solve):
    first, second = "measures.gastplekken.size.max=30", "objective.discount_rate=0"
    told = json.loads(solve("--set", first, "--set", second, "--json").stdout)["provenance"]
    assert told["options"] == {"set": f"{first}; {second}"}
    content = read_document(KLEIN).content
    content["measures"][0]["size"]["max"] = 30
    expected = hashlib.sha256(written(content, "json").encode()).hexdigest()
    assert told["instance_sha256"] == expected != digest(KLEIN)
    assert told["model_sha256"] != digest(PER_SALDO)


def test_without_settings_nothing_is_told(solve):
    told = json.loads(solve("--json").stdout)["provenance"]
    assert told["options"] == {}
    assert told["instance_sha256"] == digest(KLEIN)


@pytest.mark.parametrize("setting", WRONG)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_is_wrong_is_told_with_what_is_near(run, setting, language):
    call = ("check", KLEIN, "--model", PER_SALDO, "--set", setting, "--lang", language)
    result = run(*call, "--json")
    assert result.exit_code == 2
    (error,) = json.loads(result.stdout)["errors"]
    code, suggestion = WRONG[setting]
    assert error["code"] == code
    assert error["field"] == "--set"
    assert error["suggestion"] == suggestion
    told = run(*call)
    assert told.exit_code == 2
    assert "--set" in told.stderr
    assert "Traceback" not in told.output


def test_all_that_is_wrong_is_told_together(run):
    result = run("check", KLEIN, "--set", "a", "--set", "b=1,2", "--json")
    assert [one["code"] for one in json.loads(result.stdout)["errors"]] == [
        "bad-setting",
        "bad-setting-value",
    ]


def test_twice_the_same_is_refused(run):
    setting = "measures.gastplekken.size.max=30"
    result = run("check", KLEIN, "--set", setting, "--set", "measures[0].size.max=40", "--json")
    assert [one["code"] for one in json.loads(result.stdout)["errors"]] == ["set-twice"]


def test_a_setting_for_a_model_needs_one(run):
    result = run("check", KLEIN, "--set", "rules.per-saldo.tolerance=0.1")
    assert result.exit_code == 2
    assert "no model is given" in result.stderr


def test_a_label_of_two_payers_is_ambiguous(tmp_path):
    costs = 'costs    = [{ label = "relocation", payer = "BZK" }, { label = "relocation"'
    text = (ROOT / KLEIN).read_text("utf-8").replace('costs    = [{ label = "relocation"', costs)
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(cp.InputError) as caught:
        cp.load_instance(path, ["measures.uitbreiding.costs.relocation.once=1"])
    (fault,) = caught.value.faults
    assert fault.code == "ambiguous-setting"
    assert "costs[1]" in fault.allowed_message()
    found = cp.load_instance(path, ["measures.uitbreiding.costs.EZK/relocation.once=1"])
    assert [cost.once for cost in found.measures[1].costs] == [0, 1]


def test_a_file_that_is_wrong_is_told_before_its_settings(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text((ROOT / KLEIN).read_text("utf-8").replace("min = 10", "min = -10"), "utf-8")
    with pytest.raises(cp.InputError) as caught:
        cp.load_instance(path, ["measures.gastplekken.size.min=10"])
    assert [fault.line for fault in caught.value.faults if fault.line]


@pytest.mark.parametrize(
    ("setting", "line", "field"),
    [
        ("objective.discount_rate=0", True, "rules[0].provinces"),
        ('rules.per-saldo.provinces=["YY"]', False, "--set"),
    ],
)
def test_what_is_wrong_between_files_is_told_where_it_stands(run, tmp_path, setting, line, field):
    model = tmp_path / "model.toml"
    text = (ROOT / PER_SALDO).read_text("utf-8").replace('provinces = ["DR"]', 'provinces = ["XX"]')
    model.write_text(text, encoding="utf-8")
    for command in ("solve", "check"):
        result = run(command, KLEIN, "--model", model, "--set", setting, "--json")
        (error,) = json.loads(result.stdout)["errors"]
        assert (error["code"], error["field"]) == ("unknown-province", field)
        assert (error["line"] is not None) is line


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("a.b.c", ("a", "b", "c")),
        ('a."b.c".d', ("a", "b.c", "d")),
        ("a.'b c'[3].d", ("a", "b c", 3, "d")),
        ('a."say \\"x\\"".b', ("a", 'say "x"', "b")),
        ("é.DR/civil.x-y", ("é", "DR/civil", "x-y")),
    ],
)
def test_paths_are_read_as_they_are_written(text, steps):
    assert split_path(text) == (steps, "")
    assert split_path(joined(steps)) == (steps, "")
    assert read_setting(f"{text} = 1.50").steps == steps
    assert str(read_setting(f"{text} = 1.50").value) == "1.50"
