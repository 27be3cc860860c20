"""The formats that reports can be written in."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.write.json_files import JsonFilesWriter
from scriptcheck.write.jsonl import JsonLinesWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from scriptcheck.write.writer import Writer

REPORTS_FILE: Final = "reports.jsonl"
ERRORS_FILE: Final = "errors.jsonl"
CASES_FILE: Final = "cases.jsonl"
CALLS_FOLDER: Final = "calls"
RUN_FOLDER: Final = ".run"
"""What a run needs to go on after it was stopped; no folder of transcripts shows it."""
MANIFEST_FILE: Final = "manifest.json"
JOURNAL_FILE: Final = "journal.jsonl"

FORMATS: Final[Mapping[str, Callable[[Path], Writer]]] = MappingProxyType(
    {
        "jsonl": lambda folder: JsonLinesWriter(folder / REPORTS_FILE),
        "json": lambda folder: JsonFilesWriter(folder / CALLS_FOLDER),
    }
)
"""For each format, what writes it into a folder."""


def require_known(formats: Sequence[str]) -> None:
    """Raise ``UsageError`` where ``formats`` is empty or names a format that there is not."""
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        message = Text(f"没有输出格式“{unknown[0]}”。", f"There is no format '{unknown[0]}'.")
    elif not formats:
        message = Text("没有写输出格式。", "No format is given.")
    else:
        return
    listed = ", ".join(FORMATS)
    fix = Text(f"可用的有：{listed}。", f"There are: {listed}.")
    raise UsageError(Problem("unknown-format", message, fix=fix))


def writers(formats: Sequence[str], folder: Path) -> list[Writer]:
    """Return the writers of ``formats`` for ``folder``, one a format.

    Raises ``UsageError`` where ``formats`` is empty or names a format that there is not.
    """
    require_known(formats)
    return [FORMATS[name](folder) for name in dict.fromkeys(formats)]
