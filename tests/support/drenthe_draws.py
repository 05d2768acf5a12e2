# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Futures of drenthe-2023 as workers get them: what all draws are about, and the draws."""

from __future__ import annotations

from importlib.metadata import version

from compensatie.files.content import text_of
from compensatie.studies.draws import drawn
from compensatie.studies.futures import Subject
from tests.instances.shipped import instance, model

SCENARIO = "havelte-600"


def subject():
    """The instance under per-saldo, in one scenario."""
    texts = (text_of(instance("drenthe-2023")), text_of(model("per-saldo")))
    return Subject(*texts, (), (SCENARIO,), (), (), "0", None, "HiGHS", version("compensatie"))


def points(count):
    """So many draws, the same each time."""
    return drawn(instance("drenthe-2023").uncertainties, count, "latin", 1, 0).points
