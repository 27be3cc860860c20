"""Calls out of files, folders and standard input, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.errors import LoadError, Problem, wrong_type
from scriptcheck.language import Text
from scriptcheck.load.option_checks import path_names
from scriptcheck.load.options import LoadOptions
from scriptcheck.load.reader import make_reader, read_call_data

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.reader import Reader

_USUAL: Final = LoadOptions()


def load_calls(
    *paths: str | os.PathLike[str],
    options: LoadOptions = _USUAL,
    on_problem: Callable[[Problem], None] | None = None,
    on_notice: Callable[[Problem], None] | None = None,
) -> Iterator[Call]:
    """Yield the calls of ``paths``: files, folders, and ``-`` for standard input.

    Folders are read to the bottom, in an order that is the same on every system; of their files
    those are read that are transcripts by their suffix and that ``options`` do not leave out. The
    format and the encoding of a file are recognised by its content, unless ``options`` name them.
    Call data is taken from the transcript itself, then from the side file, which is read at once,
    then from the file's name; calls have warnings where these do not agree.

    What cannot be read is handed to ``on_problem``, and the next line or file is read. Without
    ``on_problem``, ``LoadError`` is raised there. When all calls are read, ``on_notice`` is given
    what is odd about the side file, and its rows on calls that were not among them.

    Raises ``UsageError`` at once where a path is of the wrong type or ``options`` name a format
    that is unknown, and ``LoadError`` where the side file cannot be read as a whole.
    """
    if not isinstance(options, LoadOptions):
        expected = Text("LoadOptions(…)", "a LoadOptions")
        raise wrong_type("options", options, expected)
    names = path_names(paths)
    make_reader(options)  # what makes no sense is reported before a large side file is read
    reader = make_reader(options, read_call_data(options, on_problem))
    return _load(names, reader, on_problem, on_notice)


def _load(
    paths: Sequence[str],
    reader: Reader,
    on_problem: Callable[[Problem], None] | None,
    on_notice: Callable[[Problem], None] | None,
) -> Iterator[Call]:
    reader.claim_call_data(paths)
    for found in reader.find(paths):
        for item in (found,) if isinstance(found, Problem) else reader.read_file(found):
            if not isinstance(item, Problem):
                yield item
            elif on_problem is None:
                raise LoadError(item)
            else:
                on_problem(item)
    side = reader.sources.side
    if on_notice is not None and side is not None:
        for notice in side.notices():
            on_notice(notice)
