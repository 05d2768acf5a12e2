# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How drawn tests run: the same draws on every machine, so that a red test stays red."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.support.seeded import IS_NIGHTLY

settings.register_profile(
    "day",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)
settings.register_profile("night", settings.get_profile("day"), max_examples=600)
settings.load_profile("night" if IS_NIGHTLY else "day")
