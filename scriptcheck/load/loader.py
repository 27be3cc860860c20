"""Calls out of files, folders and standard input, one at a time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from scriptcheck.errors import LoadError, Problem
from scriptcheck.load.reading import Reading
from scriptcheck.load.roles.weigh import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.reader import Reader


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
    infer: bool = True,
    confidence: float = CONFIDENCE,
    company: Sequence[str] = (),
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

    Where labels name no role, such as 0 and 1, ``infer`` gives them roles by what is said, if that
    makes them as sure as ``confidence``, from 0.5 to 1; ``company`` are names by which agents
    announce themselves.

    What cannot be read is handed to ``on_problem``, and the next line or file is read. Without
    ``on_problem``, ``LoadError`` is raised there. Raises ``UsageError`` at once where ``encoding``
    is no text encoding, a pattern is malformed, a format, field or role is unknown, or
    ``confidence`` is no such number, and
    ``LoadError`` where the side file cannot be read as a whole.
    """
    reading = Reading(
        encoding,
        tuple(include),
        tuple(exclude),
        input_format,
        columns or {},
        speakers or {},
        None if call_data is None else os.fsdecode(call_data),
        call_data_columns or {},
        (name_pattern,) if isinstance(name_pattern, str) else tuple(name_pattern),
        infer,
        confidence,
        tuple(company),
    )
    # What makes no sense is told before a large side file is read.
    reading.reader()
    reader = reading.reader(reading.side_file(on_problem))
    return _load([os.fsdecode(path) for path in paths], reader, on_problem, on_notice)


def _load(
    paths: Sequence[str],
    reader: Reader,
    on_problem: Callable[[Problem], None] | None,
    on_notice: Callable[[Problem], None] | None,
) -> Iterator[Call]:
    for found in reader.find(paths):
        for item in (found,) if isinstance(found, Problem) else reader.read_file(found):
            if not isinstance(item, Problem):
                yield item
            elif on_problem is None:
                raise LoadError(item)
            else:
                on_problem(item)
    side = reader.sources.side
    if on_notice is not None and side is not None and (notice := side.never_asked()) is not None:
        on_notice(notice)
