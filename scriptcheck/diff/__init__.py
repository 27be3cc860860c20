"""What differs between two checks of the same calls, and what a change of a lexicon does to them.

``diff_reports`` compares two files of reports; ``diff_profiles`` checks calls by two profiles, as
far as the difference between them can matter. ``write_diff`` writes what came of it, with a page on
which people look at some of the verdicts that changed.
"""

from scriptcheck.diff.difference import (
    ChangeKind,
    MatchDifference,
    RuleDifference,
    RunDifference,
    SideFigures,
    VerdictDifference,
)
from scriptcheck.diff.of_profiles import diff_profiles
from scriptcheck.diff.of_reports import diff_reports
from scriptcheck.diff.output import write_diff

__all__ = [
    "ChangeKind",
    "MatchDifference",
    "RuleDifference",
    "RunDifference",
    "SideFigures",
    "VerdictDifference",
    "diff_profiles",
    "diff_reports",
    "write_diff",
]
