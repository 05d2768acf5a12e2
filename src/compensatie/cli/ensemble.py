# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie ensemble`: many drawn futures, answered one by one, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compensatie.cli import options
from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.files import case_files, placed_in, read
from compensatie.cli.notices import warn
from compensatie.cli.spoken import SpokenCommand
from compensatie.cli.streams import print_report
from compensatie.cli.suggestions import data_files, folders
from compensatie.cli.tables import (
    print_with_errors,
    require_folder,
    talk_of,
    unwritten_files,
)
from compensatie.cli.values import Count, OneOf
from compensatie.errors import InputError
from compensatie.reports.reader import mark

if TYPE_CHECKING:
    from compensatie.studies.ensemble import Ensemble

METHODS = ("latin", "sobol")


@click.command(
    cls=SpokenCommand,
    help=mark(
        "Draw the uncertain figures many times, find the best package of each future, and see "
        "which packages hold."
    ),
)
@options.instance
@click.argument("packages", nargs=-1, shell_complete=data_files)
@options.model
@click.option(
    "--draws",
    required=True,
    metavar="NUMBER|FILE.csv",
    shell_complete=data_files,
    help=mark("How many futures to draw; or a file with a column for each uncertainty."),
)
@click.option(
    "--seed",
    type=Count(least=0),
    default=0,
    metavar="NUMBER",
    help=mark("Seed of the draws: the same seed gives the same draws; 0 where left out."),
)
@click.option(
    "--method",
    type=OneOf(*METHODS),
    default="latin",
    metavar="|".join(METHODS),
    help=mark("How to draw: latin (hypercube), or sobol, which needs SALib."),
)
@click.option(
    "--morris",
    "trajectories",
    type=Count(least=0),
    default=0,
    metavar="NUMBER",
    help=mark(
        "Also answer so many trajectories that tell which uncertainty matters to the cost; needs "
        "SALib."
    ),
)
@click.option(
    "--workers",
    type=Count(),
    metavar="NUMBER",
    help=mark("Use so many processes; as many as there are processors where left out."),
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help=mark("Let the workers of a Dask cluster answer, such as tcp://10.0.0.1:8786."),
)
@click.option(
    "--parquet",
    metavar="FOLDER",
    shell_complete=folders,
    help=mark("Write every table to this folder as Parquet; needs pyarrow."),
)
@options.solving
@options.settings
@options.store
@options.tables
@options.as_json
@options.language
@click.pass_obj
def ensemble(
    call: Call,
    /,
    instance: str,
    packages: tuple[str, ...],
    model: str,
    draws: str,
    settings: tuple[str, ...],
    time_limit: Decimal | None,
    tables: str | None,
    parquet: str | None,
    **asked: Any,
) -> ExitCode:
    """Draws, answers, and tells."""
    from compensatie.api import sampling
    from compensatie.cli.watching import watching
    from compensatie.files.package import load_package

    _require(tables, parquet)
    readings = ((load_package, path) for path in packages)
    facts, policy, *_ = read(*case_files(instance, model, settings), *readings)
    seconds = None if time_limit is None else float(time_limit)
    count = int(draws) if draws.isascii() and draws.isdigit() and len(draws) < 10 else draws
    looking = call.reader.say("Answering draws …")
    with (
        placed_in(model, instance, settings=settings),
        watching(looking, call.reader, is_timed=True) as watch,
    ):
        found = sampling.ensemble(
            facts, policy, packages, draws=count, time_limit=seconds, watch=watch, **asked
        )
    unwritten = _write(found, tables, parquet)
    _print(found, call, unwritten)
    return _exit_code(found) if unwritten is None else ExitCode.BAD_INPUT


def _require(tables: str | None, parquet: str | None) -> None:
    from compensatie.reports.parquet import require_pyarrow

    require_folder(tables)
    require_folder(parquet, "--parquet")
    if parquet is not None:
        require_pyarrow()


def _write(found: Ensemble, tables: str | None, parquet: str | None) -> InputError | None:
    from compensatie.reports.ensemble_tables import ensemble_tables, ensemble_texts
    from compensatie.reports.parquet import parquet_files

    wanted: list[tuple[str, Mapping[str, bytes]]] = []
    if tables is not None:
        texts = ensemble_texts(found).items()
        wanted.append((tables, {name: text.encode("utf-8") for name, text in texts}))
    if parquet is not None:
        wanted.append((parquet, parquet_files(ensemble_tables(found))))
    errors = [unwritten_files(files, Path(folder)) for folder, files in wanted]
    return next((error for error in errors if error is not None), None)


def _print(found: Ensemble, call: Call, unwritten: InputError | None) -> None:
    from compensatie.reports.ensemble_document import ensemble_document
    from compensatie.reports.ensemble_text import ensemble_report

    if call.wants_json:
        print_with_errors(ensemble_document(found, call.language), unwritten, call)
        return
    warn(found.case.notices, call.reader)
    print_report(ensemble_report(found, call.language), call.reader)
    talk_of(unwritten, call)


def _exit_code(found: Ensemble) -> ExitCode:
    """No answer before no: that no future has a package is only known where all have an answer."""
    if not found.is_complete:
        return ExitCode.NO_ANSWER
    return ExitCode.NO if len(found.without_package) == len(found.numbers) else ExitCode.YES
