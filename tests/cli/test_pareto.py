# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie pareto`: what it prints, writes and ends with."""

from __future__ import annotations

import csv
import json

import pytest

from compensatie.engine.inquiry import Inquiry
from compensatie.errors import SolverError
from tests.cli.conftest import KLEIN, PER_SALDO

OBJECTIVES = ("cost", "jobs-taken:Zuid-Holland", "shortfall:per-saldo")
NOTHING = ("--exclude", "gastplekken", "--exclude", "uitbreiding", "--exclude", "nieuwe-dienst")


@pytest.fixture
def pareto(run):
    """Asks for the points of klein under per-saldo, with options."""

    def pareto(*options, objectives=OBJECTIVES):
        asked = [part for one in objectives for part in ("--objective", one)]
        return run("pareto", KLEIN, "--model", PER_SALDO, *asked, *options)

    return pareto


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def document(result):
    found = json.loads(result.stdout)
    assert found["command"] == "pareto"
    return found


def test_all_points_and_that_there_are_no_others(pareto):
    result = pareto()
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Jobs taken" in result.stdout
    assert "Least: Net present value, EUR" in result.stdout
    assert result.stdout.rstrip().splitlines()[-1] == (
        "The set is complete: there are exactly 28 points that no package beats."
    )


def test_in_dutch(pareto):
    told = pareto("--lang", "nl").stdout
    assert "precies 28 punten die geen pakket verslaat" in told
    assert "Weggehaalde" in told


def test_the_document_holds_values_and_package_of_every_point(pareto):
    found = document(pareto("--json"))
    assert (found["status"], found["complete"], found["stop"]) == ("optimal", True, None)
    assert len(found["points"]) == 28
    assert all(list(one["values"]) == list(OBJECTIVES) for one in found["points"])
    cheapest = found["points"][0]
    assert cheapest["values"] == {"cost": "0.00", OBJECTIVES[1]: "0", OBJECTIVES[2]: "100"}
    assert cheapest["package"]["choices"] == []
    assert [one["objective"] for one in found["payoff"]] == list(OBJECTIVES)
    assert found["ideal"] == {"cost": "0.00", OBJECTIVES[1]: "0", OBJECTIVES[2]: "0"}
    assert found["nadir"][OBJECTIVES[2]] == "100"
    assert found["provenance"]["options"]["objectives"] == "; ".join(OBJECTIVES)
    assert found["warnings"] == []


def test_tables_hold_every_point(pareto, tmp_path):
    found = document(pareto("--json", "--csv", tmp_path))
    points = rows_of(tmp_path / "points.csv")
    assert [one["point"] for one in points] == [one["package"]["name"] for one in found["points"]]
    choices = [one for point in found["points"] for one in point["package"]["choices"]]
    assert [one["measure"] for one in rows_of(tmp_path / "packages.csv")] == [
        one["measure"] for one in choices
    ]
    assert len(rows_of(tmp_path / "payoff.csv")) == len(OBJECTIVES)


def test_tables_that_cannot_be_written_lose_no_points(pareto, tmp_path):
    (tmp_path / "points.csv").mkdir()
    result = pareto("--json", "--csv", tmp_path)
    assert result.exit_code == 2
    assert len(document(result)["points"]) == 28
    assert document(result)["errors"]


def test_no_package_is_an_answer(pareto):
    result = pareto("--json", *NOTHING, objectives=("cost", "measures"))
    found = document(result)
    assert result.exit_code == 1
    assert (found["status"], found["points"], found["complete"]) == ("infeasible", [], True)
    told = pareto(*NOTHING, objectives=("cost", "measures"))
    assert "according to HiGHS" in told.stdout


def test_a_limit_says_what_is_missing(pareto):
    result = pareto("--limit", "3", "--json")
    found = document(result)
    assert result.exit_code == 3
    assert (found["complete"], found["stop"], len(found["points"])) == (False, "limit", 3)
    assert found["open_zones"] > 0
    assert "there may be more points" in found["warnings"][0]["message"]
    told = pareto("--limit", "3").stdout
    assert "There are more points: the list was cut at its limit." in told
    assert "left to look at" in told
    assert "Worst values found so far" in told


@pytest.mark.parametrize(
    ("trouble", "said"),
    [(KeyboardInterrupt(), "the search was interrupted"), (SolverError("gone"), "broke down")],
)
def test_what_was_found_is_printed_where_it_is_broken_off(pareto, monkeypatch, trouble, said):
    ask, count = Inquiry.best, iter(range(100))

    def best(self, *words, **named):
        if next(count) == 5:
            raise trouble
        return ask(self, *words, **named)

    monkeypatch.setattr(Inquiry, "best", best)
    result = pareto()
    assert result.exit_code == 3
    assert said in result.stdout
    assert "The set is complete" not in result.stdout


def test_no_time_at_all_is_no_answer(pareto):
    result = pareto("--time-limit", "0.000001", "--json")
    found = document(result)
    assert result.exit_code == 3
    assert (found["status"], found["stop"], found["complete"]) == ("unsolved", "time-limit", False)
    assert found["points"] == []


def test_a_store_is_used_again_and_is_of_one_call(pareto, tmp_path, monkeypatch):
    store = tmp_path / "store"
    first = document(pareto("--store", store, "--json"))
    monkeypatch.setattr(Inquiry, "_best", None)
    assert document(pareto("--store", store, "--json"))["points"] == first["points"]
    assert pareto("--store", store, objectives=("cost", "measures")).exit_code == 2


@pytest.mark.parametrize(
    ("objectives", "said"),
    [
        (("cost:BZX", "measures"), "there is no payer “BZX”"),
        (("cost", "shortfal:x"), "there is no objective “shortfal:x”"),
        (("cost",), "1 objectives are asked for"),
        (("cost", "cost"), "the objective “cost” stands here twice"),
    ],
)
def test_wrong_objectives_are_refused_by_name(pareto, objectives, said):
    result = pareto(objectives=objectives)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "--objective" in result.stderr
    fault = json.loads(pareto("--json", objectives=objectives).stdout)["errors"][0]
    assert fault["field"] == "--objective"


def test_names_in_the_call_are_inert(pareto):
    result = pareto(objectives=("cost", "jobs-taken:\x1b[2J[bold]{0}"))
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr + result.stdout
