"""The lines of a file of labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.errors import LoadError, Problem
from scriptcheck.load.files.find import os_problem
from scriptcheck.load.readers.json.text import JsonText
from scriptcheck.load.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def label_lines(file: Path) -> Iterator[JsonText | Problem]:
    """Yield the lines of the JSON Lines ``file``, and what is wrong where one cannot be read."""
    source = file.as_posix()
    try:
        with file.open("rb") as stream:
            transcript = Transcript(stream, source=source, call_id="", suffix=file.suffix)
            for number, line in transcript.lines():
                if isinstance(line, Problem):
                    yield line
                else:
                    yield from line.flaws
                    yield JsonText(line.text.strip("\ufeff"), source, number)
    except LoadError as error:
        yield from error.problems
    except OSError as error:
        yield os_problem(error, source)
