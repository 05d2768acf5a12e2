# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie alternatives`: other packages that are nearly as good."""

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
from compensatie.cli.streams import print_report
from compensatie.cli.tables import (
    print_with_errors,
    require_folder,
    talk_of,
    unwritten_tables,
)
from compensatie.cli.values import Amount, Count, OneOf
from compensatie.errors import InputError
from compensatie.reports.reader import mark

if TYPE_CHECKING:
    from compensatie.studies.alternatives import Alternatives

DISTINCT = ("measures", "start", "size")


@click.command(
    cls=SpokenCommand, help=mark("List other packages that are nearly as good as the best one.")
)
@options.instance
@options.model
@click.option(
    "--best",
    type=Count(),
    metavar="NUMBER",
    help=mark("The best so many, and all that tie with the last of them."),
)
@click.option(
    "--within",
    type=Amount(is_positive=False),
    metavar="PERCENT",
    help=mark("Every package that is at most so many per cent worse than the best."),
)
@click.option(
    "--different",
    type=Count(),
    metavar="NUMBER",
    help=mark("Of those within the percentage, so many that differ most from one another."),
)
@click.option(
    "--distinct",
    type=OneOf(*DISTINCT),
    default="measures",
    metavar="|".join(DISTINCT),
    help=mark("What counts as another package: other measures, start years too, or sizes too."),
)
@click.option(
    "--limit",
    type=Count(),
    default=1000,
    metavar="NUMBER",
    help=mark("List at most so many; 1000 where left out."),
)
@click.option(
    "--importance",
    is_flag=True,
    help=mark("Also say what each measure means for the packages within the percentage."),
)
@options.solving
@options.settings
@options.store
@options.certificate
@options.tables
@options.as_json
@options.language
@click.pass_obj
def alternatives(
    call: Call,
    /,
    instance: str,
    model: str,
    settings: tuple[str, ...],
    time_limit: Decimal | None,
    tables: str | None,
    **asked: Any,
) -> ExitCode:
    """Lists packages, and tells whether the list is whole."""
    from compensatie.api import listing
    from compensatie.cli.watching import watching

    if (certificate := asked["certificate"]) is not None:
        require_writable(certificate)
    require_folder(tables)
    facts, policy = read(*case_files(instance, model, settings))
    seconds = None if time_limit is None else float(time_limit)
    looking = call.reader.say("Looking for packages …")
    with placed_in(model, instance, settings=settings), watching(looking, call.reader) as watch:
        found = listing.alternatives(facts, policy, time_limit=seconds, watch=watch, **asked)
    _print(found, call, None if tables is None else _write_tables(found, tables))
    return _exit_code(found)


def _write_tables(found: Alternatives, folder: str) -> InputError | None:
    from compensatie.reports.alternative_document import alternative_tables

    return unwritten_tables(alternative_tables(found), folder)


def _print(found: Alternatives, call: Call, unwritten: InputError | None) -> None:
    from compensatie.reports.alternative_document import alternatives_document
    from compensatie.reports.alternative_text import alternatives_report

    if call.wants_json:
        print_with_errors(alternatives_document(found, call.language), unwritten, call)
        return
    warn(found.case.notices, call.reader)
    print_report(alternatives_report(found, call.language), call.reader)
    talk_of(unwritten, call)


def _exit_code(found: Alternatives) -> ExitCode:
    if str(found.status) == "infeasible":
        return ExitCode.NO
    return ExitCode.YES if found.stop is None else ExitCode.NO_ANSWER
