"""The work of a run in pieces that can be sent to other processes, and what comes back."""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias

from scriptcheck.redact import Gate
from scriptcheck.report import to_line
from scriptcheck.run.tally import RunTally

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.files.find import TranscriptFile
    from scriptcheck.load.transcript import TranscriptPart

_OPEN: Final = Gate()
Stage: TypeAlias = Literal["read", "check", "make"]
Fate: TypeAlias = Literal["died", "slow"]
"""What became of a worker: it was killed or ran out of memory, or a call took it too long."""


@dataclass(frozen=True, slots=True)
class WorkPlace:
    """Where in a chunk a worker is."""

    unit: int
    item: int
    """How many calls and problems of the unit came before."""
    stage: Stage
    """Whether the item is being read, or checked, or made into pieces with those before it."""


@dataclass(frozen=True, slots=True)
class FileUnit:
    """A small file, which the worker reads."""

    file: TranscriptFile
    size: int
    """Bytes."""
    changed_ns: int
    """When it was last changed, in nanoseconds."""

    @property
    def source(self) -> str:
        """What problems call it."""
        return self.file.source

    @property
    def input(self) -> str:
        """The file itself."""
        return self.file.source

    @property
    def call_id(self) -> str:
        """The id of a call in it that says none itself."""
        return self.file.call_id


@dataclass(frozen=True, slots=True)
class LinesUnit:
    """Some lines of a transcript of which each is a call of its own."""

    source: str
    input: str
    """The file that the transcript is, or lies in."""
    call_id: str
    suffix: str
    form: str
    """The name of its format."""
    part: TranscriptPart
    data: bytes

    def line_by_line(self) -> list[LinesUnit]:
        """Return the unit in units of one line."""
        lines = self.data.split(b"\n")
        return [
            replace(self, part=replace(self.part, first_line=number), data=line)
            for number, line in enumerate(lines, self.part.first_line)
        ]


@dataclass(frozen=True, slots=True)
class CallsUnit:
    """Calls that were read already, and problems between them."""

    source: str
    input: str
    """The file that they were read from."""
    call_id: str
    """The id of a call in it that says none itself; empty where it is no file."""
    packed: bytes
    sha256: str

    @classmethod
    def of(cls, items: Sequence[Call | Problem], file: TranscriptFile | None) -> CallsUnit:
        """Return the unit of ``items`` out of ``file``."""
        # Equal calls need not be pickled to equal bytes, but are written to equal JSON.
        digest = hashlib.sha256(b"\n".join(map(to_line, items))).hexdigest()
        source = file.source if file is not None else items[0].source
        call_id = file.call_id if file is not None else ""
        return cls(source, source, call_id, pickle.dumps(items, protocol=5), digest)

    def items(self) -> Sequence[Call | Problem]:
        """Return the calls and problems."""
        items: Sequence[Call | Problem] = pickle.loads(self.packed)  # noqa: S301  (our own)
        return items


WorkUnit: TypeAlias = FileUnit | LinesUnit | CallsUnit


@dataclass(frozen=True, slots=True)
class StoredReports:
    """Reports that were written before, and what was said in their calls, a line each."""

    reports: tuple[tuple[int, bytes], ...]
    """Lines with their numbers."""
    said: tuple[tuple[int, bytes], ...] = ()
    """The lines of the transcripts in their place."""
    said_before: int = 0
    """The number of the line before them."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What a worker takes at a time."""

    number: int
    """From 0, in the order of the inputs."""
    units: tuple[WorkUnit, ...]
    stream: int | None = None
    """Number of the transcript that is cut by lines into chunks; ``None`` for all others."""
    spoilt: Mapping[WorkPlace, Fate] = field(default_factory=dict)
    """Where workers came to grief before, so that this is set aside."""
    one_by_one: bool = False
    """Whether pieces are made of each call by itself, which shows at which of them that fails."""
    reports: bytes | None = None
    """The reports that were made of it before, one a line, where it is for the writers alone."""
    stored: StoredReports | None = None
    """What is to be written once more, in place of units."""

    def stamps(self, hashes: Sequence[str] = (), gate: Gate = _OPEN) -> tuple[Stamp, ...]:
        """Return of each unit what its input is known again by, its name as ``gate`` writes it.

        ``hashes`` are those of the files that a worker read, by unit.
        """
        stamps = (
            (unit.source, unit.size, unit.changed_ns, hashes[index] if hashes else "")
            if isinstance(unit, FileUnit)
            else _stamp(unit)
            for index, unit in enumerate(self.units)
        )
        return tuple(
            (gate.path(source), size, changed, sha256) for source, size, changed, sha256 in stamps
        )


Stamp: TypeAlias = tuple[str, int, int, str]
"""Source, size in bytes, time of the last change in nanoseconds (0 where there is none), and
SHA-256 of what was read."""


def _stamp(unit: LinesUnit | CallsUnit) -> Stamp:
    if isinstance(unit, CallsUnit):
        return (unit.source, 0, 0, unit.sha256)
    return (unit.source, len(unit.data), 0, hashlib.sha256(unit.data).hexdigest())


@dataclass(frozen=True, slots=True)
class ChunkResult:
    """What became of a chunk."""

    number: int
    reports: bytes = b""
    """The reports, one a line."""
    checksum: int = 0
    """CRC-32 of what goes to the file of reports."""
    errors: bytes = b""
    """The records of ``problems``, one a line."""
    problems: tuple[Problem, ...] = ()
    """What is to be reported; where pieces were made again, the mistakes of formats alone."""
    tally: RunTally = field(default_factory=RunTally)
    cases: tuple[bytes, ...] = ()
    """What the calls say about cases, each a line of JSON."""
    ids: tuple[tuple[str, str], ...] = ()
    """The id and the source of the call of each report."""
    calls: bytes = b""
    """The calls of the reports, pickled, where they were asked for."""
    hashes: tuple[str, ...] = ()
    """SHA-256 of each file that was read, by unit; empty for units that are no files."""
    stops: bool = False
    """Whether the rest of the transcript is not to be read."""
    written: bytes | None = None
    """What goes to the file of reports, where that is not ``reports`` as they are."""
    pieces: tuple[tuple[Any, ...], ...] = ()
    """What writers are to add: of some of the calls one piece a writer, then of the next."""
    missing: str = ""
    """The source of a report that was made before and whose call is not there any more."""

    @property
    def for_file(self) -> bytes:
        """What goes to the file of reports."""
        return self.reports if self.written is None else self.written


class Hand(Protocol):
    """Does chunks of work, one after the other."""

    def work(self, chunk: Chunk) -> ChunkResult:
        """Return what becomes of ``chunk``."""


class WorkerSetup(Protocol):
    """What a process must know before it can take chunks; it can be pickled."""

    def hand(self, on_place: Callable[[int, WorkPlace], None] | None = None) -> Hand:
        """Return what does the work.

        Before it begins with anything, it gives ``on_place`` the number of the chunk, and where in
        it that is.
        """


READ: Final[Stage] = "read"
CHECK: Final[Stage] = "check"
MAKE: Final[Stage] = "make"


def file_hash(path: Path | None) -> str:
    """Return the SHA-256 of a file; empty where it cannot be read, which reading it will report."""
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
