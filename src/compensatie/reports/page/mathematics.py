# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Formulas, as the classes write them in TeX, set in MathML: browsers draw it without a script.

Of TeX it knows what the formulas of this program use, and refuses the rest, so that no formula is
ever shown half.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

TOKEN = re.compile(r"\\([A-Za-z]+)|\\(.)|([{}_^])|([A-Za-z])|(\d+)|(\S)")
OPERATORS = {
    "ge": "≥",
    "le": "≤",
    "to": "→",
    "leftarrow": "←",
    "in": "∈",
    "sum": "∑",
    "max": "max",
    "min": "min",
    "cdot": "·",
    "Longleftrightarrow": "⟺",
    "{": "{",
    "}": "}",
}
LETTERS = {"theta": "θ", "sigma": "σ", "eta": "η", "tau": "τ", "phi": "φ"}
SPACES = {",": "0.17em", ";": "0.28em", "quad": "1em", "qquad": "2em"}
SUM = Markup("<mo>∑</mo>")
SCRIPTED = {
    False: {"_": "msub", "^": "msup", "^_": "msubsup"},
    True: {"_": "munder", "^": "mover", "^_": "munderover"},
}
"""What holds a sign with others below or above it; a sum has them under and over itself."""
SIZES = ("Big", "big", "left", "right")
"""Commands that only say how large what follows is; browsers see to that."""


class UnknownFormulaError(ValueError):
    """A formula holds what is not known here."""


def formula(text: str, tell: Callable[[str], str] = str) -> Markup:
    r"""A formula in TeX as MathML.

    Args:
        text: the formula.
        tell: how words in it are told to the reader.

    Raises:
        UnknownFormulaError: it holds a command that is not known here.

    Example:
        >>> formula(r"x_{t} \ge 0")
        Markup('<math><msub><mi>x</mi><mi>t</mi></msub><mo>≥</mo><mn>0</mn></math>')
    """
    return Markup("<math>{}</math>").format(_Setter(text, tell).row())


class _Setter:
    """Sets one formula, from left to right."""

    def __init__(self, text: str, tell: Callable[[str], str]) -> None:
        self.text = text
        self.tell = tell
        self.at = 0

    def row(self) -> Markup:
        """Everything up to the brace that closes, or the end."""
        parts: list[Markup] = []
        while (token := self._next()) is not None and token[0] != "}":
            if token[0] in ("_", "^"):
                parts.append(self._scripted(parts.pop(), token[0]))
            else:
                parts.append(self._one(*token))
        return Markup("").join(parts)

    def _next(self) -> tuple[str, str] | None:
        """The next kind of sign, and the sign."""
        found = TOKEN.search(self.text, self.at)
        if found is None:
            return None
        self.at = found.end()
        command, escaped, bracket, letter, number, sign = found.groups()
        if command or escaped:
            return "command", command or escaped
        if bracket:
            return bracket, bracket
        kinds = {"letter": letter, "number": number, "sign": sign}
        return next((kind, value) for kind, value in kinds.items() if value)

    def _one(self, kind: str, value: str) -> Markup:
        if kind == "command":
            return self._command(value)
        if kind == "{":
            return Markup("<mrow>{}</mrow>").format(self.row())
        if value in "()[]":
            # As high as the letters beside it, whatever stands in it.
            return Markup('<mo stretchy="false">{}</mo>').format(value)
        name = {"letter": "mi", "number": "mn", "sign": "mo"}[kind]
        return Markup("<{0}>{1}</{0}>").format(name, "\N{MINUS SIGN}" if value == "-" else value)

    def _command(self, name: str) -> Markup:
        if name == "frac":
            above, below = self._group(), self._group()
            return Markup("<mfrac><mrow>{}</mrow><mrow>{}</mrow></mfrac>").format(above, below)
        if name == "text":
            return Markup("<mtext>{}</mtext>").format(self._words())
        if name in SPACES:
            return Markup('<mspace width="{}"></mspace>').format(SPACES[name])
        if name in LETTERS:
            return Markup("<mi>{}</mi>").format(LETTERS[name])
        if name in OPERATORS:
            return Markup("<mo>{}</mo>").format(OPERATORS[name])
        if name in SIZES:
            return Markup("")
        raise UnknownFormulaError(name)

    def _group(self) -> Markup:
        """What stands between the braces that follow, or the one sign that does."""
        token = self._next()
        if token is None:
            raise UnknownFormulaError(self.text)
        return self.row() if token[0] == "{" else self._one(*token)

    def _words(self) -> Markup:
        """Words between braces, in the reader's language; blanks around them stay."""
        end = self.text.index("}", self.at)
        words = self.text[self.at :].split("{", 1)[1][: end - self.at - 1].replace("\\_", "_")
        self.at = end + 1
        bare = words.strip()
        told = words.replace(bare, self.tell(bare)) if bare else words
        return escape(told.replace(" ", "\N{NO-BREAK SPACE}"))

    def _scripted(self, base: Markup, first: str) -> Markup:
        """Something with what stands below it, above it, or both."""
        scripts = {first: _grouped(self._group())}
        place, other = self.at, "^" if first == "_" else "_"
        if self._next() == (other, other):
            scripts[other] = _grouped(self._group())
        else:
            self.at = place
        inside = Markup("").join(scripts[one] for one in ("_", "^") if one in scripts)
        name = SCRIPTED[base == SUM]["".join(sorted(scripts))]
        return Markup("<{0}>{1}{2}</{0}>").format(name, base, inside)


def _grouped(inside: Markup) -> Markup:
    """One element: several are put in a row."""
    is_one = re.fullmatch(r"<(\w+)>[^<]*</\1>", inside) is not None
    return inside if is_one else Markup("<mrow>{}</mrow>").format(inside)
