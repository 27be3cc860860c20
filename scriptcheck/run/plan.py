"""Transcripts cut into chunks of work, always in the same way and no further than is asked for."""

from __future__ import annotations

import stat
from itertools import count
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import LoadError, Problem
from scriptcheck.load.files.find import os_problem
from scriptcheck.load.readers.format import empty_file
from scriptcheck.load.transcript import PACKED
from scriptcheck.run.work import CallsUnit, Chunk, FileUnit, LinesUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.files.find import TranscriptFile
    from scriptcheck.load.reader import Reader
    from scriptcheck.load.transcript import Transcript
    from scriptcheck.run.work import WorkUnit

CHUNK_BYTES: Final = 256 << 10
"""Bytes of transcripts in a chunk: some eighty calls, a fraction of a second's work."""
CHUNK_LINES: Final = 256
"""The most lines in a chunk: however little is said in a call, its report is long."""
CHUNK_UNITS: Final = 64
"""The most files, or calls that were read already, in a chunk."""


class RunPlan:
    """The chunks of a run.

    Small files are read by the workers. Of larger ones the main process reads the lines, where each
    is a call, or else the calls themselves, which is several times faster than checking them.
    """

    def __init__(
        self,
        reader: Reader,
        found: Iterable[TranscriptFile | Problem],
        *,
        as_it_comes: bool = False,
    ) -> None:
        """Plan the reading of ``found``.

        ``as_it_comes`` makes each call of a stream a chunk, so that its report need not wait for
        the next call.
        """
        self._reader: Final = reader
        self.as_it_comes: Final = as_it_comes
        self._found: Final = found
        self._numbers: Final = count()
        self._streams: Final = count()
        self._stopped: Final[set[int]] = set()

    def stop(self, stream: int) -> None:
        """Read no more of the transcript that chunks call ``stream``."""
        self._stopped.add(stream)

    def chunks(self) -> Iterator[Chunk]:
        """Yield the chunks; their cuts depend on the transcripts alone."""
        units: list[WorkUnit] = []
        size = 0
        for found in self._found:
            unit = _small_unit(found)
            if unit is None or len(units) >= CHUNK_UNITS or size >= CHUNK_BYTES:
                if units:
                    yield self._chunk(*units)
                units, size = [], 0
            if unit is not None:
                units.append(unit)
                size += unit.size if isinstance(unit, FileUnit) else 0
            elif not isinstance(found, Problem):
                yield from self._large_file(found)
        if units:
            yield self._chunk(*units)

    def _chunk(self, *units: WorkUnit, stream: int | None = None) -> Chunk:
        return Chunk(next(self._numbers), units, stream)

    def _large_file(self, file: TranscriptFile) -> Iterator[Chunk]:
        for found in self._reader.transcripts(file):
            if isinstance(found, Problem):
                yield self._chunk(CallsUnit.of((found,), file))
            elif (form := self._form_by_line(found)) is not None:
                yield from self._by_line(found, form, file)
            else:
                most = 1 if self.as_it_comes and found.is_stream else CHUNK_UNITS
                yield from self._by_call(self._reader.read(found), file, most)

    def _form_by_line(self, transcript: Transcript) -> str | None:
        """Return the format of ``transcript`` if it can be cut between lines."""
        try:
            form = self._reader.form(transcript)
            fits = form.by_line is not None and form.by_line(transcript)
            fits = fits and transcript.has_byte_lines
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  (reading it will report what is wrong, in the usual way)
            return None
        return form.name if fits else None

    def _by_line(self, transcript: Transcript, form: str, file: TranscriptFile) -> Iterator[Chunk]:
        stream = next(self._streams)
        is_empty = True
        try:
            most = 1 if self.as_it_comes and transcript.is_stream else CHUNK_LINES
            for found in transcript.parts(CHUNK_BYTES, most):
                if stream in self._stopped:
                    return
                if isinstance(found, Problem):
                    is_empty = False
                    yield self._chunk(CallsUnit.of((found,), file), stream=stream)
                    continue
                part, data = found
                is_empty = is_empty and not data.strip()
                unit = LinesUnit(
                    transcript.source,
                    file.source,
                    transcript.call_id,
                    transcript.suffix,
                    form,
                    part,
                    data,
                )
                yield self._chunk(unit, stream=stream)
        except LoadError as error:
            yield self._chunk(CallsUnit.of(error.problems, file), stream=stream)
            return
        except OSError as error:
            problem = os_problem(error, transcript.source)
            yield self._chunk(CallsUnit.of((problem,), file), stream=stream)
            return
        if is_empty:
            yield self._chunk(CallsUnit.of((empty_file(transcript.source),), file))

    def _by_call(
        self, items: Iterator[Call | Problem], file: TranscriptFile, most: int
    ) -> Iterator[Chunk]:
        held: list[Call | Problem] = []
        size = 0
        for item in items:
            held.append(item)
            size += 0 if isinstance(item, Problem) else _bytes_of(item)
            if len(held) >= most or size >= CHUNK_BYTES:
                yield self._chunk(CallsUnit.of(held, file))
                held, size = [], 0
        if held:
            yield self._chunk(CallsUnit.of(held, file))


def _small_unit(found: TranscriptFile | Problem) -> WorkUnit | None:
    """Return what a worker can take as it is; ``None`` for a file that may be large."""
    if isinstance(found, Problem):
        return CallsUnit.of((found,), None)
    if found.path is None:
        return None
    try:
        status = found.path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > CHUNK_BYTES:
            return None
        with found.path.open("rb") as file:
            # However small it is, nobody knows how much comes out of it.
            if file.read(8).startswith(PACKED):
                return None
    except OSError:
        return FileUnit(found, 0, 0)  # the worker will report what is wrong with it
    return FileUnit(found, status.st_size, status.st_mtime_ns)


def _bytes_of(call: Call) -> int:
    """Return about how many bytes of JSON ``call`` takes."""
    return sum(3 * len(turn.text) + 64 * (1 + len(turn.words)) for turn in call.turns)
