"""Reports on cases, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scriptcheck.cases.report import CaseReport


def write_cases(cases: Sequence[CaseReport], path: Path) -> None:
    """Write ``cases`` to ``path`` as JSON Lines; without any, what an earlier run left goes."""
    if not cases:
        path.unlink(missing_ok=True)
        return
    with path.open("wb") as file:
        file.writelines(case.to_json() + b"\n" for case in cases)
