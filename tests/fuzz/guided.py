# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Bad files that look for code which no file reached yet: `make fuzz`.

atheris watches which branches a file takes and goes on from those that took a new one. The first
byte of an input says which reader gets the rest.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["compensatie.files", "compensatie.verifier"]):
    from tests.fuzz.mutations import mutated
    from tests.fuzz.readers import Reader, readers


LONGEST = 60_000
"""Bytes of an input; every good file is shorter."""


class Failure(Exception):
    """A file is neither read nor refused with reasons."""


def attack(found: Sequence[Reader], folder: Path, data: bytes) -> None:
    """Gives one input to its reader."""
    reader = _reader(found, data)
    path = folder / f"drawn{reader.ending}"
    path.write_bytes(data[1:])
    if failure := reader.failure(path):
        raise Failure(f"{reader.name}{reader.ending}: {failure}")


def changed(found: Sequence[Reader], data: bytes, most: int, seed: int) -> bytes:
    """Another input: by our own changes, or by those of libFuzzer where ours cannot be made."""
    random = Random(seed)
    if random.random() < 0.7:
        try:
            return data[:1] + mutated(random, replace(_reader(found, data), seeds=(data[1:],)))
        except Exception:
            pass  # the content is not well formed enough to be changed as content
    return bytes(atheris.Mutate(data, most))


def _reader(found: Sequence[Reader], data: bytes) -> Reader:
    return found[data[0] % len(found) if data else 0]


def main(folder: Path) -> None:
    """Fuzzes until a failure is found, or as often as `-atheris_runs` says."""
    found = readers(folder)
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, reader in enumerate(found):
        for at, seed in enumerate(reader.seeds):
            (corpus / f"{number}-{at}").write_bytes(bytes([number]) + seed)
    atheris.Setup(
        [*sys.argv, f"-max_len={LONGEST}", str(corpus)],
        partial(attack, found, folder),
        custom_mutator=partial(changed, found),
    )
    atheris.Fuzz()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        main(Path(name))
