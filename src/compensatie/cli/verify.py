# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie verify`: what a certificate, a result or a package proves."""

from __future__ import annotations

import click

from compensatie.cli import options
from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.spoken import SpokenCommand
from compensatie.cli.streams import print_document, print_text
from compensatie.cli.suggestions import data_files
from compensatie.reports.reader import mark


@click.command(
    cls=SpokenCommand,
    help=mark("Check a certificate, a result or a package again, without a solver."),
)
@click.argument("file", shell_complete=data_files)
@options.instance
@options.model
@options.choosing
@options.as_json
@options.language
@click.pass_obj
def verify(
    call: Call,
    file: str,
    instance: str,
    model: str,
    scenarios: tuple[str, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
) -> ExitCode:
    """Says in words what is proved; the verifier speaks English only."""
    from compensatie.api import certifying

    locks = {"include": include, "exclude": exclude}
    verdict = certifying.verify(file, instance, model, scenarios=scenarios, **locks)
    if call.wants_json:
        statements = list(verdict.sentences)
        print_document(
            {
                "format": 1,
                "command": "verify",
                "proved": verdict.proved,
                "claim": verdict.claim,
                "statements": statements,
            }
        )
    else:
        print_text("\n".join(verdict.sentences) + "\n")
    return ExitCode.YES if verdict.proved else ExitCode.NO
