"""Calls out of files, folders and standard input, one at a time."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from scriptcheck.call import Speaker
from scriptcheck.errors import LoadError, Problem
from scriptcheck.load.encoding import check_encoding
from scriptcheck.load.files import find_files, os_problem
from scriptcheck.load.format import empty_file, require_library
from scriptcheck.load.options import Options, check_columns, check_confidence, check_speakers
from scriptcheck.load.registry import known_formats
from scriptcheck.load.roles.name import Inference, infer_speakers
from scriptcheck.load.roles.weigh import CONFIDENCE
from scriptcheck.load.selection import Selection
from scriptcheck.load.speaker_labels import name_speakers
from scriptcheck.load.transcript import Transcript
from scriptcheck.load.unpack import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from scriptcheck.call import Call
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
    infer: bool = True,
    confidence: float = CONFIDENCE,
    company: Sequence[str] = (),
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
    is no text encoding, a pattern is malformed, a format, field or role is unknown, or
    ``confidence`` is no such number.
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
        roles := check_speakers(speakers or {}),
        _inference(roles, check_confidence(confidence), company) if infer else None,
    )
    return _load([os.fsdecode(path) for path in paths], run, on_problem)


@dataclass(frozen=True, slots=True)
class _Run:
    formats: Formats
    selection: Selection
    options: Options
    only: Format | None
    """The format of all transcripts, where the user says so."""
    speakers: Mapping[str, Speaker]
    inference: Inference | None
    """How roles are inferred; ``None`` where they are not."""


def _load(
    paths: Sequence[str], run: _Run, on_problem: Callable[[Problem], None] | None
) -> Iterator[Call]:
    for item in _items(paths, run):
        if not isinstance(item, Problem):
            yield _with_roles(item, run)
        elif on_problem is None:
            raise LoadError(item)
        else:
            on_problem(item)


def _inference(
    roles: Mapping[str, Speaker], confidence: float, company: Sequence[str]
) -> Inference:
    unnamed = frozenset(label for label, role in roles.items() if role is Speaker.UNKNOWN)
    return Inference(confidence, tuple(company), unnamed)


def _with_roles(call: Call, run: _Run) -> Call:
    named = name_speakers(call, run.speakers) if run.speakers else call
    return named if run.inference is None else infer_speakers(named, run.inference)


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
        if not transcript.head:
            yield empty_file(transcript.source)
            return
        form = run.only or run.formats.choose(transcript)
        if form.library:
            require_library(form.library, form.extra, transcript.source)
        yield from form.read(transcript)
    except LoadError as error:
        # Formats of other packages fail without knowing the place.
        for problem in error.problems:
            yield problem if problem.source else replace(problem, source=transcript.source)
    except OSError as error:
        yield os_problem(error, transcript.source)


def _open(file: TranscriptFile) -> AbstractContextManager[IO[bytes]]:
    if file.path is not None:
        return file.path.open("rb")
    # Python sets no standard input where the system has closed it.
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    # Standard input is not ours to close.
    return nullcontext(sys.stdin.buffer)
