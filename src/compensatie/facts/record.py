# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What every record of an instance carries: where its figures come from."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PrivateAttr,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from compensatie.errors import Notice
from compensatie.language import Language

Name = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""Any text that is not empty; it is shown, never interpreted."""
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
RecordStatus = Literal["sourced", "derived", "assumed", "imputed"]
"""How sure a figure is: read in a source, computed from one, assumed, or filled in."""


def _day(value: Any) -> Any:
    """Refuses what is no date in any file: a number would be read as seconds since 1970."""
    is_written = isinstance(value, str) and _ISO_DATE.fullmatch(value)
    if not is_written and not isinstance(value, datetime.date):
        raise PydanticCustomError("not-a-date", "this is not a date")
    return value


def _format(value: Any) -> Any:
    """Refuses what only equals 1: true, and 1.0."""
    if type(value) is not int:
        raise PydanticCustomError("not-a-whole-number", "this must be a whole number")
    return value


FormatVersion = Annotated[Literal[1], BeforeValidator(_format)]
"""Version of the file format."""
Day = Annotated[datetime.date, BeforeValidator(_day)]
"""A calendar day."""


class Table(BaseModel):
    """A table of a file: frozen, and no key that is not described."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, use_attribute_docstrings=True
    )


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """The file that facts or policy were read from, and what was set otherwise."""

    file: str
    """The file, as it was named in the call."""
    sha256: str
    """Digest of the file as it stands, and of those that it extends."""
    settings: tuple[tuple[tuple[str | int, ...], str], ...] = ()
    """Each value set otherwise: keys and positions that lead to it, and the value in TOML."""


class Document(Table):
    """A whole file: facts, or policy."""

    _sha256: str | None = PrivateAttr(default=None)
    _settings: tuple[str, ...] = PrivateAttr(default=())
    _notices: tuple[Notice, ...] = PrivateAttr(default=())
    _origin: FileOrigin | None = PrivateAttr(default=None)

    @property
    def origin_file(self) -> FileOrigin | None:
        """The file that it was read from; None where it was built or changed in Python."""
        return self._origin

    @property
    def sha256(self) -> str:
        """Digest of the file that it was read from; of its content where it was built in Python."""
        if self._sha256 is not None:
            return self._sha256
        content = self.model_dump_json(by_alias=True, exclude_unset=True)
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def settings(self) -> tuple[str, ...]:
        """What was set to another value than its file gives, each as `PATH=VALUE`."""
        return self._settings

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was read otherwise than it was typed in its file."""
        return self._notices

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy; one with other fields no longer has the digest of the file."""
        copy = super().model_copy(update=update, deep=deep)
        if update:
            copy._sha256 = copy._origin = None
        return copy

    def read_from(
        self,
        sha256: str,
        settings: Iterable[str] = (),
        notices: Iterable[Notice] = (),
        origin: FileOrigin | None = None,
    ) -> Self:
        """The same, with the digest of what it was read from, and how.

        Args:
            sha256: digest of the file.
            settings: what was set to another value than the file gives.
            notices: what was read otherwise than it was typed.
            origin: the file itself.
        """
        self._origin = origin
        self._sha256 = sha256
        self._settings = tuple(settings)
        self._notices = tuple(notices)
        return self

    def unread(self) -> Self:
        """The same, which is no longer what a file says."""
        self._sha256 = None
        return self


class Text(Table):
    """A text in the languages that people read."""

    nl: Name | None = None
    """Dutch."""
    en: Name | None = None
    """English."""

    @model_validator(mode="after")
    def _says_something(self) -> Text:
        if self.nl is None and self.en is None:
            raise PydanticCustomError("empty-text", "give the text in Dutch (nl) or English (en)")
        return self

    def read(self, language: Language) -> str:
        """The text in `language`, or else in the other one."""
        order = (self.nl, self.en) if language == "nl" else (self.en, self.nl)
        return next(text for text in order if text is not None)


def dutch_or(text: str | None, dutch: str | None, language: Language) -> str | None:
    """A text that may be given in Dutch besides: for who reads Dutch, or where it is all there is.

    Example:
        >>> dutch_or("relocation", "verhuizing", "nl"), dutch_or("relocation", None, "nl")
        ('verhuizing', 'relocation')
    """
    return (dutch or text) if language == "nl" else (text or dutch)


class FactSource(Table):
    """A publication that figures were taken from."""

    title: Name
    """Title of the publication."""
    url: Name | None = None
    """Address where it can be read."""
    date: Day | None = None
    """Day of publication."""


class Record(Table):
    """A record of facts, with its origin."""

    source: Name | None = None
    """Id of the source of its figures."""
    status: RecordStatus = "assumed"
    """How sure its figures are."""
    remark: Name | None = None
    """How the figures were reasoned, for people."""
    remark_nl: Name | None = None
    """The same in Dutch, for who reads Dutch, where `remark` is in another language."""

    def remark_in(self, language: Language) -> str | None:
        """How the figures were reasoned, in the reader's language where it is given in that."""
        return dutch_or(self.remark, self.remark_nl, language)
