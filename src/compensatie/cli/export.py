# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie export`: the programme itself, for any other solver."""

from __future__ import annotations

from typing import Any

import click

from compensatie.cli import options
from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.files import case_files, placed_in, read, require_writable
from compensatie.cli.notices import warn
from compensatie.cli.spoken import SpokenCommand
from compensatie.cli.streams import print_document, talk
from compensatie.cli.suggestions import data_files
from compensatie.reports.reader import mark


@click.command(
    cls=SpokenCommand,
    help=mark("Write the programme for another solver, and a table of what each row of it is."),
)
@options.instance
@options.model
@options.choosing
@options.settings
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    shell_complete=data_files,
    help=mark("File to write: .lp or .mps; the table stands beside it, in .rows.csv."),
)
@options.as_json
@options.language
@click.pass_obj
def export(
    call: Call, /, instance: str, model: str, settings: tuple[str, ...], out: str, **asked: Any
) -> ExitCode:
    """Writes the programme, and says what the file cannot hold."""
    from compensatie.api import exporting
    from compensatie.api.provenance import provenance
    from compensatie.reports.file_documents import export_document

    require_writable(out)
    facts, policy = read(*case_files(instance, model, settings))
    with placed_in(model, instance, settings=settings):
        exported = exporting.export(facts, policy, out, **asked)
    if call.wants_json:
        origin = provenance(facts, policy)
        print_document(export_document(exported, origin, call.language))
        return ExitCode.YES
    warn(exported.notices, call.reader)
    for path in (exported.file, exported.rows_file):
        talk([call.reader.say("Written: {file}", file=str(path))])
    return ExitCode.YES
