# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where drenthe-2023 has a package: the time until all that it rests on is explained.

In the suite it runs once, to see that it works; `make bench` measures and prints, and holds it to
its limit.
"""

from __future__ import annotations

import compensatie as cp
from tests.instances.shipped import INSTANCES, MODELS

SECONDS = 60.0
"""Within which everything must stand."""


def test_a_package_is_explained_soon(benchmark):
    instance = cp.load_instance(INSTANCES["drenthe-2023"])
    model = cp.load_model(MODELS["kabinetsinzet"])
    words = {"scenarios": ["havelte-600"]}
    found = benchmark.pedantic(cp.explain, args=[instance, model], kwargs=words, rounds=1)
    assert found.is_complete
    assert all(one.is_proven for one in found.prices.accounts)
    if benchmark.enabled:
        seconds = benchmark.stats.stats.median
        print(f"\na package explained: {seconds:.1f} s")
        assert seconds < SECONDS
