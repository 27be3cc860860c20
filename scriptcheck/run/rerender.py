"""Formats made of reports that were written before, by all cores and without checking."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import structs

from scriptcheck.call import Call
from scriptcheck.errors import CheckError, LoadError, internal_error
from scriptcheck.report_lines import lines_of, report_of
from scriptcheck.rule_selection import ALL_RULES
from scriptcheck.run.faults import set_aside
from scriptcheck.run.interrupt import uninterrupted
from scriptcheck.run.pool import Pool, cores
from scriptcheck.run.tally import RunTally
from scriptcheck.run.work import READ, Chunk, ChunkResult, StoredReports, WorkPlace
from scriptcheck.transcript_lines import fitting
from scriptcheck.write.files.cases import read_cases
from scriptcheck.write.registry import CASES_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from scriptcheck.cases.report import CaseReport
    from scriptcheck.errors import Problem
    from scriptcheck.report import CallReport
    from scriptcheck.rule_selection import RuleSelection
    from scriptcheck.slim import Wording
    from scriptcheck.write.writer import Pair, PieceMaker, PieceWriter

_TOGETHER: Final = 64
"""Reports of a chunk."""


def rerender(  # noqa: PLR0913  (its options are those of the command)
    reports: str | Path,
    writers: Sequence[PieceWriter[Any]],
    *,
    transcripts: str | Path | None = None,
    jobs: int | None = None,
    selection: RuleSelection = ALL_RULES,
    wording: Wording | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> int:
    """Write the reports in the file ``reports`` with ``writers``, and return how many there are.

    It does what ``scriptcheck.write.again.write_again`` does, with ``jobs`` workers: ``None`` for
    one a core, 0 to do all in this process. The same bytes are written for any number.
    ``selection`` says which rules reports keep; ``wording`` is what slim reports are filled in by,
    as for ``read_reports``. ``on_progress`` is given how many more reports are
    done, again and again. Memory does not grow with the number of reports. Raises ``LoadError``
    that names the line where one of the files is
    broken or they do not fit together, and ``CheckError`` where a format fails on a report.
    """
    makers = tuple((writer.maker, writer.wants_all_rules) for writer in writers)
    reports = Path(reports)
    speech = None if transcripts is None else Path(transcripts)
    setup = _Setup(reports, speech, makers, selection, wording)
    count = 0
    with ExitStack() as stack:
        ready = [stack.enter_context(writer) for writer in writers]
        results = stack.enter_context(closing(_results(setup, jobs)))
        for result in results:
            with uninterrupted():
                for pieces in result.pieces:
                    for writer, piece in zip(ready, pieces, strict=True):
                        writer.add(piece)
            count += result.tally.calls
            if on_progress is not None:
                on_progress(result.tally.calls)
            if result.problems:
                problem = result.problems[0]
                raise (CheckError if problem.code == "internal-error" else LoadError)(problem)
        for writer in ready:
            cases = read_cases(reports.with_name(CASES_FILE))
            writer.add_cases(_chosen(cases, selection))
    return count


def _chosen(cases: Iterable[CaseReport], selection: RuleSelection) -> Iterator[CaseReport]:
    """Yield ``cases`` with the verdicts of the rules that are taken, those that have any."""
    for case in cases:
        taken = [each for each in case.verdicts if selection.takes(each.rule, each.severity)]
        if taken or selection.takes_all:
            yield structs.replace(case, verdicts=tuple(taken))


@dataclass(frozen=True, slots=True)
class _Setup:
    reports: Path
    transcripts: Path | None
    makers: tuple[tuple[PieceMaker[Any], bool], ...]
    """Each with whether it wants reports with all their rules."""
    selection: RuleSelection
    wording: Wording | None

    def hand(self, on_place: Callable[[int, WorkPlace], None] | None = None) -> _Rerenderer:
        return _Rerenderer(self, on_place)

    def chunks(self) -> Iterator[Chunk]:
        """Yield the lines of both files, some at a time."""
        reports = lines_of(self.reports)
        said = lines_of(self.transcripts) if self.transcripts is not None else iter(())
        number = before = 0
        while some := tuple(islice(reports, _TOGETHER)):
            fit = tuple(islice(said, len(some)))
            yield Chunk(number, (), stored=StoredReports(some, fit, before))
            number, before = number + 1, fit[-1][0] if fit else before
        if rest := tuple(islice(said, 1)):
            yield Chunk(number, (), stored=StoredReports((), rest, before))


def _results(setup: _Setup, jobs: int | None) -> Generator[ChunkResult]:
    chunks = setup.chunks()
    first = list(islice(chunks, 2))
    if jobs == 0 or len(first) < 2:  # noqa: PLR2004  (a process is not started for so little)
        yield from map(setup.hand().work, chain(first, chunks))
    else:
        pool = Pool(setup, cores() if jobs is None else jobs)
        yield from pool.results(chain(first, chunks))


class _Rerenderer:
    """Makes pieces of stored reports."""

    def __init__(self, setup: _Setup, on_place: Callable[[int, WorkPlace], None] | None) -> None:
        self._setup: Final = setup
        self._on_place: Final = on_place

    def work(self, chunk: Chunk) -> ChunkResult:
        """Return the pieces of ``chunk`` as far as its lines are good, and what is wrong with one.

        A worker that dies at it does so at no call in particular; that is reported, too.
        """
        stored, result = chunk.stored, ChunkResult(chunk.number)
        if stored is None:
            return result
        source = self._setup.reports.as_posix()
        if self._on_place is not None:
            self._on_place(chunk.number, WorkPlace(0, 0, READ))
        if fate := next(iter(chunk.spoilt.values()), None):
            place = f"{source}:{stored.reports[0][0]}"
            return replace(result, problems=(set_aside(fate, place),))
        pairs: list[Pair] = []
        problems: tuple[Problem, ...] = ()
        try:
            for pair in self._pairs(stored):
                pairs.append(pair)  # noqa: PERF402  (those before a line that is broken are kept)
        except LoadError as error:
            problems = error.problems
        try:
            pieces = (self._pieces(pairs),) if pairs else ()
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  (reported by the main process, with the place)
            return replace(result, problems=(internal_error(error, source),))
        return replace(result, pieces=pieces, problems=problems, tally=RunTally(len(pairs)))

    def _pieces(self, pairs: Sequence[Pair]) -> tuple[Any, ...]:
        selection = self._setup.selection
        taken = [(selection.of_report(report), call) for report, call in pairs]
        return tuple(
            maker(pairs if wants_all else taken) for maker, wants_all in self._setup.makers
        )

    def _pairs(self, stored: StoredReports) -> Iterator[Pair]:
        reports = self._reports(stored)
        if self._setup.transcripts is not None:
            yield from fitting(reports, stored.said, self._setup.transcripts, stored.said_before)
            return
        for report in reports:
            yield report, Call(report.call_id, (), source=report.source)

    def _reports(self, stored: StoredReports) -> Iterator[CallReport]:
        for number, line in stored.reports:
            yield report_of(line, self._setup.reports, number, self._setup.wording)
