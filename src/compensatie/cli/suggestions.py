# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a shell can offer after the Tab key: files, and names out of the files already typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compensatie.errors import InputError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

LARGEST = 2_000_000
"""Bytes of a file that are worth reading while somebody waits for a Tab."""
_HARMLESS = re.compile(r"[\w./:+@%=\[\]-]+")
"""Shells put what is chosen on the command line as it is: nothing in it may mean more to them."""


def data_files(
    context: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Leaves it to the shell to offer files."""
    return _left_to_shell("file", incomplete)


def folders(
    context: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Leaves it to the shell to offer folders."""
    return _left_to_shell("dir", incomplete)


def _left_to_shell(kind: str, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type=kind)]


def scenarios_of(context: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The scenarios of the instance that is typed."""
    return _ids("scenarios", context, incomplete)


def measures_of(context: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The measures of the instance that is typed."""
    return _ids("measures", context, incomplete)


def _ids(collection: str, context: click.Context, incomplete: str) -> list[str]:
    records = _content(_typed("instance", context)).get(collection)
    listed = records if isinstance(records, list) else []
    names = (record.get("id") for record in listed if isinstance(record, dict))
    return list(_offered(names, incomplete))


def settings_of(context: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The next step of a path into the instance or the model that is typed."""
    from compensatie.facts.instance import Instance
    from compensatie.files.route import names_at, routed
    from compensatie.files.setting import joined, split_path
    from compensatie.policy import Model

    above, dot, _ = incomplete.rpartition(".")
    steps, rest = split_path(above)
    if rest:
        return []
    found: list[str] = []
    classes: dict[str, Any] = {"instance": Instance, "model": Model}
    for name, cls in classes.items():
        if content := _content(_typed(name, context)):
            try:
                names = names_at(cls, content, routed(cls, content, steps))
            except InputError:
                # It leads into the other file, or nowhere yet: there is nothing to offer.
                continue
            found += [f"{above}{dot}{joined((one,))}" for one in names]
    return list(dict.fromkeys(_offered(found, incomplete)))


def _typed(name: str, context: click.Context) -> Any:
    """The instance or model on the command line so far."""
    typed = context.params.get(name)
    # While the last option still lacks its value, click leaves the arguments where they are.
    return next(iter(context.args), None) if typed is None and name == "instance" else typed


def _offered(names: Iterable[Any], incomplete: str) -> Iterator[str]:
    for name in names:
        if isinstance(name, str) and name.startswith(incomplete) and _HARMLESS.fullmatch(name):
            yield name


def _content(path: Any) -> dict[str, Any]:
    """What a file holds; nothing where it is not there, is large, or is not well formed."""
    from compensatie.files.document import read_document

    try:
        is_small = isinstance(path, str) and Path(path).stat().st_size <= LARGEST
        return read_document(path).content if is_small else {}
    except (OSError, ValueError, InputError):
        # Whoever presses Tab is still typing: the command itself will tell what is wrong.
        return {}
