"""What could not be read or checked, reported on standard error."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import typer

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.write.registry import ERRORS_FILE
from scriptcheck_cli.console import one_line, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scriptcheck.language import Lang

_MOST_ALIKE: Final = 5
"""Problems of one kind in one file that are reported one by one."""
_MOST_TOLD: Final = 20
"""Problems reported on standard error where all of them are in a file."""


class Problems:
    """Takes in the problems of a run as they come."""

    def __init__(self, folder: Path | None, lang: Lang, kinds: Sequence[str] = ()) -> None:
        """Take problems in; personal data of ``kinds`` in their words is masked."""
        self.count = 0
        self.path: Final = folder / ERRORS_FILE if folder is not None else None
        """The file that has all of them, if there is one."""
        self._shown = 0
        self._alike: Final[Counter[tuple[str, str]]] = Counter()
        self._lang: Final = lang
        self._kinds: Final = kinds

    def add(self, problem: Problem) -> None:
        """Report ``problem``."""
        self.count += 1
        alike = (problem.source, problem.code)
        self._alike[alike] += 1
        if self._alike[alike] > _MOST_ALIKE:
            return
        if self.path is None or self._shown < _MOST_TOLD:
            self._shown += 1
            self.notice(problem)

    def notice(self, notice: Problem) -> None:
        """Report ``notice``, which may be about something that keeps nothing from being read."""
        if self._kinds:
            from scriptcheck.redact import Gate

            notice = Gate(self._kinds).problem(notice)
        typer.echo(one_line(notice.describe(self._lang)), err=True)

    def report_rest(self) -> None:
        """Report how many problems were not shown.

        A file with one mistake on every line gets one line more, not hundreds.
        """
        rest = self.count - self._shown
        if self.path is not None and rest > 0:
            text = Text(f"另有 {rest} 处，见 {self.path}。", f"{rest} more: see {self.path}.")
            say(text, self._lang)
            return
        for (source, code), count in self._alike.items():
            if (more := count - _MOST_ALIKE) > 0:
                message = Text(f"同样的问题另有 {more} 处。", f"{more} more of the same kind.")
                self.notice(Problem(code, message, source))
