# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie scenarios`: what it prints, writes and ends with, on the case worked by hand."""

from __future__ import annotations

import csv
import json

import pytest

from compensatie.engine import deciding
from compensatie.engine.answer import Answer
from tests.cli.conftest import KLEIN, PER_SALDO
from tests.support.plans_page import INSTANCE, MODEL

EXCLUDES = '\n[[relations]]\nkind = "excludes"\nmeasure = "small"\non = "late"\n'


@pytest.fixture
def scenarios(run, tmp_path):
    """Asks for plans of the two scenarios, with options."""

    def scenarios(*options, instance=INSTANCE, model=MODEL):
        paths = (tmp_path / "instance.toml", tmp_path / "model.toml")
        for path, text in zip(paths, (instance, model), strict=True):
            path.write_text(text, "utf-8")
        return run("scenarios", paths[0], "--model", paths[1], *options)

    return scenarios


def document(result):
    found = json.loads(result.stdout)
    assert found["command"] == "scenarios"
    return found


def flat(result):
    return " ".join(result.stdout.split())


def test_what_to_decide_comes_first(scenarios):
    result = scenarios("--plan", "adaptive")
    assert (result.exit_code, result.stderr) == (0, "")
    told = flat(result)
    now, only = told.index("Start now, whatever happens"), told.index("Only if")
    assert now < told.index("Desk: from 2025, 2 fte") < only
    assert "Not started by then, the best plan costs €15.00 more on the mean." in told[now:only]
    assert "In “leave”: late: from 2026, 10 fte Hold it until 2026, when more is known." in told
    assert "This plan costs €110.00 on the mean over these scenarios." in told
    assert "The robust package, one for all of them, costs €130.00: waiting saves €20.00." in told
    assert "In no scenario: small and early." in told
    assert "(EVPI) would save €30.00 on the mean." in told
    assert "(VSS) saves €45.00 on the mean." in told


def test_in_dutch(scenarios):
    told = flat(scenarios("--lang", "nl"))
    assert "Nu beginnen, wat er ook gebeurt" in told
    assert "wachten bespaart € 20,00" in told.replace("\N{NO-BREAK SPACE}", " ")


def test_without_a_plan_all_four(scenarios):
    found = document(scenarios("--json"))
    assert (found["status"], found["complete"], found["stop"]) == ("optimal", True, None)
    values = {one["plan"]: one["objective"]["value"] for one in found["plans"]}
    assert values == {
        "robust": "130.00",
        "expected": "130.00",
        "adaptive": "110.00",
        "regret": "100.00",
        "own": "130.00",
        "average": "75.00",
    }
    waiting = [one for one in found["plans"] if one["plan"] == "adaptive"]
    assert [one["scenario"] for one in waiting] == ["stay", "leave"]
    assert [len(one["package"]["choices"]) for one in waiting] == [1, 2]
    costs = {(one["plan"], one["scenario"]): one["cost"] for one in found["table"]}
    assert costs["adaptive", "stay"] == "30.00"
    assert costs["adaptive", "leave"] == "190.00"
    assert costs["own", "leave"] == "130.00"


def test_figures_and_verdicts(scenarios):
    found = document(scenarios("--json"))
    assert found["evpi"] == {"status": "proven", "value": "30.00"}
    assert found["vss"] == {"status": "proven", "value": "45.00"}
    assert found["price_of_robustness"]["value"] == "55.00"
    assert found["knowing_earlier"]["value"] == "30.00"
    assert found["saving"]["value"] == "20.00"
    regret = {one["plan"]: (one["scenario"], one["value"]) for one in found["regret"]}
    assert regret["regret"] == ("stay", "100.00")
    assert regret["adaptive"] == ("leave", "60.00")
    desk, late = found["commit"]
    assert (desk["measure"], desk["year"], desk["verdict"]) == ("desk", 2025, "commit now")
    assert (late["verdict"], late["scenarios"], late["sizes"]) == (
        "only if",
        ["leave"],
        {"leave": "10"},
    )
    assert late["extra_cost"] == "20.00"


def test_what_is_missed_and_by_how_much(scenarios):
    found = document(scenarios("--json", "--plan", "robust", "--all-but", "1"))
    (missed,) = (
        one for one in found["table"] if (one["plan"], one["scenario"]) == ("robust", "leave")
    )
    assert missed["met"] is False
    assert [(one["year"], one["shortfall"]) for one in missed["shortfalls"]] == [(2027, "10")]
    told = flat(scenarios("--plan", "robust", "--all-but", "1"))
    assert "30 *" in told
    assert "10 fte" in told
    assert "EVPI" not in told
    assert found["regret"] == [{"plan": "robust", "scenario": None, "value": None}]


