# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Who reads: the language that is spoken, and how numbers are written in it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from compensatie.language import Language, translate
from compensatie.units import MOST_DIGITS, rounded

_MONEY = {
    "nl": "¤\N{NO-BREAK SPACE}#,##0.{};¤\N{NO-BREAK SPACE}-#,##0.{}",
    "en": "¤#,##0.{};-¤#,##0.{}",
}
_SIGNIFICANT = 2


def mark(text: str) -> str:
    """The same text, marked as one that is translated where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Reader:
    """Speaks one language to one reader."""

    language: Language
    """The language."""

    def say(self, text: str, **places: str) -> str:
        """An English sentence in the reader's language, its named places filled."""
        return translate(text, self.language).format_map(places)

    def count(self, number: Fraction | int, one: str, many: str) -> str:
        """So many things: `one` where it is one of them, else `many` with its {count}."""
        return self.say(one if number == 1 else many, count=self.number(Fraction(number)))

    def number(self, value: Fraction, decimals: int = 1) -> str:
        """A number with at most so many decimals; more where it would look like 0 and is not."""
        from babel.numbers import format_decimal

        shown = _decimals(value, decimals)
        nearest = rounded(value, Decimal(1).scaleb(-shown))
        pattern = "#,##0." + "#" * shown
        return str(format_decimal(nearest, format=pattern, locale=self.language))

    def whole_euros(self, value: Fraction) -> str:
        """EUR without cents or sign, for a table that says what it is in."""
        return self.number(value, decimals=0)

    def money(self, value: Fraction) -> str:
        """EUR to the cent: `€ 1.234.567,89` or `€1,234,567.89`."""
        from babel.numbers import format_currency

        pattern = _MONEY[self.language].format("00", "00")
        shown = rounded(value, Decimal("0.01"))
        return str(
            format_currency(
                shown, "EUR", format=pattern, locale=self.language, currency_digits=False
            )
        )

    def share(self, value: Fraction, decimals: int = 1) -> str:
        """A share of a whole, in per cent."""
        return f"{self.number(value * 100, decimals)}%"

    def listed(self, names: list[str]) -> str:
        """Names one after another: `a, b and c`."""
        if len(names) < 2:
            return "".join(names)
        last = names[-1]
        return self.say("{names} and {last}", names=", ".join(names[:-1]), last=last)


def _decimals(value: Fraction, usual: int) -> int:
    """Decimals that show two digits of a number which the usual ones would show as 0."""
    size = abs(value)
    if size == 0 or size > Fraction(1, 2 * 10**usual):
        return usual
    decimals = usual
    while decimals < MOST_DIGITS and size * 10**decimals < 10 ** (_SIGNIFICANT - 1):
        decimals += 1
    return decimals
