"""Read reports back and print them as a table: ``python examples/show_reports.py REPORTS``."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from scriptcheck import CallReport

RESULTS = {True: "[green]合格[/]", False: "[red]不合格[/]", None: "[yellow]无法判断[/]"}


def reports_table(path: Path) -> Table:
    """Return a table of the reports in the JSON Lines file ``path``, a row a call."""
    table = Table("通话", "得分", "结果", "违规", title=str(path))
    for line in path.read_bytes().splitlines():
        report = CallReport.from_json(line)
        weighed = [verdict for verdict in report.violations if verdict.points]
        told = "；".join(f"{verdict.title} {verdict.points}" for verdict in weighed)
        score = "" if report.score is None else str(report.score)
        table.add_row(report.call_id, score, RESULTS[report.passed], told)
    return table


if __name__ == "__main__":
    Console(width=None if sys.stdout.isatty() else 120).print(reports_table(Path(sys.argv[1])))
