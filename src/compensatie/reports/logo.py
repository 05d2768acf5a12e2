# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A logo from a file: a picture that a page can hold, and that can do nothing in it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace
from os import fspath, strerror
from pathlib import Path
from xml.etree.ElementTree import Element

from compensatie.errors import Fault, InputError

MOST_BYTES = 200_000
"""Size of a logo that a page can hold."""
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
DRAWING = frozenset(
    (
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"),
        *("tspan", "title", "desc", "defs", "clipPath", "mask", "use", "symbol", "metadata"),
        *("linearGradient", "radialGradient", "stop"),
    )
)
"""Elements of an SVG that draw and do nothing else."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture."""

    media_type: str
    """What kind of picture it is."""
    content: bytes
    """The picture."""

    @property
    def address(self) -> str:
        """The picture as an address that holds all of it: nothing is asked for."""
        return f"data:{self.media_type};base64,{b64encode(self.content).decode('ascii')}"


def read_logo(path: Path) -> Logo:
    """The picture in a PNG or SVG file.

    Raises:
        InputError: it cannot be read, is too large, is no picture, or does more than draw.
    """
    content = _bytes(path)
    if content.startswith(PNG):
        return Logo("image/png", content)
    if fault := _svg_fault(content):
        raise InputError([replace(fault, file=fspath(path))])
    return Logo("image/svg+xml", content)


def _bytes(path: Path) -> bytes:
    file = fspath(path)
    try:
        if not path.is_file():
            text, allowed = "there is no such file", "a picture, PNG or SVG"
            raise InputError([Fault("missing-file", text, ("logo",), file, allowed, file=file)])
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        text, allowed = "this file cannot be read: {reason}", "a file that you may read"
        details = {"reason": strerror(error.errno) if error.errno else type(error).__name__}
        raise InputError(
            [Fault("unreadable-file", text, ("logo",), file, allowed, None, details, file)]
        ) from None
    if len(content) > MOST_BYTES:
        text, allowed = "this picture is too large for a report", "at most {bytes} bytes"
        details = {"bytes": str(MOST_BYTES)}
        raise InputError([Fault("large-logo", text, ("logo",), file, allowed, None, details, file)])
    return content


def _svg_fault(content: bytes) -> Fault | None:
    """What is wrong with a picture that should be an SVG."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    allowed = "a PNG, or an SVG that only draws: no script, no style, nothing from elsewhere"
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return Fault("no-logo", "this is neither a PNG nor an SVG", ("logo",), None, allowed)
    if root.tag != f"{SVG}svg":
        return Fault("no-logo", "this is neither a PNG nor an SVG", ("logo",), None, allowed)
    for element in root.iter():
        if found := _acts(element):
            text = "this SVG does more than draw"
            return Fault("acting-logo", text, ("logo",), found, allowed)
    return None


def _acts(element: Element) -> str | None:
    """What in an element could do more than draw."""
    name = element.tag.rpartition("}")[2]
    if name not in DRAWING:
        return name
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2].lower()
        is_far = attribute == "href" and not value.startswith("#")
        if is_far or attribute.startswith("on") or attribute == "style":
            return f"{name} {attribute}"
        if "url(" in value and not value.strip().startswith("url(#"):
            return f"{name} {attribute}"
    return None
