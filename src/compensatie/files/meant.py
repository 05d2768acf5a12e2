# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What people mean who write figures as in a letter: `1.234,5`, `€ 12.000`, `17-2-2023`."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

_GROUPED = re.compile(r"\d{1,3}(?P<mark>[., ])\d{3}(?:(?P=mark)\d{3})*", re.ASCII)
_PLAIN = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_DATE = re.compile(r"(\d{1,2}(?=\D+\d+\D+\d{4})|\d{4})[-/. ](\d{1,2})[-/. ](\d{1,4})", re.ASCII)
_LONGEST = 40


def number_meant(text: str) -> str | None:
    """`text` as a number in files is written, where it can mean only one number.

    `1.234` alone may be a thousand or one and a bit: then there is nothing to suggest.
    """
    body = text.strip().strip("€").replace("\N{NO-BREAK SPACE}", " ").replace("_", "").strip()
    if len(body) > _LONGEST:
        return None
    is_percentage = body.endswith("%")
    body = body.rstrip("% ")
    sign, body = ("-", body[1:]) if body.startswith("-") else ("", body.removeprefix("+"))
    number = _unsigned(body)
    if number is None:
        return None
    return f"{Decimal(sign + number) / 100:f}" if is_percentage else sign + number


def _unsigned(body: str) -> str | None:
    whole, mark, decimals = _split(body)
    if mark and not (decimals.isascii() and decimals.isdigit()):
        return None
    if grouped := _GROUPED.fullmatch(whole):
        whole = whole.replace(grouped["mark"], "")
    number = f"{whole}.{decimals}" if mark else whole
    return number if _PLAIN.fullmatch(number) else None


def _split(body: str) -> tuple[str, str, str]:
    """The part before the decimals, their mark, and the decimals; no mark where there are none."""
    last = max(body.rfind("."), body.rfind(","))
    if last < 0 or body.count(body[last]) > 1:
        return body, "", ""
    # One mark, with three digits after it and no other mark before it, may be either.
    is_ambiguous = _GROUPED.fullmatch(body) and not body.startswith("0")
    return (body, "?", "") if is_ambiguous else (body[:last], body[last], body[last + 1 :])


def date_meant(text: str) -> str | None:
    """`text`, a day with its month and year in either order, as a date in files is written."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    first, month, last = map(int, match.groups())
    year, day = (first, last) if len(match[1]) == 4 else (last, first)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
