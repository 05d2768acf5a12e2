# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie selfcheck`: whether the solver gets known programmes right."""

from __future__ import annotations

import click

from compensatie.cli import options
from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.spoken import SpokenCommand
from compensatie.cli.streams import print_document, print_text
from compensatie.reports.reader import mark

ALL_RIGHT = mark("{solver} gets all {count} programmes right whose optimum is known.")
FAILS = mark("{solver} fails {count} programmes whose optimum is known: do not use it.")


@click.command(
    cls=SpokenCommand,
    help=mark("Let the solver solve programmes whose optimum is known, and refuse one that fails."),
)
@options.solver
@options.as_json
@options.language
@click.pass_obj
def selfcheck(call: Call, solver: str) -> ExitCode:
    """Tries them all, and says which the solver gets wrong."""
    from compensatie.engine.selfcheck import tried
    from compensatie.engine.solver import described

    found, name = list(tried(solver)), described(solver)
    failed = [one for one in found if not one.is_right]
    if call.wants_json:
        programmes = [{"name": one.known.name, "right": one.is_right} for one in found]
        print_document(
            {
                "format": 1,
                "command": "selfcheck",
                "solver": name,
                "right": not failed,
                "programmes": programmes,
            }
        )
    else:
        say, count = call.reader.say, str(len(failed) or len(found))
        said = say(FAILS if failed else ALL_RIGHT, solver=name, count=count)
        print_text("\n".join([said, *(f"  {one}" for one in failed)]) + "\n")
    return ExitCode.NO if failed else ExitCode.YES
