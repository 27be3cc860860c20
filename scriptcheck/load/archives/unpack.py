"""Transcripts out of files, which may be archives of transcripts and of further archives."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from scriptcheck.errors import LoadError, Problem
from scriptcheck.load.archives.expansion import DEEPEST, Expansion, too_deep
from scriptcheck.load.archives.registry import ARCHIVES
from scriptcheck.load.files.find import no_transcripts, unknown_format
from scriptcheck.load.files.selection import FileChoice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.load.archives.archive import Archive, Member
    from scriptcheck.load.files.selection import Selection
    from scriptcheck.load.transcript import Transcript


def unpack(transcript: Transcript, selection: Selection) -> Iterator[Transcript | Problem]:
    """Yield ``transcript`` itself or, where it is an archive, what is in it.

    Each is to be read before the next is asked for. Of an archive's files those are taken that
    ``selection`` takes of a folder's. What cannot be unpacked, or expands beyond all measure, is a
    problem.
    """
    archive = _archive_of(transcript)
    if archive is None:
        yield transcript
        return
    file = transcript.file()
    expansion = Expansion(file.seek(0, io.SEEK_END), transcript.source)
    is_empty = True
    for found in _members(archive, transcript, selection, expansion):
        is_empty = False
        yield found
    if is_empty:
        yield no_transcripts(transcript.source, selection)


def _archive_of(transcript: Transcript) -> Archive | None:
    return next((archive for archive in ARCHIVES if archive.recognises(transcript)), None)


def _members(
    archive: Archive,
    transcript: Transcript,
    selection: Selection,
    expansion: Expansion,
    depth: int = 1,
) -> Iterator[Transcript | Problem]:
    for member in archive.members(transcript, expansion):
        found = member if isinstance(member, Problem) else _choose(member, selection)
        if isinstance(found, Problem):
            yield found
        elif found is not None:
            try:
                yield from _open(found, selection, expansion, depth)
            except LoadError as error:
                yield from error.problems
        if expansion.is_over:
            return


def _open(
    member: Member, selection: Selection, expansion: Expansion, depth: int
) -> Iterator[Transcript | Problem]:
    with member.open() as transcript:
        archive = _archive_of(transcript)
        if archive is None:
            yield transcript
        elif depth == DEEPEST:
            yield too_deep(member.source)
        else:
            yield from _members(archive, transcript, selection, expansion, depth + 1)


def _is_hidden(name: str) -> bool:
    """Return whether a folder would not show ``name``, or macOS put it there for itself."""
    return name == "__MACOSX" or (name.startswith(".") and name not in {".", ".."})


def _choose(member: Member, selection: Selection) -> Member | Problem | None:
    """Return ``member`` if it is to be read, a problem if that is in doubt, else nothing."""
    if not member.path:
        return member
    if any(map(_is_hidden, member.path.split("/"))):
        return None
    choice = selection.choose(member.path)
    if choice is FileChoice.DOUBT:
        return unknown_format(member.source)
    return member if choice is FileChoice.READ else None
