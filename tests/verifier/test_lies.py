# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Whatever the solver says: with a certificate no lie becomes an answer."""

from __future__ import annotations

import json
from types import SimpleNamespace

import highspy
import pytest
from click.testing import CliRunner

from compensatie.cli.main import main
from compensatie.engine import interruptible, session
from compensatie.verifier.check import check
from tests.instances.shipped import INSTANCES, MODELS
from tests.support.lying import LIES, a_wrong_optimum, false_infeasible, liar

KLEIN, PER_SALDO, DE_VRIES = INSTANCES["klein"], MODELS["per-saldo"], MODELS["motie-de-vries"]
OPTIMA = {PER_SALDO: "3194953.59", DE_VRIES: "12196002.74"}
"""Worked by hand in instances/README.md."""


@pytest.fixture
def solve(monkeypatch, tmp_path):
    """Solves klein with a HiGHS that tells a lie: exit code, document, certificate."""

    def solve(lie, model, *options):
        stand_in = SimpleNamespace(**vars(highspy) | {"Highs": liar(lie)})
        monkeypatch.setattr(session, "highspy", stand_in)
        monkeypatch.setattr(interruptible, "SECONDS_OF_GRACE", 0.2)
        monkeypatch.setattr(interruptible, "SECONDS_TO_STOP", 0.2)
        call = ["solve", KLEIN, "--model", model, "--time-limit", "3", "--json", *options]
        result = CliRunner().invoke(main, [str(one) for one in call])
        return result.exit_code, json.loads(result.stdout)

    return solve


@pytest.mark.parametrize("model", OPTIMA, ids=lambda model: model.stem)
@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_with_a_certificate_no_lie_is_told_on(solve, tmp_path, lie, model):
    """It ends in exit 4 or unsolved, or what it says is true and proved."""
    proof = tmp_path / "proof.cert"
    code, told = solve(lie, model, "--certificate", proof)
    if code == 4:
        return
    if told["status"] == "unsolved":
        assert code == 3
        return
    verdict = check(proof, KLEIN, model)
    assert verdict.proved
    optimum, objective = float(OPTIMA[model]), told["objective"]
    if told["certified"]:
        assert (told["status"], objective["value"]) == ("optimal", OPTIMA[model])
    else:
        assert told["status"] == "feasible"
        assert float(objective["bound"]) <= optimum <= float(objective["value"])


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_without_one_what_arithmetic_can_expose_is_exposed(solve, lie):
    """A package that is told of keeps every rule, and its value is its own."""
    code, told = solve(lie, PER_SALDO)
    package = told.get("package")
    if package is not None:
        assert all(rule["met"] is not False for rule in told["rules"])
        assert float(told["objective"]["value"]) >= float(OPTIMA[PER_SALDO])
    elif lie is not false_infeasible:
        assert code in (3, 4)


def test_what_rests_on_the_solver_says_so(monkeypatch, tmp_path):
    stand_in = SimpleNamespace(**vars(highspy) | {"Highs": liar(a_wrong_optimum)})
    monkeypatch.setattr(session, "highspy", stand_in)
    call = ["solve", str(KLEIN), "--model", str(PER_SALDO), "--lang", "en"]
    told = " ".join(CliRunner().invoke(main, call).stdout.split())
    assert "according to HiGHS" in told
    assert "certifies" not in told
