"""The folder of a run: begun anew, or opened where a run was that can go on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.load.files.find import STANDARD_INPUT
from scriptcheck.redact import Gate
from scriptcheck.run.journal import Reached, entries, reached
from scriptcheck.run.manifest import Manifest, input_changed
from scriptcheck.run.target import FolderTarget
from scriptcheck.run.work import FileUnit, file_hash
from scriptcheck.write.earlier_run import remove_earlier_run
from scriptcheck.write.registry import (
    ERRORS_FILE,
    JOURNAL_FILE,
    MANIFEST_FILE,
    PACKED_REPORTS_FILE,
    REPORTS_FILE,
    RUN_FOLDER,
)
from scriptcheck.write.whole_file import sync_folder
from scriptcheck.zstd import is_packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike
    from pathlib import Path

    from scriptcheck.run.plan import RunPlan
    from scriptcheck.run.work import Chunk, Stamp


@dataclass(frozen=True, slots=True)
class Done:
    """What a run had done before it was stopped."""

    at: Reached
    journal: Path
    gate: Gate
    """By which the names of inputs were written."""

    def pass_over(self, chunks: Iterator[Chunk], plan: RunPlan) -> None:
        """Take from ``chunks`` those that were done.

        Raises ``UsageError`` where they are not what they were.
        """
        for entry in entries(self.journal, self.at.chunks):
            chunk = next(chunks, None)
            if chunk is None:
                raise input_changed(entry.inputs[-1][0])
            now = chunk.stamps(gate=self.gate)
            for index, before in enumerate(entry.inputs):
                if index >= len(now) or not _is_same(before, now[index], chunk, index):
                    raise input_changed(before[0])
            if len(now) > len(entry.inputs):
                raise input_changed(now[len(entry.inputs)][0])
            if entry.stops and chunk.stream is not None:
                plan.stop(chunk.stream)
        if self.at.finished and (more := next(chunks, None)) is not None:
            raise input_changed(more.units[0].source)

    def replayed(self, plan: RunPlan, reports: Path) -> Iterator[Chunk]:
        """Yield the chunks that were done, as a new ``plan`` has them, each with its reports."""
        chunks = plan.chunks()
        packed = is_packed(reports)
        with reports.open("rb") as file:
            for entry in entries(self.journal, self.at.chunks):
                chunk = next(chunks, None)
                if chunk is None:
                    raise input_changed(entry.inputs[-1][0])
                data = file.read(entry.reports.size)
                yield replace(chunk, reports=unpacked(data) if packed else data)
                if entry.stops and chunk.stream is not None:
                    plan.stop(chunk.stream)


class OpenedFolder(NamedTuple):
    """A folder that is ready to be written to."""

    target: FolderTarget
    done: Done
    reports: Path
    """The file of reports."""


def open_folder(
    folder: Path, manifest: Manifest, *, resume: bool, inputs: Sequence[str | PathLike[str]] = ()
) -> OpenedFolder:
    """Return ``folder`` ready for the run of ``manifest``, from the beginning or where it was.

    From the beginning, what an earlier run wrote there goes, in whatever format, but for what is
    among ``inputs``. With ``resume`` a folder without any run is begun. Raises ``UsageError`` where
    the run in it was another one, or reads standard input.
    """
    if resume and STANDARD_INPUT in manifest.paths:
        raise UsageError(_STDIN)
    inner = folder / RUN_FOLDER
    journal, path = inner / JOURNAL_FILE, inner / MANIFEST_FILE
    inner.mkdir(parents=True, exist_ok=True)
    at = Reached()
    reports, other = (folder / name for name in (REPORTS_FILE, PACKED_REPORTS_FILE))
    if manifest.compressed:
        reports, other = other, reports
    if resume and path.exists():
        manifest.require_same(path)
        at = reached(journal, reports, folder / ERRORS_FILE)
    else:
        # An old journal must not be taken for that of the new run.
        journal.unlink(missing_ok=True)
        # Nor the reports of the old run for those of this one.
        remove_earlier_run(folder, inputs)
        other.unlink(missing_ok=True)
        manifest.write(path)
        sync_folder(folder)
    done = Done(at, journal, Gate(manifest.redacted))
    return OpenedFolder(FolderTarget(folder, at, reports), done, reports)


def _is_same(before: Stamp, now: Stamp, chunk: Chunk, index: int) -> bool:
    unit = chunk.units[index]
    if not isinstance(unit, FileUnit):
        return before == now
    if before[:2] != now[:2]:
        return False
    # A copy, or a file that was only touched, has another time but says the same.
    return before[2] == now[2] or before[3] == file_hash(unit.file.path)


_STDIN = Problem(
    "no-resume",
    Text("标准输入不能再读一遍，不能用 --resume。", "Standard input cannot be resumed."),
    fix=Text("请把它存成文件再检查。", "Check a file that holds it."),
)
