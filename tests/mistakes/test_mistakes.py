# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every mistake of the catalogue is told as it should be: all of it, where it is, and in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from compensatie.errors import Fault
from compensatie.language import LANGUAGES
from tests.mistakes.catalogue import GOOD, LOADERS, Expected, Mistake, mistakes

CATALOGUE = list(mistakes())


@pytest.mark.parametrize("kind", LOADERS)
def test_what_the_mistakes_are_made_in_has_none_itself(kind: str) -> None:
    assert LOADERS[kind](GOOD / f"{kind}.toml").name == "good"


@pytest.mark.parametrize("mistake", CATALOGUE, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_where_it_is(mistake: Mistake, tmp_path: Path) -> None:
    found = mistake.found(tmp_path)
    told = [_as_expected(fault, wanted) for fault, wanted in _paired(found, mistake.faults)]
    assert told == list(mistake.faults)
    assert len(found) == len(mistake.faults), [fault.code for fault in found]


def _paired(found: tuple[Fault, ...], wanted: tuple[Expected, ...]) -> list[tuple[Fault, Expected]]:
    return list(zip(found, wanted, strict=False))


def _as_expected(fault: Fault, wanted: Expected) -> Expected:
    """A fault in the form of the catalogue, its line by what stands on it."""
    file = Path(str(fault.file))
    line = file.read_text("utf-8").split("\n")[int(fault.line) - 1] if fault.line else None
    is_on = line is not None and wanted.on is not None and wanted.on in line
    is_other = wanted.file is not None and wanted.file in file.name
    assert is_other or file.stem == "wrong"
    return Expected(
        code=fault.code,
        field=fault.field_name,
        record=fault.record,
        on=wanted.on if is_on else line,
        suggestion=fault.suggestion,
        file=wanted.file if is_other else None,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mistake_is_told_in_words(language: str, tmp_path: Path) -> None:
    for mistake in CATALOGUE:
        for fault in mistake.found(tmp_path):
            for sentence in (fault.message(language), fault.allowed_message(language) or "–"):
                assert sentence
                assert "pydantic" not in sentence.lower()
                assert not _open_places(sentence, fault), sentence


def _open_places(sentence: str, fault: Fault) -> bool:
    """Whether a place is left open; a table that was found may stand in braces."""
    return any(f"{{{place}}}" in sentence for place in ("name", "names", "value", *fault.details))


def test_dutch_is_another_language(tmp_path: Path) -> None:
    for mistake in CATALOGUE:
        for fault in mistake.found(tmp_path):
            assert fault.message("nl") != fault.message("en"), fault.text


def test_the_catalogue_is_as_large_as_promised(validated: Callable[..., None]) -> None:
    codes = {fault.code for mistake in CATALOGUE for fault in mistake.faults}
    validated(mistakes=len(CATALOGUE), message_ids=len(codes))
    assert len(CATALOGUE) >= 150
    assert len(codes) >= 60
    assert len({mistake.name for mistake in CATALOGUE}) == len(CATALOGUE)
