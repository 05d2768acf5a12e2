# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie check`: whether files are well formed, and what looks wrong in them."""

from __future__ import annotations

import click

from compensatie.cli import options
from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.files import case_files, placed_in, read
from compensatie.cli.spoken import SpokenCommand
from compensatie.cli.streams import print_document, print_report
from compensatie.reports.reader import mark


@click.command(
    cls=SpokenCommand, help=mark("Validate the files, and warn of what looks wrong in them.")
)
@options.instance
@options.optional_model
@options.settings
@options.as_json
@options.language
@click.pass_obj
def check(call: Call, instance: str, model: str | None, settings: tuple[str, ...]) -> ExitCode:
    """Reads the files, alone and together, and prints every warning."""
    from compensatie.api import auditing
    from compensatie.reports.document import check_document
    from compensatie.reports.text import check_report
    from compensatie.reports.uncertain import uncertain_document

    facts, policy = read(*case_files(instance, model, settings))
    with placed_in(model, instance, settings=settings):
        notices = auditing.check(facts, policy)
    if call.wants_json:
        document = check_document(notices, call.language)
        print_document({**document, "uncertainties": uncertain_document(facts)})
    else:
        print_report(check_report(facts, policy, notices, call.language), call.reader)
    return ExitCode.YES
