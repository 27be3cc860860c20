"""Reports as a table on a terminal."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from scriptcheck.language import Text
from scriptcheck.metrics.catalogue import METRICS
from scriptcheck.report import Severity
from scriptcheck_cli.console import one_line, out
from scriptcheck_cli.words import SEVERITIES, SEVERITY_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from rich.text import Text as RichText

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.report import CallReport, Measured, Stretch, Verdict

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
_PASSED: Final = Text("合格", "passed")
_FAILED: Final = Text("不合格", "failed")
_UNJUDGED: Final = Text("无法判断", "not judged")
_RESULTS: Final = {True: (_PASSED, "green"), False: (_FAILED, "red"), None: (_UNJUDGED, "yellow")}
_TURN: Final = Text("话轮 {}", "turn {}")
_TURNS: Final = Text("话轮 {} 至 {}", "turns {} to {}")
_SEARCHED: Final = Text("查找范围：话轮 {} 至 {}", "searched: turns {} to {}")
_NEAREST: Final = Text("最接近", "nearest")
_ADVICE: Final = Text("建议", "advice")
_LEFT_OUT: Final = Text(
    "另有 {} 通未列出，用 -o 可写入文件。", "{} more calls not shown; -o writes them all."
)
_BETWEEN: Final = Text("；", "; ")
_CLEAN: Final = Text("没有违规。", "No violations.")


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


class TableView:
    """A writer that gathers reports and shows them as a table at the end.

    A single call is shown with each of its violations in full.
    """

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._rows: list[_Row] = []
        self._left_out = 0
        self._only: CallReport | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is open: the table is shown by ``show``."""

    def write(self, report: CallReport, _call: Call) -> None:
        """Take in ``report``."""
        self._only = None if self._rows else report
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
        table = Table()
        for index, column in enumerate(_COLUMNS):
            right = 0 < index < len(_COLUMNS) - 1
            table.add_column(column.to(self._lang), justify="right" if right else "left")
        for row in self._rows:
            table.add_row(*self._cells(row))
        console.print(table)
        if self._left_out:
            console.print(_LEFT_OUT.to(self._lang).format(self._left_out))
        if self._only is not None:
            for line in violation_lines(self._only, self._lang):
                console.print(line)

    def _cells(self, row: _Row) -> list[RichText]:
        from rich.text import Text as RichText

        result, style = _RESULTS[row.passed]
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


def violation_lines(report: CallReport, lang: Lang) -> list[RichText]:
    """Return the violations of ``report`` for reading: place, quote, what is wrong, what to do."""
    from rich.text import Text as RichText

    if report.score is None:
        return [RichText(_UNJUDGED.to(lang), style="yellow")]
    if not report.violations:
        return [RichText(_CLEAN.to(lang), style="green")]
    lines: list[RichText] = []
    for verdict in report.violations:
        style = SEVERITY_STYLES[verdict.severity]
        heading = RichText(f"{SEVERITIES[verdict.severity].to(lang)} ", style=style)
        heading.append(
            f"{verdict.rule}  {verdict.points}  {one_line(verdict.message)}", style="bold"
        )
        lines.append(heading)
        lines += [RichText(f"    {line}") for line in _details(verdict, lang)]
    return lines


def _details(verdict: Verdict, lang: Lang) -> list[str]:
    details = [_quoted(hit.turn, hit.quote, lang) for hit in verdict.evidence]
    details += _placed(verdict.measured, lang)
    if not details and verdict.searched is not None and verdict.searched.turns is not None:
        details.append(_SEARCHED.to(lang).format(*verdict.searched.turns))
    if verdict.nearest is not None:
        quoted = _quoted(verdict.nearest.turn, verdict.nearest.quote, lang)
        details.append(f"{_NEAREST.to(lang)}: {quoted}")
    details.append(f"{_ADVICE.to(lang)}: {one_line(verdict.advice)}")
    return details


def _placed(measured: Iterable[Measured], lang: Lang) -> list[str]:
    """Return a line for each place where something was measured: turns, times, and what."""
    titles: dict[Stretch, list[str]] = {}
    for each in measured:
        for place in each.places:
            titles.setdefault(place, []).append(METRICS[each.metric].title.to(lang))
    joined = {place: _BETWEEN.to(lang).join(found) for place, found in titles.items()}
    return [
        f"{_turns(place, lang)} {_clock(place.start_ms)}–{_clock(place.end_ms)}: {title}"
        for place, title in joined.items()
    ]


def _turns(place: Stretch, lang: Lang) -> str:
    if place.last_turn == place.first_turn:
        return _TURN.to(lang).format(place.first_turn)
    return _TURNS.to(lang).format(place.first_turn, place.last_turn)


def _clock(milliseconds: int) -> str:
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes:02}:{rest / 1000:04.1f}"


def _quoted(turn: int, quote: str, lang: Lang) -> str:
    return f"{_TURN.to(lang).format(turn)}: “{one_line(quote)}”"
