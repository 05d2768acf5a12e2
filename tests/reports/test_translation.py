# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Everything that reports and commands show is there in Dutch too."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import click
import pytest

from compensatie.cli.main import main
from compensatie.engine.audit import RELATION_TEXTS
from compensatie.language import catalogue
from compensatie.policy import objectives
from tests.support.shown_texts import Unreadable, shown_texts

SOURCE = Path(__file__).parents[2] / "src" / "compensatie"
FILES = [*sorted((SOURCE / "reports").rglob("*.py")), *sorted((SOURCE / "cli").glob("*.py"))]


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def untranslated(texts):
    return [text for text in texts if text and text not in catalogue("nl")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_every_text_is_there_in_dutch(file):
    assert untranslated(shown_texts(ast.parse(file.read_text(encoding="utf-8")))) == []


def test_texts_were_found():
    found = {text for file in FILES for text in shown_texts(ast.parse(file.read_text("utf-8")))}
    assert len(found) > 120


def test_breaches_and_objectives_are_there_in_dutch():
    assert untranslated([*RELATION_TEXTS.values(), *objectives()]) == []
    tree = ast.parse((SOURCE / "engine" / "audit.py").read_text(encoding="utf-8"))
    assert untranslated(shown_texts(tree)) == []


def test_help_of_every_option_is_there_in_dutch():
    commands = [main, *main.commands.values()]
    helps = [command.help for command in commands]
    for command in commands:
        context = click.Context(command)
        helps += [one.help for one in command.get_params(context) if isinstance(one, click.Option)]
    assert len(helps) > 20
    assert untranslated(helps) == []


def test_both_languages_name_the_same_places():
    different = {
        english: dutch
        for english, dutch in catalogue("nl").items()
        if places(english) != places(dutch)
    }
    assert different == {}


@pytest.mark.parametrize(
    "code",
    [
        "def f(reader): reader.say('Not in any catalogue.')",
        "def f(reader):\n    text = 'Not in any catalogue.'\n    reader.say(text)",
        "def f(reader): reader.count(2, 'x', 'Not in any catalogue.')",
        "TEXT = mark('Not in any catalogue.')",
        "def f(): Fault('code', 'found: {value}', allowed='Not in any catalogue.')",
        "def f(x): say('found: {value}' if x else 'Not in any catalogue.')",
        "@option(help=mark('Not in any catalogue.'))\ndef f(): ...",
    ],
)
def test_an_untranslated_text_is_noticed(code):
    assert "Not in any catalogue." in untranslated(shown_texts(ast.parse(code)))


@pytest.mark.parametrize("code", ["say(f'{a} b')", "def f():\n    say(other())"])
def test_a_text_that_cannot_be_told_is_refused(code):
    with pytest.raises(Unreadable):
        list(shown_texts(ast.parse(code)))
