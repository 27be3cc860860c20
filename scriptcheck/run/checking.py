"""A chunk of work done, in whichever process: transcripts read, calls checked, reports encoded."""

from __future__ import annotations

import io
import pickle
import zlib
from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.errors import CheckError, Problem, internal_error
from scriptcheck.load.reader import make_reader
from scriptcheck.load.transcript import Transcript
from scriptcheck.redact import Gate
from scriptcheck.report import to_line
from scriptcheck.report_lines import StoredForm
from scriptcheck.run.faults import set_aside
from scriptcheck.run.tally import RunTally
from scriptcheck.run.work import (
    CHECK,
    MAKE,
    READ,
    ChunkResult,
    FileUnit,
    LinesUnit,
    WorkPlace,
    file_hash,
)
from scriptcheck.write.files.errors import error_line
from scriptcheck.zstd import frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.checker import Checker
    from scriptcheck.load.call_data.side_file.side_file import SideFile
    from scriptcheck.load.options import LoadOptions
    from scriptcheck.load.reader import Reader
    from scriptcheck.report import CallReport
    from scriptcheck.run.options import ReportForm
    from scriptcheck.run.retry import Reported
    from scriptcheck.run.work import Chunk, WorkUnit
    from scriptcheck.write.writer import Pair, PieceMaker

_NOT_A_CALL: Final = "not-a-call"
_TOGETHER: Final = 64
"""Reports that are held until writers' pieces are made of them: enough to share what it costs."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a process must know before it can take chunks."""

    checker: Checker
    load_options: LoadOptions
    reported: frozenset[Reported] = frozenset()
    """Calls that are passed over."""
    keeps_calls: bool = False
    """Whether the calls are wanted back beside their reports."""
    kinds: tuple[str, ...] = ()
    """The kinds of personal data that are masked in what goes back."""
    side: SideFile | None = None
    """Call data by call id, where there is a side file."""
    makers: tuple[PieceMaker[Any], ...] = ()
    """What makes the pieces that writers add."""
    report: ReportForm = "full"
    """The form in which reports go back."""
    compress: bool = False
    """Whether they go back as a frame of Zstandard, too."""

    def hand(self, on_place: Callable[[int, WorkPlace], None] | None = None) -> ChunkChecker:
        """Return what does the work, and gives ``on_place`` the place where it is."""
        return ChunkChecker(self, on_place)


class _Checked(NamedTuple):
    """A call that was checked, and is not yet part of what goes back."""

    report: CallReport
    call: Call
    unit: WorkUnit
    redacted: Mapping[str, int]
    """How many pieces of personal data of each kind were masked."""


