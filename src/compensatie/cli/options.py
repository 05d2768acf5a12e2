# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The arguments and options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any, TypeVar

import click

from compensatie.cli.call import JSON_OPTION, LANGUAGE_OPTION
from compensatie.cli.suggestions import (
    data_files,
    folders,
    measures_of,
    scenarios_of,
    settings_of,
)
from compensatie.cli.values import Amount, OneOf
from compensatie.language import LANGUAGES
from compensatie.reports.reader import mark

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Command], Command]

instance = click.argument("instance", shell_complete=data_files)
package = click.argument("package", shell_complete=data_files)
# What a call says of language and JSON is heard before its options are parsed: see `call`.
language = click.option(
    LANGUAGE_OPTION,
    type=OneOf(*LANGUAGES),
    metavar="|".join(LANGUAGES),
    expose_value=False,
    help=mark("Language of what is shown: nl or en."),
)
as_json = click.option(
    JSON_OPTION,
    is_flag=True,
    expose_value=False,
    help=mark("Print one JSON document, and nothing else, on stdout."),
)
model = click.option(
    "--model",
    required=True,
    metavar="FILE",
    shell_complete=data_files,
    help=mark("Model file: objective and rules."),
)
optional_model = click.option(
    "--model",
    metavar="FILE",
    shell_complete=data_files,
    help=mark("Model file: looked at together with the instance."),
)
scenarios = click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    metavar="ID",
    shell_complete=scenarios_of,
    help=mark("Scenario to look at; repeat for more. Without it: all of them."),
)
settings = click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="PATH=VALUE",
    shell_complete=settings_of,
    help=mark(
        "Ask what if: set a value of the instance or model otherwise for this call, such as "
        "measures.hub.size.max=200; repeat for more."
    ),
)
tables = click.option(
    "--csv",
    "tables",
    metavar="FOLDER",
    shell_complete=folders,
    help=mark("Write every table to this folder as comma-separated text, with all digits."),
)


solver = click.option(
    "--solver",
    default="HiGHS",
    metavar="NAME",
    help=mark("HiGHS, or another solver that PuLP finds on this machine."),
)
certificate = click.option(
    "--certificate",
    metavar="FILE",
    shell_complete=data_files,
    help=mark("Prove the answer in exact arithmetic, and write the proof to this file."),
)
store = click.option(
    "--store",
    metavar="FILE",
    shell_complete=data_files,
    help=mark("Keep the answers in this file; the same call then goes on where it stopped."),
)


def choosing(command: Command) -> Command:
    """Gives a command the options that say what a package must hold in, and have."""
    return reduce(lambda made, option: option(made), reversed(_CHOOSING), command)


def solving(command: Command) -> Command:
    """Gives a command the options of every command that solves."""
    return reduce(lambda made, option: option(made), reversed(_SOLVING), command)


_CHOOSING: tuple[Decorator[Any], ...] = (
    scenarios,
    click.option(
        "--include",
        multiple=True,
        metavar="MEASURE",
        shell_complete=measures_of,
        help=mark("Measure that the package must have; repeat for more."),
    ),
    click.option(
        "--exclude",
        multiple=True,
        metavar="MEASURE",
        shell_complete=measures_of,
        help=mark("Measure that the package must not have; repeat for more."),
    ),
)
_SOLVING: tuple[Decorator[Any], ...] = (
    *_CHOOSING,
    click.option(
        "--time-limit",
        type=Amount(is_positive=True),
        metavar="SECONDS",
        help=mark("Stop after so many seconds with what is known by then."),
    ),
    click.option(
        "--gap",
        type=Amount(is_positive=False),
        default="0",
        metavar="EUR",
        help=mark("How much worse than the best package the answer may be; 0 where left out."),
    ),
    solver,
)
