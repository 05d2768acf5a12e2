# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Bad files made of good ones: bytes changed at random, or the content that they hold."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import tomllib
import zipfile
from copy import deepcopy
from decimal import Decimal
from io import BytesIO
from random import Random
from typing import Any

from compensatie.files.notation import written
from compensatie.files.tree import follow, nodes
from tests.fuzz.readers import Reader

ODD_BYTES = (
    *(
        b"",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\r",
        b"\n\n",
        b"\t",
        b'"',
        b"'",
        b'"""',
        b"\\",
        b"\\u",
    ),
    *(b"[", b"]", b"[[", b"]]", b"{", b"}", b"=", b",", b";", b".", b"#", b"-", b"+", b"_", b":"),
    *(b"<", b">", b"</", b"&", b"&a;", b"<!DOCTYPE a>", b"<![CDATA[", b"xmlns=", b"url("),
    *(
        b"nan",
        b"inf",
        b"NaN",
        b"-Infinity",
        b"null",
        b"true",
        b"0x",
        b"1e9999999",
        b"1_0",
        b"1e-400",
    ),
    *(
        b"9" * 40,
        b"9" * 5000,
        b"[" * 60,
        b"a." * 60,
        b"{" * 200,
        b"id",
        b"../",
        b"C:",
        b"{0.__class__}",
    ),
    *("é", "\u202e", "\x1b[2J", "🙂", "\ud7ff", "ﬀ", "\uff11"),
)
"""What is put between the bytes of a file."""
ODD_VALUES = (
    *(None, True, False, 0, -1, 1, 2, 9999, 10**15, -(10**30), 10**400, 1900, 2201),
    *(Decimal(text) for text in ("NaN", "Infinity", "1E+99", "1E-99", "0.1", "-0", "1.50", "1E+2")),
    *(
        "",
        " ",
        "DR",
        "hub",
        "every",
        "2026",
        "1.234,5",
        "{name}",
        "{",
        "../x.toml",
        "/etc/passwd",
        "CON",
    ),
    *("=1+1", "<b>", "\x1b[31m", "\u202e", "a" * 5000, "é", "cost", "rijkshub", "soft", "0", "1e5"),
    *([], {}, [[]], [1, "a"], {"2026": 1}, {"a": {"b": {}}}, datetime.date(2026, 1, 1), [None]),
)
"""What is put in the place of a value."""
NUMBERS = re.compile(rb"\d+(?:\.\d+)?")


def mutated(random: Random, reader: Reader) -> bytes:
    """A bad file of the kind that a reader reads; it may have stayed good."""
    content = random.choice(reader.seeds)
    if content.startswith(b"PK"):
        return _workbook(random, content)
    if reader.ending in (".toml", ".json", ".cert", ".jsonl") and random.random() < 0.5:
        return _restructured(random, content, reader)
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        content = _bytes(random, content)
    return content


def _bytes(random: Random, content: bytes) -> bytes:
    """One change of the bytes themselves."""
    at = random.randrange(len(content) + 1)
    end = min(len(content), at + random.choice((0, 1, 1, 4, 20, 400)))
    match random.randrange(6):
        case 0:  # cut off
            return content[:at]
        case 1:  # said twice
            return content[:end] + content[at:]
        case 2:  # a piece of elsewhere
            start = random.randrange(len(content) + 1)
            return content[:at] + content[start : start + random.randrange(60)] + content[end:]
        case 3:  # bits
            return content[:at] + bytes([random.randrange(256)]) + content[at + 1 :]
        case 4 if numbers := list(NUMBERS.finditer(content)):
            number = random.choice(numbers)
            odd = random.choice(
                (b"0", b"-1", b"1e400", b"9" * 30, b"1.5", b"nan", b"2026-13-01", b"")
            )
            return content[: number.start()] + odd + content[number.end() :]
    odd = random.choice(ODD_BYTES)
    return content[:at] + (odd.encode() if isinstance(odd, str) else odd) + content[end:]


def _restructured(random: Random, content: bytes, reader: Reader) -> bytes:
    """Another content, written as well as the good one."""
    if reader.ending == ".toml":
        table = tomllib.loads(content.decode(), parse_float=Decimal)
        return written(_changed(random, table), "toml").encode("utf-8", "surrogatepass")
    lines = [json.loads(line, parse_float=Decimal) for line in _documents(content, reader)]
    at = random.randrange(len(lines))
    lines[at] = _changed(random, lines[at])
    if reader.ending == ".json":
        return written(lines[0], "json").encode("utf-8", "surrogatepass")
    texts = [json.dumps(line, default=str, separators=(",", ":")) for line in lines]
    if reader.ending == ".cert" and random.random() < 0.9:
        texts[-1] = _end(texts[:-1])
    return "".join(f"{text}\n" for text in texts).encode("utf-8", "surrogatepass")


def _documents(content: bytes, reader: Reader) -> list[bytes]:
    return [content] if reader.ending == ".json" else content.splitlines()


def _end(lines: list[str]) -> str:
    """The last line of a certificate, right for the lines before it."""
    text = "".join(f"{line}\n" for line in lines)
    end = {"end": len(lines), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    return json.dumps(end, separators=(",", ":"))


def _changed(random: Random, table: Any) -> Any:
    for _ in range(random.choice((1, 1, 2, 4))):
        places = [path for path, _ in nodes(table) if path]
        if places:
            _change(random, table, random.choice(places), places)
    return table


def _change(random: Random, table: Any, path: Any, places: list[Any]) -> None:
    """One value replaced, left out, moved, doubled or renamed."""
    around, step = follow(table, path[:-1]), path[-1]
    match random.randrange(6):
        case 0:
            del around[step]
        case 1:
            around[step] = deepcopy(follow(table, random.choice(places)))
        case 2 if isinstance(around, list):
            around.append(deepcopy(around[step]))
        case 3 if isinstance(around, dict):
            key = random.choice(("id", "x", "", "2026", "jobs", str(step).upper()))
            around[key] = deepcopy(around[step])
        case _:
            around[step] = deepcopy(random.choice(ODD_VALUES))


def _workbook(random: Random, content: bytes) -> bytes:
    """A workbook of which the archive, or one part, is another; or the bytes of the file."""
    if random.random() < 0.2:
        return _bytes(random, content)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice([*(name for name in parts if "sheet" in name), *parts])
    if random.random() < 0.1:
        del parts[name]
    for _ in range(random.choice((1, 1, 3)) if name in parts else 0):
        parts[name] = _bytes(random, parts[name])
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()
