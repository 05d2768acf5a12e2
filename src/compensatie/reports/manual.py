# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The manual: a page for each rule family and objective, from what its class says of itself.

`python -m compensatie.reports.manual models/README.md` writes it between its two marks.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from compensatie.facts.numbers import NonNegative, Number, Share, Year
from compensatie.facts.record import Name
from compensatie.facts.series import Series, SeriesOrNumber
from compensatie.files.aside import write_text
from compensatie.policy import families, objectives
from compensatie.rule import Rule
from compensatie.units import plain

_MATH_BLOCK = re.compile(r"\.\. math:: +(.+)", re.DOTALL)
_MATH_INLINE = re.compile(r":math:`([^`]+)`")
_NAMED = re.compile(r"(Passes|Fails|Source): ")
_KINDS: tuple[tuple[Any, str], ...] = (
    (SeriesOrNumber, "number, or figure by year"),
    (Share, "share, 0 to 1"),
    (NonNegative, "number ≥ 0"),
    (Number, "number"),
    (Year, "year"),
    (Name, "text"),
    (bool, "`true`, `false`"),
)
"""What people call the kinds of value that a parameter has."""


def paragraphs(docstring: str) -> Iterator[str]:
    """The paragraphs of a docstring as Markdown: formulas set, examples and source as a list."""
    # The source stands apart in a docstring, and with the examples in the manual.
    text = re.sub(r"\n\s*\n(?=Source: )", "\n", inspect.cleandoc(docstring))
    for paragraph in re.split(r"\n\s*\n", text):
        if formula := _MATH_BLOCK.fullmatch(paragraph):
            lines = (line.strip() for line in formula[1].splitlines())
            yield "\n".join(("```math", *lines, "```"))
        elif _NAMED.match(paragraph):
            yield _listed(" ".join(paragraph.split()))
        else:
            yield _inline(paragraph)


def formulas(cls: type) -> tuple[str, ...]:
    """The formulas that stand by themselves in the docstring of a class, in TeX."""
    parts = re.split(r"\n\s*\n", inspect.cleandoc(cls.__doc__ or ""))
    found = (_MATH_BLOCK.fullmatch(part) for part in parts)
    return tuple(" ".join(one[1].split()) for one in found if one is not None)


def _listed(text: str) -> str:
    """`Passes: …`, `Fails: …` and `Source: …` as a list."""
    _, *parts = _NAMED.split(text)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return "\n".join(f"- *{name}:* {_inline(told.strip())}" for name, told in pairs)


def _inline(text: str) -> str:
    return _MATH_INLINE.sub(r"$\1$", text)


def kind_of(field: FieldInfo) -> str:
    """What people call the kind of value that a field has."""
    annotation: Any = field.annotation
    if field.metadata:
        annotation = Annotated[(annotation, *field.metadata)]
    return _kind(annotation)


def _kind(annotation: Any) -> str:
    for known, name in _KINDS:
        if annotation == known:
            return name
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kind(inner[0])
    if origin in (Union, UnionType):
        return _kind(next(one for one in inner if one is not type(None)))
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin is tuple:
        return f"list of {_many(_kind(inner[0]))}"
    raise TypeError(f"no name for the kind {annotation!r}: give it one in the manual")


def _many(name: str) -> str:
    return "texts" if name == "text" else name


def default_of(field: FieldInfo) -> str:
    """What holds where the field is left out; a dash where it must be given."""
    if field.is_required():
        return "–"
    value = field.default
    if isinstance(value, Series):
        (value,) = value.root.values()
    if isinstance(value, Decimal):
        return plain(value)
    return "none" if value is None else f"`{str(value).lower()}`"


def parameters(family: type[Rule]) -> dict[str, FieldInfo]:
    """The keys that a family has beyond those of every rule."""
    own = family.model_fields
    return {name: own[name] for name in own if name not in Rule.model_fields}


def table(fields: Mapping[str, FieldInfo]) -> str:
    """The keys of a family as a Markdown table."""
    rows = [
        (f"`{name}`", kind_of(field), default_of(field), field.description or "")
        for name, field in fields.items()
    ]
    return "\n".join(_line(cells) for cells in (HEADINGS, ("---",) * 4, *rows))


HEADINGS = ("key", "type", "default", "meaning")
"""What stands above the columns of a table of parameters."""


def _line(cells: Iterable[str]) -> str:
    texts = (" ".join(cell.split()).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(texts)} |"


def family_pages() -> Iterator[str]:
    """A page for each rule family, in the order of their names."""
    for name, family in families().items():
        yield f"#### `{name}`"
        yield from paragraphs(family.__doc__ or "")
        yield table(parameters(family))


def objective_pages() -> Iterator[str]:
    """A page for each objective, in the order of their names."""
    for name, objective in objectives().items():
        yield f"#### `{name}`"
        yield from paragraphs(objective.__doc__ or "")


BEGIN, END = "<!-- families:begin -->", "<!-- families:end -->"
"""The marks between which the manual stands."""


def manual() -> str:
    """Every page as Markdown."""
    return "\n\n".join((*family_pages(), "### Each objective in full", *objective_pages()))


def with_manual(text: str) -> str:
    """A text with the manual made anew between its marks.

    Raises:
        ValueError: a mark is missing, or stands there twice.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end) or BEGIN in after or END in before + after:
        raise ValueError(f"the manual has no place here: {BEGIN} and {END} must stand once each")
    return f"{before}{BEGIN}\n\n{manual()}\n\n{END}{after}"


def main() -> None:
    """Writes the manual into the files that the call names."""
    for name in sys.argv[1:]:
        write_text(name, with_manual(Path(name).read_text("utf-8")))


if __name__ == "__main__":
    main()
