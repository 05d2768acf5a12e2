# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Figures that nobody knows well: which they are, and how they can turn out."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from compensatie.facts.distribution import Distribution
from compensatie.facts.numbers import MOST_DECIMALS
from compensatie.facts.record import Name, Record, Text

_WIDE = Context(prec=80)
_FINEST = Decimal(1).scaleb(-MOST_DECIMALS)
_TEXT = {"type": "string", "minLength": 1}


def _several(value: Any) -> Any:
    """One path is a list of one."""
    return (value,) if isinstance(value, str) else value


FigurePaths = Annotated[
    tuple[Name, ...],
    Field(min_length=1, max_length=1000),
    BeforeValidator(_several),
    WithJsonSchema({"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}),
]
"""Where figures stand: paths of ids and keys, quoted where they hold dots or spaces."""


class Uncertainty(Record):
    """One draw: figures that turn out higher or lower together."""

    id: Name
    """Name of the draw."""
    title: Text | None = None
    """Title for people."""
    of: FigurePaths
    """The figures that it draws, such as `measures.hub.costs.fit-out.once_per_unit`; one, or a
    list that shares each draw."""
    factor: Distribution | None = None
    """What the figures of the file are multiplied by; or else `value`."""
    value: Distribution | None = None
    """What stands in their place; or else `factor`."""

    @model_validator(mode="after")
    def _is_factor_or_value(self) -> Uncertainty:
        if (self.factor is None) == (self.value is None):
            raise PydanticCustomError("factor-or-value", "give either factor or value")
        return self

    @property
    def distribution(self) -> Distribution:
        """How the draw is distributed."""
        found = self.factor or self.value
        assert found is not None
        return found

    def figure(self, written: Decimal, drawn: Decimal) -> Decimal:
        """What a figure is under a draw, exactly; decimals beyond what files can hold go.

        Args:
            written: the figure as the file has it.
            drawn: what was drawn.

        Example:
            >>> overrun = Distribution(shape="uniform", least=1, most=2)
            >>> one = Uncertainty(id="overrun", of="measures.hub.costs.rent.yearly", factor=overrun)
            >>> one.figure(Decimal("250.5"), Decimal("1.234567"))
            Decimal('309.2590335')
        """
        if self.factor is None:
            return drawn
        product = _WIDE.multiply(written, drawn)
        is_fine = product.as_tuple().exponent < -MOST_DECIMALS  # type: ignore[operator]
        return product.quantize(_FINEST, context=_WIDE) if is_fine else product
