# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Facts, policy or packages as the content of a file, however they were made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from compensatie.files.notation import written
from compensatie.files.source import Source
from compensatie.files.syntax import Content, parsed


def content_of(document: BaseModel, *, is_complete: bool = False) -> Content:
    """What a file would hold that says the same.

    Args:
        document: facts, policy or a package.
        is_complete: also what is as it is where a file leaves it out.
    """
    content: Content = _plain(document.model_dump(by_alias=True, exclude_unset=not is_complete))
    return content


def text_of(document: BaseModel) -> str:
    """Facts, policy or a package as the text of a JSON file: nothing is lost or rounded."""
    return written(content_of(document), "json")


def content_in(text: str) -> Content:
    """The content of what `text_of` made."""
    return parsed(Source("", "json", text, ""))


def _plain(value: Any) -> Any:
    """Lists in place of tuples, years as text, and nothing for what is not there."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items() if item is not None}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
