# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie completion`: the script that teaches a shell what the Tab key can offer."""

from __future__ import annotations

import os

import click
from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
)

from compensatie.cli import options
from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.spoken import SpokenCommand
from compensatie.cli.streams import print_document, print_text, talk
from compensatie.cli.values import OneOf
from compensatie.reports.reader import mark

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = $commandAst.CommandElements |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object { if ($_.Value) { $_.Value } else { $_.Extent.Text } }
    $env:COMP_WORDS = $words -join "`n"
    $env:COMP_WORD = $wordToComplete
    $env:%(complete_var)s = "powershell_complete"
    try {
        %(prog_name)s | ForEach-Object {
            $type, $value, $help = $_ -split "`t", 3
            if ($type -eq "plain") {
                [System.Management.Automation.CompletionResult]::new(
                    $value, $value, "ParameterValue", $help)
            }
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_WORD, Env:%(complete_var)s
    }
}
"""


class PowerShellComplete(ShellComplete):
    """PowerShell, which click does not know. What is no name is left to it: it offers files."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is typed, and that one."""
        words = os.environ.get("COMP_WORDS", "").split("\n")[1:]
        incomplete = os.environ.get("COMP_WORD", "")
        return (words[:-1] if incomplete and words[-1:] == [incomplete] else words), incomplete

    def format_completion(self, item: CompletionItem) -> str:
        """One line: the kind of offer, what it is, and a word of help, which cannot be empty."""
        help_text = " ".join((item.help or str(item.value)).split()) or "-"
        return f"{item.type}\t{item.value}\t{help_text}"


add_completion_class(PowerShellComplete)

SHELLS = ("bash", "zsh", "fish", "powershell")


@click.command(
    cls=SpokenCommand,
    help=mark("Print the script that lets bash, zsh, fish or powershell complete commands."),
)
@click.argument("shell", type=OneOf(*SHELLS))
@options.as_json
@options.language
@click.pass_context
def completion(context: click.Context, shell: str) -> ExitCode:
    """Prints the script, and says where it goes."""
    call = context.find_object(Call) or Call("en", wants_json=False, command="completion")
    script = script_of(shell, context.find_root().info_name or "compensatie")
    if call.wants_json:
        print_document({"format": 1, "command": "completion", "shell": shell, "script": script})
        return ExitCode.YES
    print_text(script)
    text = "Add this to {file}; it takes effect in the next shell."
    talk([call.reader.say(text, file=_HOMES[shell])])
    return ExitCode.YES


_HOMES = {
    "bash": "~/.bashrc",
    "zsh": "~/.zshrc",
    "fish": "~/.config/fish/completions/compensatie.fish",
    "powershell": "$PROFILE",
}


def script_of(shell: str, program: str) -> str:
    """The script for a shell.

    Args:
        shell: one of SHELLS.
        program: what the program is called there.
    """
    found = get_completion_class(shell)
    assert found is not None, "click knows bash, zsh and fish; we know powershell"
    variable = f"_{program}_COMPLETE".replace("-", "_").upper()
    made = found(click.Command(program), {}, program, variable)
    # Not `made.source()`: for bash it first runs whatever bash is found here, to ask its version.
    return str(made.source_template % made.source_vars())
