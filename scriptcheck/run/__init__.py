"""Many calls: each checked, written, and counted, in this process or by many.

``check_calls`` takes calls from anywhere, one after the other. ``check_files`` reads transcripts
itself and lets all cores work on them; docs/scale.md says what it promises. ``rerender`` has other
formats made of reports that were written before.
"""

from scriptcheck.run.files import check_files
from scriptcheck.run.options import RunOptions
from scriptcheck.run.rerender import rerender
from scriptcheck.run.sequential import check_calls
from scriptcheck.run.tally import CaseCounts, RunSummary

__all__ = [
    "CaseCounts",
    "RunOptions",
    "RunSummary",
    "check_calls",
    "check_files",
    "rerender",
]
