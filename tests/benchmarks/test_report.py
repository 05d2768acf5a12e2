# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a report of drenthe-2023 takes beyond the studies that it shows.

In the suite it runs once, to see that it works; `make bench` measures and prints, and holds it to
its limit.
"""

from __future__ import annotations

import pytest

import compensatie as cp
from compensatie.reports.content.build import content_of
from compensatie.reports.format import format_of
from compensatie.reports.theme import Theme
from tests.instances.shipped import INSTANCES, MODELS, ROOT

ANNOUNCED = ROOT / "instances" / "packages" / "aangekondigd-2023.toml"
SECONDS = 5.0
"""Within which it must be written, once everything is known."""


@pytest.mark.parametrize("form", ["html", "xlsx", "docx"])
def test_a_report_is_written_soon(benchmark, tmp_path, form):
    instance = cp.load_instance(INSTANCES["drenthe-2023"])
    model = cp.load_model(MODELS["kabinetsinzet"])
    # By day a brief one: the studies take longest, and are not what is measured.
    asked = {"brief": not benchmark.enabled, "plans": benchmark.enabled}
    path = tmp_path / f"report.{form}"
    answers = cp.report(instance, model, path, [ANNOUNCED], **asked).content.answers

    def write():
        return format_of(path).written(content_of(answers, "nl"), Theme())

    assert len(benchmark.pedantic(write, rounds=1)) > 10_000
    if benchmark.enabled:
        seconds = benchmark.stats.stats.median
        print(f"\na report as {form}, beyond its studies: {seconds:.2f} s")
        assert seconds < SECONDS
