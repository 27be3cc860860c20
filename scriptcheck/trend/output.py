"""A trend as files: JSON, CSV, a workbook and a page."""

from __future__ import annotations

import csv
import io
import json
from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.trend.page import trend_page
from scriptcheck.trend.workbook import write_workbook
from scriptcheck.write.content.cell_text import no_formula
from scriptcheck.write.in_the_way import require_own
from scriptcheck.write.whole_file import whole_file

if TYPE_CHECKING:
    import os

    from scriptcheck.language import Lang
    from scriptcheck.trend.trend import Trend

JSON_FILE: Final = "trend.json"
CSV_FILE: Final = "trend.csv"
WORKBOOK_FILE: Final = "trend.xlsx"
PAGE_FILE: Final = "index.html"

_HEADER: Final = (
    *("kind", "name", "title", "period", "calls", "counted", "share", "centre", "lower", "upper"),
    "signals",
)


def write_trend(trend: Trend, folder: str | os.PathLike[str], *, lang: Lang = "zh") -> None:
    """Write ``trend`` into ``folder``, which is made: JSON, CSV, a workbook and a page.

    Each file appears whole or not at all. Raises ``UsageError`` where the folder is that of a
    check, or has a page that no trend wrote, and ``OSError`` where a file cannot be written.
    """
    out = Path(folder)
    require_own(out, JSON_FILE, [PAGE_FILE])
    out.mkdir(parents=True, exist_ok=True)
    contents = {
        JSON_FILE: trend_json(trend),
        CSV_FILE: trend_csv(trend),
        PAGE_FILE: trend_page(trend, lang).encode(),
    }
    for name, data in contents.items():
        with whole_file(out / name) as part:
            part.write_bytes(data)
    with whole_file(out / WORKBOOK_FILE) as part:
        write_workbook(trend, part, lang)


def trend_json(trend: Trend) -> bytes:
    """Return ``trend`` as JSON; equal trends give equal bytes."""
    document: dict[str, Any] = {
        "schema": "scriptcheck.trend/1",
        "period": trend.period.value,
        "calls": trend.calls,
        "undated": trend.undated,
        "unjudged": trend.unjudged,
        "series": [
            {
                "kind": each.kind.value,
                "name": each.name,
                "title": each.title,
                "centre": each.chart.centre,
                "points": [point._asdict() for point in each.chart.points],
            }
            for each in trend.series
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def trend_csv(trend: Trend) -> bytes:
    """Return ``trend`` as CSV for Excel, a row for each point."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(_HEADER)
    for each in trend.series:
        for point in each.chart.points:
            names = (each.kind.value, no_formula(each.name), no_formula(each.title))
            figures = (point.share, each.chart.centre, point.lower, point.upper)
            signals = " ".join(point.signals)
            writer.writerow((*names, point.period, point.calls, point.counted, *figures, signals))
    return BOM_UTF8 + text.getvalue().encode()
