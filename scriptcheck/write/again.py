"""Reports written again in other formats, without checking."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scriptcheck.call import Call
from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.report_lines import read_reports
from scriptcheck.rule_selection import ALL_RULES
from scriptcheck.transcript_lines import calls_of
from scriptcheck.write.files.cases import read_cases
from scriptcheck.write.output_format import Speech
from scriptcheck.write.registry import (
    CASES_FILE,
    PACKED_REPORTS_FILE,
    REPORTS_FILE,
    TRANSCRIPTS_FILE,
    output_formats,
)
from scriptcheck.write.writer import PieceWriter

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Sequence

    from scriptcheck.report import CallReport
    from scriptcheck.rule_selection import RuleSelection
    from scriptcheck.slim import Wording
    from scriptcheck.write.writer import Writer

_FIX: Final = Text(
    "请用 --transcripts 给出，或重新运行 check。",
    "Name it with --transcripts, or run 'check' again.",
)

_NO_REPORTS: Final = Text(
    "请给出 check 写的文件夹。report -o 写的文件夹默认没有报告和通话内容，"
    "要有就写上 --format jsonl,transcripts 和其他格式。",
    "Name the folder that 'check' wrote. That of 'report -o' has no reports and transcripts unless"
    " you ask for them: --format jsonl,transcripts and others.",
)


def write_again(  # noqa: PLR0913  (its options are those of the command)
    reports: Path,
    writers: Sequence[Writer],
    *,
    transcripts: Path | None = None,
    selection: RuleSelection = ALL_RULES,
    wording: Wording | None = None,
    on_report: Callable[[CallReport], None] | None = None,
) -> int:
    """Write the reports in the file ``reports`` with ``writers``, and return how many there are.

    ``transcripts`` holds what was said in the calls, in the same order; without it, writers are
    given calls of which no more than the id and the source is known. ``selection`` says which rules
    reports keep. ``wording`` is what slim reports are filled in by, as for ``read_reports``.
    ``on_report`` is given each report after it was written. Memory does not grow with the number
    of reports. Raises ``LoadError`` that names the line where one of the files is broken or they do
    not fit together.
    """
    count = 0
    with ExitStack() as stack:
        ready = [stack.enter_context(writer) for writer in writers]
        for stored, call in _pairs(read_reports(reports, wording), transcripts):
            report = selection.of_report(stored)
            for writer in ready:
                is_whole = isinstance(writer, PieceWriter) and writer.wants_all_rules
                writer.write(stored if is_whole else report, call)
            count += 1
            if on_report is not None:
                on_report(report)
        for writer in ready:
            if isinstance(writer, PieceWriter):
                writer.add_cases(read_cases(reports.with_name(CASES_FILE)))
    return count


def _pairs(
    reports: Iterator[CallReport], transcripts: Path | None
) -> Iterator[tuple[CallReport, Call]]:
    if transcripts is not None:
        yield from calls_of(reports, transcripts)
        return
    for report in reports:
        yield report, Call(report.call_id, (), source=report.source)


def reports_file(path: str | os.PathLike[str]) -> Path:
    """Return the file of reports that ``path`` is, or that the folder ``path`` holds.

    Raises ``UsageError`` where the folder holds none.
    """
    given = Path(path)
    if not given.is_dir():
        return given
    found = reports_in(given)
    if found is not None:
        return found
    message = Text(
        f"这个文件夹里没有 {REPORTS_FILE}。", f"There is no {REPORTS_FILE} in this folder."
    )
    raise UsageError(Problem("no-reports", message, given.as_posix(), fix=_NO_REPORTS))


def reports_in(folder: Path) -> Path | None:
    """Return the file of reports that ``folder`` holds, if it holds one."""
    files = (folder / REPORTS_FILE, folder / PACKED_REPORTS_FILE)
    return next((file for file in files if file.exists()), None)


def transcripts_beside(reports: Path) -> Path | None:
    """Return the file of what was said that ``check`` wrote beside ``reports``, if it is there."""
    path = reports.with_name(TRANSCRIPTS_FILE)
    return path if path.is_file() else None


def without_speech(formats: Sequence[str]) -> tuple[str, ...]:
    """Return those of ``formats`` that show less without what was said.

    Raises ``UsageError`` for one that cannot be made at all.
    """
    for name in formats:
        if output_formats()[name].speech is Speech.NEEDED:
            message = Text(
                f"输出 {name} 要有通话内容，没有找到 {TRANSCRIPTS_FILE}。",
                f"Format {name} needs what was said, and there is no {TRANSCRIPTS_FILE}.",
            )
            raise UsageError(Problem("transcript-missing", message, fix=_FIX))
    return tuple(name for name in formats if output_formats()[name].speech is Speech.WANTED)
