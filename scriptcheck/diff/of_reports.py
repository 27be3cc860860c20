"""Two files of reports, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from scriptcheck.diff.pairs import RepeatedIds, report_pairs
from scriptcheck.diff.tally import run_difference
from scriptcheck.report_lines import CallKeys
from scriptcheck.write.again import reports_file

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

    Calls are brought together by their ids, whatever the order of the files; of those with one id,
    the first of both files, and so on. ``cues_of`` says which
    cues each rule rests on, where that is known. Raises ``LoadError`` that names the line where one
    of the files is broken, and where one cannot be read.
    """
    repeated = RepeatedIds(CallKeys(), CallKeys())
    pairs = report_pairs(reports_file(old), reports_file(new), repeated)
    found = run_difference(pairs, cues_of)
    return msgspec.structs.replace(found, repeated=repeated.ids)
