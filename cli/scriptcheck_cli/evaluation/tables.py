"""The figures of an evaluation as tables: cues, rules, and all verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.evaluate.rows import FigureGroup
from scriptcheck.language import Text
from scriptcheck.report import Outcome
from scriptcheck_cli.evaluation import words
from scriptcheck_cli.views.words import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.table import Table
    from rich.text import Text as RichText

    from scriptcheck.evaluate.evaluation import Evaluation
    from scriptcheck.evaluate.metrics import Counts
    from scriptcheck.evaluate.rows import Average, RuleFigures
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck_cli.evaluation.sheet import EvaluationSheet

_CUES: Final = Text("话术（%，括号内为 95% 区间）", "Cues (%, with 95 % intervals)")
_CUE: Final = Text("话术", "cue")
_RULES: Final = Text("规则判为违规（%，括号内为 95% 区间）", "Rules that fail (%, 95 % intervals)")
_RULE: Final = Text("规则", "rule")
_FAILS: Final = Text("应违规", "fails")
_CONFUSION: Final = Text(
    "结论对照：行是标注要求，列是检查结果", "Verdicts: rows asked for, columns reached"
)
_ASKED: Final = Text("标注 \\ 检查", "asked \\ reached")


def cue_table(evaluation: Evaluation, profile: Profile, sheet: EvaluationSheet) -> Table:
    """Return the figures of all cues, by group, each with its averages."""
    columns = (words.LABELS, words.MISSED, words.FALSE, words.PRECISION, words.RECALL, words.F1)
    table = sheet.table(_CUES, _CUE, columns, named=True)
    averages = {average.group: average for average in evaluation.averages}
    for group in FigureGroup:
        rows = [row for row in evaluation.cues if row.group is group]
        if rows:
            sheet.heading(table, group)
        for row in rows:
            title = profile.cues[row.cue].name(sheet.lang)
            figures = sheet.figures(row.figures)
            table.add_row(*sheet.cells(row.cue, title, *_counts(row.counts), *figures))
        if rows and group in averages:
            micro, macro = _averages(averages[group], sheet)
            table.add_row(*micro, style="italic")
            table.add_row(*macro, style="italic")
        if rows:
            table.add_section()
    return table


def rule_table(evaluation: Evaluation, profile: Profile, sheet: EvaluationSheet) -> Table:
    """Return the figures of all rules, and their averages."""
    columns = (_FAILS, words.MISSED, words.FALSE, words.PRECISION, words.RECALL, words.F1)
    # A narrow screen has no room for the number of calls.
    settled = (words.CALLS, words.ACCURACY) if sheet.wide else (words.ACCURACY,)
    table = sheet.table(_RULES, _RULE, (*settled, *columns), named=True)
    for rule in evaluation.rules:
        cells = (
            *([str(rule.calls)] if sheet.wide else []),
            sheet.brief(rule.accuracy),
            *_counts(rule.counts),
            *sheet.figures(rule.figures, brief_f1=True),
        )
        title = profile.rules[rule.rule].name(sheet.lang)
        table.add_row(*sheet.cells(rule.rule, title, *cells))
    table.add_section()
    for average in evaluation.averages:
        if average.group is FigureGroup.RULE:
            for row in _averages(average, sheet):
                table.add_row(*row, style="italic")
    return table


def confusion_table(rules: Sequence[RuleFigures], sheet: EvaluationSheet) -> Table:
    """Return how often each verdict was asked for and reached, over all ``rules``."""
    columns = [OUTCOMES[outcome] for outcome in Outcome]
    table = sheet.table(_CONFUSION, _ASKED, columns, named=False)
    for expected in Outcome:
        cells = (str(sum(rule.confusion[expected][found] for rule in rules)) for found in Outcome)
        table.add_row(*sheet.cells(OUTCOMES[expected].to(sheet.lang), None, *cells))
    return table


def _counts(counts: Counts) -> tuple[str, str, str]:
    return str(counts.support), str(counts.misses or ""), str(counts.false_alarms or "")


def _averages(average: Average, sheet: EvaluationSheet) -> Iterator[list[RichText]]:
    """Yield the rows of the micro and the macro average."""
    is_rule = average.group is FigureGroup.RULE
    means = (average.macro.precision, average.macro.recall, average.macro.f1)
    yield sheet.cells(
        words.MICRO.to(sheet.lang),
        "",
        *([""] * sheet.wide + [sheet.brief(average.accuracy)] if is_rule else ()),
        *_counts(average.counts),
        *sheet.figures(average.micro, brief_f1=is_rule),
    )
    yield sheet.cells(
        words.MACRO.to(sheet.lang).format(average.macro.entries),
        "",
        *([""] * (4 + sheet.wide if is_rule else 3)),
        *(words.percent(mean, wide=sheet.wide) for mean in means),
    )
