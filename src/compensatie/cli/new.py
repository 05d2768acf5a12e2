# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie new`: a folder to start from."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from compensatie.cli import options
from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.spoken import SpokenCommand
from compensatie.cli.streams import print_document, talk
from compensatie.cli.suggestions import folders
from compensatie.reports.reader import Reader, mark


@click.command(
    cls=SpokenCommand,
    help=mark("Start a case of your own: a small commented instance and model that solve at once."),
)
@click.argument("folder", shell_complete=folders)
@click.option(
    "--xlsx",
    "as_workbook",
    is_flag=True,
    help=mark(
        "Start with an empty Excel workbook, with explanations, lists to choose from and checks."
    ),
)
@options.as_json
@options.language
@click.pass_obj
def new(call: Call, folder: str, *, as_workbook: bool) -> ExitCode:
    """Writes the files, and tells what can be done with them."""
    from compensatie.files import template

    written: tuple[Path, ...]
    if as_workbook:
        written = (template.new_workbook(folder, call.language),)
    else:
        written = template.new(folder, call.language)
    if call.wants_json:
        names = [str(path) for path in written]
        print_document({"format": 1, "command": "new", "folder": folder, "files": names})
    else:
        steps = _filling_in(written[0], call.reader) if as_workbook else None
        talk(steps or _next_steps(written, call.reader))
    return ExitCode.YES


def _filling_in(workbook: Path, reader: Reader) -> Iterator[str]:
    yield reader.say("Written: {file}", file=str(workbook))
    yield ""
    yield reader.say("Fill it in with a spreadsheet program, and look whether all is well:")
    yield f"  compensatie check {shlex.quote(str(workbook))}"


def _next_steps(written: Sequence[Path], reader: Reader) -> Iterator[str]:
    instance, model, package, *_ = (shlex.quote(str(path)) for path in written)
    for path in written:
        yield reader.say("Written: {file}", file=str(path))
    yield ""
    yield reader.say("What you can do next:")
    yield f"  compensatie solve {instance} --model {model}"
    yield f"  compensatie audit {instance} {package} --model {model}"
    yield f"  compensatie check {instance} --model {model}"
    yield reader.say(
        "Every figure is invented: put your own in the files. Editors that know TOML complete "
        "keys and explain them, with the schemas beside the files."
    )
