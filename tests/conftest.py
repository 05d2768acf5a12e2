# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How tests run: the same draws everywhere, so that a red test stays red; Ctrl-C is heard."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings

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
settings.register_profile(
    "mutants", settings.get_profile("day"), phases=[Phase.explicit, Phase.generate]
)
settings.load_profile("night" if IS_NIGHTLY else "day")

# A shell without job control starts what it puts in the background deaf to Ctrl-C, and a process
# hands that on: tests that send it to processes of theirs would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


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
