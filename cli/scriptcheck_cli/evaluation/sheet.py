"""What all tables of an evaluation look like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text as RichText

from scriptcheck.language import Text
from scriptcheck_cli.console import one_line
from scriptcheck_cli.evaluation.words import GROUPS, percent, with_interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.evaluate.metrics import Figure, Figures
    from scriptcheck.evaluate.rows import FigureGroup
    from scriptcheck.language import Lang

_LEAST: Final = 20
"""Columns for ids at least."""

NAME: Final = Text("名称", "title")


@dataclass(frozen=True, slots=True)
class EvaluationSheet:
    """Makes tables in one language, for a wide or a narrow screen."""

    lang: Lang
    wide: bool
    """Whether there is room for titles and decimals."""

    def table(self, title: Text, first: Text, columns: Sequence[Text], *, named: bool) -> Table:
        """Return an empty table; with ``named`` and room, titles stand behind the first column."""
        table = Table(
            title=title.to(self.lang),
            title_justify="left",
            title_style="bold",
            box=SIMPLE_HEAD,
            padding=(0, 1, 0, 0) if self.wide else 0,
            pad_edge=False,
        )
        table.add_column(first.to(self.lang), overflow="fold", min_width=_LEAST)
        if named and self.wide:
            table.add_column(NAME.to(self.lang), overflow="fold")
        for column in columns:
            table.add_column(column.to(self.lang), justify="right", no_wrap=True)
        return table

    def cells(self, entry: str, title: str | None, *rest: str) -> list[RichText]:
        """Return a row; ``title`` is left out where there is no room, ``None`` where no column."""
        first = [entry] if title is None or not self.wide else [entry, title]
        return [RichText(one_line(cell)) for cell in (*first, *rest)]

    def heading(self, table: Table, group: FigureGroup) -> None:
        """Begin the rows of ``group`` in ``table``."""
        table.add_row(RichText(GROUPS[group].to(self.lang), style="bold"))

    def figures(self, figures: Figures, *, brief_f1: bool = False) -> list[str]:
        """Return precision, recall and F1 with their intervals; F1 in brief where asked for."""
        found = [self.full(figures.precision), self.full(figures.recall)]
        return [*found, self.brief(figures.f1) if brief_f1 else self.full(figures.f1)]

    def full(self, figure: Figure | None) -> str:
        """Return a figure with its interval."""
        return with_interval(figure, wide=self.wide)

    def brief(self, figure: Figure | None) -> str:
        """Return a figure, with its interval where there is room."""
        if self.wide:
            return self.full(figure)
        return percent(None if figure is None else figure.value, wide=False)
