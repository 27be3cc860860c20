"""What a run came to, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.language import Text
from scriptcheck.report import Outcome
from scriptcheck.text.visible import visible
from scriptcheck.write.registry import ERRORS_FILE
from scriptcheck_cli.console import err
from scriptcheck_cli.words import SEVERITIES, SEVERITY_STYLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.table import Table

    from scriptcheck.checker import Checker
    from scriptcheck.language import Lang
    from scriptcheck.run import RunSummary


def print_summary(  # noqa: PLR0913  (what there is to tell)
    summary: RunSummary,
    checker: Checker,
    *,
    unreadable: int,
    skipped: Sequence[str],
    output: Path | None,
    lang: Lang,
) -> None:
    """Print the counts of a run to standard error."""
    console = err()
    for text in _lines(summary, unreadable, skipped, output):
        console.print(visible(text.to(lang)))
    if summary.violations:
        console.print(_table(summary, checker, lang))


def _lines(
    summary: RunSummary, unreadable: int, skipped: Sequence[str], output: Path | None
) -> list[Text]:
    lines = [Text(f"检查了 {summary.calls} 通电话", f"{summary.calls} calls checked")]
    if summary.mean_score is not None:
        failed = summary.calls - summary.passed
        zh = f"：{summary.passed} 通合格，{failed} 通不合格，平均 {summary.mean_score:.1f} 分"
        en = f": {summary.passed} passed, {failed} failed, mean score {summary.mean_score:.1f}"
        lines[0] = Text(lines[0].zh + zh, lines[0].en + en)
    lines[0] = Text(lines[0].zh + "。", lines[0].en + ".")
    if unreadable:
        where = f"{output / ERRORS_FILE}" if output is not None else ""
        zh, en = f"{unreadable} 处读不了", f"{unreadable} inputs could not be read"
        lines.append(
            Text(f"{zh}，见 {where}。", f"{en}; see {where}.")
            if where
            else Text(f"{zh}。", f"{en}.")
        )
    if skipped:
        named = ", ".join(skipped[:3]) + ("…" if len(skipped) > 3 else "")  # noqa: PLR2004
        lines.append(
            Text(
                f"跳过了 {len(skipped)} 个不是转写的文件：{named}",
                f"{len(skipped)} files that are no transcripts passed over: {named}",
            )
        )
    if output is not None:
        lines.append(Text(f"报告写在 {output}。", f"Reports are in {output}."))
    return lines


def _table(summary: RunSummary, checker: Checker, lang: Lang) -> Table:
    from rich.table import Table
    from rich.text import Text as RichText

    table = Table()
    for heading, right in (
        (Text("规则", "rule"), False),
        (Text("名称", "title"), False),
        (Text("程度", "severity"), False),
        (Text("违规通数", "calls failed"), True),
        (Text("无法判断", "undecidable"), True),
    ):
        table.add_column(heading.to(lang), justify="right" if right else "left")
    for rule, count in summary.violations:
        spec = checker.profile.rules[rule]
        undecidable = summary.outcomes.get((rule, Outcome.UNDECIDABLE), 0)
        table.add_row(
            rule,
            RichText(visible(spec.name(lang))),
            RichText(SEVERITIES[spec.severity].to(lang), style=SEVERITY_STYLES[spec.severity]),
            str(count),
            str(undecidable or ""),
        )
    return table
