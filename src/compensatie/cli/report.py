# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie report`: what was found, for people who send it on."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from compensatie.cli import options
from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.files import case_files, placed_in, read, require_writable
from compensatie.cli.notices import warn
from compensatie.cli.spoken import SpokenCommand
from compensatie.cli.streams import print_document, talk
from compensatie.cli.suggestions import data_files
from compensatie.cli.values import With
from compensatie.reports.reader import mark

if TYPE_CHECKING:
    from compensatie.api.reporting import Reported


@click.command(
    cls=SpokenCommand,
    help=mark("Write a report for people: the advice, the figures, and what they rest on."),
)
@options.instance
@click.argument("packages", nargs=-1, shell_complete=data_files)
@options.model
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    shell_complete=data_files,
    help=mark("File to write; its ending says in what form: .html, .xlsx or .docx."),
)
@click.option(
    "--with",
    "more",
    type=With(),
    multiple=True,
    metavar="WHAT",
    help=mark(
        "Also show alternatives=PERCENT, every package within so many per cent, pareto=FILE, what "
        "pareto --json printed, or scenarios, the plans for all of them; repeat for more."
    ),
)
@click.option(
    "--brief",
    is_flag=True,
    help=mark("Leave out why, which takes longest: reasons, repairs, tipping points, readings."),
)
@click.option(
    "--theme",
    metavar="FILE",
    shell_complete=data_files,
    help=mark("Theme file: colours, fonts and logo of an organisation."),
)
@options.solving
@options.settings
@options.as_json
@options.language
@click.pass_obj
def report(
    call: Call,
    /,
    instance: str,
    packages: tuple[str, ...],
    model: str,
    out: str,
    more: tuple[dict[str, Any], ...],
    settings: tuple[str, ...],
    time_limit: Decimal | None,
    **asked: Any,
) -> ExitCode:
    """Writes a report, and tells how the answer stands."""
    from compensatie.api import reporting
    from compensatie.cli.watching import watching
    from compensatie.files.package import load_package
    from compensatie.reports.format import format_of

    format_of(out)
    require_writable(out)
    chosen = [(load_package, path) for path in packages]
    facts, policy, *_ = read(*case_files(instance, model, settings), *chosen)
    asked |= {key: value for one in more for key, value in one.items()}
    asked |= {"language": call.language}
    seconds = None if time_limit is None else float(time_limit)
    writing = call.reader.say("Writing the report …")
    with placed_in(model, instance, settings=settings), watching(writing, call.reader) as watch:
        reported = reporting.report(
            facts, policy, out, packages, time_limit=seconds, watch=watch, **asked
        )
    _tell(reported, call)
    return _exit_code(reported)


def _tell(reported: Reported, call: Call) -> None:
    from compensatie.reports.file_documents import report_document

    if call.wants_json:
        answers = reported.content.answers
        print_document(report_document(reported.file, answers, call.language))
        return
    warn(reported.content.answers.case.notices, call.reader)
    talk([call.reader.say("Written: {file}", file=str(reported.file))])


def _exit_code(reported: Reported) -> ExitCode:
    """As of `solve`: the report says the rest."""
    match str(reported.content.answers.outcome.status):
        case "infeasible":
            return ExitCode.NO
        case "unsolved":
            return ExitCode.NO_ANSWER
    return ExitCode.YES if reported.content.answers.is_complete else ExitCode.NO_ANSWER
