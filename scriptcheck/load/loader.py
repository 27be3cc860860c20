"""Calls out of files, folders and standard input, one at a time."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import nullcontext
from typing import IO, TYPE_CHECKING

from scriptcheck.errors import LoadError, Problem
from scriptcheck.load.encoding import check_encoding
from scriptcheck.load.files import find_files, os_problem
from scriptcheck.load.registry import choose_format
from scriptcheck.load.selection import Selection
from scriptcheck.load.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from scriptcheck.call import Call
    from scriptcheck.load.files import TranscriptFile


def load_calls(
    *paths: str | os.PathLike[str],
    encoding: str | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    on_problem: Callable[[Problem], None] | None = None,
) -> Iterator[Call]:
    """Yield the calls of ``paths``: files, folders, and ``-`` for standard input.

    Folders are read to the bottom, in an order that is the same on every system; of their files
    those are read that ``include`` names and ``exclude`` does not, gitignore-style patterns
    relative to the folder, and that are transcripts by their suffix. The format of a file and,
    unless ``encoding`` says it, its encoding are told from what stands in it.

    What cannot be read is handed to ``on_problem``, and the next line or file is read. Without
    ``on_problem``, ``LoadError`` is raised there. Raises ``UsageError`` at once where ``encoding``
    is no text encoding, or a pattern is malformed.
    """
    selection = Selection.of(include, exclude)
    codec = None if encoding is None else check_encoding(encoding)
    return _load([os.fsdecode(path) for path in paths], codec, selection, on_problem)


def _load(
    paths: Sequence[str],
    encoding: str | None,
    selection: Selection,
    on_problem: Callable[[Problem], None] | None,
) -> Iterator[Call]:
    for found in find_files(paths, selection):
        items = iter([found]) if isinstance(found, Problem) else _read(found, encoding)
        for item in items:
            if not isinstance(item, Problem):
                yield item
            elif on_problem is None:
                raise LoadError(item)
            else:
                on_problem(item)


def _read(file: TranscriptFile, encoding: str | None) -> Iterator[Call | Problem]:
    try:
        with _open(file) as stream:
            transcript = Transcript(
                stream,
                source=file.source,
                call_id=file.call_id,
                suffix=file.suffix,
                encoding=encoding,
            )
            yield from choose_format(transcript).read(transcript)
    except LoadError as error:
        yield from error.problems
    except OSError as error:
        yield os_problem(error, file.source)


def _open(file: TranscriptFile) -> AbstractContextManager[IO[bytes]]:
    if file.path is not None:
        return file.path.open("rb")
    # Python sets no standard input where the system has closed it.
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    # Standard input is not ours to close.
    return nullcontext(sys.stdin.buffer)
