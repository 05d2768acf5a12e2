# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What people write that is no TOML or no JSON, told in words that help to mend it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from compensatie.errors import Fault
from compensatie.files.meant import date_meant, number_meant

DUPLICATE = Fault(
    "duplicate-key", "this key stands here twice", allowed="each key once in its table"
)
_VALUE = Fault(
    "not-a-value",
    "no value can be read here",
    allowed="text between double quotes, a number, a date, true or false, a list or a table",
)
_LEFT_OVER = Fault(
    "left-over", "something is left over at the end of this line", allowed="one key a line"
)
_EQUALS = Fault("no-equals", "a key stands here without its value", allowed="key = value")
_KEY = Fault(
    "not-a-key",
    "no key can be read here",
    allowed="a key of letters, digits, - and _; a table in braces stays on one line",
)
_UNCLOSED = Fault(
    "unclosed-text",
    "a text begins here that has no closing quote",
    allowed="text between double quotes, on one line",
)
_ESCAPE = Fault(
    "wrong-escape",
    "a backslash in a text does not stand for itself",
    allowed="two backslashes where one is meant",
)
_CONTROL = Fault(
    "control-character",
    "an invisible character stands here",
    allowed="only characters that can be seen, blanks and new lines",
)
_DATE = Fault("not-a-date", "this is not a date", allowed="a date, written as 2023-02-17")
_NUMBER = Fault(
    "comma-in-number",
    "this number cannot be read as it is written",
    allowed="a point before the decimals, and nothing between thousands, as in 1234.5",
)
_SYNTAX = Fault("syntax", "this cannot be read", allowed="a file in TOML or JSON")

_TOML: Mapping[str, Fault] = {
    "Cannot ": DUPLICATE,
    "Duplicate inline table key": DUPLICATE,
    "Unterminated string": _UNCLOSED,
    "Illegal character '\\n'": _UNCLOSED,
    'Expected "': _UNCLOSED,
    "Unescaped": _ESCAPE,
    "Invalid hex value": _ESCAPE,
    "Escaped character": _ESCAPE,
    "character '": _CONTROL,
    "Invalid date": _DATE,
    "Unclosed array": Fault(
        "unclosed-list", "a list has no closing bracket", allowed="] at the end of the list"
    ),
    "Unclosed inline table": Fault(
        "unclosed-table",
        "a table in braces has no closing brace",
        allowed="a comma between two keys, and a closing brace on the same line",
    ),
    "Invalid value": _VALUE,
    "Expected newline": _LEFT_OVER,
    "Expected '=' after": _EQUALS,
    "Expected ']": Fault(
        "wrong-heading",
        "the heading of a table is not complete",
        allowed="[name] for a table, [[name]] for each record of a list",
    ),
    "Invalid initial character": _KEY,
    "Invalid statement": _KEY,
}
"""What the parser says in part, and what it comes down to; the first that fits."""
_JSON: Mapping[str, Fault] = {
    "Unterminated string": _UNCLOSED,
    "Invalid control character": _UNCLOSED,
    "Invalid \\": _ESCAPE,
    "Expecting ',' delimiter": Fault(
        "no-comma", "a comma is missing before this", allowed="a comma between two values"
    ),
    "Expecting ':' delimiter": Fault(
        "no-colon", "a key stands here without its value", allowed='"key": value'
    ),
    "Extra data": Fault(
        "extra-data", "the file goes on after its end", allowed="nothing after the last brace"
    ),
    "trailing comma": Fault(
        "trailing-comma", "a comma stands here before a closing bracket", allowed="no comma there"
    ),
    "comment": Fault(
        "comment-in-json", "JSON has no comments", allowed="a remark field, or a TOML file"
    ),
    "Expecting property name": Fault(
        "not-a-json-key", "no key can be read here", allowed="a key between double quotes"
    ),
    "Expecting value": _VALUE,
}

_AT = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_ODD_NUMBER = re.compile(
    r"(?<![\w.,\"'-])(-?\d[\d.]*,\d+(?![\w.,])|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?\s*%)"
)
_ODD_DATE = re.compile(
    r"(?<![\w.,\"'-])(?:\d{1,2}[-/]\d{1,2}[-/]\d{4}|\d{4}[-/]\d{1,2}[-/]\d{1,2})(?![\w-])"
)
_WRITTEN = re.compile(r"[^,\]}#\n]*")


def toml_slip(text: str, reason: str) -> Fault:
    """What is wrong with a text that the TOML parser refuses for `reason`."""
    match = _AT.fullmatch(reason)
    message = match[1] if match else reason
    line = int(match[2]) if match and match[2] else text.count("\n") + 1
    column = int(match[3]) if match and match[3] else None
    fault = next((fault for part, fault in _TOML.items() if part in message), _SYNTAX)
    written = text.replace("\r\n", "\n").split("\n")[line - 1]
    if fault is _EQUALS and column is not None and written[column - 1 : column].isalpha():
        fault = _KEY
    return _as_written(fault, written, line, column)


def json_slip(text: str, reason: str, offset: int) -> Fault:
    """What is wrong with a text that the JSON parser refuses for `reason`."""
    start = text.rfind("\n", 0, offset) + 1
    line, column = text.count("\n", 0, offset) + 1, offset - start + 1
    message = _json_reason(text, reason, offset)
    fault = next((fault for part, fault in _JSON.items() if part in message), _SYNTAX)
    return _as_written(fault, text[start:].split("\n", 1)[0], line, column)


def _json_reason(text: str, reason: str, offset: int) -> str:
    if text.startswith(("//", "/*", "#"), offset):
        return "comment"
    before, after = text[:offset].rstrip(), text[offset : offset + 1]
    if reason.startswith("Expecting") and before.endswith(",") and after in ("]", "}"):
        return "trailing comma"
    return reason


def _as_written(fault: Fault, written: str, line: int, column: int | None) -> Fault:
    """The fault with what stands there, and with what may have been meant."""
    if fault.code not in ("unclosed-text", "duplicate-key", "control-character"):
        if odd := _ODD_NUMBER.search(written):
            number = odd[0].strip()
            fault = replace(_NUMBER, value=number, suggestion=number_meant(number))
        elif odd := _ODD_DATE.search(written):
            fault = replace(_DATE, value=odd[0], suggestion=date_meant(odd[0]))
        elif fault is _VALUE and column is not None:
            value = _WRITTEN.match(written, column - 1)
            fault = _with_value(fault, value[0].strip() if value else "")
    return replace(fault, line=str(line))


def _with_value(fault: Fault, value: str) -> Fault:
    word = value.strip("“”„‘’'\"")
    if not word or len(word) > 200:
        return fault
    if word.lower() in ("true", "false"):
        return replace(fault, value=value, suggestion=word.lower())
    is_plain = "\\" not in word and '"' not in word
    suggestion = number_meant(word) or (f'"{word}"' if is_plain else None)
    return replace(fault, value=value, suggestion=suggestion)
