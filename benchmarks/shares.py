"""Shares of what was planted, with their intervals, and how a script prints them."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from scriptcheck.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def share_row(kind: str, well: int, every: int) -> dict[str, Any]:
    """Return what share of ``every`` thing of a kind was dealt with ``well``."""
    return {"kind": kind, "n": every, "share": well / every, "interval": list(wilson(well, every))}


def print_shares(
    measure: Callable[[int, int], dict[str, Any]],
    rows: Callable[[dict[str, Any]], Iterable[dict[str, Any]]],
    *,
    header: str,
    count: int,
    about: str | None,
) -> None:
    """Measure as the command line says, and print the ``rows`` in Markdown, or all as JSON.

    ``measure`` takes how many of each kind, by default ``count``, and a seed; what it returns has
    the lines of its ``errors``, of which as many are printed as are asked for.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    given = parser.parse_args()
    measured = measure(given.count, given.seed)
    errors = measured["errors"]
    shown = errors[:: max(1, len(errors) // (given.errors or 1))]
    measured["errors"] = []
    if given.json:
        print(json.dumps(measured, ensure_ascii=False, indent=2))
        return
    print(f"{header}\n|---|---:|---:|---|")
    for row in rows(measured):
        low, high = row["interval"]
        print(f"| {row['kind']} | {row['n']} | {row['share']:.3f} | {low:.3f}–{high:.3f} |")
    if given.errors:
        print("\n".join(shown))
