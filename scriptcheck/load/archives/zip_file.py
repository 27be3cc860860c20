"""Transcripts in a ZIP file, read as those of a folder are."""

from __future__ import annotations

import io
import stat
import struct
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, cast
from zipfile import BadZipFile, ZipFile

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.archives.archive import Archive, Member
from scriptcheck.load.archives.expansion import (
    DAMAGE,
    ExpandedReader,
    Expanding,
    Expansion,
    damaged,
)
from scriptcheck.load.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipExtFile, ZipInfo


_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE: Final = "[Content_Types].xml"
"""What tells a workbook or document of an office program from other ZIP files."""
OPEN_DOCUMENT: Final = "OpenDocument"
IWORK: Final = "Apple iWork"
_DOCUMENTS: Final = (
    (OPEN_DOCUMENT, frozenset({"mimetype", "content.xml"})),
    (IWORK, frozenset({"Index/Document.iwa"})),
    (IWORK, frozenset({"Index.zip"})),
)
"""What documents of other programs hold, which are ZIP files too."""
_IS_UTF8: Final = 0x800
_IS_ENCRYPTED: Final = 0x1
MOST_MEMBERS: Final = 200_000
"""Files in one archive; each takes some of the memory, however small it is."""
_UNIX_MODE: Final = 16
"""Where in the attributes of a member its mode on Unix stands."""
_ENCODINGS: Final = ("utf-8", "gb18030")
_BROKEN: Final = (BadZipFile, ValueError, NotImplementedError, OverflowError, struct.error)
"""What Python raises for a directory that makes no sense."""


def zip_names(transcript: Transcript) -> frozenset[str]:
    """Return the names of the members of a ZIP file; none where it is no sound ZIP file."""
    if not transcript.head.startswith(_MAGIC):
        return frozenset()
    try:
        with ZipFile(transcript.file()) as packed:
            return frozenset(packed.namelist())
    except _BROKEN:
        return frozenset()


def check_expansion(transcript: Transcript) -> None:
    """Raise ``LoadError`` where the members of a ZIP file say they expand beyond all measure.

    For what is read by libraries: Python's own reads no more of a member than it says it has.
    """
    file = transcript.file()
    try:
        with ZipFile(file) as packed:
            sizes = [info.file_size for info in packed.infolist()]
    except _BROKEN as error:
        raise LoadError(damaged(transcript.source, error)) from None
    Expansion(file.seek(0, io.SEEK_END), transcript.source).add(sum(sizes))


def _recognises(transcript: Transcript) -> bool:
    if not transcript.head.startswith(_MAGIC):
        return False
    return _OFFICE not in zip_names(transcript) and document_kind(transcript) is None


def document_kind(transcript: Transcript) -> str | None:
    """Return what program's document ``transcript`` is; ``None`` for any other file."""
    names = zip_names(transcript)
    return next((kind for kind, holds in _DOCUMENTS if holds <= names), None)


def _members(transcript: Transcript, expansion: Expansion) -> Iterator[Member | Problem]:
    try:
        packed = ZipFile(transcript.file())
    except _BROKEN as error:
        raise LoadError(damaged(transcript.source, error)) from None
    with packed:
        infos = sorted(
            (_readable_name(info), number, info)
            for number, info in enumerate(packed.infolist())
            if not info.filename.endswith("/")
        )
        if len(infos) > MOST_MEMBERS:
            raise LoadError(_too_many(transcript.source))
        for name, _, info in infos:
            source = f"{transcript.source}/{name}"
            if info.flag_bits & _IS_ENCRYPTED:
                yield _encrypted(source)
            elif stat.S_ISLNK(info.external_attr >> _UNIX_MODE):
                yield _link(source)
            else:
                yield _member(packed, info, name, transcript, expansion)


def _member(
    packed: ZipFile, info: ZipInfo, name: str, outer: Transcript, expansion: Expansion
) -> Member:
    path, source = PurePosixPath(name), f"{outer.source}/{name}"

    @contextmanager
    def unpacked() -> Iterator[Transcript]:
        try:
            stream = packed.open(info)
        except DAMAGE as error:
            raise LoadError(damaged(source, error)) from None
        with (
            ExpandedReader(Expanding(cast("ZipExtFile", stream), expansion, source)) as counted,
            Transcript(
                counted,
                source=source,
                call_id=f"{outer.call_id}/{name.removesuffix(path.suffix)}",
                suffix=path.suffix.lower(),
                options=outer.options,
            ) as inner,
        ):
            yield inner

    return Member(name, source, unpacked)


def _readable_name(info: ZipInfo) -> str:
    """Return the name of a member, ``_`` for none: Windows writes it in GBK without saying so."""
    name = info.filename
    if not (info.flag_bits & _IS_UTF8 or name.isascii()):
        for encoding in _ENCODINGS:
            try:
                name = name.encode("cp437").decode(encoding)
                break
            except UnicodeError:
                continue
    return name.replace("\\", "/").lstrip("/") or "_"


def _too_many(source: str) -> Problem:
    message = Text(
        f"压缩文件里超过 {MOST_MEMBERS} 个文件，没有读取。",
        f"The archive has more than {MOST_MEMBERS} files and was not read.",
    )
    fix = Text("请先解压，或分成几个。", "Unpack it, or make it several.")
    return Problem("archive-too-large", message, source, fix=fix)


def _encrypted(source: str) -> Problem:
    message = Text("压缩文件有密码，无法读取。", "The archive has a password; it cannot be read.")
    fix = Text("请先解压。", "Unpack it first.")
    return Problem("encrypted", message, source, fix=fix)


def _link(source: str) -> Problem:
    message = Text("压缩包里的链接没有读取。", "A link in an archive is not read.")
    fix = Text("请把它指向的文件放进压缩包。", "Put the file that it points to into the archive.")
    return Problem("not-a-file", message, source, fix=fix)


ZIP: Final = Archive("zip", (".zip",), Text("ZIP 压缩包", "a ZIP archive"), _recognises, _members)
