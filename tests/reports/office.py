# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""LibreOffice, run for one file: it works out every formula anew."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

IS_EXPECTED = os.environ.get("COMPENSATIE_OFFICE") == "here"
"""Whether LibreOffice was installed for this run: then a missing one fails."""
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None and not IS_EXPECTED, reason="no LibreOffice here"
)
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode">
<value>0</value></prop></item>
</oor:items>
"""
"""Formulas are worked out anew whenever a workbook is opened."""


def saved_by_office(file: Path, ending: str, folder: Path) -> Path:
    """The file as LibreOffice saves it."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    target = folder / "saved"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
    command += ["--convert-to", ending, "--outdir", str(target), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target / f"{file.stem}.{ending}"
