# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A list of packages with the certificate that it is whole; without one where it is not."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

import compensatie as cp
from compensatie.api import certifying
from compensatie.api.certifying import list_certified, subject_of
from compensatie.engine.proving.prover import NOT_DONE
from compensatie.errors import InputError, InternalError
from compensatie.studies.study import Stop
from compensatie.verifier.check import check
from compensatie.verifier.shapes import Refused
from tests.engine.test_brute_force import numbered_case
from tests.instances import shipped
from tests.support.case_in_files import in_files
from tests.support.seeded import seeds
from tests.support.written import instance, model

WHOLE = 200
KINDS = ("measures", "start", "size")


def test_the_certificate_of_a_list_is_verified(tmp_path, validated):
    tally = Counter()
    for seed in seeds(WHOLE):
        files = in_files(numbered_case(seed), tmp_path)
        call = {"within": 10, "distinct": KINDS[seed % 3], "certificate": files.certificate}
        try:
            facts, policy = cp.load_instance(files.instance), cp.load_model(files.model)
            found = cp.alternatives(facts, policy, **call)
        except InputError:
            continue
        verdict = check(files.certificate, files.instance, files.model)
        assert (found.is_complete, found.certified, verdict.proved) == (True, True, True), seed
        tally[verdict.claim] += 1
        tally["packages"] += len(found.packages)
    validated(**tally)
    assert tally["complete"] > tally["infeasible"] > 0
    assert tally["packages"] > 1.5 * tally["complete"]


@pytest.fixture(scope="module")
def drenthe():
    """What is asked about, all that is as cheap as the best, and what a certificate is about."""
    facts, policy = shipped.instance("drenthe-2023"), shipped.model("per-saldo")
    scenarios = ("havelte-600",)
    found = cp.alternatives(facts, policy, within=0, distinct="measures", scenarios=scenarios)
    asked = {"scenarios": scenarios, "include": (), "exclude": ()}
    assert found.is_complete
    return found, subject_of(facts, policy, "0", asked)


def test_without_time_for_the_proof_a_list_is_not_called_whole(drenthe, tmp_path):
    found, subject = drenthe
    late = list_certified(found, subject, tmp_path / "a.cert", 0.0)
    assert (late.is_complete, late.certified) == (False, False)
    assert (late.stop, late.reason) == (Stop.TIME, NOT_DONE)
    verdict = certifying.verify(tmp_path / "a.cert", subject.instance.file, subject.model.file)
    assert (verdict.proved, verdict.claim) == (True, "bound")


def test_a_list_that_is_not_whole_gets_no_certificate(drenthe, tmp_path):
    found, subject = drenthe
    cut = replace(found, is_complete=False, stop=Stop.LIMIT)
    assert list_certified(cut, subject, tmp_path / "a.cert", None) is cut
    assert not (tmp_path / "a.cert").exists()


def test_a_certificate_that_the_verifier_does_not_take_is_a_bug(drenthe, tmp_path, monkeypatch):
    found, subject = drenthe

    def refuses(*_):
        raise Refused("it is odd")

    monkeypatch.setattr(certifying, "check", refuses)
    with pytest.raises(InternalError, match="cannot read the certificate: it is odd"):
        list_certified(found, subject, tmp_path / "a.cert", None)
    monkeypatch.undo()
    another = replace(subject, scenarios=("defensie-blijft",))
    with pytest.raises(InternalError, match="proves nothing"):
        list_certified(found, another, tmp_path / "b.cert", None)


def test_what_comes_from_no_file_cannot_be_certified(tmp_path):
    policy = model({"family": "net-employment"})
    with pytest.raises(InputError, match="a certificate is about files"):
        cp.alternatives(instance(), policy, within=0, certificate=tmp_path / "a.cert")
