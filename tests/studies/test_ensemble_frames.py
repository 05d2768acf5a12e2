# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The tables of an ensemble in pandas: three draws by hand, one of them without an answer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compensatie.engine.case import bind
from compensatie.engine.outcome import Provenance, Status
from compensatie.facts.package import Choice
from compensatie.studies.drawn_answer import DrawnAnswer, Failure, Held, Miss, Worth
from compensatie.studies.draws import Draws
from compensatie.studies.ensemble import Ensemble
from tests.support.written import cost, instance, measure, model

CHOSEN = Choice(measure="hub", start=2023, size=2)
MISSED = Miss("rule-1", None, "DR", (2023,), Decimal(1))


def worth(objective, net):
    return Worth(Decimal(objective), Decimal(net))


ANSWERS = {
    1: DrawnAnswer(Status.OPTIMAL, worth(100, "90.5"), (CHOSEN,), (Held(worth(120, 110), ()),)),
    2: DrawnAnswer(Status.INFEASIBLE, held=(Held(worth(80, 80), (MISSED,)),)),
    3: DrawnAnswer(Status.UNSOLVED, failure=Failure.HUNG, reason="out of time"),
}


@pytest.fixture
def found():
    spread = {"shape": "uniform", "least": 1, "most": 2}
    told = {"id": "dear", "of": "measures[0].costs[0].once", "factor": spread}
    measures = [measure("hub", costs=cost(once=50)), measure("agency")]
    facts = instance(measures=measures, uncertainties=[told])
    case = bind(facts, model({"family": "net-employment"}))
    points = tuple((Decimal(value),) for value in ("1", "1.5", "2"))
    provenance = Provenance("", "", "", "", {}, {})
    draws = Draws(points, "latin", 1)
    return Ensemble(case, provenance, draws, ANSWERS, ("given",), ("given.toml",))


def lines(frame):
    """The columns of a table and its rows, with None where there is nothing."""
    whole = frame.astype(object)
    return list(frame.columns), whole.where(whole.notna(), None).to_numpy().tolist()


def test_a_draw_has_a_line_with_what_was_drawn_and_what_came_of_it(found):
    columns, rows = lines(found.draws_table)
    assert columns == ["draw", "dear", "status", "objective", "cost", "measures", "reason"]
    assert rows == [
        [1, 1.0, "optimal", 100.0, 90.5, 1, ""],
        [2, 1.5, "infeasible", None, None, None, ""],
        [3, 2.0, "unsolved", None, None, None, "out of time"],
    ]


def test_a_measure_has_a_line_also_where_it_is_never_chosen(found):
    columns, rows = lines(found.measures)
    assert columns == ["measure", "chosen", "of", "share", "least", "middle", "most"]
    assert rows == [
        ["hub", 1, 1, 1.0, 2.0, 2.0, 2.0],
        ["agency", 0, 1, 0.0, None, None, None],
    ]


def test_a_given_package_has_a_line_for_each_draw_in_which_it_was_checked(found):
    columns, rows = lines(found.packages)
    assert columns == ["draw", "package", "met", "objective", "cost"]
    assert rows == [[1, "given", True, 120.0, 110.0], [2, "given", False, 80.0, 80.0]]
