# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Tables as Parquet files: typed columns, decimals exact."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from compensatie.errors import Fault, InputError
from compensatie.reports.comma_separated import Cell
from compensatie.reports.ensemble_tables import PlainTable

DIGITS = 38
"""Digits that a decimal of a Parquet file can have."""
NO_PYARROW = Fault(
    "needs-analysis",
    "this needs pyarrow, which is not installed",
    path=("--parquet",),
    allowed="after: pip install 'compensatie[analysis]'",
)


def require_pyarrow() -> None:
    """Looks whether Parquet can be written.

    Raises:
        InputError: pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise InputError([NO_PYARROW]) from None


def parquet_files(tables: Mapping[str, PlainTable]) -> Mapping[str, bytes]:
    """Every table as the bytes of a Parquet file, by the name of its file."""
    return {f"{name}.parquet": _bytes(table) for name, table in tables.items()}


def _bytes(table: PlainTable) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    columns: list[list[Cell]] = [list(column) for column in zip(*table.rows, strict=True)]
    columns = columns or [[] for _ in table.columns]
    arrays = [pa.array(column, _kind(column, pa)) for column in columns]
    stream = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_arrays(arrays, names=list(table.columns)), stream)
    content: bytes = stream.getvalue().to_pybytes()
    return content


def _kind(column: list[Cell], pa: Any) -> Any:
    """The type of a column: that of its first cell that says something; text where none does."""
    first = next((cell for cell in column if cell is not None), "")
    match first:
        case bool():
            return pa.bool_()
        case int():
            return pa.int64()
        case Decimal():
            places = (-_exponent(one) for one in column if isinstance(one, Decimal))
            return pa.decimal128(DIGITS, max(0, *places, 0))
    return pa.string()


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
