"""Transcripts of any number, checked by all cores, written in their order, and taken up again."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from scriptcheck.cases.store import CaseStore
from scriptcheck.checker import require_checker
from scriptcheck.errors import CheckError, require_callback, require_type, wrong_type
from scriptcheck.language import Text
from scriptcheck.load.option_checks import path_names
from scriptcheck.load.options import LoadOptions
from scriptcheck.load.reader import make_reader, read_call_data
from scriptcheck.redact import Gate
from scriptcheck.report import CasePart, from_line
from scriptcheck.report_lines import StoredForm
from scriptcheck.run.checking import ChunkChecker, Setup
from scriptcheck.run.feed import ChunkFeed, is_stream
from scriptcheck.run.folder import Done, open_folder
from scriptcheck.run.interrupt import uninterrupted
from scriptcheck.run.lock import held
from scriptcheck.run.manifest import Manifest, input_changed
from scriptcheck.run.options import CALL_TIMEOUT, RunOptions
from scriptcheck.run.outlets import Outlets
from scriptcheck.run.plan import RunPlan
from scriptcheck.run.pool import Pool, cores
from scriptcheck.run.replay import call_ids, case_parts
from scriptcheck.run.retry import Retry
from scriptcheck.run.same_ids import SameIds
from scriptcheck.run.tally import CaseTally, RunTally
from scriptcheck.run.target import StreamTarget
from scriptcheck.write.files.cases import write_cases
from scriptcheck.write.registry import CASES_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from scriptcheck.cases.report import CaseReport
    from scriptcheck.checker import Checker
    from scriptcheck.errors import Problem
    from scriptcheck.load.reader import Reader
    from scriptcheck.run.tally import RunSummary
    from scriptcheck.run.target import Target
    from scriptcheck.run.work import Chunk, ChunkResult
    from scriptcheck.write.writer import Writer

_USUAL: Final = RunOptions()


def check_files(  # noqa: PLR0913  (each says another thing, and none needs another)
    checker: Checker,
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    output: str | os.PathLike[str] | IO[bytes] | None,
    *,
    load_options: LoadOptions | None = None,
    run_options: RunOptions = _USUAL,
    writers: Sequence[Writer] = (),
    on_progress: Callable[[int], None] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
    on_notice: Callable[[Problem], None] | None = None,
) -> RunSummary:
    """Check the transcripts that ``paths`` name or hold, and return the counts.

    ``paths`` is one path or several. The reports go to ``output``, one a line, in the order of the
    transcripts: the same bytes however many workers there are; ``None`` is for ``writers`` alone. A
    folder loses what an earlier run wrote to it, and gets ``reports.jsonl``, or
    ``reports.jsonl.zst``, ``errors.jsonl`` for what could not be read or checked, and
    ``cases.jsonl``, and a journal, by which
    ``resume`` goes on with a run that was stopped, at whatever moment.
    ``writers`` are given each report with its call, in the same order, or else what a worker made
    of them: see ``PieceWriter``.

    Transcripts are read as ``load_options`` say, by default as the checker's profile does; where
    ``run_options`` have ``from_errors``, its inputs are read again in place of ``paths``. Personal
    data is masked after the call was judged. ``on_progress`` is given how many more calls are done,
    again and again; ``on_problem`` each input that could not be read and each call that could not
    be checked, in order; ``on_notice`` what keeps nothing from being checked, such as rows of a
    side file on other calls.

    Memory does not grow with the number of calls. Where there is work for more than one process,
    others are started with ``spawn``, so that a program must guard its main part. Raises
    ``UsageError`` where an option makes no sense, another run writes to the folder, or the run to
    be resumed was another one or what it has read has changed; ``LoadError`` where ``from_errors``
    cannot be read; ``OSError`` where reports cannot be written; ``CheckError`` where a writer fails
    by a mistake in its code on a report of the run that is resumed.
    """
    _require_types(checker, output)
    require_type("run_options", run_options, RunOptions, Text("RunOptions", "RunOptions"))
    for name, given in (
        ("on_progress", on_progress),
        ("on_problem", on_problem),
        ("on_notice", on_notice),
    ):
        require_callback(name, given)
    options = load_options or LoadOptions.of(checker.profile)
    errors, kinds = run_options.from_errors, run_options.redact_kinds
    retry = Retry() if errors is None else Retry.read(Path(errors))
    names = path_names(paths)
    target = Path(output) if isinstance(output, str | os.PathLike) else output
    make_reader(options)  # what makes no sense is reported before a large side file is read
    rows: list[Problem] = []
    side = read_call_data(options, rows.append)
    reader = make_reader(options, side)
    outlets = Outlets.of(writers)
    with CaseStore() as cases, SameIds() as ids:
        setup = Setup(
            checker,
            options,
            retry.reported,
            bool(outlets.plain),
            tuple(kinds),
            side,
            tuple(writer.maker for writer in outlets.pieced),
            run_options.report,
            run_options.compress,
        )
        run = _Run(setup, run_options, (cases, ids), _Listeners(on_progress, on_problem, on_notice))
        written = target if isinstance(target, Path) else None
        reader.claim_call_data(names, written=written)
        # A run that can be taken up again is cut in the same way whenever its input comes.
        is_live = written is None and not run_options.compress and any(map(is_stream, names))
        found = retry.find(reader, names, written=written)
        plan = RunPlan(reader, chain(rows, found), as_it_comes=is_live)
        if isinstance(target, Path):
            manifest = Manifest.of(
                checker, names, options, from_errors=retry.sha256, run_options=run_options
            )
            with held(target):
                read = [*names, *retry.files]
                if options.call_data is not None:
                    read.append(os.fspath(options.call_data))
                opened = open_folder(target, manifest, resume=run_options.resume, inputs=read)
                run.tally.add(opened.done.at.tally)
                earlier = _Earlier(opened.done, opened.reports, retry, reader, names, target)
                run.check(plan, opened.target, outlets, earlier)
                write_cases(run.judged_cases(), target / CASES_FILE)
        else:
            run.check(plan, StreamTarget(target), outlets)
            for _ in run.judged_cases():
                pass
        run.give_notices()
        return run.tally.summary(run.case_tally.counts())


def _require_types(checker: object, output: object) -> None:
    require_checker(checker)
    if not (output is None or isinstance(output, str | os.PathLike) or hasattr(output, "write")):
        expected = Text(
            "文件夹路径、打开的二进制文件或 None",
            "a folder, an open binary file or None",
        )
        raise wrong_type("output", output, expected)


@dataclass(frozen=True, slots=True)
class _Earlier:
    """What a run did before it was stopped, and where to find it."""

    done: Done
    reports: Path
    retry: Retry
    reader: Reader
    paths: Sequence[str]
    folder: Path

    def replay(self, cases: CaseStore, ids: SameIds) -> None:
        """Give each of them what the reports say, and the side file which rows were used."""
        size = self.done.at.reports_size
        cases.add(case_parts(self.reports, size))
        ids.add(call_ids(self.reports, size))
        if (side := self.reader.sources.side) is not None:
            for call_id, _ in call_ids(self.reports, size):
                side.find(call_id)

    def chunks(self) -> Iterator[Chunk]:
        """Yield the chunks that were done, with their reports, for the writers."""
        found = self.retry.find(self.reader, self.paths, written=self.folder)
        plan = RunPlan(self.reader, found)
        return self.done.replayed(plan, self.reports)


@dataclass(frozen=True, slots=True)
class _Listeners:
    """The callbacks of a run; ``check_files`` says what."""

    on_progress: Callable[[int], None] | None
    on_problem: Callable[[Problem], None] | None
    on_notice: Callable[[Problem], None] | None


class _Run:
    """One run on its way."""

    def __init__(
        self,
        setup: Setup,
        options: RunOptions,
        found: tuple[CaseStore, SameIds],
        listeners: _Listeners,
    ) -> None:
        self.tally: Final = RunTally()
        self.case_tally: Final = CaseTally()
        self._setup: Final = setup
        self._options: Final = options
        self._listeners: Final = listeners
        self._cases, self._ids = found
        self._form: Final = StoredForm.of(setup.checker, setup.report)

    def check(
        self,
        plan: RunPlan,
        target: Target,
        outlets: Outlets,
        earlier: _Earlier | None = None,
    ) -> None:
        """Do all of ``plan`` but what was done ``earlier``."""
        chunks = plan.chunks()
        finished = False
        try:
            with ExitStack() as stack:
                if earlier is not None:
                    earlier.done.pass_over(chunks, plan)
                ready = outlets.entered(stack)
                if earlier is not None:
                    earlier.replay(self._cases, self._ids)
                    if ready.pieced or ready.plain:
                        chunks = chain(earlier.chunks(), chunks)
                self._check_rest(chunks, plan, target, ready)
                for writer in ready.pieced:
                    writer.add_cases(self._cases.reports(self._setup.checker))
            finished = True
        finally:
            # What stopped the run is to be reported, not that a full disk takes no journal either.
            with ExitStack() if finished else suppress(OSError):
                target.close(finished=finished)

    def judged_cases(self) -> Iterator[CaseReport]:
        """Return the reports on the cases, by case id, counted as they come."""
        return self.case_tally.counted(self._cases.reports(self._setup.checker))

    def give_notices(self) -> None:
        """Report what the side file gives notice of, and ids that several calls have."""
        if (on_notice := self._listeners.on_notice) is None:
            return
        side = self._setup.side
        for notice in () if side is None else side.notices():
            on_notice(notice)
        if (same_ids := self._ids.notice()) is not None:
            on_notice(same_ids)

    def _check_rest(
        self, chunks: Iterator[Chunk], plan: RunPlan, target: Target, outlets: Outlets
    ) -> None:
        sent: dict[int, Chunk] = {}
        stopped: set[int] = set()

        def noted() -> Iterator[Chunk]:
            for chunk in chunks:
                sent[chunk.number] = chunk
                yield chunk

        with closing(self._results(noted(), is_live=plan.as_it_comes)) as results:
            for result in results:
                chunk = sent.pop(result.number)
                if chunk.reports is not None:
                    if result.missing:
                        raise input_changed(result.missing)
                    if result.problems:
                        raise CheckError(*result.problems)
                    with uninterrupted():
                        outlets.take(result, chunk.reports, self._form)
                    continue
                # What was read ahead of a transcript that turned out to be none is dropped.
                if chunk.stream is not None and chunk.stream in stopped:
                    continue
                with uninterrupted():
                    self._take(result, chunk, target)
                    outlets.take(result, result.reports, self._form)
                if result.stops and chunk.stream is not None:
                    stopped.add(chunk.stream)
                    plan.stop(chunk.stream)

    def _results(self, chunks: Iterator[Chunk], *, is_live: bool) -> Generator[ChunkResult]:
        jobs = cores() if self._options.jobs is None else self._options.jobs
        if jobs == 0:
            yield from map(ChunkChecker(self._setup).work, chunks)
        elif is_live:
            with closing(ChunkFeed(chunks)) as feed:
                yield from self._shared_out(feed, jobs, is_small=feed.is_short())
        else:
            first = list(islice(chunks, 2))
            whole = chain(first, chunks)
            yield from self._shared_out(whole, jobs, is_small=len(first) <= 1)

    def _shared_out(
        self, chunks: Iterator[Chunk] | ChunkFeed, jobs: int, *, is_small: bool
    ) -> Iterator[ChunkResult]:
        limit = self._options.call_timeout
        # To start a process would take longer than to check a handful of calls.
        if is_small and not limit:
            yield from map(ChunkChecker(self._setup).work, filter(None, chunks))
        else:
            pool = Pool(self._setup, jobs, CALL_TIMEOUT if limit is None else limit or None)
            yield from pool.results(chunks)

    def _take(self, result: ChunkResult, chunk: Chunk, target: Target) -> None:
        self.tally.add(result.tally)
        target.add(result, chunk.stamps(result.hashes, Gate(self._setup.kinds)), self.tally)
        self._cases.add(from_line(line, CasePart) for line in result.cases)
        self._ids.add(result.ids)
        if self._setup.side is not None:
            # Workers look rows up in copies of their own.
            for call_id, _ in result.ids:
                self._setup.side.find(call_id)
        if self._listeners.on_problem is not None:
            for problem in result.problems:
                self._listeners.on_problem(problem)
        if self._listeners.on_progress is not None:
            self._listeners.on_progress(result.tally.calls)
