# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The manual of rule families and objectives, made from their docstrings and fields.

`python -m compensatie.reports.manual models/README.md` writes it between its two markers.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from compensatie.files.aside import write_text
from compensatie.policy import families, objectives
from compensatie.rule import Rule

BEGIN, END = "<!-- families:begin -->", "<!-- families:end -->"
FORMULA = re.compile(r"^\.\. math:: (.*(?:\n {3,}.*)*)", re.MULTILINE)
INLINE = re.compile(r":math:`([^`]*)`")


def manual() -> str:
    """Every family's page, and every objective's, as Markdown."""
    pages = [_page(name, family) for name, family in families().items()]
    pages += ["### Each objective in full\n"]
    pages += [f"#### `{name}`\n\n{_markdown(made)}\n" for name, made in objectives().items()]
    return "\n".join(pages)


def _page(name: str, family: type[Rule]) -> str:
    lines = [f"#### `{name}`", "", _markdown(family), "", *_parameters(family), ""]
    return "\n".join(lines)


def _markdown(made: type) -> str:
    """A docstring with its formulas as Markdown has them."""
    text = inspect.cleandoc(made.__doc__ or "")
    text = FORMULA.sub(lambda found: f"```math\n{inspect.cleandoc(found[1])}\n```", text)
    return INLINE.sub(lambda found: f"${found[1]}$", text).strip()


def _parameters(family: type[Rule]) -> Iterator[str]:
    own = {
        name: field
        for name, field in family.model_fields.items()
        if name not in Rule.model_fields or name == "provinces"
    }
    if own:
        yield "| parameter | default | meaning |"
        yield "|---|---|---|"
    for name, field in own.items():
        meaning = " ".join((field.description or "").split()).replace("|", "\\|")
        yield f"| `{name}` | {_default(field)} | {meaning} |"


def _default(field: FieldInfo) -> str:
    if field.default is PydanticUndefined:
        return "required"
    if field.default is None:
        return "–"
    value = field.default
    if hasattr(value, "root"):
        return f"`{next(iter(value.root.values()))}`"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def with_manual(text: str) -> str:
    """A text with the manual between its markers, in place of what stood there.

    Raises:
        ValueError: a marker is missing.
    """
    before, after = text.index(BEGIN) + len(BEGIN), text.index(END)
    return f"{text[:before]}\n\n{manual()}\n{text[after:]}"


def main() -> None:
    """Writes the manual into the files that the call names."""
    for name in sys.argv[1:]:
        write_text(name, with_manual(Path(name).read_text("utf-8")))


if __name__ == "__main__":
    main()
