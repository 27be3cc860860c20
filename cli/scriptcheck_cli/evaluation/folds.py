"""The folds of an evaluation as tables: the figures of each, and how far they lie apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.evaluate.rows import FigureGroup
from scriptcheck.language import Text
from scriptcheck_cli.evaluation import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from scriptcheck.evaluate.rows import Fold, Spread
    from scriptcheck_cli.evaluation.sheet import EvaluationSheet

_FOLDS: Final = Text("各份的 F1 微平均（%）", "Folds: F1, micro average (%)")
_FOLD: Final = Text("份", "fold")
_SPREAD: Final = Text("F1 在各份之间的差别（%）", "F1 over the folds (%)")
_COLUMNS: Final = (
    Text("份数", "folds"),
    Text("平均", "mean"),
    Text("标准差", "std dev"),
    Text("最低", "lowest"),
    Text("最高", "highest"),
)
_SHORT: Final = {
    FigureGroup.STEP: Text("步骤", "steps"),
    FigureGroup.VIOLATION: Text("违规用语", "violations"),
    FigureGroup.MARKED: Text("复核", "reviewed"),
    FigureGroup.RULE: Text("规则", "rules"),
}


def fold_table(folds: Sequence[Fold], sheet: EvaluationSheet) -> Table:
    """Return the averages of each of ``folds``."""
    reviewed = any(
        average.group is FigureGroup.MARKED for fold in folds for average in fold.averages
    )
    groups = [group for group in _SHORT if reviewed or group is not FigureGroup.MARKED]
    columns = (words.CALLS, *(_SHORT[group] for group in groups), words.ACCURACY)
    table = sheet.table(_FOLDS, _FOLD, columns, named=False)
    for fold in folds:
        averages = {average.group: average for average in fold.averages}
        found = [averages[group].micro.f1 if group in averages else None for group in groups]
        rules = averages.get(FigureGroup.RULE)
        table.add_row(
            *sheet.cells(
                str(fold.fold),
                None,
                str(fold.calls),
                *map(sheet.full, found),
                sheet.brief(rules.accuracy if rules else None),
            )
        )
    return table


def spread_table(spread: Sequence[Spread], sheet: EvaluationSheet) -> Table:
    """Return how far the F1 of each cue, rule and average lies apart."""
    table = sheet.table(_SPREAD, words.ENTRY, _COLUMNS, named=False)
    for group in FigureGroup:
        rows = [(row.entry, row.f1) for row in spread if row.group is group and row.f1 is not None]
        if rows:
            sheet.heading(table, group)
        for entry, found in rows:
            shares = (found.mean, found.deviation, found.lowest, found.highest)
            cells = (words.percent(share, wide=True) for share in shares)
            name = entry or words.MICRO.to(sheet.lang)
            table.add_row(*sheet.cells(name, None, str(found.folds), *cells))
        if rows:
            table.add_section()
    return table
