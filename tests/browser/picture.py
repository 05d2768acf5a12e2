# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Takes the picture of a report that README shows: `python -m tests.browser.picture FILE.png`."""

from __future__ import annotations

import base64
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import compensatie as cp
from tests.browser.pages import Browser

ROOT = Path(__file__).parents[2]
WIDTH, HEIGHT, SCALE = 1000, 1640, 0.6


def main() -> None:
    """Writes the top of the report of drenthe-2023, in English, as a picture."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or driver is None:
        sys.exit("Chromium or its driver is not here")
    with TemporaryDirectory() as folder, Browser(binary, driver, folder) as browser:
        page = Path(folder) / "report.html"
        cp.report(
            cp.load_instance(ROOT / "instances" / "drenthe-2023.toml"),
            cp.load_model(ROOT / "models" / "per-saldo.toml"),
            page,
            [ROOT / "instances" / "packages" / "aangekondigd-2023.toml"],
            scenarios=["havelte-600"],
        )
        browser.open(page, WIDTH)
        clip = {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "scale": SCALE}
        taken = browser.driver.execute_cdp_cmd(
            "Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip}
        )
        Path(sys.argv[1]).write_bytes(base64.b64decode(taken["data"]))


if __name__ == "__main__":
    main()
