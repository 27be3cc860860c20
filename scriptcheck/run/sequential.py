"""Calls from anywhere, checked one after the other in this process."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from scriptcheck.cases.store import CaseStore
from scriptcheck.checker import require_checker
from scriptcheck.errors import require_callback
from scriptcheck.redact import Gate
from scriptcheck.run.tally import CaseTally, RunTally
from scriptcheck.write.writer import PieceWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from scriptcheck.call import Call
    from scriptcheck.cases.report import CaseReport
    from scriptcheck.checker import Checker
    from scriptcheck.report import CallReport
    from scriptcheck.run.tally import RunSummary
    from scriptcheck.write.writer import Writer


def check_calls(  # noqa: PLR0913  (each says another thing, and none needs another)
    checker: Checker,
    calls: Iterable[Call],
    writers: Sequence[Writer] = (),
    *,
    redact_kinds: Sequence[str] = (),
    on_report: Callable[[CallReport], None] | None = None,
    on_case: Callable[[CaseReport], None] | None = None,
) -> RunSummary:
    """Check ``calls`` in their order, write each report as it comes, and return the counts.

    Personal data of ``redact_kinds`` is masked in what is written and reported, after the call
    was judged. ``on_report`` is given each report after it was written, and ``on_case`` at the end
    the report on each case, by case id. Memory does not grow with the number of calls. Raises
    ``CheckError`` where a rule fails by a mistake in its code, and ``UsageError`` for an unknown
    kind.
    """
    require_checker(checker)
    require_callback("on_report", on_report)
    require_callback("on_case", on_case)
    tally, cases = RunTally(), CaseTally()
    gate = Gate(redact_kinds, checker.lang)
    with CaseStore() as store:
        with ExitStack() as stack:
            ready = [stack.enter_context(writer) for writer in writers]
            for call in calls:
                report, written, counts = gate.pair(checker.check(call), call)
                tally.count_redacted(counts)
                for writer in ready:
                    writer.write(report, written)
                tally.count(report)
                if report.case is not None:
                    store.add((report.case,))
                if on_report is not None:
                    on_report(report)
            for writer in ready:
                if isinstance(writer, PieceWriter):
                    writer.add_cases(store.reports(checker))
        for case in cases.counted(store.reports(checker)):
            if on_case is not None:
                on_case(case)
    return tally.summary(cases.counts())
