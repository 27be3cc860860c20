"""What could not be read, as JSON Lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from pathlib import Path

    from scriptcheck.errors import Problem
    from scriptcheck.language import Lang


def error_record(problem: Problem, lang: Lang = "zh") -> dict[str, Any]:
    """Return ``problem`` as a record: where, what, and what to do."""
    return {
        "source": problem.source,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "reason": problem.message.to(lang),
        "fix": problem.fix.to(lang),
    }


class ErrorsWriter:
    """Writes problems to a file, a line each; there is no file where there are no problems."""

    def __init__(self, path: Path, lang: Lang = "zh") -> None:
        self._path = path
        self._lang = lang
        # One that an earlier run left would speak of inputs that are long mended.
        path.unlink(missing_ok=True)

    def write(self, problem: Problem) -> None:
        """Add ``problem`` to the file."""
        line = msgspec.json.encode(error_record(problem, self._lang))
        with self._path.open("ab") as stream:
            stream.write(line + b"\n")
