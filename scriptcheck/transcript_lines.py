"""What was said, read back from the file that holds it beside the reports, a line a call."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec

from scriptcheck.call import Call
from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.report_lines import lines_of, place_in_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scriptcheck.report import CallReport

_FIX = Text(
    "请给出与报告同一次写的 transcripts.jsonl，或重新运行 check。",
    "Name the transcripts.jsonl written with these reports, or run 'check' again.",
)


def calls_of(reports: Iterable[CallReport], path: Path) -> Iterator[tuple[CallReport, Call]]:
    """Return each of ``reports`` with its call, which ``path`` holds in the same order.

    Raises ``LoadError`` that names the line where one is no call, is another call than the
    report's, or says something else than the report quotes, where there is a line too few or too
    many, and where the file cannot be read.
    """
    return fitting(reports, lines_of(path), path)


def fitting(
    reports: Iterable[CallReport], lines: Iterable[tuple[int, bytes]], path: Path, before: int = 0
) -> Iterator[tuple[CallReport, Call]]:
    """Yield each of ``reports`` with its call, which is the line in its place of ``lines``.

    ``lines`` are some of ``path`` with their numbers, and ``before`` is the number of the one
    before them. Raises ``LoadError`` as ``calls_of`` does.
    """
    rest, number = iter(lines), before
    for report in reports:
        number, line = next(rest, (number + 1, b""))
        if not line:
            message = Text(
                f"没有通话“{report.call_id}”的内容。", f"There is no call '{report.call_id}'."
            )
            raise _error("transcript-missing", message, path, number)
        call = _call(line, path, number)
        if not _belongs(report, call):
            message = Text(
                f"这一行是“{call.call_id}”，和报告“{report.call_id}”对不上。",
                f"This is '{call.call_id}', which does not fit the report on '{report.call_id}'.",
            )
            raise _error("transcript-differs", message, path, number)
        yield report, msgspec.structs.replace(call, source=report.source)
    for number, _ in rest:
        message = Text("这一行之后没有报告了。", "There is no report from this line on.")
        raise _error("transcript-differs", message, path, number)


def _call(line: bytes, path: Path, number: int) -> Call:
    try:
        try:
            return msgspec.json.decode(line, type=Call)
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            # Half a surrogate is escaped in the file, which msgspec does not take.
            return Call.from_dict(json.loads(line))
    except (ValueError, RecursionError) as error:
        where = place_in_json(error)
        message = Text(f"这一行不是通话{where}。", f"This line is no call: {error}.")
        raise _error("not-a-call", message, path, number) from error


def _belongs(report: CallReport, call: Call) -> bool:
    """Return whether ``report`` is on ``call``: it is named, and what it quotes is said there."""
    turns = call.turns
    return report.call_id == call.call_id and all(
        hit.turn < len(turns) and turns[hit.turn].text[hit.start : hit.end] == hit.quote
        for hit in report.cues
    )


def _error(code: str, message: Text, path: Path, number: int) -> LoadError:
    return LoadError(Problem(code, message, path.as_posix(), number, fix=_FIX))
