# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Trade-offs read again from a file: nothing in it is believed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import compensatie as cp
from compensatie.reports.document import printed
from compensatie.reports.pareto_document import pareto_document

ROOT = Path(__file__).parents[2]
OBJECTIVES = ("cost", "shortfall:per-saldo")


@pytest.fixture(scope="module")
def case():
    instance = cp.load_instance(ROOT / "instances" / "klein.toml")
    return instance, cp.load_model(ROOT / "models" / "per-saldo.toml")


@pytest.fixture(scope="module")
def found(case):
    return cp.pareto(*case, objectives=OBJECTIVES)


@pytest.fixture
def reported(case, found, tmp_path):
    """A report of the points, after the document of them was changed."""

    def report(change=lambda document: None, **asked):
        document = json.loads(printed(pareto_document(found, "en")))
        change(document)
        file = tmp_path / "points.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        return cp.report(*case, tmp_path / "report.html", pareto=file, **asked)

    return report


def test_the_points_are_those_that_were_found(reported, found):
    again = reported().content.answers.pareto
    assert len(found.points) > 1
    assert [one.values for one in again.points] == [one.values for one in found.points]
    assert [one.package for one in again.points] == [one.package for one in found.points]
    assert again.is_complete
    assert again.units == found.units


def test_the_chart_draws_each_of_them(reported, found):
    (figure,) = [
        part
        for part in reported().content.section("trade-offs").parts
        if type(part).__name__ == "Figure"
    ]
    cost, short = OBJECTIVES
    drawn = [(x * 1_000_000, y) for x, y, _ in figure.picture.points]
    assert drawn == [(one.values[cost], one.values[short]) for one in found.points]


def cheaper(document):
    document["points"][0]["values"]["cost"] = "1.00"


def larger(document):
    document["points"][-1]["package"]["choices"][0]["size"] = "12"


def impossible(document):
    document["points"][-1]["package"]["choices"][0]["size"] = "100000"


def unknown(document):
    document["points"][-1]["package"]["choices"][0]["measure"] = "other"


def other_facts(document):
    document["provenance"]["instance_sha256"] = "0" * 64


def other_scenarios(document):
    document["provenance"]["options"]["scenarios"] = "blijft"


def nothing(document):
    document["points"] = []


def below_nothing(document):
    document["points"][-1]["package"]["choices"][0]["size"] = "-1"


def no_size(document):
    document["points"][-1]["package"]["choices"][0]["size"] = "NaN"


def no_year(document):
    document["points"][-1]["package"]["choices"][0]["start"] = 99_999


def another_command(document):
    del document["points"]


def other_objective(document):
    for point in document["points"]:
        point["values"]["joy"] = "1"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (cheaper, "wrong-point"),
        (larger, "wrong-point"),
        (impossible, "wrong-point"),
        (unknown, "unknown-measure"),
        (other_facts, "other-pareto"),
        (other_scenarios, "other-pareto"),
        (nothing, "no-points"),
        (below_nothing, "wrong-point"),
        (no_size, "no-pareto"),
        (no_year, "no-pareto"),
        (another_command, "no-pareto"),
        (other_objective, "unknown-objective"),
    ],
)
def test_what_is_not_so_is_refused(reported, tmp_path, change, code):
    with pytest.raises(cp.InputError) as refused:
        reported(change)
    assert code in {one.code for one in refused.value.faults}
    assert not (tmp_path / "report.html").exists()


def test_points_of_other_scenarios_than_the_report_are_refused(reported):
    with pytest.raises(cp.InputError, match="scenarios differ"):
        reported(scenarios=["blijft"])