def test_an_infinite_vss_names_the_scenario(scenarios):
    vss = document(scenarios("--json", instance=INSTANCE + EXCLUDES))["vss"]
    assert (vss["infinite"], vss["value"], vss["scenarios"]) == (True, None, ["leave"])
    assert "cannot be completed in “leave”" in flat(scenarios(instance=INSTANCE + EXCLUDES))


def test_measures(scenarios):
    found = document(scenarios("--json", "--plan", "adaptive", "--measure", "worst"))
    (objective,) = {json.dumps(one["objective"]) for one in found["plans"][1:3]}
    assert json.loads(objective)["measure"] == "worst"
    assert json.loads(objective)["value"] == "130.00"
    told = flat(scenarios("--plan", "adaptive", "--measure", "cvar", "--level", "0.25"))
    assert "costs €130.00 on the mean of the worst part" in told


def test_a_scenario_without_package_is_named_and_left_out(scenarios):
    tall = INSTANCE.replace("jobs = { 2027 = 10 }", "jobs = { 2027 = 90 }")
    result = scenarios(instance=tall)
    assert result.exit_code == 0
    assert "No package keeps every hard rule in “leave” (leave), even by itself" in flat(result)
    found = document(scenarios("--json", instance=tall))
    assert [(one["scenario"], one["status"]) for one in found["scenarios"]] == [
        ("stay", "optimal"),
        ("leave", "infeasible"),
    ]
    assert found["evpi"]["value"] == "0.00"


def test_no_package_in_any_scenario_is_an_answer(scenarios):
    none = INSTANCE.replace("2025 = 2 }", "2025 = 90 }")
    result = scenarios("--json", instance=none)
    assert result.exit_code == 1
    assert document(result)["status"] == "infeasible"
    told = scenarios(instance=none)
    assert told.exit_code == 1
    assert "it is known" not in told.stdout


def test_of_one_scenario_alone_nothing_need_become_known(scenarios):
    result = scenarios("--scenario", "leave")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "The plans are for “leave”; in brackets what each counts for." not in flat(result)
    assert "it is known" not in flat(result)


def test_tables(scenarios, tmp_path):
    assert scenarios("--csv", tmp_path / "tables").exit_code == 0

    def rows(name):
        with (tmp_path / "tables" / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    assert {one["plan"] for one in rows("table.csv")} >= {"robust", "adaptive", "own", "average"}
    assert {one["measure"] for one in rows("packages.csv")} == {"desk", "early", "late", "small"}
    assert [one["verdict"] for one in rows("commit.csv")] == ["commit now", "commit now", "only if"]


def test_a_time_out_is_told_as_such(scenarios, monkeypatch):
    monkeypatch.setattr(
        deciding, "asked", lambda *_: Answer("unsolved", (), None, None, 0.0, "Time limit reached")
    )
    result = scenarios()
    assert result.exit_code == 3
    told = flat(result)
    assert "It is not known whether “stay” (stay) and “leave” (leave) have a package" in told
    assert "the time was over" in told
    found = document(scenarios("--json"))
    assert (found["status"], found["complete"], found["evpi"]) == ("unsolved", False, None)


@pytest.mark.parametrize(
    "options",
    [("--plan", "best"), ("--level", "1"), ("--all-but", "2"), ("--measure", "mean")],
)
def test_what_cannot_be_asked_is_refused(scenarios, options):
    result = scenarios(*options)
    assert result.exit_code == 2
    assert result.stdout == ""
    errors = json.loads(scenarios("--json", *options).stdout)["errors"]
    assert errors[0]["field"] == options[0]


def test_nothing_known_is_warned_of(run):
    result = run("scenarios", KLEIN, "--model", PER_SALDO, "--plan", "adaptive")
    assert "nothing can wait" in " ".join(result.stderr.split())


def test_names_are_inert(scenarios):
    bad = INSTANCE.replace('id = "stay"', 'id = "\\u001B[31mstay[red]"')
    assert "\x1b" not in scenarios(instance=bad).stdout
    assert "[red]" in scenarios(instance=bad).stdout
