# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A Dask cluster of two workers answers as this machine does, to the last byte of the export."""

from __future__ import annotations

import warnings

import pytest

import compensatie as cp
from compensatie.reports.ensemble_tables import ensemble_texts
from tests.instances.shipped import INSTANCES, instance, model
from tests.support.seeded import IS_NIGHTLY

DRAWS = 500 if IS_NIGHTLY else 60
PACKAGE = INSTANCES["drenthe-2023"].parent / "packages" / "aangekondigd-2023.toml"
pytestmark = pytest.mark.filterwarnings("default")  # Dask's own warnings are not ours to mend


@pytest.fixture(scope="module")
def address():
    """A local cluster: a scheduler and two worker processes."""
    distributed = pytest.importorskip("distributed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, protocol="tcp"
        ) as cluster:
            yield cluster.scheduler_address


def asked(**more):
    facts, policy = instance("drenthe-2023"), model("per-saldo")
    call = {"draws": DRAWS, "seed": 3, "scenarios": ["havelte-600"], **more}
    return cp.ensemble(facts, policy, [PACKAGE], **call)


def test_a_cluster_answers_as_this_machine_does(address):
    here, there = asked(workers=2), asked(dask=address)
    assert there.is_complete
    assert ensemble_texts(there) == ensemble_texts(here)


def test_what_one_began_the_other_goes_on_with(address, tmp_path):
    def interrupt(progress):
        if progress.done >= DRAWS // 4:
            raise KeyboardInterrupt

    begun = asked(dask=address, store=tmp_path / "store.db", watch=interrupt)
    assert not begun.is_complete
    assert str(begun.stop) == "interrupted"
    assert len(begun.drawn) >= DRAWS // 4
    ended = asked(workers=2, store=tmp_path / "store.db")
    assert ended.is_complete
    assert ensemble_texts(ended) == ensemble_texts(asked(dask=address))


def test_where_no_cluster_answers_that_is_told(monkeypatch):
    monkeypatch.setattr("compensatie.studies.cluster.SECONDS_TO_CONNECT", 0.5)
    with pytest.raises(cp.InputError) as refused:
        asked(dask="tcp://127.0.0.1:9")
    assert [one.code for one in refused.value.faults] == ["no-cluster"]