@dataclass(slots=True)
class _Collected:
    """The results of a chunk until now."""

    chunk: Chunk
    place: WorkPlace = field(default_factory=lambda: WorkPlace(0, 0, READ))
    """Where in the chunk the work is."""
    earlier: deque[CallReport] = field(default_factory=deque)
    """Reports that were made before, and whose calls are still to come."""
    checked: list[_Checked] = field(default_factory=list)
    pieces: list[tuple[Any, ...]] = field(default_factory=list)
    reports: list[bytes] = field(default_factory=list)
    errors: list[bytes] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    mistakes: list[Problem] = field(default_factory=list)
    """Of the problems, those of formats."""
    cases: list[bytes] = field(default_factory=list)
    ids: list[tuple[str, str]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    tally: RunTally = field(default_factory=RunTally)
    stops: bool = False


class ChunkChecker:
    """Does chunks of work, one after the other."""

    def __init__(
        self, setup: Setup, on_place: Callable[[int, WorkPlace], None] | None = None
    ) -> None:
        self._checker: Final = setup.checker
        self._reported: Final = setup.reported
        self._keeps_calls: Final = setup.keeps_calls
        self._makers: Final = setup.makers
        self._gate: Final = Gate(setup.kinds, setup.checker.lang)
        self._reader: Final[Reader] = make_reader(setup.load_options, setup.side)
        self._on_place: Final = on_place
        self._compress: Final = setup.compress
        self._form: Final = StoredForm.of(setup.checker, setup.report)

    def work(self, chunk: Chunk) -> ChunkResult:
        """Return what becomes of ``chunk``.

        A mistake in a rule or format costs the call or file, and is a problem. Before anything is
        read or checked, ``on_place`` is given the chunk's number and where in it that is.
        """
        collected = _Collected(chunk)
        if chunk.reports is not None:
            collected.earlier.extend(map(self._form.report, chunk.reports.splitlines()))
        hashes = []
        for index, unit in enumerate(chunk.units):
            hashes.append(file_hash(unit.file.path) if isinstance(unit, FileUnit) else "")
            self._take(index, unit, collected)
        self._settle(collected)
        calls = pickle.dumps(collected.calls, protocol=5) if self._keeps_calls else b""
        pieces = tuple(collected.pieces)
        if chunk.reports is not None:
            missing = collected.earlier[0].source if collected.earlier else ""
            mistakes = tuple(collected.mistakes)
            return ChunkResult(
                chunk.number, problems=mistakes, calls=calls, pieces=pieces, missing=missing
            )
        reports = b"".join(collected.reports)
        written = frame(reports) if self._compress else None
        return ChunkResult(
            chunk.number,
            reports,
            zlib.crc32(reports if written is None else written),
            b"".join(collected.errors),
            tuple(collected.problems),
            collected.tally,
            tuple(collected.cases),
            tuple(collected.ids),
            calls,
            tuple(hashes),
            collected.stops,
            written,
            pieces,
        )

    def _take(self, index: int, unit: WorkUnit, collected: _Collected) -> None:
        chunk, items = collected.chunk, self._items(unit)
        number = 0
        while True:
            place = self._go_to(WorkPlace(index, number, READ), collected)
            if (fate := chunk.spoilt.get(place)) is not None:
                self._add_problem(set_aside(fate, _place_of(unit)), unit, collected)
                return
            item = next(items, None)
            if item is None:
                return
            if isinstance(item, Problem):
                # Reports come by the thousand, and saying so once for their file is enough.
                collected.stops |= item.code == _NOT_A_CALL and isinstance(unit, LinesUnit)
                self._add_problem(item, unit, collected)
            elif not self._is_reported(item):
                place = self._go_to(WorkPlace(index, number, CHECK), collected)
                if (fate := chunk.spoilt.get(place)) is not None:
                    self._add_problem(set_aside(fate, item.source, item.call_id), unit, collected)
                elif chunk.reports is None:
                    self._check(item, unit, collected)
                else:
                    self._find_report(item, unit, collected)
            number += 1

    def _is_reported(self, call: Call) -> bool:
        """Return whether ``call`` was reported before, under the id that is written."""
        if not self._reported:
            return False
        written = self._gate.call(call)
        return (written.source, written.call_id) in self._reported

    def _items(self, unit: WorkUnit) -> Iterator[Call | Problem]:
        if isinstance(unit, FileUnit):
            yield from self._reader.read_file(unit.file)
        elif isinstance(unit, LinesUnit):
            part = Transcript(
                io.BytesIO(unit.data),
                source=unit.source,
                call_id=unit.call_id,
                suffix=unit.suffix,
                options=self._reader.options,
                part=unit.part,
            )
            yield from self._reader.read(part, self._reader.formats.named(unit.form))
        else:
            yield from unit.items()

    def _check(self, call: Call, unit: WorkUnit, collected: _Collected) -> None:
        try:
            passed = self._gate.pair(self._checker.check(call), call)
        except MemoryError:
            raise
        except CheckError as error:
            self._add_problem(error.problems[0], unit, collected)
        except Exception as error:  # noqa: BLE001  (a mistake costs the call, not the run)
            self._add_problem(internal_error(error, call.source), unit, collected)
        else:
            self._add(_Checked(passed.report, passed.call, unit, passed.counts), collected)

    def _find_report(self, call: Call, unit: WorkUnit, collected: _Collected) -> None:
        """Take up ``call`` with the report that was made on it before, if there is one."""
        call = self._gate.call(call)
        if collected.earlier and _is_on(collected.earlier[0], call):
            self._add(_Checked(collected.earlier.popleft(), call, unit, {}), collected)

    def _add(self, checked: _Checked, collected: _Collected) -> None:
        collected.checked.append(checked)
        if collected.chunk.one_by_one or len(collected.checked) >= _TOGETHER:
            self._settle(collected)

    def _settle(self, collected: _Collected) -> None:
        """Make what goes back of the calls that were checked."""
        checked, collected.checked = collected.checked, []
        if not checked:
            return
        if not collected.chunk.one_by_one:
            self._go_to(replace(collected.place, stage=MAKE), collected)
        try:
            lines = [self._form.line(each.report) + b"\n" for each in checked]
            pairs: list[Pair] = [(each.report, each.call) for each in checked]
            pieces = tuple(maker(pairs) for maker in self._makers)
        except MemoryError:
            raise
        # A format of another package may try to end the program.
        except (Exception, SystemExit) as error:  # noqa: BLE001  (it costs the call, not the run)
            self._settle_apart(checked, error, collected)
            return
        collected.reports.extend(lines)
        collected.pieces.append(pieces)
        for each in checked:
            collected.tally.count(each.report)
            collected.ids.append((each.report.call_id, each.report.source))
            collected.tally.count_redacted(each.redacted)
            if each.report.case is not None:
                collected.cases.append(to_line(each.report.case))
            if self._keeps_calls:
                collected.calls.append(each.call)

    def _settle_apart(
        self, checked: Sequence[_Checked], error: BaseException, collected: _Collected
    ) -> None:
        """Settle calls of which one or more are such that a format made a mistake."""
        if len(checked) > 1:
            for each in checked:
                collected.checked = [each]
                self._settle(collected)
            return
        problem = internal_error(error, checked[0].call.source)
        collected.mistakes.append(problem)
        self._add_problem(problem, checked[0].unit, collected)

    def _add_problem(self, problem: Problem, unit: WorkUnit, collected: _Collected) -> None:
        # What is wrong with calls before this one is to be reported before it.
        self._settle(collected)
        problem = self._gate.problem(problem)
        collected.problems.append(problem)
        collected.tally.problems += 1
        lang = self._checker.lang
        file, call_id = self._gate.key(unit.input), self._gate.key(unit.call_id)
        line = error_line(problem, lang, file=file, call_id=call_id)
        collected.errors.append(line)

    def _go_to(self, place: WorkPlace, collected: _Collected) -> WorkPlace:
        collected.place = place
        if self._on_place is not None:
            self._on_place(collected.chunk.number, place)
        return place


def _is_on(report: CallReport, call: Call) -> bool:
    return report.source == call.source and report.call_id == call.call_id


def _place_of(unit: WorkUnit) -> str:
    """Return where a unit that cannot be read stands: a line, or a file."""
    return f"{unit.source}:{unit.part.first_line}" if isinstance(unit, LinesUnit) else unit.source
