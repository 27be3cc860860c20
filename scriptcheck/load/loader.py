"""Calls out of files, folders and standard input, one at a time."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, Final

from scriptcheck.errors import LoadError, Problem
from scriptcheck.load.added_data import CallDataSources
from scriptcheck.load.columns import CALL_FIELDS
from scriptcheck.load.encoding import check_encoding
from scriptcheck.load.files import find_files, os_problem
from scriptcheck.load.format import require_library
from scriptcheck.load.options import Options, check_columns, check_name_patterns, check_speakers
from scriptcheck.load.registry import known_formats
from scriptcheck.load.selection import Selection
from scriptcheck.load.side_file import read_side_file
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


_PACKED: Final = ".gz"


def load_calls(  # noqa: PLR0913  (each says another thing, and none needs another)
    *paths: str | os.PathLike[str],
    encoding: str | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    input_format: str | None = None,
    columns: Mapping[str, str] | None = None,
    speakers: Mapping[str, str] | None = None,
    call_data: str | os.PathLike[str] | None = None,
    call_data_columns: Mapping[str, str] | None = None,
    name_pattern: str | Sequence[str] = (),
    on_problem: Callable[[Problem], None] | None = None,
    on_notice: Callable[[Problem], None] | None = None,
) -> Iterator[Call]:
    """Yield the calls of ``paths``: files, folders, and ``-`` for standard input.

    Folders are read to the bottom, in an order that is the same on every system; of their files
    those are read that ``include`` names and ``exclude`` does not, gitignore-style patterns
    relative to the folder, and that are transcripts by their suffix. The format of a file and,
    unless ``encoding`` says it, its encoding are told from what stands in it; ``input_format``
    names one format for all instead. ``columns`` says which column of a table holds a field, such
    as ``{"text": "对话明细"}``, and ``speakers`` which role a label of an unknown speaker has, such
    as ``{"0": "agent"}``.

    ``call_data`` is a side file with call data by call id (CSV, Excel, JSON, Parquet), in which
    ``call_data_columns`` says which column holds a field; it is read at once. ``name_pattern`` says
    what file names hold, such as ``{agent_id}_{start_time:%Y%m%d%H%M%S}_{call_id}``; of several
    the first that fits. What the transcript says itself goes before the side file, and that before
    the name; calls have warnings where they do not agree. When all calls are read, ``on_notice`` is
    told of rows on calls that were not among them.

    What cannot be read is handed to ``on_problem``, and the next line or file is read. Without
    ``on_problem``, ``LoadError`` is raised there. Raises ``UsageError`` at once where ``encoding``
    is no text encoding, a pattern is malformed, or a format, field or role is unknown, and
    ``LoadError`` where the side file cannot be read as a whole.
    """
    formats = known_formats()
    run = _Run(
        formats,
        Selection.of(include, exclude, formats.suffixes),
        Options(
            None if encoding is None else check_encoding(encoding),
            check_columns(columns or {}),
            formats.shapes,
        ),
        None if input_format is None else formats.named(input_format),
        check_speakers(speakers or {}),
        CallDataSources(
            None
            if call_data is None
            else read_side_file(
                os.fsdecode(call_data),
                columns=check_columns(call_data_columns or {}, CALL_FIELDS),
                on_problem=on_problem,
            ),
            check_name_patterns([name_pattern] if isinstance(name_pattern, str) else name_pattern),
        ),
    )
    return _load([os.fsdecode(path) for path in paths], run, on_problem, on_notice)


@dataclass(frozen=True, slots=True)
class _Run:
    formats: Formats
    selection: Selection
    options: Options
    only: Format | None
    """The format of all transcripts, where the user says so."""
    speakers: Mapping[str, Speaker]
    sources: CallDataSources


def _load(
    paths: Sequence[str],
    run: _Run,
    on_problem: Callable[[Problem], None] | None,
    on_notice: Callable[[Problem], None] | None,
) -> Iterator[Call]:
    for item in _items(paths, run):
        if not isinstance(item, Problem):
            yield name_speakers(item, run.speakers) if run.speakers else item
        elif on_problem is None:
            raise LoadError(item)
        else:
            on_problem(item)
    side = run.sources.side
    if on_notice is not None and side is not None and (notice := side.never_asked()) is not None:
        on_notice(notice)


def _items(paths: Sequence[str], run: _Run) -> Iterator[Call | Problem]:
    yield from run.formats.problems
    for found in find_files(paths, run.selection):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _read_file(found, run)


def _read_file(file: TranscriptFile, run: _Run) -> Iterator[Call | Problem]:
    try:
        with (
            _open(file) as stream,
            Transcript(
                stream,
                source=file.source,
                call_id=file.call_id,
                suffix=file.suffix,
                options=run.options,
            ) as transcript,
        ):
            for found in unpack(transcript, run.selection.of_archives()):
                if isinstance(found, Problem):
                    yield found
                else:
                    yield from _read(found, run)
    except LoadError as error:
        yield from error.problems
    except OSError as error:
        yield os_problem(error, file.source)


def _read(transcript: Transcript, run: _Run) -> Iterator[Call | Problem]:
    """Yield what is in ``transcript``; what stops it does not stop others of its archive."""
    try:
        form = run.only or run.formats.choose(transcript)
        if form.library:
            require_library(form.library, form.extra, transcript.source)
        named = run.sources.read_name(*_name(transcript))
        if named is not None and named.data.get("call_id"):
            transcript.call_id = str(named.data["call_id"])
        for item in form.read(transcript):
            yield item if isinstance(item, Problem) else run.sources.add_to(item, named)
    except LoadError as error:
        # Formats of other packages fail without knowing the place.
        for problem in error.problems:
            yield problem if problem.source else replace(problem, source=transcript.source)
    except OSError as error:
        yield os_problem(error, transcript.source)


def _name(transcript: Transcript) -> tuple[str, str]:
    """Return the path of ``transcript`` and its suffix apart."""
    path = transcript.source
    if path.lower().endswith(_PACKED) and transcript.suffix != _PACKED:
        path = path[: -len(_PACKED)]
    suffix = path[len(path) - len(transcript.suffix) :]
    return (
        (path.removesuffix(suffix), suffix) if suffix.lower() == transcript.suffix else (path, "")
    )


def _open(file: TranscriptFile) -> AbstractContextManager[IO[bytes]]:
    if file.path is not None:
        return file.path.open("rb")
    # Python sets no standard input where the system has closed it.
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    # Standard input is not ours to close.
    return nullcontext(sys.stdin.buffer)
