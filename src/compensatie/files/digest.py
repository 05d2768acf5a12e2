# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The hash of a file, so that a result can say which file it rests on."""

from __future__ import annotations

from os import PathLike

from compensatie.files.chain import read_chain
from compensatie.files.document import read_document
from compensatie.files.kind import kinds_of


def digest(path: str | PathLike[str]) -> str:
    """The hash of a file, as `sha256sum` prints it.

    For a model that extends others it is the hash of their hashes, a line each, the model's own
    first: `sha256sum model.toml parent.toml | cut -c 1-64 | sha256sum`. It is what `sha256` of an
    instance or a model says that was read from the file.

    Raises:
        InputError: the file, or one that it extends, cannot be read.
    """
    document = read_document(path)
    return (read_chain(path) if "model" in kinds_of(document.content) else document).sha256
