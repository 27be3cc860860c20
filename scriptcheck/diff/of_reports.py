"""Two files of reports, compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scriptcheck.diff.pairs import report_pairs
from scriptcheck.diff.tally import run_difference
from scriptcheck.write.registry import REPORTS_FILE

if TYPE_CHECKING:
    import os

    from scriptcheck.diff.call_difference import RuleCues
    from scriptcheck.diff.difference import RunDifference


def diff_reports(
    old: str | os.PathLike[str],
    new: str | os.PathLike[str],
    *,
    cues_of: RuleCues | None = None,
) -> RunDifference:
    """Return what differs between two files of reports, or the folders that ``check`` wrote.

    Calls are brought together by their ids, whatever the order of the files. ``cues_of`` says which
    cues each rule rests on, where that is known. Raises ``LoadError`` that names the line where one
    of the files is broken, and where one cannot be read.
    """
    return run_difference(report_pairs(reports_file(old), reports_file(new)), cues_of)


def reports_file(path: str | os.PathLike[str]) -> Path:
    """Return the file of reports that ``path`` is, or that the folder ``path`` holds."""
    given = Path(path)
    return given / REPORTS_FILE if given.is_dir() else given
