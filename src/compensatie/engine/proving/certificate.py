# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The text of a certificate: JSON, a line each, the same for the same search.

The claim; the names of the rows that are used; the nodes of the tree from the top, a split before
all of its first part and all of its second; and the end. `docs/certificate.md` describes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from compensatie import units
from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.proving.claim import Claim, rounded
from compensatie.engine.proving.search import Node, Searched
from compensatie.engine.proving.weighing import Weighing
from compensatie.facts.record import FileOrigin

Line = dict[str, object]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a certificate is about, besides what it claims."""

    instance: FileOrigin
    """The instance file."""
    model: FileOrigin
    """The model file."""
    version: str
    """Version of this program."""
    scenarios: tuple[str, ...] = ()
    """The scenarios that the call names; none for all."""
    include: tuple[str, ...] = ()
    """Measures that the call asks for, besides the model's own locks."""
    exclude: tuple[str, ...] = ()
    """Measures that the call does not allow, besides the model's own locks."""


def certificate(claim: Claim, searched: Searched, weighing: Weighing, subject: Subject) -> str:
    """The certificate of what a search proved: the claim, or else the best bound."""
    leaves = [node for node in _nodes(searched.root) if node.parts is None]
    used = sorted({number for leaf in leaves for number in leaf.multipliers})
    numbers = {number: at for at, number in enumerate(used)}
    names = [list(weighing.rows[number].key) for number in used]
    tree = (_node(node, numbers, weighing) for node in _nodes(searched.root))
    header = _header(claim, proved_bound(claim, searched, weighing.case), subject)
    rows: Line = {"rows": names}
    lines = [_written(one) for one in (header, rows, *tree)]
    text = "".join(lines)
    end = {"end": len(lines), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    return text + _written(end)


def _written(line: Line) -> str:
    return json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n"


def _header(claim: Claim, bound: Fraction | None, subject: Subject) -> Line:
    header: Line = {
        "format": 1,
        "certificate": claim.name if bound is None else "bound",
        "version": subject.version,
        "instance_sha256": subject.instance.sha256,
        "model_sha256": subject.model.sha256,
        "settings": list(_settings(subject)),
        "scenarios": list(subject.scenarios),
        "include": list(subject.include),
        "exclude": list(subject.exclude),
        "packages": [_package(one) for one in claim.packages[: None if bound is None else 1]],
    }
    return header | _limits(claim, bound)


def _limits(claim: Claim, bound: Fraction | None) -> Line:
    """The bound, where that is all; of a list, how far it goes and what tells packages apart."""
    if bound is not None:
        return {"bound": units.exact(bound)}
    if claim.name == "complete":
        return {"within": units.exact(claim.within), "distinct": str(claim.distinct)}
    return {}


def proved_bound(claim: Claim, searched: Searched, case: Case) -> Fraction | None:
    """What no package is below, where that is less than the claim; None where the claim holds."""
    if not searched.is_complete:
        values = [rounded(one.objective(), case) for one in claim.packages]
        return min([rounded(searched.weakest or Fraction(0), case), *values])
    if claim.name == "optimal" and claim.limit is not None:
        # The later objectives of a model may take a package that is dearer by the first one.
        value = rounded(claim.packages[0].objective(), case)
        return claim.limit if claim.limit < value else None
    return None


def _settings(subject: Subject) -> Iterator[Line]:
    for kind, origin in (("instance", subject.instance), ("model", subject.model)):
        for path, value in origin.settings:
            yield {"file": kind, "path": list(path), "value": value}


def _package(audit: Audit) -> Line:
    choices = [
        {"measure": one.measure, "start": one.start, "size": units.plain(one.size)}
        for one in audit.package.choices
    ]
    return {"choices": choices, "value": units.exact(rounded(audit.objective(), audit.case))}


def _nodes(root: Node) -> Iterator[Node]:
    """The nodes from the top: a split, all of its first part, all of its second."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.parts or ())


def _node(node: Node, numbers: Mapping[int, int], weighing: Weighing) -> Line:
    if node.split is not None:
        by = (
            {"start": list(node.split.starts)} if node.split.starts else {"steps": node.split.steps}
        )
        return {"split": weighing.measures[node.split.measure].id, **by}
    if node.is_package:
        return {"one": True}
    bound = weighing.bound(node.box, node.multipliers, with_cost=not node.rules_out)
    multipliers = {
        str(numbers[number]): units.exact(one) for number, one in sorted(node.multipliers.items())
    }
    return {
        "farkas" if node.rules_out else "duals": multipliers,
        "least": units.exact(Fraction(floor(bound * 10**6), 10**6)),
        "sum": units.exact(sum(node.multipliers.values(), Fraction(0))),
    }
