"""Reports on cases, a line each."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from scriptcheck.cases.report import CaseReport
from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.report_lines import lines_of
from scriptcheck.write.whole_file import is_stream, whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def read_cases(path: Path) -> Iterator[CaseReport]:
    """Yield the reports on cases in ``path``, in their order; none where there is no such file.

    Raises ``LoadError`` that names the line where one is no such report.
    """
    if not path.is_file():
        return
    for number, line in lines_of(path):
        try:
            yield CaseReport.from_json(line)
        except ValueError as error:
            message = Text(f"不是工单报告：{error}", f"It is no report on a case: {error}")
            fix = Text("请重新运行 check。", "Run 'check' again.")
            raise LoadError(
                Problem("bad-case", message, path.as_posix(), number, fix=fix)
            ) from None


def write_cases(cases: Iterable[CaseReport], path: Path) -> None:
    """Write ``cases`` to ``path`` as JSON Lines; without any, what an earlier run left goes.

    The file appears when it is whole.
    """
    rest = iter(cases)
    if (first := next(rest, None)) is None:
        if not is_stream(path):
            path.unlink(missing_ok=True)
        return
    with whole_file(path, durable=True) as part, part.open("wb") as file:
        file.writelines(case.to_json() + b"\n" for case in chain((first,), rest))
