"""Reports as a table on a terminal."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.report import Severity
from scriptcheck.write.content.unsure import UnsureCandidates
from scriptcheck_cli.console import one_line, out
from scriptcheck_cli.views.screen import ScreenView
from scriptcheck_cli.views.violations import print_violations
from scriptcheck_cli.views.words import RESULT_STYLES, RESULTS, SEVERITIES, SEVERITY_STYLES

if TYPE_CHECKING:
    from rich.text import Text as RichText

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport

_MOST_ROWS: Final = 500
"""Calls in the table at most: more are for a file, and for memory that does not grow."""

_MOST_TITLES: Final = 3

_COLUMNS: Final = (
    Text("通话", "call"),
    Text("得分", "score"),
    Text("结果", "result"),
    *SEVERITIES.values(),
    Text("主要问题", "main violations"),
)
_LEFT_OUT: Final = Text(
    "另有 {} 通未列出，用 -o 可写入文件。", "{} more calls not shown; -o writes them all."
)
_BETWEEN: Final = Text("；", "; ")


@dataclass(frozen=True, slots=True)
class _Row:
    call_id: str
    score: int | None
    passed: bool | None
    severities: Counter[Severity]
    titles: tuple[str, ...]

    @classmethod
    def of(cls, report: CallReport) -> _Row:
        violations = report.violations
        titles = tuple(verdict.title for verdict in violations[:_MOST_TITLES])
        severities = Counter(verdict.severity for verdict in violations)
        return cls(report.call_id, report.score, report.passed, severities, titles)


class TableView(ScreenView):
    """A writer that gathers reports and shows them as a table at the end.

    A single call is shown not as a table but with each of its violations in full.
    """

    def __init__(self, lang: Lang, profile: Profile | None = None) -> None:
        self._lang = lang
        self._unsure = UnsureCandidates(profile)
        self._rows: list[_Row] = []
        self._left_out = 0
        self._only: tuple[CallReport, Call] | None = None

    def write(self, report: CallReport, call: Call) -> None:
        """Take in ``report`` on ``call``."""
        self._only = None if self._rows else (report, call)
        if len(self._rows) < _MOST_ROWS:
            self._rows.append(_Row.of(report))
        else:
            self._left_out += 1

    def show(self) -> None:
        """Print what was taken in to standard output."""
        from rich.table import Table

        if not self._rows:
            return
        console = out()
        if self._only is not None:
            print_violations(*self._only, self._unsure, console, self._lang)
            return
        table = Table()
        for index, column in enumerate(_COLUMNS):
            right = 0 < index < len(_COLUMNS) - 1
            table.add_column(column.to(self._lang), justify="right" if right else "left")
        for row in self._rows:
            table.add_row(*self._cells(row))
        console.print(table)
        if self._left_out:
            console.print(_LEFT_OUT.to(self._lang).format(self._left_out))

    def _cells(self, row: _Row) -> list[RichText]:
        from rich.text import Text as RichText

        result, style = RESULTS[row.passed], RESULT_STYLES[row.passed]
        counts = [
            RichText(str(row.severities[severity] or ""), style=SEVERITY_STYLES[severity])
            for severity in Severity
        ]
        return [
            RichText(one_line(row.call_id)),
            RichText("" if row.score is None else str(row.score)),
            RichText(result.to(self._lang), style=style),
            *counts,
            RichText(one_line(_BETWEEN.to(self._lang).join(row.titles))),
        ]
