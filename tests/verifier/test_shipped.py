# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every answer to a shipped model on a shipped instance is certified, and the proof is accepted."""

from __future__ import annotations

from collections import Counter
from time import process_time

import pytest

import compensatie as cp
from compensatie.units import money
from compensatie.verifier.check import check
from tests.instances.shipped import INSTANCES, MODELS, QUESTIONS, Question, instance, model
from tests.support.seeded import seeds

MOST_BYTES = 20_000_000
ANSWERED = [one for one in QUESTIONS if one.status != "refused"]
ASKED = [ANSWERED[seed] for seed in seeds(len(ANSWERED))]


def claim_of(outcome: cp.Outcome) -> str:
    """What is claimed; where a later objective made the package dearer, what none is below."""
    if outcome.objective is None:
        return "infeasible"
    if money(outcome.objective.value) == money(outcome.objective.bound):
        return "optimal"
    assert outcome.case.model.objective.then
    return "bound"


@pytest.mark.parametrize("question", ASKED, ids=str)
def test_the_answer_is_certified_and_the_proof_accepted(
    question: Question, tmp_path, validated
) -> None:
    file, answer = tmp_path / "proof.cert", question.answer
    outcome = cp.solve(
        instance(question.instance),
        model(question.model),
        scenarios=question.scenarios,
        certificate=file,
    )
    started = process_time()
    verdict = check(file, INSTANCES[question.instance], MODELS[question.model])
    seconds = process_time() - started
    assert verdict.proved, verdict
    assert (str(outcome.status), outcome.certified) == (question.status, True)
    assert verdict.claim == claim_of(outcome)
    if outcome.objective is not None:
        assert money(outcome.objective.value) == answer["objective"]
    size = file.stat().st_size
    assert size < MOST_BYTES
    validated(
        **Counter([verdict.claim]),
        most_kilobytes=round(size / 1000),
        most_milliseconds_to_verify=round(seconds * 1000),
    )
