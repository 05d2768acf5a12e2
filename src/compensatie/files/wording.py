# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a value, in words: a sentence for each way in which validation refuses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compensatie.language import catalogue


@dataclass(frozen=True, slots=True)
class Wording:
    """A kind of mistake in words; `{named}` places are filled by what was found."""

    code: str
    """Stable name of the kind of mistake."""
    text: str
    """What is wrong."""
    allowed: str | None = None
    """What may stand there."""


NOT_A_TABLE = Wording("not-a-table", "a table is expected here", "a table with: {names}")
NOT_NAMED = Wording("not-a-table", "a table is expected here", "a table with a name for each key")
NOT_A_SERIES = Wording("not-a-series", "figures by year are expected here", "such as {example}")
NOT_A_LIST = Wording("not-a-list", "a list is expected here", "a list in square brackets")
TABLE_FOR_LIST = Wording(
    "table-for-list",
    "a list of records is expected here, not one table",
    "[[{name}]] above each record, or square brackets around them all",
)
WRONG_LENGTH = Wording(
    "wrong-length", "this list has the wrong number of items", "a list of {number} items"
)
UNKNOWN_FORMAT = Wording(
    "unknown-format", "this file is of a format that is not known", "format = 1"
)
UNKNOWN_WORD = Wording("unknown-word", "“{value}” is not one of the words known here", "{names}")
UNKNOWN_FAMILY = Wording("unknown-family", "there is no rule family “{value}”", "{names}")
MISSING = Wording("missing-key", "“{name}” is required", "a value for {name}")
NOT_A_WORD_OR_LIST = Wording(
    "not-a-word-or-list", "one word or a list is expected here", "{names}, or a list of names"
)
UNCLEAR = Wording("unclear-value", "this value cannot be used here")

NOT_TEXT = Wording("not-text", "text is expected here", "text between double quotes")
_DATE = Wording("not-a-date", "this is not a date", "a date, written as 2023-02-17")
_YES_OR_NO = Wording("not-true-or-false", "true or false is expected here", "true or false")

WORDINGS: Mapping[str, Wording] = {
    "missing": MISSING,
    "extra_forbidden": Wording("unknown-key", "there is no key “{name}” here", "{names}"),
    "invalid_key": Wording("unknown-key", "there is no key “{name}” here", "{names}"),
    "literal_error": UNKNOWN_WORD,
    "union_tag_invalid": UNKNOWN_FAMILY,
    "union_tag_not_found": MISSING,
    "string_type": NOT_TEXT,
    "string_unicode": NOT_TEXT,
    "string_too_short": Wording("empty-text", "this text is empty", "at least one character"),
    "string_too_long": Wording(
        "text-too-long", "this text is too long", "at most {max_length} characters"
    ),
    "model_type": NOT_A_TABLE,
    "model_attributes_type": NOT_A_TABLE,
    "dict_type": NOT_A_TABLE,
    "mapping_type": NOT_A_TABLE,
    "tuple_type": NOT_A_LIST,
    "list_type": NOT_A_LIST,
    "too_short": Wording("empty-list", "this list is empty", "at least {min_length} item"),
    "too_long": Wording("list-too-long", "this list is too long", "at most {max_length} items"),
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
}
"""By the name that validation gives to a kind of mistake."""

_FIGURE = "a number such as 1234.5: a point before the decimals, nothing between thousands"
_YEAR = "a year from 1900 to 2200, without quotes"

_RELATION = (
    "requires, excludes: measure and on; together: measures; at-most, at-least: count and measures"
)
_DISTRIBUTION = (
    "triangular: least, mode, most; uniform: least, most; normal: mean, deviation, least, most; "
    "list: values, and weights if they differ"
)

ALLOWED: Mapping[str, str] = {
    "not-a-number": _FIGURE,
    "not-finite": _FIGURE,
    "too-large": "a number of less than 1000000000000000",
    "too-fine": "a number of at most 12 decimals",
    "not-a-year": _YEAR,
    "not-a-date": "a date, written as 2023-02-17",
    "not-a-whole-number": "a whole number from 0 to 1000000",
    "negative": "0 or more",
    "not-positive": "more than 0",
    "not-a-share": "from 0 to 1, as in 0.14 for 14 %",
    "empty-series": "a table with years and figures, as in {{ 2022 = 2976 }}",
    "empty-text": "a table with nl or en",
    "first-after-last": "two years, the first of which is not later",
    "earliest-after-latest": "two years, the earliest of which is not later",
    "min-above-max": "min no more than max; the same for all or nothing",
    "not-a-multiple": "a size that is a whole number of steps",
    "change-without-province": "from, to, or both",
    "no-effect": "effects, or province",
    "no-province": "one of the provinces of the instance",
    "not-a-hub": "no fte_per_workplace here",
    "custom-with-origin": "effects alone, or province and origin alone",
    "effects-not-custom": 'kind = "custom", or province and origin',
    "origins-over-one": "shares that add up to 1 or less",
    "relation-lacks": _RELATION,
    "relation-has": _RELATION,
    "duplicate-cost": "a label of its own for each line of one payer",
    "included-and-excluded": "each measure in one of include and exclude",
    "report-above-advice": "report_from no more than advice_above",
    "soft-without-price": 'price = 0 or more; or strength = "hard"',
    "factor-or-value": "factor, or value",
    "distribution-lacks": _DISTRIBUTION,
    "distribution-has": _DISTRIBUTION,
    "weights-not-values": "as many weights as there are values",
    "no-weight": "weights of 0 or more, one of them above 0",
    "least-not-below-most": "least below most",
    "middle-outside": "least ≤ mode ≤ most, and least ≤ mean ≤ most",
    "not-a-colour": "red, green and blue in hexadecimal, as in #154273",
    "not-a-font": "at most 61 letters, digits, spaces, hyphens and underscores",
}
"""What may stand where one of our own types refuses a value."""


def sentence(message: str, details: Mapping[str, object]) -> str:
    """The sentence, with its places open, that was filled with `details` to give `message`.

    Validation keeps only the filled sentence; the open one is in the catalogue.
    """
    if not details:
        return _literal(message)
    filling = {key: str(value) for key, value in details.items()}
    known = (text for text in catalogue("nl") if "{" in text)
    return next((text for text in known if _filled(text, filling) == message), _literal(message))


def _filled(text: str, details: Mapping[str, str]) -> str | None:
    try:
        return text.format_map(details)
    except (KeyError, ValueError, IndexError):
        return None


def _literal(message: str) -> str:
    # A name from the file may hold braces, and must not be read as a place.
    return message.replace("{", "{{").replace("}", "}}")
