"""The progress of a long run, on a terminal."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final, Self

from scriptcheck.language import Text

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress as RichProgress

    from scriptcheck.language import Lang
    from scriptcheck.report import CallReport

_PATIENCE: Final = 1.0
"""Seconds before progress is shown: a short run needs none."""

_LABEL: Final = Text("已检查", "checked")
_UNIT: Final = Text("通", "calls")


class Progress:
    """Counts the calls checked; shows them once the run has taken a second, on a terminal only."""

    def __init__(self, lang: Lang, *, shown: bool) -> None:
        self._lang = lang
        self._shown = shown and sys.stderr.isatty()
        self._started = time.monotonic()
        self._count = 0
        self._bar: RichProgress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, _report: CallReport) -> None:
        """Count one more call."""
        self.add(1)

    def add(self, calls: int) -> None:
        """Count ``calls`` more calls."""
        self._count += calls
        if self._bar is not None:
            self._bar.update(self._task, completed=self._count)
        elif self._shown and time.monotonic() - self._started > _PATIENCE:
            self._start()

    def _start(self) -> None:
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        from scriptcheck_cli.console import err

        label, unit = _LABEL.to(self._lang), _UNIT.to(self._lang)
        self._bar = RichProgress(
            BarColumn(),
            TextColumn(f"{label} {{task.completed:,.0f}} {unit}"),
            TimeElapsedColumn(),
            console=err(),
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, completed=self._count)
        self._bar.start()
