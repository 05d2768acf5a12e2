# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Prices, measures and tipping points as tables for notebooks: the same figures, line by line."""

from __future__ import annotations

import pytest

import compensatie as cp


@pytest.fixture(scope="module")
def found() -> cp.Explanation:
    return cp.explain(*small())


def small() -> tuple[cp.Instance, cp.Model]:
    return cp.load_instance("instances/klein.toml"), cp.load_model("models/per-saldo.toml")


def test_a_line_for_each_rule(found: cp.Explanation) -> None:
    frame = found.prices.to_frame().set_index("rule")
    for one in found.prices.accounts:
        line = frame.loc[one.rule]
        assert line["free_until"] == float(-one.now.start)
        assert line["tighter_until"] == float(-one.tighter.start)
        assert line["tighter_costs"] == pytest.approx(float(one.tighter.value - one.now.value))
        if one.looser.value is not None:
            assert line["looser_by"] == float(one.looser.start)
            assert line["looser_saves"] == pytest.approx(float(one.now.value - one.looser.value))
        assert line["proven"]
    assert set(frame.index) == {"per-saldo", "werkplekken"}


def test_a_line_for_each_measure(found: cp.Explanation) -> None:
    frame = found.measures.to_frame().set_index("measure")
    assert list(frame.index) == ["gastplekken", "uitbreiding", "nieuwe-dienst"]
    for one in found.measures.accounts:
        line = frame.loc[one.measure]
        assert line["difference"] == float(one.difference.value)
        assert line["cost_factor"] == float(one.factor.value)
        assert line["cost_factor_status"] == "proven"


def test_a_line_for_each_tipping_point(found: cp.Explanation) -> None:
    frame = found.tipping.to_frame()
    assert len(frame) == len(found.tipping.points)
    losses = frame[frame["kind"] == "losses"].iloc[0]
    # Worked by hand in test_decisive.py: no more losses, and half as many again.
    assert (losses["package"], losses["some_package"]) == (1.0, 1.5)


def test_a_line_for_each_step() -> None:
    price = cp.explain(*small(), price="per-saldo").price
    frame = price.to_frame()
    assert list(frame["from"]) == [float(one.start) for one in price.steps]
    assert list(frame["value"]) == [float(one.value) for one in price.steps]
    assert not frame["tied"].any()


def test_notebooks_show_every_part(found: cp.Explanation) -> None:
    assert set(found.parts) == {"prices", "measures", "tipping"}
    shown = found._repr_html_()
    assert "gastplekken" in shown or "Guest desks" in shown
