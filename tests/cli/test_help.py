# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Help is there for every command, in both languages."""

from __future__ import annotations

import pytest

from compensatie.cli.call import heard
from compensatie.cli.main import main


@pytest.mark.parametrize("command", [None, *main.commands])
@pytest.mark.parametrize(("language", "usage"), [("en", "Usage: "), ("nl", "Gebruik: ")])
def test_help_is_in_the_language(run, command, language, usage):
    arguments = [command, "--help"] if command else ["--help"]
    result = run(*arguments, "--lang", language)
    assert result.exit_code == 0
    assert result.stdout.startswith(usage)
    assert ("Show this message" in result.stdout) == (language == "en")
    assert result.stderr == ""


def test_every_option_says_what_it_does():
    options = [one for command in main.commands.values() for one in command.params]
    assert all(one.help for one in options if one.param_type_name == "option")


def test_every_command_answers_as_json_and_in_both_languages():
    for command in main.commands.values():
        names = {name for one in command.params for name in one.opts}
        assert {"--json", "--lang"} <= names


def test_the_version(run):
    result = run("--version")
    assert result.exit_code == 0
    assert "compensatie" in result.stdout


def test_the_language_is_that_of_the_locale(monkeypatch, run):
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    assert run("--help").stdout.startswith("Gebruik: ")
    assert run("--help", "--lang", "en").stdout.startswith("Usage: ")


@pytest.mark.parametrize(
    ("arguments", "language", "wants_json", "command"),
    [
        (["solve", "--lang", "nl", "--json"], "nl", True, "solve"),
        (["--lang=nl", "audit"], "nl", False, "audit"),
        (["solve", "--lang", "nl", "--lang", "en"], "en", False, "solve"),
        (["solve", "--lang"], "en", False, "solve"),
        (["check", "--", "--json", "--lang=nl"], "en", False, "check"),
        (["--json"], "en", True, None),
        ([], "en", False, None),
    ],
)
def test_what_a_call_says_of_itself(arguments, language, wants_json, command):
    call = heard(arguments, main.commands)
    assert (call.language, call.wants_json, call.command) == (language, wants_json, command)
