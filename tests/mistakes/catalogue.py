# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of mistakes: what people write, and what they are told."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compensatie.errors import Fault, InputError
from compensatie.files.instance import load_instance
from compensatie.files.model import load_model
from compensatie.files.package import load_package

FOLDER = Path(__file__).parent
GOOD = FOLDER / "good"
LOADERS: dict[str, Callable[[Path], Any]] = {
    "instance": load_instance,
    "model": load_model,
    "package": load_package,
}


@dataclass(frozen=True, slots=True)
class Expected:
    """What is told of a mistake."""

    code: str
    field: str | None = None
    record: str | None = None
    on: str | None = None
    """Part of the line that is pointed at; None where no line is."""
    suggestion: str | None = None
    file: str | None = None
    """Part of the name of the file, where it is another than the one loaded."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One slip in a file that is well otherwise, or a whole file that is wrong."""

    name: str
    kind: str
    faults: tuple[Expected, ...]
    find: str | None = None
    put: str = ""
    text: str | None = None
    notation: str = "toml"

    def written(self) -> str:
        """The text of the file with the mistake."""
        if self.text is not None:
            return self.text
        good = (GOOD / f"{self.kind}.toml").read_text("utf-8")
        assert self.find is not None, self.name
        assert good.count(self.find) == 1, f"{self.name}: {self.find!r} does not stand there once"
        return good.replace(self.find, self.put)

    def found(self, folder: Path) -> tuple[Fault, ...]:
        """What loading the file tells, in an empty folder."""
        for name in ("parent.toml",):
            (folder / name).write_text((GOOD / name).read_text("utf-8"), "utf-8")
        path = folder / f"wrong.{self.notation}"
        path.write_text(self.written(), "utf-8", newline="")
        try:
            LOADERS[self.kind](path)
        except InputError as error:
            return error.faults
        return ()


def mistakes() -> Iterator[Mistake]:
    """Every mistake of the catalogue."""
    for path in sorted(FOLDER.glob("*.toml")):
        for entry in tomllib.loads(path.read_text("utf-8"))["mistakes"]:
            yield Mistake(**{**entry, "faults": tuple(Expected(**one) for one in entry["faults"])})
