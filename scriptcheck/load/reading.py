"""How transcripts are to be read, in plain values that can be sent, compared and written down."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scriptcheck.call import Speaker
from scriptcheck.load.added_data import CallDataSources
from scriptcheck.load.columns import CALL_FIELDS
from scriptcheck.load.encoding import check_encoding
from scriptcheck.load.options import (
    Options,
    check_columns,
    check_confidence,
    check_name_patterns,
    check_speakers,
)
from scriptcheck.load.reader import Reader
from scriptcheck.load.registry import known_formats
from scriptcheck.load.roles.name import Inference
from scriptcheck.load.roles.weigh import CONFIDENCE
from scriptcheck.load.selection import Selection
from scriptcheck.load.side_file import read_side_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scriptcheck.errors import Problem
    from scriptcheck.load.side_file import SideFile


@dataclass(frozen=True, slots=True)
class Reading:
    """How the transcripts of a run are to be read; ``load_calls`` says what each means."""

    encoding: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    input_format: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    speakers: Mapping[str, str] = field(default_factory=dict)
    call_data: str | None = None
    call_data_columns: Mapping[str, str] = field(default_factory=dict)
    name_pattern: Sequence[str] = ()
    infer: bool = True
    confidence: float = CONFIDENCE
    company: Sequence[str] = ()

    def side_file(self, on_problem: Callable[[Problem], None] | None = None) -> SideFile | None:
        """Return what the side file has, if there is one, read as ``read_side_file`` does."""
        if self.call_data is None:
            return None
        columns = check_columns(self.call_data_columns, CALL_FIELDS)
        return read_side_file(os.fsdecode(self.call_data), columns=columns, on_problem=on_problem)

    def reader(self, side: SideFile | None = None) -> Reader:
        """Return what reads so, with call data out of ``side``.

        Raises ``UsageError`` where something makes no sense.
        """
        formats = known_formats()
        speakers = check_speakers(self.speakers)
        return Reader(
            formats,
            Selection.of(self.include, self.exclude, formats.suffixes),
            Options(
                None if self.encoding is None else check_encoding(self.encoding),
                check_columns(self.columns),
                formats.shapes,
            ),
            None if self.input_format is None else formats.named(self.input_format),
            speakers,
            CallDataSources(side, check_name_patterns(self.name_pattern)),
            self._inference(speakers) if self.infer else None,
        )

    def _inference(self, speakers: Mapping[str, Speaker]) -> Inference:
        unnamed = frozenset(label for label, role in speakers.items() if role is Speaker.UNKNOWN)
        return Inference(check_confidence(self.confidence), tuple(self.company), unnamed)
