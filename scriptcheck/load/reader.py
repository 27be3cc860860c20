"""Reads transcripts, in the same way all through a run."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.errors import LoadError, Problem, internal_error
from scriptcheck.load.archives.unpack import unpack
from scriptcheck.load.call_builder import with_warnings
from scriptcheck.load.call_data.one_form import in_one_form
from scriptcheck.load.call_data.side_file.side_file import read_side_file
from scriptcheck.load.call_data.sources import CallDataSources
from scriptcheck.load.encoding.decode import check_encoding
from scriptcheck.load.encoding.garbled import garbled
from scriptcheck.load.files.documents import document_problem
from scriptcheck.load.files.find import find_files, os_problem
from scriptcheck.load.files.packed import packed_as, unread_archive
from scriptcheck.load.files.recording import is_recording, recording_problem
from scriptcheck.load.files.selection import Selection
from scriptcheck.load.option_checks import check_name_patterns, check_speakers
from scriptcheck.load.readers.format import empty_file, require_library
from scriptcheck.load.readers.json.files import is_call_line
from scriptcheck.load.readers.registry import known_formats, recogniser_names
from scriptcheck.load.roles.infer import Inference, infer_speakers
from scriptcheck.load.roles.unknown_labels import name_speakers, speakers_unused
from scriptcheck.load.transcript import FormatOptions, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from scriptcheck.call import Call
    from scriptcheck.load.call_data.side_file.side_file import SideFile
    from scriptcheck.load.call_data.sources import NameData
    from scriptcheck.load.files.find import TranscriptFile
    from scriptcheck.load.options import LoadOptions
    from scriptcheck.load.readers.format import Format
    from scriptcheck.load.readers.registry import Formats

_PACKED: Final = ".gz"


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads transcripts; ``make_reader`` makes it."""

    formats: Formats
    selection: Selection
    options: FormatOptions
    only: Format | None
    """The format of all transcripts, where the user says so."""
    speakers: Mapping[str, Speaker]
    sources: CallDataSources
    """Where call data comes from beside the transcripts."""
    inference: Inference | None = None
    """How roles are inferred; ``None`` where they are not."""

    def find(
        self, paths: Sequence[str], *, written: Path | None = None
    ) -> Iterator[TranscriptFile | Problem]:
        """Yield the transcripts that ``paths`` name or hold, and a problem for what is not there.

        The first are the problems of formats that other packages bring. What lies in the folder
        ``written`` is none of them.
        """
        yield from self.formats.problems
        yield from find_files(paths, self.selection, written=written)

    def claim_call_data(self, paths: Sequence[str], *, written: Path | None = None) -> None:
        """Tell the side file which calls there will be, so that no row goes to several of them.

        Those in archives, and those whose transcripts or file names say their ids, are not known.
        """
        side = self.sources.side
        if side is not None and not self.sources.patterns:
            found = find_files(paths, self.selection, written=written)
            side.claim(file.call_id for file in found if not isinstance(file, Problem))

    def read_file(self, file: TranscriptFile) -> Iterator[Call | Problem]:
        """Yield what is in ``file``; what cannot be read is a problem, never an error."""
        for found in self.transcripts(file):
            if isinstance(found, Problem):
                yield found
            else:
                yield from self.read(found)

    def transcripts(self, file: TranscriptFile) -> Iterator[Transcript | Problem]:
        """Yield the transcript that ``file`` is, or those that it packs.

        Each is to be read before the next is asked for.
        """
        try:
            with (
                _open(file) as stream,
                Transcript(
                    stream,
                    source=file.source,
                    call_id=file.call_id,
                    suffix=file.suffix,
                    options=self.options,
                ) as transcript,
            ):
                yield from unpack(transcript, self.selection.of_archives())
        except LoadError as error:
            yield from error.problems
        except OSError as error:
            yield os_problem(error, file.source)

    def read(self, transcript: Transcript, form: Format | None = None) -> Iterator[Call | Problem]:
        """Yield what is in ``transcript``; what stops it does not stop others of its archive.

        ``form`` is its format, where that is known already.
        """
        try:
            if not transcript.head:
                yield empty_file(transcript.source)
                return
            if form is None and (problem := _no_transcript(transcript)) is not None:
                yield problem
                return
            form = form or self.form(transcript)
            named = self.sources.read_name(*_name(transcript))
            if named is not None and named.data.get("call_id"):
                transcript.call_id = str(named.data["call_id"])
            for item in form.read(transcript):
                yield item if isinstance(item, Problem) else self._completed(item, named)
        except LoadError as error:
            # Formats of other packages fail without knowing the place.
            for problem in error.problems:
                yield problem if problem.source else replace(problem, source=transcript.source)
        except OSError as error:
            yield os_problem(error, transcript.source)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  (a format's mistake costs its file, no more)
            yield internal_error(error, transcript.source)

    def form(self, transcript: Transcript) -> Format:
        """Return the format of ``transcript``; raises ``LoadError`` where its library is missing.

        May also raise what the reading of its beginning raises, and ``OSError``.
        """
        if transcript.is_first_line and not is_call_line(transcript):
            transcript.read_ahead()
        form = self.only or self.formats.choose(transcript)
        if form.library:
            require_library(form.library, form.extra, transcript.source)
        return form

    def _completed(self, call: Call, named: NameData | None) -> Call:
        """Return ``call`` with what is known of it beside its transcript."""
        if (problem := garbled(call)) is not None:
            call = with_warnings(call, problem)
        known = self.sources.add_to(call, named)
        known = msgspec.structs.replace(known, meta=in_one_form(known.meta))
        labelled = name_speakers(known, self.speakers) if self.speakers else known
        if self.speakers and (unused := speakers_unused(known, self.speakers)) is not None:
            labelled = msgspec.structs.replace(labelled, warnings=(*labelled.warnings, unused))
        return labelled if self.inference is None else infer_speakers(labelled, self.inference)


def make_reader(options: LoadOptions, side: SideFile | None = None) -> Reader:
    """Return what reads as ``options`` say, with call data out of ``side``.

    Raises ``UsageError`` where the format that they name is unknown, or a pattern malformed.
    """
    formats = known_formats()
    speakers = check_speakers(options.speakers)
    encoding = None if options.encoding is None else check_encoding(options.encoding)
    return Reader(
        formats,
        Selection.of(options.include, options.exclude, formats.suffixes),
        FormatOptions(
            encoding,
            options.columns,
            formats.shapes,
            frozenset(speakers),
            is_named=options.input_format is not None,
        ),
        None if options.input_format is None else formats.named(options.input_format),
        speakers,
        CallDataSources(side, check_name_patterns(options.name_pattern)),
        _inference(options, speakers) if options.infer_speakers else None,
    )


def read_call_data(
    options: LoadOptions, on_problem: Callable[[Problem], None] | None = None
) -> SideFile | None:
    """Return what the side file of ``options`` has, if they name one.

    Rows that cannot be read are handed to ``on_problem``; without it, ``LoadError`` is raised.
    """
    if options.call_data is None:
        return None
    columns = options.call_data_columns
    return read_side_file(os.fsdecode(options.call_data), columns=columns, on_problem=on_problem)


def _inference(options: LoadOptions, speakers: Mapping[str, Speaker]) -> Inference:
    unnamed = frozenset(label for label, role in speakers.items() if role is Speaker.UNKNOWN)
    return Inference(options.speaker_confidence, tuple(options.company), unnamed)


def _open(file: TranscriptFile) -> AbstractContextManager[IO[bytes]]:
    if file.path is not None:
        return file.path.open("rb")
    # Python sets no standard input where the system has closed it.
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    # Standard input is not ours to close.
    return nullcontext(sys.stdin.buffer)


def _no_transcript(transcript: Transcript) -> Problem | None:
    """Return the problem of what is no transcript, as its first bytes show."""
    if is_recording(transcript.head):
        return recording_problem(transcript.source, recogniser_names())
    kind = packed_as(transcript.head)
    if kind is not None:
        return unread_archive(transcript.source, kind)
    return document_problem(transcript)


def _name(transcript: Transcript) -> tuple[str, str]:
    """Return the path of ``transcript`` and its suffix apart."""
    path = transcript.source
    if path.lower().endswith(_PACKED) and transcript.suffix != _PACKED:
        path = path[: -len(_PACKED)]
    suffix = path[len(path) - len(transcript.suffix) :]
    return (
        (path.removesuffix(suffix), suffix) if suffix.lower() == transcript.suffix else (path, "")
    )
