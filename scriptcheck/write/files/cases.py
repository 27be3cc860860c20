"""Reports on cases, a line each."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from scriptcheck.write.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scriptcheck.cases.report import CaseReport


def write_cases(cases: Iterable[CaseReport], path: Path) -> None:
    """Write ``cases`` to ``path`` as JSON Lines; without any, what an earlier run left goes.

    The file appears when it is whole.
    """
    rest = iter(cases)
    if (first := next(rest, None)) is None:
        path.unlink(missing_ok=True)
        return
    with whole_file(path, durable=True) as part, part.open("wb") as file:
        file.writelines(case.to_json() + b"\n" for case in chain((first,), rest))
