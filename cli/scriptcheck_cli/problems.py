"""What could not be read: told on standard error, and written where reports are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import typer

from scriptcheck.language import Text
from scriptcheck.write.errors import ErrorsWriter
from scriptcheck.write.registry import ERRORS_FILE
from scriptcheck_cli.console import one_line, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scriptcheck.errors import Problem
    from scriptcheck.language import Lang
    from scriptcheck.redact import Kind

_MOST_TOLD: Final = 20
"""Problems told on standard error where all of them are in a file."""


class Problems:
    """Takes in the problems of a run as they come."""

    def __init__(self, folder: Path | None, lang: Lang, kinds: Sequence[Kind] = ()) -> None:
        """Take problems in; personal data of ``kinds`` in their words is masked."""
        self.count = 0
        self.path: Final = folder / ERRORS_FILE if folder is not None else None
        """The file that all of them are written to, if there is one."""
        self._lang: Final = lang
        self._kinds: Final = kinds
        self._file: Final = ErrorsWriter(self.path, lang) if self.path is not None else None

    def add(self, problem: Problem) -> None:
        """Tell ``problem``, and write it."""
        self.count += 1
        problem = self._redacted(problem)
        if self._file is not None:
            self._file.write(problem)
        if self._file is None or self.count <= _MOST_TOLD:
            typer.echo(one_line(problem.describe(self._lang)), err=True)

    def tell(self, notice: Problem) -> None:
        """Tell ``notice``, of something that keeps nothing from being read."""
        typer.echo(one_line(self._redacted(notice).describe(self._lang)), err=True)

    def _redacted(self, problem: Problem) -> Problem:
        if not self._kinds:
            return problem
        from scriptcheck.redact import redact_problem

        return redact_problem(problem, self._kinds)

    def tell_rest(self) -> None:
        """Tell how many problems are in the file alone."""
        rest = self.count - _MOST_TOLD
        if self.path is not None and rest > 0:
            text = Text(f"另有 {rest} 处，见 {self.path}。", f"{rest} more: see {self.path}.")
            say(text, self._lang)
