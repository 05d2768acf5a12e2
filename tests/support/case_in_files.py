# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A drawn case written to files, as anyone could have written them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.support.drawn_case import Case


@dataclass(frozen=True)
class CaseInFiles:
    """The files of a case, and room for a certificate."""

    instance: Path
    model: Path
    certificate: Path


def in_files(case: Case, folder: Path) -> CaseInFiles:
    """Writes a case to JSON files."""
    found = CaseInFiles(*(folder / name for name in ("instance.json", "model.json", "proof.cert")))
    found.instance.write_text(as_json(case.instance_content), "utf-8")
    found.model.write_text(as_json(case.model_content), "utf-8")
    return found


def as_json(value: Any) -> str:
    """JSON in which decimals stay as they are."""
    if isinstance(value, Mapping):
        pairs = (f"{json.dumps(str(key))}:{as_json(item)}" for key, item in value.items())
        return f"{{{','.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(as_json, value))}]"
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(str(value) if isinstance(value, date) else value)
