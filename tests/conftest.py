# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How drawn tests run: the same draws on every machine, so that a red test stays red."""

from __future__ import annotations

from collections.abc import Callable

import pytest
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


@pytest.fixture
def validated(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Tells what a test looked at, for the row of `docs/validation.md` that names the test.

    Each keyword is a whole number and is told by its name: `validated(drawn_cases=500)`. What
    several tests, or several calls, tell under one name is added up; of a name that begins with
    `most_`, the greatest is told.
    """

    def tell(**figures: int) -> None:
        for name, value in figures.items():
            record_property(name.replace("_", " "), value)

    return tell
