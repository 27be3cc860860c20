"""The tables of docs/privacy.md, in both languages: ``python -m benchmarks.privacy_tables``.

Each table stands between two comments, ``<!-- begin NAME -->`` and ``<!-- end NAME -->``. Its
figures are measured and written; what its rows are called is that of the page.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks import leaks, redaction, spoken_values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Figures = tuple[str, str, str]
"""Cells of a row: how many, the share, and its 95 % interval."""
DOCS: Final = Path(__file__).parents[1] / "docs"
PAGES: Final = ("privacy.md", "privacy.zh-CN.md")
SEEDS: Final = {"redaction": 77, "leaks": 1, "readback": 4}
"""Other ones than those by which the code was made."""


def main() -> None:
    """Measure, and write the figures into the pages."""
    measured = measure()
    for name in PAGES:
        page = DOCS / name
        page.write_text(with_figures(page.read_text(encoding="utf-8"), measured), encoding="utf-8")


def measure() -> dict[str, list[Figures]]:
    """Return the figures of each table by its name: number, share and 95 % interval of each row."""
    planted = redaction.measure(1000, SEEDS["redaction"])
    found = leaks.measure(300, SEEDS["leaks"])
    judged = spoken_values.measure(300, SEEDS["readback"])
    rows = {
        "leaks": [*found["recall"], found["left alone"]],
        "readback": judged["rows"],
        "recall": planted["recall"],
        "precision": planted["precision"],
        "decoys": planted["decoys"],
    }
    return {name: list(map(_figures, each)) for name, each in rows.items()}


def with_figures(page: str, measured: Mapping[str, Sequence[Figures]]) -> str:
    """Return ``page`` with the figures ``measured`` in its tables.

    Raises ``ValueError`` where the page has no such table, or one with other rows.
    """
    for name, figures in measured.items():
        pattern = re.compile(
            rf"(?<=<!-- begin {name} -->\n).*?(?=\n<!-- end {name} -->)", re.DOTALL
        )
        table = pattern.search(page)
        if table is None:
            raise ValueError(f"the page has no place for the table {name}")
        heading, line, *rows = table[0].splitlines()
        if len(rows) != len(figures):
            raise ValueError(f"the table {name} has {len(rows)} rows, not {len(figures)}")
        written = [_row(row, cells) for row, cells in zip(rows, figures, strict=True)]
        page = page[: table.start()] + "\n".join((heading, line, *written)) + page[table.end() :]
    return page


def _row(row: str, figures: Figures) -> str:
    names = row.strip("|").split("|")[: -len(figures)]
    return f"|{'|'.join(names)}| {' | '.join(figures)} |"


def _figures(row: Mapping[str, Any]) -> Figures:
    low, high = row["interval"]
    return str(row["n"]), f"{row['share']:.3f}", f"{low:.3f}–{high:.3f}"


if __name__ == "__main__":
    main()
