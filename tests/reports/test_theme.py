# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Themes: what a report looks like, and never a report that cannot be read."""

from __future__ import annotations

import struct
import zlib

import pytest

import compensatie as cp
from compensatie.reports.colour import contrast
from compensatie.reports.theme import READABLE, VISIBLE, Colours
from tests.reports.pages import read


def png():
    """The smallest picture: one pixel."""

    def chunk(name, data):
        whole = name + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    )


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.fixture
def theme(tmp_path):
    """Writes a theme file, and what else it needs."""

    def write(text="", **files):
        for name, content in files.items():
            binary = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name.replace("_", ".")).write_bytes(binary)
        path = tmp_path / "theme.toml"
        path.write_text(f"format = 1\n{text}", encoding="utf-8")
        return path

    return write


# Worked out by hand from the definition in WCAG 2.2: black on white is 21, and a grey of #767676 on
# white is known as the lightest that still has 4.5.
@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("#000000", "#ffffff", 21, 21),
        ("#123456", "#123456", 1, 1),
        ("#767676", "#ffffff", 4.5, 4.6),
        ("#777777", "#ffffff", 4.4, 4.4999),
    ],
)
def test_contrast_is_that_of_the_guidelines(one, other, least, most):
    assert least <= contrast(one, other) <= most
    assert contrast(one, other) == contrast(other, one)


def test_the_neutral_theme_and_the_example_can_be_read():
    for colours in (Colours(), cp.load_theme("docs/theme.toml").colours):
        pairs = list(colours.pairs())
        assert {least for *_, least in pairs} == {READABLE, VISIBLE}
        assert all(contrast(one, other) >= least for _, one, _, other, least in pairs)


def test_colours_and_fonts_reach_the_page_and_its_charts(theme, klein, per_saldo, tmp_path):
    path = theme('[colours]\naccent = "#0b3d2e"\n[fonts]\nbody = ["My Font", "serif"]')
    file = tmp_path / "report.html"
    cp.report(klein, per_saldo, file, theme=path)
    text = file.read_text("utf-8")
    assert 'font: 1rem/1.55 "My Font", serif;' in text
    page = read(text)
    (drawing, *_) = page.every("svg")
    assert "#0b3d2e" in {one.attributes.get("stroke") for one in drawing.every()}
    assert f"color: {Colours().accent}" not in text


@pytest.mark.parametrize(
    ("text", "record", "code"),
    [
        ('[colours]\ntext = "#999999"', "colours.text", "low-contrast"),
        ('[colours]\nbackground = "#1f4e79"', "colours.accent", "low-contrast"),
        ('[colours]\nseries = ["#eeeeee"]', "colours.series", "low-contrast"),
        ('[colours]\ntext = "red"', "colours.text", None),
        ('[colours]\ntekst = "#000000"', "colours.tekst", "unknown-key"),
        ('[fonts]\nbody = ["x; } body { display: none"]', "fonts.body[0]", None),
        ("[fonts]\nbody = []", "fonts.body", "empty-list"),
        ("size = 3", "size", "unknown-key"),
    ],
)
def test_what_cannot_be_read_or_is_no_theme_is_refused(theme, text, record, code):
    with pytest.raises(cp.InputError) as refused:
        cp.load_theme(theme(text))
    faults = refused.value.faults
    assert record in {one.field_name for one in faults}
    assert all(one.file and one.file.endswith("theme.toml") for one in faults)
    assert code is None or code in {one.code for one in faults}
    assert all("{" not in one.message(language) for one in faults for language in ("nl", "en"))


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("logo_png", png(), "image/png"),
        ("logo_svg", SVG.format("<path d='M0 0h9'/>"), "image/svg+xml"),
    ],
)
def test_a_logo_is_put_into_the_page(theme, klein, per_saldo, tmp_path, name, content, kind):
    words = 'organisation = { nl = "Provincie", en = "Province" }\n'
    path = theme(f'{words}logo = "{name.replace("_", ".")}"', **{name: content})
    file = tmp_path / "report.html"
    cp.report(klein, per_saldo, file, theme=path, language="nl")
    (image,) = read(file.read_text("utf-8")).every("img")
    assert image.attributes["alt"] == "Provincie"
    assert image.attributes["src"].startswith(f"data:{kind};base64,")


ACTING = {
    "script": SVG.format("<script>1</script>"),
    "style": SVG.format("<style>*{fill:red}</style>"),
    "handler": SVG.format("<path onload='1'/>"),
    "far picture": SVG.format("<image href='https://example.org/x.png'/>"),
    "far use": SVG.format("<use href='https://example.org/x.svg#a'/>"),
    "far filling": SVG.format("<path fill='url(https://example.org/x.svg#a)'/>"),
    "foreign": SVG.format("<foreignObject><p/></foreignObject>"),
    "inline style": SVG.format("<path style='fill:url(https://example.org)'/>"),
    "entities": "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]>" + SVG.format("<text>&a;</text>"),
    "html": "<html><body/></html>",
    "nothing": "",
    "torn": SVG.format("<path"),
    "too large": SVG.format("<path/>" * 30_000),
}


@pytest.mark.parametrize("content", ACTING.values(), ids=ACTING)
def test_a_logo_that_does_more_than_draw_is_refused(theme, content):
    with pytest.raises(cp.InputError) as refused:
        cp.load_theme(theme('logo = "logo.svg"', logo_svg=content))
    (fault,) = refused.value.faults
    assert fault.code in {"no-logo", "acting-logo", "large-logo"}
    assert fault.file.endswith("logo.svg")


def test_a_logo_that_is_not_there_is_refused(theme):
    with pytest.raises(cp.InputError, match="there is no such file"):
        cp.load_theme(theme('logo = "logo.png"'))


@pytest.mark.parametrize(
    ("text", "code", "allowed"),
    [
        ('[colours]\ntext = "blue"', "not-a-colour", "as in #154273"),
        ('[colours]\nseries = ["#12345"]', "not-a-colour", "as in #154273"),
        ('[fonts]\nbody = ["a;b"]', "not-a-font", "letters, digits"),
    ],
)
def test_what_is_no_colour_or_font_is_told(theme, text, code, allowed):
    with pytest.raises(cp.InputError) as refused:
        cp.load_theme(theme(text))
    (fault,) = refused.value.faults
    assert (fault.code, fault.line) == (code, "3")
    assert allowed in fault.allowed_message()
    assert fault.message("nl") != fault.message("en")
