"""How transcripts are read: one frozen value, made of a profile and of what the user says."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypedDict

from scriptcheck.errors import wrong_type
from scriptcheck.language import Text
from scriptcheck.load.columns import CALL_FIELDS, FIELDS
from scriptcheck.load.encoding.decode import check_encoding
from scriptcheck.load.option_checks import (
    check_columns,
    check_confidence,
    check_name_patterns,
    check_speakers,
)
from scriptcheck.load.roles.classify import CONFIDENCE

if TYPE_CHECKING:
    from typing import Unpack


class LoadDefaults(Protocol):
    """What a profile says about reading transcripts: the block ``load`` of its file."""

    @property
    def columns(self) -> Mapping[str, str]:
        """The column that holds a field."""

    @property
    def speakers(self) -> Mapping[str, str]:
        """The role of a label."""

    @property
    def call_data(self) -> str | None:
        """The side file."""

    @property
    def call_data_columns(self) -> Mapping[str, str]:
        """The column of the side file that holds a field."""

    @property
    def name_pattern(self) -> Sequence[str]:
        """Patterns of file names."""


class ReadingProfile(Protocol):
    """The part of a profile that bears on how transcripts are read."""

    @property
    def load(self) -> LoadDefaults:
        """The block ``load``."""

    @property
    def variables(self) -> Mapping[str, Sequence[str]]:
        """The profile's variables, of which ``company`` holds the company's names."""


class LoadChanges(TypedDict, total=False):
    """The fields of ``LoadOptions``, each of which may be left out."""

    encoding: str | None
    include: Sequence[str]
    exclude: Sequence[str]
    input_format: str | None
    columns: Mapping[str, str]
    speakers: Mapping[str, str]
    call_data: str | os.PathLike[str] | None
    call_data_columns: Mapping[str, str]
    name_pattern: Sequence[str]
    infer_speakers: bool
    speaker_confidence: float
    company: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadOptions:
    """How transcripts are read; the fields have the names of the command line's options.

    ``LoadOptions.of`` makes them of a profile. Where a single string is given for several, it
    stands for itself alone. Raises ``UsageError`` where a value makes no sense: no text encoding, a
    malformed pattern, an unknown field or role, or a confidence that is not from 0.5 to 1.
    """

    encoding: str | None = None
    """The encoding of all transcripts; ``None`` to have it recognised in each."""
    include: Sequence[str] = ()
    """Gitignore-style patterns, relative to a folder, of the files that are read in it."""
    exclude: Sequence[str] = ()
    """Patterns of the files that are not."""
    input_format: str | None = None
    """The name of the format of all transcripts; ``None`` to have it recognised in each."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The column of tables that holds a field, such as ``{"text": "对话明细"}``."""
    speakers: Mapping[str, str] = field(default_factory=dict)
    """The role of a label of an unknown speaker, such as ``{"0": "agent"}``."""
    call_data: str | os.PathLike[str] | None = None
    """A side file with call data by call id: CSV, Excel, JSON or Parquet."""
    call_data_columns: Mapping[str, str] = field(default_factory=dict)
    """The column of the side file that holds a field."""
    name_pattern: Sequence[str] = ()
    """What file names hold, such as ``{agent_id}_{start_time:%Y%m%d%H%M%S}_{call_id}``; of several
    patterns the first that fits."""
    infer_speakers: bool = True
    """Whether labels that name no role, such as 0 and 1, get roles by what is said."""
    speaker_confidence: float = CONFIDENCE
    """How sure, from 0.5 to 1, an inferred role must be."""
    company: Sequence[str] = ()
    """Names by which agents announce the company, which help to infer roles."""

    def __post_init__(self) -> None:
        for name in ("include", "exclude", "name_pattern", "company"):
            object.__setattr__(self, name, _strings(name, getattr(self, name)))
        for name in ("columns", "speakers", "call_data_columns"):
            object.__setattr__(self, name, _mapping(name, getattr(self, name)))
        for name in ("encoding", "input_format"):
            _require_string(name, getattr(self, name))
        if not isinstance(self.infer_speakers, bool):
            raise wrong_type("infer_speakers", self.infer_speakers, Text("True 或 False", "a bool"))
        object.__setattr__(self, "call_data", _path("call_data", self.call_data))
        if self.encoding is not None:
            check_encoding(self.encoding)
        check_columns(self.columns, FIELDS)
        check_columns(self.call_data_columns, CALL_FIELDS)
        check_speakers(self.speakers)
        check_name_patterns(self.name_pattern)
        check_confidence(self.speaker_confidence)

    @classmethod
    def of(cls, profile: ReadingProfile, **over: Unpack[LoadChanges]) -> LoadOptions:
        """Return the options of ``profile``, with ``over`` laid over them.

        Fields and labels are laid over those of the profile one by one. A side file in ``over``
        takes the place of the profile's together with its columns, and patterns of file names take
        the place of the profile's. The company's names are the profile's variable ``company``.
        Raises ``UsageError`` as ``LoadOptions`` does.
        """
        below = profile.load
        given = cls(**over)
        own_file = given.call_data is not None
        return cls(
            encoding=given.encoding,
            include=given.include,
            exclude=given.exclude,
            input_format=given.input_format,
            columns={**below.columns, **given.columns},
            speakers={**below.speakers, **given.speakers},
            call_data=given.call_data if own_file else below.call_data,
            call_data_columns={
                **({} if own_file else below.call_data_columns),
                **given.call_data_columns,
            },
            name_pattern=given.name_pattern or below.name_pattern,
            infer_speakers=given.infer_speakers,
            speaker_confidence=given.speaker_confidence,
            company=given.company or profile.variables.get("company", ()),
        )


def _strings(name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Sequence | set | frozenset) or not all(
        isinstance(each, str) for each in value
    ):
        raise wrong_type(name, value, Text("字符串的列表", "a list of strings"))
    return tuple(value)


def _mapping(name: str, value: object) -> dict[str, str]:
    expected = Text('字典，如 {"text": "对话明细"}', 'a dict, such as {"text": "对话明细"}')
    if not isinstance(value, Mapping):
        raise wrong_type(name, value, expected)
    if not all(isinstance(each, str) for pair in value.items() for each in pair):
        raise wrong_type(name, value, expected)
    return dict(value)


def _require_string(name: str, value: object) -> None:
    if value is not None and not isinstance(value, str):
        raise wrong_type(name, value, Text("字符串", "a string"))


def _path(name: str, value: object) -> str | None:
    if value is None:
        return None
    try:
        return os.fsdecode(value)  # type: ignore[arg-type]
    except TypeError:
        raise wrong_type(name, value, Text("一个路径", "a path")) from None
