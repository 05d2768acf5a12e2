# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie convert`: the same file in another notation."""

from __future__ import annotations

import click

from compensatie.cli import options
from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.files import require_target
from compensatie.cli.notices import warn
from compensatie.cli.spoken import SpokenCommand
from compensatie.cli.streams import print_document, talk
from compensatie.cli.suggestions import data_files
from compensatie.reports.reader import mark


@click.command(
    cls=SpokenCommand,
    help=mark(
        "Write an instance, model or package as TOML or JSON, or an instance as an Excel workbook, "
        "as the ending of TARGET says."
    ),
)
@click.argument("source", shell_complete=data_files)
@click.argument("target", shell_complete=data_files)
@options.as_json
@options.language
@click.pass_obj
def convert(call: Call, source: str, target: str) -> ExitCode:
    """Converts a file, and says what the new one cannot hold."""
    from compensatie.files import conversion
    from compensatie.reports.file_documents import convert_document

    require_target(target, may_be_workbook=True)
    converted = conversion.convert(source, target)
    if call.wants_json:
        print_document(convert_document(converted, call.language))
        return ExitCode.YES
    warn(converted.notices, call.reader)
    talk([call.reader.say("Written: {file}", file=target)])
    return ExitCode.YES
