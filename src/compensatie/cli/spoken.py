# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Commands whose help is in the reader's language; click itself speaks only English."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import click

from compensatie.cli.call import Call
from compensatie.errors import Fault, InputError
from compensatie.reports.reader import Reader, mark

SHOW_HELP = mark("Show this message and exit.")
SHOW_VERSION = mark("Show the version and exit.")


def reader_of(context: click.Context) -> Reader:
    """Who reads the help."""
    call = context.find_object(Call)
    return call.reader if call else Reader("en")


class SpokenCommand(click.Command):
    """A command that explains itself in the reader's language."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuses arguments that the command does not take."""
        if isinstance(self, click.Group):
            return super().parse_args(ctx, args)
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            # Not every error of click's parser knows of which command it is.
            error.ctx = error.ctx or ctx
            raise
        if rest and not ctx.resilient_parsing:
            text = "there is one argument too many"
            raise InputError(Fault("extra-argument", text, value=extra) for extra in rest)
        return rest

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What may follow the command's name."""
        say = reader_of(ctx).say
        pieces = list(map(_as_typed, self._arguments(ctx)))
        if isinstance(self, click.Group):
            pieces.append(say("COMMAND"))
        return [*pieces, say("[OPTION]…")]

    def _arguments(self, ctx: click.Context) -> Iterable[click.Parameter]:
        return (param for param in self.get_params(ctx) if isinstance(param, click.Argument))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line of the help."""
        pieces, prefix = self.collect_usage_pieces(ctx), reader_of(ctx).say("Usage: ")
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(reader_of(ctx).say(self.help or ""))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every option, and every command of a group."""
        with formatter.section(reader_of(ctx).say("Options")):
            formatter.write_dl(list(self._explained(ctx)))
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def _explained(self, ctx: click.Context) -> Iterable[tuple[str, str]]:
        say = reader_of(ctx).say
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None and isinstance(param, click.Option):
                told = say(param.help or "")
                yield record[0], f"{told} {say('Required.')}" if param.required else told


def _as_typed(argument: click.Parameter) -> str:
    """An argument as a usage line has it: between brackets where it may be left out."""
    name = (argument.name or "").upper()
    shown = name if argument.required else f"[{name}]"
    return f"{shown}…" if argument.nargs == -1 else shown


class SpokenGroup(SpokenCommand, click.Group):
    """A group of such commands."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            fault = Fault(
                "unknown-command",
                "there is no command “{name}”",
                value=args[0],
                allowed="one of: {names}",
                suggestion=next(iter(get_close_matches(args[0][:100], self.commands, n=1)), None),
                details={"name": args[0], "names": ", ".join(self.commands)},
            )
            raise InputError([fault])
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every command with what it does."""
        say = reader_of(ctx).say
        told = [(name, say(self.commands[name].help or "")) for name in self.list_commands(ctx)]
        with formatter.section(say("Commands")):
            formatter.write_dl(told)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which people need them."""
        return list(self.commands)
