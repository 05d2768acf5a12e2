# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A real browser, where there is one: Chromium, without a window, in a profile of its own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.browser.pages import Browser

ROOT = Path(__file__).parents[2]
AXE = ROOT / ".axe" / "package" / "axe.min.js"
IS_EXPECTED = os.environ.get("COMPENSATIE_BROWSER") == "here"


def missing(what):
    """Skips where a tool cannot be had; fails where it should be there."""
    (pytest.fail if IS_EXPECTED else pytest.skip)(f"{what} is not here: see `make axe`")


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """Chromium."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or driver is None:
        missing("Chromium or its driver")
    with Browser(binary, driver, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="session")
def axe():
    """The script of axe-core."""
    if not AXE.is_file():
        missing("axe-core")
    return AXE.read_text("utf-8")
