"""What an earlier run could not read or check, to be read and checked again, and nothing else."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import msgspec

from scriptcheck.bounded import bounded_lines
from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.files.find import (
    STANDARD_INPUT,
    TranscriptFile,
    find_files,
    not_a_file,
    os_problem,
    path_shown,
)
from scriptcheck.report import from_line
from scriptcheck.write.again import reports_in
from scriptcheck.zstd import opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.load.reader import Reader

S = TypeVar("S", bound=msgspec.Struct)

_STDIN: Final = "stdin"


class Reported(NamedTuple):
    """What a report is known by."""

    source: str
    call_id: str


class _Record(msgspec.Struct, frozen=True):
    """As much of a line of errors as is needed."""

    source: str
    input: str | None = None
    call_id: str | None = None


class _Head(msgspec.Struct, frozen=True):
    """As much of a report as is needed."""

    call_id: str
    source: str


@dataclass(frozen=True, slots=True)
class Retry:
    """The inputs of one ``errors.jsonl``; by default none, and a run reads its paths."""

    inputs: tuple[tuple[str, str], ...] | None = None
    """File, and the id of a call in it that says none itself; empty where it is no transcript."""
    reported: frozenset[Reported] = frozenset()
    """The calls of those files that have a report already."""
    sha256: str = ""
    """Hash of the file of errors."""

    @classmethod
    def read(cls, path: Path) -> Retry:
        """Return what is to be done again by the errors in ``path`` and the reports beside it.

        Raises ``LoadError`` where one of the two cannot be read.
        """
        records = [record for record in _lines(path, _Record) if record.input]
        inputs = dict.fromkeys((record.input or "", record.call_id or "") for record in records)
        reports = reports_in(path.parent)
        reported: frozenset[Reported] = frozenset()
        if reports is not None:
            files = {file for file, _ in inputs}
            reported = frozenset(
                Reported(head.source, head.call_id)
                for head in _lines(reports, _Head)
                if any(name in files for name in _beginnings(head.source))
            )
        return cls(tuple(inputs), reported, hashlib.sha256(path.read_bytes()).hexdigest())

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are read again."""
        return tuple(path_shown(shown) for shown, _ in self.inputs or ())

    def find(
        self, reader: Reader, paths: Sequence[str], *, written: Path | None = None
    ) -> Iterator[TranscriptFile | Problem]:
        """Yield the transcripts to be read: those of the errors, else those of ``paths``.

        What lies in the folder ``written`` is none of them.
        """
        if self.inputs is None:
            yield from reader.find(paths, written=written)
            return
        yield from reader.formats.problems
        for shown, call_id in self.inputs:
            name = path_shown(shown)
            if name == _STDIN:
                yield _gone()
            elif _is_odd(Path(name)):
                # What a pipe held is gone, and whoever opens it waits.
                yield not_a_file(name)
            elif call_id:
                yield TranscriptFile(Path(name), shown, call_id, Path(name).suffix.lower())
            elif name != STANDARD_INPUT:
                yield from find_files([name], reader.selection, written=written)


def _is_odd(path: Path) -> bool:
    """Return whether ``path`` is a pipe, a device or a socket."""
    try:
        return path.exists() and not (path.is_file() or path.is_dir())
    except (OSError, ValueError):
        return False


def _lines(path: Path, kind: type[S]) -> Iterator[S]:
    try:
        with opened(path) as file:
            for number, line in enumerate(bounded_lines(file), 1):
                try:
                    yield from_line(line, kind)
                except ValueError:
                    raise LoadError(_not_ours(path, number)) from None
    except OSError as error:
        raise LoadError(os_problem(error, path.as_posix())) from None


def _beginnings(source: str) -> Iterator[str]:
    """Yield ``source`` and what may be the file in it: ``a.zip`` of ``a.zip/b.jsonl:3``."""
    yield source
    for index in range(len(source) - 1, 0, -1):
        if source[index] in ":#/":
            yield source[:index]


def _not_ours(path: Path, line: int) -> Problem:
    message = Text("这一行看不懂。", "This line is not understood.")
    fix = Text(
        "请给出 check 写的 errors.jsonl，旁边的 reports.jsonl 也要完整。",
        "Name an errors.jsonl that 'check' wrote, with its reports.jsonl beside it.",
    )
    return Problem("not-a-record", message, path.as_posix(), line, fix=fix)


def _gone() -> Problem:
    message = Text("标准输入不能再读一遍。", "Standard input cannot be read again.")
    fix = Text("请把它存成文件再检查。", "Check a file that holds it.")
    return Problem("stdin-gone", message, _STDIN, fix=fix)
