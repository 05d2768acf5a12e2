# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From files to a verdict in words: what is proved, of which facts and policy, and what is not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from compensatie.verifier.certificate import Proof, read_certificate
from compensatie.verifier.facts import Instance
from compensatie.verifier.programme import Programme
from compensatie.verifier.reading import parsed, read_bytes, read_model, read_table, with_value
from compensatie.verifier.shapes import NotProved, Reader, Table

CERTIFICATE = b'{"format":1,"certificate":'
"""How a certificate begins."""
LOCKS = ("scenarios", "include", "exclude")
"""What a call selects, besides the files."""
Asked = Mapping[str, Collection[str]]


class Verdict(NamedTuple):
    """What a check came to."""

    proved: bool
    claim: str
    """`optimal`, `bound`, `infeasible`, `complete`; `package`: only that it keeps every rule."""
    sentences: tuple[str, ...]


def check(file: Path, instance: Path, model: Path, **asked: Collection[str]) -> Verdict:
    """Whether a file proves what it says of an instance under a model.

    Args:
        file: a certificate, the JSON of a result, or a package.
        instance: the instance file.
        model: the model file.
        asked: scenarios, include and exclude, where the call names them.

    Raises:
        Refused: a file cannot be understood.
    """
    content = read_bytes(file)
    is_certificate = content.startswith(CERTIFICATE)
    files = {"instance": read_table(instance), "model": read_model(model)}
    try:
        read = read_certificate if is_certificate else _read_package
        claim, lines = read(content, str(file))
        name, said = claim.certificate, list(_proved(claim, lines, files, asked))
    except NotProved as fault:
        name, said = "certificate" if is_certificate else "package", [f"NOT PROVED: {fault}."]
        return Verdict(False, name, tuple(map(_inert, said)))
    return Verdict(True, name, tuple(map(_inert, said)))


def _inert(text: str) -> str:
    """A sentence in which names from files can do nothing on a terminal."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)


def _read_package(content: bytes, name: str) -> tuple[Table, Iterator[Table]]:
    """What a package, or the result that holds it, claims: that it keeps every rule.

    A result is about certain files and scenarios, and states what the package comes to.
    """
    found: Any = parsed(content, name, is_toml=name.lower().endswith(".toml"))
    claim: dict[str, Any] = dict.fromkeys(("instance_sha256", "model_sha256", "bound", *LOCKS))
    value = None
    if found.get("command") == "solve":
        origin, value = _part(found, "provenance"), _part(found, "objective").get("value")
        options, found = _part(origin, "options"), _part(found, "package")
        if not found:
            raise NotProved("a result without a package proves nothing; ask for a certificate")
        claim |= {key: str(origin.get(key)) for key in ("instance_sha256", "model_sha256")}
        if options:
            claim |= {key: [*filter(None, str(options.get(key, "")).split("; "))] for key in LOCKS}
    package = Reader().table(found, "package", name)
    package.value = None if value is None else Reader().value(value, "written", f"{name}, value")
    stated = {"certificate": "package", "packages": [package], "settings": ()}
    return Table(**claim, **stated, within=0, distinct="size"), iter(())


def _part(content: dict[str, Any], key: str) -> dict[str, Any]:
    found = content.get(key)
    return found if isinstance(found, dict) else {}


def _proved(
    claim: Table, lines: Iterator[Table], files: Mapping[str, tuple[Any, str]], asked: Asked
) -> Iterator[str]:
    """What a claim comes to, once everything that it rests on is checked."""
    contents = {file: content for file, (content, _) in files.items()}
    if any(getattr(claim, f"{file}_sha256") not in (None, own) for file, (_, own) in files.items()):
        raise NotProved("it is about another instance or model than these files")
    for one in claim.settings:
        value = parsed(f"value = {one.value}", "a setting", is_toml=True)["value"]
        contents[one.file] = with_value(contents[one.file], one.path, value)
    chosen = {key: {*asked.get(key, ())} for key in LOCKS}
    stated = {key: {*own} for key in LOCKS if (own := getattr(claim, key)) is not None}
    if other := [key for key, own in stated.items() if chosen[key] not in (set(), own)]:
        raise NotProved(f"it is about other {other[0]} than the call names")
    programme = Programme(Instance(contents["instance"]), contents["model"], chosen | stated)
    proof = Proof(claim, programme)
    proof.check_packages()
    if claim.certificate != "package":
        proof.check_tree(lines)
    yield from _claimed(claim, proof, programme)
    yield from _scope(claim, programme)
    if proof.leaves:
        yield f"The tree has {proof.leaves} leaves, each checked in exact fractions."


def _claimed(claim: Table, proof: Proof, programme: Programme) -> Iterator[str]:
    """The claim, as it is proved."""
    for package in proof.packages[:1]:
        objective, value = programme.objective.minimise, programme.shown(programme.worth(package))
        yield f"The package keeps every hard rule; “{objective}” comes to {value}."
    limit = "" if proof.limit is None else programme.shown(proof.limit)
    yield {
        "package": "Whether another package is cheaper is not proved.",
        "optimal": f"No package that keeps them comes to less than {limit}.",
        "bound": f"No package that keeps every hard rule comes to less than {limit}; "
        "whether one comes to that little is not proved.",
        "infeasible": "No package keeps every hard rule.",
        "complete": f"Of packages up to {limit} there are {len(proof.packages)} that differ in "
        f"{claim.distinct}, those listed: no other is within that, and none of a kind is better.",
    }[claim.certificate]


def _scope(claim: Table, programme: Programme) -> Iterator[str]:
    """Of which facts and policy it is proved."""
    instance, model = programme.instance.table.name, programme.model.name
    yield f"This holds for the instance “{instance}” under the model “{model}”"
    yield f"  in the scenarios: {', '.join(programme.scenarios)}"
    settings = [f"{'.'.join(map(str, one.path))} = {one.value}" for one in claim.settings]
    for text, names in (
        ("with these values set otherwise", settings),
        ("with these measures in every package", sorted(programme.include)),
        ("with these measures in no package", sorted(programme.exclude)),
        ("without these rules, which look at none of the scenarios", programme.left_out),
        ("without what is unknown", [f"{rule} for {code}" for rule, code in programme.untested]),
    ):
        if names:
            yield f"  {text}: {', '.join(names)}"
