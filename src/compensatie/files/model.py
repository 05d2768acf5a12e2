# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Models from files."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike

from compensatie.errors import Fault, InputError
from compensatie.facts.record import FileOrigin
from compensatie.files.chain import read_chain
from compensatie.files.changed import changed
from compensatie.files.validation import validated
from compensatie.policy import Model


def load_model(path: str | PathLike[str], settings: Iterable[str] = ()) -> Model:
    """The policy in a TOML or JSON file, and in the files that it extends.

    Args:
        path: A model file.
        settings: Values to set otherwise than the files have them, each as `PATH=VALUE`:
            `rules.per-saldo.tolerance=0.01`.

    Returns:
        The policy, as the files say it together.

    Raises:
        InputError: with every fault of every file, its line, what is allowed and what may be meant.

    Example:
        >>> [rule.id for rule in load_model("models/motie-de-vries.toml").rules]
        ['per-saldo', 'werkplekken', 'motie-de-vries']
    """
    chain = read_chain(path)
    faults = chain.faults()
    try:
        model = validated(Model, chain)
    except InputError as error:
        faults += error.faults
    if faults:
        raise InputError(_unique(faults))
    if not (made := tuple(settings)):
        return model.read_from(chain.sha256, origin=FileOrigin(chain.file, chain.sha256))
    otherwise = changed(Model, chain, made)
    found = validated(Model, otherwise)
    return found.read_from(otherwise.sha256, made, origin=otherwise.origin_file)


def _unique(faults: list[Fault]) -> list[Fault]:
    return list({(fault.code, fault.file, fault.path): fault for fault in faults}.values())
