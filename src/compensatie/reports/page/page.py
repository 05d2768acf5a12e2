# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A report as one page: nothing is fetched, nothing runs, and everything works from disk.

No text stands in the templates: what is said comes from the content, or is marked here.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from compensatie.reports.content.content import Content, Part
from compensatie.reports.inert import inert
from compensatie.reports.page.view import View
from compensatie.reports.proof import made_by
from compensatie.reports.reader import Reader
from compensatie.reports.theme import Theme


def page(content: Content, theme: Theme) -> str:
    """The page."""
    reader = Reader(content.language)
    style = style_sheet(theme)
    organisation = "" if theme.organisation is None else theme.organisation.read(content.language)
    template = _environment().get_template("page.html.jinja")
    return template.render(
        content=content,
        theme=theme,
        organisation=organisation,
        about=about(content, reader),
        words=_words(reader),
        view=View(reader, theme),
        style=Markup(style),
        style_digest=digest(style),
        made_by=made_by(content.answers.outcome.provenance, reader),
    )


def fragment(parts: tuple[Part, ...], reader: Reader) -> str:
    """Parts of a report by themselves, as a notebook shows them."""
    theme = Theme()
    # Several stand on one page: what their charts refer to must not be mixed up.
    name = f"c{sha256(repr(parts).encode()).hexdigest()[:10]}"
    sheet = _environment().get_template("fragment.css.jinja").render(theme=theme)
    return (
        _environment()
        .get_template("fragment.html.jinja")
        .render(
            content=parts, view=View(reader, theme, name), words=_words(reader), style=Markup(sheet)
        )
    )


def harmless(value: object) -> object:
    """A text as it can be shown; markup of our own is left as it is."""
    return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("compensatie.reports.page"),
        autoescape=True,
        finalize=harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def style_sheet(theme: Theme) -> str:
    """How the page looks; a theme holds nothing but colours and names of fonts."""
    fonts = {"body": _stack(theme.fonts.body), "headings": _stack(theme.fonts.headings or ())}
    fonts["headings"] = fonts["headings"] or fonts["body"]
    return (
        _environment()
        .get_template("style.css.jinja")
        .render(theme=theme, fonts={name: Markup(stack) for name, stack in fonts.items()})
    )


def _stack(fonts: tuple[str, ...]) -> str:
    return ", ".join(f'"{one}"' if " " in one else one for one in fonts)


def digest(text: str) -> str:
    """What a content security policy calls a style sheet by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}"


def about(content: Content, reader: Reader) -> str:
    """Of which package the first figures are, where they are not of the best one."""
    name = content.answers.name_of_subject
    if name is None:
        return ""
    return reader.say("The package “{name}”, which was given:", name=name[:80])


def _words(reader: Reader) -> dict[str, str]:
    say = reader.say
    return {
        "skip": say("Skip to the content"),
        "lead": say("In short"),
        "contents": say("Contents"),
        "warned": say("On what figures this rests"),
        "what": say("What"),
        "formula": say("Formula"),
    }
