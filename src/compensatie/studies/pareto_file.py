# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Points that `pareto --json` printed, read again; nothing in the file is believed.

Each package is checked anew and its values are worked out again. Only that there are no other
points is the file's word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from os import PathLike, fspath

from pydantic import BaseModel, ConfigDict, ValidationError

from compensatie.engine.audit import audit_package
from compensatie.engine.case import Case, bind
from compensatie.engine.goal import Goal
from compensatie.engine.outcome import Provenance, Status
from compensatie.engine.programme import Programme
from compensatie.errors import Fault, InputError
from compensatie.facts.package import Package
from compensatie.files.document import Origin, read_document
from compensatie.studies.aims import Aim, aims, softened
from compensatie.studies.pareto import Pareto, Point

OPTION = "--with"
ALLOWED = "a file with what `pareto --json` prints for the same files, scenarios and locks"
OTHER = Fault(
    "other-pareto",
    "these trade-offs belong to another question: {differing} differ",
    allowed=ALLOWED,
)
NO_POINTS = Fault(
    "no-points", "there are no points in this file: its status is {status}", allowed=ALLOWED
)
NO_PARETO = Fault("no-pareto", "this file holds no trade-offs", allowed=ALLOWED)
WRONG_POINT = Fault(
    "wrong-point", "point {number} of this file is not what its package comes to", allowed=ALLOWED
)
ASKED = ("scenarios", "include", "exclude", "set")
"""Options that must be those of the report."""


class _ChoiceOfFile(BaseModel):
    model_config = ConfigDict(frozen=True)

    measure: str
    """Its id."""
    start: int
    """The year in which it starts."""
    size: Decimal
    """Its size."""


class _PackageOfPoint(BaseModel):
    model_config = ConfigDict(frozen=True)

    choices: tuple[_ChoiceOfFile, ...]
    """What is chosen."""


class _PointOfFile(BaseModel):
    model_config = ConfigDict(frozen=True)

    values: Mapping[str, Decimal]
    """What each objective comes to."""
    package: _PackageOfPoint
    """A package that comes to it."""


class _ProvenanceOfFile(BaseModel):
    model_config = ConfigDict(frozen=True)

    instance_sha256: str
    """Digest of the instance."""
    model_sha256: str
    """Digest of the model."""
    options: Mapping[str, str]
    """Options of the call."""


class _File(BaseModel):
    """What is read of the document; the rest is worked out again."""

    model_config = ConfigDict(frozen=True)

    status: Status
    """How the set stands."""
    complete: bool
    """Whether it is proven that there are no other points."""
    open_zones: int
    """In how many parts of the space of values others can still be."""
    points: tuple[_PointOfFile, ...]
    """The points."""
    provenance: _ProvenanceOfFile
    """From what they were made."""


def read_pareto(path: str | PathLike[str], case: Case, origin: Provenance) -> Pareto:
    """The points in a file, worked out anew for the facts, policy and scenarios of a case.

    Args:
        path: what `pareto --json` printed.
        case: facts and policy that the points must be of.
        origin: from what, and with what options, the case was made.

    Raises:
        InputError: the file holds no points, or those of another question, or wrong ones.
    """
    file, content = fspath(path), _content(read_document(path))
    if differing := _differing(content.provenance, origin):
        raise _refused(OTHER, file, differing=", ".join(differing))
    if not content.points:
        raise _refused(NO_POINTS, file, status=str(content.status))
    wanted = aims(content.points[0].values, case.instance, case.model)
    soft = _softened(case, wanted)
    programme = Programme(soft)
    goals = {aim.text: aim.goal(programme) for aim in wanted}
    return Pareto(
        case=soft,
        provenance=origin,
        aims=wanted,
        units={text: goal.unit for text, goal in goals.items()},
        status=content.status,
        points=tuple(_points(content, soft, goals, file)),
        is_complete=content.complete,
        open_zones=content.open_zones,
    )


def _content(document: Origin) -> _File:
    try:
        return _File.model_validate(document.content)
    except ValidationError:
        raise _refused(NO_PARETO, document.file) from None


def _refused(fault: Fault, file: str, **details: str) -> InputError:
    return InputError([replace(fault, path=(OPTION,), file=file, details=details)])


def _differing(theirs: _ProvenanceOfFile, ours: Provenance) -> list[str]:
    """In what the question of a file differs from that of a report."""
    pairs = {
        "instance_sha256": (theirs.instance_sha256, ours.instance_sha256),
        "model_sha256": (theirs.model_sha256, ours.model_sha256),
        **{key: (theirs.options.get(key), ours.options.get(key)) for key in ASKED},
    }
    return [name for name, (one, other) in pairs.items() if one != other]


def _softened(case: Case, wanted: Sequence[Aim]) -> Case:
    """The case as `pareto` asks it: rules are soft where their shortfall is an objective."""
    model = softened(case.model, wanted)
    locks = {"include": case.locks.include, "exclude": case.locks.exclude}
    return bind(case.instance, model, case.facts.scenarios, **locks)


def _points(content: _File, case: Case, goals: Mapping[str, Goal], file: str) -> Iterator[Point]:
    for number, one in enumerate(content.points, start=1):
        audit = audit_package(case, _package(one, number, file))
        values = {text: goal.rounded(audit) for text, goal in goals.items()}
        if not audit.met or values != {key: Fraction(value) for key, value in one.values.items()}:
            raise _refused(WRONG_POINT, file, number=str(number))
        yield Point(str(number), values, audit)


def _package(one: _PointOfFile, number: int, file: str) -> Package:
    given = [choice.model_dump() for choice in one.package.choices]
    try:
        return Package.model_validate({"name": str(number), "choices": given})
    except ValidationError:
        raise _refused(NO_PARETO, file) from None
