"""Events of changes to the rows of a database, one a line, as Kafka's consumers write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.limits import LARGEST_CALL, too_large
from scriptcheck.load.readers.json.change_events import changes_of
from scriptcheck.load.readers.json.text import JsonText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.load.readers.json.change_events import RowChange
    from scriptcheck.load.transcript import Transcript

_LOOKED_AT: Final = 5
_BLANKS: Final = "\ufeff \t\r\n"
_KEYS: Final = re.compile(r'\\?"(?:op|__op|__deleted|old|isDdl|database)\\?"')
_SPEECH: Final = re.compile(r"[^\x00-\x7f]|\\u[0-9a-fA-F]{4}")
"""What lines have that may be speech: heartbeats and changes of tables have none."""
_NO_ROW: Final = re.compile(r"null|")


def may_hold_changes(opening: str) -> bool:
    """Return whether ``opening``, the beginning of a file, has a key that such events have."""
    return _KEYS.search(opening) is not None


def has_change_lines(transcript: Transcript) -> bool:
    """Return whether each line of ``transcript`` is such an event."""
    if not may_hold_changes(transcript.opening):
        return False
    lines = [line.strip(_BLANKS) for line in transcript.opening.split("\n")]
    found = [_changes(line) for line in lines if not _NO_ROW.fullmatch(line)][:_LOOKED_AT]
    # Of a long file the last line that is seen may be cut off.
    whole = [changes for changes in found if changes is not None]
    return bool(whole) and all(whole)


def change_lines(transcript: Transcript) -> Iterator[RowChange | Problem]:
    """Yield the changes of each line, and a problem for each that is none.

    Raises ``LoadError`` where all lines are larger than any call.
    """
    size = 0
    for number, line in transcript.lines():
        if isinstance(line, Problem):
            yield line
            continue
        text = JsonText(line.text.strip(_BLANKS), transcript.source, number)
        size += len(text.text)
        if size > LARGEST_CALL:
            raise LoadError(too_large(transcript.source, LARGEST_CALL, number))
        try:
            changes = changes_of(text.parse(nan_is_null=True))
        except LoadError as error:
            yield from error.problems
            continue
        if not changes and _SPEECH.search(line.text) is not None:
            yield _no_change(text)
        yield from changes


def _changes(line: str) -> list[RowChange] | None:
    """Return the changes in ``line``; ``None`` where it is broken."""
    try:
        return changes_of(JsonText(line).parse(nan_is_null=True))
    except LoadError:
        return None


def _no_change(text: JsonText) -> Problem:
    message = Text(
        "这一行不是变更事件，没有读取。", "This line is no event of a change, and was not read."
    )
    return text.problem("not-a-change", message, 0)
