# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What click finds wrong with a call, as faults like those of files."""

from __future__ import annotations

import click

from compensatie.errors import Fault


def usage_fault(error: click.UsageError) -> Fault:
    """The fault that a usage error tells of."""
    match error:
        case click.NoSuchOption():
            near = next(iter(error.possibilities or ()), None)
            text = "there is no such option"
            return _about(error.option_name, "unknown-option", text, near)
        case click.MissingParameter():
            return _missing(error)
        case click.BadOptionUsage():
            text = "this option needs a value"
            if _is_flag(error):
                text = "this option takes no value"
            return _about(error.option_name, "option-usage", text)
    return Fault("usage", "{message}", details={"message": error.format_message()})


def _about(name: str, code: str, text: str, suggestion: str | None = None) -> Fault:
    return Fault(code, text, path=(name,), suggestion=suggestion)


def _missing(error: click.MissingParameter) -> Fault:
    param = error.param
    if isinstance(param, click.Option):
        text = "this option is needed"
        return Fault("missing-option", text, path=(param.opts[0],), allowed=param.help)
    name = (param.name or "" if param else "").upper()
    text = "this argument is needed"
    return Fault("missing-argument", text, path=(name,))


def _is_flag(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.params if error.ctx else []
    named = (param for param in params if error.option_name in param.opts)
    return any(isinstance(param, click.Option) and param.is_flag for param in named)
