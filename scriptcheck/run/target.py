"""Where the reports of a run go: a stream, or a folder in which the run can be taken up again."""

from __future__ import annotations

import os
import time
import zlib
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO, TYPE_CHECKING, Final, Protocol

from scriptcheck.run.journal import Checkpoint, Grown, Journal, JournalEntry, write_all
from scriptcheck.write.registry import ERRORS_FILE, JOURNAL_FILE, RUN_FOLDER
from scriptcheck.write.whole_file import require_there

if TYPE_CHECKING:
    from pathlib import Path

    from scriptcheck.run.journal import Reached
    from scriptcheck.run.tally import RunTally
    from scriptcheck.run.work import ChunkResult, Stamp

INTERVAL: Final = 1.0
"""Seconds of work that a loss of power may cost, about."""


class Target(Protocol):
    """Takes what comes of chunks, in their order."""

    def add(self, result: ChunkResult, inputs: tuple[Stamp, ...], tally: RunTally) -> None:
        """Take ``result``, which came of ``inputs``; ``tally`` counts it and all before it."""

    def close(self, *, finished: bool) -> None:
        """Bring everything to where it belongs; ``finished`` says whether the run is over."""


class StreamTarget:
    """Writes reports to a stream, and lets go of what could not be read."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        self._stream: Final = stream

    def add(self, result: ChunkResult, _inputs: tuple[Stamp, ...], _tally: RunTally) -> None:
        """Write the reports of ``result``."""
        if self._stream is None:
            return
        # An unbuffered stream, such as standard output under PYTHONUNBUFFERED, may take less than
        # all at once; that its reader is gone it only says when it is given the rest.
        view = memoryview(result.for_file)
        while view:
            view = view[self._stream.write(view) :]
        # What reads them may wait for each.
        self._stream.flush()

    def close(self, *, finished: bool) -> None:
        """Pass on what is held back; the stream is for its owner to close."""
        if finished and self._stream is not None:
            self._stream.flush()


class FolderTarget:
    """Writes reports and errors to a folder, with a journal of how far they have come.

    What was written is brought to the disk about once a second, by a thread of its own, so that
    nobody waits for it.
    """

    def __init__(self, folder: Path, at: Reached, reports: Path) -> None:
        """Go on where the run was that wrote to ``folder``; the beginning is ``Reached()``.

        ``reports`` is the file of reports in it.
        """
        self._errors_path: Final = folder / ERRORS_FILE
        self._reports_path: Final = reports
        self._reports: Final = _continued(reports, at.reports_size)
        self._errors: IO[bytes] | None = None
        self._journal: Final = Journal(folder / RUN_FOLDER / JOURNAL_FILE, size=at.journal_size)
        if at.errors_size:
            self._errors = _continued(self._errors_path, at.errors_size)
        else:
            # One that an earlier run left would speak of inputs that are long fixed.
            self._errors_path.unlink(missing_ok=True)
        self._entries: list[JournalEntry] = []
        self._tally = at.tally
        self._saved = time.monotonic()
        self._saver: Final = ThreadPoolExecutor(1)
        self._saving: Future[None] | None = None

    def add(self, result: ChunkResult, inputs: tuple[Stamp, ...], tally: RunTally) -> None:
        """Write the reports and errors of ``result``; raises ``OSError`` where that fails."""
        written = result.for_file
        write_all(self._reports, written)
        if result.errors:
            if self._errors is None:
                self._errors = _continued(self._errors_path, 0)
            write_all(self._errors, result.errors)
        entry = JournalEntry(
            inputs,
            Grown(len(written), result.checksum),
            Grown(len(result.errors), zlib.crc32(result.errors)),
            result.stops,
        )
        self._entries.append(entry)
        self._tally = tally
        is_busy = self._saving is not None and not self._saving.done()
        if not is_busy and time.monotonic() - self._saved > INTERVAL:
            self._save(finished=False)

    def close(self, *, finished: bool) -> None:
        """Bring all of it to the disk, and close the files.

        Raises ``OSError`` where that fails, or the file of reports has been taken away.
        """
        try:
            self._save(finished=finished)
            self._wait()
            if finished:
                require_there(self._reports, self._reports_path)
        finally:
            self._saver.shutdown()
            self._journal.close()
            self._reports.close()
            if self._errors is not None:
                self._errors.close()

    def _save(self, *, finished: bool) -> None:
        self._wait()
        checkpoint = Checkpoint(tuple(self._entries), self._tally.copy(), finished)
        self._entries = []
        self._saving = self._saver.submit(self._bring_to_disk, checkpoint)
        self._saved = time.monotonic()

    def _wait(self) -> None:
        """Wait until the disk has what was brought to it; raises ``OSError`` where that failed."""
        if self._saving is not None:
            saving, self._saving = self._saving, None
            saving.result()

    def _bring_to_disk(self, checkpoint: Checkpoint) -> None:
        os.fsync(self._reports.fileno())
        if self._errors is not None:
            os.fsync(self._errors.fileno())
        self._journal.write(checkpoint)


def _continued(path: Path, size: int) -> IO[bytes]:
    """Open ``path`` to be continued after its first ``size`` bytes."""
    file = path.open("r+b" if size else "wb", buffering=0)
    file.truncate(size)
    file.seek(size)
    return file
