# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The instance and the model that docs/plans-by-hand.md works out."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "plans-by-hand.md"
INSTANCE, MODEL = re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
