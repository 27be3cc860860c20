"""Reports redacted where they are made, so that no personal data leaves a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.redact import redact, redact_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyarrow import RecordBatch

    from scriptcheck.call import Call
    from scriptcheck.checker import Checker
    from scriptcheck.language import Lang
    from scriptcheck.redact import Kind
    from scriptcheck.report import CallReport

_PROBLEM: Final = "problem"


class RedactingChecker:
    """Checks calls as they are, and redacts the reports."""

    def __init__(self, checker: Checker, kinds: Sequence[Kind]) -> None:
        self._checker: Final = checker
        self._kinds: Final = kinds

    @property
    def lang(self) -> Lang:
        """The language of reports."""
        return self._checker.lang

    def check(self, call: Call, /) -> CallReport:
        """Return the report on ``call`` with personal data masked; raises as ``Checker.check``."""
        report = self._checker.check(call)
        return redact(call, self._kinds).report(report, self.lang)


def redact_problems(reports: RecordBatch, kinds: Sequence[Kind]) -> RecordBatch:
    """Return ``reports`` with personal data masked in why rows could not be checked."""
    import pyarrow as pa

    place = reports.schema.get_field_index(_PROBLEM)
    problems = reports.column(place)
    if problems.null_count == reports.num_rows:
        return reports
    masked = [
        problem and problem | {"reason": redact_text(problem["reason"], kinds)}
        for problem in problems.to_pylist()
    ]
    return reports.set_column(place, reports.schema.field(place), pa.array(masked, problems.type))
