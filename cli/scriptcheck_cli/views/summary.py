"""What a run came to, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.report import Outcome, Severity
from scriptcheck.write.registry import CASES_FILE, ERRORS_FILE
from scriptcheck_cli.console import err, one_line
from scriptcheck_cli.views.words import SEVERITIES, SEVERITY_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from rich.table import Table

    from scriptcheck.checker import Checker
    from scriptcheck.language import Lang
    from scriptcheck.run import RunSummary

MOST_RULES: Final = 10
"""Rules shown after the calls where nothing else is said."""

_WEIGHTS: Final = {Severity.FATAL: 20, Severity.MAJOR: 10, Severity.MINOR: 3, Severity.INFO: 1}
"""By severity, how much a failure matters in the order of rules."""

_COLUMNS: Final = (
    (Text("规则", "rule"), False),
    (Text("名称", "title"), False),
    (Text("程度", "severity"), False),
    (Text("违规通数", "calls failed"), True),
    (Text("无法判断", "undecidable"), True),
)
"""Headings, and whether what stands below is aligned right."""


def print_summary(
    summary: RunSummary,
    checker: Checker,
    *,
    output: Path | None,
    most_rules: int | None = MOST_RULES,
    is_redacted: bool = False,
) -> None:
    """Print the counts of a run to standard error, and by rule: those that matter most.

    ``most_rules`` is how many rules are shown at most, ``None`` for all.
    """
    console, lang = err(), checker.lang
    for text in _lines(summary, output, is_redacted=is_redacted):
        console.print(one_line(text.to(lang)))
    if (counts := _counts(summary)) and most_rules != 0:
        ranked = sorted(counts, key=lambda each: _matters(each, checker))
        shown_rules = ranked[:most_rules]
        console.print(_table(shown_rules, checker, lang))
        if more := len(ranked) - len(shown_rules):
            words = Text(
                f"另有 {more} 条规则，--all-rules 全部列出。",
                f"{more} more rules; --all-rules lists them all.",
            )
            console.print(words.to(lang))


def _lines(summary: RunSummary, output: Path | None, *, is_redacted: bool) -> Iterator[Text]:
    zh, en = f"检查了 {summary.calls} 通电话", f"{summary.calls} calls checked"
    if summary.judged:
        failed = summary.judged - summary.passed
        zh += f"：{summary.passed} 通合格，{failed} 通不合格"
        en += f": {summary.passed} passed, {failed} failed"
    if summary.mean_score is not None:
        zh += f"，平均 {summary.mean_score:.1f} 分"
        en += f", mean score {summary.mean_score:.1f}"
    if unjudged := summary.calls - summary.judged:
        zh += f"，{unjudged} 通无法判断"
        en += f", {unjudged} could not be judged"
    yield Text(f"{zh}。", f"{en}.")
    if summary.judged:
        whole = summary.violation_count
        each = whole / summary.calls
        yield Text(
            f"{whole} 处违规，平均每通 {each:.1f} 处。", f"{whole} violations, {each:.1f} a call."
        )
    if count := summary.cases.cases:
        late = summary.cases.failing
        path = output / CASES_FILE if output is not None else None
        yield Text(
            f"{count} 个工单，{late} 个有违规{f'，见 {path}' if path else ''}。",
            f"{count} cases, {late} with violations{f'; see {path}' if path else ''}.",
        )
    if summary.warnings:
        listed = ", ".join(f"{code} {count}" for code, count in summary.warnings.items())
        yield Text(
            f"转写有待核对的通数，详见各报告的 warnings：{listed}。",
            f"Calls whose transcripts need a look, see the warnings of their reports: {listed}.",
        )
    if is_redacted:
        yield redacted_words(summary.redacted)
    if summary.problems:
        path = output / ERRORS_FILE if output is not None else None
        yield Text(
            f"{summary.problems} 处没能检查{f'，见 {path}' if path else ''}。",
            f"{summary.problems} inputs could not be checked{f'; see {path}' if path else ''}.",
        )
    if output is not None:
        yield Text(f"报告写在 {output}。", f"Reports are in {output}.")


def redacted_words(counts: Mapping[str, int]) -> Text:
    """Return how much personal data was masked, by kind."""
    from scriptcheck.redact import kind_title

    whole = sum(counts.values())
    zh = "、".join(f"{kind_title(kind).zh} {count}" for kind, count in counts.items())
    en = ", ".join(f"{kind_title(kind).en} {count}" for kind, count in counts.items())
    return Text(
        f"隐去个人信息 {whole} 处{f'：{zh}' if zh else ''}。请抽查：没有哪种方法找得全。",
        f"{whole} pieces of personal data masked{f': {en}' if en else ''}. Look at some: no method"
        " finds all.",
    )


def _counts(summary: RunSummary) -> list[tuple[str, int, int]]:
    """Return each rule with something to report, how often it failed, and could not be judged.

    Calls without a score, on which little or nothing could be judged, are not counted once more
    for every rule.
    """
    unscored = summary.calls - summary.scored
    failed = dict(summary.violations)
    undecidable = {
        rule: count - unscored
        for rule, count in summary.rules_with(Outcome.UNDECIDABLE)
        if count > unscored
    }
    return [(rule, failed.get(rule, 0), undecidable.get(rule, 0)) for rule in failed | undecidable]


def _matters(counted: tuple[str, int, int], checker: Checker) -> tuple[int, int, str]:
    """Return what sorts rules by what they cost in all: severe ones that fail often come first."""
    rule, failed, undecidable = counted
    spec = checker.profile.rules[rule]
    weight = _WEIGHTS[spec.severity] if failed else 0
    return -failed * weight, -undecidable, rule


def _table(counts: Sequence[tuple[str, int, int]], checker: Checker, lang: Lang) -> Table:
    from rich.table import Table
    from rich.text import Text as RichText

    table = Table()
    for heading, right in _COLUMNS:
        table.add_column(heading.to(lang), justify="right" if right else "left")
    for rule, failed, undecidable in counts:
        spec = checker.profile.rules[rule]
        table.add_row(
            rule,
            RichText(one_line(spec.name(lang))),
            RichText(SEVERITIES[spec.severity].to(lang), style=SEVERITY_STYLES[spec.severity]),
            str(failed or ""),
            str(undecidable or ""),
        )
    return table
