"""How much may come out of an archive, so that a small file cannot fill the memory or the day."""

from __future__ import annotations

import io
import sys
import zlib
from gzip import BadGzipFile
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.limits import MIB

if TYPE_CHECKING:
    from gzip import GzipFile
    from zipfile import ZipExtFile

    from _typeshed import WriteableBuffer

FREE: Final = 64 * MIB
"""Bytes that any archive may expand to."""

RATIO: Final = 100
"""How many times its own size an archive may expand to beyond that: text shrinks to a tenth."""

DEEPEST: Final = 3
"""How deep archives may lie within archives."""

DAMAGE: Final = (BadZipFile, BadGzipFile, zlib.error, EOFError, ValueError, RuntimeError)
"""What the libraries raise for archives that are broken, or packed in ways they do not know."""


class Expansion:
    """What has come out of one archive, and of those within it."""

    def __init__(self, packed: int, source: str) -> None:
        self._most: Final = FREE + RATIO * packed
        self._source: Final = source
        self._size = 0

    @property
    def is_over(self) -> bool:
        """Whether more has come out than may."""
        return self._size > self._most

    def add(self, size: int) -> None:
        """Count ``size`` more bytes; raises ``LoadError`` where that is too much."""
        self._size += size
        if self.is_over:
            message = Text(
                f"解压后超过 {self._most // MIB} MiB，可能是压缩炸弹；其余内容没有读取。",
                f"It expands to more than {self._most // MIB} MiB and may be a bomb; the rest was"
                " not read.",
            )
            fix = Text("如果没有问题，请先自行解压。", "If nothing is wrong, unpack it yourself.")
            raise LoadError(Problem("archive-too-large", message, self._source, fix=fix))


class Expanding(io.RawIOBase):
    """What comes out of an archive, counted while it is read."""

    def __init__(self, stream: GzipFile | ZipExtFile, expansion: Expansion, source: str) -> None:
        self._stream = stream
        self._expansion = expansion
        self._source = source
        self._damage: Problem | None = None

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read into ``buffer``; raises ``LoadError`` where the archive is broken."""
        view = memoryview(buffer).cast("B")
        if self._damage is not None:
            # Behind the damage there may be what looks sound.
            raise LoadError(self._damage)
        try:
            # To read on for more would lose what comes before the damage.
            data = self._stream.read1(len(view))
        except DAMAGE as error:
            self._damage = damaged(self._source, error)
            raise LoadError(self._damage) from None
        view[: len(data)] = data
        self._expansion.add(len(data))
        return len(data)

    def close(self) -> None:
        """Close the stream that it comes from."""
        self._stream.close()
        super().close()


class ExpandedReader(io.BufferedReader):
    """``Expanding``, of which what comes before the damage is read, and then the damage raised."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Return ``size`` bytes, or fewer where the archive ends or is broken behind them."""
        most = sys.maxsize if size is None or size < 0 else size
        blocks: list[bytes] = []
        while most > 0:
            try:
                block = self.read1(min(most, io.DEFAULT_BUFFER_SIZE))
            except LoadError:
                if blocks:
                    break
                raise
            if not block:
                break
            blocks.append(block)
            most -= len(block)
        return b"".join(blocks)


def damaged(source: str, error: Exception) -> Problem:
    """Return the problem of an archive that cannot be unpacked."""
    why = str(error) or type(error).__name__
    message = Text(f"压缩文件损坏，无法解压：{why}。", f"The archive is damaged: {why}.")
    fix = Text("请重新导出或重新压缩。", "Export or pack it again.")
    return Problem("damaged-archive", message, source, fix=fix)


def too_deep(source: str) -> Problem:
    """Return the problem of archives that lie too deep within one another."""
    message = Text(
        f"压缩文件嵌套超过 {DEEPEST} 层，没有读取。",
        f"More than {DEEPEST} archives lie within one another; this was not read.",
    )
    fix = Text("请先自行解压。", "Unpack it yourself.")
    return Problem("archive-too-deep", message, source, fix=fix)
