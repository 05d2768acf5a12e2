# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A certificate: what it claims, the packages it names, and the tree that proves the rest.

The file is JSON, a line each: the claim, the names of the rows that the tree uses, the nodes of
the tree from the top (a split is followed by all of its first part, then all of its second), and
the end. `docs/certificate.md` describes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from compensatie.verifier.form import Package
from compensatie.verifier.programme import Key, Programme
from compensatie.verifier.reading import parsed
from compensatie.verifier.shapes import NotProved, Refused, Table, read, year
from compensatie.verifier.tree import (
    Bounding,
    Box,
    only_package,
    split_by_size,
    split_by_start,
    whole,
)

PARTS = 10**6
"""The least of a leaf is written in millionths, rounded down."""


def read_certificate(content: bytes, name: str) -> tuple[Table, list[Table]]:
    """The claim, and the lines after it; the end must be that of exactly these lines."""
    *lines, last = content.splitlines(keepends=True)
    if not last.startswith(b'{"end":') or len(lines) < 2:
        raise NotProved("the certificate is not whole: its end is missing")
    end = read(parsed(last, name), "end", f"{name}, end")
    if (end.end, end.sha256) != (len(lines), hashlib.sha256(b"".join(lines)).hexdigest()):
        raise NotProved("the certificate is damaged: its end does not fit the rest")
    shapes = ["certificate", "rows", *("node" for _ in lines[2:])]
    first, *others = [
        read(parsed(line, name), shape, f"{name}, line {number}")
        for number, (line, shape) in enumerate(zip(lines, shapes, strict=True), start=1)
    ]
    count, is_bound = len(first.packages), first.certificate == "bound"
    counts = {"optimal": count == 1, "bound": count <= 1, "infeasible": not count}
    if not counts.get(first.certificate, count) or is_bound != (first.bound is not None):
        raise Refused(f"{name}: its packages or its bound do not go with its claim")
    return first, others


def package_of(table: Table) -> Package:
    """Start year and size of every measure chosen."""
    found = {one.measure: (one.start, one.size) for one in table.choices}
    if len(found) < len(table.choices):
        raise Refused("a package chooses one measure twice")
    return found


class Proof:
    """The claim of a certificate, against the programme that it is about."""

    def __init__(self, claim: Table, programme: Programme) -> None:
        self._claim, self._programme = claim, programme
        self._is_list = claim.certificate == "complete"
        self.leaves = 0
        self.listed = [(package_of(one), one.value) for one in claim.packages]
        self.limit: Fraction | None = claim.bound
        """What packages that are not listed must come to, or be above; None: there may be none."""
        if self.listed and claim.certificate != "bound":
            self.limit = min(value for _, value in self.listed)
        if self.listed and self._is_list:
            best = min(programme.worth(package) for package, _ in self.listed)
            self.limit = programme.rounded(best + claim.within * abs(best))
        self._values: Mapping[object, Fraction] = {}
        if self._is_list:
            self._values = {self._kind(package): value for package, value in self.listed}

    def check_packages(self) -> None:
        """Every package named keeps everything, and comes to what is stated."""
        for package, stated in self.listed:
            self._programme.require_kept(package)
            if (value := self._programme.value(package)) != stated:
                raise NotProved(f"a package comes to {float(value)}, and not to {float(stated)}")
            is_above = self.limit is not None and value > self.limit
            if self._is_list and (is_above or len(self._values) < len(self.listed)):
                raise NotProved("the list holds a package beyond its limit, or one twice")

    def check_tree(self, lines: list[Table]) -> None:
        """Every leaf proves its part, and together they are all packages."""
        keys = {tuple(map(str, key)): key for key in self._programme.rows}
        named = lines[0].rows if isinstance(lines[0].rows, list) else []
        used = [self._key(keys, one) for one in named]
        bounding, boxes = Bounding(self._programme, used), [whole(self._programme)]
        rest: Iterator[Table] = iter(lines[1:])
        while boxes:
            if (line := next(rest, None)) is None:
                raise NotProved("a part of the tree is missing")
            if line.split is None:
                self._leaf(boxes.pop(), line, bounding)
            else:
                boxes += self._split(boxes.pop(), line)
        if next(rest, None) is not None:
            raise NotProved("the tree goes on after its end")

    @staticmethod
    def _key(keys: Mapping[tuple[str, ...], Key], item: Any) -> Key:
        name = tuple(map(str, item)) if isinstance(item, list) else ()
        if name not in keys:
            raise NotProved("the tree uses a row that is not there")
        return keys[name]

    def _split(self, box: Box, line: Table) -> tuple[Box, Box]:
        """Both parts, the one that comes first last."""
        measure = self._programme.instance.measures.get(line.split)
        if measure is None or (line.start is None) == (line.steps is None):
            raise NotProved("the tree splits by what is not there")
        if line.start is None:
            first, second = split_by_size(box, measure, line.steps)
        else:
            years = line.start if isinstance(line.start, list) else []
            first, second = split_by_start(box, measure, [year(one, "start") for one in years])
        return second, first

    def _leaf(self, box: Box, line: Table, bounding: Bounding) -> None:
        self.leaves += 1
        if line.one:
            self._check_only(only_package(box, self._programme.instance.measures), box)
            return
        with_cost = line.duals is not None
        given = line.duals if with_cost else line.farkas or {}
        if not all(key.isdecimal() and key.isascii() and len(key) < 7 for key in given):
            raise Refused("the multipliers of a leaf are not named by numbers of rows")
        multipliers = {int(key): one for key, one in given.items()}
        least = bounding.least(box, multipliers, with_cost=with_cost)
        if (line.least, line.sum) != (
            Fraction(least * PARTS // 1, PARTS),
            sum(multipliers.values()),
        ):
            raise NotProved("the bound of a leaf is not what its multipliers come to")
        if with_cost:
            self._require_dear(self._programme.rounded(least), box)
        elif least <= 0:
            raise NotProved("a leaf does not rule its packages out")

    def _check_only(self, package: Package, box: Box) -> None:
        """A single package breaks something, or comes to enough."""
        try:
            self._programme.require_kept(package)
        except NotProved:
            return
        self._require_dear(self._programme.value(package), box)

    def _require_dear(self, value: Fraction, box: Box) -> None:
        """Packages of a box that come to at least `value` do not speak against the claim."""
        listed = self._values.get(self._kind_of(box)) if self._is_list else None
        if listed is not None and value >= listed:
            return
        if self.limit is None or value < self.limit or (self._is_list and value == self.limit):
            raise NotProved("a leaf leaves room for a package that is not accounted for")

    def _kind(self, package: Package) -> object:
        """What tells a package from others of the list."""
        told = {"measures": 0, "start": 1}.get(self._claim.distinct, 2)
        return frozenset((name, *chosen[:told]) for name, chosen in package.items())

    def _kind_of(self, box: Box) -> object:
        """What every package of a box is, where they are all the same; else None."""
        told = {"measures": 0, "start": 1}.get(self._claim.distinct, 2)
        chosen = {name: part for name, part in box.items() if part.high}
        for part in chosen.values():
            is_open = (told > 0 and len(part.starts) > 1) or (told > 1 and part.low < part.high)
            if not part.low or is_open:
                return None
        measures = self._programme.instance.measures
        return self._kind(
            {name: (one.starts[0], one.high * measures[name].step) for name, one in chosen.items()}
        )
