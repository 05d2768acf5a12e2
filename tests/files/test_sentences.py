# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every sentence about what is wrong is there in Dutch too, and fills the same places."""

from __future__ import annotations

from string import Formatter

from compensatie.files.wording import ALLOWED, WORDINGS, sentence
from compensatie.language import catalogue
from tests.files.sentences import sentences

PASSED_ON = {
    # Where a sentence is handed on that was found where it is written.
    "errors.py",
    "facts/references.py",
    "files/chain.py",
    "files/explanation.py",
    "files/kind.py",
}
ELSEWHERE = ("cli/", "reports/")
"""What the commands and reports say besides has tests of its own."""
FOUND = [one for one in sentences() if not one.place.startswith(ELSEWHERE)]
TEXTS = {one.text for one in FOUND if one.text is not None} | set(ALLOWED.values())


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_sentences_are_found_in_the_code() -> None:
    assert {"there is no province “{name}”", "this file is too large"} <= TEXTS
    assert all(wording.text in TEXTS for wording in WORDINGS.values())


def test_every_sentence_is_a_literal_so_that_it_can_be_translated() -> None:
    hidden = {one.place.partition(":")[0] for one in FOUND if one.text is None}
    assert hidden <= PASSED_ON


def test_every_sentence_is_there_in_dutch() -> None:
    assert TEXTS - catalogue("nl").keys() == set()


def test_translations_fill_the_same_places() -> None:
    assert {
        text: dutch for text, dutch in catalogue("nl").items() if places(text) != places(dutch)
    } == {}


def test_no_sentence_names_what_it_is_made_with() -> None:
    assert [text for text in TEXTS if "pydantic" in text.lower()] == []


def test_a_filled_sentence_is_known_again() -> None:
    message = "“{0}{name}” is both included and excluded"
    assert sentence(message, {"name": "{0}{name}"}) == "“{name}” is both included and excluded"
    assert sentence("a {strange} one", {"name": "x"}) == "a {{strange}} one"
