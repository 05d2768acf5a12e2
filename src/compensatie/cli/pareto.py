# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie pareto`: all packages that no other beats on every objective."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from compensatie.cli import options
from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.files import case_files, placed_in, read
from compensatie.cli.notices import warn
from compensatie.cli.spoken import SpokenCommand
from compensatie.cli.streams import print_report
from compensatie.cli.tables import (
    print_with_errors,
    require_folder,
    talk_of,
    unwritten_tables,
)
from compensatie.cli.values import Count
from compensatie.errors import InputError
from compensatie.reports.reader import mark

if TYPE_CHECKING:
    from compensatie.studies.pareto import Pareto


@click.command(
    cls=SpokenCommand, help=mark("Find all packages that no other beats on every objective.")
)
@options.instance
@options.model
@click.option(
    "--objective",
    "objectives",
    multiple=True,
    metavar="OBJECTIVE",
    help=mark(
        "What is made small; two to four of cost, cost-once or cost-yearly (of one payer: "
        "cost:PAYER), jobs-taken (from one province: jobs-taken:PROVINCE), shortfall:RULE (the "
        "rule is then soft) and measures."
    ),
)
@click.option(
    "--limit",
    type=Count(),
    default=1000,
    metavar="NUMBER",
    help=mark("Find at most so many points; 1000 where left out."),
)
@options.solving
@options.settings
@options.store
@options.tables
@options.as_json
@options.language
@click.pass_obj
def pareto(
    call: Call,
    /,
    instance: str,
    model: str,
    settings: tuple[str, ...],
    time_limit: Decimal | None,
    tables: str | None,
    **asked: Any,
) -> ExitCode:
    """Finds every point, and tells whether there can be others."""
    from compensatie.api import trade_offs
    from compensatie.cli.watching import watching

    require_folder(tables)
    facts, policy = read(*case_files(instance, model, settings))
    seconds = None if time_limit is None else float(time_limit)
    looking = call.reader.say("Looking for points …")
    with placed_in(model, instance, settings=settings), watching(looking, call.reader) as watch:
        found = trade_offs.pareto(facts, policy, time_limit=seconds, watch=watch, **asked)
    unwritten = None if tables is None else _write_tables(found, tables)
    _print(found, call, unwritten)
    return _exit_code(found) if unwritten is None else ExitCode.BAD_INPUT


def _write_tables(found: Pareto, folder: str) -> InputError | None:
    from compensatie.reports.pareto_document import pareto_tables

    return unwritten_tables(pareto_tables(found), folder)


def _print(found: Pareto, call: Call, unwritten: InputError | None) -> None:
    from compensatie.reports.pareto_document import pareto_document
    from compensatie.reports.pareto_text import pareto_report

    if call.wants_json:
        print_with_errors(pareto_document(found, call.language), unwritten, call)
        return
    warn(found.case.notices, call.reader)
    print_report(pareto_report(found, call.language), call.reader)
    talk_of(unwritten, call)


def _exit_code(found: Pareto) -> ExitCode:
    if found.stop is not None:
        return ExitCode.NO_ANSWER
    return ExitCode.NO if str(found.status) == "infeasible" else ExitCode.YES
