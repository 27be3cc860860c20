"""Reports redacted where they are made, so that no personal data leaves a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.redact import Gate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyarrow import RecordBatch

    from scriptcheck.call import Call
    from scriptcheck.checker import Checker
    from scriptcheck.language import Lang
    from scriptcheck.report import CallReport

_PROBLEM: Final = "problem"


class RedactingChecker:
    """Checks calls as they are, and redacts the reports."""

    def __init__(self, checker: Checker, kinds: Sequence[str]) -> None:
        self._checker: Final = checker
        self._gate: Final = Gate(kinds, checker.lang)

    @property
    def lang(self) -> Lang:
        """The language of reports."""
        return self._checker.lang

    def check(self, call: Call, /) -> CallReport:
        """Return the report on ``call`` with personal data masked; raises as ``Checker.check``."""
        return self._gate.pair(self._checker.check(call), call).report


def redact_problems(reports: RecordBatch, kinds: Sequence[str]) -> RecordBatch:
    """Return ``reports`` with personal data masked in why rows could not be checked."""
    import pyarrow as pa

    place = reports.schema.get_field_index(_PROBLEM)
    problems = reports.column(place)
    if problems.null_count == reports.num_rows:
        return reports
    gate = Gate(kinds)
    masked = [
        problem and problem | {"reason": gate.text(problem["reason"])}
        for problem in problems.to_pylist()
    ]
    return reports.set_column(place, reports.schema.field(place), pa.array(masked, problems.type))
