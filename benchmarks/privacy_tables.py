"""The tables of docs/privacy.md: ``python -m benchmarks.privacy_tables`` measures and writes them.

Each table stands between two comments, ``<!-- begin NAME -->`` and ``<!-- end NAME -->``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks import leaks, redaction, spoken_values

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE: Final = Path(__file__).parents[1] / "docs" / "privacy.md"
SEEDS: Final = {"redaction": 77, "leaks": 4, "readback": 4}
"""Other ones than those by which the code was made."""


def main() -> None:
    """Measure, and write the tables into the page."""
    page = PAGE.read_text(encoding="utf-8")
    for name, table in tables().items():
        page = with_table(page, name, table)
    PAGE.write_text(page, encoding="utf-8")


def tables() -> dict[str, str]:
    """Return the tables by name."""
    planted = redaction.measure(1000, SEEDS["redaction"])
    found = leaks.measure(300, SEEDS["leaks"])
    judged = spoken_values.measure(300, SEEDS["readback"])
    return {
        "leaks": _table("kind", "share", [*found["recall"], found["left alone"]]),
        "readback": _table("what", "judged rightly", judged["rows"]),
        "recall": _forms("recall", planted["recall"]),
        "precision": _forms("precision", planted["precision"]),
        "decoys": _forms("left alone", planted["decoys"]),
    }


def with_table(page: str, name: str, table: str) -> str:
    """Return ``page`` with ``table`` between the comments of ``name``; raises ``ValueError``."""
    pattern = re.compile(rf"(<!-- begin {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
    if pattern.search(page) is None:
        raise ValueError(f"{PAGE.name} has no place for the table {name}")
    return pattern.sub(lambda place: f"{place[1]}{table}\n{place[2]}", page)


def _table(what: str, share: str, rows: Iterable[dict[str, Any]]) -> str:
    head = f"| {what} | n | {share} | 95 % |\n|---|---:|---:|---|"
    return "\n".join([head, *(f"| {row['kind']} | {_figures(row)} |" for row in rows)])


def _forms(share: str, rows: Iterable[dict[str, Any]]) -> str:
    head = f"| kind | form | n | {share} | 95 % |\n|---|---|---:|---:|---|"
    lines = (f"| {row['kind']} | {row.get('form', '')} | {_figures(row)} |" for row in rows)
    return "\n".join([head, *lines])


def _figures(row: dict[str, Any]) -> str:
    low, high = row["interval"]
    return f"{row['n']} | {row['share']:.3f} | {low:.3f}–{high:.3f}"


if __name__ == "__main__":
    main()
