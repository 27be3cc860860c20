"""A transcript shrunk by gzip: ``0501.txt.gz``."""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.load.archives.archive import Archive, Member
from scriptcheck.load.archives.expansion import ExpandedReader, Expanding
from scriptcheck.load.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.load.archives.expansion import Expansion

_MAGIC: Final = b"\x1f\x8b"


def _recognises(transcript: Transcript) -> bool:
    return transcript.head.startswith(_MAGIC)


def _members(transcript: Transcript, expansion: Expansion) -> Iterator[Member]:
    @contextmanager
    def unpacked() -> Iterator[Transcript]:
        name = PurePosixPath(transcript.call_id)
        with (
            gzip.GzipFile(fileobj=transcript.file(), mode="rb") as packed,
            ExpandedReader(Expanding(packed, expansion, transcript.source)) as stream,
            Transcript(
                stream,
                source=transcript.source,
                call_id=str(name.with_suffix("")) if name.name else transcript.call_id,
                suffix=name.suffix.lower(),
                options=transcript.options,
            ) as inner,
        ):
            yield inner

    yield Member("", transcript.source, unpacked)


GZIP: Final = Archive(
    "gzip",
    (".gz",),
    Text("gzip 压缩的单个文件", "one file shrunk by gzip"),
    _recognises,
    _members,
)
