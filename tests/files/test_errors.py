# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""An error as Python prints it says what the commands say, and nothing that a terminal obeys."""

from __future__ import annotations

from pathlib import Path

import pytest

from compensatie.errors import Fault, InputError
from compensatie.files.package import load_package


def test_an_error_reads_as_a_sentence_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "package.toml"
    path.write_text('[[choices]]\nmeasure = "hub"\nstart = 2024\nsize = "1.234,5"\n')
    with pytest.raises(InputError) as caught:
        load_package(path)
    assert str(caught.value) == (
        f"{path}:4: hub choices[0].size: this must be a number, without quotes; allowed: a number "
        "such as 1234.5: a point before the decimals, nothing between thousands; "
        "did you mean 1234.5?"
    )


def test_a_name_in_an_error_is_inert() -> None:
    fault = Fault("odd", "there is no “{name}”", details={"name": "\x1b[31m\nred\u202e{0}"})
    assert str(InputError([fault])) == "there is no “\\x1b[31m\\nred\\u202e{0}”"
