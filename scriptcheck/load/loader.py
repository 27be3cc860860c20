"""Calls out of files, folders and standard input, one at a time."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING

from scriptcheck.errors import LoadError, Problem, internal_error
from scriptcheck.load.encoding import check_encoding
from scriptcheck.load.files import find_files, os_problem
from scriptcheck.load.format import require_library
from scriptcheck.load.options import Options, check_columns, check_speakers
from scriptcheck.load.registry import known_formats
from scriptcheck.load.selection import Selection
from scriptcheck.load.speaker_labels import name_speakers
from scriptcheck.load.transcript import Transcript
from scriptcheck.load.unpack import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from scriptcheck.call import Call, Speaker
    from scriptcheck.load.files import TranscriptFile
    from scriptcheck.load.format import Format
    from scriptcheck.load.registry import Formats


def load_calls(  # noqa: PLR0913  (each says another thing, and none needs another)
    *paths: str | os.PathLike[str],
    encoding: str | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    input_format: str | None = None,
    columns: Mapping[str, str] | None = None,
    speakers: Mapping[str, str] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> Iterator[Call]:
    """Yield the calls of ``paths``: files, folders, and ``-`` for standard input.

    Folders are read to the bottom, in an order that is the same on every system; of their files
    those are read that ``include`` names and ``exclude`` does not, gitignore-style patterns
    relative to the folder, and that are transcripts by their suffix. The format of a file and,
    unless ``encoding`` says it, its encoding are told from what stands in it; ``input_format``
    names one format for all instead. ``columns`` says which column of a table holds a field, such
    as ``{"text": "对话明细"}``, and ``speakers`` which role a label of an unknown speaker has, such
    as ``{"0": "agent"}``.

    What cannot be read is handed to ``on_problem``, and the next line or file is read. Without
    ``on_problem``, ``LoadError`` is raised there. Raises ``UsageError`` at once where ``encoding``
    is no text encoding, a pattern is malformed, or a format, field or role is unknown.
    """
    reading = Reading(
        encoding, tuple(include), tuple(exclude), input_format, columns or {}, speakers or {}
    )
    return _load([os.fsdecode(path) for path in paths], reading.reader(), on_problem)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the transcripts of a run are to be read, in plain values, as ``load_calls`` takes it."""

    encoding: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    input_format: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    speakers: Mapping[str, str] = field(default_factory=dict)

    def reader(self) -> Reader:
        """Return what reads so; raises ``UsageError`` where something makes no sense."""
        formats = known_formats()
        return Reader(
            formats,
            Selection.of(self.include, self.exclude, formats.suffixes),
            Options(
                None if self.encoding is None else check_encoding(self.encoding),
                check_columns(self.columns),
                formats.shapes,
            ),
            None if self.input_format is None else formats.named(self.input_format),
            check_speakers(self.speakers),
        )


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads transcripts, in the same way all through a run."""

    formats: Formats
    selection: Selection
    options: Options
    only: Format | None
    """The format of all transcripts, where the user says so."""
    speakers: Mapping[str, Speaker]

    def find(self, paths: Sequence[str]) -> Iterator[TranscriptFile | Problem]:
        """Yield the transcripts that ``paths`` name or hold, and a problem for what is not there.

        The first are the problems of formats that other packages bring.
        """
        yield from self.formats.problems
        yield from find_files(paths, self.selection)

    def read_file(self, file: TranscriptFile) -> Iterator[Call | Problem]:
        """Yield what is in ``file``; what cannot be read is a problem, never an error."""
        for found in self.transcripts(file):
            if isinstance(found, Problem):
                yield found
            else:
                yield from self.read(found)

    def transcripts(self, file: TranscriptFile) -> Iterator[Transcript | Problem]:
        """Yield the transcript that ``file`` is, or those that it packs.

        Each is to be read before the next is asked for.
        """
        try:
            with (
                _open(file) as stream,
                Transcript(
                    stream,
                    source=file.source,
                    call_id=file.call_id,
                    suffix=file.suffix,
                    options=self.options,
                ) as transcript,
            ):
                yield from unpack(transcript, self.selection.of_archives())
        except LoadError as error:
            yield from error.problems
        except OSError as error:
            yield os_problem(error, file.source)

    def read(self, transcript: Transcript, form: Format | None = None) -> Iterator[Call | Problem]:
        """Yield what is in ``transcript``; what stops it does not stop others of its archive.

        ``form`` is its format, where that is known already.
        """
        try:
            form = form or self.form(transcript)
            yield from self._named(form.read(transcript))
        except LoadError as error:
            # Formats of other packages fail without knowing the place.
            for problem in error.problems:
                yield problem if problem.source else replace(problem, source=transcript.source)
        except OSError as error:
            yield os_problem(error, transcript.source)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  (a format's mistake costs its file, no more)
            yield internal_error(error, transcript.source)

    def form(self, transcript: Transcript) -> Format:
        """Return the format of ``transcript``; raises ``LoadError`` where its library is missing.

        May also raise what the reading of its beginning raises, and ``OSError``.
        """
        form = self.only or self.formats.choose(transcript)
        if form.library:
            require_library(form.library, form.extra, transcript.source)
        return form

    def _named(self, items: Iterator[Call | Problem]) -> Iterator[Call | Problem]:
        for item in items:
            if isinstance(item, Problem) or not self.speakers:
                yield item
            else:
                yield name_speakers(item, self.speakers)


def _load(
    paths: Sequence[str], reader: Reader, on_problem: Callable[[Problem], None] | None
) -> Iterator[Call]:
    for found in reader.find(paths):
        for item in (found,) if isinstance(found, Problem) else reader.read_file(found):
            if not isinstance(item, Problem):
                yield item
            elif on_problem is None:
                raise LoadError(item)
            else:
                on_problem(item)


def _open(file: TranscriptFile) -> AbstractContextManager[IO[bytes]]:
    if file.path is not None:
        return file.path.open("rb")
    # Python sets no standard input where the system has closed it.
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    # Standard input is not ours to close.
    return nullcontext(sys.stdin.buffer)
