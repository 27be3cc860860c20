"""An array in JSON taken apart, so that what stands before a broken element is not lost."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import LoadError
from scriptcheck.load.readers.json.text import JsonText

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECODER: Final = json.JSONDecoder()
_BLANKS: Final = re.compile(r"[ \t\r\n]*")


def is_array(text: JsonText) -> bool:
    """Return whether ``text`` is an array, or would be one if it were whole."""
    return text.text.startswith("[", _skip_blanks(text.text, 0))


def elements(array: JsonText) -> Iterator[JsonText]:
    """Yield each element of ``array``.

    A broken one comes with all that follows, since its end is not known. Raises ``LoadError``
    where the array itself is broken.
    """
    text = array.text
    at = _skip_blanks(text, _skip_blanks(text, 0) + 1)
    is_over = text.startswith("]", at)
    line, line_start, counted = array.first_line, 0, 0
    while not is_over:
        if breaks := text.count("\n", counted, at):
            line, line_start = line + breaks, text.rindex("\n", counted, at) + 1
        counted, column = at, at - line_start + 1
        try:
            _, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield JsonText(text[at:], array.source, line, column)
            return
        yield JsonText(text[at:end], array.source, line, column)
        end = _skip_blanks(text, end)
        is_over = text.startswith("]", end)
        if not is_over and not text.startswith(",", end):
            raise LoadError(array.syntax_problem("Expecting ','", end))
        at = end if is_over else _skip_blanks(text, end + 1)
    if (end := _skip_blanks(text, at + 1)) < len(text):
        raise LoadError(array.syntax_problem("Extra data", end))


def _skip_blanks(text: str, start: int) -> int:
    blanks = _BLANKS.match(text, start)
    return blanks.end() if blanks else start
