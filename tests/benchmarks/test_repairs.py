# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where drenthe-2023 has no package: the time until repairs and a conflict stand.

In the suite it runs once, to see that it works; `make bench` measures and prints, and holds it to
its limit.
"""

from __future__ import annotations

import pytest

import compensatie as cp
from tests.instances.shipped import INSTANCES, MODELS

SECONDS = 5.0
"""Within which the repairs must stand."""
MODELS_WITHOUT_PACKAGE = ("kabinetsinzet", "per-saldo", "motie-bisschop", "motie-de-vries")


@pytest.mark.parametrize("model", MODELS_WITHOUT_PACKAGE)
def test_repairs_and_a_conflict_stand_soon(benchmark, model):
    instance, policy = cp.load_instance(INSTANCES["drenthe-2023"]), cp.load_model(MODELS[model])
    found = benchmark.pedantic(cp.explain, args=[instance, policy], rounds=3, warmup_rounds=1)
    assert found.is_complete
    assert found.repairs.every
    assert found.conflict.is_proven_minimal
    if benchmark.enabled:
        median = benchmark.stats.stats.median
        count = len(found.repairs.every)
        print(f"\n{count} repairs and a conflict under {model}: median {median:.2f} s")
        assert median < SECONDS
