# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A certificate: what it claims, the packages it names, and the tree that proves the rest.

The file is JSON, a line each: the claim, the names of the rows that the tree uses, the nodes of
the tree from the top (a split is followed by all of its first part, then all of its second), and
the end. `docs/certificate.md` describes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, repeat
from math import floor
from typing import Any

from compensatie.verifier.programme import Programme
from compensatie.verifier.reading import parsed
from compensatie.verifier.shapes import NotProved, Reader, Refused, Table
from compensatie.verifier.tree import Bounding, Box, Kind, kind, only, split, whole

PARTS = 10**6
"""The least of a leaf is written in millionths, rounded down."""
MOST_LINES = 100_000
"""Most lines of a certificate: two for a leaf, and some."""
LONGEST_NODE = 1_000_000
"""Most bytes of a node: multipliers of some 20,000 rows."""


def read_certificate(content: bytes, name: str) -> tuple[Table, Iterator[Table]]:
    """The claim, and one by one the lines after it; the end must be that of exactly these lines."""
    if content.count(b"\n") + content.count(b"\r") > MOST_LINES:
        raise Refused(f"{name}: a certificate may have {MOST_LINES:,} lines, and this has more")
    *lines, last = content.splitlines(keepends=True)
    if not last.startswith(b'{"end":') or len(lines) < 2:
        raise NotProved("the certificate is not whole: its end is missing")
    if max(map(len, lines[2:]), default=0) > LONGEST_NODE:
        raise Refused(
            f"{name}: a node of the tree may have {LONGEST_NODE:,} bytes, and one has more"
        )
    end = Reader().table(parsed(last, name), "end", f"{name}, end")
    if (end.end, end.sha256) != (len(lines), hashlib.sha256(b"".join(lines)).hexdigest()):
        raise NotProved("the certificate is damaged: its end does not fit the rest")
    shapes = chain(("certificate", "rows"), repeat("node"))
    tables = (
        Reader().table(parsed(line, name), shape, f"{name}, line {number}")
        for number, (line, shape) in enumerate(zip(lines, shapes, strict=False), start=1)
    )
    first = next(tables)
    count, is_bound = len(first.packages), first.certificate == "bound"
    counts = {"optimal": count == 1, "bound": count <= 1, "infeasible": not count}
    if not counts.get(first.certificate, count) or is_bound != (first.bound is not None):
        raise Refused(f"{name}: its packages or its bound do not go with its claim")
    return first, tables


class Proof:
    """The claim of a certificate, against the programme that it is about."""

    def __init__(self, claim: Table, programme: Programme) -> None:
        self._claim, self._programme = claim, programme
        self._parts = ("measures", "start", "size").index(claim.distinct) + 1
        self._values: dict[Kind | None, Fraction] = {}
        """What the packages of a list come to."""
        self.leaves = 0
        self.packages = [programme.package(one.choices.values()) for one in claim.packages]
        self.limit: Fraction | None = claim.bound
        """What packages that are not listed must come to, or be above; None: there may be none."""
        if self.packages and self.limit is None:
            best = min(map(programme.worth, self.packages))
            self.limit = programme.rounded(best + claim.within * abs(best))

    def check_packages(self) -> None:
        """Every package named keeps everything, and comes to what is stated."""
        for package, stated in zip(self.packages, self._claim.packages, strict=True):
            if broken := self._programme.broken(package):
                raise NotProved(broken)
            value = self._programme.rounded(self._programme.worth(package))
            if stated.value not in (None, value):
                raise NotProved(f"a package comes to {self._programme.shown(value)}, not as stated")
            if self._claim.certificate == "complete":
                own = kind(only(package), self._parts)
                if own in self._values or self.limit is None or value > self.limit:
                    raise NotProved("the list holds a package beyond its limit, or one twice")
                self._values[own] = value

    def check_tree(self, lines: Iterator[Table]) -> None:
        """Every leaf proves its part, and together they are all packages."""
        rows = next(lines)
        named = {str([*key]): row for key, row in self._programme.rows.items()}
        if len({*map(str, rows.rows)} & named.keys()) < len(rows.rows):
            raise NotProved("the tree uses a row that is not there, or one twice")
        bounding = Bounding(self._programme, [named[str(key)] for key in rows.rows])
        boxes = [whole(self._programme)]
        for node in lines:
            if not boxes:
                raise NotProved("the tree goes on after its end")
            if node.split is None:
                self._check_leaf(boxes.pop(), node, bounding)
            else:
                measure = self._programme.instance.measures.get(node.split)
                boxes += reversed(split(boxes.pop(), measure, node))
        if boxes:
            raise NotProved("a part of the tree is missing")

    def _check_leaf(self, box: Box, node: Table, bounding: Bounding) -> None:
        self.leaves += 1
        if node.one:
            self._check_one(box)
            return
        multipliers, with_cost = node.duals or node.farkas or {}, node.farkas is None
        least = bounding.least(box, multipliers, with_cost=with_cost)
        stated = (Fraction(floor(least * PARTS), PARTS), sum(multipliers.values()))
        if (node.least, node.sum) != stated:
            raise NotProved("the bound of a leaf is not what its multipliers come to")
        if with_cost:
            self._require_dear(least, box)
        elif least <= 0:
            raise NotProved("a leaf does not rule its packages out")

    def _check_one(self, box: Box) -> None:
        """A single package breaks something, or comes to enough."""
        if (chosen := kind(box, 3)) is None:
            raise NotProved("a leaf is said to hold one package, and holds more")
        package: Any = {name: rest for name, *rest in chosen}
        if not self._programme.broken(package):
            self._require_dear(self._programme.worth(package), box)

    def _require_dear(self, value: Fraction, box: Box) -> None:
        """Packages of a box that come to at least `value` do not speak against the claim."""
        value, is_list = self._programme.rounded(value), self._claim.certificate == "complete"
        listed = self._values.get(kind(box, self._parts)) if is_list else None
        if listed is not None and value >= listed:
            return
        if self.limit is None or value < self.limit or (is_list and value == self.limit):
            raise NotProved("a leaf leaves room for a package that is not accounted for")
