"""What a job on Spark came to, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.language import Text
from scriptcheck.spark.days import NO_DAY
from scriptcheck_cli.console import say
from scriptcheck_cli.views.words import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.language import Lang
    from scriptcheck.spark import JobSummary


def print_summary(summary: JobSummary, output: str, lang: Lang, *, with_cases: bool) -> None:
    """Print the counts of a job to standard error."""
    for text in _lines(summary, output, with_cases=with_cases):
        say(text, lang)


def _lines(summary: JobSummary, output: str, *, with_cases: bool) -> Iterator[Text]:
    unchecked = sum(summary.problems.values())
    checked, failed = summary.calls - unchecked, summary.judged - summary.passed
    zh = (
        f"检查了 {checked} 通电话，共 {summary.days} 天：{summary.passed} 通合格，{failed} 通不合格"
    )
    en = (
        f"{checked} calls checked, of {summary.days} days: {summary.passed} passed, {failed} failed"
    )
    if unjudged := checked - summary.judged:
        zh += f"，{unjudged} 通无法判断"
        en += f", {unjudged} could not be judged"
    yield Text(f"{zh}。", f"{en}.")
    if summary.severities:
        named = summary.severities.items()
        yield Text(
            f"违规：{'，'.join(f'{SEVERITIES[each].zh} {count}' for each, count in named)}。",
            f"Violations: {', '.join(f'{SEVERITIES[each].en} {count}' for each, count in named)}.",
        )
    if summary.undated:
        yield Text(
            f"{summary.undated} 通没有日期，在 {NO_DAY} 里。",
            f"{summary.undated} without a day, which are in {NO_DAY}.",
        )
    if unchecked:
        codes = ", ".join(f"{code} {count}" for code, count in summary.problems.items())
        yield Text(
            f"{unchecked} 行没能检查，原因见 problem 列：{codes}。",
            f"{unchecked} rows could not be checked, see the column problem: {codes}.",
        )
    if with_cases:
        found = summary.cases
        yield Text(
            f"{found.cases} 个工单，{found.failing} 个有违规。",
            f"{found.cases} cases, {found.failing} with violations.",
        )
    yield Text(f"报告写在 {output}。", f"Reports are in {output}.")
